/// Counties and towns that a text names, one by one or some of them together.
extension SubjectFinder {
  /// Words for all counties.
  static let places = ["三市", "全市", "各县", "各市", "三县", "三地"].map { ClaimRules.Word($0) }

  private static let joints: Set<String> = ["、", "和", "与", "及", "以及", "市、", "市和", "市与", "市及", "、和"]

  /// The counties that a text names last, side by side: 台山、开平; with where the last of them begins.
  func lastGroup(in text: [Character]) -> (codes: [String], position: Int)? {
    let places = places(in: text)
    guard var first = places.last else { return nil }
    var found = [first.code]
    for place in places.dropLast().reversed() {
      guard place.range.upperBound <= first.range.lowerBound,
        Self.joints.contains(String(text[place.range.upperBound..<first.range.lowerBound]))
      else { break }
      first = place
      if !found.contains(place.code) { found.append(place.code) }
    }
    let ordered = counties.map(\.code).filter(found.contains)
    return (ordered, places.last?.range.lowerBound ?? 0)
  }

  /// Where a text names counties, in its order; of names that begin in one place the longest.
  private func places(in text: [Character]) -> [(code: String, range: Range<Int>)] {
    var found: [Int: (code: String, range: Range<Int>)] = [:]
    for place in countyNames.places(in: codes(text))
    where found[place.range.lowerBound].map({ $0.range.count < place.range.count }) ?? true {
      found[place.range.lowerBound] = (place.name, place.range)
    }
    return found.values.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// 除恩平外，其余两市83人, 台山以外的两市: the counties that are not left out, where nothing behind it names another.
  func others(in text: [Character]) -> FigureSubject.Whereabouts? {
    guard let group = lastGroup(in: text), group.codes.count < counties.count,
      let last = places(in: text).last
    else { return nil }
    let behindName = codes(Array(text[last.range.upperBound...]))
    let behind = String(text[last.range.upperBound...].drop { $0 == "市" || $0 == "县" }.prefix(2))
    let before = String(text[..<last.range.lowerBound].suffix(12))
    let isLeftOut =
      behind.hasPrefix("以外") || behind.hasPrefix("之外")
      || behind.hasPrefix("外") && ["除", "除了"].contains { before.contains($0) }
    guard isLeftOut, !Self.places.contains(where: { behindName.contains($0) }) else {
      return nil
    }
    let rest = counties.map(\.code).filter { !group.codes.contains($0) }
    return rest.count == 1 ? .county(code: rest[0], isCarried: false) : .counties(rest, isCarried: false)
  }

  /// 应有72人，其中北岭县4人兼任，实际核发69人: the county is a part of what the sentence began with, and of another clause.
  func isAfterParts(_ whereabouts: FigureSubject.Whereabouts, _ around: Surroundings) -> Bool {
    switch whereabouts {
    case .county(_, true), .counties(_, true): break
    default: return false
    }
    guard lastGroup(in: around.text(.clause, isBefore: true)) == nil else { return false }
    let recent = around.text(.sentence, isBefore: true).split(separator: ";").last.map(Array.init) ?? []
    guard let parts = recent.positions(of: Self.parts).last, recent[..<parts].contains(where: \.isNumber) else {
      return false
    }
    return lastGroup(in: Array(recent[parts...])) != nil
  }

  private static let parts = ClaimRules.Word("其中")

  /// A town below a county, where no county is named behind it: what is said of it is no county's figure.
  func town(in text: [Character]) -> (name: String, position: Int)? {
    guard !towns.isEmpty, text.contains(where: { "镇道乡".contains($0) }) else { return nil }
    let last = places(in: text).last?.range.upperBound ?? -1
    let text = codes(text)
    for town in towns {
      guard let position = text.last(of: town), position >= last else { continue }
      return (String(String.UnicodeScalarView(town.codes.compactMap(Unicode.Scalar.init))), position)
    }
    return nil
  }
}
