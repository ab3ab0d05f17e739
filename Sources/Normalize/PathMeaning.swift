import Domain

/// What the words above a column say together: a group says what kind of thing all of its columns are of.
extension TableFinder {
  /// Whether a group is of heads and of nothing else.
  private static func headsAlone(_ group: String) -> Bool {
    let words = Text.headerWords(group)
    return ["人数", "员数", "员额"].contains(where: words.hasSuffix)
      && !["金额", "资金", "补贴情况", "款", "月"].contains(where: words.contains)
  }

  /// What a column means by its own word and the groups that it stands below, and how surely.
  func meaning(_ path: [String]) -> (field: Field, sureness: Vocabulary.Sureness)? {
    if path.count > 1, path.joined().count <= 12, let found = vocabulary.meaning(path.joined()), found.sureness == .name
    {
      return found
    }
    if let last = path.last {
      switch Text.headerWords(last) {
      case "起": return (.start, .name)
      case "止": return (.end, .name)
      default: break
      }
      // 人数 over 应配, 兼任 and 实发 makes heads of all three.
      for (group, other) in [("人数", "金额"), ("金额", "人数")]
      where path.dropLast().contains(where: {
        Text.headerWords($0).hasSuffix(group) && !Text.headerWords($0).contains(other)
      }) {
        if let found = vocabulary.meaning(Text.headerWords(last) + group), found.sureness != .loose { return found }
      }
      if path.dropLast().contains(where: Self.headsAlone) {
        // 监委会成员人数›发放数: whatever it is called, it counts persons.
        let words = Text.headerWords(last)
        if words.hasSuffix("数"), let found = vocabulary.meaning(words.dropLast() + "人数"), found.sureness != .loose {
          return found
        }
        switch vocabulary.field(last) {
        case .amount, .due: return (.eligible, .telling)
        case .deduction: return (.concurrent, .telling)
        case .rate, .backPay: return nil
        default: break
        }
      }
      // 人数›小计 counts heads, whatever 小计 says elsewhere; 兼任人数›小计 those who are not paid again.
      if ["小计", "计", "合计"].contains(Text.headerWords(last)),
        let group = path.dropLast().last(where: {
          Text.headerWords($0).hasSuffix("人数") || Text.headerWords($0).hasSuffix("员数")
        })
      {
        let field = vocabulary.field(group)
        let isOfHeads = field.map { [.concurrent, .listed, .quota].contains($0) } ?? false
        return (isOfHeads ? field ?? .eligible : .eligible, .telling)
      }
      if let found = vocabulary.meaning(last) { return found }
    }
    // A group's word says less of each of its columns than the column's own would.
    return path.dropLast().reversed().lazy.compactMap { vocabulary.meaning($0) }.first.map { ($0.field, .loose) }
  }
}
