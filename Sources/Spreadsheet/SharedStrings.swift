/// The workbook's shared strings: the text of each index, kept once.
struct SharedStrings: Sendable {
  let texts: TextTable
  // The text's number, with two bits above for struck runs.
  private let entries: [UInt32]
  // The number of the text without characters, or one that no entry has.
  private let blank: UInt32

  private static let numberBits: UInt32 = 0x3fff_ffff

  init(texts: TextTable = TextTable(), entries: [UInt32] = []) {
    self.texts = texts
    self.entries = entries
    blank = texts.number(of: UnsafeBufferPointer(start: nil, count: 0))?.rawValue ?? .max
  }

  var count: Int { entries.count }

  /// The bits of a text cell for an index; nil if the text has no characters.
  func bits(_ index: Int) -> UInt64? {
    let entry = entries[index]
    let number = entry & Self.numberBits
    return number == blank ? nil : UInt64(number) | UInt64(entry >> 30) << 32
  }
}

/// Builds the shared strings from their part.
struct SharedStringReader: XMLReader {
  let isDone = false
  private(set) var failure: ReadError.Reason?
  private var texts = TextTable()
  private var entries: [UInt32] = []
  private var item = RichText()
  private var isInItem = false
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  var strings: SharedStrings { SharedStrings(texts: texts, entries: entries) }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if isInItem {
      item.start(name, attributes)
    } else if name.is("si") {
      isInItem = true
      item.reset()
    }
  }

  mutating func end(_ name: XMLName) {
    guard isInItem, failure == nil else { return }
    guard name.is("si") else { return item.end(name) }
    isInItem = false
    item.unescape()
    let id = item.bytes.withUnsafeBufferPointer { texts.intern($0) }
    entries.append(id.rawValue | UInt32(item.strike >> 32) << 30)
    if entries.count > limits.texts { failure = .tooManyTexts(limit: limits.texts) }
    if texts.byteCount > limits.textTableBytes { failure = .tooManyTexts(limit: limits.texts) }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInItem, failure == nil else { return }
    item.text(bytes)
    if item.bytes.count > limits.textBytes { failure = .textTooLong(limit: limits.textBytes) }
  }
}
