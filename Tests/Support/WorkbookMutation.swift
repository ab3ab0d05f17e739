/// Spoils workbooks by a seed: in the bytes of the container, in its directory, or in the XML of its parts.
public struct WorkbookMutation {
  private var generator: SeededGenerator

  /// A mutation that always takes the same course.
  public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// The next spoilt form of a workbook.
  public mutating func next(_ workbook: WorkbookText) -> [UInt8] {
    var workbook = workbook
    switch pick(5) {
    case 0: return bytes(workbook.bytes)
    case 1: return directory(workbook.bytes)
    default:
      // Whatever part it is, its checksum is right, so that the damage reaches the XML.
      let parts = workbook.members
      for _ in 0...pick(2) {
        let (path, content) = parts[pick(parts.count)]
        workbook.parts[path] = pick(4) == 0 ? bytes(content) : xml(content)
      }
      return workbook.bytes
    }
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &generator) }

  private mutating func bytes(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...pick(6) where !bytes.isEmpty {
      let index = pick(bytes.count)
      switch pick(5) {
      case 0: bytes[index] = .random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(.random(in: 0...255, using: &generator), at: index)
      case 3: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 20)], at: index)
      default: bytes.removeLast(min(bytes.count, pick(40)))
      }
    }
    return bytes
  }

  // The last kilobyte of a small container is its directory: sizes, places, counts and names.
  private mutating func directory(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...pick(3) {
      let index = max(0, bytes.count - 1 - pick(800))
      let interesting: [UInt8] = [0, 1, 0x7f, 0x80, 0xff, 0xfe, 8, 9, 99, 0x50, 0x4b]
      for offset in 0..<[1, 2, 4][pick(3)] where index + offset < bytes.count {
        bytes[index + offset] = interesting[pick(interesting.count)]
      }
    }
    return bytes
  }

  private static let words = [
    "", "0", "-1", "1", "5.0", "1E308", "-1E-308", "NaN", "99999999999999999999", "4294967295", "1048576", "1048577",
    "A1", "XFD1048576", "XFE1", "$B$2", "a1", "A0", "0A", "A1:XFD1048576", "B2:A1", "s", "str", "d", "e", "b", "n",
    "inlineStr", "x", "true", "_x0000_", "_xD800_", "_x005F_", "&#0;", "&#65;", "&#x10FFFF;", "&amp;", "&lt;", "]]>",
    "<![CDATA[", "]]>", "<!-- ", " -->", "<?x ?>", "<!DOCTYPE x>", "&x;", "\u{0}", "\u{feff}", "😀", "2021-01-31",
    "2021-13-41T99:99:99", "9999-12-31T23:59:59.9999", "yyyy", "[h]:mm", "[DBNum1]0", "#,##0.00;;@", "# ??/??",
    "hidden",
    "../../../x", "%2e%2e/%00", "\\", "/", "External", "worksheet", "sharedStrings", "../worksheets/sheet1.xml",
  ]

  // Cuts a part at its tags, attributes and texts, and drops, doubles, swaps or replaces pieces.
  private mutating func xml(_ original: [UInt8]) -> [UInt8] {
    var pieces: [[UInt8]] = []
    var piece: [UInt8] = []
    for byte in original {
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: " ") {
        pieces.append(piece)
        piece = []
      }
      piece.append(byte)
      if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"") {
        pieces.append(piece)
        piece = []
      }
    }
    pieces.append(piece)
    for _ in 0...pick(4) {
      let index = pick(pieces.count)
      let word = Array(Self.words[pick(Self.words.count)].utf8)
      switch pick(8) {
      case 0: pieces.remove(at: index)
      case 1: pieces.insert(pieces[index], at: pick(pieces.count))
      case 2: pieces.swapAt(index, pick(pieces.count))
      case 3: pieces.insert(word, at: index)
      case 4: pieces.insert(contentsOf: Array(repeating: pieces[index], count: pick(300)), at: index)
      case 5: pieces.insert(contentsOf: pieces[index..<min(pieces.count, index + 30)], at: pick(pieces.count))
      default:
        // The value of an attribute, or a text.
        if pieces[index].last == UInt8(ascii: "\""), let start = pieces[index].firstIndex(of: UInt8(ascii: "=")) {
          pieces[index] = pieces[index][...start] + [UInt8(ascii: "\"")] + word + [UInt8(ascii: "\"")]
        } else if pieces[index].first != UInt8(ascii: "<") {
          pieces[index] = word
        }
      }
      if pieces.isEmpty { return [] }
    }
    return pieces.flatMap(\.self)
  }
}
