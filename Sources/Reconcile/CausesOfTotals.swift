import Domain

/// Totals over cells that cannot be read, sums of months that are no whole ones, and villages that stand in another town: what they follow from.
extension CausesByCells {
  /// DZ302, DZ404: a summary's total that has not all of its rows read, and is less or more than the detail by what a missing village has, or by a
  /// row's heads.
  func explainOpenTotals(_ discrepancies: inout [Discrepancy]) {
    for index in discrepancies.indices
    where [.headcountMismatch, .dueVsPaid].contains(discrepancies[index].code) && discrepancies[index].level == .county
      && discrepancies[index].causes.isEmpty && discrepancies[index].isTie
    {
      let total = discrepancies[index]
      guard let place = total.spots.first?.place, let more = total.gap.difference else { continue }
      let isHeads = total.code == .headcountMismatch
      guard !isHeads || total.field == Field.eligible.rawValue else { continue }
      let worths = discrepancies.indices.compactMap { other -> (index: Int, more: Int64)? in
        let cause = discrepancies[other]
        guard other != index, cause.severity >= .error, cause.causes.isEmpty,
          cause.spots.contains(where: { $0.place.file == place.file && $0.place.sheet == place.sheet })
        else { return nil }
        if cause.code == .villageCountMismatch, cause.field == Field.village.rawValue {
          guard let tally = cause.subject.village.flatMap(county.tally) else { return nil }
          return (isHeads ? tally.eligible.map(Int64.init) : (tally.stated ?? tally.due)?.fen).map { (other, -$0) }
        }
        guard cause.code == .headcountMismatch, cause.field == Field.eligible.rawValue, cause.level < .county,
          let heads = cause.more(of: "人")
        else { return nil }
        return (other, isHeads ? Int64(heads) : (county.policy.fullAmount * heads).fen)
      }
      let alone = worths.filter { $0.more == more }
      if !worths.isEmpty, worths.reduce(0, { $0 &+ $1.more }) == more {
        discrepancies[index].causes = worths.map(\.index)
      } else if alone.count == 1 {
        discrepancies[index].causes = [alone[0].index]
      }
    }
  }

  /// DZ205: a sum of months has the part of a month that one of its rows has.
  func explainPartsOfMonths(_ discrepancies: inout [Discrepancy]) {
    struct Column: Hashable {
      var file: String
      var sheet: String
      var number: Int
    }
    let members = Set(
      county.records.members.map { member in
        let source = county.source(member.source)
        return SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))
      })
    var parts: [Column: [(index: Int, row: Int, value: Double)]] = [:]
    var sums: [(index: Int, column: Column, row: Int, value: Double)] = []
    for (index, finding) in discrepancies.enumerated()
    where finding.code == .valueNotParsed && finding.field == Field.months.rawValue && finding.spots.count == 1 {
      let spot = finding.spots[0]
      guard let cell = A1(spot.place.cell), let row = SheetRow(spot.place), let value = Double(spot.raw), value > 0,
        value != value.rounded()
      else { continue }
      let column = Column(file: spot.place.file, sheet: spot.place.sheet, number: cell.column)
      if members.contains(row) {
        parts[column, default: []].append((index, cell.row, value))
      } else {
        sums.append((index, column, cell.row, value))
      }
    }
    for sum in sums where discrepancies[sum.index].causes.isEmpty {
      // A town's has its own rows' only, which stand between it and the sum before it.
      let all = parts[sum.column] ?? []
      let before = sums.filter { $0.column == sum.column && $0.row < sum.row }.map(\.row).max() ?? 0
      for some in [all.filter { $0.row > before && $0.row < sum.row }, all] where !some.isEmpty {
        let rest = sum.value - some.reduce(0) { $0 + $1.value }
        guard rest >= 0, abs(rest - rest.rounded()) < 0.001 else { continue }
        discrepancies[sum.index].causes = some.map(\.index)
        break
      }
    }
  }

  /// DZ301: a village that is missing from its town and stands in another, where nobody knows it.
  func explainVillagesElsewhere(_ discrepancies: inout [Discrepancy]) {
    func stem(_ name: String) -> String {
      for end in ["村民委员会", "村委会", "村"] where name.hasSuffix(end) { return String(name.dropLast(end.count)) }
      return name
    }
    var strange: [String: [Int]] = [:]
    for index in discrepancies.indices
    where discrepancies[index].code == .villageNotInRegister && discrepancies[index].field == Field.village.rawValue {
      guard let raw = discrepancies[index].spots.first?.raw, !raw.isEmpty else { continue }
      strange[stem(raw), default: []].append(index)
    }
    guard !strange.isEmpty else { return }
    for index in discrepancies.indices
    where discrepancies[index].code == .villageCountMismatch && discrepancies[index].causes.isEmpty {
      guard let village = discrepancies[index].subject.village else { continue }
      let files = Set(discrepancies[index].spots.map(\.place.file))
      // A name of two villages may be either's.
      let name = stem(county.register.villages[village].name)
      let isOne =
        county.register.counties[county.records.county].villages.count {
          stem(county.register.villages[$0].name) == name
        } == 1
      guard isOne else { continue }
      discrepancies[index].causes = (strange[name] ?? []).filter { other in
        discrepancies[other].spots.contains { files.contains($0.place.file) }
      }
    }
  }
}
