import Domain

/// Names that are near to one which the register does not know: proposed with their likeness, and never taken.
extension Gazetteer {
  /// Villages whose names are near to an unknown one, with their likeness, best first.
  func near(_ name: String, town: Int?) -> [(village: Int, score: Double)] {
    let base = Self.base(name)
    let range = town.map { register.towns[$0].villages } ?? register.counties[county].villages
    return range.filter { register.villages[$0].kind == .village }
      .map { ($0, Self.likeness(base, Self.base(Self.folded(register.villages[$0].name)))) }
      .filter { $0.1 >= 0.5 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .prefix(3).map { (village: $0.0, score: $0.1) }
  }

  /// The one village that a name is near to: one character in two alike is no ground to say what should stand there.
  static func certain(_ near: [(village: Int, score: Double)]) -> Int? {
    guard let first = near.first, first.score >= 0.6, near.dropFirst().allSatisfy({ $0.score < first.score }) else {
      return nil
    }
    return first.village
  }

  /// Towns whose names are near to an unknown one, with their likeness, best first.
  func nearTowns(_ name: String) -> [(town: Int, score: Double)] {
    let base = Self.townBase(name)
    return register.counties[county].towns
      .map { ($0, Self.likeness(base, Self.townBase(Self.folded(register.towns[$0].name)))) }
      .filter { $0.1 >= 0.5 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .prefix(3).map { (town: $0.0, score: $0.1) }
  }

  private static func townBase(_ name: String) -> String {
    let suffix = ["街道办事处", "街道办", "街道", "镇人民政府", "镇政府", "镇", "乡"].first { ends(name, with: $0) }
    return suffix.map { String(name.dropLast($0.count)) } ?? name
  }

  /// A name without its suffix of kind.
  static func base(_ name: String) -> String {
    let suffix = (communitySuffixes + villageSuffixes).first { ends(name, with: $0) }
    return suffix.map { String(name.dropLast($0.count)) } ?? name
  }

  /// 1 for equal names, less by every character that differs.
  private static func likeness(_ a: String, _ b: String) -> Double {
    let (a, b) = (Array(a), Array(b))
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1)))
      }
      previous = current
    }
    return 1 - Double(previous[b.count]) / Double(max(a.count, b.count, 1))
  }
}
