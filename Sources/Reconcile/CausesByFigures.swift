import Domain

/// A finding explains another that it accounts for: mend it, and the other's figures tie.
///
/// A village or a row that a document lacks, or has once too often, accounts for a sum over it where every figure of the sum's row is
/// then right. A village's wrong figure in the document that counts accounts for the same two figures in one that is only checked against it.
struct CausesByFigures {
  let county: CountyCase
  let isOfBasis: (Discrepancy) -> Bool

  init(_ county: CountyCase, isOfBasis: @escaping (Discrepancy) -> Bool) {
    self.county = county
    self.isOfBasis = isOfBasis
  }

  // Of more than these one alone is none's likely reason.
  private static let mostAlone = 20

  /// Gives those findings their causes that have none.
  func attribute(_ discrepancies: inout [Discrepancy]) {
    explainVillages(&discrepancies)
    // Two persons with one number are both in a sum, whichever number is wrong.
    let ofSeveralNames = Set(
      discrepancies.filter { $0.code == .ageOrNameConflict && $0.field == Field.name.rawValue }.compactMap(
        \.subject.person))
    let strays = discrepancies.indices.filter { index in
      switch discrepancies[index].code {
      case .duplicateVillageRow: true
      case .duplicatePerson:
        Set(discrepancies[index].spots.map { $0.subject?.village }).count == 1
          && discrepancies[index].subject.person.map { !ofSeveralNames.contains($0) } ?? true
      case .villageCountMismatch: discrepancies[index].field == Field.village.rawValue
      case .vacancy: discrepancies[index].field == "members" && discrepancies[index].heads != nil
      case .overQuota: discrepancies[index].field == "members" && discrepancies[index].causes.isEmpty
      case .headcountMismatch:
        discrepancies[index].severity >= .error && discrepancies[index].subject.village != nil
          && discrepancies[index].field == Field.eligible.rawValue && discrepancies[index].heads != nil
      default: false
      }
    }
    guard !strays.isEmpty else { return }
    explainTotals(&discrepancies, by: strays)
    explainTowns(&discrepancies, by: strays)
  }

  // MARK: - Sums over a village or a row

  /// DZ408: the stated totals of a row.
  private func explainTotals(_ discrepancies: inout [Discrepancy], by strays: [Int]) {
    var wrong: [Place: Int] = [:]
    for index in discrepancies.indices
    where discrepancies[index].code == .subtotalMismatch {
      if let place = discrepancies[index].spots.first?.place { wrong[place] = index }
    }
    // What its causes make a sum more by, where each says so: what they do not come to is open as well.
    let told = wrong.compactMapValues { discrepancies.toldByCauses(of: $0) }
    let open = wrong.filter { place, index in
      discrepancies[index].causes.isEmpty
        || told[place].map { $0 != discrepancies[index].gap.difference } ?? false
    }
    guard !open.isEmpty else { return }
    let rows = Set(open.keys.compactMap(SheetRow.init))
    var totals: [SheetRow: [StatedTotal]] = [:]
    for total in county.records.totals where total.isComplete && total.partColumns == nil {
      guard let row = SheetRow(county.source(total.source).place(row: total.row, column: total.column)),
        rows.contains(row)
      else { continue }
      totals[row, default: []].append(total)
    }
    let bySheet = straysBySheet(discrepancies, strays, sheets: Set(rows.map(Sheet.init)))
    for (row, stated) in totals {
      guard let widest = stated.max(by: { $0.parts.count < $1.parts.count }), let near = bySheet[Sheet(row)] else {
        continue
      }
      let source = county.source(widest.source)
      let found = near.within(widest.parts).map { ($0, $0.options(among: widest.parts, isGrand: widest.isGrand)) }
        .filter { !$0.1.isEmpty }
      let gaps = stated.map { total in
        let place = source.place(row: total.row, column: total.column)
        let finding = wrong[place]
        let isExplained = finding.map { !discrepancies[$0].causes.isEmpty } ?? false
        return Excess(
          key: BroughtFigures.Key(total.field, total.month, isMoney: total.unit.isMoney),
          more: total.stated - total.sum, finding: finding,
          known: isExplained ? told[place] : nil, isUnknown: isExplained && told[place] == nil,
          isOfSpan: source.hasOwnColumn(total))
      }
      // All at once, or those of a kind, or one of them alone; of several empty seats none is likelier than the others.
      let kinds = Stray.Kind.allCases.map { kind in found.filter { $0.0.kind == kind } }
      let alone = kinds.filter { $0.count == 1 || $0.first?.0.kind != .seat }.joined().map { [$0] }
      // What a sum names already is reckoned with: what is left is looked for among the others first.
      let named = Set(
        stated.compactMap { wrong[source.place(row: $0.row, column: $0.column)] }.flatMap { discrepancies[$0].causes })
      let others = found.filter { !named.contains($0.0.index) }
      let groups =
        (others.isEmpty || others.count == found.count ? [] : [others]) + [found] + kinds
        + (alone.count <= Self.mostAlone ? alone : [])
      let options = groups.flatMap { group -> [[Int: [BroughtFigures]]] in
        // Of several at once each has its likeliest figures.
        guard group.count == 1 else {
          return [Dictionary(uniqueKeysWithValues: group.map { ($0.0.index, $0.1[0]) })]
        }
        let (stray, figures) = group[0]
        return (stray.kind == .village ? likely(figures, gaps) : figures).map { [stray.index: $0] }
      }
      explain(gaps, by: options, &discrepancies)
    }
  }

  /// DZ302, DZ404: a town's row beside a detail that lacks a village.
  private func explainTowns(_ discrepancies: inout [Discrepancy], by strays: [Int]) {
    var wrong: [SheetRow: [Int]] = [:]
    for index in discrepancies.indices where discrepancies[index].causes.isEmpty && discrepancies[index].level == .town
    {
      guard [.headcountMismatch, .dueVsPaid].contains(discrepancies[index].code),
        let row = SheetRow(discrepancies[index].spots.first?.place)
      else { continue }
      wrong[row, default: []].append(index)
    }
    guard !wrong.isEmpty else { return }
    for row in county.records.aggregates where !row.isVillage && row.town >= 0 {
      let source = county.source(row.source)
      guard let found = SheetRow(source.place(.eligible, row: Int(row.row))).flatMap({ wrong[$0] }),
        let detail = county.detail(of: row)
      else { continue }
      let missing = strays.filter { index in
        discrepancies[index].code == .villageCountMismatch && isOfBasis(discrepancies[index])
          && discrepancies[index].subject.town == Int(row.town) && discrepancies[index].subject.village != nil
      }
      guard let first = missing.first else { continue }
      let counts: [(Field, Int?)] = [
        (.villageCount, detail.villagesReported), (.quota, detail.quota), (.listed, detail.listed),
        (.concurrent, detail.concurrent), (.eligible, detail.eligible), (.personMonths, detail.personMonths),
      ]
      var gaps = counts.compactMap { field, counted -> Excess? in
        guard let stated = row[field].count, let counted else { return nil }
        return Excess(
          key: BroughtFigures.Key(field), more: Int64(stated - counted),
          finding: found.first { discrepancies[$0].field == field.rawValue })
      }
      if let stated = row[.amount].money, let listed = detail.stated ?? detail.due {
        gaps.append(
          Excess(
            key: BroughtFigures.Key(.amount), more: (stated - listed).fen,
            finding: found.first { discrepancies[$0].code == .dueVsPaid }))
      }
      let options =
        missing.count == 1
        ? likely(possible(), gaps).map { [first: [$0]] } : likely(together(missing, concurrent: row[.concurrent]), gaps)
      explain(gaps, by: options, &discrepancies)
    }
  }

  /// What of a village nobody has sent anything of: fewer heads than seats only where the row says who is excluded, or any figure would do.
  private func likely<Figures>(_ possible: [Figures], _ gaps: [Excess]) -> [Figures] {
    gaps.contains { $0.key == BroughtFigures.Key(.concurrent) } ? possible : Array(possible.prefix(1))
  }

  /// The first of some options under which every figure of a row ties is what explains those that do not.
  private func explain(
    _ gaps: [Excess], by options: [[Int: [BroughtFigures]]], _ discrepancies: inout [Discrepancy]
  ) {
    for option in options where !option.isEmpty {
      let all = option.values.flatMap(\.self)
      let brought = gaps.map { gap in
        all.reduce(Int64?(0)) { sum, one in sum.flatMap { sum in one[gap.key].map { sum &+ $0 } } }
      }
      guard zip(gaps, brought).allSatisfy({ gap, brought in brought.map(gap.ties) ?? true }) else { continue }
      // A quarter's sum is off for what the row's other sums are off for.
      let isCertain = zip(gaps, brought).contains { $0.finding != nil && !$0.isOfSpan && $1 == $0.more }
      for (gap, brought) in zip(gaps, brought) {
        if gap.isOfSpan {
          if isCertain, let index = gap.finding, discrepancies[index].causes.isEmpty {
            discrepancies[index].causes = option.keys.sorted()
          }
          continue
        }
        // Where its causes are all that it is more by, nothing is added to them.
        guard let brought, let index = gap.finding, !gap.isUnknown, gap.known != gap.more else { continue }
        let others = brought == gap.more ? [] : discrepancies[index].causes
        discrepancies[index].causes = Set(option.keys + others).sorted()
      }
      return
    }
  }

  private struct Sheet: Hashable {
    var file: String
    var sheet: String

    init(_ row: SheetRow) { (file, sheet) = (row.file, row.sheet) }
    init(_ place: Place) { (file, sheet) = (place.file, place.sheet) }
  }

  private func straysBySheet(
    _ discrepancies: [Discrepancy], _ strays: [Int], sheets: Set<Sheet>
  ) -> [Sheet: StraysOfSheet] {
    let copies = strays.filter { index in
      ![.villageCountMismatch, .vacancy].contains(discrepancies[index].code)
        && (discrepancies[index].code != .headcountMismatch || discrepancies[index].isOfSeatsLeft)
    }
    let figures = figures(
      of: Set(
        copies.flatMap { index in
          discrepancies[index].spots.lazy.map(\.place).filter { sheets.contains(Sheet($0)) }.compactMap(SheetRow.init)
        }))
    var found: [Sheet: StraysOfSheet] = [:]
    for index in strays {
      let finding = discrepancies[index]
      for (sheet, spots) in Dictionary(grouping: finding.spots, by: { Sheet($0.place) }) where sheets.contains(sheet) {
        let rows = spots.map { SheetRow($0.place) }
        var stray = Stray(
          index: index, kind: .copy, rows: rows.map { $0?.row }, isWhole: spots.count == finding.spots.count)
        let source = county.records.sources.first { $0.file == sheet.file && $0.sheet == sheet.sheet }
        let kind = source?.kind
        switch finding.code {
        case .villageCountMismatch:
          guard let village = finding.subject.village else { continue }
          stray.kind = .village
          let tally = county.tally(ofVillage: village).flatMap { $0.villagesReported > 0 ? $0 : nil }
          stray.missing = tally.map { [BroughtFigures($0, county.policy, kind: kind)] } ?? possible(in: kind)
        case .vacancy,
          .headcountMismatch where !finding.isOfSeatsLeft:
          stray.kind = finding.code == .vacancy ? .seat : .heads
          let columns = spots.compactMap { A1($0.place.cell)?.column }
          let months = source?.monthColumns.filter { $0.heads.map(columns.contains) ?? false }.map(\.month) ?? []
          guard let heads = finding.heads else { continue }
          stray.missing = [BroughtFigures(heads: heads, in: months, county.policy, kind: kind)]
        default:
          if finding.code == .overQuota || finding.isOfSeatsLeft {
            (stray.kind, stray.surplus) = (.surplus, max(1, finding.more(of: "人") ?? 1))
          }
          stray.figures = rows.compactMap { $0.flatMap { figures[$0] } }
        }
        found[sheet, default: StraysOfSheet()].append(stray)
      }
    }
    return found.mapValues(\.sorted)
  }

  /// What several villages may have of which no document says anything: all their seats, or as many fewer as the row says are excluded.
  private func together(_ missing: [Int], concurrent: Reading) -> [[Int: [BroughtFigures]]] {
    let all = possible()
    let most = min(Int64(missing.count * (all.count - 1)), concurrent.value ?? 0)
    return (0...max(0, most)).map { excluded in
      // Figures add up, whichever of the villages the excluded are in.
      var left = Int(excluded)
      return Dictionary(
        uniqueKeysWithValues: missing.map { index in
          let own = min(left, all.count - 1)
          left -= own
          return (index, [all[own]])
        })
    }
  }

  /// What a village may have of which no document says anything: all its seats, or fewer.
  private func possible(in kind: DocumentKind? = nil) -> [BroughtFigures] {
    let policy = county.policy
    return (1...max(1, policy.quota)).reversed().map { heads in
      var tally = Tally()
      (tally.quota, tally.eligible, tally.concurrent) = (policy.quota, heads, policy.quota - heads)
      (tally.personMonths, tally.due) = (heads * policy.months, policy.fullAmount * heads)
      if heads == policy.quota { tally.listed = heads }
      return BroughtFigures(tally, policy, kind: kind)
    }
  }

  private func figures(of rows: Set<SheetRow>) -> [SheetRow: BroughtFigures] {
    guard !rows.isEmpty else { return [:] }
    var found: [SheetRow: BroughtFigures] = [:]
    for row in county.records.aggregates {
      let source = county.source(row.source)
      let place = SheetRow(file: source.file, sheet: source.sheet, row: Int(row.row))
      if rows.contains(place) { found[place] = BroughtFigures(row, source) }
    }
    for member in county.records.members {
      let source = county.source(member.source)
      let place = SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))
      if rows.contains(place) { found[place] = BroughtFigures(member, source, county.policy) }
    }
    return found
  }
}

extension StatedTotal.Unit {
  fileprivate var isMoney: Bool { if case .money = self { true } else { false } }
}

extension Discrepancy {
  /// Whether it names members of whom one is too many beside somebody who is not paid again.
  fileprivate var isOfSeatsLeft: Bool { code == .headcountMismatch && spots.count > 1 }

  /// How many heads are lacking, where heads are compared.
  fileprivate var heads: Int? {
    if case .counts(let expected, let actual, "人") = gap { expected - actual } else { nil }
  }
}
