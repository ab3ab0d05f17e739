import Domain
import Spreadsheet

/// A row of an upload.
private struct RowPlace: Hashable {
  var file: String
  var sheet: String
  var row: Int
}

/// A county's tables joined to one set of records, each settling what another leaves open.
struct CountyReader {
  let county: Int
  let context: Context
  var tables: [TableRecords] = []
  var out: CountyRecords
  /// Files that could not be read: they block the county only if its figures may need them.
  private var unread: [Discrepancy] = []
  /// A bank's lists of what it has paid of other lists.
  var receipts: [TableRecords] = []
  private var hashes: [String: String] = [:]
  /// Files that hold the same bytes as an earlier one.
  var same: [(file: String, first: String)] = []

  init(county: Int, context: Context) {
    self.county = county
    self.context = context
    out = CountyRecords(county: county)
  }

  /// Whether an upload is to be read: the first with its bytes, which the others are told to be the same as.
  mutating func isFirst(_ upload: some NamedUpload) -> Bool {
    if isLitter(upload.name) { return true }
    guard let first = hashes[upload.sha256] else {
      hashes[upload.sha256] = upload.file
      return true
    }
    same.append((upload.file, first))
    return false
  }

  /// The uploads that are to be read: of those with the same bytes the first.
  func distinct<Sent: NamedUpload>(_ uploads: [Sent]) -> [Sent] {
    var met: Set<String> = []
    return uploads.filter { isLitter($0.name) || met.insert($0.sha256).inserted }
  }

  /// Takes what an upload holds.
  mutating func take(_ reading: UploadReading) {
    tables += reading.tables
    out.discrepancies += reading.discrepancies
    unread += reading.unread
    out.lists += reading.lists
  }

  mutating func setAside(_ place: Place, zh: String, en: String) {
    out.discrepancies.append(notUsed(place, county: county, period: context.policy.period, zh: zh, en: en))
  }

  /// Settles which tables count, and joins them.
  mutating func finish() -> CountyRecords {
    setAsideOtherSums()
    setAsideSomeMembers()
    let sides = takeSideLists()
    placeByPerson()
    completeNames()
    settleBatches()
    setAsideHidden()
    setAsideRepeats()
    holdMonthsAgainstSpans()
    holdPartsAgainstYear()
    supersede()
    tellSame()
    tieTotalsOfPages(&tables)
    // A file that cannot be read holds the county only where nothing else brings the documents it may have held.
    let hasFigures = tables.contains { !$0.members.isEmpty || !$0.aggregates.isEmpty }
    for var discrepancy in unread {
      if discrepancy.severity == .block && hasFigures && discrepancy.code == .headerNotFound {
        discrepancy.severity = .warning
      }
      out.discrepancies.append(discrepancy)
    }
    tables.sort {
      ($0.source.file, $0.source.sheet, $0.source.rows.lowerBound) < (
        $1.source.file, $1.source.sheet, $1.source.rows.lowerBound
      )
    }
    settleHomonyms()
    for table in tables { add(table) }
    settle(sides)
    tellAdded()
    settleReceipts()
    inheritMarks()
    settleTermsBesideLists()
    settleStrokes()
    settleDenied()
    settleBlanks()
    tellHeadsMissing()
    signOffs()
    documents()
    return out
  }
}

extension CountyReader {
  mutating func add(_ table: TableRecords) {
    let id = SourceID(out.sources.count)
    out.sources.append(table.source)
    out.returns += table.returns.map { payment in
      var payment = payment
      payment.member += out.members.count
      return payment
    }
    out.remarks += table.remarks.map { remark in
      var remark = remark
      if remark.member >= 0 { remark.member += out.members.count }
      return remark
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

  /// A stroke where nothing is paid is no gap beside whoever is not paid again, wherever that is said.
  mutating func settleStrokes() {
    guard context.policy.rules.allSatisfy({ $0.exclusion == .marked }) else { return }
    var excluded: Set<RowPlace> = []
    for member in out.members where member.isConcurrent == true {
      let source = out.sources[member.source.index]
      excluded.insert(RowPlace(file: source.file, sheet: source.sheet, row: Int(member.row)))
    }
    let figures: Set<String> = Set([Field.months, .amount, .due, .deduction, .backPay, .rate].map(\.rawValue))
    var settled: [Normalization] = []
    out.discrepancies.removeAll { finding in
      guard finding.code == .missingNotZero, figures.contains(finding.field), finding.spots.count == 1,
        !finding.spots[0].raw.isEmpty, let cell = CellRange(a1: finding.spots[0].place.cell),
        excluded.contains(
          RowPlace(file: finding.spots[0].place.file, sheet: finding.spots[0].place.sheet, row: cell.first.row))
      else { return false }
      settled.append(
        Normalization(
          county: county, place: finding.spots[0].place, rule: "nothing-for-concurrent", raw: finding.spots[0].raw,
          value: "", count: 1))
      return true
    }
    out.normalizations += settled
  }

  /// Blank counts that the members of their own villages settle are no gap.
  mutating func settleBlanks() {
    let known: [(field: Field, says: (MemberRecord) -> Bool)] = [
      (.amount, { $0.amount.value != nil }), (.concurrent, { $0.isConcurrent != nil }),
    ]
    for (field, says) in known {
      let members = out.members.filter(says)
      let (villages, towns) = (Set(members.map(\.village)), Set(members.map(\.town)))
      guard !members.isEmpty else { continue }
      let sources = out.sources
      let open = out.aggregates.filter { row in
        // Whoever has nobody to pay, or states nothing at all, leaves no amount out.
        guard row[field] == .missing, row.figures.values.contains(where: { $0 != .missing }),
          field != .amount || row[.eligible] != .value(0)
        else { return false }
        return !(row.isVillage ? villages.contains(row.village) : row.town < 0 || towns.contains(row.town))
      }
      let places = Set(open.map { Place(file: sources[$0.source.index].file, sheet: sources[$0.source.index].sheet) })
      out.discrepancies.removeAll { finding in
        finding.code == .missingNotZero && finding.field == field.rawValue && finding.subject.detail.hasSuffix("#blank")
          && finding.spots.allSatisfy { !places.contains(Place(file: $0.place.file, sheet: $0.place.sheet)) }
      }
    }
  }

  /// Figures of money alone: who is paid stands in no document, and is not guessed from what is paid.
  mutating func tellHeadsMissing() {
    guard out.members.isEmpty, !out.aggregates.isEmpty else { return }
    let saysHeads = out.aggregates.contains { row in
      // Of months' amounts it is each month's heads that are wanted.
      row.months.contains { $0.heads != .absent }
        || row.months.isEmpty && [.eligible, .quota, .personMonths, .listed].contains { row[$0] != .absent }
    }
    guard !saysHeads, let source = out.sources.first(where: { $0.kind == .summary || $0.kind == .monthly }) else {
      return
    }
    out.discrepancies.append(
      Discrepancy(
        .missingNotZero, severity: .error, subject: Subject(county: county, detail: "heads"),
        period: context.policy.period, field: Field.eligible.rawValue,
        spots: [
          .init(
            Place(
              file: source.file, sheet: source.sheet, cell: source.range(rows: source.headerRows, columns: source.span))
          )
        ],
        level: .county, touches: [.heads, .due],
        zh: "只有金额，没有人数：核发人数和应拨金额无从核算；请补报人数，或报送花名册、发放表",
        en:
          "money is stated, but no heads: who is paid and what is due cannot be reckoned; add a column of heads, or send a roster or payment list"
      ))
  }

  /// DZ111: which lists of forgotten members were added to the ones that forgot them.
  private mutating func tellAdded() {
    for list in tables where list.source.purpose == .more {
      let count = list.members.count
      tell(
        list, zh: "是补充名单：所列 \(count) 人不在其他表中，与其他表合并计入",
        en: "it lists members whom others forgot: its \(count) member(s) stand in no other list and count beside theirs"
      )
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
          "\(present.map(\.en).joined(separator: ", ")) side by side: heads and months come from the \(present[0].en), the others are checked against it"
      ))
  }
}
