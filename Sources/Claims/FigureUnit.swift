import Domain

/// What a figure counts, as written behind it: 万元, 个, 名, %.
struct FigureUnit: Hashable, Sendable {
  enum Kind: Sendable { case money, percent, count, none }

  /// As written: 万元, 人, %.
  var written: String
  var kind: Kind
  /// How many fen, or how many things, one unit is; of percent, one hundredth.
  var factor: Ratio
  /// Whether it is an amount a person or month: 元每人每月, 元/人·月.
  var isRate = false

  static let none = FigureUnit(written: "", kind: .none, factor: Ratio(1))

  private static let magnitudes: [(String, Int64)] = [
    ("百亿", 10_000_000_000), ("千万", 10_000_000), ("百万", 1_000_000), ("亿", 100_000_000), ("万", 10_000),
  ]
  // Longer words first, so that 个百分点 is not read as 个.
  private static let measures = [
    "个百分点", "个月", "个", "名", "人次", "人月", "人·月", "人", "户", "处", "块", "面", "座", "台", "套", "场", "期", "次",
    "项", "家", "条", "份", "件", "批次", "张", "幅", "本", "册", "篇", "例", "宗", "辆", "栋", "间", "所", "支", "组", "班",
    "村", "镇", "街道", "社区", "县", "市", "区", "省", "级", "岁", "天", "周", "年", "月", "小时", "课时", "平方米", "平方公里",
    "公里", "米", "亩", "公顷", "吨", "公斤", "倍", "分", "位", "届", "类", "种", "步", "轮",
  ]

  private static let rateTails = ["每人每月", "每月每人", "每人", "每月", "人·月", "人月", "人/月", "人每月", "月/人", "月·人", "月每人"]

  /// Whether a unit can begin with a character.
  static func begins(_ character: Character) -> Bool {
    "万亿元%‰".contains(character) || measures.contains { $0.first == character }
  }

  /// The unit at the start of a text, and how many characters it takes.
  static func read(_ text: ArraySlice<Character>) -> (unit: FigureUnit, length: Int) {
    var start = text.startIndex
    while start < text.endIndex, text[start] == " " { start += 1 }
    let rest = String(text[start...].prefix(10))
    let skipped = start - text.startIndex
    if rest.hasPrefix("%") { return (FigureUnit(written: "%", kind: .percent, factor: hundredth), skipped + 1) }
    if rest.hasPrefix("‰") {
      return (
        FigureUnit(written: "‰", kind: .percent, factor: .thousandth), skipped + 1
      )
    }
    var word = ""
    var times: Int64 = 1
    for (magnitude, value) in magnitudes where rest.hasPrefix(magnitude) {
      (word, times) = (magnitude, value)
      break
    }
    let behind = rest.dropFirst(word.count)
    if behind.hasPrefix("元") || behind.hasPrefix("圆") {
      let tail = behind.dropFirst().drop { "(/ ".contains($0) }
      let isRate = rateTails.contains { tail.hasPrefix($0) }
      return (
        FigureUnit(written: word + "元", kind: .money, factor: Ratio(times * 100), isRate: isRate),
        skipped + word.count + 1
      )
    }
    if let measure = measures.first(where: { behind.hasPrefix($0) }) {
      return (
        FigureUnit(written: word + measure, kind: .count, factor: Ratio(times)), skipped + word.count + measure.count
      )
    }
    // 535.392万, without 元, is money as people say it.
    if !word.isEmpty {
      return (FigureUnit(written: word, kind: .money, factor: Ratio(times * 100)), skipped + word.count)
    }
    return (.none, 0)
  }

  /// The unit that brackets of a label name: 金额(万元), 单位：万元.
  static func named(in label: String) -> FigureUnit? {
    for separator in ["(", "单位:"] {
      guard let start = label.ranges(of: separator).last?.upperBound else { continue }
      let inner = label[start...].drop { $0 == " " }
      let unit = read(ArraySlice(Array(inner)))
      let rest = inner.dropFirst(unit.length)
      if unit.length > 0, rest.isEmpty || rest.first == ")" || rest.first == "," { return unit.unit }
    }
    return nil
  }

  /// The unit of what a label counts: 应有人数, 村数为.
  static func counted(in label: String) -> FigureUnit? {
    var label = label[...]
    while let last = label.last, " :为是共达计".contains(last) { label.removeLast() }
    let words = [("人数", "人"), ("村数", "个"), ("月数", "个月")]
    return words.first { label.hasSuffix($0.0) }.map { FigureUnit(written: $0.1, kind: .count, factor: Ratio(1)) }
  }

  private static let hundredth = Ratio.hundredth
}
