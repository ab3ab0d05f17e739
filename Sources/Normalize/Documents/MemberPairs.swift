import Domain

/// The rows of two versions of a list: each newer one with the older one of its person, and the older ones that are gone.
struct MemberPairs {
  /// A person's row, and what it was before; nothing where the person is new.
  struct Pair {
    let was: MemberRecord?
    let now: MemberRecord
  }

  let pairs: [Pair]
  /// In the order of the older list.
  let left: [MemberRecord]

  init(from old: [MemberRecord], to new: [MemberRecord]) {
    var former = FormerRows(old, by: NameInVillage.init)
    pairs = new.map { Pair(was: former.next(like: $0), now: $0) }
    left = former.left
  }
}

extension MemberPairs.Pair {
  /// Whether the row is that of before, with something changed.
  var isChanged: Bool { !differences.isEmpty }

  /// What a person's row says otherwise than before, with the field whose cell says it; nothing of a new person.
  var differences: [(field: Field, words: Message)] {
    guard let was else { return [] }
    var told: [(field: Field, words: Message)] = []
    func tell(_ field: Field, _ zh: String, _ en: String, _ old: String, _ new: String) {
      guard old != new else { return }
      told.append((field, Message(zh: "\(zh) \(old) → \(new)", en: "\(en) \(old) → \(new)")))
    }
    if was.isConcurrent != now.isConcurrent {
      let (old, new) = (mark(was.isConcurrent), mark(now.isConcurrent))
      told.append(
        (.concurrent, Message(zh: "兼任 \(old.zh) → \(new.zh)", en: "concurrent \(old.en) → \(new.en)")))
    }
    tell(.months, "月数", "months", was.months.toldCount, now.months.toldCount)
    tell(.amount, "金额", "amount", was.amount.toldMoney, now.amount.toldMoney)
    tell(.start, "任职", "from", was.start.told, now.start.told)
    tell(.end, "离任", "until", was.end.told, now.end.told)
    if let id = now.id, let wasID = was.id, id != wasID {
      told.append((.idNumber, Message(zh: "身份证号码", en: "ID number")))
    }
    return told
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
  var toldCount: String { value.map { "\($0)" } ?? "—" }
  var toldMoney: String { money?.grouped ?? "—" }
}

extension YearMonth? {
  fileprivate var told: String { map { "\($0)" } ?? "—" }
}
