import Domain
import Spreadsheet

/// Unread columns that say nothing which the read ones do not: parts that come to a whole in every row, and what is left between two figures.
extension PlacedTable {
  /// Knows 核发人数 │ 其中：主任 │ 委员, 金额 │ 市级承担 │ 县级承担, and 应发 │ 实发 │ 差额, where they tie in every row.
  mutating func settleFiguresThatFollow() {
    guard !table.unknown.isEmpty || !table.repeated.isEmpty else { return }
    let isOfMembers = table.column(.name) != nil || table.column(.idNumber) != nil
    if !isOfMembers { for field in [Field.eligible, .listed, .quota] { settleParts(of: field) } }
    for field in [Field.amount, .due] { settleShares(of: field) }
    settleDifference()
    settleVerdicts()
    settleRateOfYear()
    settleRunningTotal()
    if isOfMembers { settleSumsOfVillages() }
  }

  /// Columns right of a whole.
  private mutating func settleParts(of field: Field) {
    guard let whole = table.column(field) else { return }
    var parts: [Int] = []
    while parts.count < 8, case let next = whole + parts.count + 1, table.unknown.contains(next), !saysUnpaid(next) {
      parts.append(next)
    }
    while parts.count > 1, !arePartsOf(whole, parts) { parts.removeLast() }
    guard parts.count > 1 else { return }
    for column in parts { leave(column) }
  }

  /// Whether a part's header may say who of the whole should not be in it: 重复享受, 兼任.
  private func saysUnpaid(_ column: Int) -> Bool {
    ["兼", "重复", "双", "另", "停", "离", "退", "不", "未", "扣", "减"].contains(where: (table.paths[column] ?? "").contains)
  }

  /// Columns of what each payer bears.
  private mutating func settleShares(of field: Field) {
    guard let whole = table.column(field) else { return }
    let shares = table.paths.keys.filter { column in
      let words = Text.headerWords(table.paths[column] ?? "")
      return column != whole && ["市级", "县级", "区级", "镇级", "省级"].contains(where: words.contains)
        && !["比例", "占比", "标准", "人数"].contains(where: words.hasSuffix)
    }
    guard shares.count > 1, arePartsOf(whole, shares) else { return }
    let others = table.unknown + table.repeated.filter { $0.field == field }.map(\.column)
    for column in shares where others.contains(column) { leave(column) }
  }

  /// What of the amount due is not paid and which seats are vacant, or nothing at all.
  private mutating func settleDifference() {
    let pair = table.column(.due).flatMap { due in table.column(.amount).map { (due: due, paid: $0) } }
    let seats = table.column(.quota).flatMap { quota in table.column(.eligible).map { (quota: quota, paid: $0) } }
    let excluded = table.column(.concurrent)
    for column in table.unknown {
      let words = Text.headerWords(table.paths[column] ?? "")
      let isOfSeats = ["缺", "空", "未配"].contains(where: words.contains)
      guard isOfSeats || ["差", "核对", "校验", "未发", "余额"].contains(where: words.contains) else { continue }
      let rows = table.body.prefix(500).compactMap { row in value(row, column).map { (row: row, value: $0) } }
      let follows =
        texts(column).isEmpty
        && rows.allSatisfy { row, own in
          if isOfSeats {
            guard let seats, let quota = value(row, seats.quota), let paid = value(row, seats.paid) else {
              return false
            }
            return own == quota &- paid &- (excluded.flatMap { value(row, $0) } ?? 0)
          }
          guard own != 0 else { return true }
          guard let pair, let due = value(row, pair.due), let paid = value(row, pair.paid) else { return false }
          return own.magnitude == (due &- paid).magnitude
        }
      if !rows.isEmpty, follows { leave(column) }
    }
  }

  /// 是否一致 and 复核结果, where every row is found right: what else such a column says may decide who is paid.
  private mutating func settleVerdicts() {
    for column in table.unknown {
      let words = Text.headerWords(table.paths[column] ?? "")
      guard ["校验", "复核", "核对", "审核", "一致"].contains(where: words.contains) else { continue }
      let said = texts(column)
      if !said.isEmpty, said.isSubset(of: Self.verdicts) { leave(column) }
    }
  }

  private static let verdicts: Set<String> = [
    "是", "一致", "相符", "符合", "无误", "正确", "通过", "合格", "已核", "已核对", "√", "✓", "✔", "OK", "ok",
  ]

  /// What rows say below a column that is no figure.
  private func texts(_ column: Int) -> Set<String> {
    Set(
      table.body.compactMap { row in
        guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text, value(row, column) == nil,
          table.isRecord(row, grid)
        else { return nil }
        let words = Text.squeezed(grid.texts[cell.text])
        return words.isEmpty || NumberText(words) == .nothing ? nil : words
      })
  }

  /// 补贴标准›元/人·年 beside the month's.
  private mutating func settleRateOfYear() {
    guard let rate = table.column(.rate), table.monthsEach[rate] ?? 1 == 1 else { return }
    for column in table.unknown + table.repeated.filter({ $0.field == .rate }).map(\.column)
    where (table.paths[column] ?? "").contains("年") {
      let rows = table.body.prefix(500).compactMap { row in value(row, column).map { (row: row, value: $0) } }
      let follows = rows.allSatisfy { row, own in
        value(row, rate).map { $0.magnitude < 1_000_000_000 && own == $0 * 12 } ?? false
      }
      if !rows.isEmpty, follows { leave(column) }
    }
  }

  /// 累计金额 in a return whose rows are months: what each place's rows have come to so far.
  private mutating func settleRunningTotal() {
    guard let amount = table.column(.amount) ?? table.months.first?.amount else { return }
    let places = [Field.town, .village].compactMap { table.column($0) }
    for column in table.unknown + table.repeated.filter({ $0.field == .amount }).map(\.column)
    where (table.paths[column] ?? "").contains("累计") {
      var sums: [[String]: Int64] = [:]
      var (rows, follows) = (0, true)
      for row in table.body where !table.isSum(row, grid) {
        guard let stated = value(row, column) else { continue }
        let place = places.map { column in
          grid.cell(rowIndex: row, column: column).map { Text.squeezed(grid.raw($0)) } ?? ""
        }
        let sum = (sums[place] ?? 0) &+ (value(row, amount) ?? 0)
        sums[place] = sum
        (rows, follows) = (rows + 1, follows && stated == sum)
      }
      if rows > sums.count, follows { leave(column) }
    }
  }

  /// 村合计 beside a village's first member: what its rows come to.
  private mutating func settleSumsOfVillages() {
    guard let amount = table.column(.amount) else { return }
    for column in table.unknown {
      let words = Text.headerWords(table.paths[column] ?? "")
      guard words.contains("村"), words.contains("计") else { continue }
      var open: (stated: Int64, sum: Int64)?
      var (seen, follows) = (0, true)
      for row in table.body where !table.isSum(row, grid) {
        if let stated = value(row, column) {
          follows = follows && (open.map { $0.stated == $0.sum } ?? true)
          (open, seen) = ((stated, 0), seen + 1)
        }
        if let own = value(row, amount) { open?.sum &+= own }
      }
      if seen > 0, follows, open.map({ $0.stated == $0.sum }) ?? true { leave(column) }
    }
  }

  private func arePartsOf(_ whole: Int, _ parts: [Int]) -> Bool {
    let rows = table.body.prefix(500).filter { value($0, whole) ?? 0 != 0 }
    return !rows.isEmpty && rows.allSatisfy { isSum($0, whole, parts) }
      && parts.allSatisfy { part in rows.contains { value($0, part) ?? 0 != 0 } }
  }
}
