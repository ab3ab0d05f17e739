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

  /// Rows of `old` that a newer table replaces, against that table's rows of the same villages.
  init(
    from old: TableRecords, to new: TableRecords, replaced: (towns: Set<Int32>, villages: Set<Int32>),
    register: Register,
    policy: Policy
  ) {
    func isReplaced(_ town: Int32, _ village: Int32) -> Bool {
      let own = village < 0 ? town : Int32(register.villages[Int(village)].town)
      return replaced.towns.contains(own) || replaced.villages.contains(village)
    }
    func place(_ village: Int32, _ town: Int32) -> String {
      village >= 0 ? register.villages[Int(village)].name : town >= 0 ? register.towns[Int(town)].name : ""
    }
    compareMembers(
      old.members.filter { isReplaced($0.town, $0.village) }, new.members.filter { isReplaced($0.town, $0.village) },
      new,
      place)
    compareRows(
      old.aggregates.filter { isReplaced($0.town, $0.village) },
      new.aggregates.filter { isReplaced($0.town, $0.village) }, (old, new), place)
    guard let rate = policy.singleRate else { return }
    func sum(_ table: TableRecords) -> Money? {
      var months = 0
      for member in table.members where isReplaced(member.town, member.village) {
        guard let count = Self.months(of: member, in: table.source, policy) else { return nil }
        months += count
      }
      for row in table.aggregates where isReplaced(row.town, row.village) {
        guard let count = Self.months(of: row, policy) else { return nil }
        months += count
      }
      return rate.multiplied(by: months)
    }
    if let before = sum(old), let after = sum(new), before != after { due = (before, after) }
  }

  private struct MemberKey: Hashable {
    var village: Int32
    var name: MemberName
  }

  private mutating func compareMembers(
    _ old: [MemberRecord], _ new: [MemberRecord], _ table: TableRecords, _ place: (Int32, Int32) -> String
  ) {
    let before = Dictionary(grouping: old) { MemberKey(village: $0.village, name: $0.name) }
    // How many of a name have been met: a bank's file of a hundred thousand rows may call them all alike.
    var met: [MemberKey: Int] = [:]
    for member in new {
      let key = MemberKey(village: member.village, name: member.name)
      let cell = { (field: Field) in table.source.place(field, row: Int(member.row)) }
      let whose = place(member.village, member.town)
      let position = met[key, default: 0]
      met[key] = position + 1
      guard let was = before[key].flatMap({ position < $0.count ? $0[position] : nil }) else {
        let spot = cell(.name)
        changes.append(
          Change(place: spot, zh: "\(whose) \(spot.cell) 新增 1 人", en: "\(whose) \(spot.cell): a member more"))
        continue
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
      tell(.months, "月数", "months", count(was.months), count(member.months))
      tell(.amount, "金额", "amount", money(was.amount), money(member.amount))
      tell(.start, "任职", "from", month(was.start), month(member.start))
      tell(.end, "离任", "until", month(was.end), month(member.end))
      if let id = member.id, let wasID = was.id, id != wasID {
        let spot = cell(.idNumber)
        changes.append(
          Change(place: spot, zh: "\(whose) \(spot.cell) 身份证号码", en: "\(whose) \(spot.cell) ID number"))
      }
    }
    for (key, members) in before.sorted(by: { $0.key.village < $1.key.village }) {
      let gone = members.count - (met[key] ?? 0)
      guard gone > 0 else { continue }
      let whose = place(key.village, members[0].town)
      changes.append(Change(place: nil, zh: "\(whose) 减少 \(gone) 人", en: "\(whose): members fewer: \(gone)"))
    }
  }

  private struct RowKey: Hashable {
    var village: Int32
    var town: Int32
  }

  private mutating func compareRows(
    _ old: [AggregateRecord], _ new: [AggregateRecord], _ tables: (old: TableRecords, new: TableRecords),
    _ place: (Int32, Int32) -> String
  ) {
    var before = Dictionary(grouping: old) { RowKey(village: $0.village, town: $0.town) }
    let fields: [(Field, zh: String, en: String)] = [
      (.quota, "应有", "quota"), (.concurrent, "兼任", "concurrent"), (.eligible, "核发", "paid"), (.months, "月数", "months"),
      (.amount, "金额", "amount"), (.villageCount, "村数", "villages"),
    ]
    for row in new {
      let key = RowKey(village: row.village, town: row.town)
      let whose = place(row.village, row.town)
      guard let was = before[key]?.first else {
        let spot = tables.new.source.place(row: Int(row.row))
        changes.append(Change(place: spot, zh: "\(whose) \(spot.cell) 新增一行", en: "\(whose) \(spot.cell): a row more"))
        continue
      }
      before[key]?.removeFirst()
      func tell(_ spot: Place, _ zh: String, _ en: String, _ old: String, _ new: String) {
        guard old != new else { return }
        changes.append(
          Change(
            place: spot, zh: "\(whose) \(spot.cell) \(zh) \(old) → \(new)",
            en: "\(whose) \(spot.cell) \(en) \(old) → \(new)"))
      }
      for (field, zh, en) in fields {
        let words = field == .amount ? money : count
        tell(tables.new.source.place(field, row: Int(row.row)), zh, en, words(was[field]), words(row[field]))
      }
      let months = Dictionary(
        zip(tables.old.source.monthColumns.map(\.month), was.months), uniquingKeysWith: { a, _ in a })
      for (column, entry) in zip(tables.new.source.monthColumns, row.months) {
        guard let then = months[column.month] else { continue }
        if let heads = column.heads {
          tell(
            tables.new.source.place(row: Int(row.row), column: heads), "\(column.month) 人数", "\(column.month) heads",
            count(then.heads), count(entry.heads))
        }
        if let amount = column.amount {
          tell(
            tables.new.source.place(row: Int(row.row), column: amount), "\(column.month) 金额", "\(column.month) amount",
            money(then.amount), money(entry.amount))
        }
      }
    }
    for (key, rows) in before.sorted(by: { ($0.key.town, $0.key.village) < ($1.key.town, $1.key.village) })
    where !rows.isEmpty {
      let whose = place(key.village, key.town)
      changes.append(Change(place: nil, zh: "\(whose) 少一行", en: "\(whose): a row fewer"))
    }
  }
}

extension Correction {
  /// Months that a member is paid, as the chain counts them where nothing is out of the ordinary.
  private static func months(of member: MemberRecord, in source: Source, _ policy: Policy) -> Int? {
    if policy.rules.allSatisfy({ $0.exclusion.excludes(member) }) { return 0 }
    let term = policy.months(ofTerm: member, within: source.part)
    switch member.months {
    case .value(let months): return min(max(0, Int(clamping: months)), policy.months)
    case .missing, .notApplicable, .unreadable: return nil
    case .absent:
      guard let fen = member.due.value ?? member.amount.value, let rate = policy.singleRate?.fen, rate > 0,
        fen >= 0, fen % rate == 0
      else { return term.count }
      return min(Int(clamping: fen / rate), policy.months)
    }
  }

  private static func months(of row: AggregateRecord, _ policy: Policy) -> Int? {
    if !row.months.isEmpty {
      // What is beyond counting is told where it stands.
      let heads = row.months.map { $0.heads.count ?? 0 }
      return heads.allSatisfy((0...1_000_000).contains) ? heads.reduce(0, +) : nil
    }
    guard let heads = row[.eligible].count, (0...1_000_000).contains(heads) else { return nil }
    let months = row[.months].count ?? policy.months
    return (0...policy.months).contains(months) ? heads * months : nil
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
        + (effect.map { "；应发 \($0.delta.signed) 元" } ?? ""),
      en: "; \(changes.count == 1 ? "1 change" : "\(changes.count) changes"): " + some.map(\.en).joined(separator: ", ")
        + (isCut ? ", …" : "")
        + (effect.map { "; what is due changes by \($0.delta.signed)" } ?? ""))
  }
}

private func mark(_ flag: Bool?) -> Message {
  switch flag {
  case true?: Message(zh: "是", en: "yes")
  case false?: Message(zh: "否", en: "no")
  case nil: Message(zh: "—", en: "—")
  }
}

private func month(_ month: YearMonth?) -> String { month.map { "\($0)" } ?? "—" }

private func count(_ reading: Reading) -> String { reading.value.map { "\($0)" } ?? "—" }

private func money(_ reading: Reading) -> String { reading.money?.grouped ?? "—" }
