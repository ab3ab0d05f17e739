/// Figures in Chinese numerals, and the numerals that are a way of speaking.
extension FigureScanner {
  // Things of which 一 or 三 is a way of speaking: they are counted nowhere.
  private static let figurative = ["方面", "环节", "重点", "问题", "阶段", "行动", "意识", "维护", "自信", "代表", "确保", "坚持", "原则"]

  mutating func numeral() {
    let start = position
    let isPercent = text[start...].starts(with: "百分之")
    var end = isPercent ? start + 3 : start
    let digits = end
    while let next = self[end],
      ChineseNumeral.contains(next) || (next == "点" && end > digits)
        || ("万亿".contains(next) && self[end + 1].map(ChineseNumeral.contains) == true)
    {
      end += 1
    }
    position = max(end, start + 1)
    guard end > digits else { return }
    while self[end - 1] == "点" { end -= 1 }
    guard let number = ChineseNumeral.read(text[digits..<end]) else { return }
    let isMore = self[end].map { "多余".contains($0) } ?? false
    let unit = isPercent ? (unit: FigureUnit.read("%"), length: 0) : FigureUnit.read(text[(isMore ? end + 1 : end)...])
    // “十四五”, “双百工程”, “五化” are names: a numeral without a unit, or inside quotes, states nothing.
    guard isPercent || unit.length > 0, !isQuoted(start), behindSpaces(start) != "第" else { return }
    if ["年", "月", "次", "步", "类", "种", "届", "轮", "分", "组", "班", "期", "面", "支", "周", "所", "间", "位", "本", "条", "级"]
      .contains(
        unit.unit.written)
    {
      guard unit.unit.written == "级", let listed = listedLevels(start), listed > 1 else { return }
      append(digits: digits..<end, value: number.value, places: 0, scale: 0, upper: nil, listed: listed)
      return
    }
    let behind = String(text[min(text.count, end + unit.length)...].prefix(2))
    if Self.figurative.contains(behind) { return }
    if number.value <= 1, end - digits == 1, !isPercent {
      // 每一个, 同一个, 是一个…: the indefinite article.
      guard ["个", "名", "人", "处", "块", "座", "台", "套"].contains(unit.unit.written),
        !"每任同某哪这那是为另有成唯之按在从以对把用就作由".contains(self[start - 1] ?? "。"),
        behind.first.map({ !"村镇县市人社".contains($0) }) ?? true
      else { return }
    }
    append(
      digits: digits..<end, value: number.value, places: number.places, scale: number.places, upper: nil,
      isPercent: isPercent)
  }

  private func isQuoted(_ index: Int) -> Bool {
    // No name in quotes is longer than this.
    text[max(0, index - 200)..<index].count { $0 == "\"" } % 2 == 1
  }

  /// 市县镇三级: how many levels stand before the numeral.
  private func listedLevels(_ start: Int) -> Int? {
    var count = 0
    var index = start - 1
    while let character = self[index], "省市县区镇乡村、".contains(character) {
      if character != "、" { count += 1 }
      index -= 1
    }
    return count > 0 ? count : nil
  }
}
