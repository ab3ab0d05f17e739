/// A number written in Chinese: 一千九百六十二, 五百三十五点三九二, 二〇二一.
enum ChineseNumeral {
  static let digits: [Character: Int64] = [
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]
  static let powers: [Character: Int64] = ["十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000]

  /// Whether a character is part of a numeral; 万 and 亿 only between others, for they are units too.
  static func contains(_ character: Character) -> Bool { digits[character] != nil || powers[character] != nil }

  /// The digits of a numeral and its places; nil if it is none.
  static func read(_ text: ArraySlice<Character>) -> (value: Int64, places: Int)? {
    let parts = text.split(separator: "点", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, var value = wholeNumber(whole) else { return nil }
    guard parts.count == 2 else { return (value, 0) }
    let fraction = parts[1]
    guard (1...6).contains(fraction.count) else { return nil }
    for character in fraction {
      guard let digit = digits[character], value < 1_000_000_000_000 else { return nil }
      value = value * 10 + digit
    }
    return (value, fraction.count)
  }

  private static func wholeNumber(_ text: ArraySlice<Character>) -> Int64? {
    guard !text.isEmpty, text.count <= 16 else { return nil }
    if text.allSatisfy({ digits[$0] != nil }) {
      return text.reduce(Int64(0)) { $0 * 10 + (digits[$1] ?? 0) }
    }
    var total: Int64 = 0
    var section: Int64 = 0
    var digit: Int64?
    for character in text {
      if let value = digits[character] {
        if let before = digit, before != 0 { return nil }
        digit = value
      } else if let power = powers[character] {
        section += (digit ?? 1) * power
        digit = nil
      } else if character == "万" || character == "亿" {
        total = (total + section + (digit ?? 0)) * (character == "万" ? 10_000 : 100_000_000)
        section = 0
        digit = nil
      } else {
        return nil
      }
      guard total < 1_000_000_000_000 else { return nil }
    }
    return total + section + (digit ?? 0)
  }
}
