import Domain

extension FundCase {
  /// The line of a voucher; nil where its name is no line's.
  func line(of voucher: Voucher) -> Int? {
    switch names.match(voucher.line) {
    case .exact(let position), .variant(let position): position
    case .unknown: nil
    }
  }

  /// Vouchers that stand again under a treasury reference that came before.
  var repeatedVouchers: Set<Int> {
    var seen: Set<String> = []
    return Set(
      (books.vouchers ?? []).enumerated().filter {
        !$0.element.reference.isEmpty && !seen.insert($0.element.reference).inserted
      }
      .map(\.offset))
  }

  /// What the vouchers of a line come to, each treasury reference once; nil where no vouchers are given.
  func voucherSum(ofLine position: Int) -> Money? {
    guard let vouchers = books.vouchers else { return nil }
    let repeated = repeatedVouchers
    return vouchers.enumerated().filter { line(of: $0.element) == position && !repeated.contains($0.offset) }
      .reduce(.zero) { $0 + $1.element.entry.stated.amount }
  }
}

/// DZ501, DZ507, DZ206: a line's vouchers come to what it spent, each with a treasury reference of its own.
func vouchersAgainstSpent(_ fund: FundCase) -> [Discrepancy] {
  guard let vouchers = fund.books.vouchers else { return [] }
  var found: [Discrepancy] = []
  for index in fund.repeatedVouchers.sorted() {
    let voucher = vouchers[index]
    found.append(
      fund.finding(
        .linesVsTotal, voucher.line, field: "reference", at: voucher.entry,
        gap: .money(expected: .zero, actual: voucher.entry.stated.amount),
        zh: "国库支付凭证号 \(Mask.numbers(in: voucher.reference)) 重复出现，\(voucher.entry.stated.amount.grouped) 元只计一次",
        en:
          "the treasury reference \(Mask.numbers(in: voucher.reference)) stands again; its \(voucher.entry.stated.amount.grouped) yuan count once"
      ))
  }
  for voucher in vouchers where voucher.reference.isEmpty {
    found.append(
      fund.finding(
        .missingNotZero, voucher.line, field: "reference", at: voucher.entry,
        zh: "支付 \(voucher.entry.stated.amount.grouped) 元没有国库支付凭证号",
        en: "a payment of \(voucher.entry.stated.amount.grouped) yuan has no treasury reference"))
  }
  for (position, line) in fund.budget.lines.enumerated() {
    guard let spent = line.stages[.spent], let sum = fund.voucherSum(ofLine: position) else { continue }
    let gap = Discrepancy.Gap.money(expected: spent.stated.amount, actual: sum)
    switch spent.stated.agreement(with: sum) {
    case .exact: break
    case .rounded(let residual):
      found.append(
        fund.finding(
          .roundingResidual, line.name, field: "vouchers", at: spent, gap: gap,
          zh: "“\(line.name)”支出写 \(spent.raw)，凭证相加为 \(sum.grouped) 元：按所写位数相符，尾差 \(residual.signed) 元",
          en:
            "\(line.name) states \(spent.raw) as spent; its vouchers add up to \(sum.grouped): equal at the stated precision, residual \(residual.signed) yuan"
        ))
    case .mismatch(let residual):
      found.append(
        fund.finding(
          .linesVsTotal, line.name, field: "vouchers", at: spent, gap: gap, isTie: true,
          zh: "“\(line.name)”支出 \(spent.stated.amount.grouped) 元，凭证相加为 \(sum.grouped) 元，差 \(residual.signed) 元",
          en:
            "\(line.name): \(spent.stated.amount.grouped) yuan is stated as spent; its vouchers add up to \(sum.grouped): \(residual.signed)"
        ))
    }
  }
  return found
}

/// DZ509: earmarked money is spent on its own line: the voucher's line is one of the budget, and its purpose is the line's.
func spentOutsideLine(_ fund: FundCase) -> [Discrepancy] {
  (fund.books.vouchers ?? []).compactMap { voucher in
    let amount = voucher.entry.stated.amount
    guard let position = fund.line(of: voucher) else {
      return fund.finding(
        .spentOutsideLine, voucher.line, field: "line", at: voucher.entry, gap: .money(expected: .zero, actual: amount),
        zh: "凭证科目“\(voucher.line)”不是预算科目，\(amount.grouped) 元无处归属",
        en: "the voucher's line \(voucher.line) is none of the budget: \(amount.grouped) yuan belong nowhere")
    }
    let line = fund.budget.lines[position].name
    // Only a line whose purposes are declared can be told from its words.
    guard let own = fund.books.purposes[line], !own.contains(where: voucher.purpose.contains) else { return nil }
    let others = fund.books.purposes.filter { $0.key != line && $0.value.contains(where: voucher.purpose.contains) }
    let other = others.keys.sorted()
    return fund.finding(
      .spentOutsideLine, line, field: "purpose", at: voucher.entry, gap: .money(expected: .zero, actual: amount),
      zh: "“\(line)”支付 \(amount.grouped) 元用于“\(Mask.numbers(in: voucher.purpose))”，不在该科目用途之内"
        + (other.isEmpty ? "" : "；像是“\(other.joined(separator: "、"))”的支出"),
      en:
        "\(line) paid \(amount.grouped) yuan for \"\(Mask.numbers(in: voucher.purpose))\", which is none of its purposes"
        + (other.isEmpty ? "" : "; it reads like \(other.joined(separator: ", "))"))
  }
}

/// DZ407: vouchers are dated within the fiscal year.
func vouchersOutsideYear(_ fund: FundCase) -> [Discrepancy] {
  let year = fund.policy.fiscalYear
  return (fund.books.vouchers ?? []).compactMap { voucher in
    guard let date = voucher.date, !year.contains(date) else { return nil }
    return Discrepancy(
      .paidOutsidePeriod, subject: Subject(detail: voucher.line + "/" + Mask.numbers(in: voucher.reference)),
      period: fund.policy.period, field: "date", spots: [.init(voucher.entry.place, raw: "\(date)")],
      gap: .texts(expected: "\(year.lowerBound)/\(year.upperBound)", actual: "\(date)"), level: .fund,
      policy: fund.policy.citation,
      zh:
        "“\(voucher.line)”支付 \(voucher.entry.stated.amount.grouped) 元于 \(date)，不在 \(year.lowerBound) 至 \(year.upperBound) 之内",
      en:
        "\(voucher.line) paid \(voucher.entry.stated.amount.grouped) yuan on \(date), outside \(year.lowerBound) to \(year.upperBound)"
    )
  }
}

/// DZ803: declared evidence that is missing or cannot be read verifies nothing; what is missing is said claim by claim.
func missingEvidence(_ fund: FundCase) -> [Discrepancy] {
  fund.books.evidence.compactMap { result in
    guard result.value == nil, let needed = result.needed else { return nil }
    return Discrepancy(
      .claimUnverifiable, subject: Subject(detail: result.line + "/" + result.claim), period: fund.policy.period,
      field: "evidence.\(result.claim)", spots: [.init(result.place)], level: .fund,
      zh: "“\(result.line)”的佐证 \(result.claim) 不能用：\(needed.zh)",
      en: "the evidence \(result.claim) of \(result.line) cannot be used: \(needed.en)")
  }
}
