import Domain

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

  /// Reads what a person typed; without a field, all figures of the row.
  static func read(_ text: String, in tables: PublishedTables) throws -> [FigureName] {
    var parts = parts(of: text)
    let dataset = parts.removeFirst()
    guard PublishedTables.datasets.contains(dataset) else {
      throw unknown(dataset, of: PublishedTables.datasets, what: ("数据集", "dataset"))
    }
    let rows = try tables.rows(dataset)
    let fields = fields(of: dataset, rows.columns)
    guard !parts.isEmpty else {
      throw SetupError(
        text, zh: "要写成 \(dataset).行.字段，例如 \(dataset).\(rows.keys.first ?? "…").\(fields.first ?? "…")",
        en: "\(dataset).row.field is wanted, for instance \(dataset).\(rows.keys.first ?? "…").\(fields.first ?? "…")")
    }
    let field = parts.count > 1 && fields.contains(parts[parts.count - 1]) ? parts.removeLast() : nil
    if let key = try key(parts, dataset, rows, tables) {
      return (field.map { [$0] } ?? fields.filter { rows.rows[key]?[$0]?.isEmpty == false }).map {
        FigureName(dataset: dataset, key: key, field: $0)
      }
    }
    // The row may be right and the field misspelt.
    if parts.count > 1, let misspelt = parts.last, let key = try key(Array(parts.dropLast()), dataset, rows, tables) {
      throw unknown(misspelt, of: fields, what: (" \(dataset).\(key) 字段", "field of \(dataset).\(key)"))
    }
    throw unknown(
      parts.joined(separator: "."), of: rows.keys + rows.names.keys.sorted(),
      what: (" \(dataset) 行", "row of \(dataset)"))
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

  private static func key(
    _ parts: [String], _ dataset: String, _ rows: PublishedTables.Rows, _ tables: PublishedTables
  ) throws -> String? {
    if dataset == "months" {
      let parts = parts.flatMap { $0.split(separator: " ").map(String.init) }
      guard parts.count == 2 else { return nil }
      let county = try tables.rows("counties").names[parts[0]]?.first ?? parts[0]
      // A month by its name, 2021-03, or by its number where the period has it once.
      let number = Int(parts[1]).map { ($0 < 10 ? "-0" : "-") + "\($0)" }
      let keys = rows.keys.filter { key in
        key == county + " " + parts[1] || number.map { key.hasPrefix(county + " ") && key.hasSuffix($0) } ?? false
      }
      return keys.count == 1 ? keys[0] : nil
    }
    for word in [parts.joined(separator: "."), parts.joined()] {
      if rows.rows[word] != nil { return word }
      guard let keys = rows.names[word] else { continue }
      guard keys.count == 1 else {
        let places = keys.map { "\($0)（\(rows.rows[$0]?["county"] ?? "")\(rows.rows[$0]?["town"] ?? "")）" }.joined(
          separator: "、")
        throw SetupError(
          word, zh: "“\(word)”有 \(keys.count) 处，请写代码：\(places)",
          en: "\"\(word)\" names \(keys.count) rows; give the code: \(keys.joined(separator: ", "))")
      }
      return keys[0]
    }
    return nil
  }

  private static func unknown(_ word: String, of known: [String], what: (zh: String, en: String)) -> SetupError {
    let near =
      nearest(word, of: known) ?? known.first { $0.contains(word) } ?? known.first { $0.hasPrefix(word.prefix(4)) }
    return SetupError(
      word, zh: "没有这个\(what.zh)“\(word)”" + (near.map { "；是否为“\($0)”？" } ?? ""),
      en: "there is no \(what.en) \"\(word)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
  }
}
