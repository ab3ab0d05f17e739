import Normalize

/// What a record line begins with.
struct LineHead {
  let tag: RecordTag
  let county: String
  let file: String
  let number: Int
  /// Tab, county, tab, file, tab: the same for all lines of an upload.
  private let shared: [UInt8]

  /// Nil for what is no record line.
  init?(_ part: PartBytes, _ line: Range<Int>) {
    let parsed = part.withLine(line) { bytes -> (RecordTag, String, String, Int, [UInt8])? in
      let fields = bytes.split(separator: 9, maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count >= 4, let tag = RecordTag(rawValue: String(decoding: fields[0], as: UTF8.self)),
        let county = String(recordField: fields[1]), let file = String(recordField: fields[2]),
        let number = Self.number(bytes[fields[3].startIndex...])
      else { return nil }
      return (tag, county, file, number, Array(bytes[fields[0].endIndex..<fields[3].startIndex]))
    }
    guard let parsed else { return nil }
    (tag, county, file, number, shared) = parsed
  }

  /// The number of another line, if it belongs to the same upload.
  func number(of line: Range<Int>, in part: PartBytes) -> Int? {
    part.withLine(line) { bytes in
      guard let tab = bytes.firstIndex(of: 9), bytes[tab...].starts(with: shared) else { return nil }
      return Self.number(bytes[(tab + shared.count)...])
    }
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var number = 0
    for byte in digits {
      if byte == 9 { break }
      guard (48...57).contains(byte), number < 1 << 40 else { return nil }
      number = number * 10 + Int(byte - 48)
    }
    return number > 0 ? number : nil
  }
}
