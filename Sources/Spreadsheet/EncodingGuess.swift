/// Finds the encoding of a text without a mark by looking at its bytes.
enum EncodingGuess {
  /// The encoding, and whether it is a guess rather than what the bytes prove.
  static func encoding(of bytes: [UInt8]) -> (TextEncoding, isGuessed: Bool) {
    if let wide = TextEncoding.looksLikeUTF16(bytes) { return (wide, true) }
    let wellFormed = utf8Health(bytes)
    if wellFormed.errors == 0 { return isChineseByChance(bytes) ? (.gb18030, true) : (.utf8, false) }
    // A copy cut in the middle of a character, or a line pasted from a file in another encoding, is UTF-8 still: no other
    // encoding's text is well-formed UTF-8 for the greater part by chance.
    if wellFormed.characters > wellFormed.errors * 4 { return (.utf8, true) }
    let bytes = tellingLines(bytes)
    let chinese = pairs(in: bytes, isBig5: false)
    let traditional = pairs(in: bytes, isBig5: true)
    let best = max(chinese.score, traditional.score)
    // To look for an alphabet costs more than all else here, and Chinese needs none.
    lazy var alphabet = AlphabetGuess(bytes)
    if looksEuropean(bytes) || standAlone(bytes) && (alphabet?.score ?? 0) > 0.8 {
      return (alphabet?.encoding ?? .latin1, true)
    }
    // Only what is no ordinary Chinese either way may be Japanese.
    let japanese = chinese.score < ordinary ? shiftJISScore(bytes) : 0
    if japanese >= ordinary, japanese > traditional.score, japanese > alphabet?.score ?? 0 { return (.shiftJIS, true) }
    // Traditional characters that GBK added count little one by one; that all are pairs of high bytes tells.
    if best < ordinary { return (chinese.isWhole ? .gb18030 : alphabet?.encoding ?? .latin1, true) }
    if let neighbor = neighbor(of: bytes) { return (neighbor, true) }
    return (chinese.score >= traditional.score ? .gb18030 : .big5, true)
  }

  // Japan and Korea put their own characters where China has its own: kana in rows that Chinese leaves alone, and Hangul in
  // 25 rows, all of which hold frequent Chinese characters from 啊 to 染, and none of 是, 市, 村 and half the others.
  private static func neighbor(of bytes: [UInt8]) -> TextEncoding? {
    var kana = 0
    var kanaKinds: Set<UInt8> = []
    var hangul = 0
    var pairs = 0
    var kinds: Set<Int> = []
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let (lead, trail) = (bytes[index], bytes[index + 1])
      guard lead >= 0xa1, trail >= 0xa1 else { return nil }
      index += 2
      // Signs and wide letters are everybody's.
      if lead < 0xa4 { continue }
      pairs += 1
      if lead == 0xa4 || lead == 0xa5 {
        kana += 1
        kanaKinds.insert(trail)
      }
      if (0xb0...0xc8).contains(lead) {
        hangul += 1
        if hangul == pairs, kinds.count < 40 { kinds.insert(Int(lead) << 8 | Int(trail)) }
      }
    }
    if kana * 8 > pairs, pairs >= 8, kanaKinds.count >= 4 { return .eucJP }
    guard hangul == pairs, kinds.count >= 15 else { return nil }
    // 陈国华 and 何家强 lie in these rows as well.
    return kinds.intersection(frequent).count * 8 < kinds.count ? .eucKR : nil
  }

  // What Chinese lists have most of in those rows, names and places of Guangdong among them.
  private static let frequent: Set<Int> = [
    0xb1b1, 0xb1b8, 0xb1fe, 0xb2b9, 0xb2bb, 0xb2c5, 0xb2cc, 0xb3c2, 0xb4ba, 0xb4f3, 0xb5c4, 0xb5cb, 0xb5d8, 0xb6ab,
    0xb6ee, 0xb7a2, 0xb7bc, 0xb7eb, 0xb7ef, 0xb8a3, 0xb8ca, 0xb8d4, 0xb8da, 0xb8df, 0xb8f6, 0xb8f9, 0xb9c5, 0xb9d8,
    0xb9e2, 0xb9e3, 0xb9f0, 0xb9f3, 0xb9f9, 0xb9fa, 0xbaa3, 0xbac5, 0xbacd, 0xbace, 0xbacf, 0xbad3, 0xbaec, 0xbafa,
    0xbafe, 0xbba7, 0xbbaa, 0xbbc6, 0xbcc6, 0xbcd2, 0xbce1, 0xbda8, 0xbdad, 0xbddc, 0xbdf0, 0xbefc, 0xbfaa, 0xbfd3,
    0xbfda, 0xc0bc, 0xc0ca, 0xc0cd, 0xc0ee, 0xc0f6, 0xc1ab, 0xc1ba, 0xc1cb, 0xc1d6, 0xc1eb, 0xc1f5, 0xc1f8, 0xc1fa,
    0xc2c0, 0xc2de, 0xc3c0, 0xc3f7, 0xc3fb, 0xc4cf, 0xc4ea, 0xc6bd, 0xc7bf,
  ]

  // In Chinese and Japanese bytes above ASCII come by twos; an accented letter stands between two letters of ASCII.
  private static func standAlone(_ bytes: [UInt8]) -> Bool {
    var runs = 0
    var alone = 0
    var length = 0
    // カ and 無 have a letter of ASCII for their second byte, and nearly always the same first one.
    var kinds: Set<UInt8> = []
    var last: UInt8 = 0
    for byte in bytes.prefix(1 << 20) {
      if byte >= 0x80 {
        length += 1
        last = byte
      } else if length > 0 {
        runs += 1
        if length == 1 {
          alone += 1
          kinds.insert(last)
        }
        length = 0
      }
    }
    return runs >= 4 && alone * 10 >= runs * 9 && kinds.count >= 3
  }

  // Enough of the lines that hold more than ASCII, wherever they stand: a long file's first names may come late.
  private static func tellingLines(_ bytes: [UInt8]) -> [UInt8] {
    let enough = 1 << 20
    guard bytes.count > enough else { return bytes }
    var lines: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var isTelling = false
      for index in buffer.indices where lines.count < enough {
        if buffer[index] >= 0x80 { isTelling = true }
        guard buffer[index] == 0x0a || buffer[index] == 0x0d || index == buffer.count - 1 else { continue }
        if isTelling { lines.append(contentsOf: buffer[start...index]) }
        start = index + 1
        isTelling = false
      }
    }
    return lines
  }

  // 台山 in GBK is well-formed UTF-8 for a combining mark and a phonetic sign. Where all is such and a frequent Chinese character
  // as well, no mark follows a letter that it could combine with, and two stand side by side as in a name, it is Chinese.
  private static func isChineseByChance(_ bytes: [UInt8]) -> Bool {
    var signs = 0
    var others = 0
    var isName = false
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard (0xc2...0xd7).contains(lead), index + 1 < bytes.count, bytes[index + 1] >= 0xa1 else { return false }
      if index + 2 < bytes.count, bytes[index + 2] >= 0x80 { isName = true }
      let letter = UInt32(lead & 0x1f) << 6 | UInt32(bytes[index + 1] & 0x3f)
      if (0x250...0x36f).contains(letter) {
        if index > 0, (0x61...0x7a).contains(bytes[index - 1] | 0x20) { return false }
        signs += 1
      } else {
        others += 1
      }
      index += 2
    }
    return signs > others && isName
  }

  // Below this the bytes pair up by chance.
  private static let ordinary = 0.59

  // In Größe, Århus and EDUCAÇÃO accented letters pair up as Chinese characters, but stand within a word, as no Chinese character
  // does. Letters lie from 0xc0 on; Big5, where letters may be second bytes, begins its frequent characters below that.
  private static func looksEuropean(_ bytes: [UInt8]) -> Bool {
    var runs = 0
    var inWords = 0
    var length = 0
    var isAfterLetter = false
    var areLetters = true
    var previous: UInt8 = 0
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
    let sample = bytes.prefix(1 << 20)
    for (index, byte) in sample.enumerated() {
      if byte >= 0x80 {
        if length == 0 {
          isAfterLetter = isLetter(previous)
          areLetters = true
        }
        length += 1
        areLetters = areLetters && byte >= 0xc0 && byte != 0xd7 && byte != 0xf7
        if length > 3 { return false }
      } else if length > 0 {
        runs += 1
        // A capital begins a word: Ägypten.
        if areLetters, isLetter(byte), isAfterLetter || length == 1 && previous < 0xdf { inWords += 1 }
        // °C and °F; as second bytes the letters make characters that hardly anybody writes.
        let isUnit = length == 1 && previous == 0xb0 && (byte == UInt8(ascii: "C") || byte == UInt8(ascii: "F"))
        if isUnit, index + 1 >= sample.count || !isLetter(sample[index + 1]) { inWords += 1 }
        length = 0
      }
      previous = byte
    }
    return inWords > 0 && inWords * 2 >= runs
  }

  private static func utf8Health(_ bytes: [UInt8]) -> (characters: Int, errors: Int) {
    bytes.withUnsafeBufferPointer { utf8Health($0) }
  }

  /// How many characters beyond ASCII are well-formed UTF-8, and how many bytes are not.
  static func utf8Health(_ bytes: UnsafeBufferPointer<UInt8>) -> (characters: Int, errors: Int) {
    var characters = 0
    var errors = 0
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        while index + 8 <= raw.count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & highBits == 0 {
          index += 8
        }
        continue
      }
      let length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
      var isGood = length > 0 && byte < 0xf5 && index + length <= bytes.count
      if isGood {
        for offset in 1..<length where bytes[index + offset] & 0xc0 != 0x80 { isGood = false }
        let second = bytes[index + 1]
        if byte == 0xe0 && second < 0xa0 || byte == 0xed && second > 0x9f { isGood = false }
        if byte == 0xf0 && second < 0x90 || byte == 0xf4 && second > 0x8f { isGood = false }
      }
      if isGood { characters += 1 } else { errors += 1 }
      index += isGood ? length : 1
    }
    return (characters, errors)
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  // How well the bytes above ASCII pair up as one of the two Chinese encodings. GB2312's characters and Big5's frequent ones
  // count fully, the rest of either less: what is ordinary in one is rare in the other.
  private static func pairs(in bytes: [UInt8], isBig5: Bool) -> (score: Double, isWhole: Bool) {
    var total = 0.0
    var count = 0
    var strays = 0
    var highs = 0
    let sample = bytes.prefix(1 << 20)
    sample.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let lead = buffer[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        // Windows' code page 936 writes the euro sign as this byte, which leads no character.
        if !isBig5, lead == 0x80 {
          index += 1
          continue
        }
        count += 1
        guard index + 1 < buffer.count else { return }
        let trail = buffer[index + 1]
        let weight = isBig5 ? big5Weight(lead, trail) : gbWeight(lead, trail)
        if weight >= 0 {
          total += weight
          if trail >= 0x80 { highs += 1 }
          index += 2
        } else if !isBig5, lead >= 0x81, (0x30...0x39).contains(trail), index + 3 < buffer.count,
          buffer[index + 2] >= 0x81, (0x30...0x39).contains(buffer[index + 3])
        {
          total += 0.8
          index += 4
        } else {
          total -= 1
          strays += 1
          index += 1
        }
      }
    }
    return (count == 0 ? 0 : total / Double(count), strays == 0 && highs * 2 > count)
  }

  private static func gbWeight(_ lead: UInt8, _ trail: UInt8) -> Double {
    guard lead >= 0x81, lead <= 0xfe, trail >= 0x40, trail != 0x7f, trail != 0xff else { return -1 }
    if trail >= 0xa1 {
      switch lead {
      case 0xa1, 0xa3, 0xb0...0xd7: return 1
      case 0xa2, 0xa4...0xa9: return 0.7
      case 0xd8...0xf7: return 0.6
      default: return 0.3
      }
    }
    // GBK's rest. A small letter after an accented one looks like its second byte.
    return trail >= 0x80 ? 0.55 : 0.3
  }

  // How well the bytes above ASCII read as Shift_JIS: kana and the first level of kanji count fully, what only pairs up little.
  private static func shiftJISScore(_ bytes: [UInt8]) -> Double {
    var total = 0.0
    var count = 0
    bytes.prefix(1 << 20).withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let lead = buffer[index]
        guard lead >= 0x80 else {
          index += 1
          continue
        }
        count += 1
        let trail = index + 1 < buffer.count ? buffer[index + 1] : 0
        let isPair =
          ((0x81...0x9f).contains(lead) || (0xe0...0xfc).contains(lead)) && (0x40...0xfc).contains(trail)
          && trail != 0x7f
        switch lead {
        // Kana of half width are single bytes; where they abound, another encoding's pairs were cut.
        case 0xa1...0xdf: total += 0.25
        case _ where !isPair: total -= 1
        case 0x82, 0x83: total += 1
        case 0x81, 0x88...0x97: total += 0.9
        case 0x98...0x9f, 0xe0...0xea: total += 0.4
        default: total += 0.1
        }
        index += isPair ? 2 : 1
      }
    }
    return count == 0 ? 0 : total / Double(count)
  }

  private static func big5Weight(_ lead: UInt8, _ trail: UInt8) -> Double {
    guard lead >= 0x81, lead <= 0xfe, (0x40...0x7e).contains(trail) || (0xa1...0xfe).contains(trail) else { return -1 }
    switch lead {
    case 0xa4...0xc6: return 0.95
    case 0xa1: return 0.8
    case 0xa2, 0xa3: return 0.65
    case 0xc9...0xf9: return 0.4
    default: return 0.1
    }
  }
}
