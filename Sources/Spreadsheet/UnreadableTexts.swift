import Glibc

/// Whether an ASCII text stands in a file whose cells are not read: in its bytes, one or two to a sign as the old formats write them, or
/// among the first texts of an OpenDocument spreadsheet.
public func bears(_ text: String, unreadable bytes: [UInt8], limits: Limits = .standard) -> Bool {
  let plain = Array(text.utf8)
  if bytes.holds(plain) || bytes.holds(plain.flatMap { [$0, 0] }) { return true }
  var reader = FirstTexts(plain)
  try? bytes.withRaw { (raw) throws(ReadError.Reason) in
    let archive = try Archive(raw, limits: limits)
    var meter = ReadMeter()
    guard let content = archive.members.first(where: { $0.path == "content.xml" }) else { return }
    try archive.parse(content, meter: &meter, into: &reader)
  }
  return reader.isFound
}

extension [UInt8] {
  fileprivate func holds(_ wanted: [UInt8]) -> Bool {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, let first = wanted.first else { return false }
      var at = 0
      while count - at >= wanted.count, let met = memchr(start + at, Int32(first), count - at - wanted.count + 1) {
        if memcmp(met, wanted, wanted.count) == 0 { return true }
        at = UnsafeRawPointer(met) - start + 1
      }
      return false
    }
  }
}

/// Looks for a text at the beginning of a part: what tells a form stands in its first rows.
private struct FirstTexts: XMLReader {
  private let wanted: [UInt8]
  private var seen: [UInt8] = []
  private(set) var isFound = false
  let failure: ReadError.Reason? = nil

  private static let looked = 1 << 16

  init(_ wanted: [UInt8]) { self.wanted = wanted }

  var isDone: Bool { isFound || seen.count > Self.looked }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  // A cell's text may be in pieces of different looks; two paragraphs are two texts.
  mutating func end(_ name: XMLName) { if name.isAny("p") { seen.append(10) } }
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isDone else { return }
    seen += bytes
    isFound = Array(seen.suffix(bytes.count + wanted.count)).holds(wanted)
  }
}
