/// Finds the encoding of a text without a mark by looking at its bytes.
///
/// Where the bytes prove nothing, one question decides: in which encoding do they make the likeliest text? Every encoding is judged by
/// one measure, how often writing has the characters that the bytes beyond ASCII would be, where they would stand: pairs of bytes by
/// `WideScript`, single bytes by `Alphabet`.
enum EncodingGuess {
  /// The encoding, and whether it is a guess rather than what the bytes prove.
  static func encoding(of bytes: [UInt8]) -> (TextEncoding, isGuessed: Bool) {
    if let wide = TextEncoding.looksWide(bytes) { return (wide, true) }
    let wellFormed = UTF8Health(bytes)
    if wellFormed.errors == 0 { return isChineseByChance(bytes) ? (.gb18030, true) : (.utf8, false) }
    // A copy cut in the middle of its last character is what it is without that. É® of NESCAFÉ® in Latin-1 is a character by chance, more are not.
    let cut = UTF8Health.cutOff(bytes)
    if cut == wellFormed.errors, wellFormed.hasLong || wellFormed.characters > 4 {
      return (encoding(of: bytes.dropLast(cut)).0, true)
    }
    // A copy cut elsewhere, or a line pasted from a file in another encoding, is UTF-8 still: no other
    // encoding's text is well-formed UTF-8 for the greater part by chance.
    if wellFormed.characters > wellFormed.errors * 4 { return (.utf8, true) }
    return (likeliest(tellingWords(bytes)), true)
  }

  /// A kind of text that bytes may be.
  private enum Kind: Sendable {
    case wide(WideScript)
    case narrow(Alphabet, TextEncoding)

    var encoding: TextEncoding {
      switch self {
      case .wide(let script): script.encoding
      case .narrow(_, let encoding): encoding
      }
    }

    /// How likely a sample is as this, or nil where that is no more than a bound.
    func likelihood(of sample: [UInt8], above bound: Double, isWhole: Bool) -> Double? {
      switch self {
      case .wide(let script):
        let likelihood = script.likelihood(of: sample)
        return likelihood > bound ? likelihood : nil
      case .narrow(let alphabet, let encoding):
        return alphabet.likelihood(of: sample, in: encoding, above: bound, isWhole: isWhole)
      }
    }
  }

  private static let kinds: [Kind] =
    WideScript.all.map { .wide($0) }
    + Alphabet.all.flatMap { alphabet in alphabet.encodings.map { .narrow(alphabet, $0) } }

  // So much of a text rules most kinds out, and so much shows its language.
  private static let firstBytes = 256
  private static let sampleBytes = 8 << 10
  // What is less likely than another kind by this, as the logarithm of the share, is not looked at further.
  private static let ruledOut = 60.0

  private static func likeliest(_ words: [UInt8]) -> TextEncoding {
    var left = kinds
    if words.count > firstBytes * 2 {
      left = likely(left, Array(words.prefix(firstBytes)), isWhole: false, within: ruledOut)
    }
    return likely(left, words, isWhole: true, within: 0).last?.encoding ?? .latin1
  }

  /// The kinds, in their order, that were no less likely by more than a span than any before.
  private static func likely(_ kinds: [Kind], _ sample: [UInt8], isWhole: Bool, within span: Double) -> [Kind] {
    var best = -Double.infinity
    var found: [(kind: Kind, likelihood: Double)] = []
    for kind in kinds {
      guard let likelihood = kind.likelihood(of: sample, above: best - span, isWhole: isWhole) else { continue }
      best = max(best, likelihood)
      found.append((kind, likelihood))
    }
    return found.filter { $0.likelihood >= best - span }.map(\.kind)
  }

  // Enough of the words that hold more than ASCII, wherever they stand: a long file's first names may come late. Each is taken once, for
  // a column full of °C shows no more than one. In no encoding is what parts them a second byte.
  private static func tellingWords(_ bytes: [UInt8]) -> [UInt8] {
    var words: [UInt8] = []
    var seen: Set<[UInt8]> = []
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var isTelling = false
      for index in 0...buffer.count {
        let byte = index < buffer.count ? buffer[index] : 0x0a
        if byte >= 0x80 { isTelling = true }
        guard byte < 0x30 || (0x3a...0x3f).contains(byte) else { continue }
        // Words that differ in their figures alone are one.
        if isTelling, seen.insert(buffer[start..<index].map { (0x30...0x39).contains($0) ? 0x30 : $0 }).inserted {
          if start > 0 { words.append(buffer[start - 1]) }
          words.append(contentsOf: buffer[start..<index])
          words.append(byte)
          if words.count >= sampleBytes { return }
        }
        start = index + 1
        isTelling = false
      }
    }
    return words
  }

  // Letters of Komi, Mordvin and other languages of few, all of them in words of Cyrillic.
  private static let rareCyrillic = UInt32(0x500)...0x52f

  // Which of the scripts of two bytes a letter is of that no word mixes; 0 for what stands beside any.
  private static func script(of letter: UInt32) -> Int {
    [0x180...0x2b8, 0x370...0x3ff, 0x400...0x52f, 0x530...0x58f, 0x590...0x5ff].firstIndex { $0.contains(letter) }
      .map { $0 + 1 } ?? 0
  }

  // Whether no word has two letters side by side: those of two scripts, but for Δт, кΩ and θɪn, or of rare Latin alone.
  private static func areOfNoWord(_ first: UInt32, _ second: UInt32, areApart: Bool) -> Bool {
    let scripts = [script(of: first), script(of: second)]
    if scripts.contains(0) { return false }
    if scripts[0] == scripts[1] { return scripts[0] == Self.latin && areApart }
    guard scripts.contains(Self.greek) else { return true }
    return scripts.contains(Self.latin) ? areApart : !mainCyrillic.contains(first) && !mainCyrillic.contains(second)
  }

  private static let (latin, greek) = (1, 2)
  private static let mainCyrillic = UInt32(0x400)...0x45f

  // Whether no Latin letter stands before bytes or behind them.
  private static func areApart(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    [range.lowerBound - 1, range.upperBound].allSatisfy {
      !bytes.indices.contains($0) || !(0x61...0x7a).contains(bytes[$0] | 0x20)
    }
  }

  // 台山 in GBK is well-formed UTF-8 for a combining mark and a phonetic sign. Where all is such and a frequent Chinese character
  // as well, no mark follows a letter that it could combine with, and two stand side by side as in a name, it is Chinese.
  private static func isChineseByChance(_ bytes: [UInt8]) -> Bool {
    var signs = 0
    var others = 0
    var isName = false
    var index = 0
    var last: UInt32 = 0
    var scriptEnd = -1
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard (0xc2...0xd7).contains(lead), index + 1 < bytes.count, bytes[index + 1] >= 0xa1 else { return false }
      if index + 2 < bytes.count, bytes[index + 2] >= 0x80 { isName = true }
      let letter = UInt32(lead & 0x1f) << 6 | UInt32(bytes[index + 1] & 0x3f)
      if rareCyrillic.contains(letter) {
        // 元 in 3元 is such a letter, which stands among other letters where anybody writes it.
        signs += 1
        isName = true
      } else if (0x250...0x36f).contains(letter) {
        if index > 0, (0x61...0x7a).contains(bytes[index - 1] | 0x20) { return false }
        signs += 1
      } else {
        others += 1
      }
      // 摘要 would be an Armenian letter beside a Cyrillic one, which no word has; nor is 钱强 one, of two rare Latin letters alone.
      if scriptEnd == index, areOfNoWord(last, letter, areApart: areApart(bytes, index - 2..<index + 2)) {
        signs += 2
        others -= 2
      }
      (last, scriptEnd) = (letter, index + 2)
      index += 2
    }
    return signs > others && isName
  }
}
