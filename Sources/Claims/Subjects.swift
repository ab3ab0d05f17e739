/// Finds names of counties, other places and budget lines in a text.
struct SubjectFinder {
  /// Lines side by side; `isPlain` where nothing but 资金, 两项 and the like stands between them and an amount, so that it is theirs.
  struct LineGroup {
    var lines: [String]
    var isPlain: Bool
  }

  let counties: [(code: String, names: [ClaimRules.Word])]
  let lines: [(name: String, words: [ClaimRules.Word])]
  let towns: [ClaimRules.Word]
  /// The counties' codes by their names.
  let countyNames: NameSearch
  /// The lines by their words.
  let lineNames: NameSearch
  /// The same, and "" by the words for the fund.
  let moneyNames: NameSearch
  private static let wholes = ["共计", "合计", "总计", "总共", "一共", "共有", "三市", "全市", "各县", "各市", "三县", "三地"].map {
    ClaimRules.Word($0)
  }

  init(facts: Facts, rules: ClaimRules) {
    counties = facts.counties.map { county in
      var names = [county.name]
      if county.name.count >= 3, "市县区".contains(county.name.last ?? " ") {
        names.append(String(county.name.dropLast()))
      }
      return (county.code, names.map { ClaimRules.Word($0) })
    }
    countyNames = NameSearch(counties.flatMap { county in county.names.map { (county.code, $0) } })
    towns = facts.towns.map { ClaimRules.Word($0) }
    lines = facts.lines.map { name in
      (name, Self.words(of: name, more: rules.lineWords[name] ?? []).map { ClaimRules.Word($0) })
    }
    let words = lines.flatMap { line in line.words.map { (line.name, $0) } }
    lineNames = NameSearch(words)
    moneyNames = NameSearch(words + rules.fundWords.map { ("", ClaimRules.Word($0)) })
  }

  /// A line's name, the words that the claims file adds, and the name with one character lost, as a typist loses it.
  static func words(of line: String, more: [String]) -> [String] { [line] + more + misspelt(line) }

  /// A name with one of its inner characters left out, before 经费 and the like.
  static func misspelt(_ line: String) -> [String] {
    let characters = Array(plain(line))
    guard characters.count >= 5 else { return [] }
    return characters.indices.dropFirst().flatMap { index in
      var shorter = characters
      shorter.remove(at: index)
      return ["经费", "资金", "专项"].map { String(shorter) + $0 }
    }
  }

  func subject(
    of figure: Figure, _ around: Surroundings, in paragraph: MarkedParagraph, under heading: [Character]
  ) -> FigureSubject {
    var subject = FigureSubject()
    subject.whereabouts = whereabouts(figure, around, paragraph)
    if subject.whereabouts == .everywhere, paragraph.paragraph.cells.isEmpty,
      let code = opener(paragraph.plainText) ?? (paragraph.paragraph.isHeading ? nil : opener(heading)),
      !Self.several.contains(where: { around.text(.clause, isBefore: true).contains($0) })
    {
      subject.whereabouts = .county(code: code, isCarried: true)
    }
    subject.isAfterParts = isAfterParts(subject.whereabouts, around)
    (subject.money, subject.isMoneyNamedNear) = money(figure, around, paragraph)
    return subject
  }

  /// （一）台山市。全市277个村…: the county that is all of a paragraph's first sentence, or of the heading above, is its subject.
  private func opener(_ text: [Character]) -> String? {
    let name = Array(text.prefix(16).prefix { !"。:,;".contains($0) }.drop { "一二三四五六七八九十0123456789、.".contains($0) })
    return counties.first { county in
      county.names.contains { name.count == $0.count && name.contains($0) }
    }?.code
  }

  private static let several = ["三市", "三县", "各县", "各市", "三地", "两市", "江门"].map { ClaimRules.Word($0) }

  /// Whether a table's row begins with a county.
  func startsWithCounty(_ paragraph: MarkedParagraph) -> Bool {
    guard let cell = paragraph.paragraph.cells.first else { return false }
    let label = Array(plain(paragraph.paragraph.folded[cell]))
    return counties.contains { $0.names.contains { label.contains($0) } }
  }

  // MARK: Places

  private func whereabouts(
    _ figure: Figure, _ around: Surroundings, _ paragraph: MarkedParagraph
  ) -> FigureSubject.Whereabouts {
    if let code = respective(figure, names: countyNames, in: paragraph) { return .county(code: code, isCarried: false) }
    // 分别为831人、595人和433人, of which nobody has said whose: none of them is the whole.
    if isInRow(figure, paragraph) { return .outside("") }
    // 台山、开平、恩平共654个村: of all that are named since the last figure.
    // 台山、开平、恩平三市654个村: 三市 is what they are.
    // 台山、开平两市503个村 and 台山、开平两市核发1426人: of these two.
    let former = paragraph.figures.last { $0.range.upperBound <= figure.range.lowerBound }
    let start = former.flatMap { ["市", "县"].contains($0.unit.written) ? $0.range.lowerBound : nil }
    let since = paragraph.before(start ?? figure.range.lowerBound, until: .clause, stopsAtFigure: true)
    let recent = around.text(.sentence, isBefore: true).split(separator: ";").last.map(Array.init) ?? []
    if let rest = others(in: recent) { return rest }
    let named = Set(countyNames.places(in: codes(since)).map(\.name))
    if named.count > 1 {
      if named.count == counties.count { return .everywhere }
      guard let group = lastGroup(in: since), group.codes.count > 1 else { return .outside("") }
      return .counties(group.codes, isCarried: false)
    }
    for (level, isBefore) in [(TextLevel.near, true), (.phrase, true), (.near, false)] {
      let text = around.text(level, isBefore: isBefore)
      if isBefore, let town = town(in: text) { return .outside(town.name) }
      if isBefore, around.isWhole, level == .phrase { continue }
      if let code = nearest(countyNames, in: codes(text), isBefore: isBefore) {
        return .county(code: code, isCarried: false)
      }
      if let place = Self.outsidePlaces(String(text)).last, isKnown(place) == false { return .outside(place) }
    }
    guard !around.isWhole else { return .everywhere }
    for level in [TextLevel.clause, .sentence] {
      // What is said of all counties ends what is said of one; so does a semicolon.
      let text = around.text(level, isBefore: true)
      let recent = text.split(separator: ";").last.map(Array.init) ?? []
      if let town = town(in: recent),
        !Self.places.contains(where: { (recent.positions(of: $0).last ?? -1) > town.position })
      {
        return .outside(town.name)
      }
      guard let county = lastGroup(in: recent) else { continue }
      // 两市共有 is of the two.
      let ends = county.codes.count == 1 ? Self.wholes : Self.places
      let whole = ends.compactMap { recent.positions(of: $0).last }.max() ?? -1
      if whole > county.position || county.codes.count == counties.count { return .everywhere }
      return county.codes.count == 1
        ? .county(code: county.codes[0], isCarried: true) : .counties(county.codes, isCarried: true)
    }
    return .everywhere
  }

  private func isKnown(_ place: String) -> Bool {
    counties.contains { $0.names.contains { Array(place).contains($0) } }
  }

  /// 蓬江区白沙街, 鹤山市共和镇: a district with a town behind it, whichever they are.
  static func outsidePlaces(_ text: String) -> [String] {
    // 社区 and 小区 end in 区 and are no districts.
    text.matches(of: ReportPatterns.districtAndTown).compactMap { match in
      guard let last = match.1.last, !"社小城地园辖各校郊省级在、".contains(last) else { return nil }
      return String(match.1) + String(match.2)
    }
  }

  // MARK: Budget lines

  private func money(
    _ figure: Figure, _ around: Surroundings, _ paragraph: MarkedParagraph
  ) -> (FigureSubject.Purpose, isNear: Bool) {
    if let line = respective(figure, names: lineNames, in: paragraph) { return (.line(line, isCarried: false), true) }
    let isText = paragraph.paragraph.cells.isEmpty
    if around.isWhole, isText, lastLines(in: around.text(.clause, isBefore: true)) == nil {
      // 社区治理115万元、换届10万元，两项合计125万元: of none of them alone.
      let sentence = codes(around.text(.sentence, isBefore: true))
      let named = Set(lineNames.places(in: sentence).map(\.name))
      if named.count > 1, lineNames.last(in: codes(around.text(.near, isBefore: true))) == nil {
        return (.several, false)
      }
    }
    for window in around.windows {
      guard let name = nearest(moneyNames, in: window.codes, isBefore: window.isBefore) else { continue }
      if !window.isBefore, window.level > .phrase { continue }
      if name.isEmpty {
        // What the heading says of the fund is not said of a sum of counties.
        return window.level >= .paragraph && namesCounties(around)
          ? (.unnamed, false) : (.fund, window.level <= .phrase)
      }
      if isText, let group = together(name, window, around) {
        return (.lines(group.lines, orOne: group.isPlain ? nil : name), window.isBefore && window.level <= .phrase)
      }
      // 各项…，合计689.39: a whole may be of all lines before it.
      let isCarried = window.level >= .paragraph || (around.isWhole && window.level >= .sentence)
      return (.line(name, isCarried: isCarried), window.level <= .phrase)
    }
    return (.unnamed, false)
  }

  /// The lines of which a window's name is one, where they are named side by side: 、 parts the window and not the lines.
  private func together(_ name: String, _ window: Surroundings.Window, _ around: Surroundings) -> LineGroup? {
    let text = around.text(max(window.level, .clause), isBefore: window.isBefore)
    let group = window.isBefore ? lastLines(in: text) : firstLines(in: text)
    return group.flatMap { $0.lines.contains(name) ? $0 : nil }
  }

  /// Whether a figure's sentence speaks of the counties.
  func namesCounties(_ around: Surroundings) -> Bool {
    let words = counties.flatMap(\.names) + ["三市", "三县", "各县市", "三地"].map { ClaimRules.Word($0) }
    return words.contains { around.distance(to: $0, within: .sentence) != nil }
  }

  // MARK: Names

  /// The name that stands nearest to what a text ends or begins at.
  private func nearest(_ names: NameSearch, in text: [UInt32], isBefore: Bool) -> String? {
    isBefore ? names.last(in: text) : names.first(in: text)
  }

  private static let respectively = ClaimRules.Word("分别")

  /// Whether a figure is one of several of a kind that 分别 gives side by side.
  private func isInRow(_ figure: Figure, _ paragraph: MarkedParagraph) -> Bool {
    let sentence = paragraph.bounds(around: figure.range, of: .sentence)
    let head = Array(paragraph.paragraph.folded[sentence.lowerBound..<figure.range.lowerBound])
    guard let marker = head.positions(of: Self.respectively).last else { return false }
    let row = row(from: sentence.lowerBound + marker, of: figure, in: paragraph, sentence)
    return row.count > 1 && row.contains { $0.range == figure.range } && Set(row.map(\.unit)).count == 1
  }

  /// 台山、开平、恩平分别为277、226、151个: the names and the figures go by their order.
  private func respective(
    _ figure: Figure, names: NameSearch, in paragraph: MarkedParagraph
  ) -> String? {
    let text = paragraph.paragraph.folded
    let sentence = paragraph.bounds(around: figure.range, of: .sentence)
    let head = Array(text[sentence.lowerBound..<figure.range.lowerBound])
    let markers = head.positions(of: Self.respectively).map { sentence.lowerBound + $0 }
    guard let marker = markers.last else { return nil }
    func namedBefore(_ start: Int) -> [String] {
      let clause = text[paragraph.bounds(around: start..<start + 1, of: .clause).lowerBound..<start]
      var named: [String] = []
      for place in names.places(in: codes(plain(clause))) where !named.contains(place.name) { named.append(place.name) }
      return named
    }
    let row = row(from: marker, of: figure, in: paragraph, sentence)
    if let position = row.firstIndex(where: { $0.range == figure.range }) {
      let own = namedBefore(marker)
      if own.count == row.count { return own[position] }
      guard own.isEmpty else { return nil }
      // 三市分别有277、226、151个村。实领人数分别为831人、595人和433人: names that an earlier sentence gave by 分别.
      let earlier = Array(text[..<sentence.lowerBound]).positions(of: Self.respectively).map(namedBefore)
      if let given = earlier.last(where: { !$0.isEmpty }), given.count == row.count { return given[position] }
    }
    // 应有人数分别为831人、678人、453人, 实发831人、595人、433人: names that were given once go for the rows that follow.
    let later = rowAround(figure, in: paragraph, sentence)
    guard later.count > 1, let position = later.firstIndex(where: { $0.range == figure.range }),
      namedBefore(later[0].range.lowerBound).isEmpty,
      let carried = markers.lazy.map(namedBefore).last(where: { !$0.isEmpty }), carried.count == later.count
    else { return nil }
    return carried[position]
  }

  /// The figures from a place on that stand side by side.
  private func row(
    from start: Int, of figure: Figure, in paragraph: MarkedParagraph, _ sentence: Range<Int>
  ) -> [Figure] {
    var row: [Figure] = []
    for next in paragraph.figures where next.range.lowerBound >= start && next.range.upperBound <= sentence.upperBound {
      if let before = row.last, !areSideBySide(before, next, paragraph, commas: true) { break }
      row.append(next)
    }
    return row
  }

  /// The figures of one unit that stand side by side with a figure.
  private func rowAround(_ figure: Figure, in paragraph: MarkedParagraph, _ sentence: Range<Int>) -> [Figure] {
    let inside = paragraph.figures.filter { sentence.contains($0.range.lowerBound) }
    guard let position = inside.firstIndex(where: { $0.range == figure.range }) else { return [] }
    var (first, last) = (position, position)
    while first > 0, inside[first - 1].unit == figure.unit,
      areSideBySide(inside[first - 1], inside[first], paragraph, commas: false)
    {
      first -= 1
    }
    while last + 1 < inside.count, inside[last + 1].unit == figure.unit,
      areSideBySide(inside[last], inside[last + 1], paragraph, commas: false)
    {
      last += 1
    }
    return Array(inside[first...last])
  }

  private func areSideBySide(_ a: Figure, _ b: Figure, _ paragraph: MarkedParagraph, commas: Bool) -> Bool {
    let text = paragraph.paragraph.folded
    guard a.range.upperBound <= b.range.lowerBound else { return false }
    let between = String(text[a.range.upperBound..<b.range.lowerBound].filter { !$0.isWhitespace })
    return ["、", "和", "及", "与", "、和", "以及"].contains(between) || commas && between == ","
      || between.count <= 3 && between.hasSuffix("、")
  }
}
