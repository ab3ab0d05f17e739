extension FileKind {
  /// Tells what the bytes are; the name only settles lock files and WPS's variant of the old container.
  public static func detect(bytes: [UInt8], name: String) -> FileKind {
    let base = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? name
    // Office writes 165 bytes, WPS up to a few hundred, LibreOffice one line.
    if base.hasPrefix("~$") && bytes.count <= 1_024 || base.hasPrefix(".~lock.") { return .lockFile }
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: [0x50, 0x4b]), bytes.count >= 4, bytes[2] < 9, bytes[3] < 9 { return zipKind(bytes) }
    if bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) { return compoundKind(bytes, name: base) }
    for (signature, kind) in signatures where bytes.starts(with: signature) { return kind }
    if bytes.count > 262, Array(bytes[257..<262]) == Array("ustar".utf8) { return .otherArchive }
    if bytes.count > 12, Array(bytes[4..<8]) == Array("ftyp".utf8) { return .image }
    // Sounds and films are such chunks as well.
    if bytes.count > 12, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) { return .image }
    // A bitmap says its own size, which a text that begins with "BM" does not.
    if bytes.count > 26, bytes[0] == 0x42, bytes[1] == 0x4d, bytes[6] == 0, bytes[7] == 0, bytes[8] == 0, bytes[9] == 0
    {
      return .image
    }
    // A container may have a few lines of another program in front of it.
    if let kind = try? bytes.withRaw({ ZipDirectory($0)?.hasMembers == true ? zipKind(bytes) : nil }) { return kind }
    if isDBase(bytes) { return .database }
    guard looksLikeText(bytes) else { return .binary }
    return markupKind(bytes) ?? textKind(bytes) ?? .csv
  }

  private static let signatures: [([UInt8], FileKind)] = [
    (Array("%PDF".utf8), .pdf),
    ([0x89, 0x50, 0x4e, 0x47], .image),
    ([0xff, 0xd8, 0xff], .image),
    (Array("GIF8".utf8), .image),
    // A program for Windows.
    ([0x4d, 0x5a, 0x90, 0x00], .binary),
    ([0x49, 0x49, 0x2a, 0x00], .image),
    ([0x4d, 0x4d, 0x00, 0x2a], .image),
    (Array("Rar!".utf8), .rar),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip),
    ([0x1f, 0x8b, 0x08], .otherArchive),
    (Array("BZh".utf8) + [0x39], .otherArchive),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], .otherArchive),
    (Array("{\\rtf".utf8), .legacyOfficeDocument),
    (Array("SQLite format 3\0".utf8), .database),
    ([0x00, 0x01, 0x00, 0x00] + Array("Standard ".utf8), .database),
    // BIFF without a container: Excel 2, 3, 4 and 5 begin with their BOF record.
    ([0x09, 0x00, 0x04, 0x00], .xls),
    ([0x09, 0x00, 0x06, 0x00], .xls),
    ([0x09, 0x02, 0x06, 0x00], .xls),
    ([0x09, 0x04, 0x06, 0x00], .xls),
    ([0x09, 0x08, 0x08, 0x00], .xls),
    ([0x09, 0x08, 0x10, 0x00], .xls),
  ]

  private static func zipKind(_ bytes: [UInt8]) -> FileKind {
    do throws(ReadError.Reason) {
      return try bytes.withRaw { (raw) throws(ReadError.Reason) in
        kind(of: try Archive(raw, limits: .standard.raised(by: 100)))
      }
    } catch .truncatedZip {
      return .truncatedZip
    } catch .damagedZip {
      return .damagedZip
    } catch {
      // Opening it as a workbook says exactly what is wrong.
      return .xlsx
    }
  }

  private static func kind(of archive: borrowing Archive) -> FileKind {
    var keys: Set<String> = []
    var hasWorkbookWithin = false
    for member in archive.members {
      let key = partKey(member.path)
      keys.insert(key)
      if [".xlsx", ".xlsm", ".xltx", ".csv", ".txt", ".tsv", ".xls", ".et", ".ods"].contains(where: key.hasSuffix),
        isPlainFile(key)
      {
        hasWorkbookWithin = true
      }
    }
    if keys.contains("mimetype"), keys.contains("content.xml") { return .ods }
    let types = ContentTypes(archive)
    if types.hasWorkbook || keys.contains("xl/workbook.xml") || namesWorkbook(archive) { return .xlsx }
    if types.hasBinaryWorkbook || keys.contains("xl/workbook.bin") { return .xlsb }
    if types.hasDocument || keys.contains("word/document.xml") || keys.contains("ppt/presentation.xml") {
      return .officeDocument
    }
    return hasWorkbookWithin ? .zipOfWorkbooks : .zipWithoutWorkbook
  }

  // Without content types the package's relationships tell the main part, and its root what it is.
  private static func namesWorkbook(_ archive: borrowing Archive) -> Bool {
    var meter = ReadMeter()
    let index = PartIndex(archive.members)
    var links = Relationships()
    guard let list = try? index.member("_rels/.rels") else { return false }
    try? archive.parse(list, meter: &meter, into: &links)
    guard let target = links.target(ofType: "officedocument"),
      let part = try? index.member(resolvedPart(target, from: ""))
    else { return false }
    var root = RootReader()
    try? archive.parse(part, meter: &meter, into: &root)
    return root.isWorkbook
  }

  // The old container lists its streams in entries of 128 bytes; their names tell what it holds.
  private static func compoundKind(_ bytes: [UInt8], name: String) -> FileKind {
    var isWorkbook = false
    var position = 512
    while position + 128 <= bytes.count {
      defer { position += 128 }
      let length = Int(bytes[position + 64])
      guard bytes[position + 65] == 0, (4...64).contains(length), [1, 2, 5].contains(bytes[position + 66]) else {
        continue
      }
      var entry: [UInt8] = []
      for offset in stride(from: 0, to: length - 2, by: 2) {
        guard bytes[position + offset + 1] == 0 else { break }
        entry.append(bytes[position + offset])
      }
      switch String(decoding: entry, as: UTF8.self) {
      case "EncryptedPackage", "EncryptionInfo": return .encryptedOffice
      case "Workbook", "Book", "WORKBOOK", "BOOK": isWorkbook = true
      default: continue
      }
    }
    guard isWorkbook else { return .legacyOfficeDocument }
    return name.lowercased().hasSuffix(".et") ? .wps : .xls
  }

  private static func markupKind(_ bytes: [UInt8]) -> FileKind? {
    let head = String(decoding: decodedHead(bytes, count: 4_096), as: UTF8.self)
    let first = head.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{feff}" }
    // Most files need not be looked at further.
    guard let first, "<mM".unicodeScalars.contains(first) else { return nil }
    let start = head.drop { $0.isWhitespace || $0 == "\u{feff}" }.prefix(2_048).lowercased()
    if start.hasPrefix("mime-version:") { return .html }
    guard start.hasPrefix("<") else { return nil }
    if start.hasPrefix("<svg") { return .image }
    if start.hasPrefix("<?xml") || start.hasPrefix("<?mso") {
      if start.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .xmlSpreadsheet }
      if start.contains("opendocument") { return .ods }
      if start.contains("<html") || start.contains("<table") { return .html }
      return .xml
    }
    let tags = [
      "<!doctype", "<html", "<head", "<body", "<table", "<meta", "<style", "<div", "<!--", "<title", "<center", "<font",
    ]
    if tags.contains(where: start.hasPrefix) { return .html }
    // Without a declaration the end tells: it closes what the first tag opens.
    let name = start.dropFirst().prefix { $0.isLetter || $0.isNumber || ":-_.".contains($0) }
    let tail = String(decoding: bytes.suffix(256), as: UTF8.self).lowercased()
    return !name.isEmpty && tail.reversed().drop(while: \.isWhitespace).starts(with: "</\(name)>".reversed())
      ? .xml : nil
  }

  // Texts that have commas or semicolons but no table.
  private static func textKind(_ bytes: [UInt8]) -> FileKind? {
    let head = decodedHead(bytes, count: 65_536)
    if head.starts(with: "ID;P".utf8), head.count > 4, [0x57, 0x43, 0x0a, 0x0d, 0x3b].contains(head[4]) {
      return .sylk
    }
    let lines = head.prefix(64).split { $0 == 0x0a || $0 == 0x0d }
    if lines.count > 2, lines[0].elementsEqual("TABLE".utf8), lines[1].elementsEqual("0,1".utf8), lines[2].first == 0x22
    {
      return .dif
    }
    return JSONText.isJSON(head) ? .json : nil
  }

  // dBASE, as FoxPro writes it too: its version, the day of the last change, and a head that ends in CR after whole fields.
  private static func isDBase(_ bytes: [UInt8]) -> Bool {
    let versions: Set<UInt8> = [0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb]
    guard bytes.count > 32, versions.contains(bytes[0]), (0...12).contains(bytes[2]), (0...31).contains(bytes[3]),
      bytes[10] | bytes[11] != 0, bytes[12] | bytes[13] == 0
    else { return false }
    let head = Int(bytes[8]) | Int(bytes[9]) << 8
    return head > 32 && head <= bytes.count && stride(from: 32, to: head, by: 32).contains { bytes[$0] == 0x0d }
  }

  // UTF-16 and stray NUL bytes are text still.
  private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    if let (encoding, length) = TextEncoding.byteOrderMark(bytes), encoding != .utf8, encoding != .gb18030 {
      // The mark may be two bytes by chance; of what follows then, much is no character. A little damage makes a text no picture.
      let sample = Array(bytes[length...].prefix(65_536))
      let text = transcoded(Array(sample.prefix(sample.count / 4 * 4)), from: encoding)
      return text.replaced <= max(8, sample.count / 200) && hasFewControls(text.utf8[...])
    }
    return TextEncoding.looksWide(bytes) != nil || hasFewControls(withoutPadding(bytes).prefix(65_536))
  }

  // Text has almost no control characters besides tab, line ends and form feed.
  private static func hasFewControls(_ sample: ArraySlice<UInt8>) -> Bool {
    var kinds = 0
    var controls = 0
    var zeros = 0
    for byte in sample {
      if byte == 0 { zeros += 1 }
      if byte < 0x20, byte != 0, byte != 9, byte != 10, byte != 13, byte != 12, byte != 0x1b, byte != 0x1a {
        controls += 1
        kinds |= 1 << Int(byte)
      }
    }
    // One or two of them all the time set fields apart, or break lines within them.
    let areMarks = kinds.nonzeroBitCount <= 2 && zeros * 20 <= sample.count && controls * 3 <= sample.count * 2
    return (areMarks || controls * 50 <= sample.count) && zeros * 4 <= sample.count
  }
}

/// Looks at the first element of a part.
private struct RootReader: XMLReader {
  private(set) var isWorkbook = false
  private(set) var isDone = false
  let failure: ReadError.Reason? = nil

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if !isDone { isWorkbook = name.is("workbook") }
    isDone = true
  }

  mutating func end(_ name: XMLName) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Whether a path inside an archive is a document of its own, not the litter of an operating system.
func isPlainFile(_ path: String) -> Bool {
  let base = path.split(separator: "/").last ?? ""
  return !path.hasPrefix("__macosx/") && !path.hasPrefix("__MACOSX/") && !base.hasPrefix(".") && !base.hasPrefix("~$")
}
