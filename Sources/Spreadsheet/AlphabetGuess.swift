/// Tells apart the encodings whose letters are one byte each, by the language that they make of a text: its letters are the
/// language's own, capitals begin words, and signs do not stand between letters.
struct AlphabetGuess {
  /// The likeliest encoding.
  let encoding: TextEncoding
  /// How well the text reads: 1 if every letter beyond ASCII is the language's and in its place.
  let score: Double
  /// How many letters beyond ASCII say so.
  let letters: Int

  /// What a language writes beyond ASCII, seldom and otherwise, and the encodings that its texts come in, the likeliest first.
  private struct Language {
    let letters: String
    var rare = ""
    let encodings: [TextEncoding]
  }

  private static let western: [TextEncoding] = [.latin1, .macintosh, .ibm850]
  private static let central: [TextEncoding] = [.windows1250, .latin2]
  private static let cyrillic: [TextEncoding] = [.windows1251, .koi8R, .ibm866, .latinCyrillic]
  private static let languages = [
    Language(letters: "äöüßé", encodings: western), Language(letters: "àâçéèêîô", rare: "æëïœùûü", encodings: western),
    Language(letters: "áéíñóú", rare: "üçàèòï", encodings: western),
    Language(letters: "áâãçéêíóôõú", rare: "àü", encodings: western),
    Language(letters: "àèéìòù", encodings: western), Language(letters: "åäöæøéü", encodings: western),
    Language(letters: "áéíóúæö", rare: "ðýþ", encodings: western), Language(letters: "äõöüšž", encodings: western),
    Language(letters: "ąćęłńóśźż", encodings: central), Language(letters: "áäčďéěíĺľňóôŕřšťúůýž", encodings: central),
    Language(letters: "áéíóöőúüű", encodings: central), Language(letters: "čćđšž", encodings: central),
    Language(letters: "ăâîşţ", encodings: central), Language(letters: "çğıİöşüâî", encodings: [.windows1254]),
    Language(letters: "абвгдежзийклмнопрстуфхцчшщъыьэюяё", encodings: cyrillic),
    Language(letters: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", encodings: [.windows1251, .koi8U]),
    Language(letters: "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ", encodings: [.windows1253]),
    Language(letters: "אבגדהוזחטיךכלםמןנסעףפץצקרשת", encodings: [.windows1255]),
    Language(letters: "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ", encodings: [.windows1256]),
    Language(letters: thai, encodings: [.windows874]),
  ]
  private static let thai = String(
    String.UnicodeScalarView((0xe01...0xe4e).filter { !(0xe3b...0xe3f).contains($0) }.compactMap(Unicode.Scalar.init)))

  // So much of a text shows its language.
  private static let sampleBytes = 64 << 10

  /// The best reading of bytes, or nil if nothing reads well; Latin-1, which most such texts are, unless another one is clearly better.
  init?(_ bytes: [UInt8]) {
    let sample = bytes.prefix(Self.sampleBytes)
    if let letters = WesternText.letters(in: sample) {
      (encoding, score, self.letters) = (.latin1, 1, letters)
      return
    }
    var best: (encoding: TextEncoding, score: Double, letters: Int)?
    var usual = -3.0
    var tables: [TextEncoding: [Unicode.Scalar?]] = [:]
    for language in Self.languages {
      for encoding in language.encodings {
        let table = tables[encoding] ?? Self.table(of: encoding)
        tables[encoding] = table
        let (score, letters) = Self.score(sample, Reading(table, language))
        if encoding == .latin1 { usual = max(usual, score) }
        // Few letters prove nothing against the usual.
        let least = encoding == .latin1 ? Self.readable : letters < 4 ? .infinity : max(Self.readable, usual + 0.1)
        if score > max(least, best.map { $0.encoding == .latin1 && encoding != .latin1 ? least : $0.score } ?? -3) {
          best = (encoding, score, letters)
        }
      }
    }
    // A later language may yet read the usual encoding as well.
    if let found = best, found.encoding != .latin1, found.score <= usual + 0.1 {
      best = usual > Self.readable ? (.latin1, usual, found.letters) : nil
    }
    guard let best else { return nil }
    (encoding, score, letters) = best
  }

  // Below this a text has too much that no language has.
  private static let readable = 0.6

  // The characters of the upper half; nil where there is none.
  private static func table(of encoding: TextEncoding) -> [Unicode.Scalar?] {
    // Line by line, for to open the system's converter costs more than a text.
    let text = transcoded((0x80...0xff).flatMap { [UInt8($0), 0x0a] }, from: encoding).utf8
    return text.split(separator: 0x0a, omittingEmptySubsequences: false).prefix(128).map { line in
      let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1, scalar.value >= 0xa0, scalar != "\u{fffd}" else {
        return nil
      }
      return scalar
    }
  }

  /// What a byte is in an encoding, to a language.
  private struct Reading {
    enum Kind: UInt8 { case nothing, sign, small, capital, caseless }
    var kinds = [Kind](repeating: .sign, count: 256)
    var isOwn = [Bool](repeating: false, count: 256)
    var isRare = [Bool](repeating: false, count: 256)
    var isForeign = [Bool](repeating: false, count: 256)
    var isFinal = [Bool](repeating: false, count: 256)

    init(_ table: [Unicode.Scalar?], _ language: Language) {
      for byte in 0x41...0x5a { kinds[byte] = .capital }
      for byte in 0x61...0x7a { kinds[byte] = .small }
      let rare = Set(language.rare.unicodeScalars)
      let own = rare.union(language.letters.unicodeScalars)
      for (offset, scalar) in table.enumerated() {
        guard let scalar else {
          kinds[0x80 + offset] = .nothing
          continue
        }
        let properties = scalar.properties
        // Accents of their own, as Thai has them, belong to words.
        guard properties.isAlphabetic || own.contains(scalar) else { continue }
        // Two signs of Latin-1 count as letters to Unicode alone.
        if scalar == "ª" || scalar == "º" || scalar == "ƒ" { continue }
        kinds[0x80 + offset] = properties.isLowercase ? .small : properties.isUppercase ? .capital : .caseless
        let small = properties.lowercaseMapping.unicodeScalars.first ?? scalar
        isOwn[0x80 + offset] = own.contains(small) || own.contains(scalar)
        isRare[0x80 + offset] = rare.contains(small)
        isForeign[0x80 + offset] = scalar.value >= 0x370
        isFinal[0x80 + offset] = "ךםןףץς".unicodeScalars.contains(scalar)
      }
    }
  }

  private static func score(_ sample: ArraySlice<UInt8>, _ reading: Reading) -> (Double, letters: Int) {
    var total = 0.0
    var count = 0
    var letters = 0
    sample.withUnsafeBufferPointer { bytes in
      func kind(_ index: Int) -> Reading.Kind {
        bytes.indices.contains(index) ? reading.kinds[Int(bytes[index])] : .sign
      }
      func isLetter(_ kind: Reading.Kind) -> Bool { kind != .sign && kind != .nothing }
      func isASCIILetter(_ index: Int) -> Bool {
        bytes.indices.contains(index) && (0x61...0x7a).contains(bytes[index] | 0x20)
      }
      for (index, byte) in bytes.enumerated() where byte >= 0x80 {
        count += 1
        let (before, here, after) = (kind(index - 1), kind(index), kind(index + 1))
        switch here {
        case .nothing: total -= 3
        // An apostrophe may stand between letters, little else.
        case .sign: total += isLetter(before) && isLetter(after) ? (byte == 0x92 || byte == 0xd5 ? 0 : -1.5) : 0.3
        default:
          guard reading.isOwn[Int(byte)] else {
            total -= 0.5
            continue
          }
          // Alone it may as well be a sign: £5 and Ł5 are one byte.
          guard isLetter(before) || isLetter(after) else {
            total += 0.3
            continue
          }
          letters += 1
          // A capital begins a word, a final letter ends it, and an alphabet of its own does not mix with ASCII's letters.
          let isFinal = reading.isFinal[Int(byte)]
          let isMisplaced = here == .capital && before == .small || isFinal && isLetter(after)
          let isMixed = reading.isForeign[Int(byte)] && (isASCIILetter(index - 1) || isASCIILetter(index + 1))
          total += isMisplaced || isMixed ? -1.5 : isFinal ? 1.5 : reading.isRare[Int(byte)] ? 0.6 : 1
        }
      }
    }
    return (count == 0 ? 0 : total / Double(count), letters)
  }
}
