/// What `[Content_Types].xml` says the container's main part is.
struct ContentTypes: XMLReader {
  private(set) var hasWorkbook = false
  private(set) var hasBinaryWorkbook = false
  private(set) var hasDocument = false
  /// The parts that are said to be a workbook's main part.
  private(set) var workbookParts: [String] = []
  let isDone = false
  let failure: ReadError.Reason? = nil

  /// Reads the part if it is there; a broken one says nothing.
  init(_ archive: borrowing Archive) {
    guard let index = archive.members.firstIndex(where: { partKey($0.path) == "[content_types].xml" }) else { return }
    var meter = ReadMeter()
    try? archive.parse(archive.members[index], meter: &meter, into: &self)
  }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.is("Override") || name.is("Default"), let type = attributes.string("ContentType")?.lowercased() else {
      return
    }
    // Most parts are of no document's own kind.
    guard type.hasSuffix("main+xml") || type.hasSuffix(".main") else { return }
    if type.contains("sheet.binary.macroenabled.main") { hasBinaryWorkbook = true }
    if type.contains("wordprocessingml") && type.contains("main") || type.contains("presentationml.presentation.main") {
      hasDocument = true
    }
    guard type.hasSuffix("main+xml"), name.is("Override"), type.contains("spreadsheetml") || type.contains("ms-excel")
    else { return }
    hasWorkbook = true
    if let part = attributes.string("PartName") { workbookParts.append(partKey(part)) }
  }

  mutating func end(_ name: XMLName) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
