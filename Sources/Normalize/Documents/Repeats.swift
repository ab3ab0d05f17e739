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
        let ranks = (Self.rank(ofSheet: tables[a].source.sheet), Self.rank(ofSheet: tables[b].source.sheet))
        let isFirstFuller = tables[a].members.count >= tables[b].members.count
        let (fuller, other) = (ranks.0 == ranks.1 ? isFirstFuller : ranks.0 > ranks.1) ? (a, b) : (b, a)
        if ranks.0 != ranks.1, tables[other].rows(notIn: tables[fuller]) != nil {
          repeats.insert(other)
          let sheet = tables[fuller].source.sheet
          out.discrepancies.append(
            notUsed(
              Place(file: tables[other].source.file, sheet: tables[other].source.sheet), county: county,
              period: context.policy.period, zh: "按名称由工作表“\(sheet)”更正，采用后者",
              en: "by its name sheet \(sheet) corrects it, which is used"))
          continue
        }
        guard let strangers = tables[other].rows(notIn: tables[fuller]) else {
          if setAsideForm(b, likeThatOf: a) { repeats.insert(b) }
          continue
        }
        repeats.insert(other)
        let place = Place(file: tables[other].source.file, sheet: tables[other].source.sheet)
        let sheet = tables[fuller].source.sheet
        // Rows that only the repeat has, or has otherwise, are nobody's to drop in silence.
        guard !strangers.isEmpty else {
          let isOpen =
            (tables[other].mayBePaidTwice(under: context.policy) || namesOtherMonth(tables[fuller], tables[other]))
            && !Self.isCopy(tables[b].source.sheet, of: tables[a].source.sheet)
          out.discrepancies.append(
            notUsed(
              place, severity: isOpen ? .error : nil, county: county, period: context.policy.period,
              zh: "与工作表“\(sheet)”是同一批人、同样的金额，只计一次" + (isOpen ? "；\(Self.paidTwice.zh)" : ""),
              en: "it has the same persons and amounts as sheet \(sheet), which counts once"
                + (isOpen ? "; \(Self.paidTwice.en)" : "")))
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

  /// Sets aside a form of one person that is a copy of another; false where it is none. Nobody has said that it is one, unless its sheet
  /// is called so: it may have been meant for somebody else.
  private mutating func setAsideForm(_ copy: Int, likeThatOf first: Int) -> Bool {
    guard isSameForm(tables[first], tables[copy]) else { return false }
    let (source, sheet) = (tables[copy].source, tables[first].source.sheet)
    out.discrepancies.append(
      notUsed(
        Place(file: source.file, sheet: source.sheet), severity: Self.isCopy(source.sheet, of: sheet) ? nil : .warning,
        county: county, period: context.policy.period, zh: "与工作表“\(sheet)”是同一人、同样的金额，只计一次；若本应是另一人的，请改正后重报",
        en:
          "it has the same person and amount as sheet \(sheet), which counts once; if it was meant for another, mend it"
      ))
    return true
  }

  /// Whether a sheet is called a copy of another, as spreadsheet programs and people call them: 张甲 (2), 张甲副本; 张甲（下半年） is none of
  /// 张甲.
  private static func isCopy(_ sheet: String, of other: String) -> Bool {
    let name = Text.squeezed(other)
    return Text.squeezed(sheet) != name && Text.withoutCopyMarks(sheet) == name
  }

  /// How a sheet's name stands to another's of the same document: a correction above it, a draft or an old one below.
  private static func rank(ofSheet name: String) -> Int {
    SheetName.isDraft(name) ? -1 : SheetName.corrects(name) ? 1 : 0
  }

  /// Whether two forms are of one person and amount, and one is called a copy of the other or both together would pay more than there is
  /// to pay.
  private func isSameForm(_ a: TableRecords, _ b: TableRecords) -> Bool {
    guard a.members.count == 1, b.members.count == 1, a.rows(notIn: b, atLeast: 1) == [],
      a.members[0].isSamePerson(as: b.members[0])
    else { return false }
    if Self.isCopy(b.source.sheet, of: a.source.sheet) { return true }
    let member = a.members[0]
    if let months = member.months.count { return months * 2 > context.policy.months }
    guard let paid = member.amount.money ?? member.due.money else { return true }
    return paid > .zero && paid + paid > context.policy.fullAmount
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
  func rows(notIn other: TableRecords, atLeast least: Int = 2) -> [Int]? {
    guard members.count >= least else { return nil }
    let theirs = Set(other.members.lazy.map(Paid.init))
    let strangers = members.filter { !theirs.contains(Paid($0)) }.map { Int($0.row) }
    return strangers.count * 10 <= members.count * 2 ? strangers : nil
  }
}
