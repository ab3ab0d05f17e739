import Domain

/// A row of a published table as a person names it: by its code, its name, or a path of names from the county down, such as
/// 台山市.四九镇.南村; the ends that offices leave off (市, 街道办事处, 村委会) may be left off.
struct RowName {
  private let parts: [String]

  /// The parts between the dots.
  init(_ parts: [String]) { self.parts = parts }

  /// The row's key; nil where no row bears the name. That several bear it is an error that tells them apart.
  func key(in rows: PublishedTables.Rows, of dataset: String, _ tables: PublishedTables) throws -> String? {
    let words = parts.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    guard let last = words.last else { return nil }
    if dataset == "months" { return try month(words, rows, tables) }
    for word in [parts.joined(separator: "."), words.joined()] {
      if rows.rows[word] != nil { return word }
      if let keys = rows.names[word] { return try only(keys, word, rows) }
    }
    // C12 may be called 12.
    if dataset == "claims", words.count == 1, let number = Int(last) {
      return rows.keys.first { Int($0.drop { !$0.isNumber }) == number }
    }
    guard let own = Self.columns[dataset] else { return nil }
    let (above, name) = (words.dropLast(), Self.parted(last))
    let keys = rows.keys.filter { key in
      guard let row = rows.rows[key] else { return false }
      return (row[own] == last || Self.isSame(name, Self.parted(row[own] ?? "")))
        && above.allSatisfy { word in ["county", "town"].contains { $0 != own && (row[$0] ?? "").hasPrefix(word) } }
    }
    return keys.isEmpty ? nil : try only(keys, words.joined(separator: " "), rows)
  }

  // The column that bears a row's own name.
  private static let columns = ["counties": "county", "towns": "town", "villages": "village"]

  private enum Kind { case village, community, town, county }

  // Longest first, so that 南村村委会 is 南村 and not 南村村.
  private static let ends: [(words: String, kind: Kind)] = [
    ("社区居民委员会", .community), ("村民委员会", .village), ("街道办事处", .town), ("社区居委会", .community), ("居民委员会", .community),
    ("村委会", .village), ("居委会", .community), ("社区", .community), ("街道", .town), ("镇", .town), ("乡", .town),
    ("村", .village),
    ("市", .county), ("县", .county), ("区", .county),
  ]

  /// A name without its end, and what that end says it is.
  private static func parted(_ name: String) -> (base: String, kind: Kind?) {
    guard let end = ends.first(where: { name.hasSuffix($0.words) }), name.count > end.words.count else {
      return (name, nil)
    }
    return (String(name.dropLast(end.words.count)), end.kind)
  }

  /// Whether two names are one but for their ends: 三合 is 三合镇, and 三合村委会 is not.
  private static func isSame(_ a: (base: String, kind: Kind?), _ b: (base: String, kind: Kind?)) -> Bool {
    a.base == b.base && (a.kind == nil || b.kind == nil || a.kind == b.kind)
  }

  private func only(_ keys: [String], _ word: String, _ rows: PublishedTables.Rows) throws -> String {
    if keys.count == 1 { return keys[0] }
    let places = keys.map { key in
      "\(key)（" + ["county", "town", "village"].compactMap { rows.rows[key]?[$0] }.joined() + "）"
    }
    throw SetupError(
      word, zh: "“\(word)”有 \(keys.count) 处，请写代码或连同上级名称：\(places.joined(separator: "、"))",
      en:
        "\"\(word)\" names \(keys.count) rows; give the code, or the town's name before it: \(places.joined(separator: ", "))"
    )
  }

  private func month(_ words: [String], _ rows: PublishedTables.Rows, _ tables: PublishedTables) throws -> String? {
    guard words.count == 2 else { return nil }
    let county = try tables.rows("counties").names[words[0]]?.first ?? words[0]
    // A month by its name, 2021-03, or by its number where the period has it once.
    let number = Int(words[1]).map { ($0 < 10 ? "-0" : "-") + "\($0)" }
    let keys = rows.keys.filter { key in
      key == county + " " + words[1] || number.map { key.hasPrefix(county + " ") && key.hasSuffix($0) } ?? false
    }
    return keys.count == 1 ? keys[0] : nil
  }
}
