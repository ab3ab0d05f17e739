import Domain

/// A summary's total that is held against the county's detail, because one of its own rows cannot be read, differs from it for what the two
/// have differently: a village that the summary lacks, a seat that stands empty among the members or one too many.
extension CausesByCells {
  /// What a finding makes the total more by than the detail.
  private struct Part {
    enum Kind: CaseIterable { case missing, empty, over }
    var index: Int
    var kind: Kind
    var more: Int64
  }

  /// DZ302, DZ404: all findings of a kind that come to the difference, or of several kinds; or the only one that does so alone.
  func explainTotalsOfSummaries(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    let open = discrepancies.indices.filter { index in
      [.headcountMismatch, .dueVsPaid].contains(discrepancies[index].code) && discrepancies[index].isTie
        && discrepancies[index].level == .county && discrepancies[index].causes.isEmpty
    }
    guard !open.isEmpty else { return }
    let totals = Dictionary(
      county.records.totals.lazy.filter { $0.partColumns == nil && $0.month == nil }.map { total in
        (county.source(total.source).place(row: total.row, column: total.column), total)
      }, uniquingKeysWith: { first, _ in first })
    for index in open {
      guard let place = discrepancies[index].spots.first?.place, let total = totals[place],
        let more = discrepancies[index].gap.difference
      else { continue }
      // What its own subtotals say of it is told there.
      let own = found.at(place).filter {
        discrepancies[$0].code == .subtotalMismatch && discrepancies[$0].gap.difference == more
      }
      guard own.isEmpty else {
        discrepancies[index].causes = own
        continue
      }
      discrepancies[index].causes = causes(of: more, parts(of: total, discrepancies, found))
    }
  }

  private func causes(of more: Int64, _ parts: [Part]) -> [Int] {
    let kinds = Part.Kind.allCases.map { kind in parts.filter { $0.kind == kind } }.filter { !$0.isEmpty }
    guard !kinds.isEmpty else { return [] }
    let groups = (1..<(1 << kinds.count)).map { choice in
      kinds.indices.filter { choice & (1 << $0) != 0 }.flatMap { kinds[$0] }
    }
    func tie(_ group: [Part]) -> Bool { group.reduce(0) { $0 &+ $1.more } == more }
    let fitting = groups.filter(tie)
    if fitting.count == 1 { return Set(fitting[0].map(\.index)).sorted() }
    // Of two reasons that would do each, none is likelier.
    let alone = parts.filter { $0.more == more }
    return fitting.isEmpty && alone.count == 1 ? [alone[0].index] : []
  }

  private func parts(of total: StatedTotal, _ discrepancies: [Discrepancy], _ found: FindingsOfRows) -> [Part] {
    let source = county.source(total.source)
    // What the village's own row has as the detail does makes no difference.
    let alike = Set(
      county.records.aggregates.lazy.filter { row in
        row.source == total.source && row.village >= 0 && row[total.field].value != nil
          && row[total.field].value == figure(ofVillage: Int(row.village), total.field)
      }.map { Int($0.village) })
    var parts: [Part] = []
    for (index, finding) in discrepancies.enumerated() {
      guard finding.severity >= .warning, let village = finding.subject.village else { continue }
      switch finding.code {
      case .villageCountMismatch where finding.field == Field.village.rawValue:
        let isOwn = finding.spots.contains { $0.place.file == source.file && $0.place.sheet == source.sheet }
        guard isOwn, let figure = figure(ofVillage: village, total.field) else { continue }
        parts.append(Part(index: index, kind: .missing, more: -figure))
      case .vacancy where finding.field == "members" && !alike.contains(village):
        guard let seats = seats(finding, total.field) else { continue }
        parts.append(Part(index: index, kind: .empty, more: -seats))
      case .overQuota where finding.field == "members" && !alike.contains(village):
        guard let seats = seats(finding, total.field) else { continue }
        parts.append(Part(index: index, kind: .over, more: -seats))
      default: continue
      }
    }
    return parts
  }

  /// What the detail has of a village, in heads or fen.
  private func figure(ofVillage village: Int, _ field: Field) -> Int64? {
    guard let tally = county.tally(ofVillage: village) else { return nil }
    return switch field {
    case .eligible: tally.eligible.map(Int64.init)
    case .concurrent: tally.concurrent.map(Int64.init)
    case .quota: Int64(tally.quota)
    case .amount: tally.due?.fen
    default: nil
    }
  }

  /// How many more heads the detail has for seats that are empty or too many, or what is due for them.
  private func seats(_ finding: Discrepancy, _ field: Field) -> Int64? {
    let heads = finding.more(of: "人")
    switch field {
    case .eligible: return heads.map(Int64.init)
    case .amount:
      if let heads { return (county.policy.fullAmount * heads).fen }
      return finding.more(of: "人月").flatMap { months in county.policy.singleRate.map { ($0 * months).fen } }
    default: return nil
    }
  }
}
