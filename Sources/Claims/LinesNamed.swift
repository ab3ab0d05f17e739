/// Budget lines that a text names together.
extension SubjectFinder {
  /// 安排补贴、公开两项资金18.84万元: the lines named last in what stands before a figure, where they are several.
  func lastLines(in text: [Character]) -> LineGroup? {
    let places = linePlaces(in: text)
    guard let last = places.last else { return nil }
    var first = last
    var found = [last.name]
    for place in places.dropLast().reversed() {
      guard areJoined(place, first, in: text) else { break }
      first = place
      if !found.contains(place.name) { found.append(place.name) }
    }
    let rest = Self.withoutFillers(text[last.range.upperBound...])
    let isFollowed = rest.count < text.count - last.range.upperBound || rest.first?.isNumber == true
    return group(found, isPlain: isFollowed && (rest.isEmpty || rest.first?.isNumber == true))
  }

  /// 18.84万元用于补贴和公开: the lines named first in what stands behind a figure, where they are several.
  func firstLines(in text: [Character]) -> LineGroup? {
    let places = linePlaces(in: text)
    guard let first = places.first else { return nil }
    var last = first
    var found = [first.name]
    for place in places.dropFirst() {
      guard areJoined(last, place, in: text) else { break }
      last = place
      if !found.contains(place.name) { found.append(place.name) }
    }
    return group(found, isPlain: Self.withoutFillers(text[last.range.upperBound...]).isEmpty)
  }

  private func group(_ found: [String], isPlain: Bool) -> LineGroup? {
    guard found.count > 1, !found.contains("") else { return nil }
    return LineGroup(lines: lines.map(\.name).filter(found.contains), isPlain: isPlain)
  }

  /// Where a text names lines, or the fund (""), in its order; of names that overlap the longest.
  private func linePlaces(in text: [Character]) -> [NameSearch.Place] {
    var found = moneyNames.places(in: codes(text))
    found.sort { ($1.range.count, $0.range.lowerBound) < ($0.range.count, $1.range.lowerBound) }
    var kept: [NameSearch.Place] = []
    for place in found where !kept.contains(where: { $0.range.overlaps(place.range) }) { kept.append(place) }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static let joints: Set<String> = ["、", "和", "与", "及", "以及", "、和"]
  /// What a line's name may have behind it.
  private static let titles = ["资金", "经费", "专项", "补贴", "补助", "项目", "科目", "工作"]
  /// What says no more of an amount than that it is of the lines named before it.
  private static let fillers =
    titles + ["两项", "二项", "三项", "四项", "五项", "六项", "共计", "合计", "总计", "总额", "支出", "预算", "下达", "安排", "拨付", "到位"]
    + ["实际", "使用", "共", "已", "为", "计"]

  private func areJoined(_ a: NameSearch.Place, _ b: NameSearch.Place, in text: [Character]) -> Bool {
    guard a.range.upperBound <= b.range.lowerBound else { return false }
    let between = String(text[a.range.upperBound..<b.range.lowerBound])
    return Self.joints.contains(between)
      || Self.titles.contains { between.hasPrefix($0) && Self.joints.contains(String(between.dropFirst($0.count))) }
  }

  private static func withoutFillers(_ text: ArraySlice<Character>) -> ArraySlice<Character> {
    var rest = text
    while let word = fillers.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(word.count) }
    return rest
  }
}
