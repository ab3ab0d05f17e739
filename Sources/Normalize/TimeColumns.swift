import Domain

/// What a column below a month, a quarter or a half-year holds of it.
struct TimeColumns {
  /// The columns of one month, or of several, that count: each with how surely its header says so.
  struct Entry {
    var heads: (column: Int, sure: Vocabulary.Sureness)?
    var amount: (column: Int, sure: Vocabulary.Sureness)?
    /// 兼任人数, which 应发人数 has in it and 实发人数 has not.
    var excluded: Int?
    /// 月数, where a quarter or half-year has them.
    var months: Int?
    /// 标准 below a quarter or half-year.
    var rate: Int?

    /// The column of those who are among the heads, but not paid.
    var excludedFromHeads: Int? { heads?.sure == .planned ? excluded : nil }
  }

  /// What a column is of its month.
  enum Figure {
    case heads(Vocabulary.Sureness)
    case amount(Vocabulary.Sureness)
    /// Who is not paid again.
    case excluded
    /// How many of its months are paid.
    case months
    /// What a month of it pays.
    case rate
    /// A deduction, a remark: nothing that a month is settled by.
    case other
    case unknown

    /// Whether the column is read for its month, or for nothing, and not summed up.
    var isOfNoSum: Bool {
      switch self {
      case .excluded, .months, .rate, .other: true
      case .heads, .amount, .unknown: false
      }
    }
  }

  let vocabulary: Vocabulary

  /// What a column is whose header path names a time at a position.
  func figure(_ path: [String], at position: Int) -> Figure {
    // 1月›人数: what stands below the month says what it is of it.
    if let own = path[(position + 1)...].last { return below(own) }
    // 1-6月标准, 1月备注: what is said behind the time.
    let words = Text.headerWords(path[position])
    if words.hasSuffix("标准") { return .rate }
    if let own = Vocabulary.figure(ofMonth: words) { return below(own) }
    if ["标准", "备注", "签名", "签收", "账号"].contains(where: words.contains) { return .other }
    if ["月月数", "年月数", "度月数", "份月数", "发放月数", "补贴月数", "任职月数"].contains(where: words.hasSuffix) { return .months }
    if words.contains("兼"), isOfHeads(path[position]) { return .excluded }
    // 1月应发人数 and 1月应发 give way to what was paid.
    if let month = words.firstIndex(of: "月"), words[month...].dropFirst().drop(while: { $0 == "份" }).hasPrefix("应") {
      return isOfHeads(path[position]) ? .heads(.planned) : .amount(.loose)
    }
    // 1月（人）, 1月人数, and 1月 below 人数.
    if isOfHeads(path[position]) || path[..<position].contains(where: isOfHeads) { return .heads(.name) }
    return .amount(.name)
  }

  private func below(_ header: String) -> Figure {
    let words = Text.headerWords(header)
    if isOfHeads(header), vocabulary.field(header) != .concurrent { return .heads(sureness(.eligible, header)) }
    if ["元", "万元", "千元", "小计", "计", "合计", "总计", "共计", ""].contains(words) { return .amount(.loose) }
    switch vocabulary.meaning(header)?.field {
    case .eligible: return .heads(sureness(.eligible, header))
    case .listed, .quota: return .heads(.loose)
    case .amount:
      // What members got comes before what the bureau sent their town: 1月支付金额 │ 1月拨付资金.
      let sure = sureness(.amount, header)
      if words.contains("支付"), words.contains("实") { return .amount(.own) }
      return .amount(sure == .telling && words.contains("支付") ? .planned : sure)
    case .due: return .amount(.loose)
    case .concurrent: return .excluded
    case .months: return .months
    case .rate: return .rate
    case .none: return Vocabulary.bareOutgoings.contains(words) ? .amount(.telling) : .unknown
    default: return .other
    }
  }

  private func sureness(_ field: Field, _ header: String) -> Vocabulary.Sureness {
    vocabulary.meaning(header).map { $0.field == field ? $0.sureness : .loose } ?? .loose
  }

  private func isOfHeads(_ header: String) -> Bool {
    let words = Text.headerWords(header)
    if words.hasSuffix("人数") || words.hasSuffix("人员数") || ["人", "名"].contains(words) { return true }
    return Text.bracketed(header).contains { ["人", "名", "人数"].contains($0) }
  }
}

extension TimeColumns.Entry {
  /// Takes a column; the one that stays behind, where two say the same, is returned.
  mutating func take(_ column: Int, as figure: TimeColumns.Figure) -> Int? {
    switch figure {
    case .heads(let sure): return Self.take(column, sure, &heads)
    case .amount(let sure): return Self.take(column, sure, &amount)
    case .excluded:
      excluded = excluded ?? column
      return nil
    case .months:
      months = months ?? column
      return nil
    case .rate:
      rate = rate ?? column
      return nil
    case .other: return nil
    case .unknown: return column
    }
  }

  private static func take(
    _ column: Int, _ sure: Vocabulary.Sureness, _ place: inout (column: Int, sure: Vocabulary.Sureness)?
  ) -> Int? {
    guard let taken = place else {
      place = (column, sure)
      return nil
    }
    guard sure > taken.sure else { return column }
    place = (column, sure)
    return taken.column
  }
}

extension Table {
  /// Whether a span's money has no months of its own, though other months have theirs: a half-year, then 7月 to 12月.
  func hasSpanBesideMonths(_ months: [YearMonth: TimeColumns.Entry]) -> Bool {
    let paid = months.filter { $0.value.amount != nil }.keys
    return !paid.isEmpty && ownSpans(of: \.amount).contains { span in !paid.contains { span.months.contains($0) } }
  }
}
