/// How the XML of workbooks is read.
public enum XMLReading: String, Sendable, CaseIterable {
  /// Rows in the plain form by their bytes, everything else by libxml2.
  case plain
  /// Everything by libxml2.
  case libxml2
}

extension Archive {
  /// Streams a sheet's part into its reader: plain rows by their bytes, everything before, after and from the first other row on by libxml2.
  func parseSheet(
    _ member: Member, meter: inout ReadMeter, into reader: inout SheetReader
  ) throws(ReadError.Reason) {
    let session = PushSession<SheetReader>(part: member.path)
    let result: Result<Void, ReadError.Reason> = withUnsafeMutablePointer(to: &reader) { pointer in
      session.reader = pointer
      defer { session.reader = nil }
      var feed = SheetFeed(session)
      do throws(ReadError.Reason) {
        try stream(member, meter: &meter) { (piece) throws(ReadError.Reason) in try feed.take(piece) }
        try feed.finish()
        return .success(())
      } catch {
        return .failure(feed.earlierFailure() ?? error)
      }
    }
    try result.get()
  }
}

/// Decides piece by piece who reads a sheet's bytes.
private struct SheetFeed {
  private enum Phase { case head, rows, libxml2 }
  private let session: PushSession<SheetReader>
  private var phase = Phase.head
  // What was not read yet, and at the end zeros as the scanner wants them.
  private var waiting: [UInt8] = []

  // Before the rows a part has views and columns; a row has some dozens of cells. More is for libxml2.
  private static var patience: Int { 1 << 20 }

  init(_ session: PushSession<SheetReader>) { self.session = session }

  mutating func take(_ piece: UnsafeRawBufferPointer) throws(ReadError.Reason) -> Bool {
    if phase == .libxml2 { return try session.feed(piece) }
    try session.refuseFloods(piece)
    waiting.append(contentsOf: piece)
    if phase == .head {
      if try !readHead() { return false }
    }
    return phase == .rows ? try readRows() : true
  }

  mutating func finish() throws(ReadError.Reason) {
    if !waiting.isEmpty, try !handOver(from: 0) { return }
    try session.finishUnlessDone()
  }

  /// What libxml2 says of bytes that still waited when the next ones could not be had.
  mutating func earlierFailure() -> ReadError.Reason? {
    do throws(ReadError.Reason) {
      _ = try handOver(from: 0)
      return nil
    } catch {
      return error
    }
  }

  // Gives libxml2 all up to the rows, and asks it where it stands.
  private mutating func readHead() throws(ReadError.Reason) -> Bool {
    guard Self.isPlain(waiting) else { return try handOver(from: 0) }
    guard let end = waiting.firstIndex(of: Array("<sheetData>".utf8)).map({ $0 + 11 }) else {
      return waiting.count < Self.patience ? true : try handOver(from: 0)
    }
    let goesOn = try waiting.withRaw { (raw) throws(ReadError.Reason) in
      try session.push(UnsafeRawBufferPointer(rebasing: raw[..<end]))
    }
    guard goesOn else { return false }
    guard session.isAtRows else { return try handOver(from: end) }
    waiting.removeFirst(end)
    phase = .rows
    return true
  }

  private mutating func readRows() throws(ReadError.Reason) -> Bool {
    guard let reader = session.reader else { return false }
    let count = waiting.count
    waiting.append(contentsOf: repeatElement(0, count: PlainXML.padding))
    var taken = 0
    var isStrange = false
    waiting.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var scanner = PlainRowScanner(base, count: count)
      rows: while !reader.pointee.isDone, reader.pointee.failure == nil {
        switch scanner.takeRow(at: taken, into: &reader.pointee.rows) {
        case .taken(let next): taken = next
        case .more: break rows
        case .end, .strange:
          isStrange = true
          break rows
        }
      }
      session.skipLines(in: UnsafeBufferPointer(rebasing: buffer[..<taken]))
    }
    waiting.removeLast(PlainXML.padding)
    if let failure = reader.pointee.failure {
      waiting = []
      throw failure
    }
    if reader.pointee.isDone {
      waiting = []
      return false
    }
    if isStrange || count - taken > Self.patience { return try handOver(from: taken) }
    waiting.removeFirst(taken)
    return true
  }

  private mutating func handOver(from start: Int) throws(ReadError.Reason) -> Bool {
    phase = .libxml2
    let rest = waiting
    waiting = []
    guard start < rest.count else { return true }
    return try rest.withRaw { (raw) throws(ReadError.Reason) in
      try session.push(UnsafeRawBufferPointer(rebasing: raw[start...]))
    }
  }

  // UTF-8, by mark, declaration or default: bytes mean the same to the scanner and to libxml2.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(256)
    let text = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head
    guard text.first == UInt8(ascii: "<") else { return false }
    guard text.starts(with: "<?xml".utf8) else { return true }
    let declaration = String(decoding: text.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
    return !declaration.contains("encoding") || declaration.contains("utf-8")
  }
}
