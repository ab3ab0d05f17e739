import Glibc

/// Collects the text of a string item: a plain text, or runs with their fonts; phonetic guides (拼音) are left out.
struct RichText {
  /// The text so far.
  private(set) var bytes: [UInt8] = []
  /// Whether any text element was there.
  private(set) var isPresent = false
  private var isCollecting = false
  // In a phonetic guide or an extension, whose texts are not the item's.
  private var isBeside = false
  private var isRun = false
  private var isRunStruck = false
  private var hasRunFont = false
  private var struckRuns = 0
  private var cleanRuns = 0
  private var inheritingRuns = 0

  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    isPresent = false
    isCollecting = false
    isBeside = false
    isRun = false
    struckRuns = 0
    cleanRuns = 0
    inheritingRuns = 0
  }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.isMain else { return }
    if name.is("t") {
      isCollecting = !isBeside
      isPresent = true
    } else if name.is("r") {
      isRun = true
      isRunStruck = false
      hasRunFont = false
    } else if name.is("rPh") || name.is("extLst") {
      isBeside = true
    } else if name.is("rPr") {
      hasRunFont = true
    } else if name.is("strike"), isRun {
      isRunStruck = attributes.flag("val") ?? true
    }
  }

  mutating func end(_ name: XMLName) {
    guard name.isMain else { return }
    if name.is("t") {
      isCollecting = false
    } else if name.is("rPh") || name.is("extLst") {
      isBeside = false
    } else if name.is("r"), isRun {
      isRun = false
      if !hasRunFont { inheritingRuns += 1 } else if isRunStruck { struckRuns += 1 } else { cleanRuns += 1 }
    }
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    if isCollecting { bytes.append(contentsOf: text) }
  }

  /// What the runs' fonts say: bits for the upper half of a text cell.
  var strike: UInt64 {
    if cleanRuns > 0 { return Cell.hasCleanRun }
    return struckRuns > 0 && inheritingRuns == 0 ? Cell.isStruckThrough : 0
  }

  /// Resolves `_x000D_` and its like in place.
  mutating func unescape() { unescapeControls(&bytes) }
}

extension Cell {
  // In a text cell the lower 32 bits are the text; these two tell of its rich runs.
  static let isStruckThrough: UInt64 = 1 << 32
  static let hasCleanRun: UInt64 = 1 << 33
}

/// Replaces `_xHHHH_` by the UTF-16 unit that it stands for, as Excel writes what XML cannot hold.
func unescapeControls(_ bytes: inout [UInt8]) {
  guard bytes.count >= 7, let first = bytes.firstIndex(of: UInt8(ascii: "_")), first + 7 <= bytes.count else { return }
  guard bytes.firstIndex(of: [UInt8(ascii: "_"), UInt8(ascii: "x")]) != nil else { return }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var units: [UInt16] = []
  var position = 0
  func flush(_ units: inout [UInt16], into result: inout [UInt8]) {
    if units.isEmpty { return }
    result.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
    units.removeAll(keepingCapacity: true)
  }
  while position < bytes.count {
    if let unit = escapedUnit(bytes, at: position) {
      let next = UTF16.isLeadSurrogate(unit) ? escapedUnit(bytes, at: position + 7) : nil
      if let next, UTF16.isTrailSurrogate(next) {
        units += [unit, next]
        position += 14
        continue
      }
      // Half a character stands for none: it stays as it is written.
      if UTF16.isSurrogate(unit) {
        flush(&units, into: &result)
        result.append(contentsOf: bytes[position..<(position + 7)])
      } else {
        units.append(unit)
      }
      position += 7
    } else {
      flush(&units, into: &result)
      result.append(bytes[position])
      position += 1
    }
  }
  flush(&units, into: &result)
  bytes = result
}

private func escapedUnit(_ bytes: [UInt8], at position: Int) -> UInt16? {
  guard position + 7 <= bytes.count, bytes[position] == UInt8(ascii: "_"), bytes[position + 1] == UInt8(ascii: "x"),
    bytes[position + 6] == UInt8(ascii: "_")
  else { return nil }
  var unit: UInt16 = 0
  for offset in 2..<6 {
    guard let digit = hexDigit(bytes[position + offset]) else { return nil }
    unit = unit << 4 | UInt16(digit)
  }
  return unit
}
