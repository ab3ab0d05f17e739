import Domain
import Foundation
import Logging

/// How the lines of a log are written.
enum LogFormat: String, CaseIterable {
  case text, json
}

/// Writes each event as one line to standard error: `2026-01-01T18:00:00Z info run begins run=… county=…`, or as a JSON object.
struct LineLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  private let format: LogFormat

  init(format: LogFormat, level: Logger.Level) {
    self.format = format
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let time = Date.now.formatted(.iso8601)
    let line =
      switch format {
      case .text: Self.text(time, event, fields)
      case .json: Self.json(time, event, fields)
      }
    FileHandle.standardError.write(Data(((format == .json ? harmlessJSON(line) : harmless(line)) + "\n").utf8))
  }

  private static func text(_ time: String, _ event: LogEvent, _ fields: Logger.Metadata) -> String {
    let pairs = fields.sorted { $0.key < $1.key }.map { key, value in "\(key)=\(quoted("\(value)"))" }
    return ([time, event.level.rawValue, "\(event.message)"] + pairs).joined(separator: " ")
  }

  /// A value with spaces, quotes or line ends is quoted, so that a line stays one line.
  private static func quoted(_ value: String) -> String {
    let isPlain = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "=" || $0.isNewline }
    return isPlain ? value : encoded([value]).map { String($0.dropFirst().dropLast()) } ?? ""
  }

  private static func json(_ time: String, _ event: LogEvent, _ fields: Logger.Metadata) -> String {
    var object = ["time": time, "level": event.level.rawValue, "message": "\(event.message)"]
    for (key, value) in fields { object[key] = "\(value)" }
    return encoded(object) ?? "{}"
  }

  private static func encoded(_ value: some Encodable) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
  }
}
