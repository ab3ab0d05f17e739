import Domain

extension CountyReader {
  /// Of two side lists for one purpose, of which one is called as the other is and says that it corrects it, that one counts: whom it does not
  /// name any more, holds no other post.
  mutating func supersedeSides(_ sides: [TableRecords]) -> [TableRecords] {
    guard sides.count > 1 else { return sides }
    var replaced: Set<Int> = []
    for newer in sides.indices where Precedence(sides[newer]).saysCorrected {
      for older in sides.indices where older != newer && !replaced.contains(older) {
        let order = Precedence(sides[newer]).compare(Precedence(sides[older]))
        guard sides[newer].correctsSide(sides[older]), order.winnerIsFirst else { continue }
        replaced.insert(older)
        out.superseded.append(sides[older].source)
        tellSentAgain(sides[newer], sides[older], isCertain: order.isCertain)
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
  fileprivate func correctsSide(_ older: TableRecords) -> Bool {
    let (own, others) = (source, older.source)
    return own.purpose == others.purpose && own.kind == others.kind && own.town == others.town
      && own.file != others.file && own.part == others.part && !Precedence(older).saysCorrected
      && SheetName.withoutCorrection(file: own.file) == SheetName.withoutCorrection(file: others.file)
  }
}
