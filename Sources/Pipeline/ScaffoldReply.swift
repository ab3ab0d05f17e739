import Domain

/// What a pipeline was begun with, for programs: all of it proposals.
private struct ScaffoldReply: Encodable {
  struct County: Encodable {
    var folder: String
    /// Not there where neither names nor titles tell.
    var county, code: String?
    var files, rows: Int
    var unplacedColumns: [String]
  }

  var folder: String
  var year: Int
  var rateYuan: String?
  var quota: Int?
  var counties: [County]
}

extension Scaffold {
  /// For programs.
  public var json: String {
    get throws {
      let counties = counties.map { county in
        let entry = county.county.map { register.counties[$0] }
        return ScaffoldReply.County(
          folder: county.folder, county: entry?.name, code: entry?.code, files: county.files, rows: county.rows,
          unplacedColumns: Set(county.unplaced).sorted())
      }
      let reply = ScaffoldReply(
        folder: folder, year: year, rateYuan: rate.map { "\(Money(fen: $0.value))" }, quota: quota?.value,
        counties: counties)
      return try Form("init", reply).json
    }
  }
}
