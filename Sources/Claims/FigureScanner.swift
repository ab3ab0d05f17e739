import Domain

/// Finds every stated figure of a paragraph. Dates, ordinals, document numbers, names that hold a numeral and personal numbers are none.
struct FigureScanner {
  let text: [Character]
  var figures: [Figure] = []
  /// Long numbers that are no figures: telephone, ID and account numbers.
  private(set) var personal: [Range<Int>] = []
  private var position = 0

  init(_ paragraph: ReportText.Paragraph) {
    text = paragraph.folded
    scan()
    shareUnits(paragraph)
    addCountedLists()
    figures.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  subscript(_ index: Int) -> Character? { text.indices.contains(index) ? text[index] : nil }

  private mutating func scan() {
    while let character = self[position] {
      if isDigit(position) {
        number()
      } else if ChineseNumeral.contains(character) || text[position...].starts(with: Array("百分之")) {
        numeral()
      } else {
        position += 1
      }
    }
  }

  private func isDigit(_ index: Int) -> Bool { self[index].map { $0.isASCII && $0.isNumber } ?? false }
  private func isLetter(_ index: Int) -> Bool { self[index].map { $0.isASCII && $0.isLetter } ?? false }

  // MARK: Digits

  private mutating func number() {
    let start = position
    var run = digitRun(from: start)
    position = run.end
    let before = behindSpaces(start)
    let after = self[skippingSpaces(run.end)]
    // 5G, A4, PM2.5 are names; 第3名 is a rank; [2022]1号 is a document; 8:30 a time, 1:2 a ratio of things.
    if isLetter(start - 1) || isLetter(run.end) || before == "第" || after == "号" { return }
    if before == "[", after == "]" { return }
    if self[run.end] == ":", isDigit(run.end + 1) {
      position = digitRun(from: run.end + 1).end
      return
    }
    if isEnumerator(start, run.end) { return }
    if skipsDate(run) || skipsPersonalNumber(start, run) { return }
    var upper: (digits: Int64, places: Int)?
    // 3-5人, 3至5人: one figure with two ends.
    var dash = skippingSpaces(run.end)
    var firstUnit = FigureUnit.read(text[run.end...])
    if firstUnit.length > 0, let next = self[run.end + firstUnit.length], "-至到".contains(next) {
      dash = run.end + firstUnit.length
    }
    if let sign = self[dash], "-至到".contains(sign), isDigit(skippingSpaces(dash + 1)) {
      let second = digitRun(from: skippingSpaces(dash + 1))
      position = second.end
      if skipsDate(second) { return }
      let unit = FigureUnit.read(text[second.end...])
      if dash == run.end + firstUnit.length || unit.length > 0 {
        upper = (second.value, second.places)
        run.end = second.end
        firstUnit = unit.length > 0 ? unit : firstUnit
      }
    }
    append(
      digits: start..<run.end, value: run.value, places: max(run.places, upper?.places ?? 0), scale: run.places,
      upper: upper)
  }

  private struct Run {
    var end: Int
    var value: Int64
    var places: Int
    var length: Int
  }

  // Digits with thousands separators (1,962 or, before a unit, 1 962), one point, and spaces that a typist left around them.
  private func digitRun(from start: Int) -> Run {
    var run = Run(end: start, value: 0, places: 0, length: 0)
    func take(_ from: Int, isFraction: Bool) -> Int {
      var index = from
      while isDigit(index) {
        let (scaled, over) = run.value.multipliedReportingOverflow(by: 10)
        let (sum, past) = scaled.addingReportingOverflow(Int64(self[index]?.wholeNumberValue ?? 0))
        // Past Int64 it is no figure; its length still tells what it is.
        run.value = over || past ? Int64.max / 16 : sum
        run.length += 1
        if isFraction { run.places += 1 }
        index += 1
      }
      return index
    }
    run.end = take(start, isFraction: false)
    if run.end - start <= 3 {
      while let separator = self[run.end], ",' ".contains(separator), isGroup(run.end + 1),
        separator != " " || FigureUnit.read(text[groupsEnd(run.end)...]).length > 0
      {
        run.end = take(run.end + 1, isFraction: false)
      }
    }
    let point = skippingSpaces(run.end)
    if self[point] == ".", isDigit(skippingSpaces(point + 1)),
      point == run.end && point + 1 == skippingSpaces(point + 1)
        || FigureUnit.read(text[digitsEnd(skippingSpaces(point + 1))...]).length > 0
    {
      run.end = take(skippingSpaces(point + 1), isFraction: true)
    }
    return run
  }

  private func digitsEnd(_ start: Int) -> Int {
    var end = start
    while isDigit(end) { end += 1 }
    return end
  }

  /// Whether exactly three digits stand there.
  private func isGroup(_ index: Int) -> Bool { digitsEnd(index) == index + 3 }

  private func groupsEnd(_ start: Int) -> Int {
    var end = start
    while self[end] == " ", isGroup(end + 1) { end += 4 }
    return min(end, text.count)
  }

  private func skippingSpaces(_ index: Int) -> Int {
    var index = index
    while self[index] == " " { index += 1 }
    return index
  }

  private func behindSpaces(_ index: Int) -> Character? {
    var index = index - 1
    while self[index] == " " { index -= 1 }
    return self[index]
  }

  /// `1.` or `(2)` at the start of a sentence numbers it.
  private func isEnumerator(_ start: Int, _ end: Int) -> Bool {
    guard end - start <= 2 else { return false }
    let opens = self[start - 1] == "("
    let first = opens ? start - 2 : start - 1
    guard first < 0 || "。;:!? ".contains(text[first]), let next = self[end] else { return false }
    if opens { return next == ")" }
    // 1　资金情况
    if next == " ", first < 0 {
      let behind = self[skippingSpaces(end)]
      return behind?.isLetter == true && FigureUnit.read(text[end...]).length == 0
    }
    return ".、)".contains(next) && !isDigit(end + 1)
  }

  private mutating func skipsDate(_ run: Run) -> Bool {
    let next = skippingSpaces(run.end)
    let isYear = run.length == 4 && (1900...2100).contains(run.value) && run.places == 0
    switch self[next] {
    case "年" where isYear:
      position = next + 1
      return true
    case "月", "日":
      guard run.length <= 2, run.places == 0 else { return false }
      position = next + 1
      return true
    case "-", "/", ".", "至":
      // 2021-12-31, 2021/12/31, 2021-2025年
      guard isYear else { return false }
      let second = digitRun(from: skippingSpaces(next + 1))
      guard second.length > 0 else { return false }
      if self[second.end] == self[next], isDigit(second.end + 1) {
        position = digitsEnd(second.end + 1)
        return true
      }
      guard second.length == 4, (1900...2100).contains(second.value) else { return false }
      position = second.end
      return true
    case nil, "]": return isYear
    default:
      // 2021.12.31 was read as one decimal with more behind it.
      if run.places > 0, self[run.end] == ".", isDigit(run.end + 1) {
        position = digitsEnd(run.end + 1)
        return true
      }
      // 12月 of 1-12月 is a date; so is a bare year before 度 or 末.
      return isYear && (self[next] == "度" || self[next] == "—")
    }
  }

  private static let numberLabels = [
    "电话", "手机", "传真", "号码", "账号", "帐号", "卡号", "身份证", "邮编", "邮政编码", "编号", "代码", "QQ", "开户行",
  ]

  private mutating func skipsPersonalNumber(_ start: Int, _ run: Run) -> Bool {
    var end = run.end
    // 0750-3366123: an area code and its number, and ID numbers that end in X.
    while self[end] == "-" || self[end] == " ", isDigit(end + 1) { end = digitsEnd(end + 1) }
    if self[end] == "X" || self[end] == "x" { end += 1 }
    let label = String(text[max(0, start - 10)..<start])
    let isLabelled = Self.numberLabels.contains { label.contains($0) }
    let digits = text[start..<end].count { $0.isNumber }
    let startsWithZero = self[start] == "0" && isDigit(start + 1)
    let hasUnit = FigureUnit.read(text[run.end...]).length > 0
    // No amount has sixteen digits; what has is a number of something.
    let isLong = run.length > 15 || digits >= 7 && run.places == 0 && !hasUnit && !text[start..<run.end].contains(",")
    guard isLabelled || startsWithZero || isLong else { return false }
    position = end
    personal.append(start..<end)
    return true
  }

  // MARK: Numerals

  // Things of which 一 or 三 is a way of speaking: they are counted nowhere.
  private static let figurative = ["方面", "环节", "重点", "问题", "阶段", "行动", "意识", "维护", "自信", "代表", "确保", "坚持", "原则"]

  private mutating func numeral() {
    let start = position
    let isPercent = text[start...].starts(with: Array("百分之"))
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

  // MARK: Units, bounds, lists

  private mutating func append(
    digits: Range<Int>, value: Int64, places: Int, scale: Int, upper: (digits: Int64, places: Int)?,
    isPercent: Bool = false, listed: Int? = nil
  ) {
    guard places < 10, scale < 10 else { return }
    var divisor: Int64 = 1
    for _ in 0..<scale { divisor *= 10 }
    guard let number = try? Ratio(value, over: divisor) else { return }
    var bound = Figure.Bound.exact
    var end = digits.upperBound
    if let next = self[end], "多余".contains(next) {
      bound = .more
      end += 1
    }
    var unit = isPercent ? (unit: FigureUnit.read("%"), length: 0) : FigureUnit.read(text[end...])
    if unit.length == 0, bound == .more {
      unit.unit = .none
    }
    end += unit.length
    // 535万余元, 2万多元
    if unit.unit.kind == .money, !unit.unit.written.hasSuffix("元"), let next = self[end], "多余".contains(next),
      self[end + 1] == "元"
    {
      bound = .more
      unit.unit.written += "元"
      end += 2
    }
    if bound == .exact, let next = self[end], "多余".contains(next), self[end + 1] != "元" {
      // 2万多元 is read with its unit; 140名多 is not said, 余 after a unit is 余下.
      bound = next == "多" ? .more : .exact
    }
    let head = String(text[max(0, digits.lowerBound - 3)..<digits.lowerBound])
    let tail = String(text[end...].prefix(2))
    if ["超过", "不少于", "不低于", "至少", "逾", "突破"].contains(where: { head.hasSuffix($0) }) || tail == "以上" {
      bound = .atLeast
    } else if head.hasSuffix("近") {
      bound = .nearly
    } else if ["不足", "不超过", "不到", "至多"].contains(where: { head.hasSuffix($0) }) || tail == "以内" || tail == "以下" {
      bound = .atMost
    } else if bound == .exact,
      ["约", "大约", "大概"].contains(where: { head.hasSuffix($0) }) || tail == "左右" || tail == "上下"
    {
      bound = .about
    }
    var otherEnd: Ratio?
    var stated = Self.plain(value, scale)
    if let upper {
      var divisor: Int64 = 1
      for _ in 0..<upper.places { divisor *= 10 }
      otherEnd = try? Ratio(upper.digits, over: divisor)
      stated += "-" + Self.plain(upper.digits, upper.places)
    }
    position = max(position, end)
    figures.append(
      Figure(
        range: digits.lowerBound..<end, digits: digits, stated: stated, value: number, upper: otherEnd, places: places,
        unit: unit.unit, bound: bound, listed: listed))
  }

  private static func plain(_ value: Int64, _ places: Int) -> String {
    guard places > 0 else { return String(value) }
    var digits = String(value)
    while digits.utf8.count <= places { digits = "0" + digits }
    return digits.dropLast(places) + "." + digits.suffix(places)
  }
}

extension FigureUnit {
  fileprivate static func read(_ text: String) -> FigureUnit { read(ArraySlice(Array(text))).unit }
}
