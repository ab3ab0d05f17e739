import Domain

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
