/// How a text file writes characters as bytes.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// GB18030, which contains GBK and GB2312.
  case gb18030 = "GB18030"
  /// Big5, of Hong Kong and Taiwan.
  case big5 = "Big5"
  /// Shift_JIS in Windows' form, of Japan.
  case shiftJIS = "Shift_JIS"
  /// Latin-1 in Windows' form, which any bytes are.
  case latin1 = "windows-1252"

  /// The encoding of a name as people write it, such as `gbk`, `utf8` or `cp936`.
  public init?(name: String) {
    let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch key {
    case "utf8", "utf8sig", "utf8bom": self = .utf8
    case "utf16", "utf16le", "unicode", "ucs2": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936", "windows936", "euccn": self = .gb18030
    case "big5", "big5hkscs", "cp950", "windows950": self = .big5
    case "shiftjis", "sjis", "cp932", "windows31j", "windows932", "ms932": self = .shiftJIS
    case "latin1", "iso88591", "windows1252", "cp1252", "ascii": self = .latin1
    default: return nil
    }
  }

  /// The encoding that the first bytes declare, and how many bytes that takes.
  static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return (.utf8, 3) }
    if bytes.starts(with: [0xff, 0xfe]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xfe, 0xff]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// UTF-16 without a mark: delimiters, digits and line ends leave zero bytes on one side only.
  static func looksLikeUTF16(_ bytes: [UInt8]) -> TextEncoding? {
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
