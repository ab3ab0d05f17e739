import Domain
import Publish

/// The name of a published figure: dataset, row and field, as `counties.440783.amount_due_yuan` or `budget[合计].spent_yuan`.
struct FigureName: Hashable {
  var dataset: String
  var key: String
  var field: String

  /// The name as it is printed and may be typed again.
  var text: String {
    let isPlain = key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isPlain ? "\(dataset).\(key).\(field)" : "\(dataset)[\(key)].\(field)"
  }

  /// Reads what a person typed; without a field, all figures of the row. Rows may be named as people name them, by a path from the
  /// county down, with or without the table; figures by their column or its title.
  static func read(_ text: String, in tables: PublishedTables) throws -> [FigureName] {
    var parts = parts(of: text)
    guard PublishedTables.datasets.contains(parts[0]) else {
      for dataset in PublishedTables.datasets where dataset != "months" {
        if let found = try names(parts, dataset, tables) { return found }
      }
      for dataset in PublishedTables.datasets where dataset != "months" { try tellMisspelt(parts, dataset, tables) }
      try tellStray(parts, tables)
      throw unknown(
        parts[0], of: PublishedTables.datasets, what: ("数据集或名称", "dataset or name"),
        hint: Message(
          zh: "；数据集有 \(PublishedTables.datasets.joined(separator: "、"))，例如 counties.开平市",
          en: "; the datasets are \(PublishedTables.datasets.joined(separator: ", ")), for instance counties.开平市"))
    }
    let dataset = parts.removeFirst()
    let rows = try tables.rows(dataset)
    let fields = fields(of: dataset, rows.columns)
    guard !parts.isEmpty else {
      throw SetupError(
        text, zh: "要写成 \(dataset).行.字段，例如 \(dataset).\(rows.keys.first ?? "…").\(fields.first ?? "…")",
        en: "\(dataset).row.field is wanted, for instance \(dataset).\(rows.keys.first ?? "…").\(fields.first ?? "…")")
    }
    if let found = try names(parts, dataset, tables) { return found }
    try tellMisspelt(parts, dataset, tables)
    if parts.count > 1, let last = parts.last, fields.contains(last) { parts.removeLast() }
    throw unknown(
      parts.joined(separator: "."), of: rows.keys + rows.names.keys.sorted(),
      what: (" \(dataset) 行", "row of \(dataset)"))
  }

  /// The figures of a row that a dataset has; nil where it has no such row.
  private static func names(_ given: [String], _ dataset: String, _ tables: PublishedTables) throws -> [FigureName]? {
    let rows = try tables.rows(dataset)
    let fields = fields(of: dataset, rows.columns)
    var parts = given
    var field: String?
    if parts.count > 1, let last = parts.last {
      field = fields.first {
        [$0, columnTitle($0, of: dataset, in: "zh"), columnTitle($0, of: dataset, in: "en")].contains(last)
      }
      if field != nil { parts.removeLast() }
    }
    return try RowName(parts).key(in: rows, of: dataset, tables).map { key in
      (field.map { [$0] } ?? fields.filter { rows.rows[key]?[$0]?.isEmpty == false }).map {
        FigureName(dataset: dataset, key: key, field: $0)
      }
    }
  }

  /// Says so where the row is right and the field misspelt.
  private static func tellMisspelt(_ parts: [String], _ dataset: String, _ tables: PublishedTables) throws {
    let rows = try tables.rows(dataset)
    guard parts.count > 1, let misspelt = parts.last,
      let key = try RowName(Array(parts.dropLast())).key(in: rows, of: dataset, tables)
    else { return }
    let fields = fields(of: dataset, rows.columns)
    func known(_ language: String) -> [String] { fields + fields.map { columnTitle($0, of: dataset, in: language) } }
    throw unknown(
      misspelt, of: known("zh"), english: known("en"),
      what: (" \(dataset).\(key) 字段", "field of \(dataset).\(key)"))
  }

  /// Says so where a path begins with a county or a town that has no such town or village.
  private static func tellStray(_ parts: [String], _ tables: PublishedTables) throws {
    let levels = [(of: "towns", below: "villages", "village", "村"), (of: "counties", below: "towns", "town", "镇街")]
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      // Below a village there are its figures.
      if count > 2 { try tellMisspelt(Array(parts.prefix(count + 1)), "villages", tables) }
      for level in levels {
        let rows = try tables.rows(level.of)
        guard let key = try? RowName(Array(parts.prefix(count))).key(in: rows, of: level.of, tables),
          let row = rows.rows[key]
        else { continue }
        let above = level.of == "towns" ? ["county", "town"] : ["county"]
        let inside = try tables.rows(level.below).rows.values.filter { one in above.allSatisfy { one[$0] == row[$0] } }
        let name = above.last.flatMap { row[$0] } ?? parts[count - 1]
        throw unknown(
          parts[count], of: inside.compactMap { $0[level.2] }.sorted(),
          what: ("\(name)的\(level.3)", "\(level.2) of \(name)"))
      }
    }
  }

  /// The columns of a dataset that hold figures.
  static func fields(of dataset: String, _ columns: [String]) -> [String] {
    let texts: Set = [
      "county_code", "county", "town_code", "town", "village_code", "village", "kind", "basis", "source",
      "upload_status",
      "as_of", "month", "line", "verdict", "claim_id", "place", "text", "unit", "formula", "evidence_needed",
      "qualifier",
      "rule", "inputs",
    ]
    return columns.filter { !texts.contains($0) }
  }

  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isBracketed = false
    for character in text {
      if character == "[", !isBracketed {
        isBracketed = true
        parts.append("")
      } else if character == "]", isBracketed {
        isBracketed = false
      } else if character == ".", !isBracketed {
        if parts.last != "" || parts.count == 1 { parts.append("") }
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.count > 1 ? [parts[0]] + parts.dropFirst().filter { !$0.isEmpty } : parts
  }

  private static func unknown(
    _ word: String, of known: [String], english: [String]? = nil, what: (zh: String, en: String), hint: Message? = nil
  ) -> SetupError {
    func near(_ known: [String]) -> String? {
      // Of two characters any other two would be near.
      known.first { word.count > 1 && $0.contains(word) }
        ?? nearest(word, of: known.filter { $0.count > 2 || !Set($0).isDisjoint(with: word) })
        ?? known.first { word.count >= 4 && $0.hasPrefix(word.prefix(4)) }
    }
    return SetupError(
      word, zh: "没有这个\(what.zh)“\(word)”" + (near(known).map { "；是否为“\($0)”？" } ?? hint?.zh ?? ""),
      en: "there is no \(what.en) \"\(word)\""
        + (near(english ?? known).map { "; did you mean \"\($0)\"?" } ?? hint?.en ?? ""))
  }
}
