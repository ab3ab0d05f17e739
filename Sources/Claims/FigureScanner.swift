import Domain

/// Finds every stated figure of a paragraph. Dates, ordinals, document numbers, names that hold a numeral and personal numbers are none.
struct FigureScanner {
  let text: [Character]
  var figures: [Figure] = []
  /// Long numbers that are no figures: telephone, ID and account numbers.
  var personal: [Range<Int>] = []
  var position = 0

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
      } else if ChineseNumeral.contains(character) {
        numeral()
      } else {
        position += 1
      }
    }
  }

  func isDigit(_ index: Int) -> Bool { self[index].map { $0.isASCII && $0.isNumber } ?? false }
  func isLetter(_ index: Int) -> Bool { self[index].map { $0.isASCII && $0.isLetter } ?? false }

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

  struct Run {
    var end: Int
    var value: Int64
    var places: Int
    var length: Int
  }

  // Digits with thousands separators (1,962 or, before a unit, 1 962), one point, and spaces that a typist left around them.
  func digitRun(from start: Int) -> Run {
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

  func digitsEnd(_ start: Int) -> Int {
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

  func skippingSpaces(_ index: Int) -> Int {
    var index = index
    while self[index] == " " { index += 1 }
    return index
  }

  func behindSpaces(_ index: Int) -> Character? {
    var index = index - 1
    while self[index] == " " { index -= 1 }
    return self[index]
  }

  mutating func append(
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
  static func read(_ text: String) -> FigureUnit { read(ArraySlice(Array(text))).unit }
}
