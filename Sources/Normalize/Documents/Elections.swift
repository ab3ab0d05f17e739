import Domain

/// The committee that a list is of, where a county sends one of before an election and one of after it.
enum Committee: Equatable {
  /// 第七届.
  case numbered(Int)
  /// 换届前 and 换届后, 上届 and 新一届.
  case before, after

  /// By the first text that names one.
  init?(named texts: [String]) {
    guard let first = texts.lazy.compactMap(Self.named).first else { return nil }
    self = first
  }

  /// Whether another committee came after it.
  func isFollowed(by other: Committee) -> Bool {
    switch (self, other) {
    case (.before, .after): true
    case (.numbered(let own), .numbered(let next)): next == own + 1
    default: false
    }
  }

  private static func named(_ text: String) -> Committee? {
    let words = Text.squeezed(text)
    let sides = [
      ("换届前", Self.before), ("换届后", .after), ("上届", .before), ("上一届", .before), ("新一届", .after), ("新届", .after),
      ("本届", .after),
    ].filter { words.contains($0.0) }.map(\.1)
    if let side = sides.first { return sides.allSatisfy { $0 == side } ? side : nil }
    guard let end = words.firstRange(of: "届"), let start = words.firstRange(of: "第"),
      start.upperBound < end.lowerBound
    else { return nil }
    let number = String(words[start.upperBound..<end.lowerBound])
    let value = Int(number) ?? ChineseNumeral.value(number)?.scaled(by: 1).map(Int.init)
    return value.flatMap { (1...30).contains($0) ? .numbered($0) : nil }
  }
}

/// Lists of before an election and of after it: together they are one of the period.
extension CountyReader {
  /// Gives payment lists of before and after an election their months where these come to the period: those that most members are paid for,
  /// and nobody more.
  mutating func settleElectionPayments() {
    func months(of list: TableRecords) -> Int? {
      let counts = list.members.compactMap(\.months.count).filter { $0 > 0 }
      guard let most = counts.max(), counts.count(where: { $0 == most }) * 2 > counts.count else { return nil }
      return most
    }
    guard let (before, after) = election(of: .paymentList) else { return }
    let counts = (Set(before.map { months(of: tables[$0]) }), Set(after.map { months(of: tables[$0]) }))
    guard counts.0.count == 1, counts.1.count == 1, let first = counts.0.first ?? nil, let rest = counts.1.first ?? nil,
      first + rest == context.policy.months
    else { return }
    let last = context.policy.from.advanced(by: first - 1)
    for index in before { tables[index].source.part = context.policy.from...last }
    for index in after { tables[index].source.part = last.advanced(by: 1)...context.policy.until }
  }

  /// Takes the rosters of before an election where one of after it lacks nobody but who left within the period, and names nobody else than
  /// those and who came within it: they say when those left.
  mutating func takeFormerRosters() -> [TableRecords] {
    guard let (before, after) = election(of: .roster) else { return [] }
    let newer = after.flatMap { tables[$0].members }
    let (own, theirs) = (before.flatMap { tables[$0].members }, Persons(newer))
    let former = Persons(own)
    func isWithin(_ month: YearMonth?) -> Bool {
      month.map { context.policy.from <= $0 && $0 <= context.policy.until } ?? false
    }
    let isOneBody =
      own.allSatisfy { member in
        let now = theirs.find(member).map { newer[$0] }
        // Who stays has no term that began only with the election.
        return now.isEmpty
          ? isWithin(member.end)
          : now.allSatisfy { $0.start == nil || $0.start == member.start || !isWithin($0.start) }
      } && newer.allSatisfy { !former.find($0).isEmpty || isWithin($0.start) }
    guard isOneBody else { return [] }
    let taken = Set(before)
    defer { tables = tables.indices.filter { !taken.contains($0) }.map { tables[$0] } }
    return before.map { index in
      var list = tables[index]
      list.source.purpose = .changes
      return list
    }
  }

  /// Lists of all members of one kind and of no stated months, of a committee and of the one that came after it in the same towns.
  private func election(of kind: DocumentKind) -> (before: [Int], after: [Int])? {
    let lists = tables.indices.filter { index in
      let source = tables[index].source
      return source.kind == kind && source.purpose == .whole && source.part == nil && !tables[index].members.isEmpty
    }
    // A list that names no committee, or a third committee's, leaves open what the others are.
    let committees = lists.compactMap { tables[$0].committee }
    guard committees.count == lists.count,
      let first = committees.first(where: { one in committees.contains(where: one.isFollowed) })
    else { return nil }
    let before = lists.filter { tables[$0].committee == first }
    let after = lists.filter { tables[$0].committee.map(first.isFollowed) ?? false }
    let towns = [before, after].map { side in side.reduce(into: Set<Int>()) { $0.formUnion(tables[$1].towns) } }
    return before.count + after.count == lists.count && !towns[0].isDisjoint(with: towns[1]) ? (before, after) : nil
  }
}

extension TableRecords {
  /// The committee that it is of, where its sheet or its file is called so.
  var committee: Committee? {
    Committee(named: [source.sheet, source.file.split(separator: "/").last.map(String.init) ?? ""])
  }

  /// Whether another list is of the committee that came after this one's.
  func isFollowed(by other: TableRecords) -> Bool {
    other.committee.map { committee?.isFollowed(by: $0) ?? false } ?? false
  }
}
