/// A number format, cut into sections and tokens.
struct NumberFormat: Sendable {
  /// One piece of a section.
  enum Token: Sendable, Equatable {
    case literal(String)
    /// A place for a digit: `0`, `#` or `?`.
    case digit(UInt8)
    case point
    case comma
    case percent
    /// `E+` or `E-`; whether a plus is written.
    case exponent(showsPlus: Bool)
    case slash
    case general
    case text
    case year(Int)
    case month(Int)
    case day(Int)
    case hour(Int)
    case minute(Int)
    case second(Int)
    case fraction(Int)
    case elapsed(UInt8, Int)
    case half(String, String)
    /// An era's name by one letter, one character or in full (`g`, `gg`, `ggg`).
    case era(Int)
    /// The year of an era (`e`); of the Gregorian one where the section names no country that counts otherwise.
    case eraYear(Int)
    /// The year of the Buddhist era (`b`).
    case buddhistYear(Int)
    /// 星期 by one character (`aaa`) or with the word (`aaaa`).
    case weekday(isLong: Bool)

    var isDigit: Bool { if case .digit = self { true } else { false } }
  }

  /// The country whose words and years a section asks for, as in `[$-411]`.
  enum Country: Sendable { case none, china, taiwan, japan, korea }

  /// What stands between semicolons.
  struct Section: Sendable {
    var tokens: [Token] = []
    var condition: Condition?
    var isDate = false
    var isDuration = false
    /// 1 for `[DBNum1]` (一二三), 2 for `[DBNum2]` (壹贰叁), 3 for `[DBNum3]` (１２３), else 0.
    var chineseDigits = 0
    var country = Country.none
    /// Whether an era's first year is 元, as `[$-ja-JP-x-gannen]` asks.
    var namesFirstYear = false
    /// Whether it shows the number, and no dash or nothing in its place.
    var showsNumber: Bool { isDate || tokens.contains { $0.isDigit || $0 == .general } }
    var hasFraction: Bool { tokens.contains(.slash) && tokens.contains(where: \.isDigit) }
  }

  /// `[>=100]`.
  struct Condition: Sendable {
    var comparison: String
    var bound: Double

    func holds(_ number: Double) -> Bool {
      switch comparison {
      case "<": number < bound
      case "<=": number <= bound
      case ">": number > bound
      case ">=": number >= bound
      case "<>": number != bound
      default: number == bound
      }
    }
  }

  /// The format as written.
  let code: String
  let sections: [Section]

  /// Whether numbers in it are dates or times.
  var isDate: Bool { governing?.isDate ?? false }
  /// Whether numbers in it are lengths of time.
  var isDuration: Bool { governing?.isDuration ?? false }
  // What shows nothing of the number, [=0]"-", is for some numbers alone.
  private var governing: Section? { sections.first { $0.condition == nil || $0.showsNumber } ?? sections.first }

  /// The format that cells without one have.
  static let general = NumberFormat("General")
}
