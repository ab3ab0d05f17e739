/// A figure with what it is about.
struct ReportFigure {
  var figure: Figure
  var paragraph: Int
  /// The rules that may name it, the likeliest first; several only where their words stand far away.
  var rules: [ClaimRules.Rule]
  var subject: FigureSubject
  /// Whether counties are named around it, one by one or as 三市.
  var namesCounties: Bool
  /// Whether it may be a part of what its rule names, so that falling short of it is no error.
  var isDoubtful: Bool
  /// Whether a county stands directly before it and its word directly behind: 台山市有行政村277个 and the like.
  var isNamed: Bool
  /// Whether only a word that several kinds of figures have beside them tells its rule.
  var isLoose: Bool
  /// The months that an amount is of, where these are a part of the year.
  var months: Int?
  /// Whether it is of a part of the year, or as of a day within it.
  var isOfPart: Bool
  /// What the policy's rate is for it, where that changed within the year.
  var rate: Quantity?

  var rule: ClaimRules.Rule? { rules.first }
}

/// A report with its figures tied to rules.
public struct Report: Sendable {
  let rules: ClaimRules
  /// What its figures are held against; of a report that is only read, the names alone.
  var facts: Facts
  let paragraphs: [MarkedParagraph]
  private(set) var figures: [ReportFigure] = []
  /// The fund that the title names, if it is another.
  let otherFund: (name: String, line: Int)?

  /// Reads a report; which figure is of what needs the names of the counties and lines, and none of their figures.
  public init(_ text: String, rules: ClaimRules, facts: Facts) {
    self.rules = rules
    self.facts = facts
    var paragraphs = ReportText(text).paragraphs.map { MarkedParagraph($0) }
    let names = PersonNames(paragraphs).names
    for index in paragraphs.indices { paragraphs[index].mask(names: names) }
    self.paragraphs = paragraphs
    otherFund = Self.otherFund(paragraphs, rules: rules, facts: facts)
    let finder = SubjectFinder(facts: facts, rules: rules)
    var heading: [Character] = []
    var isTableOfCounties = false
    for (index, paragraph) in paragraphs.enumerated() {
      if paragraph.paragraph.isHeading { heading = paragraph.plainText }
      if paragraph.paragraph.cells.isEmpty {
        isTableOfCounties = false
      } else if finder.startsWithCounty(paragraph) {
        isTableOfCounties = true
      }
      for figure in paragraph.figures {
        let around = Surroundings(figure, in: paragraph, heading: heading)
        var subject = finder.subject(of: figure, around, in: paragraph, under: heading)
        // What the heading says of the fund is not said of a table's sum of counties.
        if isTableOfCounties, subject.money == .fund, !subject.isMoneyNamedNear { subject.money = .unnamed }
        let sense = FigureSense(figure, around, policy: facts.policy)
        let ranked = ranked(figure, around, subject, sense)
        let isLoose = ranked.first?.isLoose ?? false
        let isFar = ranked.first.map { $0.level >= TextLevel.sentence.rawValue } ?? false || isLoose
        figures.append(
          ReportFigure(
            figure: figure, paragraph: index, rules: (isFar ? ranked : Array(ranked.prefix(1))).map(\.rule),
            subject: subject, namesCounties: isTableOfCounties || finder.namesCounties(around),
            isDoubtful: isDoubtful(ranked.first, subject, around, sense.share),
            isNamed: ranked.first.map { isNamed($0.rule, around) } ?? false, isLoose: isLoose,
            months: sense.months, isOfPart: sense.isOfPart, rate: sense.rate))
      }
    }
  }

  private typealias Hit = (rule: ClaimRules.Rule, level: Int, isLoose: Bool, distance: Int, length: Int)

  /// Within one level, whatever is said of one kind of figure alone comes before what is said of several.
  private func isNearer(_ a: Hit, _ b: Hit) -> Bool {
    (a.level, a.isLoose ? 1 : 0, a.distance, a.length) < (b.level, b.isLoose ? 1 : 0, b.distance, b.length)
  }

  /// The rules whose words stand around a figure, the nearest first.
  private func ranked(
    _ figure: Figure, _ around: Surroundings, _ subject: FigureSubject, _ sense: FigureSense
  ) -> [Hit] {
    // 少103人, 增长5%: a change is no amount of what changes; nor is another year's figure one of this year.
    guard !sense.isOfSomethingElse, sense.share != .other, otherFund == nil else { return [] }
    let near = codes(around.text(.near, isBefore: true) + ["|"] + around.text(.near, isBefore: false))
    var hits: [Hit] = []
    for rule in rules.rules where rule.takes(figure, sense.share) && !rule.never.contains(where: { near.contains($0) })
    {
      if let line = rule.onlyLine, case .line(let named, _) = subject.money, named != line { continue }
      if let line = rule.onlyLine, case .lines(let named, _) = subject.money, !named.contains(line) { continue }
      if !rule.needs.isEmpty,
        !rule.needs.contains(where: { need in around.windows.contains { $0.codes.contains(need) } })
      {
        continue
      }
      var best: Hit?
      for word in rule.words {
        guard let found = around.distance(to: word, within: rule.reach.level) else { continue }
        // A longer word says more than a shorter one that ends in the same place.
        let isLoose = word.isLoose || sense.share == .person
        let hit: Hit = (rule, found.level.rawValue, isLoose, found.distance, -word.count)
        if best.map({ isNearer(hit, $0) }) ?? true { best = hit }
      }
      // What one person gets needs no word more.
      if best == nil, rule.isDefault || rule.words.isEmpty || [.month, .year, .person].contains(sense.share) {
        best = (rule, Int.max, sense.share == .person, 0, 0)
      }
      if let best { hits.append(best) }
    }
    // The file's order decides between equals.
    return hits.enumerated().sorted {
      isNearer($0.element, $1.element) || !isNearer($1.element, $0.element) && $0.offset < $1.offset
    }.map(\.element)
  }

  /// Whether nothing but 有 and the like stands between a county's name, the rule's word and the figure.
  private func isNamed(_ rule: ClaimRules.Rule, _ around: Surroundings) -> Bool {
    var before = around.text(.near, isBefore: true)
    let behind = around.text(.near, isBefore: false)
    func drop(_ words: [[Character]]) {
      while let word = words.first(where: {
        !$0.isEmpty && before.count >= $0.count && Array(before.suffix($0.count)) == $0
      }) {
        before.removeLast(word.count)
      }
    }
    let words = rule.words.map { word in word.codes.compactMap(Unicode.Scalar.init).map(Character.init) }
      .sorted { $0.count > $1.count }
    let isBehind = words.contains { behind.starts(with: $0) }
    let length = before.count
    drop(words + ["有", "共", "现", "下", "辖", "设", ":", "为"].map { [Character($0)] })
    guard isBehind || before.count < length else { return false }
    let names = facts.counties.flatMap { [$0.name, String($0.name.dropLast())] }
    return names.contains { $0.count > 1 && String(before).hasSuffix($0) }
  }

  /// What money is spent on, piece by piece.
  private static let purchaseWords = ["购买", "购置", "采购", "委托", "合同", "平均", "每场", "奖励", "个别"].map { ClaimRules.Word($0) }
  /// What begins the parts of something.
  private static let partWords = ["其中", "用于", "部分", "有的", "另有"].map { ClaimRules.Word($0) }

  /// A smaller figure after 其中 or 用于 is a part, unless its own phrase names whose it is; so is one of a rule that wants to be sure.
  private func isDoubtful(
    _ hit: Hit?, _ subject: FigureSubject, _ around: Surroundings, _ share: FigureSense.Share
  ) -> Bool {
    guard let hit, !hit.rule.units.contains("percent") else { return false }
    if !hit.rule.sure.isEmpty, !around.isWhole,
      !hit.rule.sure.contains(where: { word in around.distance(to: word, within: .sentence) != nil })
    {
      return true
    }
    if case .county(_, false) = subject.whereabouts { return false }
    if case .counties(_, false) = subject.whereabouts { return false }
    // 每村3人(主任1人、委员2人): what only words outside the brackets tell is a part.
    if around.isBracketed, !hit.isLoose, hit.level > TextLevel.phrase.rawValue { return true }
    // No word tells what it is, and no name whose: 投入20万元添置设备.
    if hit.level == Int.max, [.whole, .other].contains(share), subject.whereabouts == .everywhere,
      !subject.isMoneyNamedNear, !around.isWhole
    {
      return true
    }
    if subject.money == .several { return true }
    if case .lines = subject.money, !subject.isMoneyNamedNear, hit.rule.byLine != nil { return true }
    let clause = codes(around.text(.clause, isBefore: true))
    if Self.purchaseWords.contains(where: { clause.contains($0) }) { return true }
    let isNear = hit.level <= TextLevel.phrase.rawValue
    if isNear, hit.rule.byLine == nil || subject.isMoneyNamedNear { return false }
    // (三)用于…，2021年下达20万元 opens a paragraph; only what was said just before makes a part.
    let recent = codes(around.text(.sentence, isBefore: true).suffix(30))
    return (Self.partWords + Self.purchaseWords).contains { recent.contains($0) }
  }
}
