import Domain

/// A sheet of a workbook that repeats another: a copy of it, or the towns' sheets beside one of all towns.
extension CountyReader {
  /// Of two sheets that pay the same persons the same, the fuller counts; they would be paid twice else.
  mutating func setAsideRepeats() {
    var repeats: Set<Int> = []
    for a in tables.indices {
      for b in tables.indices where b > a && !repeats.contains(a) && !repeats.contains(b) {
        guard tables[a].source.file == tables[b].source.file, tables[a].source.sheet != tables[b].source.sheet,
          tables[a].isSameDocument(as: tables[b]), tables[a].width(beside: tables[b]) == .same
        else { continue }
        let isFirstFuller = tables[a].members.count >= tables[b].members.count
        let (fuller, other) = isFirstFuller ? (a, b) : (b, a)
        guard let strangers = tables[other].rows(notIn: tables[fuller]) else { continue }
        repeats.insert(other)
        let place = Place(file: tables[other].source.file, sheet: tables[other].source.sheet)
        let sheet = tables[fuller].source.sheet
        // Rows that only the repeat has, or has otherwise, are nobody's to drop in silence.
        guard !strangers.isEmpty else {
          setAside(
            place, zh: "与工作表“\(sheet)”是同一批人、同样的金额，只计一次",
            en: "it has the same persons and amounts as sheet \(sheet), which counts once")
          continue
        }
        let source = tables[other].source
        var finding = notUsed(
          place, severity: .error, county: county, period: context.policy.period,
          zh: "与工作表“\(sheet)”大多相同，但有 \(strangers.count) 行不同，采用后者；请只保留一张",
          en: "it repeats sheet \(sheet), which counts, but for \(strangers.count) row(s): keep one of the two")
        finding.spots = strangers.map { .init(source.place(row: $0)) }
        out.discrepancies.append(finding)
      }
    }
    tables = tables.enumerated().filter { !repeats.contains($0.offset) }.map(\.element)
  }
}

extension TableRecords {
  private struct Paid: Hashable {
    var village: Int32
    var name: MemberName
    var months: Reading
    var amount: Reading

    init(_ member: MemberRecord) {
      (village, name, months) = (member.village, member.name, member.months)
      amount = member.amount == .absent ? member.due : member.amount
    }
  }

  /// The rows that another list has not in the same way; nil where they are too many for the one to repeat the other.
  func rows(notIn other: TableRecords) -> [Int]? {
    guard members.count >= 2 else { return nil }
    let theirs = Set(other.members.lazy.map(Paid.init))
    let strangers = members.filter { !theirs.contains(Paid($0)) }.map { Int($0.row) }
    return strangers.count * 10 <= members.count * 2 ? strangers : nil
  }
}
