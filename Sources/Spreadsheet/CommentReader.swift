/// Reads the comments of a sheet.
struct CommentReader: XMLReader {
  private(set) var comments: [CellAddress: String] = [:]
  let isDone = false
  private(set) var failure: ReadError.Reason?
  private var address: CellAddress?
  private var note = RichText()
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name.is("comment") {
      address = attributes.string("ref").flatMap { CellAddress(a1: $0) }
      note.reset()
    } else {
      note.start(name, attributes)
    }
  }

  mutating func end(_ name: XMLName) {
    guard name.is("comment") else { return note.end(name) }
    if let address {
      note.unescape()
      comments[address] = String(decoding: note.bytes, as: UTF8.self)
    }
    address = nil
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard address != nil else { return }
    note.text(bytes)
    if note.bytes.count > limits.textBytes { failure = .textTooLong(limit: limits.textBytes) }
  }
}
