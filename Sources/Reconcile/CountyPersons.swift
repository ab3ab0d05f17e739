public import Domain

/// A county's persons by ID number, and the accounts that they are paid to: all that is kept of its members once its own figures are
/// written.
public struct CountyPersons: Sendable {
  /// Where a person stands, and whose account stands there.
  struct Row: Sendable {
    var id: IDNumber?
    var name: NameMark
    var account: Account?
    var source: SourceID
    var row: Int32
    var village: Int32
    var town: Int32
  }

  /// A table that rows stand in: as much of it as tells where their ID numbers and accounts are.
  struct Table: Sendable {
    var file: String
    var sheet: String
    var idColumn: Int?
    var accountColumn: Int?
    var span: ClosedRange<Int>
    var isTurned: Bool

    func place(row: Int) -> Place { place(row: row, column: idColumn) }
    func accountPlace(row: Int) -> Place { place(row: row, column: accountColumn) }

    private func place(row: Int, column: Int?) -> Place {
      let upright = Place(
        file: file, sheet: sheet,
        cell: column.map { Place.cell(row: row, column: $0) }
          ?? Place.range(row: row, column: span.lowerBound, toRow: row, toColumn: span.upperBound))
      return isTurned ? upright.turned : upright
    }
  }

  /// Position of the county in the register.
  let county: Int
  /// The tables that rows stand in.
  let tables: [Table]
  /// By ID number, then as they were read; whoever has none comes last.
  let rows: [Row]

  /// The persons of a county's records.
  public init(_ records: CountyRecords) {
    county = records.county
    tables = records.sources.map {
      Table(
        file: $0.file, sheet: $0.sheet, idColumn: $0.columns[.idNumber], accountColumn: $0.columns[.account],
        span: $0.span, isTurned: $0.isTurned)
    }
    var rows: [(row: Row, position: Int)] = []
    rows.reserveCapacity(records.members.count)
    for (position, member) in records.members.enumerated() where member.id != nil || member.account != nil {
      let row = Row(
        id: member.id, name: NameMark(member.name), account: member.account, source: member.source, row: member.row,
        village: member.village, town: member.town)
      rows.append((row, position))
    }
    rows.sort { ($0.row.order, $0.position) < ($1.row.order, $1.position) }
    self.rows = rows.map(\.row)
  }

  /// The rows of a person, as they were read.
  func rows(of id: IDNumber) -> ArraySlice<Row> {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].order < id.packed { low = middle + 1 } else { high = middle }
    }
    return rows[low...].prefix { $0.id == id }
  }

  /// ID numbers that stand more than once, in order.
  static func repeated(in counties: [CountyPersons]) -> [IDNumber] {
    var ids: [IDNumber] = []
    ids.reserveCapacity(counties.reduce(0) { $0 + $1.rows.count })
    for county in counties { ids += county.rows.lazy.compactMap(\.id) }
    // Each county's part is in order already, which this sort finds and only merges.
    ids.sort { $0.packed < $1.packed }
    var found: [IDNumber] = []
    for (id, next) in zip(ids, ids.dropFirst()) where id == next && found.last != id { found.append(id) }
    return found
  }
}

extension CountyPersons.Row {
  /// What rows are ordered by.
  fileprivate var order: UInt64 { id?.packed ?? .max }
}

extension CountyPersons {
  /// Where one person stands, or one account, apart from the county's others: an engine brings together those of several counties.
  public struct Entry: Packable, Sendable {
    let row: Row
    let table: Table

    /// Who it is.
    public var person: IDNumber? { row.id }
    /// What is paid to.
    public var account: Account? { row.account }
    /// The file that it stands in.
    public var file: String { table.file }

    init(row: Row, table: Table) { (self.row, self.table) = (row, table) }

    /// Adds its bytes.
    public func pack(into bytes: inout PackedBytes) {
      bytes.add(row)
      bytes.add(table)
    }

    /// Takes it from where the bytes stand.
    public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
      (row, table) = (try bytes.take(), try bytes.take())
    }
  }

  /// Every row for itself.
  public var entries: [Entry] { rows.map { Entry(row: $0, table: tables[$0.source.index]) } }

  /// Some of a county's rows, in the order in which `entries` had them.
  public init(county: Int, _ entries: [Entry]) {
    self.county = county
    let sources = Set(entries.map(\.row.source.index)).sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(sources, sources.indices))
    var tables: [Int: Table] = [:]
    rows = entries.map { entry in
      var row = entry.row
      let position = positions[row.source.index] ?? 0
      tables[position] = entry.table
      row.source = SourceID(position)
      return row
    }
    self.tables = tables.sorted { $0.key < $1.key }.map(\.value)
  }
}

/// What tells members of a county apart: the ID number, or the name where there is none.
enum PersonInCounty: Hashable {
  case number(IDNumber)
  case name(MemberName)

  init(_ member: MemberRecord) { self = member.id.map(Self.number) ?? .name(member.name) }
}

// As it is kept from night to night.
extension CountyPersons: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(county)
    bytes.add(tables)
    bytes.add(rows)
  }

  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    (county, tables, rows) = (try bytes.take(), try bytes.take(), try bytes.take())
  }
}

extension CountyPersons.Row: Packable {
  func pack(into bytes: inout PackedBytes) {
    bytes.add(id)
    bytes.add(name)
    bytes.add(account)
    bytes.add(source)
    bytes.add(row)
    bytes.add(village)
    bytes.add(town)
  }

  init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    (id, name, account) = (try bytes.take(), try bytes.take(), try bytes.take())
    (source, row) = (try bytes.take(), try bytes.take())
    (village, town) = (try bytes.take(), try bytes.take())
  }
}

extension CountyPersons.Table: Packable {
  func pack(into bytes: inout PackedBytes) {
    bytes.add(file)
    bytes.add(sheet)
    bytes.add(idColumn)
    bytes.add(accountColumn)
    bytes.add(span)
    bytes.add(isTurned)
  }

  init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    (file, sheet) = (try bytes.take(), try bytes.take())
    (idColumn, accountColumn, span) = (try bytes.take(), try bytes.take(), try bytes.take())
    isTurned = try bytes.take()
  }
}
