extension NumberFormat.Section {
  /// A serial number in this section of a date format; nil if it is no date.
  func display(date serial: Double, is1904: Bool) -> String? {
    // Durations have no calendar.
    let end = DateTime.end(is1904: is1904 && !isDuration)
    guard serial.isFinite, abs(serial) < end, serial >= 0 || isDuration else { return nil }
    // The last part of a second that the format shows is rounded; hours and minutes without seconds are cut off.
    let unit = tokens.reduce(1) { unit, token in
      switch token {
      case .second where unit == 1: 1000
      case .elapsed(UInt8(ascii: "s"), _) where unit == 1: 1000
      case .fraction(let count): [1000, 100, 10, 1][min(count, 3)]
      default: unit
      }
    }
    let total = DateTime.milliseconds(of: serial, in: unit, before: isDuration ? nil : end)
    let days = total / 86_400_000
    let (year, month, day) = Self.date(days, is1904: is1904)
    let hour = total / 3_600_000 % 24
    let minute = total / 60_000 % 60
    let second = total / 1000 % 60
    let isTwelve = tokens.contains { if case .half = $0 { true } else { false } }
    var result = serial < 0 ? "-" : ""
    for token in tokens {
      switch token {
      case .literal(let text): result += text
      case .year(let count): result += digits(yearly: count <= 2 ? padded(year % 100, 2) : padded(year, 4))
      case .month(let count):
        switch count {
        case 1, 2: result += number(month, width: count)
        case 3 where country == .china || country == .taiwan: result += "\(month)月"
        case 4 where country == .china || country == .taiwan:
          result += chineseNumber(Double(month), formal: false, isDate: true) + "月"
        case 5 where country == .china || country == .taiwan:
          result += chineseNumber(Double(month), formal: false, isDate: true).prefix(1)
        case 3: result += String(Self.months[month - 1].prefix(3))
        case 5: result += String(Self.months[month - 1].prefix(1))
        default: result += Self.months[month - 1]
        }
      case .day(let count):
        // Serial 1 was a Sunday in Excel's calendar; in 1904's, day 0 was a Friday.
        let weekday = (days + (is1904 ? 5 : 6)) % 7
        switch count {
        case 1, 2: result += number(day, width: count)
        case 3: result += shortWeekday(weekday)
        default: result += longWeekday(weekday)
        }
      case .weekday(let isLong):
        let weekday = (days + (is1904 ? 5 : 6)) % 7
        result +=
          country == .japan
          ? Self.japaneseWeekdays[weekday] + (isLong ? "曜日" : "") : (isLong ? "星期" : "") + Self.chineseWeekdays[weekday]
      case .era(let count): result += eraName(year, month, day, letters: count)
      case .eraYear(let count):
        let number = eraYear(year, month, day)
        result += namesFirstYear && number == 1 && count == 1 ? "元" : digits(yearly: padded(number, count >= 2 ? 2 : 1))
      case .buddhistYear(let count):
        result += count <= 2 ? padded((year + 543) % 100, 2) : padded(year + 543, 4)
      case .hour(let count): result += number(isTwelve ? (hour + 11) % 12 + 1 : hour, width: count)
      case .minute(let count): result += number(minute, width: count)
      case .second(let count): result += number(second, width: count)
      case .fraction(let count):
        let places = min(count, 3)
        let part = padded(total % 1000 / [1000, 100, 10, 1][places], places)
        result += "." + part + String(repeating: "0", count: count - places)
      case .elapsed(UInt8(ascii: "h"), let count): result += padded(total / 3_600_000, count)
      case .elapsed(UInt8(ascii: "m"), let count): result += padded(total / 60_000, count)
      case .elapsed(_, let count): result += padded(total / 1000, count)
      case .half(let morning, let afternoon): result += half(isMorning: hour < 12, hour < 12 ? morning : afternoon)
      case .slash: result += "/"
      case .comma: result += ","
      case .point: result += "."
      case .percent: result += "%"
      case .general: result += generalText(serial)
      case .digit, .exponent, .text: continue
      }
    }
    return result
  }

  // Excel shows day 0 as 1900-01-00 and day 60 as the 29 February that never was.
  private static func date(_ days: Int, is1904: Bool) -> (Int, Int, Int) {
    if is1904 { return civil(days + 1462 - 25_569) }
    if days == 0 { return (1900, 1, 0) }
    if days == 60 { return (1900, 2, 29) }
    return civil((days < 60 ? days + 1 : days) - 25_569)
  }

  // What a country says for AM and PM, which its formats are written with all the same.
  private func half(isMorning: Bool, _ word: String) -> String {
    guard word == "AM" || word == "PM" else { return word }
    return switch country {
    case .china, .taiwan: isMorning ? "上午" : "下午"
    case .japan: isMorning ? "午前" : "午後"
    case .korea: isMorning ? "오전" : "오후"
    case .none: word
    }
  }

  private func number(_ value: Int, width: Int) -> String {
    switch chineseDigits {
    case 1: chineseNumber(Double(value), formal: false, isDate: true)
    case 2: chineseNumber(Double(value), formal: true)
    case 3: padded(value, width).utf8.map { numeral($0 - 0x30) }.joined()
    default: padded(value, width)
    }
  }

  private func digits(yearly text: String) -> String {
    chineseDigits == 0 ? text : text.utf8.map { numeral($0 - 0x30) }.joined()
  }

  private func shortWeekday(_ weekday: Int) -> String {
    switch country {
    case .china: "周" + Self.chineseWeekdays[weekday]
    case .taiwan: "週" + Self.chineseWeekdays[weekday]
    case .japan: Self.japaneseWeekdays[weekday]
    case .korea, .none: String(Self.weekdays[weekday].prefix(3))
    }
  }

  private func longWeekday(_ weekday: Int) -> String {
    switch country {
    case .china, .taiwan: "星期" + Self.chineseWeekdays[weekday]
    case .japan: Self.japaneseWeekdays[weekday] + "曜日"
    case .korea, .none: Self.weekdays[weekday]
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let chineseWeekdays = ["日", "一", "二", "三", "四", "五", "六"]
  private static let japaneseWeekdays = ["日", "月", "火", "水", "木", "金", "土"]
}
