/// A header that names a seat and what is said of who holds it: 主任姓名, 委员2›身份证号; a seat alone means its holder's name.
struct SeatHeader {
  let seat: String
  let words: String

  init(_ path: String) {
    let parts = path.split(separator: "›").map { Text.headerWords(String($0)) }
    var own = Substring(parts.last ?? "")
    var seat = ""
    // Few headers begin as these do.
    let mayBeSeat = own.unicodeScalars.first.map { Self.beginnings.contains($0) } ?? false
    for prefix in ["村务监督委员会", "村监委会", "监委会", "监督委员会", "村监委", "监委"] where mayBeSeat && own.hasPrefix(prefix) {
      own = own.dropFirst(prefix.count)
      break
    }
    for word in Self.seats where mayBeSeat && own.hasPrefix(word) {
      own = own.dropFirst(word.count).drop { "0123456789一二三四五①②③④⑤甲乙丙".contains($0) }
      seat = word
      break
    }
    // 成员姓名 and 委员人数 say what they say; only a seat alone, or a seat before a person's particulars, is one.
    if parts.count > 1, seat.isEmpty { seat = SeatHeader(parts[parts.count - 2]).seat }
    self.seat = seat
    words = seat.isEmpty ? parts.last ?? "" : String(own)
  }

  /// Whether nothing but a seat is named, so that names stand below.
  var isAlone: Bool { !seat.isEmpty && words.isEmpty }

  private static let beginnings = Set("村监副主委成组".unicodeScalars)
  private static let seats = ["副主任", "主任", "委员", "成员", "组长", "组员"]
}
