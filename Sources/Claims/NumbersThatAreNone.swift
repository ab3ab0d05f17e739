/// Digits that state nothing: enumerators, dates, and numbers of persons and accounts.
extension FigureScanner {
  /// `1.` or `(2)` at the start of a sentence numbers it.
  func isEnumerator(_ start: Int, _ end: Int) -> Bool {
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

  mutating func skipsDate(_ run: Run) -> Bool {
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
  ].map { ClaimRules.Word($0) }

  mutating func skipsPersonalNumber(_ start: Int, _ run: Run) -> Bool {
    var end = run.end
    // 0750-3366123: an area code and its number, and ID numbers that end in X.
    while self[end] == "-" || self[end] == " ", isDigit(end + 1) { end = digitsEnd(end + 1) }
    if self[end] == "X" || self[end] == "x" { end += 1 }
    let label = codes(text[max(0, start - 10)..<start])
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
}
