import Glibc

/// A text in UTF-8 written in an encoding, without a mark; nil where a character is not in it.
func encoded(_ utf8: [UInt8], in encoding: TextEncoding) -> [UInt8]? {
  switch encoding {
  case .utf8: return utf8
  case .utf16LittleEndian:
    return String(decoding: utf8, as: UTF8.self).utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
  case .utf16BigEndian:
    return String(decoding: utf8, as: UTF8.self).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
  case .utf32LittleEndian, .utf32BigEndian: return converted(utf8, to: encoding.rawValue)
  case .latin1: return converted(utf8, to: "CP1252")
  default: return converted(utf8, to: encoding.converterName ?? encoding.rawValue)
  }
}

private func converted(_ utf8: [UInt8], to name: String) -> [UInt8]? {
  guard let converter = iconv_open(name, "UTF-8"), converter != iconv_t(bitPattern: -1) else { return nil }
  defer { iconv_close(converter) }
  // No character takes more bytes there than four times those of UTF-8.
  var room = [CChar](repeating: 0, count: utf8.count * 4 + 8)
  var (left, free) = (utf8.count, room.count)
  let result = utf8.withUnsafeBufferPointer { bytes in
    room.withUnsafeMutableBufferPointer { room in
      // iconv only reads what it is given to read.
      var input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var output = room.baseAddress
      return iconv(converter, &input, &left, &output, &free)
    }
  }
  guard result == 0, left == 0 else { return nil }
  return room.prefix(room.count - free).map { UInt8(bitPattern: $0) }
}
