import Domain
import Foundation
import Normalize
import Spreadsheet

/// What `map` proposes for a file: the lines of a pipeline file that place the columns which no header word places.
public struct ColumnMap {
  private let file: String
  private let columns: [UnplacedColumn]
  private let tables: [TableUnderstanding]

  private var hasTable: Bool { !columns.isEmpty || !tables.isEmpty }

  /// Looks at a file; throws where it cannot be read.
  /// - Parameter year: the year of months that have none; by each table's title, where it is nil.
  public init(path: String, year: Int? = nil) throws {
    file = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SetupError.unreadable(path)
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    do {
      columns = try unplacedColumns(
        bytes: [UInt8](data), name: name, year: year ?? Calendar.current.component(.year, from: Date()))
      tables = try understand(bytes: [UInt8](data), name: name, year: year)
    } catch let error as ReadError {
      throw SetupError(
        path, zh: error.explanation(.zh) + "；" + error.remedy(.zh),
        en: error.explanation(.en) + "; " + error.remedy(.en))
    }
  }

  /// Whether every column is placed.
  public var isComplete: Bool { columns.isEmpty }

  private struct Reply: Encodable {
    var file: String
    var columns: [UnplacedColumn]
    var fields: [String]
  }

  /// For programs: the columns that no word places, with the fields that may be meant, the likeliest first.
  public var json: String {
    get throws {
      try Form("map", Reply(file: file, columns: columns, fields: Field.allCases.map(\.rawValue))).json
    }
  }

  /// YAML to paste under the county, with a comment on each line that says what speaks for it.
  public func yaml(_ language: String) -> String { Self.yaml([self], language) }

  /// The same of several files: those of one folder are one county's, which has its columns in one place.
  public static func yaml(_ maps: [ColumnMap], _ language: String) -> String {
    var folders: [String] = []
    for map in maps where !folders.contains(map.folder) { folders.append(map.folder) }
    return folders.map { folder in block(maps.filter { $0.folder == folder }, language) }.joined(separator: "\n")
  }

  private var folder: String { URL(fileURLWithPath: file).deletingLastPathComponent().path }

  private static func block(_ maps: [ColumnMap], _ language: String) -> String {
    let isChinese = language == "zh"
    let open = maps.filter { !$0.columns.isEmpty }
    var lines = maps.filter { $0.columns.isEmpty }.flatMap { map -> [String] in
      guard map.hasTable else {
        return [
          isChinese
            ? "# \(map.file)：没有找到表，没有可配置的列；duizhang inspect \(typed(map.file)) 说明原因"
            : "# \(map.file): no table was found, so there is no column to configure; duizhang inspect \(typed(map.file)) says why"
        ]
      }
      let left = map.left(isChinese)
      return [
        isChinese
          ? "# \(map.file)：各列都已识别" + (left.isEmpty ? "，无需配置" : "")
          : "# \(map.file): every column is placed" + (left.isEmpty ? "; nothing to configure" : "")
      ] + left
    }
    guard !open.isEmpty else { return lines.joined(separator: "\n") }
    let files = open.map(\.file).joined(separator: isChinese ? "、" : ", ")
    lines += [
      isChinese
        ? "# \(files)：核对后粘贴到流程文件中该县的 counties: 项下"
        : "# \(files): check, then paste under the county in counties: of the pipeline file",
      "    columns:",
    ]
    // A word can have one meaning for a county; what another file would make of it stands beside it as a comment.
    var meaning: [String: String?] = [:]
    for map in open {
      let name = open.count == 1 ? "" : URL(fileURLWithPath: map.file).lastPathComponent + " "
      var seen: Set<String> = []
      for column in map.columns where seen.insert(column.header).inserted {
        let field = column.candidates.first?.field
        if let known = meaning[column.header], known == field { continue }
        let line = line(column, file: name, isChinese: isChinese)
        if meaning.keys.contains(column.header) {
          lines.append(line.first == "#" ? line : "#" + line.dropFirst())
        } else {
          meaning[column.header] = field
          lines.append(line)
        }
      }
    }
    lines += open.flatMap { $0.left(isChinese) }
    lines.append(
      isChinese
        ? "# 字段：" + Field.allCases.map { "\($0.rawValue) \($0.zh)" }.joined(separator: " · ")
        : "# fields: " + Field.allCases.map(\.rawValue).joined(separator: " "))
    return lines.joined(separator: "\n")
  }

  /// A column's line; one that nothing fits is a comment.
  private static func line(_ column: UnplacedColumn, file: String, isChinese: Bool) -> String {
    let place = file + (column.sheet.isEmpty ? column.column : "\(column.sheet)!\(column.column)")
    let samples = column.samples.joined(separator: " · ")
    let key = "      \(quoted(column.header)): "
    guard let best = column.candidates.first else {
      return "#" + key.dropFirst() + "?   # \(place) "
        + (isChinese ? "看不出含义，例：\(samples)" : "nothing fits; cells: \(samples)")
    }
    let others = column.candidates.dropFirst().map { "\($0.field) \(Int($0.score * 100))%" }.joined(separator: ", ")
    let meaning = isChinese ? Field(rawValue: best.field).map { "\($0.zh) " } ?? "" : ""
    let why = best.word.isEmpty ? "" : isChinese ? "近“\(best.word)”，" : "like \(best.word), "
    return key + best.field + "   # \(meaning)\(place) \(Int(best.score * 100))% \(why)"
      + (isChinese ? "例：\(samples)" : "cells: \(samples)")
      + (others.isEmpty ? "" : isChinese ? "；或 \(others)" : "; or \(others)")
  }

  /// What is left unused although no column is unknown: columns of words that mean none of the figures, and tables of no document.
  private func left(_ isChinese: Bool) -> [String] {
    tables.flatMap { table -> [String] in
      let sheet = table.sheet.isEmpty ? "" : table.sheet + "!"
      var lines: [String] = []
      if table.document.isEmpty {
        lines.append(
          isChinese
            ? "# \(sheet)第 \(table.header) 行起的表不是四种文件之一（inspect 流程文件 可知是否采用）"
            : "# \(sheet) the table from rows \(table.header) on is none of the four documents (inspect the pipeline file to see whether it is used)"
        )
      }
      let unused = table.columns.filter { $0.field == Field.other.rawValue }
      if !unused.isEmpty {
        let names = unused.map { "\(sheet)\($0.column) \($0.header)" }.joined(separator: isChinese ? "、" : ", ")
        lines.append(
          isChinese
            ? "# 认得但不采用（other）：\(names)；如要采用，在 columns: 中写明字段"
            : "# known and not used (other): \(names); where they are to be, name their fields in columns:")
      }
      return lines
    }
  }

  /// A YAML string in double quotes.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
          out += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }
}
