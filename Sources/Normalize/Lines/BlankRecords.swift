import Domain

// Records before their columns are read: every value is overwritten.

extension TableRecords {
  static func blank(file: String) -> TableRecords {
    TableRecords(
      source: Source(
        file: file, sheet: "", kind: .roster, columns: [:], monthColumns: [], span: 1...1, rows: 1...1,
        headerRows: 1...1, town: nil, sha256: ""))
  }
}

extension MemberRecord {
  static let blank = MemberRecord(source: .toCome, row: 0, village: -1, town: -1, name: "", role: "")
}

extension AggregateRecord {
  static let blank = AggregateRecord(
    source: .toCome, row: 0, village: -1, town: -1, isVillage: false, figures: [:], months: [])
}

extension StatedTotal {
  static let blank = StatedTotal(
    source: .toCome, row: 0, column: 1, field: .amount, month: nil, unit: .money, stated: 0, sum: 0,
    sumWithSubtotals: nil, parts: 1...1, isComplete: false, label: "", isGrand: false, town: -1, raw: "")
}

extension ReturnedPayment {
  static let blank = ReturnedPayment(member: 0, place: Place(file: ""), raw: "", isMadeAgain: false, date: nil)
}

extension RowRemark {
  static let blank = RowRemark(.marked, member: -1, place: Place(file: ""), raw: "")
}

extension Normalization {
  static func blank(county: Int) -> Normalization {
    Normalization(county: county, place: Place(file: ""), rule: "", raw: "", value: "")
  }
}

extension Discrepancy {
  static let blank = Discrepancy(.valueNotParsed, subject: Subject(), spots: [], zh: "", en: "")
}
