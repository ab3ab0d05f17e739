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
    "万元", "千元", "元整", "元", "整", "个人月", "人月", "人次", "人", "个村", "个月", "个", "村", "月", "名", "户",
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
    // 240（元）: a unit may stand in brackets, as in a header.
    if rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex,
      Self.unitSuffixes.contains(String(rest[rest.index(after: open)...].dropLast()))
    {
      rest = rest[..<open] + rest[rest.index(after: open)...].dropLast()
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
      suffix = ["元整", "整"].contains(unit) ? "元" : unit
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
    guard text.utf8.contains(UInt8(ascii: "=")) else { return nil }
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
