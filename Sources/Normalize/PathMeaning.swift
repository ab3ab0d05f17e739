import Domain

/// What the words above a column say together: a group says what kind of thing all of its columns are of.
extension TableFinder {
  /// What a column means by its own word and the groups that it stands below, and how surely.
  func meaning(_ path: [String]) -> (field: Field, sureness: Vocabulary.Sureness)? {
    if path.count > 1, path.joined().count <= 12, let found = vocabulary.meaning(path.joined()), found.sureness == .name
    {
      return found
    }
    // 合计›人 and 合计›元 sum up months that have the same two words below them.
    if path.count > 1, let figure = ["人": "人数", "元": "金额"][Text.headerWords(path[path.count - 1])],
      ["合计", "小计", "总计", "共计", "全年合计", "全年"].contains(Text.headerWords(path[path.count - 2]))
    {
      return meaning(path.dropLast() + [figure])
    }
    // 补贴金额›元 is as sure as 补贴金额.
    if path.count > 1, ["元", "万元", "千元"].contains(Text.squeezed(path[path.count - 1])),
      let own = vocabulary.meaning(path[path.count - 2]), own.sureness == .name, own.field == .amount
    {
      return own
    }
    // 金额›应发›(元): the unit below says nothing of what is due.
    if path.count > 2, let last = path.last.map(Text.squeezed), last.hasPrefix("("), last.hasSuffix(")"),
      let own = vocabulary.meaning(path[path.count - 2]), own.sureness == .name, own.field == .due
    {
      return meaning(path.dropLast())
    }
    if let last = path.last {
      switch Text.headerWords(last) {
      case "起": return (.start, .name)
      case "止": return (.end, .name)
      // 村党组织›任何职 is a post in the party.
      case "任何职", "何职":
        if path.dropLast().contains(where: { group in ["党", "两委", "其他"].contains(where: group.contains) }) {
          return nil
        }
      default: break
      }
      // 人数 over 应配, 兼任 and 实发 makes heads of all three.
      for (group, other) in [("人数", "金额"), ("金额", "人数")]
      where path.dropLast().contains(where: {
        Text.headerWords($0).hasSuffix(group) && !Text.headerWords($0).contains(other)
      }) {
        if let found = vocabulary.meaning(Text.headerWords(last) + group),
          found.sureness != .loose || found.field == .concurrent
        {
          return found
        }
      }
      // 人数›小计 counts heads, whatever 小计 says elsewhere; 兼任人数›小计 those who are not paid again.
      if ["小计", "计", "合计", "总计", "共计"].contains(Text.headerWords(last)),
        let group = path.dropLast().last(where: {
          Text.headerWords($0).hasSuffix("人数") || Text.headerWords($0).hasSuffix("员数")
        })
      {
        let field = vocabulary.field(group)
        let isOfHeads = field.map { [.concurrent, .listed, .quota].contains($0) } ?? false
        return (isOfHeads ? field ?? .eligible : .eligible, .telling)
      }
      if let found = vocabulary.meaning(last) ?? vocabulary.unit(last, below: path.dropLast().last) { return found }
    }
    // A group's word says less of each of its columns than the column's own would.
    return path.dropLast().reversed().lazy.compactMap { vocabulary.meaning($0) }.first.map { ($0.field, .loose) }
  }
}
