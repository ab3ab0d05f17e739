import Glibc

/// A CSV, or any text, with some fields changed. Records that stay keep their bytes.
func rewrittenText(_ bytes: [UInt8], by change: TextChange) -> [UInt8]? {
  let reading = CSVText(bytes: bytes, options: .automatic).reading
  let mark = reading.hasByteOrderMark ? TextEncoding.byteOrderMark(bytes)?.length ?? 0 : 0
  let text = transcoded(bytes, after: mark, from: reading.encoding)
  let utf8 = text.utf8
  var out: [UInt8] = []
  var isChanged = false
  var position = 0
  while position < utf8.count {
    let record = WrittenRecord(utf8, from: position, dialect: reading.dialect)
    if let bytes = record.changed(by: change, in: utf8) {
      out += bytes
      isChanged = true
    } else {
      out += utf8[position..<record.end]
    }
    position = record.end
  }
  guard isChanged else { return nil }
  // What the encoding cannot give back as it was is written in UTF-8: its cells read the same.
  guard text.replaced == 0, encoded(utf8, in: reading.encoding) == Array(bytes.dropFirst(mark)),
    let back = encoded(out, in: reading.encoding)
  else { return [0xef, 0xbb, 0xbf] + out }
  return bytes.prefix(mark) + back
}

/// One record of a CSV as it stands in the text: its fields with their places.
private struct WrittenRecord {
  private var fields: [(place: Range<Int>, text: String, isQuoted: Bool)] = []
  private(set) var end: Int
  private let dialect: CSVDialect

  init(_ text: [UInt8], from start: Int, dialect: CSVDialect) {
    self.dialect = dialect
    let delimiter = dialect.delimiter
    var position = start
    var first = start
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    func close(at place: Int) -> (Range<Int>, String, Bool) {
      (first..<place, String(decoding: field, as: UTF8.self), wasQuoted)
    }
    while true {
      guard position < text.count else {
        fields.append(close(at: position))
        break
      }
      let byte = text[position]
      if byte == dialect.quote,
        isQuoted || field.isEmpty || dialect.skipsBlanks && field.allSatisfy({ $0 == 0x20 })
      {
        if !isQuoted { field.removeAll(keepingCapacity: true) }
        if isQuoted, position + 1 < text.count, text[position + 1] == byte {
          field.append(byte)
          position += 1
        } else {
          isQuoted.toggle()
          wasQuoted = true
        }
      } else if !isQuoted, byte == 10 || byte == 13 {
        fields.append(close(at: position))
        if byte == 13, position + 1 < text.count, text[position + 1] == 10 { position += 1 }
        position += 1
        break
      } else if !isQuoted, !delimiter.isEmpty, byte == delimiter[0], text[position...].starts(with: delimiter) {
        fields.append(close(at: position))
        position += delimiter.count
        first = position
        field.removeAll(keepingCapacity: true)
        wasQuoted = false
        continue
      } else {
        field.append(byte)
      }
      position += 1
    }
    end = position
  }

  /// The record's bytes where something changes.
  func changed(by change: TextChange, in text: [UInt8]) -> [UInt8]? {
    let before = fields.map(\.text)
    let after = change.row(before) ?? before.map { change.text($0) ?? $0 }
    guard after != before else { return nil }
    var out: [UInt8] = []
    var position = fields[0].place.lowerBound
    for (index, field) in fields.enumerated() where after[index] != before[index] {
      out += text[position..<field.place.lowerBound]
      out += written(after[index], isQuoted: field.isQuoted)
      position = field.place.upperBound
    }
    return out + text[position..<end]
  }

  private func written(_ text: String, isQuoted: Bool) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard isQuoted, let quote = dialect.quote else { return bytes }
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
