/// A number in the General format: at most eleven characters, as a column of ordinary width shows it.
func generalText(_ number: Double) -> String {
  guard number.isFinite else { return number.description }
  var digits = Digits(number)
  digits.round(toDigits: 15)
  let sign = digits.isNegative && !digits.isZero ? "-" : ""
  let exponent = digits.point - 1
  if digits.isZero { return "0" }
  if exponent >= -5, exponent <= 10 {
    var fixed = digits
    fixed.round(toPlaces: exponent >= 0 ? max(0, 9 - exponent) : 9)
    // Below 0.0001 plain digits only where none is lost.
    // What rounds up to twelve digits is too wide.
    if fixed.point <= 11, exponent >= -4 || fixed.digits == digits.digits { return sign + fixed.plain }
  }
  if exponent < -5, exponent >= -9, digits.digits.count - digits.point <= 9 { return sign + digits.plain }
  digits.round(toDigits: 6)
  return sign + digits.scientific("E")
}

/// A number in Chinese numerals: 一十二, or formally 壹拾贰, with digits one by one after 点.
func chineseNumber(_ number: Double, formal: Bool, isDate: Bool = false) -> String {
  var digits = Digits(number)
  digits.round(toDigits: 15)
  guard digits.point <= 16 else { return generalText(number) }
  let names = Array(formal ? "零壹贰叁肆伍陆柒捌玖" : "〇一二三四五六七八九")
  let units = formal ? ["", "拾", "佰", "仟"] : ["", "十", "百", "千"]
  let groups = ["", "万", "亿", "万亿"]
  var result = ""
  var hasGap = false
  var hasGroup = false
  for place in stride(from: max(digits.point, 0) - 1, through: 0, by: -1) {
    let digit = Int(digits.digit(at: place))
    if digit == 0 {
      hasGap = !result.isEmpty
    } else {
      if hasGap { result.append(names[0]) }
      hasGap = false
      hasGroup = true
      result.append(names[digit])
      result += units[place % 4]
    }
    if place % 4 == 0, hasGroup {
      result += groups[place / 4]
      hasGroup = false
    }
  }
  if result.isEmpty { result = String(names[0]) }
  // The twelfth is 十二; as a number Excel writes 一十二.
  if isDate, result.hasPrefix("一十") { result.removeFirst() }
  let places = digits.digits.count - digits.point
  if places > 0 {
    result += formal ? "." : "点"
    for place in 1...places { result.append(names[Int(digits.digit(at: -place))]) }
  }
  return result
}
