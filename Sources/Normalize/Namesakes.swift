import Domain
import Spreadsheet

/// Rows of one table that name the same person of a village twice, where no ID number tells whether it is one.
extension TableReader {
  /// DZ602: a name that stands twice is asked about where no ID number stands beside it, nor anything else that parts the two rows.
  func tellNamesakes(_ records: inout TableRecords) {
    struct Named: Hashable {
      var village: Int32
      var name: MemberName
    }
    var before: [Named: [Int]] = [:]
    var rows: [Named: [Int]] = [:]
    for (index, member) in records.members.enumerated() where member.village >= 0 && member.id == nil {
      // Of a masked name, 周某某, there may be several; a row in red is nobody's second.
      guard PersonName.mayBe(member.name.text), !Text.has(member.name.text, anyOf: "某〇Xx"),
        !member.isReversal
      else { continue }
      let named = Named(village: member.village, name: member.name)
      let same = before[named]?.suffix(Self.compared).last { !areToldApart(records.members[$0], member) }
      if let same { rows[named, default: [same]].append(index) }
      before[named, default: []].append(index)
    }
    for (named, rows) in rows.sorted(by: { $0.value[0] < $1.value[0] }) {
      var subject = gazetteer.subject(Int(named.village))
      subject.detail = named.name.masked
      records.discrepancies.append(
        Discrepancy(
          .duplicatePerson, severity: .warning, subject: subject, period: period, field: Field.name.rawValue,
          spots: rows.map {
            .init(
              records.source.place(.name, row: Int(records.members[$0].row)), raw: named.name.masked, subject: subject)
          }, gap: .counts(expected: 1, actual: rows.count, unit: "次"), level: .row, touches: [],
          zh: "同一村有 \(rows.count) 行同名（\(named.name.masked)），没有身份证号码可以分辨是否同一人；请删去重复的行，或补填身份证号码",
          en:
            "one village has \(rows.count) rows of one name (\(named.name.masked)) and no ID number that tells whether it is one person: delete the row that is double, or fill in the numbers"
        ))
    }
  }

  // A village has a few members; a list without end of one name is compared with its last rows.
  private static var compared: Int { 20 }

  /// Whether a list tells two rows of one name apart: by masked numbers, accounts, telephones or notes, or by terms that do not overlap.
  private func areToldApart(_ a: MemberRecord, _ b: MemberRecord) -> Bool {
    if let account = a.account, let other = b.account, account != other { return true }
    if a.sex >= 0, b.sex >= 0, a.sex != b.sex { return true }
    if let end = a.end, let start = b.start, end < start { return true }
    if let end = b.end, let start = a.start, end < start { return true }
    func text(_ field: Field, _ member: MemberRecord) -> String {
      grid.rowIndex(Int(member.row)).map { Text.squeezed(cells.text(cell($0, field))) } ?? ""
    }
    func differ(_ field: Field) -> Bool {
      guard columnOf[field] != nil else { return false }
      let (one, other) = (text(field, a), text(field, b))
      return one != other && !one.isEmpty && !other.isEmpty
    }
    // 上半年 beside nothing may be a note on a row that stands twice; 上半年 and 下半年 are two payments.
    return [.idNumber, .account, .phone, .note].contains(where: differ)
  }
}
