import Domain

extension CountyReader {
  /// Of two side lists for one purpose, of which one is called as the other is and says that it corrects it, that one counts: whom it does not
  /// name any more, holds no other post. One that names few of the other's villages was sent for its own alone.
  mutating func supersedeSides(_ sides: [TableRecords]) -> [TableRecords] {
    guard sides.count > 1 else { return sides }
    var (sides, replaced) = (sides, Set<Int>())
    for newer in sides.indices where Precedence(sides[newer]).saysCorrected {
      let own = Set(sides[newer].members.map(\.village))
      for older in sides.indices where older != newer && !replaced.contains(older) {
        let order = Precedence(sides[newer]).compare(Precedence(sides[older]))
        guard sides[newer].correctsSide(sides[older]), order.winnerIsFirst else { continue }
        let before = sides[older]
        let villages = Set(before.members.map(\.village))
        let common = villages.intersection(own)
        if sides[newer].isWhole(beside: before) || common.count * 2 > villages.count {
          replaced.insert(older)
          out.superseded.append(before.source)
        } else if common.isEmpty {
          continue
        } else {
          sides[older] = before.keeping { !own.contains(before.members[$0].village) }
        }
        tellSentAgain(sides[newer], before, isCertain: order.isCertain)
      }
    }
    return sides.indices.filter { !replaced.contains($0) }.map { sides[$0] }
  }

  private mutating func tellSentAgain(_ newer: TableRecords, _ older: TableRecords, isCertain: Bool) {
    let names = (newer.source.file, older.source.file)
    let counts = (newer.members.count, older.members.count)
    out.discrepancies.append(
      Discrepancy(
        .correctedUpload, severity: isCertain ? .info : .warning,
        subject: Subject(county: county, detail: older.source.purpose.rawValue + older.source.sheet),
        period: context.policy.period, field: "file",
        spots: [
          .init(Place(file: names.0, sheet: newer.source.sheet)),
          .init(Place(file: names.1, sheet: older.source.sheet)),
        ],
        zh: "“\(names.0)”更正了“\(names.1)”，采用前者；原列 \(counts.1) 人，现列 \(counts.0) 人"
          + (isCertain ? "" : "；先后依据不足，请确认"),
        en: "\(names.0) corrects \(names.1); the former is used: it names \(counts.0), the other \(counts.1)"
          + (isCertain ? "" : ", though little tells which is newer: please confirm")))
  }
}

extension TableRecords {
  /// Whether a corrected list is no part of the one before: it is no shorter, or only leaves somebody out.
  fileprivate func isWhole(beside older: TableRecords) -> Bool {
    members.count >= older.members.count
      || Set(members.lazy.map(NameInVillage.init)).isSubset(of: older.members.lazy.map(NameInVillage.init))
  }

  fileprivate func correctsSide(_ older: TableRecords) -> Bool {
    let (own, others) = (source, older.source)
    return own.purpose == others.purpose && own.kind == others.kind && own.town == others.town
      && !towns.isDisjoint(with: older.towns)
      && own.file != others.file && own.part == others.part && !Precedence(older).saysCorrected
      && SheetName.withoutCorrection(file: own.file) == SheetName.withoutCorrection(file: others.file)
  }
}
