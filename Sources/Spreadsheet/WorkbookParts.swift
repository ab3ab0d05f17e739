/// A workbook's container, opened: which part is what, and what its sheets share.
struct WorkbookParts: Sendable {
  private(set) var sheets: [SheetInfo] = []
  private(set) var strings = SharedStrings()
  private(set) var styles = Styles()
  private(set) var is1904 = false
  private let bytes: [UInt8]
  private let limits: Limits
  private let xml: XMLReading
  private var index = PartIndex([])
  // The part of each sheet; nil where the workbook names one that is not there.
  private var sheetParts: [String?] = []
  private var sheetBytes: [Int] = []

  init(bytes: [UInt8], limits: Limits, xml: XMLReading) throws(ReadError.Reason) {
    self.bytes = bytes
    self.xml = xml
    self.limits = limits
    var meter = ReadMeter()
    let copy = bytes
    try copy.withRaw { (raw) throws(ReadError.Reason) in
      let archive = try Archive(raw, limits: limits)
      index = PartIndex(archive.members)
      try read(archive, &meter)
    }
  }

  private mutating func read(
    _ archive: borrowing Archive, _ meter: inout ReadMeter
  ) throws(ReadError.Reason) {
    let main = try Self.mainPart(index, archive, &meter)
    var workbook = WorkbookReader(limits: limits)
    try archive.parse(try index.member(main), meter: &meter, into: &workbook)
    is1904 = workbook.is1904
    let links = try Self.relationships(of: main, index, archive, &meter)

    let lines = Dictionary(links.lines.map { ($0.id, $0) }) { first, _ in first }
    let claimed = Set(links.lines.compactMap { Self.part($0.target, of: main, index) })
    for sheet in workbook.sheets {
      let line = lines[sheet.relationship]
      // Some writers leave the relationship out and rely on the customary name.
      let target = line?.target ?? "worksheets/sheet\(sheet.number).xml"
      var part = Self.part(target, of: main, index)
      // What a relationship claims is another sheet's.
      if line == nil, let guess = part, claimed.contains(guess) { part = nil }
      // Macro sheets of Excel 4 hold cells like any other; charts and dialogs hold none.
      let isWorksheet = line.map { !["chartsheet", "dialogsheet"].contains($0.type) } ?? true
      sheets.append(
        SheetInfo(
          name: sheet.name, visibility: sheet.visibility, isWorksheet: isWorksheet, isMissing: part == nil))
      sheetParts.append(part)
      sheetBytes.append(part.map(index.size) ?? 0)
    }
    if let part = Self.sharedPart("sharedstrings", "sharedStrings.xml", links, of: main, index) {
      var reader = SharedStringReader(limits: limits)
      try archive.parse(try index.member(part), meter: &meter, into: &reader)
      strings = reader.strings
    }
    if let part = Self.sharedPart("styles", "styles.xml", links, of: main, index) {
      var reader = StyleReader(limits: limits)
      try archive.parse(try index.member(part), meter: &meter, into: &reader)
      styles = reader.styles
    }
  }

  // Seen from the workbook, else from the container's root, where some writers count from.
  private static func part(_ target: String, of main: String, _ index: PartIndex) -> String? {
    [resolvedPart(target, from: main), partKey(target), partKey("xl/" + target)].first(where: index.contains)
  }

  // Of several relationships the first whose part is there; else the customary name.
  private static func sharedPart(
    _ type: String, _ custom: String, _ links: Relationships, of main: String, _ index: PartIndex
  ) -> String? {
    let targets = links.lines.filter { $0.type == type }.map(\.target)
    return (targets + [custom]).lazy.compactMap { part($0, of: main, index) }.first
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
      let archive = try Archive(raw, limits: limits, members: [])
      let member = try index.member(part)
      switch xml {
      case .plain: try archive.parseSheet(member, meter: &meter, into: &reader)
      case .libxml2: try archive.parse(member, meter: &meter, into: &reader)
      }
      var extras = reader.finish()
      if let failure = reader.failure { throw failure }
      // A damaged comment or drawing must not cost the cells.
      if Sink.wantsNotes { extras.comments = (try? comments(of: part, index, archive, &meter)) ?? [:] }
      return extras
    }
    if let filled = reader.rows.sink as? Sink { sink = filled }
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
struct PartIndex: Sendable {
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

  /// The unzipped size of a part, as the directory says.
  func size(_ key: String) -> Int { Int(clamping: members[key]?.size ?? 0) }

  func member(_ key: String) throws(ReadError.Reason) -> Archive.Member {
    guard let member = members[key] else { throw .missingPart(key) }
    if ambiguous.contains(key) { throw .duplicateMember(member.path) }
    return member
  }
}
