import Domain

/// Which of a county's tables count, where several hold one document.
extension CountyReader {
  /// A hidden sheet counts only if nothing visible holds its document.
  mutating func setAsideHidden() {
    var kept: [TableRecords] = []
    for table in tables {
      let isDoubled = tables.contains {
        !$0.isHidden && $0.source.kind == table.source.kind && !$0.towns.isDisjoint(with: table.towns)
      }
      if table.isHidden && isDoubled {
        setAside(
          Place(file: table.source.file, sheet: table.source.sheet), zh: "是隐藏的工作表，同一内容另有可见的表",
          en: "it is hidden, and a visible sheet holds the document")
      } else {
        if table.isHidden {
          out.discrepancies.append(
            Discrepancy(
              .hiddenContent, subject: Subject(county: county, detail: table.source.sheet),
              period: context.policy.period, field: "sheet",
              spots: [.init(Place(file: table.source.file, sheet: table.source.sheet))],
              zh: "工作表“\(table.source.sheet)”被隐藏，已计入", en: "sheet \(table.source.sheet) is hidden; it counts"))
        }
        kept.append(table)
      }
    }
    tables = kept
  }

  /// Of several files with one document, the newest counts.
  mutating func supersede() {
    var losers: Set<Int> = []
    // A workbook a village is one document in many files: what shares no village replaces nothing.
    let villages = tables.map { Set($0.members.map(\.village) + $0.aggregates.map(\.village)).subtracting([-1]) }
    func shareVillages(_ a: Int, _ b: Int) -> Bool {
      villages[a].isEmpty || villages[b].isEmpty || !villages[a].isDisjoint(with: villages[b])
    }
    for a in tables.indices {
      for b in tables.indices where b > a && !losers.contains(a) && !losers.contains(b) {
        guard tables[a].source.file != tables[b].source.file, isSameDocument(tables[a], tables[b]), shareVillages(a, b)
        else { continue }
        let order = Precedence(tables[a]).compare(Precedence(tables[b]))
        let (winner, loser) = order.winnerIsFirst ? (a, b) : (b, a)
        losers.insert(loser)
        let names = (tables[winner].source.file, tables[loser].source.file)
        out.discrepancies.append(
          Discrepancy(
            .correctedUpload, severity: order.isCertain ? .info : .warning,
            subject: Subject(county: county, detail: tables[loser].source.kind.rawValue + tables[loser].source.sheet),
            period: context.policy.period, field: "file",
            spots: [
              .init(Place(file: names.0, sheet: tables[winner].source.sheet)),
              .init(Place(file: names.1, sheet: tables[loser].source.sheet)),
            ],
            zh: "“\(names.0)”更正了“\(names.1)”，采用前者" + (order.isCertain ? "" : "；先后依据不足，请确认"),
            en: "\(names.0) corrects \(names.1); the former is used"
              + (order.isCertain ? "" : ", though little tells which is newer: please confirm")))
      }
    }
    tables = tables.enumerated().filter { !losers.contains($0.offset) }.map(\.element)
  }

  private func isSameDocument(_ a: TableRecords, _ b: TableRecords) -> Bool {
    guard a.source.kind == b.source.kind, !a.towns.isDisjoint(with: b.towns), a.source.overlaps(b.source) else {
      return false
    }
    if a.source.kind == .monthly {
      return !Set(a.source.monthColumns.map(\.month)).isDisjoint(with: b.source.monthColumns.map(\.month))
    }
    let isVillage: (TableRecords) -> Bool = { $0.aggregates.contains(where: \.isVillage) }
    return a.source.kind != .summary || isVillage(a) == isVillage(b)
  }
}

/// What tells which of two files is newer.
private struct Precedence {
  let isCopy: Bool
  let correction: Int
  let date: CalendarDate?
  let received: Int
  let firstSeen: Int
  let name: String

  init(_ table: TableRecords) {
    name = table.source.file
    let words = Text.squeezed(name)
    isCopy = Normalize.isCopy(words)
    var rank = ["更正", "修订", "重报", "修正", "更新", "补正"].contains { words.contains($0) } ? 1000 : 0
    if let final = words.firstRange(of: "最终版") ?? words.firstRange(of: "终稿") {
      rank += 100 + (Int(words[final.upperBound...].prefix { $0.isASCII && $0.isNumber }) ?? 0)
    }
    for open in words.ranges(of: "(") {
      let inside = words[open.upperBound...].prefix { $0 != ")" }
      if let number = Int(inside), number < 100 { rank += number }
    }
    correction = rank
    date = table.signOff.date
    received = table.received
    firstSeen = table.firstSeen
  }

  func compare(_ other: Precedence) -> (winnerIsFirst: Bool, isCertain: Bool) {
    if isCopy != other.isCopy { return (!isCopy, true) }
    if firstSeen != other.firstSeen {
      let first = firstSeen > other.firstSeen
      // A file that calls itself a correction, and came in an earlier night than the other, contradicts itself.
      let contradicts = first ? correction < other.correction : other.correction < correction
      return (first, !contradicts)
    }
    if correction != other.correction {
      // A correction that was received before what it corrects contradicts itself.
      let first = correction > other.correction
      let contradicts = first ? received < other.received : other.received < received
      return (first, !contradicts)
    }
    if let date, let theirs = other.date, date != theirs { return (date > theirs, true) }
    if received != other.received { return (received > other.received, true) }
    return (name > other.name, false)
  }
}
