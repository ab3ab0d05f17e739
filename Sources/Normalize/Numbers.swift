import Domain

/// A number as people write it, and which liberties they took.
struct WrittenNumber: Equatable {
  /// The number.
  var value: WrittenDecimal
  /// The rules that were needed to read it, for instance `thousands-separator`; empty if it was plain.
  var rules: [String]
  /// The unit written behind it: 人, 个, 月, 元, 万元 …
  var suffix: String
  /// How many months it is of, where it says more than one: 12 of 2880元/年, 3 of 每季720元.
  var monthsEach: Int?

  /// The whole number that it is, of at most the 15 digits that a spreadsheet keeps: what is reckoned with it stays within bounds.
  var whole: Int64? { value.scaled(by: 1).flatMap { $0.magnitude < 1_000_000_000_000_000 ? $0 : nil } }

  /// Fen, where it is an amount in a unit unless it names its own; nil past what any cell can hold.
  func fen(in unit: MoneyUnit) -> Int64? {
    value.money(in: self.unit ?? unit).map(\.amount.fen).flatMap {
      $0.magnitude <= Money.cellLimit.magnitude ? $0 : nil
    }
  }

  /// The unit of money written behind it, if there is one.
  var unit: MoneyUnit? { MoneyUnit(rawValue: suffix) }
}

/// What stands where a number is wanted.
enum NumberText: Equatable {
  /// Nothing at all.
  case blank
  /// A mark that says there is nothing: `/`, —, 无.
  case nothing
  /// A number.
  case number(WrittenNumber)
  /// Something else, such as 约3 or 3+1.
  case unreadable

  private static let nothings: Set<String> = [
    "/", "-", "--", "—", "——", "无", "\\", "－", "不适用", "N/A", "n/a", "―", "…",
  ]

  private static let notPaid: Set<String> = [
    "不发", "不发放", "不领", "不领取", "不重复发放", "不重复领取", "不再发放", "不享受", "不补贴", "不予发放", "停发", "免发",
  ]

  /// Whether a note says that somebody is not paid, for whatever months.
  static func speaksOfNoPay(_ words: String) -> Bool { notPaid.contains { words.contains($0) } }

  /// 不发, and 兼任不发 or 兼任，不重复发放.
  private static func saysNotPaid(_ words: String) -> Bool {
    if notPaid.contains(words) { return true }
    guard words.contains("兼") else { return false }
    for reason in ["兼任纪检委员", "兼任纪委书记", "兼任", "兼职"] where words.hasPrefix(reason) {
      return notPaid.contains(String(words.dropFirst(reason.count).drop { ",，、;；(".contains($0) }.filter { $0 != ")" }))
    }
    return false
  }

  private static let ratePrefixes = ["月", "半年", "年", "季度", "季"].flatMap { ["每人每" + $0, "每" + $0] } + ["每人"]
  private static let unitSuffixes = [
    "万元", "千元", "元整", "元", "个人月", "人月", "人次", "人", "个村", "个月", "个", "村", "月", "名", "户",
  ]

  /// Reads a text. `约3` and `3+1` are no numbers: nobody may guess what they mean.
  init(_ text: String) {
    // A page of words is no number, and looking at it in every way is dear.
    guard text.utf8.count <= 4096 else {
      self = .unreadable
      return
    }
    let plain = Text.trimmed(text)
    if plain.isEmpty {
      self = .blank
      return
    }
    if let decimal = WrittenDecimal(plain), !plain.hasPrefix("+") {
      self = .number(WrittenNumber(value: decimal, rules: plain == text ? [] : ["outer-space"], suffix: ""))
      return
    }
    let squeezed = Text.squeezed(text)
    var rules: [String] = []
    if squeezed != plain {
      // What is folded keeps its place; only blanks go.
      let hasBlanks = squeezed.unicodeScalars.count < plain.unicodeScalars.count
      rules.append(hasBlanks ? "inner-space" : "full-width-digits")
      if let decimal = WrittenDecimal(squeezed), !squeezed.hasPrefix("+") {
        self = .number(WrittenNumber(value: decimal, rules: rules, suffix: ""))
        return
      }
    }
    if Self.nothings.contains(squeezed) {
      self = .nothing
      return
    }
    // Whoever holds another post is often written so where others' amounts stand: that is zero, and no gap.
    if Self.saysNotPaid(squeezed), let zero = WrittenDecimal("0") {
      self = .number(WrittenNumber(value: zero, rules: ["not-paid"], suffix: ""))
      return
    }
    var rest = Substring(squeezed)
    var negative = false
    if rest.hasPrefix("("), rest.hasSuffix(")") {
      rest = rest.dropFirst().dropLast()
      negative = true
      rules.append("bracketed-negative")
    }
    if rest.hasPrefix("'") { rest = rest.dropFirst(); rules.append("apostrophe") }
    for sign in ["¥", "￥", "RMB", "人民币"] where rest.hasPrefix(sign) {
      rest = rest.dropFirst(sign.count)
      rules.append("currency-sign")
    }
    var monthsEach: Int?
    if let prefix = Self.ratePrefixes.first(where: rest.hasPrefix) {
      rest = rest.dropFirst(prefix.count)
      monthsEach = RateSpan.months(in: prefix)
      rules.append("rate-form")
    }
    var suffix = ""
    if let mark = rest.firstIndex(where: { "/每".contains($0) }), mark > rest.startIndex,
      rest[mark...].allSatisfy({ "/每人月年半季度·.".contains($0) }), rest[mark...].contains(where: { "人月年季".contains($0) })
    {
      // 240元/人·月, 240元每月, 2880元/年, 720元/人·季
      monthsEach = monthsEach ?? RateSpan.months(in: rest[mark...])
      rest = rest[..<mark]
      rules.append("rate-form")
    }
    if let unit = Self.unitSuffixes.first(where: { rest.hasSuffix($0) && rest.count > $0.count }) {
      rest = rest.dropLast(unit.count)
      suffix = unit == "元整" ? "元" : unit
      rules.append("unit-suffix")
    }
    if let decimal = Self.withDecimalComma(rest) {
      rest = decimal[...]
      rules.append("decimal-comma")
    } else if rest.contains(",") {
      guard Self.hasThousands(rest) else {
        self = .unreadable
        return
      }
      rest = Substring(rest.filter { $0 != "," })
      rules.append("thousands-separator")
    }
    if let decimal = WrittenDecimal(String(rest)), !rest.hasPrefix("+") {
      let signed = negative ? WrittenDecimal(digits: -decimal.digits, places: decimal.places) : decimal
      self = .number(WrittenNumber(value: signed, rules: rules, suffix: suffix, monthsEach: monthsEach))
    } else if let chinese = ChineseNumeral.value(squeezed) {
      self = .number(
        WrittenNumber(value: chinese, rules: ["chinese-numeral"], suffix: squeezed.contains("元") ? "元" : suffix))
    } else if let chinese = ChineseNumeral.value(String(rest)) {
      self = .number(WrittenNumber(value: chinese, rules: rules + ["chinese-numeral"], suffix: suffix))
    } else if let product = Self.workedOut(squeezed) {
      self = .number(WrittenNumber(value: product.value, rules: rules + ["worked-out"], suffix: product.suffix))
    } else {
      self = .unreadable
    }
  }

  /// 240元×12月=2880元: what stands behind the sign, where it is what stands before it comes to.
  private static func workedOut(_ text: String) -> WrittenNumber? {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false)
    let factors = sides[0].split(omittingEmptySubsequences: false) { "×*xX✕".contains($0) }
    guard sides.count == 2, (2...4).contains(factors.count), case .number(let result) = NumberText(String(sides[1])),
      ["", "元"].contains(result.suffix)
    else { return nil }
    var product = WrittenDecimal(digits: 1, places: 0)
    for factor in factors {
      guard case .number(let written) = NumberText(String(factor)), written.unit ?? .yuan == .yuan else { return nil }
      let (digits, isOver) = product.digits.multipliedReportingOverflow(by: written.value.digits)
      guard !isOver, product.places + written.value.places <= 6 else { return nil }
      product = WrittenDecimal(digits: digits, places: product.places + written.value.places)
    }
    guard let fen = product.money(in: .yuan), let stated = result.value.money(in: .yuan), fen.amount == stated.amount
    else { return nil }
    return result
  }

  /// 2880,00 and 2.880,00 with a point for the comma, which no thousands can follow with two digits; 2021,03 may be a month, and
  /// 1,23 anything.
  private static func withDecimalComma(_ text: Substring) -> String? {
    guard text.utf8.suffix(3).first == UInt8(ascii: ","), let found = text.wholeMatch(of: decimalComma) else {
      return nil
    }
    let whole = found.output.1.filter { $0 != "." }
    if whole.count == 4, whole.hasPrefix("20"), let month = Int(found.output.2), (1...12).contains(month) { return nil }
    return "\(whole).\(found.output.2)"
  }

  nonisolated(unsafe) private static let decimalComma =
    #/(-?(?:[1-9][0-9]{2,8}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2})),([0-9]{2})/#

  /// Whether commas stand before every third digit of the whole part, and nowhere else: 1.234,5 is another country's way, and 1.2345
  /// would be wrong.
  private static func hasThousands(_ text: Substring) -> Bool {
    let whole = text.split(separator: ".", omittingEmptySubsequences: false)[0]
    guard !text.dropFirst(whole.count).contains(",") else { return false }
    let groups = whole.drop { $0 == "-" }.split(separator: ",", omittingEmptySubsequences: false)
    guard let head = groups.first, (1...3).contains(head.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}

/// Chinese numerals, the everyday and the banker's: 二百四十, 贰佰肆拾元整, 三.
enum ChineseNumeral {
  private static let digits: [Character: Int64] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2,
    "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "弍": 2, "貳": 2, "參": 3,
  ]
  private static let units: [Character: Int64] = ["十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000]
  private static let greatUnits: [Character: Int64] = ["万": 10_000, "萬": 10_000, "亿": 100_000_000]

  /// The number, in yuan where the text is an amount with 元, 角 and 分; nil if the text is no numeral, or one that people read in two
  /// ways: 二四〇 beside 二百四十, and 三万五, which is 35,000 when spoken.
  static func value(_ text: String) -> WrittenDecimal? {
    var numeral = Reader()
    for character in text where !numeral.take(character) { return nil }
    return numeral.value
  }

  /// What was read of a numeral, character by character.
  private struct Reader {
    /// What stands before the last 万 or 亿, and what has come behind it.
    private var total: Int64 = 0
    private var section: Int64 = 0
    /// A digit whose unit is still to come, and whether 零 stands before it.
    private var digit: Int64?
    private var isAfterZero = false
    /// The last unit within the section, and the last 万 or 亿: units fall.
    private var unit: Int64 = 10_000
    private var great: Int64 = .max
    private var fen: Int64 = 0
    private var lastCoin: Character?
    private var isAmount = false
    private var seen = false

    /// Takes a character; false if the text is no numeral.
    mutating func take(_ character: Character) -> Bool {
      if let value = ChineseNumeral.digits[character] {
        // Digit by digit is rare: refused. 零 stands for units that are left out.
        guard digit ?? 0 == 0 else { return false }
        isAfterZero = digit == 0
        (digit, seen) = (value, true)
        return true
      }
      if let next = ChineseNumeral.units[character] { return !isAmount && take(unit: next) }
      if let next = ChineseNumeral.greatUnits[character] { return !isAmount && seen && take(great: next) }
      switch character {
      case "元", "圆":
        guard seen, !isAmount, closeSection() else { return false }
        isAmount = true
      case "角", "分":
        // 角 once, and before 分.
        guard isAmount, let digit, lastCoin == nil || lastCoin == "角" && character == "分" else { return false }
        fen += character == "角" ? digit * 10 : digit
        (self.digit, lastCoin) = (nil, character)
      case "整", "正": return isAmount
      default: return false
      }
      return true
    }

    private mutating func take(unit next: Int64) -> Bool {
      // Only ten needs no digit before it: 十二.
      guard next < unit, let count = digit ?? (next == 10 ? 1 : nil) else { return false }
      section += count * next
      (digit, unit, seen) = (nil, next, true)
      return true
    }

    private mutating func take(great next: Int64) -> Bool {
      guard !endsInDoubt else { return false }
      let own = section + (digit ?? 0)
      // 一亿二千万 adds up; in 一万亿 what stands before 亿 is counted in it.
      let (base, kept) = next < great ? (own, total) : (total + own, 0)
      let (product, isOver) = base.multipliedReportingOverflow(by: next)
      guard !isOver, product < 1_000_000_000_000 else { return false }
      (total, section, digit, unit, great) = (kept + product, 0, nil, 10_000, next)
      return true
    }

    /// Whether the last digit may be of the unit below the one before it: 一百五 is 150 when spoken.
    private var endsInDoubt: Bool {
      guard let digit, digit != 0, !isAfterZero else { return false }
      return section != 0 ? unit > 10 : great != .max
    }

    /// Counts in what stands behind the last 万 or 亿.
    private mutating func closeSection() -> Bool {
      guard !endsInDoubt else { return false }
      total += section + (digit ?? 0)
      (section, digit) = (0, nil)
      return true
    }

    /// The number, where all that was read makes one.
    var value: WrittenDecimal? {
      var whole = self
      guard seen, isAmount ? digit ?? 0 == 0 : whole.closeSection() else { return nil }
      return fen != 0
        ? WrittenDecimal(digits: whole.total * 100 + fen, places: 2) : WrittenDecimal(digits: whole.total, places: 0)
    }
  }
}
