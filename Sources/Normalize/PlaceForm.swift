/// How towns and villages are called, and what ends as their names do without being one: 各镇, 贫困村.
enum PlaceForm {
  /// Whether a name without number and count is a town's by its form.
  static func isTown(_ name: String) -> Bool {
    isName(name, ["街道办事处", "街道办", "街道", "镇人民政府", "镇政府", "镇", "乡"], besides: groupsOfTowns)
  }

  /// How a town's name ends, in bytes: 镇, 乡, 街道, 街道办, 街道办事处, 镇政府.
  static let townMarks = Set(["镇", "乡", "道", "办", "处", "府"].map { Array($0.utf8) })

  /// Whether a name without number and count is a village's or a community's by its form.
  static func isVillage(_ name: String) -> Bool {
    isName(name, ["村民委员会", "村委会", "居民委员会", "居委会", "社区", "村"], besides: groupsOfVillages)
  }

  private static func isName(_ name: String, _ suffixes: [String], besides groups: Set<String>) -> Bool {
    guard name.count <= 12, let suffix = suffixes.first(where: name.hasSuffix) else { return false }
    let own = name.dropLast(suffix.count)
    return !own.isEmpty && !groups.contains(String(own))
      && !own.contains { $0.isASCII || $0.isPunctuation || $0.isWhitespace || $0 == "个" }
      && !["支部", "总支", "党委", "监委", "两委"].contains(where: own.contains)
      && !["续", "接", "各", "以上", "以下", "上述", "其他", "其它", "其余", "所有", "合并"].contains(where: own.hasPrefix)
  }

  private static let groups: Set<String> = [
    "各", "全", "本", "该", "每", "外", "城", "农", "城区", "农村", "城市", "山区", "沿海", "中心", "重点", "一般", "示范", "试点", "建制", "非建制",
    "涉农",
  ]
  private static let groupsOfTowns = groups.union(["乡", "本乡", "该乡", "全乡", "镇", "村", "街", "城乡", "家", "各乡", "各街道", "集"])
  private static let groupsOfVillages = groups.union([
    "行政", "自然", "贫困", "非贫困", "脱贫", "非脱贫", "帮扶", "居民", "城中", "城郊", "移民", "先进", "后进", "软弱涣散", "红色", "薄弱", "经济薄弱",
    "集体经济薄弱", "乡",
    "镇", "村", "街", "省级", "市级", "县级", "三类", "二类", "一类", "撤并", "非", "新型农村", "村改居", "大", "小",
  ])
}
