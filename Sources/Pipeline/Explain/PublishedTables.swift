import Domain
import Foundation
import History
import Spreadsheet

/// The tables of a publication, read when they are asked for: whatever explains a figure needs nothing but these files.
final class PublishedTables {
  /// A table's rows by key.
  struct Rows {
    var columns: [String]
    /// Keys in the file's order.
    var keys: [String] = []
    var rows: [String: [String: String]] = [:]
    /// Names people use → keys; several for a name that several rows bear.
    var names: [String: [String]] = [:]
  }

  /// A row of the lineage.
  struct Link {
    var file: String
    var sheet: String
    var range: String
    var rule: String
  }

  /// The folder of the publication.
  let folder: String
  private var loaded: [String: Rows] = [:]
  private var links: [String: [Link]]?
  private var members: [String: [[String: String]]]?

  /// What can be explained, in the order in which people look for it.
  static let datasets = ["counties", "towns", "villages", "months", "budget", "claims"]

  init(folder: String) { self.folder = folder }

  /// A dataset's rows.
  func rows(_ dataset: String) throws -> Rows {
    if let found = loaded[dataset] { return found }
    var table = Rows(columns: [])
    try read(dataset + ".csv") { columns, row in
      if table.columns.isEmpty { table.columns = columns }
      let key = Self.key(row, dataset)
      if table.rows[key] == nil { table.keys.append(key) }
      table.rows[key] = row
      for name in Self.names(row, dataset) { table.names[name, default: []].append(key) }
    }
    if dataset == "counties" {
      for (name, code) in folders where table.names[name] == nil && table.rows[name] == nil {
        table.names[name] = [code]
      }
    }
    loaded[dataset] = table
    return table
  }

  /// Where a figure comes from.
  func links(_ dataset: String, _ key: String, _ field: String) throws -> [Link] {
    if links == nil {
      var found: [String: [Link]] = [:]
      try read("lineage.csv") { _, row in
        let name = [row["dataset"] ?? "", row["key"] ?? "", row["field"] ?? ""].joined(separator: "\u{1}")
        found[name, default: []].append(
          Link(file: row["file"] ?? "", sheet: row["sheet"] ?? "", range: row["range"] ?? "", rule: row["rule"] ?? ""))
      }
      links = found
    }
    return links?[[dataset, key, field].joined(separator: "\u{1}")] ?? []
  }

  /// Why a county differs from what was allocated to it: the findings that its difference goes back to, in the table's order.
  func reasons(ofCounty code: String) throws -> [[String: String]] {
    guard FileManager.default.fileExists(atPath: folder + "/discrepancies.csv") else { return [] }
    // The first place of each finding stands for it.
    var (findings, order): ([String: [String: String]], [String]) = ([:], [])
    try read("discrepancies.csv") { _, row in
      guard let print = row["fingerprint"], findings[print] == nil else { return }
      findings[print] = row
      order.append(print)
    }
    func causes(_ print: String) -> [String] {
      (findings[print]?["caused_by"] ?? "").split(separator: ";").map(String.init)
    }
    var (seen, roots): (Set<String>, Set<String>) = ([], [])
    var open = order.filter { findings[$0]?["code"] == "DZ502" && findings[$0]?["county_code"] == code }.flatMap(causes)
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      let below = causes(next)
      if below.isEmpty { roots.insert(next) } else { open += below }
    }
    return order.filter(roots.contains).compactMap { findings[$0] }
  }

  /// What was found of a county's difference between due and allocated.
  func difference(ofCounty code: String) throws -> [String: String]? {
    try firstPlaces { $0["code"] == Code.countyVsAllocation.rawValue && $0["county_code"] == code }.first
  }

  /// Findings by the first place of each, of those that a choice takes.
  private func firstPlaces(_ isWanted: ([String: String]) -> Bool) throws -> [[String: String]] {
    guard FileManager.default.fileExists(atPath: folder + "/discrepancies.csv") else { return [] }
    var (found, seen): ([[String: String]], Set<String>) = ([], [])
    try read("discrepancies.csv") { _, row in
      if isWanted(row), seen.insert(row["fingerprint"] ?? "").inserted { found.append(row) }
    }
    return found
  }

  /// What was found about a village, a town or a county, by its published row; a village that is missing is named by its town's finding.
  func findings(of row: [String: String]) throws -> [[String: String]] {
    if let village = row["village_code"] {
      let own = try firstPlaces { $0["village_code"] == village }
      let name = row["village"] ?? ""
      return try own.isEmpty && !name.isEmpty
        ? firstPlaces {
          $0["code"] == "DZ301" && $0["county"] == row["county"] && $0["town"] == row["town"]
            && ($0["message_zh"] ?? "").contains(name)
        } : own
    }
    if let town = row["town_code"] { return try firstPlaces { $0["town"] == row["town"] && !town.isEmpty } }
    return try row["county_code"].map { county in try firstPlaces { $0["county_code"] == county } } ?? []
  }

  /// All places of the finding that a fingerprint names.
  func places(ofFinding print: String) throws -> [[String: String]] {
    guard FileManager.default.fileExists(atPath: folder + "/discrepancies.csv") else { return [] }
    var found: [[String: String]] = []
    try read("discrepancies.csv") { _, row in if row["fingerprint"] == print { found.append(row) } }
    return found
  }

  /// The row of `lifecycle.csv` of the finding that a fingerprint names; empty where there is none.
  func life(ofFinding print: String) throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: folder + "/lifecycle.csv") else { return [:] }
    var found: [String: String] = [:]
    try read("lifecycle.csv") { _, row in if row["fingerprint"] == print { found = row } }
    return found
  }

  /// Codes of counties by the folders that their uploads lie in.
  private lazy var folders: [String: String] = {
    let inputs = RunManifest(folder: folder)?.inputs ?? []
    return Dictionary(
      inputs.map { (String($0.name.prefix { $0 != "/" }), $0.county) }, uniquingKeysWith: { a, _ in a })
  }()

  /// The members of a village.
  func members(ofVillage code: String) throws -> [[String: String]] {
    if members == nil {
      var found: [String: [[String: String]]] = [:]
      try read("members.csv") { _, row in found[row["village_code"] ?? "", default: []].append(row) }
      members = found
    }
    return members?[code] ?? []
  }

  private static func key(_ row: [String: String], _ dataset: String) -> String {
    switch dataset {
    case "counties": row["county_code"] ?? ""
    case "towns": row["town_code"] ?? ""
    case "villages": row["village_code"] ?? ""
    case "months": (row["county_code"] ?? "") + " " + (row["month"] ?? "")
    case "budget": row["line"] ?? ""
    default: row["claim_id"] ?? ""
    }
  }

  private static func names(_ row: [String: String], _ dataset: String) -> [String] {
    switch dataset {
    case "counties": withoutSuffix(row["county"] ?? "")
    case "towns": [row["town"] ?? "", (row["county"] ?? "") + (row["town"] ?? "")]
    case "villages":
      [
        row["village"] ?? "", (row["town"] ?? "") + (row["village"] ?? ""),
        (row["county"] ?? "") + (row["town"] ?? "") + (row["village"] ?? ""),
      ]
    default: []
    }
  }

  /// 开平市 and 开平.
  private static func withoutSuffix(_ name: String) -> [String] {
    name.count >= 3 && "市县区".contains(name.last ?? " ") ? [name, String(name.dropLast())] : [name]
  }

  private func read(_ name: String, _ body: ([String], [String: String]) throws -> Void) throws {
    let path = folder + "/" + name
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SetupError(
        path, zh: "没有发布文件；先运行 duizhang run，或用 --output 指明输出文件夹",
        en: "there is no such published file; run duizhang run first, or name the output folder with --output")
    }
    var options = CSVOptions.automatic
    options.encoding = .utf8
    options.delimiter = ","
    options.quote = .character(UInt8(ascii: "\""))
    do {
      let workbook = try Workbook(bytes: [UInt8](data), name: name, csv: options)
      var columns: [String] = []
      try workbook.forEachRow(ofSheet: 0) { row in
        var fields: [String: String] = [:]
        for cell in row.cells {
          let text = row.raw(cell)
          let column = Int(cell.column)
          if columns.count < column, row.number == 1 {
            columns.append(contentsOf: repeatElement("", count: column - columns.count))
          }
          if row.number == 1 {
            columns[column - 1] = text
          } else if column <= columns.count {
            fields[columns[column - 1]] = Self.plain(text)
          }
        }
        if row.number > 1 { try body(columns, fields) }
        return true
      }
    } catch let error as ReadError {
      throw SetupError(path, zh: error.explanation(.zh), en: error.explanation(.en))
    }
  }

  /// A text without the apostrophe that keeps spreadsheets from taking it for a formula.
  private static func plain(_ text: String) -> String {
    guard text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@".contains(second) else { return text }
    return String(text.dropFirst())
  }
}
