import Domain
import Spreadsheet

/// A rate or an amount that is split by who pays it: 补贴标准›合计 │ 市级 │ 县级.
extension PlacedTable {
  /// Takes 合计 for the rate, or the city's share where it is the policy's, the whole is not, and the shares come to the whole: then it is the
  /// amount's share too where that is the same share of its whole. A rate's 合计 is no sum of money that is paid.
  mutating func settleShares(_ policy: Policy, county: String) {
    // Whoever has the whole amount needs no shares of it.
    for whole in wholes where table.fields[whole] == .amount {
      for column in share(of: whole)?.all ?? [] where table.unknown.contains(column) || isRepeated(column) {
        leave(column)
      }
    }
    guard let rate = wholes.first(where: isOfRate), let own = share(of: rate) else {
      settleShareOfAmount(policy)
      settleShareBeside(policy, county: county)
      return settleWholeBeside(policy)
    }
    // A rate of its own beside the group is the rate.
    if let other = table.column(.rate), other != rate, !own.all.contains(other) { return }
    let rates = Set(policy.rules.map(\.rate.fen))
    let rows = table.body.compactMap { row in
      value(row, rate).flatMap { whole in value(row, own.city).map { (row: row, whole: whole, city: $0) } }
    }
    guard !rows.isEmpty else { return }
    if table.fields[rate] == .amount, let conflict = unitConflict(rate),
      let index = table.unitConflict.firstIndex(of: conflict)
    {
      table.unitConflict.remove(at: index)
    }
    for column in own.all + [rate] { leave(column) }
    // What gave way to it as an amount is the amount.
    if table.column(.amount) == nil, let paid = table.repeated.first(where: { $0.field == .amount })?.column {
      leave(paid)
      table.fields[paid] = .amount
      table.units[paid] = UnitWords.header(parts(paid)) ?? table.statedUnit
      if let conflict = unitConflict(paid) { table.unitConflict.append(conflict) }
    }
    let split = rows.filter {
      rates.contains($0.city) && !rates.contains($0.whole) && isSum($0.row, rate, own.all)
    }
    // One slip among many rows proves nothing of them: it is told at its own cell (DZ401, or DZ408 for its 合计).
    let isSplit = split.count == rows.count || split.count > 1 && rows.count - split.count <= max(1, rows.count / 20)
    let column = isSplit ? own.city : rate
    table.fields[column] = .rate
    table.units[column] = UnitWords.header(parts(column)) ?? .yuan
    table.monthsEach[column] = RateSpan.months(parts(column).dropLast())
    guard isSplit else { return }
    if split.count < rows.count { table.sumsOfGroups.append((rate, .rate, own.all)) }
    guard let amount = table.column(.amount), let paid = share(of: amount) else { return }
    let isSame = split.allSatisfy { row in
      guard let whole = value(row.row, amount), let city = value(row.row, paid.city) else {
        return value(row.row, paid.city) == value(row.row, amount)
      }
      let (one, isOver) = city.multipliedReportingOverflow(by: row.whole)
      let (other, isOverToo) = whole.multipliedReportingOverflow(by: row.city)
      return !isOver && !isOverToo && one == other && isSum(row.row, amount, paid.all)
    }
    guard isSame else { return }
    for column in paid.all + [amount] { leave(column) }
    table.fields[paid.city] = .amount
    table.units[paid.city] = UnitWords.header(parts(paid.city)) ?? table.units[amount]
  }

  /// An amount's 合计 gives way to the city's share where every row's heads and months are due just that at the policy's rate, and no row's the
  /// whole.
  private mutating func settleShareOfAmount(_ policy: Policy) {
    guard let rate = policy.singleRate?.fen, let whole = table.column(.amount), let own = share(of: whole),
      let heads = table.column(.eligible)
    else { return }
    let months = table.column(.months)
    let rows = table.body.compactMap { row -> (whole: Int64, city: Int64, due: Int64)? in
      guard let all = value(row, whole), let city = value(row, own.city), let count = value(row, heads),
        let times = months == nil ? Int64(policy.months) * 100 : months.flatMap({ value(row, $0) }),
        isSum(row, whole, own.all), (0...100_000_000).contains(count), (0...10_000).contains(times)
      else { return nil }
      return (all, city, (count / 100) &* (times / 100) &* rate)
    }
    guard rows.count > 1, rows.allSatisfy({ $0.city == $0.due && $0.whole != $0.due }) else { return }
    for column in own.all + [whole] { leave(column) }
    table.fields[own.city] = .amount
    table.units[own.city] = UnitWords.header(parts(own.city)) ?? table.statedUnit
  }

  /// 江门市级补贴 │ 开平市级补贴 │ 合计: of amounts by payer without a group above them the one is this fund's that nearly every row's heads and
  /// months are due, where what was taken is another payer's or the sum of them all, and no row's due.
  private mutating func settleShareBeside(_ policy: Policy, county: String) {
    guard let rate = policy.singleRate?.fen, let taken = table.column(.amount) else { return }
    let others = table.unknown + table.repeated.filter { $0.field == .amount }.map(\.column)
    let payers = others.filter(isOfPayer)
    guard !payers.isEmpty else { return }
    guard table.column(.months) != nil else { return }
    let due = dues(of: taken, rate, policy)
    func ties(_ column: Int) -> Int { due.count { value($0.key, column) == $0.value } }
    // What the county adds of its own may be as much.
    let purses = ["县级", "区级", "镇级", "本级", "省级", "中央"] + (county.count > 2 ? [String(county.dropLast())] : [])
    let own = payers.filter { column in
      ties(column) * 10 >= due.count * 9 && !purses.contains(where: (parts(column).last ?? "").contains)
    }
    guard own.count == 1, let city = own.first, due.count > 1, ties(taken) == 0,
      isOfPayer(taken) || payers.count > 1 && due.allSatisfy({ isSum($0.key, taken, payers) })
    else { return }
    let all = Set(payers + [taken]).sorted()
    // What they come to together is told by none of them.
    let sums = others.filter { whole in
      let parts = all.filter { $0 != whole }
      return !payers.contains(whole) && due.allSatisfy { isSum($0.key, whole, parts) }
    }
    for column in all + sums { leave(column) }
    table.fields[city] = .amount
    table.units[city] = UnitWords.header(parts(city)) ?? table.statedUnit
  }

  /// 金额 beside 市级承担 │ 县级承担: the whole is the amount, and not the city's share that was taken, where the shares come to it and it is what
  /// most rows' heads and months are due, and no row's share is.
  private mutating func settleWholeBeside(_ policy: Policy) {
    guard let rate = policy.singleRate?.fen, let taken = table.column(.amount), isShare(taken),
      case let shares = table.paths.keys.sorted().filter(isShare), shares.count > 1
    else { return }
    let due = dues(of: taken, rate, policy)
    func ties(_ column: Int) -> Int { due.count { value($0.key, column) == $0.value } }
    let others = table.unknown + table.repeated.filter { $0.field == .amount }.map(\.column)
    func isWhole(_ column: Int) -> Bool {
      !shares.contains(column) && ties(column) * 2 >= due.count
        && due.count { isSum($0.key, column, shares) } * 2 >= due.count
    }
    guard !due.isEmpty, ties(taken) == 0 else { return }
    // Shares of what is due say that nothing else was paid.
    if let stated = table.column(.due), isWhole(stated) {
      for column in shares { leave(column) }
      return
    }
    guard let whole = others.first(where: isWhole) else { return }
    for column in shares + [whole] { leave(column) }
    table.fields[whole] = .amount
    table.units[whole] = UnitWords.header(parts(whole)) ?? table.statedUnit
  }

  /// What the rows that have an amount are due by their heads, or as one member's, and their months.
  private func dues(of taken: Int, _ rate: Int64, _ policy: Policy) -> [Int: Int64] {
    let (heads, months) = (table.column(.eligible), table.column(.months))
    let isOfMembers = table.column(.name) != nil || table.column(.idNumber) != nil
    guard isOfMembers ? months != nil : heads != nil else { return [:] }
    return table.body.reduce(into: [:]) { due, row in
      guard let count = isOfMembers ? 100 : heads.flatMap({ value(row, $0) }),
        let times = months == nil ? Int64(policy.months) * 100 : months.flatMap({ value(row, $0) }),
        (1...100_000_000).contains(count), (1...10_000).contains(times), value(row, taken) ?? 0 != 0
      else { return }
      due[row] = (count / 100) &* (times / 100) &* rate
    }
  }

  /// Whether a column is money that one payer bears, by its name or its group's: 市级承担, 资金来源›县级, 市级承担›金额.
  private func isShare(_ column: Int) -> Bool {
    var path = parts(column).map { Text.headerWords($0) }
    if path.count > 1, let figure = path.last, ["金额", "元", "万元"].contains(figure) { path.removeLast() }
    guard let last = path.last, !["标准", "比例", "占比", "人数"].contains(where: last.hasSuffix) else { return false }
    return ["市级", "县级", "区级", "镇级", "省级", "地级", "本级", "中央", "财政"].contains(where: last.contains)
      && path.contains { words in
        ["补贴", "补助", "津贴", "金额", "资金", "负担", "承担", "分担", "配套"].contains(where: words.contains)
      }
  }

  /// Whether a column's name says who pays what stands below it.
  private func isOfPayer(_ column: Int) -> Bool {
    let words = Text.headerWords(parts(column).last ?? "")
    return ["市级", "县级", "区级", "镇级", "省级", "地级", "本级", "中央", "财政"].contains(where: words.contains)
      && ["补贴", "补助", "津贴", "金额", "资金", "负担", "承担", "配套"].contains(where: words.contains)
  }

  /// Whether what stands right above a column's 合计 is a rate's name: 补贴标准(元/年), and not 补贴标准及发放金额.
  private func isOfRate(_ column: Int) -> Bool {
    let above = Text.headerWords(parts(column).dropLast().last ?? "")
    return above.hasSuffix("标准") && !["金额", "应发", "实发"].contains(where: above.contains)
  }

  private func isRepeated(_ column: Int) -> Bool { table.repeated.contains { $0.column == column } }

  /// What is told where the unit of a column of money is another than the title's.
  func unitConflict(_ column: Int) -> String? {
    guard let above = UnitWords.title(table.title), let own = UnitWords.header(parts(column)), own != above else {
      return nil
    }
    return "\(above.rawValue)/\(own.rawValue)"
  }

  /// Leaves a column to what it says, used by nothing.
  mutating func leave(_ column: Int) {
    table.fields[column] = .other
    table.repeated.removeAll { $0.column == column }
    table.unknown.removeAll { $0 == column }
  }

  private var wholes: [Int] {
    table.paths.keys.filter { (table.paths[$0] ?? "").contains("›") && share(of: $0) != nil }.sorted()
  }

  func parts(_ column: Int) -> [String] { (table.paths[column] ?? "").split(separator: "›").map(String.init) }

  /// The shares below the group of a column that is their 合计, and the city's among them; nil where it is no such column.
  private func share(of whole: Int) -> (city: Int, all: [Int])? {
    let path = parts(whole)
    guard path.count > 1, let last = path.last, ["合计", "小计", "总计"].contains(Text.headerWords(last)) else { return nil }
    let all = table.paths.keys.sorted().filter { column in
      let other = parts(column)
      return column != whole && other.count == path.count && other.dropLast() == path.dropLast()
    }
    func level(_ column: Int) -> String { String(Text.headerWords(parts(column).last ?? "").prefix(2)) }
    let levels = all.map(level)
    let cities = all.filter { level($0) == "市级" }
    guard cities.count == 1, levels.count > 1,
      levels.allSatisfy({ ["市级", "县级", "镇级", "区级", "省级", "中央", "村级"].contains($0) })
    else { return nil }
    return (cities[0], all)
  }

  func isSum(_ row: Int, _ whole: Int, _ shares: [Int]) -> Bool {
    shares.reduce(0) { $0 &+ (value(row, $1) ?? 0) } == value(row, whole)
  }

  func value(_ row: Int, _ column: Int) -> Int64? {
    guard let cell = grid.cell(rowIndex: row, column: column), case .number(let written) = NumberText(grid.raw(cell))
    else { return nil }
    return written.fen(in: .yuan)
  }
}
