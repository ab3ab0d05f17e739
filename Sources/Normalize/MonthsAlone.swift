import Domain
import Spreadsheet

/// Returns of one place whose rows are its months: 月份 │ 发放人数 │ 发放金额.
extension Table {
  /// Whether its rows are about months, and name neither persons nor places.
  var isOfMonthsAlone: Bool {
    let has = Set(fields.values)
    let others: Set<Field> = [.village, .town, .code, .county, .name, .idNumber, .account, .role]
    return has.contains(.month) && !has.isDisjoint(with: [.eligible, .amount]) && has.isDisjoint(with: others)
      && months.isEmpty && spans.isEmpty
  }

  /// The months of its rows, in their order.
  fileprivate func monthsOfRows(_ grid: Grid, year: Int) -> [YearMonth] {
    guard let column = column(.month) else { return [] }
    return body.compactMap { row in
      guard !isSum(row, grid), let cell = grid.cell(rowIndex: row, column: column) else { return nil }
      return Table.month(cell, grid, year: year)
    }
  }
}

extension UploadReader {
  /// A summary where each row is about another month, and nothing names a village: such a table is the county's, or its town's. Months that
  /// come again are those of places that nobody tells apart.
  func kindOfMonths(_ placed: PlacedTable, _ said: [String], in file: String) -> DocumentKind? {
    let table = placed.table
    // A person's slip has months and money, and nobody's heads.
    guard table.isOfMonthsAlone, table.column(.amount) != nil, table.column(.eligible) != nil else { return nil }
    let months = table.monthsOfRows(placed.grid, year: context.policy.from.year)
    let own = context.register.counties[county]
    let namesVillage = ([table.title] + said + file.split(separator: "/").map(String.init)).contains { text in
      own.towns.contains { town in
        if gazetteer.village(within: text, town: town) != nil { return true }
        if case .found = gazetteer.village(text, town: town) { return true }
        return false
      }
    }
    // A ledger that names nobody may be a village's.
    let namesPlace = ([table.title] + said).contains { text in
      text.contains(own.name.dropLast()) || gazetteer.town(within: text) != nil
    }
    // Every fund has such a table.
    guard namesPlace, ListSubject.namesCommittee([table.title] + said),
      ListSubject(of: table, said: Array(said.prefix(2))) == .own
    else { return nil }
    return months.count > 1 && Set(months).count == months.count && !namesVillage ? .summary : nil
  }
}
