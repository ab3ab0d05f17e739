import Domain

/// Which of a county's tables count, where several hold one document.
extension CountyReader {
  /// A hidden sheet counts only if nothing visible holds its document.
  mutating func setAsideHidden() {
    var kept: [TableRecords] = []
    for table in tables {
      let isDoubled = tables.contains {
        !$0.isHidden && $0.isSameDocument(as: table)
          && Scope($0, in: context.register).shares(with: Scope(table, in: context.register))
      }
      if table.isHidden && isDoubled {
        setAside(
          Place(file: table.source.file, sheet: table.source.sheet), zh: "是隐藏的工作表，同一内容另有可见的表",
          en: "it is hidden, and a visible sheet holds the document")
      } else {
        if table.isHidden {
          out.discrepancies.append(
            Discrepancy(
              .hiddenContent, subject: Subject(county: county, detail: table.source.sheet),
              period: context.policy.period, field: "sheet",
              spots: [.init(Place(file: table.source.file, sheet: table.source.sheet))],
              zh: "工作表“\(table.source.sheet)”被隐藏，已计入", en: "sheet \(table.source.sheet) is hidden; it counts"))
        }
        kept.append(table)
      }
    }
    tables = kept
  }
}

/// What tells which of two files is newer.
struct Precedence {
  /// Whether the file calls itself a copy, a draft or an old one.
  let isCopy: Bool
  let correction: Int
  let date: CalendarDate?
  let received: Int
  let firstSeen: Int
  let name: String

  init(_ table: TableRecords) {
    name = table.source.file
    let words = Text.squeezed(name)
    isCopy = Normalize.isCopy(words) || SheetName.isDraft(words)
    var rank = SheetName.corrects(words) ? 1000 : 0
    if let final = words.firstRange(of: "最终版") ?? words.firstRange(of: "终稿") {
      rank += 100 + (Int(words[final.upperBound...].prefix { $0.isASCII && $0.isNumber }) ?? 0)
    }
    for open in words.ranges(of: "(") {
      let inside = words[open.upperBound...].prefix { $0 != ")" }
      if let number = Int(inside), number < 100 { rank += number }
    }
    correction = rank
    date = table.signOff.date
    received = table.received
    firstSeen = table.firstSeen
  }

  /// Whether the file calls itself a correction or final; a number in brackets behind a person's name does not.
  var saysCorrected: Bool { correction >= 100 }

  func compare(_ other: Precedence) -> (winnerIsFirst: Bool, isCertain: Bool) {
    if isCopy != other.isCopy { return (!isCopy, true) }
    if let first = Self.isFirst(firstSeen, other.firstSeen) {
      // A file that calls itself a correction, and came in an earlier night than the other, contradicts itself.
      let contradicts = first ? correction < other.correction : other.correction < correction
      return (first, !contradicts)
    }
    if let first = Self.isFirst(correction, other.correction) {
      // A correction that was received before what it corrects contradicts itself.
      let contradicts = first ? received < other.received : other.received < received
      return (first, !contradicts)
    }
    if let date, let theirs = other.date, let first = Self.isFirst(date, theirs) { return (first, true) }
    if let first = Self.isFirst(received, other.received) { return (first, true) }
    return (name > other.name, false)
  }

  /// Whether the first of two is the greater; nil where they are equal, and something else decides.
  private static func isFirst<Value: Comparable>(_ a: Value, _ b: Value) -> Bool? {
    a == b ? nil : a == max(a, b)
  }
}
