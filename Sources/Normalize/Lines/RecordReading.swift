public import Domain

/// What is wrong with an upload's lines.
public struct RecordsUnreadable: Error {
  /// In both languages.
  public var message: Message
}

extension UploadRecords {
  /// What an upload's own line says; nil if that cannot be read.
  public init?(county: Int, file: String, head: UnsafeBufferPointer<UInt8>, terms: RecordTerms) {
    self.init(county: county, file: file, setting: "")
    var reader = RecordReader(terms: terms, county: county)
    reader.open(head)
    do { try reader.line(number: 1, of: &self) } catch { return nil }
  }

  /// Reads an upload from all of its lines, in the order of their numbers.
  public init(
    county: Int, file: String, lines: [UnsafeBufferPointer<UInt8>], terms: RecordTerms
  ) throws(RecordsUnreadable) {
    self.init(county: county, file: file, setting: "")
    var reader = RecordReader(terms: terms, county: county)
    for (position, bytes) in lines.enumerated() {
      reader.open(bytes)
      do {
        try reader.line(number: position + 1, of: &self)
      } catch {
        throw RecordsUnreadable(
          message: Message(
            zh: "第 \(position + 1) 行的“\(error.column)”无法识别",
            en: "\(error.column) of line \(position + 1) cannot be read"))
      }
    }
    guard reader.promised == lines.count else {
      throw RecordsUnreadable(
        message: Message(
          zh: "应有 \(reader.promised) 行，只有 \(lines.count) 行",
          en: "\(reader.promised) lines were written, \(lines.count) are here"))
    }
    reader.finish(&self)
  }
}

/// Reads an upload's lines one after another.
private struct RecordReader: RecordColumns {
  let terms: RecordTerms
  let isReading = true
  private let county: Int
  private var rest = UnsafeBufferPointer<UInt8>(start: nil, count: 0)[...]
  private var isAtEnd = false
  /// How many lines the upload's own one says there are.
  private(set) var promised = 0
  private var table: TableRecords?
  private var finding: (Discrepancy, isUnread: Bool)?

  init(terms: RecordTerms, county: Int) {
    self.terms = terms
    self.county = county
  }

  /// Begins a line.
  mutating func open(_ bytes: UnsafeBufferPointer<UInt8>) {
    rest = bytes[...]
    isAtEnd = false
  }

  private mutating func field() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard !isAtEnd else { return nil }
    guard let tab = rest.firstIndex(of: 9) else {
      isAtEnd = true
      return rest
    }
    defer { rest = rest[(tab + 1)...] }
    return rest[..<tab]
  }

  mutating func column(_ name: StaticString, _ value: inout some RecordText) throws(RecordFault) {
    guard let field = field(), let read = type(of: value).init(field: field) else {
      throw RecordFault(column: "\(name)")
    }
    value = read
  }

  /// Reads the line that is open.
  mutating func line(number: Int, of upload: inout UploadRecords) throws(RecordFault) {
    var (tag, code, file, position) = ("", "", "", 0)
    try column("tag", &tag)
    try column("county_code", &code)
    try column("file", &file)
    try column("line", &position)
    guard let tag = RecordTag(rawValue: tag), (tag == .upload) == (number == 1) else {
      throw RecordFault(column: "tag")
    }
    guard position == number else { throw RecordFault(column: "line") }
    if tag != .spot { close(&upload) }
    switch tag {
    case .upload:
      var count = 0
      try upload.columns(&self, lines: &count)
      promised = count
    case .table:
      closeTable(&upload)
      var next = TableRecords.blank(file: upload.file)
      try next.columns(&self, upload: upload.file)
      next.source.sha256 = upload.sha256
      next.received = upload.received
      table = next
    case .finding:
      var (next, isUnread) = (Discrepancy.blank, false)
      try column("is_unread", &isUnread)
      try next.columns(&self)
      finding = (next, isUnread)
    case .spot:
      var spot = Discrepancy.Spot(Place(file: ""))
      try spot.columns(&self)
      guard finding != nil else { throw RecordFault(column: "tag") }
      finding?.0.spots.append(spot)
    case .list:
      var list = ReturnedList(file: upload.file, seal: "", fingerprints: [], replies: [])
      try list.columns(&self, upload: upload.file)
      upload.reading.lists.append(list)
    case .answer: try answer(&upload)
    case .county, .stray: throw RecordFault(column: "tag")
    case .member, .aggregate, .total, .returned, .remark, .normalization: try row(tag)
    }
    guard isAtEnd else { throw RecordFault(column: "\(tag.rawValue)") }
  }

  private mutating func answer(_ upload: inout UploadRecords) throws(RecordFault) {
    guard let file = upload.reading.lists.last?.file else { throw RecordFault(column: "tag") }
    let last = upload.reading.lists.count - 1
    var (fingerprint, reply): (String, Reply?) = ("", nil)
    try answerColumns(&self, &fingerprint, &reply)
    upload.reading.lists[last].fingerprints.append(fingerprint)
    guard var reply else { return }
    (reply.file, reply.received) = (file, upload.received)
    upload.reading.lists[last].replies.append(reply)
  }

  private mutating func row(_ tag: RecordTag) throws(RecordFault) {
    guard let source = table?.source else { throw RecordFault(column: "tag") }
    switch tag {
    case .member:
      var row = MemberRecord.blank
      try row.columns(&self)
      table?.members.append(row)
    case .aggregate:
      var row = AggregateRecord.blank
      try row.columns(&self)
      table?.aggregates.append(row)
    case .total:
      var row = StatedTotal.blank
      try row.columns(&self)
      table?.totals.append(row)
    case .returned:
      var row = ReturnedPayment.blank
      try row.columns(&self, in: source)
      guard let members = table?.members, members.indices.contains(row.member) else {
        throw RecordFault(column: "member")
      }
      table?.returns.append(row)
    case .remark:
      var row = RowRemark.blank
      try row.columns(&self, in: source)
      guard let members = table?.members, row.member < 0 || members.indices.contains(row.member) else {
        throw RecordFault(column: "member")
      }
      table?.remarks.append(row)
    default:
      var row = Normalization.blank(county: county)
      try row.columns(&self)
      table?.normalizations.append(row)
    }
  }

  /// Puts the finding whose places have all come where it belongs.
  private mutating func close(_ upload: inout UploadRecords) {
    guard let (done, isUnread) = finding else { return }
    finding = nil
    if isUnread {
      upload.reading.unread.append(done)
    } else if table != nil {
      table?.discrepancies.append(done)
    } else {
      upload.reading.discrepancies.append(done)
    }
  }

  private mutating func closeTable(_ upload: inout UploadRecords) {
    if let done = table { upload.reading.tables.append(done) }
    table = nil
  }

  /// Ends the upload.
  mutating func finish(_ upload: inout UploadRecords) {
    close(&upload)
    closeTable(&upload)
  }
}
