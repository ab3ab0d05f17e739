import Domain

/// Lists that are called 第一批, 第二批: each pays the months that follow those of the one before, and corrects nothing.
extension CountyReader {
  /// Gives each batch its months, where no list says them, the batches are numbered without a gap and come to no more than the period.
  mutating func settleBatches() {
    var batches: [Int: [Int]] = [:]
    for index in tables.indices {
      let source = tables[index].source
      guard source.kind == .paymentList, source.part == nil, source.purpose == .whole,
        let number = Self.batch(source.sheet) ?? Self.batch(source.file)
      else { continue }
      batches[number, default: []].append(index)
    }
    guard batches.count > 1, batches.keys.sorted() == Array(1...batches.count) else { return }
    // Batches of other persons, as of other towns, are paid side by side.
    guard batches.values.allSatisfy({ sharesPersons($0, with: batches[1] ?? []) }) else { return }
    var next = context.policy.from
    var parts: [(tables: [Int], part: ClosedRange<YearMonth>)] = []
    for (_, lists) in batches.sorted(by: { $0.key < $1.key }) {
      guard let months = usualMonths(lists) else { return }
      let last = next.advanced(by: months - 1)
      guard last <= context.policy.until else { return }
      parts.append((lists, next...last))
      next = last.advanced(by: 1)
    }
    for (lists, part) in parts {
      for index in lists {
        tables[index].source.part = part
        let source = tables[index].source
        tables[index].normalizations.append(
          Normalization(
            county: county, place: source.place(row: source.headerRows.upperBound), rule: "months-of-batch", raw: "",
            value: "\(part.lowerBound)—\(part.upperBound)"))
      }
    }
  }

  /// Whether most of the shorter of two batches stand in the other.
  private func sharesPersons(_ lists: [Int], with others: [Int]) -> Bool {
    func names(_ lists: [Int]) -> Set<MemberName> { Set(lists.lazy.flatMap { tables[$0].members }.map(\.name)) }
    let (own, theirs) = (names(lists), names(others))
    return own.intersection(theirs).count * 2 > min(own.count, theirs.count)
  }

  /// The months that most members of some lists are paid for.
  private func usualMonths(_ lists: [Int]) -> Int? {
    var counts: [Int: Int] = [:]
    let rate = context.policy.singleRate?.fen ?? 0
    for member in lists.lazy.flatMap({ tables[$0].members }) {
      let fen = member.amount.value ?? member.due.value
      let byMoney = fen.flatMap { rate > 0 && $0 % rate == 0 ? Int(clamping: $0 / rate) : nil }
      if let months = member.months.count ?? byMoney, months > 0 { counts[months, default: 0] += 1 }
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key, most <= context.policy.months
    else { return nil }
    return most
  }

  /// 第一批, 第2批, 第三次发放.
  private static func batch(_ name: String) -> Int? {
    let words = Text.squeezed(name)
    for (number, names) in [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"], ["五", "5"], ["六", "6"]].enumerated()
    where names.contains(where: { words.contains("第\($0)批") || words.contains("第\($0)次发放") }) { return number + 1 }
    return nil
  }
}

extension Table {
  /// Whether its title, or the header of its heads or amount, says that it is one batch's or a plan.
  var isBatchOrPlan: Bool {
    let headers = [Field.eligible, .amount].compactMap { field in
      column(field).map { Text.headerWords(paths[$0] ?? "") }
    }
    return Self.saysBatchOrPlan(title) || headers.contains { $0.contains("应发") || Self.saysPlan($0) }
  }

  /// 第二批, 资金分配: whether a title says so.
  static func saysBatchOrPlan(_ title: String) -> Bool {
    let words = Text.squeezed(title)
    let isBatch = words.firstIndex(of: "第").map { words[$0...].prefix(5).contains("批") } ?? false
    return isBatch || saysPlan(words)
  }

  private static func saysPlan(_ words: String) -> Bool {
    ["应拨", "核定", "安排", "分配", "测算", "预算", "计划"].contains(where: words.contains)
  }
}
