import Domain
import Spreadsheet

/// Columns whose header no field is known for, and what may hang on them.
extension TableReader {
  /// Whether an unread column holds payments, and what is due was taken for what is paid, or the rows of a list of payments state none.
  private func mayBePaid(_ column: Int) -> Bool {
    guard columnOf[.amount] == nil, let rate = policy.singleRate, rate.fen > 0 else { return false }
    let due = columnOf[.due]
    let paysTimes = table.months.contains { $0.amount != nil } || table.spans.contains { $0.amount != nil }
    let isOfPayments = [Field.rate, .months].contains { columnOf[$0] != nil } || table.title.contains("发放")
    guard due != nil || isOfMembers && !paysTimes && isOfPayments else { return false }
    // One month's pay is the rate; beside a column of the rate it is no second one.
    let isOfMonth =
      columnOf[.rate] != nil && TitleWords.month(of: [TitleWords(table.title, year: policy.from.year)]) != nil
    var (seen, whole, isOfMonths) = (0, 0, due != nil || isOfMonth)
    for row in table.body.prefix(80) {
      guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else { continue }
      guard case .number(let written) = NumberText(cells.text(cell)) else { return false }
      guard let fen = written.value.money(in: due.flatMap { units[$0] } ?? .yuan)?.amount.fen, fen != 0 else {
        continue
      }
      // A postal code may be a multiple of the rate, and a bare one is a rate.
      if due == nil, fen > policy.fullAmount.fen { return false }
      isOfMonths = isOfMonths || fen > rate.fen
      (seen, whole) = (seen + 1, whole + (fen % rate.fen == 0 ? 1 : 0))
    }
    let members = due == nil ? table.body.prefix(80).count { !isBlank(cell($0, .name)) } : 0
    return seen > 0 && whole * 2 > seen && isOfMonths && seen * 2 >= members
  }

  /// Whether an unread column of answers says who is not paid: whoever has no months or money is among those for whom it says yes, and
  /// half of these at least; not what 是否党员 says of others, nor beside a post that is told.
  private func mayExclude(_ column: Int) -> Bool {
    guard isOfMembers, columnOf[.concurrent] == nil, !out.members.contains(where: { $0.isConcurrent == true }),
      ["不计", "不发", "不补", "不享", "不领", "兼", "重复", "剔", "扣", "减"].contains(where: cells.header(column).contains),
      let figure = columnOf[.amount] ?? columnOf[.months] ?? columnOf[.due]
    else { return false }
    var (marked, unpaid) = (0, 0)
    for row in table.body.prefix(300) where !isBlank(cell(row, .name)) {
      let isUnpaid = grid.cell(rowIndex: row, column: figure).map { cells.quietly($0, unit: nil) == 0 } ?? true
      guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else {
        if isUnpaid { return false }
        continue
      }
      let raw = cells.text(cell)
      guard let answer = CellReader.answer(Text.squeezed(raw), raw: raw, asksWhoIsPaid: false) else { return false }
      if isUnpaid, !answer { return false }
      (marked, unpaid) = (marked + (answer ? 1 : 0), unpaid + (isUnpaid ? 1 : 0))
    }
    return unpaid > 0 && unpaid * 2 >= marked
  }

  /// Why an unread column is an error: what hangs on it; nil where nothing does.
  private func whyWrong(_ column: Int) -> Message? {
    if mayBePaid(column) {
      return Message(zh: "各行像是实发的金额，表中没有别的实发列", en: "it looks like what was paid, which no other column states")
    }
    if mayExclude(column) {
      return Message(
        zh: "没有发放的人在此列都是“是”，可能写的是谁不发", en: "it says yes of all who are not paid, and may say who is excluded")
    }
    if isOfMembers, !out.members.contains(where: { $0.isConcurrent == true }), table.mayMark(column, grid) {
      return Message(
        zh: "有人写着兼任纪检职务，可能决定谁不发（如是，列名请改为“备注”或“是否兼任”）",
        en: "it speaks of party discipline posts, and may say who is not paid (if so, head it 备注 or 是否兼任)")
    }
    if mayBeTerm(column) {
      return Message(
        zh: "写的日期可能决定各人发放几个月（如是，列名请改为“任职时间”或“离任时间”）",
        en: "its dates may say for how many months each is paid (if so, head it 任职时间 or 离任时间)")
    }
    if mayAskOfAnotherPay(column) {
      return Message(
        zh: "各人回答不同，可能写的是谁另有补贴、不再发放", en: "its answers differ, and may say who is paid elsewhere and not again")
    }
    return nil
  }

  mutating func unknownColumn(_ column: Int, _ owner: Subject) {
    let why = whyWrong(column)
    out.discrepancies.append(
      Discrepancy(
        .unknownColumn, severity: why == nil ? nil : .error,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(cells.header(column))"),
        period: period, field: "column",
        spots: [.init(cells.place(out.source.headerRows.upperBound, column), raw: table.paths[column] ?? "")],
        touches: mayBeTerm(column) ? .touched(by: .end) : [],
        zh: "未识别列“\(cells.header(column))”，未采用" + (why.map { "，而\($0.zh)" } ?? "") + "；可在流程文件的 columns 中指明",
        en:
          "no field is known for column \(cells.header(column)); it is not used"
          + (why.map { ", though \($0.en)" } ?? "")
          + ": name one under columns in the pipeline file"
      ))
  }
}
