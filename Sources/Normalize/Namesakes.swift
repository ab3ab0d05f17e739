import Domain

/// Rows of one table that name the same person of a village twice, where no ID number tells whether it is one.
extension TableReader {
  /// DZ602: as a number that stands twice is told, so is a name beside which no number stands.
  func tellNamesakes(_ records: inout TableRecords) {
    struct Named: Hashable {
      var village: Int32
      var name: MemberName
    }
    var first: [Named: Int] = [:]
    var rows: [Named: [Int]] = [:]
    for (index, member) in records.members.enumerated() where member.village >= 0 && member.id == nil {
      // Of a masked name, 周某某, there may be several.
      guard PersonName.mayBe(member.name.text), !member.name.text.contains(where: { "某〇Xx".contains($0) }) else {
        continue
      }
      let named = Named(village: member.village, name: member.name)
      if let before = first[named] { rows[named, default: [before]].append(index) } else { first[named] = index }
    }
    for (named, rows) in rows.sorted(by: { $0.value[0] < $1.value[0] }) {
      var subject = gazetteer.subject(Int(named.village))
      subject.detail = named.name.masked
      records.discrepancies.append(
        Discrepancy(
          .duplicatePerson, subject: subject, period: period, field: Field.name.rawValue,
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
}
