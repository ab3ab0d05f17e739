import Domain

/// Which rows a sum row is about: those since the last one, unless some of them are another place's, whose own sum row is missing.
extension TableReader {
  /// The rows of one place that a sum row is about, where its label names it, its figures are that place's, or every sum row before it
  /// was of one place; nil where it is about all rows that its level closes.
  mutating func reach(
    of stated: [Int64?], row: Int, level: Int, label: String, isLeading: Bool
  ) -> Sums.Stretch? {
    guard level == 1 || level == 2 else { return nil }
    func tying(_ parts: (Int, Int64) -> Sums.Parts?) -> Int {
      stated.enumerated().count { index, value in
        value.map { $0 != 0 && parts(index, $0)?.sum == $0 } ?? false
      }
    }
    let filled = stated.count { $0.map { $0 != 0 } ?? false }
    let ofAll = tying { sums.parts(of: $0, level: level, stated: $1) }
    let named = placeNamed(label)
    for kind in [SummedPlace.Kind.town, .village] {
      let stretches = sums.stretches(level: level, by: kind)
      guard stretches.count > 1, let own = isLeading ? stretches.first : stretches.last, own.place >= 0 else {
        continue
      }
      // 东镇小计, 西街道小计 below the rows of both: each closes its own place's, in their order.
      if level == 1, !isLeading, let named, named.kind == kind, let first = stretches.first, first.place == named.place,
        tying({ index, _ in sums.parts(of: index, in: first) }) >= ofAll
      {
        return first
      }
      let ofOwn = tying { index, _ in sums.parts(of: index, in: own) }
      let isNamed = named?.kind == kind && named?.place == own.place
      // A bare 合计 that ends a table and repeats the last town's own sum is a total that leaves out the others.
      if level == 2, !isLeading, !isNamed, sums.hasOwnSum(own), habits[level] == nil, isLastSum(row) { continue }
      let isUsual = named == nil && ofAll == 0 && habits[level]?.kind(atLeast: 1) == kind
      guard isNamed && ofOwn >= ofAll || ofOwn > ofAll && ofOwn * 2 > filled || isUsual && ofOwn >= ofAll else {
        continue
      }
      for other in isLeading ? stretches.dropFirst() : stretches.dropLast() { tellNoSum(other, kind) }
      return own
    }
    habits[level, default: SumHabit()].learn(from: sums, level: level)
    return nil
  }

  /// Whether neither a record nor another sum stands below a row.
  private func isLastSum(_ row: Int) -> Bool {
    var ahead = classifier
    return !isContinued
      && (row + 1..<max(row + 1, table.body.upperBound)).allSatisfy { below in
        switch ahead.kind(ofRow: below) {
        case .record, .heading, .sum: false
        default: true
        }
      }
  }

  /// Rows at a table's end, or above its total, that no sum row is about where every place above has one.
  mutating func tellRowsWithoutSum() {
    guard !isContinued, let kind = habits[1]?.kind(atLeast: 2) else { return }
    for stretch in sums.stretches(level: 1, by: kind) { tellNoSum(stretch, kind) }
  }

  /// DZ408: a place's own sum row is missing, which the sums below it do not show. One row alone needs none.
  private mutating func tellNoSum(_ stretch: Sums.Stretch, _ kind: SummedPlace.Kind) {
    guard stretch.place >= 0, stretch.count > 1 else { return }
    let register = gazetteer.register
    let name = kind == .town ? register.towns[stretch.place].name : register.villages[stretch.place].name
    let subject =
      kind == .town ? Subject(county: county, town: stretch.place) : gazetteer.subject(stretch.place)
    out.discrepancies.append(
      Discrepancy(
        .subtotalMismatch, severity: .warning, subject: subject, period: period, field: "subtotal",
        spots: [.init(out.source.place(row: stretch.rows.upperBound))], level: .town, touches: [],
        zh:
          "\(name)（第 \(stretch.rows.lowerBound)—\(stretch.rows.upperBound) 行）没有小计行，其他\(kind == .town ? "镇（街）" : "村")有：请补上",
        en:
          "\(name) (rows \(stretch.rows.lowerBound)–\(stretch.rows.upperBound)) has no subtotal, though the others do: add it"
      ))
  }

  /// The town or village that a sum row's label names: 三埠街道小计, 山底村合计.
  private func placeNamed(_ label: String) -> (kind: SummedPlace.Kind, place: Int)? {
    if let town = townNamed(label) { return (.town, town) }
    let name = Self.withoutSumWord(label)
    guard !name.isEmpty, case .found(let village, _) = gazetteer.village(name, town: town) else { return nil }
    return (.village, village)
  }
}
