import CLibZip

/// A zip container with the texts of its parts changed: XML part by part, spreadsheets inside it as files of their own.
struct ContainerRewriting {
  let limits: Limits
  let change: TextChange

  // A workbook embedded in a workbook in a zip; deeper lies nothing that people send.
  private static let depth = 4

  func changed(_ bytes: [UInt8], depth: Int) throws(ReadError.Reason) -> [UInt8]? {
    let parts = try parts(of: bytes)
    let strings = parts.first { isSharedStrings($0.content) }
    var workbook = WorkbookRewriting(strings: strings?.content, limits: limits, change: change)
    var replaced: [(index: UInt64, content: [UInt8])] = []
    for part in parts where part.index != strings?.index {
      if let content = try changedPart(part.content, path: part.path, &workbook, depth: depth) {
        replaced.append((part.index, content))
      }
    }
    // Only when all sheets are known does it show which shared strings nothing refers to any longer.
    if let strings, let content = try workbook.rewrittenStrings() { replaced.append((strings.index, content)) }
    return replaced.isEmpty ? nil : try Self.replacing(replaced, in: bytes)
  }

  private func changedPart(
    _ content: [UInt8], path: String, _ workbook: inout WorkbookRewriting, depth: Int
  ) throws(ReadError.Reason) -> [UInt8]? {
    let head = decodedHead(content, count: 256).drop { $0 <= 0x20 || $0 >= 0x80 }
    if head.first == UInt8(ascii: "<") { return try workbook.rewrittenPart(content, path: path) }
    switch FileKind.detect(bytes: content, name: path) {
    case .xlsx, .xlsb, .ods, .officeDocument, .zipOfWorkbooks, .zipWithoutWorkbook:
      // Deeper than anybody packs: unknown, so an error and not a file that is taken for clean.
      guard depth < Self.depth else { throw .tooDeep(path) }
      return try changed(content, depth: depth + 1)
    case .csv where isPlainFile(path): return rewrittenText(content, by: change)
    default: return change.bytes(content)
    }
  }

  private func isSharedStrings(_ content: [UInt8]) -> Bool {
    let head = decodedHead(content, count: 4096)
    return ["<sst", ":sst"].contains { name in
      let name = Array(name.utf8)
      return head.indices.contains { head[$0...].starts(with: name) }
    }
  }

  private func parts(of bytes: [UInt8]) throws(ReadError.Reason) -> [(index: UInt64, path: String, content: [UInt8])] {
    try bytes.withRaw { (raw) throws(ReadError.Reason) in
      let archive = try Archive(raw, limits: limits)
      var meter = ReadMeter()
      var parts: [(UInt64, String, [UInt8])] = []
      for member in archive.members {
        var content: [UInt8] = []
        try archive.stream(member, meter: &meter) { (piece) throws(ReadError.Reason) in
          content.append(contentsOf: piece)
          return true
        }
        parts.append((member.index, member.path, content))
      }
      return parts
    }
  }

  /// The container with some members' contents replaced, made anew from its members: nothing of the old bytes stays between them.
  private static func replacing(_ replaced: [(index: UInt64, content: [UInt8])], in bytes: [UInt8]) throws(ReadError
    .Reason)
    -> [UInt8]
  {
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    room.initialize(from: bytes, count: bytes.count)
    defer { room.deallocate() }
    guard let source = zip_source_buffer_create(room, UInt64(bytes.count), 0, &failure) else { throw .damagedZip }
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let zip = zip_open_from_source(source, 0, &failure) else {
      zip_source_free(source)
      throw .damagedZip
    }
    // What replaces a member must live until the container is closed.
    var contents: [UnsafeMutablePointer<UInt8>] = []
    defer { for content in contents { content.deallocate() } }
    for (index, content) in replaced {
      let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, content.count))
      copy.initialize(from: content, count: content.count)
      contents.append(copy)
      let member = zip_source_buffer(zip, copy, UInt64(content.count), 0)
      guard member != nil, zip_file_replace(zip, index, member, 0) == 0,
        zip_file_set_dostime(zip, index, 0, 33, 0) == 0
      else {
        if let member { zip_source_free(member) }
        zip_discard(zip)
        throw .damagedZip
      }
    }
    guard zip_close(zip) == 0 else {
      zip_discard(zip)
      throw .damagedZip
    }
    return try content(of: source)
  }

  private static func content(of source: OpaquePointer) throws(ReadError.Reason) -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw .damagedZip }
    defer { zip_source_close(source) }
    var out = [UInt8](repeating: 0, count: Int(status.size))
    var count = 0
    while count < out.count {
      let read = out.withUnsafeMutableBytes {
        zip_source_read(source, $0.baseAddress! + count, UInt64($0.count - count))
      }
      guard read > 0 else { throw .damagedZip }
      count += Int(read)
    }
    return out
  }
}
