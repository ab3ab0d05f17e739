import Domain
import Foundation
import Normalize

/// What a pipeline understands of its inbox, upload by upload: which document each table is, how its columns read, what counts and what was left out.
public struct PipelineInspection: Encodable {
  private struct File: Encodable {
    var file: String
    var tables: [Entry]
    /// What was found about the file, its sheets, its header or its rows, for people.
    var findings: [Finding]
  }

  private struct Entry: Encodable {
    var isUsed: Bool
    var understood: TableUnderstanding
  }

  private struct Finding: Encodable {
    var code: String
    var place: String
    var zh: String
    var en: String
    /// How many more of the same code the file has.
    var more: Int
  }

  private struct County: Encodable {
    var county: String
    var members: Int
    var rows: Int
    var documents: [String]
    var files: [File]
  }

  private var counties: [County] = []

  /// Reads the inbox as a run would, and publishes nothing.
  public init(_ pipeline: PipelineFile) throws {
    let register = try readRegister(path: pipeline.register)
    let policy = try readPolicy(path: pipeline.policy)
    let aliases = try pipeline.aliases.map(readAliases) ?? []
    let inbox = try Inbox(path: pipeline.inbox, pipeline: pipeline, register: register, skipping: [])
    for folder in inbox.folders {
      var context = Context(
        register: register, aliases: aliases, policy: policy, columns: folder.settings.columns,
        unit: folder.settings.unit)
      context.limits = pipeline.limits
      let uploads = folder.files.compactMap { file in
        file.path.contents.map { data in
          Upload(file: file.relative, bytes: [UInt8](data), sha256: sha256(data), received: file.received)
        }
      }
      let records = normalize(uploads, county: folder.county, context: context)
      counties.append(
        County(
          county: register.counties[folder.county].name, members: records.members.count,
          rows: records.aggregates.count,
          documents: DocumentKind.allCases.filter { kind in records.sources.contains { $0.kind == kind } }.map(
            \.rawValue),
          files: uploads.map { Self.file($0, records, county: folder.county, context) }))
    }
  }

  private static func file(_ upload: Upload, _ records: CountyRecords, county: Int, _ context: Context) -> File {
    let used = records.sources.filter { $0.file == upload.file }
    let tables = (try? understand(upload, county: county, context: context)) ?? []
    return File(
      file: upload.file,
      tables: tables.map { table in
        Entry(
          isUsed: used.contains {
            $0.sheet == table.sheet && table.header == "\($0.headerRows.lowerBound)–\($0.headerRows.upperBound)"
          },
          understood: table)
      }, findings: findings(upload.file, records.discrepancies))
  }

  /// What hinders or narrows the reading, the first of each code and sheet; single cells are the run's business.
  private static func findings(_ file: String, _ discrepancies: [Discrepancy]) -> [Finding] {
    let telling: Set<Code> = [
      .unreadableFile, .encodingGuessed, .headerNotFound, .unknownColumn, .unitMissingOrConflict, .hiddenContent,
      .fileOrSheetSetAside, .rowSetAside, .unclassifiedRow, .correctedUpload, .sameBytesTwice, .villageNotInRegister,
      .villageAmbiguous,
    ]
    var found: [Finding] = []
    var positions: [String: Int] = [:]
    for discrepancy in discrepancies where telling.contains(discrepancy.code) {
      guard let spot = discrepancy.spots.first(where: { $0.place.file == file }) else { continue }
      let key = discrepancy.code.rawValue + spot.place.sheet + (discrepancy.code == .rowSetAside ? spot.raw : "")
      if let position = positions[discrepancy.code.rawValue + spot.place.sheet] ?? positions[key] {
        found[position].more += 1
        continue
      }
      positions[discrepancy.code.rawValue + spot.place.sheet] = found.count
      let place = [spot.place.sheet, spot.place.cell].filter { !$0.isEmpty }.joined(separator: "!")
      found.append(
        Finding(
          code: discrepancy.code.rawValue, place: place, zh: discrepancy.message.zh, en: discrepancy.message.en, more: 0
        ))
    }
    return found
  }

  /// As JSON.
  public var json: String { get throws { try Form("inspect-inbox", self).json } }

  /// As text, county by county.
  public func text(_ language: String) -> String {
    let isChinese = language == "zh"
    var lines: [String] = []
    for county in counties {
      lines.append(
        "\(county.county)  "
          + (isChinese
            ? "\(county.files.count) 个文件；\(county.documents.joined(separator: "、"))；成员 \(county.members) 行，村镇 \(county.rows) 行"
            : "\(county.files.count) file(s); \(county.documents.joined(separator: ", ")); \(county.members) member rows, \(county.rows) village and town rows")
      )
      for file in county.files {
        lines.append("  \(file.file)")
        for table in file.tables { lines += Self.lines(table, isChinese) }
        for finding in file.findings {
          lines.append(
            "    \(finding.code) \(finding.place.isEmpty ? "" : finding.place + " ")\(isChinese ? finding.zh : finding.en)"
              + (finding.more == 0
                ? "" : isChinese ? "（同类另有 \(finding.more) 处）" : " (and \(finding.more) more like this)"))
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(_ entry: Entry, _ isChinese: Bool) -> [String] {
    let table = entry.understood
    let document = DocumentKind(rawValue: table.document).map { isChinese ? $0.zh : $0.rawValue }
    let rows = table.rows.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    let use = entry.isUsed ? (isChinese ? "采用" : "used") : (isChinese ? "未采用" : "not used")
    var lines = [
      "    \(table.sheet.isEmpty ? "" : table.sheet + "  ")\(document ?? (isChinese ? "不是四种文件之一" : "none of the four documents")) [\(use)]  "
        + (isChinese ? "表头第 \(table.header) 行；\(rows)" : "header rows \(table.header); \(rows)")
    ]
    guard entry.isUsed else { return lines }
    if !table.title.isEmpty { lines.append("      \(table.title.prefix(60))") }
    lines.append(
      "      "
        + table.columns.prefix(40).map { column in
          "\(column.column) \(column.header)→\(isChinese ? Field.inChinese(column.field) : column.field)"
            + (column.unit.isEmpty ? "" : "(\(column.unit))")
        }.joined(separator: " · "))
    return lines
  }
}
