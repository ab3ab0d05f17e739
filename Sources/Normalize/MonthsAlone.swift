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
    let towns = context.register.counties[county].towns
    let namesVillage = ([table.title] + said + file.split(separator: "/").map(String.init)).contains { text in
      towns.contains { town in
        if gazetteer.village(within: text, town: town) != nil { return true }
        if case .found = gazetteer.village(text, town: town) { return true }
        return false
      }
    }
    return months.count > 1 && Set(months).count == months.count && !namesVillage && isOfFund(table.title)
      ? .summary : nil
  }

  /// Whether a title names the county or one of its towns, and this fund or none: other funds have months, heads and money as well, and so has
  /// whatever stands in a town's or village's own folder.
  private func isOfFund(_ title: String) -> Bool {
    let words = Text.squeezed(title)
    let own = context.register.counties[county]
    let places = [own.name] + own.towns.map { context.register.towns[$0].name }
    guard let place = places.first(where: { words.contains($0) }), words.contains("补") else { return false }
    if ["村务监督", "村监委", "村监会"].contains(where: words.contains) {
      return !["保险", "养老", "工资", "培训", "慰问"].contains(where: words.contains)
    }
    return words.replacing(place, with: "").allSatisfy {
      $0.isNumber || "年度月份季补贴助发放报表情况统计汇总全市各按第一二三四上下半单位元：:()（），,、".contains($0)
    }
  }
}
