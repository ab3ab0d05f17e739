import Domain

/// A total that adds up what the sums among its rows state is off by as much as they are together: where nothing at its rows explains it,
/// it follows from them.
func attributeSumsOfSums(_ discrepancies: inout [Discrepancy], within range: Range<Int>, from first: Int) {
  struct Column: Hashable {
    var file: String
    var sheet: String
    var number: Int
  }
  struct WrongSum {
    var index: Int
    var row: Int
    var parts: ClosedRange<Int>
    var gap: Int64
    /// Whether it adds up rows of another sum, or the same ones above it.
    func contains(_ other: WrongSum) -> Bool {
      index != other.index && parts.lowerBound <= other.parts.lowerBound && other.parts.upperBound <= parts.upperBound
        && (parts.count, row) > (other.parts.count, other.row)
    }
  }
  var sums: [Column: [WrongSum]] = [:]
  for index in range where discrepancies[index].code == .subtotalMismatch {
    let finding = discrepancies[index]
    guard finding.partColumns == nil, let parts = finding.partRows, let place = finding.spots.first?.place,
      let cell = A1(place.cell), let gap = finding.gap.difference
    else { continue }
    sums[Column(file: place.file, sheet: place.sheet, number: cell.column), default: []]
      .append(WrongSum(index: index, row: cell.row, parts: parts, gap: gap))
  }
  for wrong in sums.values where wrong.count > 1 && wrong.count <= mostWrongSums {
    for total in wrong where total.index >= first && discrepancies[total.index].causes.isEmpty {
      let inside = wrong.filter(total.contains)
      let widest = inside.filter { one in !inside.contains { $0.contains(one) } }
      guard !widest.isEmpty, widest.reduce(0, { $0 &+ $1.gap }) == total.gap else { continue }
      discrepancies[total.index].causes = widest.map(\.index).sorted()
    }
  }
}

/// DZ302: heads of a row that do not follow from its seats and exclusions, which are wrong by as much, follow from these. Held against the
/// members, heads are as many more as the exclusions are fewer.
func attributeWrongExclusions(_ discrepancies: inout [Discrepancy], within range: Range<Int>, from first: Int) {
  struct Wrong {
    var quota: (index: Int, more: Int64)?
    var excluded: (index: Int, more: Int64)?
  }
  var wrong: [SheetRow: Wrong] = [:]
  func row(_ finding: Discrepancy) -> SheetRow? {
    finding.code == .headcountMismatch ? SheetRow(finding.spots.first?.place) : nil
  }
  for index in range {
    guard let row = row(discrepancies[index]), let more = discrepancies[index].gap.difference else { continue }
    switch discrepancies[index].field {
    case Field.concurrent.rawValue: wrong[row, default: Wrong()].excluded = (index, more)
    case Field.quota.rawValue: wrong[row, default: Wrong()].quota = (index, more)
    default: break
    }
  }
  for index in range where index >= first && discrepancies[index].field == Field.eligible.rawValue && !wrong.isEmpty {
    guard let row = row(discrepancies[index]), let causes = wrong[row], discrepancies[index].causes.isEmpty,
      let more = discrepancies[index].gap.difference
    else { continue }
    let excluded = causes.excluded?.more ?? 0
    if causes.excluded != nil, more == excluded || discrepancies[index].isTie && more == -excluded {
      discrepancies[index].causes = causes.excluded.map { [$0.index] } ?? []
    } else if let quota = causes.quota, more == excluded - quota.more {
      discrepancies[index].causes = [quota.index] + (causes.excluded.map { [$0.index] } ?? [])
    }
  }
}

/// DZ203: a name that villages of several towns have is open below a town's name that nobody knows.
func attributeStrangeTowns(_ discrepancies: inout [Discrepancy], within range: Range<Int>, from first: Int) {
  var towns: [String: [(row: Int, index: Int)]] = [:]
  func place(_ finding: Discrepancy) -> (sheet: String, row: Int)? {
    guard let place = finding.spots.first?.place, let cell = A1(place.cell) else { return nil }
    return ("\(place.file)\u{0}\(place.sheet)", cell.row)
  }
  for index in range
  where discrepancies[index].code == .villageNotInRegister && discrepancies[index].field == Field.town.rawValue {
    if let (sheet, row) = place(discrepancies[index]) { towns[sheet, default: []].append((row, index)) }
  }
  for index in range where index >= first && !towns.isEmpty && discrepancies[index].code == .villageAmbiguous {
    guard case .texts(let codes, _) = discrepancies[index].gap, let (sheet, row) = place(discrepancies[index]),
      Set(codes.split(separator: " ").map { $0.prefix(9) }).count > 1,
      let town = towns[sheet]?.filter({ $0.row <= row }).max(by: { $0.row < $1.row })
    else { continue }
    discrepancies[index].causes = [town.index]
  }
}

/// More wrong sums in one column than a county has towns are no few slips that a total follows from.
private let mostWrongSums = 100

extension Discrepancy.Gap {
  /// By how much the figure differs, in fen or heads; nil where no figures are compared.
  var difference: Int64? {
    switch self {
    case .money(let expected, let actual): (actual - expected).fen
    case .counts(let expected, let actual, _): Int64(actual - expected)
    case .none, .texts: nil
    }
  }
}
