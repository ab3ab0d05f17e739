import Foundation

/// The rows that two tables do not share: equal ones at the beginning and the end are passed over as bytes.
func differing(_ a: CSVBytes, _ b: CSVBytes) -> ([Range<Int>], [Range<Int>]) {
  guard a.header == b.header else { return (a.rows, b.rows) }
  let (left, right) = (a.rows, b.rows)
  var start = 0
  while start < min(left.count, right.count), a.bytes[left[start]] == b.bytes[right[start]] { start += 1 }
  var end = 0
  while end < min(left.count, right.count) - start,
    a.bytes[left[left.count - 1 - end]] == b.bytes[right[right.count - 1 - end]]
  { end += 1 }
  let common = Set(right[start..<right.count - end].map { Array(b.bytes[$0]) })
  let kept = left[start..<left.count - end].filter { !common.contains(Array(a.bytes[$0])) }
  let former = Set(left[start..<left.count - end].map { Array(a.bytes[$0]) })
  return (kept, right[start..<right.count - end].filter { !former.contains(Array(b.bytes[$0])) })
}

/// A published CSV as bytes and the ranges of its records.
struct CSVBytes {
  let bytes: [UInt8]
  let header: [String]
  let rows: [Range<Int>]

  /// Nil where there is no such file: another version published none, or a hand removed it, which DZ903 tells.
  init?(path: String) throws {
    guard access(path, F_OK) == 0 else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SetupError(path, zh: "文件不能读取", en: "the file cannot be read")
    }
    bytes = [UInt8](data)
    let rows = Self.records(bytes)
    guard let head = rows.first else { return nil }
    header = Self.fields(bytes[head])
    self.rows = Array(rows.dropFirst())
  }

  /// Where the records stand, the header first: a line's end within quotes ends none.
  private static func records(_ bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return [] }
      func find(_ byte: UInt8, from start: Int, until end: Int) -> Int? {
        memchr(base + start, Int32(byte), end - start).map { base.distance(to: UnsafeRawPointer($0)) }
      }
      var records: [Range<Int>] = []
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var (at, isQuoted) = (start, false)
      while let end = find(UInt8(ascii: "\n"), from: at, until: bytes.count) {
        while let quote = find(UInt8(ascii: "\""), from: at, until: end) {
          isQuoted.toggle()
          at = quote + 1
        }
        at = end + 1
        guard !isQuoted else { continue }
        records.append(start..<end)
        start = at
      }
      return records
    }
  }

  /// The fields of a record.
  func fields(_ range: Range<Int>) -> [String] { Self.fields(bytes[range]) }

  /// One field of a record; nil if it has fewer. Where nothing is quoted from there on, it is counted from the record's end.
  func field(_ column: Int, of range: Range<Int>) -> String? {
    bytes.withUnsafeBufferPointer { bytes in
      var (end, commas) = (range.upperBound, header.count - 1 - column)
      for index in range.reversed() {
        switch bytes[index] {
        case UInt8(ascii: "\""): return nil
        case UInt8(ascii: ","):
          if commas == 0 { return String(decoding: bytes[index + 1..<end], as: UTF8.self) }
          commas -= 1
          end = index
        default: break
        }
      }
      return nil
    } ?? { $0.indices.contains(column) ? $0[column] : nil }(fields(range))
  }

  private static func fields(_ bytes: ArraySlice<UInt8>) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        // A quote right after a closing one stands for itself.
        if !isQuoted, wasQuote { field.append(byte) }
        isQuoted.toggle()
        wasQuote = !isQuoted
        continue
      }
      wasQuote = false
      if byte == UInt8(ascii: ","), !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
      }
    }
    return fields + [String(decoding: field, as: UTF8.self)]
  }
}
