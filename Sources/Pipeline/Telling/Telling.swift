import Domain
import Foundation
import History
import Logging

/// How a run ended, for those who are told: commands of `notify:` and the metrics file.
enum RunEnd {
  case done(RunOutcome)
  case failed(any Error)

  var exitCode: Int32 {
    switch self {
    case .done(let outcome): outcome.exitCode
    case .failed(let error): error is SetupError ? 2 : 4
    }
  }

  /// Nothing new is published.
  var isFailure: Bool { exitCode == 4 || exitCode == 2 }

  var held: [String] { if case .done(let outcome) = self { outcome.held } else { [] } }

  /// Findings that make the exit code and did not stand before, gravest first.
  var fresh: [Sighting] { if case .done(let outcome) = self, outcome.exitCode != 4 { outcome.fresh } else { [] } }

  var line: Message {
    switch self {
    case .done(let outcome):
      Message(zh: Summary(outcome, language: "zh").line, en: Summary(outcome, language: "en").line)
    case .failed(let error): failureMessage(error)
    }
  }
}

/// What a failure comes to in a sentence.
private func failureMessage(_ error: any Error) -> Message {
  switch error {
  case let error as SetupError:
    Message(zh: "\(error.file)：\(error.zh)", en: "\(error.file): \(error.en)")
  case let error as HistoryError:
    Message(
      zh: "无法读写历史库 \(error.path)：\(error.reason)",
      en: "the history \(error.path) cannot be read or written: \(error.reason)")
  case let error as WriteError:
    Message(
      zh: "无法写入 \(error.name)（\(error.reason)），上次发布保持不变",
      en: "\(error.name) cannot be written (\(error.reason)); the last publication stands")
  default:
    Message(
      zh: "上次发布保持不变：\(error.localizedDescription)", en: "the last publication stands: \(error.localizedDescription)")
  }
}

/// Tells what a run came to, after its lock is let go: a command that hangs must not keep the next run waiting.
struct Telling {
  /// What was told, so that nothing is told twice a night and a recovery is known for one.
  private struct Memory: Codable {
    var night = ""
    var told: Set<String> = []
    /// Whether the last run failed, or held a county.
    var isDown = false
  }

  private static let findingsTold = 50

  let pipeline: PipelineFile
  let output: String
  let started: Date
  let logger: Logger

  private var memoryPath: String { output + "/told.json" }

  /// Tells the end of a run to all who want to know of it.
  func tell(_ end: RunEnd) {
    if let path = pipeline.metrics,
      let reason = Metrics(end, pipeline: pipeline, output: output, started: started).write(to: path)
    {
      logger.warning("metrics not written", metadata: ["file": "\(path)", "reason": "\(reason)"])
    }
    guard !pipeline.notify.isEmpty else { return }
    let data = FileManager.default.contents(atPath: memoryPath)
    var memory = data.flatMap { try? JSONDecoder().decode(Memory.self, from: $0) } ?? Memory()
    let night = "\(civilDate(Int(started.timeIntervalSince1970)))"
    if memory.night != night { (memory.night, memory.told) = (night, []) }
    let news = news(end, memory.told, wasDown: memory.isDown)
    memory.isDown = end.isFailure || !end.held.isEmpty
    for command in pipeline.notify where !command.occasions.isDisjoint(with: news.keys) {
      let occasions = Occasion.allCases.filter { command.occasions.contains($0) && news[$0] != nil }
      let reason = command.run(
        telling: Data(message(end, occasions)), environment: environment(end, occasions))
      if let reason {
        logger.error("notify command failed", metadata: ["command": "\(command.command)", "reason": "\(reason)"])
      } else {
        for occasion in occasions { memory.told.formUnion(news[occasion] ?? []) }
      }
    }
    // Lost, it costs a second message.
    if let data = try? JSONEncoder().encode(memory) {
      try? data.write(to: URL(fileURLWithPath: memoryPath), options: .atomic)
    }
  }

  /// What there is to tell that was not told tonight: by occasion, each thing by its name.
  private func news(_ end: RunEnd, _ told: Set<String>, wasDown: Bool) -> [Occasion: Set<String>] {
    var news: [Occasion: Set<String>] = [
      .errors: Set(end.fresh.map { "errors \($0.fingerprint) \($0.amount)" }),
      .held: Set(end.held.map { "held \($0)" }),
    ]
    if end.isFailure { news[.failure] = ["failure \(end.line.en)"] }
    news = news.mapValues { $0.subtracting(told) }.filter { !$0.value.isEmpty }
    // Well again is news each time.
    if wasDown && !end.isFailure && end.held.isEmpty { news[.recovery] = [] }
    return news
  }

  private func environment(_ end: RunEnd, _ occasions: [Occasion]) -> [String: String] {
    var variables = [
      "DUIZHANG_EVENTS": occasions.map(\.rawValue).joined(separator: " "),
      "DUIZHANG_PIPELINE": pipeline.name, "DUIZHANG_EXIT_CODE": "\(end.exitCode)",
      "DUIZHANG_SUMMARY": end.line.text(pipeline.language), "DUIZHANG_OUTPUT": output,
    ]
    if case .done(let outcome) = end { variables["DUIZHANG_PUBLICATION"] = outcome.folder ?? "" }
    return variables
  }

  /// `schema` grows when a key changes its meaning.
  private struct Content: Encodable {
    struct Finding: Encodable {
      var fingerprint, code, severity, county, village, field: String
      var deltaYuan: String
      var zh, en: String
    }

    var schema = 1
    var events: [Occasion]
    var pipeline, started, publication: String
    var exitCode: Int32
    var zh, en: String
    var held: [String]
    var newErrors: Int
    var findings: [Finding]
  }

  private func message(_ end: RunEnd, _ occasions: [Occasion]) -> [UInt8] {
    var folder = ""
    if case .done(let outcome) = end { folder = outcome.folder ?? "" }
    let content = Content(
      events: occasions, pipeline: pipeline.name, started: timestamp(started), publication: folder,
      exitCode: end.exitCode, zh: end.line.zh, en: end.line.en, held: end.held, newErrors: end.fresh.count,
      findings: end.fresh.prefix(Self.findingsTold).map {
        .init(
          fingerprint: $0.fingerprint, code: $0.code, severity: $0.severity, county: $0.county, village: $0.village,
          field: $0.field, deltaYuan: $0.delta, zh: $0.message.zh, en: $0.message.en)
      })
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8]((try? encoder.encode(content)) ?? Data()) + [10]
  }
}
