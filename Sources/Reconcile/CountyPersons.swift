public import Domain

/// A county's persons by ID number: all that is kept of its members once its own figures are written.
public struct CountyPersons: Sendable {
  /// Where a person stands.
  struct Row: Sendable {
    var id: IDNumber
    var source: SourceID
    var row: Int32
    var village: Int32
    var town: Int32
  }

  /// Position of the county in the register.
  let county: Int
  /// The tables that rows stand in.
  let sources: [Source]
  /// By ID number, then as they were read.
  private let rows: [Row]

  /// The persons of a county's records.
  public init(_ records: CountyRecords) {
    county = records.county
    sources = records.sources
    var rows: [(row: Row, position: Int)] = []
    rows.reserveCapacity(records.members.count)
    for (position, member) in records.members.enumerated() {
      guard let id = member.id else { continue }
      let row = Row(id: id, source: member.source, row: member.row, village: member.village, town: member.town)
      rows.append((row, position))
    }
    rows.sort { ($0.row.id.packed, $0.position) < ($1.row.id.packed, $1.position) }
    self.rows = rows.map(\.row)
  }

  /// The rows of a person, as they were read.
  func rows(of id: IDNumber) -> ArraySlice<Row> {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].id.packed < id.packed { low = middle + 1 } else { high = middle }
    }
    return rows[low...].prefix { $0.id == id }
  }

  /// ID numbers that stand more than once, in order.
  static func repeated(in counties: [CountyPersons]) -> [IDNumber] {
    var ids: [IDNumber] = []
    ids.reserveCapacity(counties.reduce(0) { $0 + $1.rows.count })
    for county in counties { ids += county.rows.lazy.map(\.id) }
    // Each county's part is in order already, which this sort finds and only merges.
    ids.sort { $0.packed < $1.packed }
    var found: [IDNumber] = []
    for (id, next) in zip(ids, ids.dropFirst()) where id == next && found.last != id { found.append(id) }
    return found
  }
}
