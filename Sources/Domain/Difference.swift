/// Why what a county is due differs from what was allocated to it, as far as findings tell.
///
/// A list of causes that falls short of the difference must not look like the whole reason, so what it leaves open is told with it.
public struct Difference: Sendable {
  /// Due − allocated.
  public var gap: Money
  /// Positions of the findings that it goes back to, worst first.
  public var causes: [Int]
  /// Positions of findings that are reckoned with already and explain nothing where something is wrong, but are part of the difference:
  /// empty seats, and months that nobody is paid for.
  public var reckoned: [Int]
  /// What causes and reckoned findings cannot come to; nil where they may be all of it.
  public var rest: Rest?

  /// A part of a difference that nothing explains.
  public struct Rest: Sendable, Hashable {
    /// Signed like the difference.
    public var amount: Money
    /// Whether more of it may be unexplained.
    public var isLeast: Bool
    /// What it looks like; nil where nothing comes to mind.
    public var guess: Message?
    /// Whether nothing explains any of the difference.
    public var isAll: Bool

    /// As the bureau reads it.
    public var words: Message {
      told(Message(zh: "请核对下达数", en: "look at the allocation"))
    }

    /// As a county reads it, which has no allocation to look at.
    public var wordsForCounty: Message {
      told(Message(zh: "请与主管部门核对下达数", en: "ask the bureau about the allocation"))
    }

    /// Of what a county states and what it is due: no allocation is in it.
    public var wordsOfStated: Message {
      told(Message(zh: "请核对填报数", en: "look at what is stated"))
    }

    private func told(_ advice: Message) -> Message {
      let (zh, en) = (guess.map { "（可能：\($0.zh)）" } ?? "", guess.map { " (perhaps: \($0.en))" } ?? "")
      if isAll {
        return Message(
          zh: "上报内部没有起因\(zh)，\(advice.zh)", en: "nothing in the uploads explains it\(en): \(advice.en)")
      }
      return Message(
        zh: "另有\(isLeast ? "至少 " : " ")\(amount.signed) 元没有找到起因\(zh)，\(advice.zh)",
        en: "nothing explains \(isLeast ? "at least " : "the other ")\(amount.signed) yuan\(en): \(advice.en)")
    }
  }
}

/// Why the figures of counties differ, by position of the county: reckoned once for all who tell it.
public struct Reasons: Sendable {
  /// Between what is due and what was allocated; positions are those of the findings that it was reckoned from.
  public var ofDue: [Int: Difference]
  /// What nothing explains of what is stated.
  public var restsOfStated: [Int: Difference.Rest]

  /// Reckons them; each county's under the policy as it stands for it.
  public init(_ findings: [Discrepancy], of counties: [CountyFigures], under policy: Policy, register: Register) {
    ofDue = findings.differences(of: counties, under: policy, register: register)
    restsOfStated = findings.restsOfStated(of: counties, under: policy, register: register)
  }
}

extension [Discrepancy] {
  /// The differences of counties between due and allocated, by position of the county; each under the policy as it stands for it.
  public func differences(of counties: [CountyFigures], under policy: Policy, register: Register) -> [Int: Difference] {
    var ties: [Int: Int] = [:]
    var reckoned: [Int: [Int]] = [:]
    var corrections: [Int: [Int]] = [:]
    for position in indices {
      guard let county = self[position].subject.county else { continue }
      if self[position].code == .countyVsAllocation { ties[county] = position }
      if self[position].code == .correctedUpload { corrections[county, default: []].append(position) }
      if self[position].isReckoned { reckoned[county, default: []].append(position) }
    }
    guard !ties.isEmpty else { return [:] }
    return counties.reduce(into: [:]) { found, county in
      guard let tie = ties[county.county], county.status == .current, let due = county.tally.due,
        let allocated = county.allocated?.amount
      else { return }
      let entry = register.counties[county.county]
      let policy = policy.applied(toCounty: entry.name, code: entry.code) ?? policy
      let worth = Worth(policy)
      let causes = roots(of: tie).map { (position: $0, gravity: Gravity(self[$0], worth: worth)) }.sorted { a, b in
        a.gravity == b.gravity
          ? (self[a.position].code.rawValue, a.position) < (self[b.position].code.rawValue, b.position)
          : a.gravity > b.gravity
      }.map(\.position)
      let told = Set(causes)
      var difference = Difference(
        gap: due - allocated, causes: causes, reckoned: (reckoned[county.county] ?? []).filter { !told.contains($0) })
      difference.rest = rest(of: difference, self[tie], county.tally, worth, policy)
      if let rest = difference.rest, !rest.isLeast,
        let correction = (corrections[county.county] ?? []).first(where: { worth.effect(of: self[$0]) == rest.amount })
      {
        let place = self[correction].spots[0].place
        let cell = place.cell.isEmpty ? "" : " " + place.cell
        difference.rest?.guess = Message(
          zh: "更正重报“\(place.fileName)”\(cell) 的改动正好是此数，下达数可能仍按更正前",
          en: "just what the corrected upload \(place.fileName)\(cell) changes; the allocation may be that of before")
      }
      found[county.county] = difference
    }
  }

  /// What of a difference its findings cannot come to, be they worth as much as they can be.
  private func rest(
    of difference: Difference, _ tie: Discrepancy, _ tally: Tally, _ worth: Worth, _ policy: Policy
  ) -> Difference.Rest? {
    let shares = (difference.causes + difference.reckoned).map { worth.share(of: self[$0]) }
    guard let (low, high) = shares.bounds else { return nil }
    let gap = Int128(difference.gap.fen)
    let amount = gap > high ? gap - high : gap < low ? gap - low : 0
    guard amount != 0, let fen = Int64(exactly: amount) else { return nil }
    var rest = Difference.Rest(
      amount: Money(fen: fen), isLeast: shares.contains { $0.isMost || $0.direction == .open }, isAll: shares.isEmpty)
    guard !rest.isLeast else { return rest }
    let seat = policy.fullAmount
    if let heads = tally.concurrent, heads > 0, seat.fen > 0, seat.multiplied(by: -heads) == rest.amount {
      rest.guess = Message(
        zh: "等于兼任 \(heads) 人的全年补贴，下达数可能没有扣减兼任",
        en: "just the subsidies of those with a concurrent post (\(heads)): the allocation may not exclude them")
    } else if rest.isAll {
      rest.guess = tie.consistentWith.first
    } else {
      rest.guess = inHeads(rest.amount, policy)
    }
    return rest
  }
}

extension Discrepancy {
  /// Whether it is in what is due already: a seat that stands empty, or months that nobody is paid for.
  fileprivate var isReckoned: Bool {
    (code == .vacancy || code == .monthsOutOfRange) && severity == .warning && causes.isEmpty
      && !touches.isDisjoint(with: [.heads, .due])
  }
}

extension [ShareOfDue] {
  /// The least and the most that findings come to; nil where one of them may be worth anything.
  fileprivate var bounds: (low: Int128, high: Int128)? {
    var (low, high) = (Int128(0), Int128(0))
    for share in self {
      guard let fen = share.amount.map({ Int128($0.fen) }) else { return nil }
      switch share.direction {
      case .lowers:
        low -= fen
        if !share.isMost { high -= fen }
      case .raises:
        high += fen
        if !share.isMost { low += fen }
      case .open:
        low -= fen
        high += fen
      }
    }
    return (low, high)
  }
}

/// An amount as so many heads for the whole period, or head-months, where it is just that.
func inHeads(_ amount: Money, _ policy: Policy) -> Message? {
  let seat = policy.fullAmount
  if seat.fen > 0, amount.fen % seat.fen == 0 {
    let heads = (amount.fen / seat.fen).magnitude
    return Message(zh: "相当于 \(heads) 人全年补贴", en: "\(heads) head-year(s) of subsidy")
  }
  guard let rate = policy.singleRate, rate.fen > 0, amount.fen % rate.fen == 0 else { return nil }
  let months = (amount.fen / rate.fen).magnitude
  return Message(zh: "相当于 \(months) 人·月补贴", en: "\(months) head-month(s) of subsidy")
}
