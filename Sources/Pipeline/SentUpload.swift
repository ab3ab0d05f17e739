import Domain
import Normalize

/// A file that a county sent: its bytes, or what was read of them elsewhere.
struct SentUpload: NamedUpload, Sendable {
  enum Content: Sendable {
    case bytes([UInt8])
    /// What it holds, with the lines that say so and their SHA-256.
    case records(UploadReading, lines: [UInt8], digest: String)
  }

  let file: String
  let sha256: String
  /// How many bytes it has.
  let size: Int
  let received: Int
  let firstSeen: Int
  let content: Content

  /// SHA-256 of its record lines, where it was read elsewhere.
  var records: String? { if case .records(_, _, let digest) = content { digest } else { nil } }
  /// The hash under which it is kept.
  var kept: String { records ?? sha256 }

  init(file: String, sha256: String, size: Int, received: Int, firstSeen: Int, content: Content) {
    self.file = file
    self.sha256 = sha256
    self.size = size
    self.received = received
    self.firstSeen = firstSeen
    self.content = content
  }

  /// What was read elsewhere, from its lines; nil where they are not whole.
  init?(section lines: [UInt8], file: String, county: Int, terms: RecordTerms, firstSeen: (String) -> Int) {
    guard let upload = try? UploadRecords(county: county, file: file, section: lines, terms: terms) else { return nil }
    let first = firstSeen(upload.sha256)
    self.init(
      file: file, sha256: upload.sha256, size: upload.bytes, received: upload.received, firstSeen: first,
      content: .records(upload.reading.seen(first: first), lines: lines, digest: Pipeline.sha256(lines)))
  }

  /// What it holds. Given terms, persons are known by their keyed hashes alone, as if it had been read elsewhere.
  func reading(by reader: UploadReader, county: Int, terms: RecordTerms?) -> UploadReading {
    guard case .bytes(let bytes) = content else {
      if case .records(let reading, _, _) = content { return reading }
      return UploadReading()
    }
    let reading = reader.read(
      Upload(file: file, bytes: bytes, sha256: sha256, received: received, firstSeen: firstSeen))
    guard let terms else { return reading }
    var upload = UploadRecords(
      county: county, file: file, sha256: sha256, bytes: size, received: received, setting: "")
    upload.reading = reading
    let lines = upload.lines(terms)
    // Lines that were written a moment ago can be read.
    let again = try? UploadRecords(county: county, file: file, section: lines, terms: terms)
    return again?.reading.seen(first: firstSeen) ?? reading
  }
}

/// What a county sent, read into memory.
struct SentFiles {
  var uploads: [SentUpload] = []
  var unreadable: [Discrepancy] = []
  var unread: [UnreadFile] = []
}
