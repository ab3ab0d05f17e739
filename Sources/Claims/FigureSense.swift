import Domain

/// What the words before a figure make of it beside its rule: a share of one person or village, a change, another time.
struct FigureSense {
  /// What an amount is for.
  enum Share: Equatable {
    /// All that its sentence speaks of.
    case whole
    /// One person and month.
    case month
    /// One person and year.
    case year
    /// One person, for a time that is not named.
    case person
    /// A village, or an average: no figure of the run.
    case other
  }

  let share: Share
  /// Whether it says by how much something changed, what is left over, or what was in another year or in a part of this one.
  let isOfSomethingElse: Bool
  /// The months that an amount is of, where these are a part of the year: 1 of 每月, 6 of 截至6月底.
  let months: Int?
  /// Whether it is of a part of the year, or as of a day within it.
  let isOfPart: Bool
  /// What the policy's rate is for it, where that changed within the year: of its months, or on the year's average.
  let rate: Quantity?

  init(_ figure: Figure, _ around: Surroundings, policy: Policy) {
    let before = around.near
    let behind = String(around.behind.prefix(8))
    let clause = around.clause
    share =
      figure.unit.kind != .money
      ? .whole
      : Self.isYearOfRate(before, around.sentence, clause)
        ? .year : Self.share(before, behind, isRate: figure.unit.isRate)
    let near = before.suffix(8)
    let part = policy.months == 12 ? PartOfYear(around, policy) : nil
    rate =
      switch share {
      // 7至12月每人1800元 is of six months.
      case .month where before.contains("每月") || behind.prefix(6).contains("月"):
        PartOfYear.rate(around, policy).map { Quantity($0) }
      case .year: Self.average(of: figure, policy)
      default: nil
      }
    let isAmount = figure.unit.kind == .money && !figure.unit.isRate
    let isOfDay = ["人", "名"].contains(figure.unit.written) && part?.isCutOff == true
    isOfPart = isAmount && part != nil && !(share == .month && rate != nil) || isOfDay
    // Under two rates half of the year is not half of its money.
    let isOfAll = isAmount && share == .whole
    months = isOfAll && policy.singleRate != nil ? part?.months : nil
    isOfSomethingElse =
      around.isChange || Self.isChange(near) || Self.isFormer(before, behind)
      || ["调减", "调增", "核减", "核增", "追加", "追减", "压减"].contains { near.hasSuffix($0) || near.hasSuffix($0 + "了") }
      // 其余1859名按每人每月240元: what one person gets is the same for the others, and who they are a rule may know.
      || (share == .whole || share == .other) && !["人", "名"].contains(figure.unit.written)
        && ["其余", "剩余", "余下"].contains { clause.contains($0) }
      // 16个镇街277个村
      || figure.unit.written == "个" && ["镇", "街道", "乡镇"].contains { behind.hasPrefix($0) }
      || figure.unit.kind == .money && ["省级", "中央", "县级财政", "县级配套", "福彩", "残疾人"].contains { clause.contains($0) }
      || months == nil && Self.isOfAnotherTime(around, policy, knowsPart: rate != nil)
  }

  /// The year's average, unless a figure is a year of one of the rates: 提高至每人每年3600元.
  private static func average(of figure: Figure, _ policy: Policy) -> Quantity? {
    guard policy.singleRate == nil, policy.rules.allSatisfy({ $0.counties.isEmpty }),
      !policy.rules.contains(where: { figure.base == Ratio($0.rate.fen * Int64(policy.months)) })
    else { return nil }
    return (try? Ratio(policy.fullAmount.fen, over: Int64(policy.months))).map { Quantity($0, .money) }
  }

  /// 减少支出29.664万元: by how much.
  private static func isChange(_ near: Substring) -> Bool {
    let thing = ["支出", "开支", "资金", "补贴", "发放", "拨付", "经费", "财政支出", "补贴资金"].first { near.hasSuffix($0) }
    guard let thing else { return false }
    let before = near.dropLast(thing.count)
    return ["减少", "节约", "节省", "压减", "核减", "少", "增加", "多"].contains {
      before.hasSuffix($0) || before.hasSuffix($0 + "了")
    }
  }

  /// 由200元提高至240元: the first is what was.
  private static func isFormer(_ before: String, _ behind: String) -> Bool {
    let words = ["提高", "提升", "调整", "增加", "上调", "增长", "上升", "下调", "降低", "减少", "调减", "调增", "压减", "增", "调", "提", "降"]
    let rest = behind.drop { "每人月/年,".contains($0) }
    let goesOn = words.contains { word in
      rest.hasPrefix(word) && ["至", "到", "为"].contains { rest.dropFirst(word.count).hasPrefix($0) }
    }
    if ["原标准", "原补贴标准", "原补助标准", "调整前", "提标前", "原为"].contains(where: before.contains) { return true }
    return goesOn && ["由", "从", "原"].contains { before.suffix(16).contains($0) }
  }

  /// 每人每月补助240元，全年2880元: the year of the one who was spoken of just before.
  private static func isYearOfRate(_ before: String, _ sentence: String, _ clause: String) -> Bool {
    guard before.count <= 6, ["全年", "每年", "一年", "年补"].contains(where: before.contains),
      !["共", "合计", "总"].contains(where: before.contains)
    else { return false }
    let former = sentence.dropLast(clause.count).split(whereSeparator: { ",;".contains($0) }).last ?? ""
    return ["每人", "每名", "每位", "人均", "/人"].contains { former.contains($0) }
  }

  private static func share(_ before: String, _ behind: String, isRate: Bool) -> Share {
    let persons = ["每人", "人均", "每名", "每位", "每个成员"]
    if ["每村", "每个村", "村均", "每个行政村"].contains(where: before.contains) { return .other }
    // 831人×240元×12个月
    if before.hasSuffix("×") || behind.hasPrefix("×") { return .person }
    let isPerson = persons.contains(where: before.contains)
    let years = ["每人每年", "每年每人", "人每年", "/人·年", "/人年", "/年·人", "每人全年"]
    if years.contains(where: behind.hasPrefix) { return .year }
    if isRate { return .month }
    guard isPerson else { return .whole }
    // The nearest word of time is the amount's.
    let words = [("月", Share.month), ("每年", .year), ("全年", .year), ("一年", .year), ("年均", .year)]
    let text = Array(before)
    let nearest = words.compactMap { word, share in
      text.positions(of: ClaimRules.Word(word)).last.map { (share: share, place: $0) }
    }.max { $0.place < $1.place }
    return nearest?.share ?? (before.contains("平均") ? .other : .person)
  }

  private static let year = ClaimRules.Word("年")
  private enum Time { case other, part, period }
  private static let words: [(ClaimRules.Word, Time)] =
    ["上年", "去年", "前年", "上一年"].map { (ClaimRules.Word($0), .other) }
    + ["上半年", "下半年", "季度"].map { (ClaimRules.Word($0), .part) }
    + ["本年", "今年", "全年", "当年"].map { (ClaimRules.Word($0), .period) }

  /// 2020年核发1800人, 上年村数280个, 上半年拨付267.696万元: the last word of time in the clause, or one that is a clause of its own.
  /// A part of the year is none for a rate that is known of it.
  private static func isOfAnotherTime(_ around: Surroundings, _ policy: Policy, knowsPart: Bool) -> Bool {
    let (clause, sentence) = (around.clause, around.sentence)
    var text = clause
    if sentence.count > clause.count,
      let former = sentence.dropLast(clause.count).split(whereSeparator: { ",;".contains($0) }).last, former.count <= 8
    {
      text = former + text
    }
    guard policy.months == 12 else { return false }
    // 2020年三市共有655个村，发放1870人: the year that opens a sentence, where no other is named in it.
    let part = Array(sentence.split(separator: ";").last ?? "")
    if part.count > 5, part[4] == "年", let year = Int(String(part[..<4])),
      !(policy.from.year...policy.until.year).contains(year),
      !part[5...].contains("年")
    {
      return true
    }
    let characters = Array(text)
    var last: (place: Int, time: Time) = (-1, .period)
    for (word, time) in words {
      if let place = characters.positions(of: word).last, place > last.place { last = (place, time) }
    }
    // 2020年: a year that is written out.
    if let place = characters.positions(of: year).last(where: {
      $0 >= 4 && characters[$0 - 4..<$0].allSatisfy(\.isNumber)
    }),
      place > last.place, let year = Int(String(characters[place - 4..<place]))
    {
      return !(policy.from.year...policy.until.year).contains(year)
    }
    return last.time == .other || last.time == .part && !knowsPart
  }
}

extension ClaimRules.Rule {
  /// Whether the rule is about figures of this unit.
  func takes(_ figure: Figure, _ share: FigureSense.Share) -> Bool {
    if share == .month { return units.contains("rate") }
    if share == .year { return units.contains("year rate") }
    if share == .person { return units.contains("rate") || units.contains("year rate") }
    if figure.listed != nil { return units.contains("list") }
    switch figure.unit.kind {
    case .money: return units.contains(figure.unit.isRate ? "rate" : "money")
    case .percent: return units.contains("percent")
    case .count, .none:
      return units.contains(figure.unit.written)
        || units.contains(String(figure.unit.written.drop { "百千万亿".contains($0) }))
    }
  }
}
