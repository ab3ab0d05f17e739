/// A workbook's container, opened: which part is what, and what its sheets share.
struct WorkbookParts: Sendable {
  private(set) var sheets: [SheetInfo] = []
  private(set) var strings = SharedStrings()
  private(set) var styles = Styles()
  private(set) var is1904 = false
  private let bytes: [UInt8]
  private let limits: Limits
  // The part of each sheet; nil where the workbook names one that is not there.
  private var sheetParts: [String?] = []
  private var sheetBytes: [Int] = []

  init(bytes: [UInt8], limits: Limits) throws(ReadError.Reason) {
    self.bytes = bytes
    self.limits = limits
    var meter = ReadMeter()
    let copy = bytes
    try copy.withRaw { (raw) throws(ReadError.Reason) in
      let archive = try Archive(raw, limits: limits)
      try read(PartIndex(archive.members), archive, &meter)
    }
  }

  private mutating func read(
    _ index: PartIndex, _ archive: borrowing Archive, _ meter: inout ReadMeter
  ) throws(ReadError.Reason) {
    let main = try Self.mainPart(index, archive, &meter)
    var workbook = WorkbookReader(limits: limits)
    try archive.parse(try index.member(main), meter: &meter, into: &workbook)
    is1904 = workbook.is1904
    let links = try Self.relationships(of: main, index, archive, &meter)

    for sheet in workbook.sheets {
      let line = links.lines.first { $0.id == sheet.relationship }
      // Some writers leave the relationship out and rely on the customary name.
      let target = line.map { resolvedPart($0.target, from: main) } ?? "xl/worksheets/sheet\(sheet.number).xml"
      let isWorksheet = line.map { $0.type == "worksheet" } ?? true
      sheets.append(SheetInfo(name: sheet.name, visibility: sheet.visibility, isWorksheet: isWorksheet))
      sheetParts.append(index.contains(target) ? target : nil)
      sheetBytes.append(index.contains(target) ? Int(clamping: try index.member(target).size) : 0)
    }
    let stringsPart =
      links.target(ofType: "sharedstrings").map { resolvedPart($0, from: main) } ?? "xl/sharedstrings.xml"
    if index.contains(stringsPart) {
      var reader = SharedStringReader(limits: limits)
      try archive.parse(try index.member(stringsPart), meter: &meter, into: &reader)
      strings = reader.strings
    }
    let stylesPart = links.target(ofType: "styles").map { resolvedPart($0, from: main) } ?? "xl/styles.xml"
    if index.contains(stylesPart) {
      var reader = StyleReader(limits: limits)
      try archive.parse(try index.member(stylesPart), meter: &meter, into: &reader)
      styles = reader.styles
    }
  }

  func byteCount(ofSheet position: Int) -> Int { sheetBytes.indices.contains(position) ? sheetBytes[position] : 0 }

  /// Streams a sheet's rows into a sink; gives back what else the sheet says.
  func read<Sink: RowSink>(
    sheet position: Int, into sink: inout Sink
  ) throws(ReadError.Reason) -> SheetExtras {
    guard sheets[position].isWorksheet else { throw .notAWorksheet }
    guard let part = sheetParts[position] else { throw .missingPart(sheets[position].name) }
    var meter = ReadMeter()
    var reader = SheetReader(sink: sink, strings: strings, styles: styles, is1904: is1904, limits: limits)
    let extras = try bytes.withRaw { (raw) throws(ReadError.Reason) in
      let archive = try Archive(raw, limits: limits)
      let index = PartIndex(archive.members)
      try archive.parse(try index.member(part), meter: &meter, into: &reader)
      reader.finish()
      if let failure = reader.failure { throw failure }
      var extras = reader.extras
      extras.comments = try comments(of: part, index, archive, &meter)
      return extras
    }
    sink = reader.sink
    return extras
  }

  private func comments(
    of part: String, _ index: PartIndex, _ archive: borrowing Archive, _ meter: inout ReadMeter
  ) throws(ReadError.Reason) -> [CellAddress: String] {
    let links = try Self.relationships(of: part, index, archive, &meter)
    guard let target = links.target(ofType: "comments").map({ resolvedPart($0, from: part) }), index.contains(target)
    else {
      return [:]
    }
    var reader = CommentReader(limits: limits)
    try archive.parse(try index.member(target), meter: &meter, into: &reader)
    return reader.comments
  }

  private static func relationships(
    of part: String, _ index: PartIndex, _ archive: borrowing Archive, _ meter: inout ReadMeter
  ) throws(ReadError.Reason) -> Relationships {
    var links = Relationships()
    let key = partKey(relationshipsPart(of: part))
    if index.contains(key) { try archive.parse(try index.member(key), meter: &meter, into: &links) }
    return links
  }

  // By relationship, else by content type, else by custom.
  private static func mainPart(
    _ index: PartIndex, _ archive: borrowing Archive, _ meter: inout ReadMeter
  ) throws(ReadError.Reason) -> String {
    let root = try relationships(of: "", index, archive, &meter)
    let related = root.target(ofType: "officedocument").map { resolvedPart($0, from: "") }
    if let related, index.contains(related) { return related }
    if let typed = ContentTypes(archive).workbookParts.first(where: index.contains) { return typed }
    if index.contains("xl/workbook.xml") { return "xl/workbook.xml" }
    throw .missingPart(related ?? "xl/workbook.xml")
  }
}

/// The members of a container by the form of their path that all spellings share.
struct PartIndex {
  private var members: [String: Archive.Member] = [:]
  private var ambiguous: Set<String> = []

  init(_ list: [Archive.Member]) {
    for member in list {
      let key = partKey(member.path)
      if let first = members[key] {
        // A part that is there twice in equal form does no harm; two different ones cannot both be meant.
        if first.checksum != member.checksum || first.size != member.size { ambiguous.insert(key) }
      } else {
        members[key] = member
      }
    }
  }

  func contains(_ key: String) -> Bool { members[key] != nil }

  func member(_ key: String) throws(ReadError.Reason) -> Archive.Member {
    guard let member = members[key] else { throw .missingPart(key) }
    if ambiguous.contains(key) { throw .duplicateMember(member.path) }
    return member
  }
}
