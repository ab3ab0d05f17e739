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

  private static func likeliest(_ sample: [UInt8]) -> TextEncoding {
    var best = (encoding: TextEncoding.latin1, likelihood: -Double.infinity)
    for script in WideScript.all {
      let likelihood = script.likelihood(of: sample)
      if likelihood > best.likelihood { best = (script.encoding, likelihood) }
    }
    for alphabet in Alphabet.all {
      for encoding in alphabet.encodings {
        let likelihood = alphabet.likelihood(of: sample, in: encoding)
        if likelihood > best.likelihood { best = (encoding, likelihood) }
      }
    }
    return best.encoding
  }

  // So much of a text shows its language.
  private static let sampleBytes = 8 << 10

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
      index += 2
    }
    return signs > others && isName
  }
}
