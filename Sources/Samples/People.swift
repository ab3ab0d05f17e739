/// A committee member.
struct Member {
  var name: String
  var id: String
  var isMale: Bool
  var isChair: Bool
  var isConcurrent: Bool
  var account: String
  var startYear: Int
  var startMonth: Int
  var months = 12
}

/// Invented people of one county with numbers that check: no ID number and no account is given out twice.
struct People {
  /// Days of birth from 1956 on, 28 a month so that each is a date.
  private static let days = 40 * 12 * 28

  private let county: Int
  private var serial: Int

  /// People of the county at a position among all counties; a start far above the county's size gives people beside its own.
  init(county: Int, from serial: Int = 0) {
    self.county = county
    self.serial = serial
  }

  mutating func next(area: String, isChair: Bool, isConcurrent: Bool, random: inout Random) -> Member {
    let isMale = random.below(3) != 0
    let isNew = random.below(3) == 0
    let id = area + birthAndNumber(isMale: isMale)
    // Steps of a number prime to ten visit every account once.
    let mixed = (serial * 982_451_653 + 20_210_131) % 1_000_000_000
    let account = "622848" + threeDigits(county) + String(String(1_000_000_000 + mixed).dropFirst())
    serial += 1
    return Member(
      name: Names.person(&random), id: id + Self.check(id), isMale: isMale, isChair: isChair,
      isConcurrent: isConcurrent, account: account + Self.luhn(account), startYear: isNew ? 2021 : 2017,
      startMonth: isNew ? 1 : 4 + random.below(3))
  }

  /// Steps prime to the number of days visit each day once a round, and each round has its own pair of numbers, odd for men.
  private func birthAndNumber(isMale: Bool) -> String {
    let day = (serial * 7919 + county * 1013) % Self.days
    let pair = (serial / Self.days + day * 37 % 400) % 500
    let birth = "\(1956 + day / 336)" + twoDigits(1 + day / 28 % 12) + twoDigits(1 + day % 28)
    return birth + threeDigits(pair * 2 + (isMale ? 1 : 0))
  }

  /// The check character of GB 11643.
  static func check(_ body: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    return ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
  }

  /// The Luhn digit.
  static func luhn(_ digits: String) -> String {
    let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, pair in
      let digit = Int(pair.element - 48) * (pair.offset % 2 == 0 ? 2 : 1)
      return sum + (digit > 9 ? digit - 9 : digit)
    }
    return "\((10 - sum % 10) % 10)"
  }

  private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// Three digits, with zeros before.
func threeDigits(_ value: Int) -> String { String(repeating: "0", count: 3 - min(3, "\(value)".count)) + "\(value)" }
