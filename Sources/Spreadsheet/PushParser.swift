import CLibXML2
import Glibc

extension Archive {
  /// Streams a member into a reader through libxml2's push parser; the whole part is never in memory.
  func parse<Reader: XMLReader>(
    _ member: Member, meter: inout ReadMeter, into reader: inout Reader
  ) throws(ReadError.Reason) {
    let session = PushSession<Reader>(part: member.path)
    let result: Result<Void, ReadError.Reason> = withUnsafeMutablePointer(to: &reader) { pointer in
      session.reader = pointer
      defer { session.reader = nil }
      do throws(ReadError.Reason) {
        try stream(member, meter: &meter) { (piece) throws(ReadError.Reason) in try session.feed(piece) }
        try session.finishUnlessDone()
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}

/// One run of the parser: the C callbacks know it as `PushTarget`, whose methods a session gives to its reader.
final class PushSession<Reader: XMLReader>: PushTarget {
  var reader: UnsafeMutablePointer<Reader>?
  private let part: String
  private var context: xmlParserCtxtPtr?

  init(part: String) { self.part = part }

  deinit { if let context { xmlFreeParserCtxt(context) } }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) { reader?.pointee.start(name, attributes) }
  override func end(_ name: XMLName) { reader?.pointee.end(name) }
  override func text(_ bytes: UnsafeBufferPointer<UInt8>) { reader?.pointee.text(bytes) }

  /// Parses a piece of the part; false once the rest does not matter.
  func feed(_ piece: UnsafeRawBufferPointer) throws(ReadError.Reason) -> Bool {
    try refuseFloods(piece)
    return try push(piece)
  }

  func refuseFloods(_ piece: UnsafeRawBufferPointer) throws(ReadError.Reason) {
    if hasAttributeFlood(piece) { throw .tooManyAttributes(part) }
  }

  /// Parses bytes that were looked at for floods before.
  func push(_ piece: UnsafeRawBufferPointer) throws(ReadError.Reason) -> Bool {
    guard let start = piece.baseAddress?.assumingMemoryBound(to: CChar.self) else { return true }
    var rest = start
    var count = piece.count
    if context == nil {
      // Four bytes at the start let libxml2 see the encoding; the rest is pushed.
      let head = min(4, count)
      context = makeContext(start, head, UnsafeRawBufferPointer(rebasing: piece.prefix(Self.declarationBytes)))
      rest = start + head
      count -= head
    }
    guard let context else { throw .brokenXML(part: part, line: 0) }
    if count > 0 { xmlParseChunk(context, rest, Int32(count), 0) }
    try check(context)
    return reader?.pointee.isDone != true && !isPastRoot
  }

  // Zeros or other litter after the root's end says nothing about the part.
  private var isPastRoot: Bool { hasRoot && depth == 0 && context.map { $0.pointee.wellFormed == 0 } ?? false }

  func finishUnlessDone() throws(ReadError.Reason) {
    if reader?.pointee.isDone == true || isPastRoot { return }
    guard let context else { throw .emptyPart(part) }
    xmlParseChunk(context, nil, 0, 1)
    try check(context)
  }

  /// Counts the lines of bytes that were read without the parser, so that it names the right one in what follows.
  func skipLines(in bytes: UnsafeBufferPointer<UInt8>) {
    guard let input = context?.pointee.input else { return }
    var rest = bytes
    while let start = rest.baseAddress, let found = memchr(start, 0x0a, rest.count) {
      input.pointee.line += 1
      let next = UnsafeRawPointer(found) - UnsafeRawPointer(start) + 1
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst(next))
    }
  }

  private func check(_ context: xmlParserCtxtPtr) throws(ReadError.Reason) {
    if hasDoctype { throw .doctype(part) }
    if isTooDeep { throw .tooDeep(part) }
    if let failure = reader?.pointee.failure { throw failure }
    if context.pointee.wellFormed == 0, !isPastRoot {
      throw .brokenXML(part: part, line: Int(context.pointee.lastError.line))
    }
  }

  // An XML declaration fits into so many bytes.
  private static var declarationBytes: Int { 128 }

  private func makeContext(
    _ start: UnsafePointer<CChar>, _ count: Int, _ declaration: UnsafeRawBufferPointer
  ) -> xmlParserCtxtPtr? {
    xmlLibraryIsReady
    duizhang_xml_silence()
    var events = xmlSAXHandler()
    events.initialized = UInt32(XML_SAX2_MAGIC)
    events.startElementNs = xmlDidStart
    events.endElementNs = xmlDidEnd
    events.characters = xmlDidRead
    events.ignorableWhitespace = xmlDidRead
    events.cdataBlock = xmlDidRead
    events.internalSubset = xmlDidMeetDoctype
    let target = Unmanaged<PushTarget>.passUnretained(self).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&events, target, start, Int32(count), nil) else { return nil }
    self.context = context
    halt = { xmlStopParser(context) }
    var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    if misstatesUTF8(declaration) { options |= XML_PARSE_IGNORE_ENC.rawValue }
    xmlCtxtUseOptions(context, Int32(options))
    for namespace in spreadsheetNamespaces {
      mainNamespaces.append(xmlDictLookup(context.pointee.dict, namespace, -1))
    }
    return context
  }
}

// libxml2 compares each attribute of an element with all before it. No element of a workbook has more than some dozens, so that a piece
// with thousands of attributes and hardly a tag is meant to keep it busy.
private func hasAttributeFlood(_ piece: UnsafeRawBufferPointer) -> Bool {
  var tags = 0
  for byte in piece where byte == UInt8(ascii: "<") {
    tags += 1
    if tags >= 16 { return false }
  }
  var attributes = 0
  var last: UInt8 = 0
  for byte in piece {
    if last == UInt8(ascii: "="), byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { attributes += 1 }
    last = byte
  }
  return attributes > 4_096
}

// Strings of .NET are UTF-16 inside, and programs that save them as UTF-8 often leave `encoding="utf-16"` in the declaration;
// others declare ASCII, whatever they write then.
private func misstatesUTF8(_ declaration: UnsafeRawBufferPointer) -> Bool {
  guard declaration.starts(with: "<?xml".utf8) || declaration.starts(with: [0xef, 0xbb, 0xbf]) else { return false }
  let text = String(decoding: declaration.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
  return text.contains("utf-16") || text.contains("utf16") || text.contains("unicode") || text.contains("ascii")
}

private let spreadsheetNamespaces = [
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
]

/// What the C callbacks see of a session.
class PushTarget {
  fileprivate(set) var hasDoctype = false
  fileprivate(set) var isTooDeep = false
  fileprivate var halt: () -> Void = {}
  fileprivate var depth = 0
  fileprivate var hasRoot = false
  /// Whether the last element that began is the `<sheetData>` of a worksheet.
  fileprivate(set) var isAtRows = false
  fileprivate var mainNamespaces: [UnsafePointer<UInt8>?] = []
  // The depth of an `mc:Choice`, whose content another program may understand; its `mc:Fallback` is meant for all.
  fileprivate var choiceDepth = 0

  fileprivate func isMain(_ namespace: UnsafePointer<UInt8>?) -> Bool {
    // libxml2 keeps each namespace name once, so that pointers tell.
    for main in mainNamespaces where main == namespace { return true }
    return false
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  func end(_ name: XMLName) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

// libxml2 asks to be initialised once, before any thread uses it.
private let xmlLibraryIsReady: Void = xmlInitParser()

// Callbacks of a fixed type, in a file of their own kind: closures elsewhere would check their actor at every call.
private func xmlDidStart(
  _ target: UnsafeMutableRawPointer?, _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
  _ namespace: UnsafePointer<UInt8>?, _ namespaceCount: Int32,
  _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int32, _ defaulted: Int32,
  _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
  guard let target, let local else { return }
  Unmanaged<PushTarget>.fromOpaque(target)._withUnsafeGuaranteedRef { session in
    if !session.hasRoot {
      session.hasRoot = true
      session.mainNamespaces.append(namespace)
    }
    session.depth += 1
    if session.depth > Limits.standard.xmlDepth {
      session.isTooDeep = true
      return session.halt()
    }
    if session.choiceDepth > 0 { return }
    let isMain = session.isMain(namespace)
    if session.depth <= 3 { session.isAtRows = session.depth == 2 && isMain && equals(local, "sheetData") }
    if !isMain, equals(local, "Choice") {
      session.choiceDepth = session.depth
      return
    }
    if !isMain, isWrapper(local) { return }
    session.start(XMLName(local: local, isMain: isMain), XMLAttributes(base: attributes, count: Int(count)))
  }
}

private func xmlDidEnd(
  _ target: UnsafeMutableRawPointer?, _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
  _ namespace: UnsafePointer<UInt8>?
) {
  guard let target, let local else { return }
  Unmanaged<PushTarget>.fromOpaque(target)._withUnsafeGuaranteedRef { session in
    session.depth -= 1
    if session.choiceDepth > 0 {
      if session.depth < session.choiceDepth { session.choiceDepth = 0 }
      return
    }
    let isMain = session.isMain(namespace)
    if !isMain, isWrapper(local) { return }
    session.end(XMLName(local: local, isMain: isMain))
  }
}

// What stands in a fallback stands where the choice between it and others does.
private func isWrapper(_ local: UnsafePointer<UInt8>) -> Bool {
  equals(local, "AlternateContent") || equals(local, "Fallback")
}

private func xmlDidRead(_ target: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
  guard let target, let text, count > 0 else { return }
  Unmanaged<PushTarget>.fromOpaque(target)._withUnsafeGuaranteedRef { session in
    if session.choiceDepth > 0 { return }
    session.text(UnsafeBufferPointer(start: text, count: Int(count)))
  }
}

// A DOCTYPE has no place in a workbook; entity bombs and external entities begin with one.
private func xmlDidMeetDoctype(
  _ target: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?, _ publicID: UnsafePointer<UInt8>?,
  _ systemID: UnsafePointer<UInt8>?
) {
  guard let target else { return }
  Unmanaged<PushTarget>.fromOpaque(target)._withUnsafeGuaranteedRef { session in
    session.hasDoctype = true
    session.halt()
  }
}

/// As built against.
let xmlLibraryVersion: String = {
  let text = String(cString: duizhang_xml_version())
  guard let number = Int(text.prefix { $0.isNumber }) else { return text }
  return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
}()
