import Domain
import Spreadsheet

/// The unit of each money column: in its header, above it, or above the sheet's first table.
extension TableFinder {
  /// The unit that a title or a line below it states.
  private static func unit(in text: String) -> MoneyUnit? {
    let title = Text.squeezed(text)
    var stated: MoneyUnit?
    // 填报单位:台山市民政局 names an office, 单位:元 a unit.
    for mark in title.ranges(of: "单位:") {
      let rest = title[mark.upperBound...]
      if rest.hasPrefix("万元") || rest.hasPrefix("人民币万元") {
        stated = .wan
      } else if rest.hasPrefix("元") || rest.hasPrefix("人民币元") {
        stated = .yuan
      }
    }
    return stated ?? (title.contains("(万元)") ? .wan : nil)
  }

  func findUnits(_ table: inout Table, paths: [Int: [String]], sheet: String) {
    let stated = Self.unit(in: table.title) ?? Self.unit(in: sheet)
    let money: Set<Field> = [.amount, .due, .deduction, .backPay, .rate]
    let monthly = Set(table.months.compactMap(\.amount) + table.spans.compactMap(\.amount))
    for (column, path) in paths where monthly.contains(column) || table.fields[column].map(money.contains) == true {
      var own: MoneyUnit?
      for bracket in path.flatMap({ Text.bracketed($0) }) {
        if bracket.hasPrefix("万元") { own = .wan } else if bracket.hasPrefix("元") { own = .yuan }
      }
      if let own, let stated, own != stated, table.fields[column] != .rate {
        table.unitConflict.append("\(stated.rawValue)/\(own.rawValue)")
      }
      // A rate is in yuan unless its own header says otherwise: nobody writes 0.024.
      table.units[column] = own ?? (table.fields[column] == .rate ? .yuan : stated)
    }
  }
}
