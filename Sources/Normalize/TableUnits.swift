public import Domain
import Spreadsheet

/// The unit that words around a table state.
public enum UnitWords {
  /// The unit that a title or a line below it states: 单位：万元, （单位：人、元）, 金额单位(千元).
  public static func title(_ text: String) -> MoneyUnit? {
    let title = Text.squeezed(text)
    var stated: MoneyUnit?
    // 填报单位:台山市民政局 names an office, 单位:元 a unit.
    for mark in title.ranges(of: "单位") + title.ranges(of: "金额") {
      let rest = title[mark.upperBound...]
      guard let sign = rest.first, ":(为".contains(sign) else { continue }
      for word in rest.dropFirst().prefix(12).prefix(while: { !")　".contains($0) }).split(whereSeparator: {
        "、,/，和".contains($0)
      }) {
        // A line break between 人 and 万元 is gone by now.
        let own = (word.hasPrefix("人民币") ? word.dropFirst(3) : word).drop { ":人户村个名".contains($0) }
        if let unit = units.first(where: { own.hasPrefix($0.rawValue) }) { stated = unit }
        // 单位：元、角、分 names the parts of an amount.
        if own == MoneyUnit.fen.rawValue, stated == nil { stated = .fen }
      }
    }
    return stated ?? units.first { $0 != .yuan && title.contains("(\($0.rawValue))") }
  }

  /// The longest names first: 万元 ends in 元. 分 begins and ends too much else.
  private static let units: [MoneyUnit] = [.wan, .thousand, .yuan]

  /// The unit that a column's own header, from the top down, states: 金额（万元）, 金额万元.
  public static func header(_ path: [String]) -> MoneyUnit? {
    // （元）, （单位：万元）, （人民币万元）, （全年，万元）.
    for part in path.flatMap({ Text.bracketed($0) }).flatMap({ $0.split { ":、,，;".contains($0) } }) {
      let own = part.hasPrefix("人民币") ? part.dropFirst(3) : part
      if let unit = units.first(where: { own.hasPrefix($0.rawValue) }) { return unit }
      if own == MoneyUnit.fen.rawValue { return .fen }
    }
    return path.lazy.compactMap { text in
      let words = [Text.squeezed(text), Text.headerWords(text)]
      return units.first { unit in words.contains { $0.hasSuffix(unit.rawValue) } }
    }.first
  }
}

/// The unit of each money column: in its header, above it, or above the sheet's first table.
extension TableFinder {
  func findUnits(_ table: inout Table, paths: [Int: [String]], sheet: String) {
    let above = UnitWords.title(table.title)
    let stated = above ?? UnitWords.title(sheet)
    table.statedUnit = stated
    let money: Set<Field> = [.amount, .due, .deduction, .backPay, .rate]
    let monthly = Set(table.months.compactMap(\.amount) + table.spans.compactMap(\.amount))
    for (column, path) in paths where monthly.contains(column) || table.fields[column].map(money.contains) == true {
      let own = UnitWords.header(path)
      // What stands above the sheet's first table contradicts no other table's header.
      if let own, let above, own != above, table.fields[column] != .rate {
        table.unitConflict.append("\(above.rawValue)/\(own.rawValue)")
      }
      if table.fields[column] == .rate { table.monthsEach[column] = RateSpan.months(path) }
      // A rate is in yuan unless its own header says otherwise: nobody writes 0.024.
      table.units[column] = own ?? (table.fields[column] == .rate ? .yuan : stated)
    }
    for (column, path) in paths where table.fields[column] == .months && RateSpan.countsQuarters(path) {
      table.monthsEach[column] = 3
    }
  }
}
