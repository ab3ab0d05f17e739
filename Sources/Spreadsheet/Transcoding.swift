import Glibc

/// A text in UTF-8, and how many bytes of the original meant nothing.
struct TranscodedText {
  var utf8: [UInt8] = []
  var replaced = 0

  /// Adds a character by its number.
  mutating func add(_ scalar: UInt32) {
    switch scalar {
    case ..<0x80: utf8.append(UInt8(scalar))
    case ..<0x800:
      utf8.append(UInt8(0xc0 | scalar >> 6))
      utf8.append(UInt8(0x80 | scalar & 0x3f))
    case ..<0x10000:
      utf8.append(UInt8(0xe0 | scalar >> 12))
      utf8.append(UInt8(0x80 | scalar >> 6 & 0x3f))
      utf8.append(UInt8(0x80 | scalar & 0x3f))
    default:
      utf8.append(UInt8(0xf0 | scalar >> 18 & 0x07))
      utf8.append(UInt8(0x80 | scalar >> 12 & 0x3f))
      utf8.append(UInt8(0x80 | scalar >> 6 & 0x3f))
      utf8.append(UInt8(0x80 | scalar & 0x3f))
    }
  }
}

/// Rewrites bytes of an encoding, but for a mark in front, in UTF-8; what is no character becomes U+FFFD.
func transcoded(_ bytes: [UInt8], after mark: Int = 0, from encoding: TextEncoding) -> TranscodedText {
  bytes.withUnsafeBufferPointer { transcoded(UnsafeBufferPointer(rebasing: $0.dropFirst(mark)), from: encoding) }
}

private func transcoded(_ bytes: UnsafeBufferPointer<UInt8>, from encoding: TextEncoding) -> TranscodedText {
  switch encoding {
  case .utf8: repairedUTF8(bytes)
  case .utf16LittleEndian: fromUTF16(bytes, highFirst: false)
  case .utf16BigEndian: fromUTF16(bytes, highFirst: true)
  case .utf32LittleEndian: fromUTF32(bytes, highFirst: false)
  case .utf32BigEndian: fromUTF32(bytes, highFirst: true)
  case .latin1: fromLatin1(bytes)
  default: converted(bytes, from: encoding.converterName ?? encoding.rawValue)
  }
}

private let replacement: [UInt8] = [0xef, 0xbf, 0xbd]

private func repairedUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> TranscodedText {
  if UTF8Health(bytes).errors == 0 { return TranscodedText(utf8: Array(bytes)) }
  let utf8 = Array(String(decoding: bytes, as: UTF8.self).utf8)
  var replaced = 0
  for index in utf8.indices.dropLast(2) where utf8[index] == 0xef && utf8[index + 1] == 0xbf && utf8[index + 2] == 0xbd
  {
    replaced += 1
  }
  return TranscodedText(utf8: utf8, replaced: replaced)
}

private func fromUTF16(_ bytes: UnsafeBufferPointer<UInt8>, highFirst: Bool) -> TranscodedText {
  var text = TranscodedText()
  text.utf8.reserveCapacity(bytes.count)
  func unit(_ index: Int) -> UInt32 {
    highFirst
      ? UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1]) : UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index])
  }
  var index = 0
  while index + 1 < bytes.count {
    var scalar = unit(index)
    index += 2
    if scalar >= 0xd800, scalar < 0xe000 {
      if scalar < 0xdc00, index + 1 < bytes.count, unit(index) >= 0xdc00, unit(index) < 0xe000 {
        scalar = 0x10000 + (scalar - 0xd800) << 10 + (unit(index) - 0xdc00)
        index += 2
      } else {
        scalar = 0xfffd
        text.replaced += 1
      }
    }
    text.add(scalar)
  }
  if index < bytes.count { text.replaced += 1 }
  return text
}

private func fromUTF32(_ bytes: UnsafeBufferPointer<UInt8>, highFirst: Bool) -> TranscodedText {
  var text = TranscodedText()
  text.utf8.reserveCapacity(bytes.count)
  for start in stride(from: 0, to: bytes.count, by: 4) {
    let unit = bytes[start..<min(start + 4, bytes.count)]
    let value = (highFirst ? Array(unit) : unit.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let scalar = unit.count == 4 ? Unicode.Scalar(value) : nil
    if scalar == nil { text.replaced += 1 }
    text.add(scalar?.value ?? 0xfffd)
  }
  return text
}

private func fromLatin1(_ bytes: UnsafeBufferPointer<UInt8>) -> TranscodedText {
  var text = TranscodedText()
  text.utf8.reserveCapacity(bytes.count + bytes.count / 8)
  for byte in bytes {
    text.add(byte >= 0x80 && byte < 0xa0 ? windows1252[Int(byte - 0x80)] : UInt32(byte))
  }
  return text
}

// What a system without the converter can read: nothing else is guessed.
private func asciiAlone(_ bytes: UnsafeBufferPointer<UInt8>) -> TranscodedText {
  var text = TranscodedText()
  text.replaced = bytes.count { $0 >= 0x80 }
  text.utf8 = bytes.flatMap { $0 < 0x80 ? [$0] : replacement }
  return text
}

private func converted(_ bytes: UnsafeBufferPointer<UInt8>, from name: String) -> TranscodedText {
  var text = TranscodedText()
  guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
    return asciiAlone(bytes)
  }
  defer { iconv_close(converter) }
  // Chinese grows by half; what is longer comes out in further rounds.
  let room = UnsafeMutablePointer<CChar>.allocate(capacity: 65_536)
  defer { room.deallocate() }
  text.utf8.reserveCapacity(bytes.count + bytes.count / 2)
  // iconv only reads what it is given to read.
  var input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
  var left = bytes.count
  while left > 0 {
    var output: UnsafeMutablePointer<CChar>? = room
    var free = 65_536
    let result = iconv(converter, &input, &left, &output, &free)
    let failure = errno
    text.utf8.append(contentsOf: UnsafeRawBufferPointer(start: room, count: 65_536 - free))
    if result == Int.max || result == Int(bitPattern: UInt.max), failure != E2BIG {
      if name == "GB18030", input?.pointee == CChar(bitPattern: 0x80) {
        // Windows' code page 936 writes the euro sign so.
        text.add(0x20ac)
      } else {
        // A byte that begins no character is replaced alone; what follows is read anew.
        text.utf8.append(contentsOf: replacement)
        text.replaced += 1
      }
      input = input?.advanced(by: 1)
      left -= 1
    }
  }
  // A last letter may wait for an accent that could follow.
  var output: UnsafeMutablePointer<CChar>? = room
  var free = 65_536
  iconv(converter, nil, nil, &output, &free)
  text.utf8.append(contentsOf: UnsafeRawBufferPointer(start: room, count: 65_536 - free))
  return text
}

// Windows' own use of the bytes that Latin-1 leaves to control characters.
private let windows1252: [UInt32] = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

/// The first bytes of a text in UTF-8, whatever its encoding, for looking at its beginning.
func decodedHead(_ bytes: [UInt8], count: Int) -> [UInt8] {
  let head = Array(bytes.prefix(count))
  if let (encoding, length) = TextEncoding.byteOrderMark(bytes) {
    return transcoded(Array(head.dropFirst(length)), from: encoding).utf8
  }
  if let wide = TextEncoding.looksWide(head) { return transcoded(head, from: wide).utf8 }
  return head
}
