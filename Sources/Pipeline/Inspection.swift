import Foundation
import Normalize
import Spreadsheet

/// A file as `inspect` tells it: what its bytes are, and what its tables mean.
public struct Inspection: Encodable {
  private var file: FileDescription
  private var tables: [TableUnderstanding]
  /// Whether the file could not be read.
  public var isUnreadable: Bool { file.problem != nil }

  private enum CodingKeys: String, CodingKey { case file, tables }

  /// Looks at a file's bytes.
  public init(bytes: [UInt8], name: String) {
    file = FileDescription(bytes: bytes, name: name, language: .en)
    tables = file.problem == nil ? (try? understand(bytes: bytes, name: name, year: 2021)) ?? [] : []
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
        "  encoding \(text.encoding)\(text.isEncodingGuessed ? " (guessed)" : ""), delimiter \(text.delimiter == "\t" ? "tab" : text.delimiter), confidence \(Int(text.confidence * 100))%"
      )
    }
    for sheet in file.sheets {
      lines.append(
        "  sheet \(sheet.name.isEmpty ? "(CSV)" : sheet.name)  \(sheet.visibility)  \(sheet.rows) rows, \(sheet.cells) cells, \(sheet.merges) merges"
          + (sheet.hiddenRows > 0 ? ", \(sheet.hiddenRows) hidden rows" : ""))
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
