import Domain

/// What a corrected document says otherwise than the one that it replaces: the cells, and what that does to what is due.
struct Correction {
  /// A row that reads otherwise, by the newer document's cell; a row that is gone has none.
  struct Change {
    var place: Place?
    var zh: String
    var en: String
  }

  private(set) var changes: [Change] = []
  /// What the replaced rows were due, and what those in their stead are; nil where one of them cannot be told.
  private(set) var due: (before: Money, after: Money)?

  /// Rows of `old` that a newer table replaces, against that table's rows of the same villages; of returns that correct some months of
  /// a year, only these months.
  init(
    from old: TableRecords, to new: TableRecords, replaced: Replaced,
    months only: Set<YearMonth>? = nil, register: Register, policy: Policy
  ) {
    func isReplaced(_ town: Int32, _ village: Int32) -> Bool {
      replaced.holds(town, village, in: register)
    }
    func place(_ village: Int32, _ town: Int32) -> String {
      village >= 0 ? register.villages[Int(village)].name : town >= 0 ? register.towns[Int(town)].name : ""
    }
    if only == nil {
      let members = [old, new].map { $0.members.filter { isReplaced($0.town, $0.village) } }
      tell(MemberPairs(from: members[0], to: members[1]), new, place)
    }
    compareRows(
      old.aggregates.filter { isReplaced($0.town, $0.village) },
      new.aggregates.filter { isReplaced($0.town, $0.village) }, (old, new), isOfSomeMonths: only != nil, place)
    guard let rate = policy.singleRate else { return }
    func sum(_ table: TableRecords) -> Money? {
      var months = 0
      for member in table.members where isReplaced(member.town, member.village) {
        guard only == nil, let count = Self.months(of: member, in: table.source, policy) else { return nil }
        months += count
      }
      for row in table.aggregates where isReplaced(row.town, row.village) {
        guard let count = Self.months(of: row, in: table.source, only, policy) else { return nil }
        months += count
      }
      return rate.multiplied(by: months)
    }
    if let before = sum(old), let after = sum(new), before != after { due = (before, after) }
  }

  private mutating func tell(_ members: MemberPairs, _ table: TableRecords, _ place: (Int32, Int32) -> String) {
    for pair in members.pairs {
      let whose = place(pair.now.village, pair.now.town)
      let cell = { (field: Field) in table.source.place(field, row: Int(pair.now.row)) }
      guard pair.was != nil else {
        let spot = cell(.name)
        changes.append(
          Change(place: spot, zh: "\(whose) \(spot.cell) 新增 1 人", en: "\(whose) \(spot.cell): a member more"))
        continue
      }
      for difference in pair.differences {
        let spot = cell(difference.field)
        changes.append(
          Change(
            place: spot, zh: "\(whose) \(spot.cell) \(difference.words.zh)",
            en: "\(whose) \(spot.cell) \(difference.words.en)"))
      }
    }
    var gone: [RowKey: Int] = [:]
    for member in members.left { gone[RowKey(village: member.village, town: member.town), default: 0] += 1 }
    // In the order of the rows that are gone, each village once.
    for member in members.left {
      guard let count = gone.removeValue(forKey: RowKey(village: member.village, town: member.town)) else { continue }
      let whose = place(member.village, member.town)
      changes.append(Change(place: nil, zh: "\(whose) 减少 \(count) 人", en: "\(whose): members fewer: \(count)"))
    }
  }

  private struct RowKey: Hashable {
    var village: Int32
    var town: Int32
  }

  private mutating func compareRows(
    _ old: [AggregateRecord], _ new: [AggregateRecord], _ tables: (old: TableRecords, new: TableRecords),
    isOfSomeMonths: Bool, _ place: (Int32, Int32) -> String
  ) {
    var former = FormerRows(old) { RowKey(village: $0.village, town: $0.town) }
    let fields: [(Field, zh: String, en: String)] = [
      (.quota, "应有", "quota"), (.concurrent, "兼任", "concurrent"), (.eligible, "核发", "paid"), (.months, "月数", "months"),
      (.amount, "金额", "amount"), (.villageCount, "村数", "villages"),
    ]
    for row in new {
      let whose = place(row.village, row.town)
      guard let was = former.next(like: row) else {
        let spot = tables.new.source.place(row: Int(row.row))
        changes.append(Change(place: spot, zh: "\(whose) \(spot.cell) 新增一行", en: "\(whose) \(spot.cell): a row more"))
        continue
      }
      func tell(_ spot: Place, _ zh: String, _ en: String, _ old: String, _ new: String) {
        guard old != new else { return }
        changes.append(
          Change(
            place: spot, zh: "\(whose) \(spot.cell) \(zh) \(old) → \(new)",
            en: "\(whose) \(spot.cell) \(en) \(old) → \(new)"))
      }
      // The sums of some months are not those of all.
      for (field, zh, en) in isOfSomeMonths ? [] : fields {
        func words(_ reading: Reading) -> String { field == .amount ? reading.toldMoney : reading.toldCount }
        tell(tables.new.source.place(field, row: Int(row.row)), zh, en, words(was[field]), words(row[field]))
      }
      let months = Dictionary(
        zip(tables.old.source.monthColumns.map(\.month), was.months), uniquingKeysWith: { a, _ in a })
      for (column, entry) in zip(tables.new.source.monthColumns, row.months) {
        guard let then = months[column.month] else { continue }
        if let heads = column.heads {
          tell(
            tables.new.source.place(row: Int(row.row), column: heads), "\(column.month) 人数", "\(column.month) heads",
            then.heads.toldCount, entry.heads.toldCount)
        }
        if let amount = column.amount {
          tell(
            tables.new.source.place(row: Int(row.row), column: amount), "\(column.month) 金额", "\(column.month) amount",
            then.amount.toldMoney, entry.amount.toldMoney)
        }
      }
    }
    for row in former.left {
      let whose = place(row.village, row.town)
      changes.append(Change(place: nil, zh: "\(whose) 少一行", en: "\(whose): a row fewer"))
    }
  }
}

extension Correction {
  /// Months that a member is paid, as the chain counts them where nothing is out of the ordinary.
  private static func months(of member: MemberRecord, in source: Source, _ policy: Policy) -> Int? {
    if policy.rules.allSatisfy({ $0.exclusion.excludes(member) }) { return 0 }
    let term = policy.months(ofTerm: member, within: source.part)
    let longest = longest(source, policy)
    switch member.months {
    case .value(let months): return min(max(0, Int(clamping: months)), longest)
    case .missing, .notApplicable, .unreadable: return nil
    case .absent:
      guard let fen = member.due.value ?? member.amount.value, let rate = policy.singleRate?.fen, rate > 0,
        fen >= 0, fen % rate == 0
      else { return term.count }
      return min(Int(clamping: fen / rate), longest)
    }
  }

  /// As many months as a document is about: those of the period, or of its half or quarter.
  static func longest(_ source: Source, _ policy: Policy) -> Int {
    source.part.map { Int($0.upperBound.index - $0.lowerBound.index) + 1 } ?? policy.months
  }

  private static func months(of row: AggregateRecord, in source: Source, _ only: Set<YearMonth>?, _ policy: Policy)
    -> Int?
  {
    if !row.months.isEmpty {
      // What is beyond counting is told where it stands.
      let heads = zip(source.monthColumns, row.months).filter { only?.contains($0.0.month) ?? true }.map {
        $0.1.heads.count ?? 0
      }
      return heads.allSatisfy((0...1_000_000).contains) ? heads.reduce(0, +) : nil
    }
    guard only == nil, let heads = row[.eligible].count, (0...1_000_000).contains(heads) else { return nil }
    let longest = longest(source, policy)
    let months = row[.months].count ?? longest
    return (0...longest).contains(months) ? heads * months : nil
  }

  // How many changes a sentence holds; the two files have all.
  private static let told = 3

  /// What has changed, for the finding that tells which file counts; empty where the figures are the same.
  var words: Message {
    guard !changes.isEmpty else { return Message(zh: "，数字没有不同", en: "; no figure differs") }
    let some = changes.prefix(Self.told)
    let isCut = changes.count > Self.told
    let effect = due.map { (after: $0.after, delta: $0.after - $0.before) }
    return Message(
      zh: "；更正 \(changes.count) 处：" + some.map(\.zh).joined(separator: "、") + (isCut ? "等" : "")
        + (effect.map { "；本表应发 \($0.delta.signed) 元" } ?? ""),
      en: "; \(changes.count == 1 ? "1 change" : "\(changes.count) changes"): " + some.map(\.en).joined(separator: ", ")
        + (isCut ? ", …" : "")
        + (effect.map { "; what is due by it changes by \($0.delta.signed)" } ?? ""))
  }
}
