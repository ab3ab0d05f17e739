import Domain

/// A file that a county sent, as record lines tell it.
public struct UploadRecords: NamedUpload, Sendable {
  /// The county's position in the register.
  public var county: Int
  /// The path relative to the inbox, with `/`.
  public var file: String
  /// SHA-256 of its bytes in hexadecimal; empty where they could not be read.
  public var sha256: String
  /// How many bytes.
  public var bytes: Int
  /// When it was received, in seconds since 1970.
  public var received: Int
  /// Why it could not be read: closed, growing, died; nil where it was.
  public var unread: String?
  /// The digest of what the reading depends on beside the bytes: register, policy, aliases, the county's columns, key, program.
  public var setting: String
  /// What it holds.
  public var reading = UploadReading()

  /// A file that a county sent.
  public init(
    county: Int, file: String, sha256: String = "", bytes: Int = 0, received: Int = 0, unread: String? = nil,
    setting: String
  ) {
    self.county = county
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.received = received
    self.unread = unread
    self.setting = setting
  }

  /// The columns of its own line; the first says by what form the others are to be read.
  mutating func columns(_ line: inout some RecordColumns, lines: inout Int) throws(RecordFault) {
    var version = RecordTerms.version
    try line.column("version", &version)
    guard version == RecordTerms.version else { throw RecordFault(column: "version") }
    try line.column("setting", &setting)
    try line.column("sha256", &sha256)
    try line.column("bytes", &bytes)
    try line.column("received", &received)
    try line.column("unread", &unread)
    try line.column("lines", &lines)
  }

  /// All of its lines, each whole in itself: tag, county, file, its number among the upload's lines, then the tag's own columns.
  public func lines(_ terms: RecordTerms) -> [UInt8] {
    var writer = RecordWriter(terms: terms, county: terms.register.counties[county].code, file: file)
    writer.write(self)
    return writer.bytes
  }
}

/// The line of a county that sent nothing.
public func countyLine(_ code: String) -> [UInt8] { bareLine(.county, county: code, file: "") }

/// The line of a file that lies in no county's folder.
public func strayLine(_ file: String) -> [UInt8] { bareLine(.stray, county: "", file: file) }

private func bareLine(_ tag: RecordTag, county: String, file: String) -> [UInt8] {
  var bytes = Array(tag.rawValue.utf8) + [9]
  county.put(into: &bytes)
  bytes.append(9)
  file.put(into: &bytes)
  return bytes + [9, UInt8(ascii: "1"), 10]
}

/// The tags and their columns, after the four that every line begins with.
public let recordColumns: [(tag: String, names: [String])] = RecordTag.allCases.map { tag in
  var names = ColumnNames()
  // Naming throws nothing: no value comes from a line.
  try? tag.nameColumns(&names)
  return (tag.rawValue, names.names)
}

/// The columns that every line begins with.
public let recordHead = ["tag", "county_code", "file", "line"]

extension RecordTag {
  fileprivate func nameColumns(_ names: inout ColumnNames) throws(RecordFault) {
    var table = TableRecords.blank(file: "")
    var count = 0
    switch self {
    case .county, .stray: break
    case .upload:
      var upload = UploadRecords(county: 0, file: "", setting: "")
      try upload.columns(&names, lines: &count)
    case .table: try table.columns(&names, upload: "")
    case .member:
      var member = MemberRecord.blank
      try member.columns(&names)
    case .aggregate:
      var row = AggregateRecord.blank
      try row.columns(&names)
    case .total:
      var total = StatedTotal.blank
      try total.columns(&names)
    case .returned:
      var payment = ReturnedPayment.blank
      try payment.columns(&names, in: table.source)
    case .remark:
      var remark = RowRemark.blank
      try remark.columns(&names, in: table.source)
    case .normalization:
      var one = Normalization.blank(county: 0)
      try one.columns(&names)
    case .finding:
      // What could not be read at all is told apart from what was read in part.
      var (finding, isUnread) = (Discrepancy.blank, false)
      names.column("is_unread", &isUnread)
      try finding.columns(&names)
    case .spot:
      var spot = Discrepancy.Spot(Place(file: ""))
      try spot.columns(&names)
    case .list:
      var list = ReturnedList(file: "", seal: "", fingerprints: [], replies: [])
      try list.columns(&names, upload: "")
    case .answer:
      var (fingerprint, reply): (String, Reply?) = ("", nil)
      try answerColumns(&names, &fingerprint, &reply)
    }
  }
}

/// Writes an upload's lines.
private struct RecordWriter: RecordColumns {
  let terms: RecordTerms
  let isReading = false
  private(set) var bytes: [UInt8] = []
  private var head: [UInt8] = []
  private var number = 0

  init(terms: RecordTerms, county: String, file: String) {
    self.terms = terms
    head.append(9)
    county.put(into: &head)
    head.append(9)
    file.put(into: &head)
    head.append(9)
  }

  mutating func column(_ name: StaticString, _ value: inout some RecordText) {
    bytes.append(9)
    value.put(into: &bytes)
  }

  private mutating func line(_ tag: RecordTag, _ columns: (inout RecordWriter) throws(RecordFault) -> Void) {
    number += 1
    bytes += tag.rawValue.utf8
    bytes += head
    number.put(into: &bytes)
    // Only what is read can be at fault.
    try? columns(&self)
    bytes.append(10)
  }

  mutating func write(_ upload: UploadRecords) {
    let reading = upload.reading
    var count = 1
    for table in reading.tables {
      count += 1 + table.members.count + table.aggregates.count + table.totals.count + table.returns.count
      count += table.remarks.count
      count += table.normalizations.count + table.discrepancies.reduce(0) { $0 + 1 + $1.spots.count }
    }
    count += (reading.discrepancies + reading.unread).reduce(0) { $0 + 1 + $1.spots.count }
    count += reading.lists.reduce(0) { $0 + 1 + $1.fingerprints.count }
    line(.upload) { line throws(RecordFault) in
      var upload = upload
      try upload.columns(&line, lines: &count)
    }
    for finding in reading.discrepancies { write(finding, isUnread: false) }
    for finding in reading.unread { write(finding, isUnread: true) }
    for list in reading.lists { write(list, upload: upload.file) }
    for table in reading.tables { write(table, upload: upload.file) }
  }

  private mutating func write(_ list: ReturnedList, upload: String) {
    line(.list) { line throws(RecordFault) in
      var list = list
      try list.columns(&line, upload: upload)
    }
    for var (fingerprint, reply) in list.answers {
      line(.answer) { line throws(RecordFault) in try answerColumns(&line, &fingerprint, &reply) }
    }
  }

  private mutating func write(_ table: TableRecords, upload: String) {
    line(.table) { line throws(RecordFault) in
      var table = table
      try table.columns(&line, upload: upload)
    }
    for var row in table.members { line(.member) { line throws(RecordFault) in try row.columns(&line) } }
    for var row in table.aggregates { line(.aggregate) { line throws(RecordFault) in try row.columns(&line) } }
    for var row in table.totals { line(.total) { line throws(RecordFault) in try row.columns(&line) } }
    for var row in table.returns {
      line(.returned) { line throws(RecordFault) in try row.columns(&line, in: table.source) }
    }
    for var row in table.remarks {
      line(.remark) { line throws(RecordFault) in try row.columns(&line, in: table.source) }
    }
    for var row in table.normalizations {
      line(.normalization) { line throws(RecordFault) in try row.columns(&line) }
    }
    for finding in table.discrepancies { write(finding, isUnread: false) }
  }

  private mutating func write(_ finding: Discrepancy, isUnread: Bool) {
    line(.finding) { line throws(RecordFault) in
      var (finding, isUnread) = (finding, isUnread)
      line.column("is_unread", &isUnread)
      try finding.columns(&line)
    }
    for var spot in finding.spots { line(.spot) { line throws(RecordFault) in try spot.columns(&line) } }
  }
}
