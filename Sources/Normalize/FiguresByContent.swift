import Domain
import Spreadsheet

/// Columns of figures whose header no word is known for: months and money prove one another, and so do the seats, those who are not paid
/// again and those who are.
///
/// Rows in which everything is as usual prove nothing: where all are paid twelve months, or nobody holds another post, any column of twelves
/// or noughts would fit. Only the rows that tell are counted, one column alone may fit, and whatever a word has placed stays, but for words
/// that several columns have (``settleClaims(_:)``).
extension PlacedTable {
  /// Places them.
  /// - Parameters:
  ///   - part: the months that the table says it is of, where they are not the whole period.
  ///   - learned: what other tables of the file, under the same header, have proven of theirs.
  mutating func placeFigures(_ policy: Policy, part: ClosedRange<YearMonth>?, learned: ProvenHeaders) {
    let mayBePaid =
      table.column(.eligible) == nil && [.quota, .concurrent, .listed].allSatisfy { table.column($0) != nil }
    guard !table.unknown.isEmpty || mayBePaid || table.claims.count > 1 || !table.claims.isEmpty && hasListed else {
      return
    }
    let isOfMembers = table.column(.name) != nil || table.column(.idNumber) != nil
    guard isOfMembers || table.column(.village) != nil || table.column(.town) != nil || table.column(.code) != nil
    else {
      return
    }
    let told = table.byContent.count
    defer {
      table.provenColumns = Array(table.byContent[told...])
      // Who is paid beside seats that the figures told is told by them too.
      if !table.provenColumns.isEmpty, table.claims.count > 1, let paid = table.column(.eligible) {
        table.provenColumns.append((paid, .eligible))
      }
    }
    var figures = ColumnFigures(self, policy, part: part, learned: learned)
    func place(_ field: Field, _ column: Int?) {
      guard let column, table.column(field) == nil else { return }
      table.unknown.removeAll { $0 == column }
      table.settle(column, field)
      figures.take(column, as: field)
    }
    // In another unit than yuan nothing is proven: the header's own is held against the rows elsewhere.
    func placeMoney(_ field: Field, _ column: Int?) {
      guard let column, table.statedUnit ?? .yuan == .yuan, table.units[column] ?? .yuan == .yuan,
        UnitWords.header((table.paths[column] ?? "").split(separator: "›").map(String.init)) ?? .yuan == .yuan
      else { return }
      place(field, column)
      table.units[column] = .yuan
    }
    if !isOfMembers {
      settleClaims(&figures)
      place(.concurrent, figures.excluded)
      place(.eligible, figures.paid)
      // 实有 that is the seats without those who are not paid again is who is paid, not who is there.
      if mayBePaid, table.column(.eligible) == nil, figures.isListedPaid, let listed = table.column(.listed) {
        table.settle(listed, .eligible)
      }
      place(.quota, figures.seats)
      if table.column(.town) != nil, table.column(.village) == nil, table.column(.code) == nil {
        place(.villageCount, figures.villages(ofSeats: policy.quota))
      }
      if table.months.isEmpty { place(.personMonths, figures.personMonths) }
    } else if table.months.isEmpty, table.spans.isEmpty, table.column(.month) == nil {
      place(.months, figures.months)
    }
    if table.months.isEmpty, table.spans.isEmpty { placeMoney(.rate, figures.rate(ofMembers: isOfMembers)) }
    if table.months.allSatisfy({ $0.amount == nil }), table.spans.allSatisfy({ $0.amount == nil }) {
      placeMoney(.amount, isOfMembers ? figures.amountOfMembers(table.title) : figures.amountOfHeads)
    }
  }

  private var hasListed: Bool { table.column(.listed) != nil }
}
