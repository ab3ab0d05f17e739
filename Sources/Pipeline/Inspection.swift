import Foundation
import Normalize
public import Spreadsheet

/// A file as `inspect` tells it: what its bytes are, and what its tables mean.
public struct Inspection: Encodable {
  private var file: FileDescription
  private var tables: [TableUnderstanding]
  /// Whether the file could not be read.
  public var isUnreadable: Bool { file.problem != nil }

  /// The version of the JSON form; it grows when a key changes its meaning or goes.
  private let schema = 1

  private enum CodingKeys: String, CodingKey { case schema, file, tables }

  /// Looks at a file's bytes, with what is known better than its look.
  public init(bytes: [UInt8], name: String, limits: Limits = .standard, csv: CSVOptions = .automatic) {
    file = FileDescription(bytes: bytes, name: name, language: .en, limits: limits, csv: csv)
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    tables =
      file.problem == nil ? (try? understand(bytes: bytes, name: name, year: year, limits: limits, csv: csv)) ?? [] : []
  }

  /// As JSON.
  public var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// As one screen of text.
  public var text: String {
    var lines = ["\(file.name): \(file.kind), \(file.bytes) bytes"]
    if let problem = file.problem {
      lines += ["  \(problem)"] + (file.remedy.map { ["  mend: \($0)"] } ?? [])
    }
    if let text = file.text {
      lines.append(
        "  encoding \(text.encoding)\(text.isEncodingGuessed ? " (guessed)" : ""), delimiter \(text.delimiter == "\t" ? "tab" : text.delimiter), quote \(text.quote ?? "none"), \(text.escape) escape, confidence \(Int(text.confidence * 100))%"
      )
      let oddities = [
        text.hasByteOrderMark ? "byte order mark" : nil, text.hasSeparatorLine ? "sep= line" : nil,
        text.lineEnds.isEmpty ? nil : "line ends \(text.lineEnds)",
        text.replacedBytes > 0 ? "\(text.replacedBytes) byte(s) that are no character" : nil,
        text.nulBytes > 0 ? "\(text.nulBytes) NUL byte(s) left out" : nil,
      ].compactMap(\.self)
      if !oddities.isEmpty { lines.append("  " + oddities.joined(separator: ", ")) }
    }
    for sheet in file.sheets {
      lines.append(
        "  sheet \(sheet.name.isEmpty ? "(CSV)" : sheet.name)  \(sheet.visibility)  \(sheet.rows) rows, \(sheet.cells) cells, \(sheet.merges) merges"
          + (sheet.dimension.map { ", up to \($0)" } ?? "")
          + (sheet.hiddenRows > 0 ? ", \(sheet.hiddenRows) hidden rows" : "")
          + (sheet.hiddenColumns > 0 ? ", \(sheet.hiddenColumns) hidden columns" : "")
          + (sheet.comments > 0 ? ", \(sheet.comments) comments" : "")
          + (sheet.isWorksheet ? "" : ", no worksheet") + (sheet.problem.map { ", problem: \($0)" } ?? ""))
      for table in tables where table.sheet == sheet.name {
        lines.append(
          "    \(table.document.isEmpty ? "no document" : table.document): header rows \(table.header); "
            + table.rows.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
        if !table.title.isEmpty { lines.append("    title: \(table.title.prefix(60))") }
        for column in table.columns.prefix(40) {
          lines.append(
            "      \(column.column)  \(column.header) → \(column.field)\(column.unit.isEmpty ? "" : " (\(column.unit))")"
          )
        }
      }
    }
    return lines.joined(separator: "\n")
  }
}
