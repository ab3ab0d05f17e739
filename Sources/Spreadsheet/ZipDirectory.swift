/// What the end of a zip container tells before libzip reads it: where the container stands in the file, and which members share bytes.
struct ZipDirectory {
  /// The container's own bytes: mail gateways and web forms leave lines before it, disks and archivers zeros after it.
  let container: Range<Int>
  /// The directory's records of the members, in its order.
  private let entries: Range<Int>
  private let count: Int

  /// Finds the directory's end; nil if there is none whose directory stands where it says.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.endBytes else { return nil }
    let lowest = max(0, bytes.count - Self.endBytes - Self.reach)
    var position = bytes.count - Self.endBytes
    while position >= lowest {
      if bytes[position] == 0x50, bytes.signature(at: position) == 0x0605_4b50,
        let found = Self.directory(bytes, end: position)
      {
        let comment = Int(bytes.little(UInt16.self, at: position + 20))
        container = found.start..<min(bytes.count, position + Self.endBytes + comment)
        entries = found.entries
        count = found.count
        return
      }
      position -= 1
    }
    return nil
  }

  /// Where each member's record stands, in the directory's order.
  func records(_ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
    var records: [Range<Int>] = []
    var position = entries.lowerBound
    while position + Self.entryBytes <= entries.upperBound, bytes.signature(at: position) == 0x0201_4b50 {
      let tail = [28, 30, 32].reduce(0) { $0 + Int(bytes.little(UInt16.self, at: position + $1)) }
      let end = position + Self.entryBytes + tail
      if end > entries.upperBound { break }
      records.append(position..<end)
      position = end
    }
    return records
  }

  /// Two members of different names whose bytes overlap, by the positions of their names in the file; bombs multiply that way.
  func overlap(of records: [Range<Int>], _ bytes: UnsafeRawBufferPointer) -> (Range<Int>, Range<Int>)? {
    var spans: [(start: Int, end: Int, name: Range<Int>)] = []
    for record in records {
      let name = record.lowerBound + Self.entryBytes
      guard let span = span(ofRecord: record, bytes), span.packed > 0 else { continue }
      spans.append(
        (
          span.start, span.start + Self.localBytes + span.packed,
          name..<(name + Int(bytes.little(UInt16.self, at: record.lowerBound + 28)))
        ))
    }
    spans.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    for (one, next) in zip(spans, spans.dropFirst())
    where next.start < one.end && !bytes[one.name].elementsEqual(bytes[next.name]) {
      return (one.name, next.name)
    }
    return nil
  }

  /// A container with one member alone, as two runs of bytes: the member's own, and the directory that names it. Opening it costs the same
  /// however many members the file has. Nil if the member does not lie where its record says.
  func single(_ record: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> (member: Range<Int>, directory: [UInt8])? {
    guard let (offset, packed) = span(ofRecord: record, bytes) else { return nil }
    let start = container.lowerBound + offset
    guard start + Self.localBytes <= entries.lowerBound, bytes.signature(at: start) == 0x0403_4b50 else { return nil }
    let names = Int(bytes.little(UInt16.self, at: start + 26)) + Int(bytes.little(UInt16.self, at: start + 28))
    let end = min(entries.lowerBound, start + Self.localBytes + names + packed)
    var directory = bare(record, bytes)
    for index in 42..<46 { directory[index] = 0 }
    return (start..<end, directory + Self.end(count: 1, size: directory.count, offset: end - start))
  }

  /// The container with a directory whose records have no extra fields, as two runs of bytes. Some zippers write fields that are cut short,
  /// for which libzip refuses the whole; nothing in them is needed. Nil if something is: sizes or places past 4 GiB.
  func withoutExtraFields(
    _ records: [Range<Int>], _ bytes: UnsafeRawBufferPointer
  ) -> (members: Range<Int>, directory: [UInt8])? {
    guard !records.isEmpty, records.count == count, count < 0xffff,
      records.allSatisfy({ span(ofRecord: $0, bytes) != nil })
    else { return nil }
    let members = container.lowerBound..<entries.lowerBound
    let directory = records.flatMap { bare($0, bytes) }
    return (members, directory + Self.end(count: count, size: directory.count, offset: members.count))
  }

  // A record up to its name.
  private func bare(_ record: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let name = Int(bytes.little(UInt16.self, at: record.lowerBound + 28))
    var bare = [UInt8](bytes[record.prefix(Self.entryBytes + name)])
    for index in 30..<34 { bare[index] = 0 }
    return bare
  }

  private static func end(count: Int, size: Int, offset: Int) -> [UInt8] {
    func little(_ number: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    return [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + little(count, 2) + little(count, 2) + little(size, 4) + little(offset, 4)
      + [0, 0]
  }

  // Sizes and places past 4 GiB stand elsewhere; such members are left to libzip.
  private func span(ofRecord record: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> (start: Int, packed: Int)? {
    let packed = bytes.little(UInt32.self, at: record.lowerBound + 20)
    let size = bytes.little(UInt32.self, at: record.lowerBound + 24)
    let start = bytes.little(UInt32.self, at: record.lowerBound + 42)
    return packed < .max && size < .max && start < .max ? (Int(start), Int(packed)) : nil
  }

  private static func directory(
    _ bytes: UnsafeRawBufferPointer, end: Int
  ) -> (start: Int, entries: Range<Int>, count: Int)? {
    var limit = end
    var size = Int(bytes.little(UInt32.self, at: end + 12))
    var offset = Int(bytes.little(UInt32.self, at: end + 16))
    var count = Int(bytes.little(UInt16.self, at: end + 10))
    let record = end - 76
    if record >= 0, bytes.signature(at: end - 20) == 0x0706_4b50, bytes.signature(at: record) == 0x0606_4b50 {
      limit = record
      count = Int(clamping: bytes.little(UInt64.self, at: record + 32))
      size = Int(clamping: bytes.little(UInt64.self, at: record + 40))
      offset = Int(clamping: bytes.little(UInt64.self, at: record + 48))
    }
    guard size <= limit, offset <= limit - size else { return nil }
    let first = limit - size
    if count > 0 { guard size >= entryBytes, bytes.signature(at: first) == 0x0201_4b50 else { return nil } }
    return (first - offset, first..<limit, count)
  }

  /// Whether there is any member.
  var hasMembers: Bool { count > 0 }

  private static let endBytes = 22
  private static let entryBytes = 46
  private static let localBytes = 30
  // A comment may have 65,535 bytes; the same again is allowed for litter after it.
  private static let reach = 131_070
}

extension UnsafeRawBufferPointer {
  /// A number of a zip record, low byte first.
  fileprivate func little<Number: FixedWidthInteger>(_ type: Number.Type, at position: Int) -> Number {
    guard position >= 0, position + MemoryLayout<Number>.size <= count else { return 0 }
    return Number(littleEndian: loadUnaligned(fromByteOffset: position, as: Number.self))
  }

  fileprivate func signature(at position: Int) -> UInt32 { little(UInt32.self, at: position) }
}
