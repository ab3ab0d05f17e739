import Domain
import Spreadsheet

/// A row of a town that nobody knows counts for none; what it says by itself is checked all the same.
extension TableReader {
  /// DZ302, DZ401, DZ403, DZ404: heads, rate, months and amount of a summary's row against one another and the policy, which do not depend
  /// on where the row belongs.
  mutating func checkStrange(_ row: Int, _ number: Int, _ figures: [Field: Reading]) {
    guard kind == .summary, table.months.isEmpty else { return }
    let name = Text.squeezed(cells.text(cell(row, .town)))
    let subject = Subject(county: county, detail: name.isEmpty ? "\(out.source.sheet)#\(number)" : name)
    func isInYuan(_ field: Field) -> Bool { columnOf[field].map { units[$0] ?? .yuan } == .yuan }
    func tell(
      _ code: Code, _ field: Field, _ gap: Discrepancy.Gap, _ stated: String, zh: String, en: String
    ) {
      guard let column = columnOf[field] else { return }
      out.discrepancies.append(
        Discrepancy(
          code, subject: subject, period: period, field: field.rawValue,
          spots: [.init(cells.place(number, column), raw: stated, parsed: stated)], gap: gap, level: .town,
          isTie: code == .dueVsPaid, zh: zh, en: en))
    }
    let rates = policy.rules.map(\.rate)
    if isInYuan(.rate), let rate = figures[.rate]?.money, let wanted = rates.last, !rates.contains(rate) {
      tell(
        .rateMismatch, .rate, .money(expected: wanted, actual: rate), "\(rate)",
        zh: "补贴标准写 \(rate) 元，政策为 \(wanted) 元/人·月",
        en: "the rate is stated as \(rate) yuan; the policy has \(wanted) a person and month")
    }
    let months = columnOf[.months] == nil ? policy.months : figures[.months]?.count
    if let months, months > policy.months {
      tell(
        .monthsOutOfRange, .months, .counts(expected: policy.months, actual: months, unit: "月"), "\(months)",
        zh: "月数 \(months) 不在 0 至 \(policy.months) 之间", en: "\(months) months are not within 0 to \(policy.months)")
    }
    guard let heads = figures[.eligible]?.count else { return }
    if let quota = figures[.quota]?.count, let excluded = figures[.concurrent]?.count, quota - excluded != heads,
      columnOf[.listed] == nil
    {
      tell(
        .headcountMismatch, .eligible, .counts(expected: quota - excluded, actual: heads, unit: "人"), "\(heads)",
        zh: "应有 \(quota) 人 − 兼任 \(excluded) 人 ≠ 核发 \(heads) 人",
        en: "quota \(quota) − concurrent \(excluded) ≠ paid \(heads)")
    }
    guard isInYuan(.amount), let paid = figures[.amount]?.money, let months, (0...policy.months).contains(months),
      let rate = policy.singleRate, policy.rounding == .fen, columnOf[.personMonths] == nil,
      [.deduction, .backPay].allSatisfy({ figures[$0]?.money ?? .zero == .zero }), rate * (heads * months) != paid
    else { return }
    let due = rate * (heads * months)
    tell(
      .dueVsPaid, .amount, .money(expected: due, actual: paid), "\(paid)",
      zh: "应发 \(due.grouped) 元，实发 \(paid.grouped) 元，差 \((paid - due).signed) 元",
      en: "\(due.grouped) yuan is due, \(paid.grouped) is paid: \((paid - due).signed)")
  }
}
