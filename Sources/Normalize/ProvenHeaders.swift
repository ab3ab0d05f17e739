import Domain

/// What the figures of tables proved their columns to be, by the table's header: it holds for every other table of the file with that
/// header, however few rows this has.
struct ProvenHeaders: Sendable {
  /// Fields by the words of a column, of each header; nil where two tables prove different things.
  private var fields: [String: [String: Field?]] = [:]

  /// Takes what a table proved of some columns.
  mutating func take(_ table: Table, _ columns: [(column: Int, field: Field)]) {
    for (column, field) in columns {
      guard let words = table.paths[column], table.paths.values.count(where: { $0 == words }) == 1 else { continue }
      prove(table.headerWords, words, field)
    }
  }

  /// Takes what others proved.
  mutating func take(_ other: ProvenHeaders) {
    for (header, columns) in other.fields {
      for (words, field) in columns { prove(header, words, field) }
    }
  }

  private mutating func prove(_ header: String, _ words: String, _ field: Field?) {
    let known = fields[header]?[words]
    fields[header, default: [:]][words] = .some(known == nil || known == .some(field) ? field : nil)
  }

  /// What is proven of a table's columns.
  func fields(of table: Table) -> [Int: Field] { fields(under: table.headerWords, table.paths) }

  fileprivate func fields(under header: String, _ paths: [Int: String]) -> [Int: Field] {
    guard let known = fields[header] else { return [:] }
    return paths.compactMapValues { known[$0] ?? nil }
  }
}

/// What the columns of a sheet's tables were taken for.
struct HeadersRead: Sendable {
  private(set) var proven = ProvenHeaders()
  private var tables: [(header: String, paths: [Int: String], fields: [Int: Field])] = []

  /// Takes a table whose figures have told what they can.
  mutating func take(_ table: Table) {
    proven.take(table, table.provenColumns)
    guard !table.unknown.isEmpty || table.claims.count > 1 || !table.provenColumns.isEmpty else { return }
    tables.append((table.headerWords, table.paths, table.fields))
  }

  /// Takes what others were taken for.
  mutating func take(_ other: HeadersRead) {
    proven.take(other.proven)
    tables += other.tables
  }

  /// Whether a table has a column that others of its header have proven to be something else than it was taken for.
  func differ(from proven: ProvenHeaders) -> Bool {
    tables.contains { table in
      proven.fields(under: table.header, table.paths).contains { table.fields[$0.key] != $0.value }
    }
  }
}

extension Table {
  /// The words of all columns, from left to right.
  var headerWords: String { paths.sorted { $0.key < $1.key }.map(\.value).joined(separator: "│") }
}
