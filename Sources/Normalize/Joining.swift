import Domain

/// A county's tables joined to one set of records, each settling what another leaves open.
extension CountyReader {
  mutating func add(_ table: TableRecords) {
    let id = SourceID(out.sources.count)
    out.sources.append(table.source)
    out.returns += table.returns.map { payment in
      var payment = payment
      payment.member += out.members.count
      return payment
    }
    for var member in table.members {
      member.source = id
      out.members.append(member)
    }
    for var aggregate in table.aggregates {
      aggregate.source = id
      out.aggregates.append(aggregate)
    }
    for var total in table.totals {
      total.source = id
      out.totals.append(total)
    }
    out.discrepancies += table.discrepancies
    out.normalizations += table.normalizations
  }

  /// A payment list without a column of concurrent posts has the roster's marks, person by person.
  mutating func inheritMarks() {
    let isOpen = { (member: MemberRecord, out: CountyRecords) in
      member.isConcurrent == nil && out.sources[member.source.index].kind == .paymentList
    }
    guard out.members.contains(where: { isOpen($0, out) }) else { return }
    var byID: [IDNumber: Bool] = [:]
    var byName: [String: Bool] = [:]
    func key(_ member: MemberRecord) -> String { "\(member.village) \(member.name)" }
    for member in out.members where out.sources[member.source.index].kind == .roster {
      guard let mark = member.isConcurrent else { continue }
      if let id = member.id { byID[id] = mark }
      byName[key(member)] = mark
    }
    guard !byName.isEmpty else { return }
    var found: [SourceID: [Int]] = [:]
    for index in out.members.indices where isOpen(out.members[index], out) {
      let member = out.members[index]
      guard let mark = member.id.map({ byID[$0] }) ?? byName[key(member)] else { continue }
      out.members[index].isConcurrent = mark
      if mark { found[member.source, default: []].append(Int(member.row)) }
    }
    for (id, rows) in found.sorted(by: { $0.key.index < $1.key.index }) {
      let source = out.sources[id.index]
      let cells = Place.range(
        row: rows.min() ?? 1, column: source.span.lowerBound, toRow: rows.max() ?? 1, toColumn: source.span.upperBound)
      out.normalizations.append(
        Normalization(
          county: county, place: Place(file: source.file, sheet: source.sheet, cell: cells), rule: "mark-from-roster",
          raw: "", value: "true", count: rows.count))
    }
  }

  /// Blank counts that members settle are no gap.
  mutating func settleBlanks() {
    let hasFlags = out.members.contains { $0.isConcurrent != nil }
    guard hasFlags else { return }
    out.discrepancies.removeAll {
      $0.code == .missingNotZero && $0.field == Field.concurrent.rawValue && $0.subject.detail.hasSuffix("#blank")
    }
  }

  /// Which documents exist side by side.
  mutating func documents() {
    let kinds = Set(out.sources.map(\.kind))
    guard kinds.count > 1 else { return }
    let order: [DocumentKind] = [.paymentList, .roster, .monthly, .summary]
    let present = order.filter(kinds.contains)
    let source = out.sources.first { $0.kind == present[0] }
    out.discrepancies.append(
      Discrepancy(
        .detailAndSummary, subject: Subject(county: county), period: context.policy.period, field: "document",
        spots: [.init(Place(file: source?.file ?? ""))],
        zh: "\(present.map(\.zh).joined(separator: "、"))并存：人数和月数取自\(present[0].zh)，其余用于核对",
        en:
          "\(present.map(\.rawValue).joined(separator: ", ")) side by side: heads and months come from the \(present[0].rawValue), the others are checked against it"
      ))
  }
}
