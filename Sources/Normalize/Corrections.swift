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
  private let periodMonths: Int
  private let period: ClosedRange<YearMonth>
  /// A village of which the newer document names some members only, each of them otherwise than before.
  private(set) var doubt: (village: String, before: Int, after: Int)?
  /// A village whose members the newer document knows none of: they may be others, and not a correction's.
  private(set) var strangers: (village: String, before: Int, after: Int)?
  /// How many of the replaced members left within the period and are gone from the newer document.
  private(set) var lostLeavers = 0
  /// How many persons stand in both with months, and for how many these come to no more than the period together.
  private(set) var addingUp = (fitting: 0, persons: 0)
  /// Villages all of whose newer rows are those of before with something changed.
  private var whollyChanged: Set<Int32> = []
  /// Whether the newer document's members came into office after the replaced ones had left it.
  private(set) var isOfNextTerm = false
  /// What the replaced rows were due, and what those in their stead are; nil where one of them cannot be told.
  private(set) var due: (before: Money, after: Money)?

  /// Rows of `old` that a newer table replaces, against that table's rows of the same villages; of returns that correct some months of
  /// a year, only these months.
  init(
    from old: TableRecords, to new: TableRecords, replaced: (towns: Set<Int32>, villages: Set<Int32>),
    months only: Set<YearMonth>? = nil, register: Register, policy: Policy
  ) {
    (periodMonths, period) = (policy.months, policy.from...policy.until)
    func isReplaced(_ town: Int32, _ village: Int32) -> Bool {
      let own = village < 0 ? town : Int32(register.villages[Int(village)].town)
      return replaced.towns.contains(own) || replaced.villages.contains(village)
    }
    func place(_ village: Int32, _ town: Int32) -> String {
      village >= 0 ? register.villages[Int(village)].name : town >= 0 ? register.towns[Int(town)].name : ""
    }
    if only == nil {
      let before = old.members.filter { isReplaced($0.town, $0.village) }
      let after = new.members.filter { isReplaced($0.town, $0.village) }
      compareMembers(before, after, new, place)
      let counts = (Self.counts(old.members), Self.counts(new.members))
      if !isOfSome(counts.0, counts.1) { doubt = nil }
      // Who sends all villages again knows who sits there now.
      if Set(counts.0.keys).isSubset(of: counts.1.keys) { strangers = nil }
      isOfNextTerm = Self.follows(after, before, policy)
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

  /// Whether all of some members left office within the period, and the others came after them.
  private static func follows(_ new: [MemberRecord], _ old: [MemberRecord], _ policy: Policy) -> Bool {
    let (ends, starts) = (old.compactMap(\.end), new.compactMap(\.start))
    guard ends.count == old.count, starts.count == new.count, let last = ends.max(), let first = starts.min() else {
      return false
    }
    return last < first && policy.from <= last && first <= policy.until
  }

  private struct MemberKey: Hashable {
    var village: Int32
    var name: MemberName
  }

  private mutating func compareMembers(
    _ old: [MemberRecord], _ new: [MemberRecord], _ table: TableRecords, _ place: (Int32, Int32) -> String
  ) {
    var former = FormerRows(old) { MemberKey(village: $0.village, name: $0.name) }
    // By village, how many of the newer rows are those of before, with something changed.
    var changed: [Int32: Int] = [:]
    var known: Set<Int32> = []
    let ids = Set(old.compactMap(\.id))
    for member in new {
      let told = changes.count
      let cell = { (field: Field) in table.source.place(field, row: Int(member.row)) }
      let whose = place(member.village, member.town)
      if let id = member.id, ids.contains(id) { known.insert(member.village) }
      guard let was = former.next(like: member) else {
        let spot = cell(.name)
        changes.append(
          Change(place: spot, zh: "\(whose) \(spot.cell) 新增 1 人", en: "\(whose) \(spot.cell): a member more"))
        continue
      }
      known.insert(member.village)
      if let before = was.months.count, let after = member.months.count, before > 0, after > 0 {
        addingUp.persons += 1
        if before + after <= periodMonths { addingUp.fitting += 1 }
      }
      func tell(_ field: Field, _ zh: String, _ en: String, _ old: String, _ new: String) {
        guard old != new else { return }
        let spot = cell(field)
        changes.append(
          Change(
            place: spot, zh: "\(whose) \(spot.cell) \(zh) \(old) → \(new)",
            en: "\(whose) \(spot.cell) \(en) \(old) → \(new)"))
      }
      if was.isConcurrent != member.isConcurrent {
        let (old, new, spot) = (mark(was.isConcurrent), mark(member.isConcurrent), cell(.concurrent))
        changes.append(
          Change(
            place: spot, zh: "\(whose) \(spot.cell) 兼任 \(old.zh) → \(new.zh)",
            en: "\(whose) \(spot.cell) concurrent \(old.en) → \(new.en)"))
      }
      tell(.months, "月数", "months", was.months.toldCount, member.months.toldCount)
      tell(.amount, "金额", "amount", was.amount.toldMoney, member.amount.toldMoney)
      tell(.start, "任职", "from", was.start.told, member.start.told)
      tell(.end, "离任", "until", was.end.told, member.end.told)
      if let id = member.id, let wasID = was.id, id != wasID {
        let spot = cell(.idNumber)
        changes.append(
          Change(place: spot, zh: "\(whose) \(spot.cell) 身份证号码", en: "\(whose) \(spot.cell) ID number"))
      }
      if changes.count > told { changed[member.village, default: 0] += 1 }
    }
    let (before, after) = (Self.counts(old), Self.counts(new))
    whollyChanged = Set(after.keys.filter { changed[$0] == after[$0] })
    doubt = after.filter { $0.key >= 0 && $0.value < before[$0.key] ?? 0 && changed[$0.key] == $0.value }
      .min { $0.key < $1.key }.map { (place($0.key, -1), before[$0.key] ?? 0, $0.value) }
    strangers = after.filter { $0.key >= 0 && before[$0.key] ?? 0 > 0 && !known.contains($0.key) }
      .min { $0.key < $1.key }.map { (place($0.key, -1), before[$0.key] ?? 0, $0.value) }
    lostLeavers = former.left.count { member in member.end.map { period.contains($0) } ?? false }
    var gone: [RowKey: Int] = [:]
    for member in former.left { gone[RowKey(village: member.village, town: member.town), default: 0] += 1 }
    // In the order of the rows that are gone, each village once.
    for member in former.left {
      guard let count = gone.removeValue(forKey: RowKey(village: member.village, town: member.town)) else { continue }
      let whose = place(member.village, member.town)
      changes.append(Change(place: nil, zh: "\(whose) 减少 \(count) 人", en: "\(whose): members fewer: \(count)"))
    }
  }

  /// Whether the newer list says of some only what it says: it leaves villages out, or most of those that lost nobody have rows as before.
  /// Where every row is changed, as by 11 months become 12, who is gone has left.
  private func isOfSome(_ before: [Int32: Int], _ after: [Int32: Int]) -> Bool {
    if !Set(before.keys).isSubset(of: after.keys) { return true }
    let others = after.filter { $0.value >= before[$0.key] ?? 0 }.keys
    return others.count { !whollyChanged.contains($0) } * 2 > others.count
  }

  private static func counts(_ members: [MemberRecord]) -> [Int32: Int] {
    members.reduce(into: [:]) { $0[$1.village, default: 0] += 1 }
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
  private static func longest(_ source: Source, _ policy: Policy) -> Int {
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

private func mark(_ flag: Bool?) -> Message {
  switch flag {
  case true?: Message(zh: "是", en: "yes")
  case false?: Message(zh: "否", en: "no")
  case nil: Message(zh: "—", en: "—")
  }
}

extension Reading {
  fileprivate var toldCount: String { value.map { "\($0)" } ?? "—" }
  fileprivate var toldMoney: String { money?.grouped ?? "—" }
}

extension YearMonth? {
  fileprivate var told: String { map { "\($0)" } ?? "—" }
}
