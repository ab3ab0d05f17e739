import Domain
import Foundation
import Normalize

/// The lines of one upload, wherever they lie among the parts.
struct RecordSection: Sendable {
  /// Lines that follow each other in a part.
  struct Run: Sendable {
    var part: Int
    /// The number of the first line.
    var first: Int
    var count: Int
    var bytes: Range<Int>
  }

  let parts: [PartBytes]
  let runs: [Run]

  /// The lines in the order of their numbers, each once: an engine that does a task again may write them twice. Nil where two
  /// lines of one number differ, for then the upload was read at two times.
  func bytes() -> [UInt8]? {
    if runs.count == 1 { return parts[runs[0].part][runs[0].bytes] }
    var lines: [(number: Int, bytes: ArraySlice<UInt8>)] = []
    for run in runs {
      let pieces = parts[run.part][run.bytes].split(separator: 10)
      lines += pieces.enumerated().map { (run.first + $0.offset, $0.element) }
    }
    lines.sort { $0.number < $1.number }
    var out: [UInt8] = []
    var last: (number: Int, bytes: ArraySlice<UInt8>)?
    for line in lines {
      if let last, last.number == line.number {
        guard last.bytes == line.bytes else { return nil }
        continue
      }
      out += line.bytes
      out.append(10)
      last = line
    }
    return out
  }
}

extension UploadRecords {
  /// Reads an upload from its lines as they lie together.
  init(county: Int, file: String, section: [UInt8], terms: RecordTerms) throws(RecordsUnreadable) {
    let result = section.withUnsafeBufferPointer { bytes -> Result<UploadRecords, RecordsUnreadable> in
      let lines = bytes.split(separator: 10).map { UnsafeBufferPointer(rebasing: $0) }
      do throws(RecordsUnreadable) {
        return .success(try UploadRecords(county: county, file: file, lines: lines, terms: terms))
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

/// A part's bytes, in memory only as far as they are looked at.
struct PartBytes: Sendable {
  private let data: Data

  init(_ data: Data) { self.data = data }

  subscript(_ range: Range<Int>) -> [UInt8] { withLine(range) { Array($0) } }

  /// Where the line from a position ends; nil if it does not.
  func lineEnd(from position: Int) -> Int? {
    data.withUnsafeBytes { bytes in
      guard position < bytes.count, let start = bytes.baseAddress else { return nil }
      return memchr(start + position, 10, bytes.count - position).map { UnsafeRawPointer($0) - start }
    }
  }

  /// Looks at some of the bytes.
  func withLine<Seen>(_ range: Range<Int>, _ look: (UnsafeBufferPointer<UInt8>) -> Seen) -> Seen {
    data.withUnsafeBytes { look(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[range])) }
  }
}
