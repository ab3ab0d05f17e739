/// How a text file writes characters as bytes. Most are found by looking; some must be named.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// UTF-32, low byte first.
  case utf32LittleEndian = "UTF-32LE"
  /// UTF-32, high byte first.
  case utf32BigEndian = "UTF-32BE"
  /// GB18030, which contains GBK and GB2312.
  case gb18030 = "GB18030"
  /// Big5, of Hong Kong and Taiwan.
  case big5 = "Big5"
  /// Shift_JIS in Windows' form, of Japan.
  case shiftJIS = "Shift_JIS"
  /// Latin-1 in Windows' form, which any bytes are.
  case latin1 = "windows-1252"
  /// EUC-JP, of Japan.
  case eucJP = "EUC-JP"
  /// EUC-KR in Windows' form, of Korea.
  case eucKR = "EUC-KR"
  /// Central Europe's Latin-2.
  case latin2 = "ISO-8859-2"
  /// Cyrillic.
  case latinCyrillic = "ISO-8859-5"
  /// Greek.
  case latinGreek = "ISO-8859-7"
  /// Turkey's Latin-5.
  case latin5 = "ISO-8859-9"
  /// Latin-9, which has the euro sign.
  case latin9 = "ISO-8859-15"
  /// Windows' central European.
  case windows1250 = "windows-1250"
  /// Windows' Cyrillic.
  case windows1251 = "windows-1251"
  /// Windows' Greek.
  case windows1253 = "windows-1253"
  /// Windows' Turkish.
  case windows1254 = "windows-1254"
  /// Windows' Hebrew.
  case windows1255 = "windows-1255"
  /// Windows' Arabic.
  case windows1256 = "windows-1256"
  /// Windows' Baltic.
  case windows1257 = "windows-1257"
  /// Windows' Vietnamese.
  case windows1258 = "windows-1258"
  /// Thai.
  case windows874 = "windows-874"
  /// Unix's Cyrillic.
  case koi8R = "KOI8-R"
  /// Unix's Cyrillic of Ukraine.
  case koi8U = "KOI8-U"
  /// The old Macintosh's.
  case macintosh = "macintosh"
  /// DOS's in America.
  case ibm437 = "IBM437"
  /// DOS's in western Europe.
  case ibm850 = "IBM850"
  /// DOS's Cyrillic.
  case ibm866 = "IBM866"

  /// What people call an encoding besides its own name, in lower case and without signs.
  private static let aliases: [String: TextEncoding] = [
    "utf8sig": .utf8, "utf8bom": .utf8, "utf16": .utf16LittleEndian, "unicode": .utf16LittleEndian,
    "ucs2": .utf16LittleEndian, "utf32": .utf32LittleEndian, "ucs4": .utf32LittleEndian,
    "gbk": .gb18030, "gb2312": .gb18030, "cp936": .gb18030, "windows936": .gb18030, "euccn": .gb18030,
    "big5hkscs": .big5, "cp950": .big5, "windows950": .big5,
    "sjis": .shiftJIS, "cp932": .shiftJIS, "windows31j": .shiftJIS, "windows932": .shiftJIS, "ms932": .shiftJIS,
    "latin1": .latin1, "iso88591": .latin1, "ascii": .latin1, "usascii": .latin1,
    "latin2": .latin2, "latin5": .latin5, "latin9": .latin9, "ujis": .eucJP,
    "uhc": .eucKR, "cp949": .eucKR, "ms949": .eucKR, "ksc56011987": .eucKR, "korean": .eucKR,
    "mac": .macintosh, "macroman": .macintosh, "tis620": .windows874,
  ]

  /// The encoding of a name as people write it, such as `gbk`, `utf8` or `cp936`.
  public init?(name: String) {
    func key(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
    let wanted = key(name)
    if let known = Self.aliases[wanted] ?? Self.allCases.first(where: { key($0.rawValue) == wanted }) {
      self = known
      return
    }
    // Code pages by their number alone: cp1251, win1251, ibm850.
    let number = wanted.drop { !$0.isNumber }
    guard ["cp", "win", "windows", "ibm", "dos"].contains(wanted.dropLast(number.count)),
      let page = Self.allCases.first(where: { ["windows\(number)", "ibm\(number)"].contains(key($0.rawValue)) })
    else { return nil }
    self = page
  }

  /// The name by which the system's converter knows it; nil for those that are read here.
  var converterName: String? {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian, .latin1: nil
    case .big5: "CP950"
    case .shiftJIS: "CP932"
    case .eucKR: "CP949"
    case .windows874: "CP874"
    default: rawValue.uppercased()
    }
  }

  /// The encoding that the first bytes declare, and how many bytes that takes; programs that add a mark to a text which has one leave two.
  static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    for (mark, encoding) in marks where bytes.starts(with: mark) {
      // In UTF-16 the same bytes are a mark and a NUL.
      if encoding == .utf32LittleEndian, bytes.count % 4 != 0 { continue }
      var length = mark.count
      while bytes[length...].starts(with: mark) { length += mark.count }
      return (encoding, length)
    }
    return nil
  }

  private static let marks: [([UInt8], TextEncoding)] = [
    ([0xef, 0xbb, 0xbf], .utf8), ([0xff, 0xfe, 0, 0], .utf32LittleEndian), ([0, 0, 0xfe, 0xff], .utf32BigEndian),
    ([0xff, 0xfe], .utf16LittleEndian), ([0xfe, 0xff], .utf16BigEndian), ([0x84, 0x31, 0x95, 0x33], .gb18030),
  ]

  /// UTF-16 or UTF-32 without a mark.
  static func looksWide(_ bytes: [UInt8]) -> TextEncoding? { looksLikeUTF32(bytes) ?? looksLikeUTF16(bytes) }

  // UTF-32 without a mark: every four bytes are a character, which hardly any are in any other encoding.
  private static func looksLikeUTF32(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count >= 8, bytes.count % 4 == 0 else { return nil }
    let sample = bytes.prefix(65_536)
    for (encoding, order) in [(TextEncoding.utf32LittleEndian, [0, 1, 2, 3]), (.utf32BigEndian, [3, 2, 1, 0])] {
      let areCharacters = stride(from: 0, to: sample.count, by: 4).allSatisfy { start in
        // Beyond plane 3 nobody writes; a tab or line end between two characters of UTF-16 would be such a plane.
        guard sample[start + order[3]] == 0, sample[start + order[2]] <= 3 else { return false }
        let low = UInt32(sample[start + order[1]]) << 8 | UInt32(sample[start + order[0]])
        return Unicode.Scalar(UInt32(sample[start + order[2]]) << 16 | low).map { $0 != "\0" } ?? false
      }
      if areCharacters { return encoding }
    }
    return nil
  }

  // UTF-16 without a mark: delimiters, digits and line ends leave zero bytes on one side only.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    let sample = bytes.prefix(65_536)
    guard sample.count >= 4, bytes.count % 2 == 0 || bytes.count > 65_536 else { return nil }
    var zeros = [0, 0]
    var lineEnds = [0, 0]
    var index = 0
    while index + 1 < sample.count {
      if sample[index] == 0 { zeros[0] += 1 }
      if sample[index + 1] == 0 { zeros[1] += 1 }
      if sample[index] == 0, sample[index + 1] == 0x0a || sample[index + 1] == 0x0d || sample[index + 1] == 0x09 {
        lineEnds[0] += 1
      }
      if sample[index + 1] == 0, sample[index] == 0x0a || sample[index] == 0x0d || sample[index] == 0x09 {
        lineEnds[1] += 1
      }
      index += 2
    }
    let pairs = sample.count / 2
    for (side, encoding) in [(0, TextEncoding.utf16BigEndian), (1, .utf16LittleEndian)] {
      let other = 1 - side
      let isMostly = zeros[side] * 10 >= pairs * 4
      if zeros[side] > zeros[other] * 20, isMostly || (lineEnds[side] > 0 && zeros[side] * 20 >= pairs) {
        return encoding
      }
    }
    return nil
  }
}
