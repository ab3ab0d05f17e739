import Glibc

/// How likely bytes are as the text of a language whose letters are one byte each.
struct Alphabet: Sendable {
  /// The encodings that its texts come in.
  let encodings: [TextEncoding]
  /// How much rarer it is than other languages of its encodings, as the logarithm of that share.
  private let rarity: Double
  /// Its letters beyond ASCII, each with the logarithm of its chance.
  private let letters: [Unicode.Scalar: Double]
  /// The chance of its likeliest character, as that of each.
  private let best: Double
  private let isLatin: Bool
  /// Whether it has hardly any letters beyond ASCII, but a word processor's marks: don’t, “so-called”, late—maybe.
  private let isOfMarks: Bool

  /// A language by its letters, the most frequent first.
  private init(_ letters: String, _ encodings: [TextEncoding], rarity: Double = 0) {
    let scalars = Array(letters.unicodeScalars)
    // Of few accented letters one is as frequent as all others; a whole alphabet's frequencies fall slowly.
    let offset = scalars.count > 20 ? 6 : 2
    let weights = scalars.indices.map { 1 / Double($0 + offset) }
    let sum = weights.reduce(0, +)
    self.letters = Dictionary(
      zip(scalars, weights.map { log(0.96 * $0 / sum) }), uniquingKeysWith: { first, _ in first })
    (self.encodings, self.rarity) = (encodings, rarity)
    best = max(Self.typographicChance, self.letters.values.max() ?? 0)
    isLatin = scalars.contains { $0.value < 0x250 }
    isOfMarks = scalars.first.map(Self.typographic.contains) ?? false
  }

  private static let western: [TextEncoding] = [.latin1, .latin9, .macintosh, .ibm850]
  // What no program writes any more unless it is asked to.
  private static let old: Set<TextEncoding> = [.macintosh, .ibm850]
  private static let central: [TextEncoding] = [.windows1250, .latin2]
  private static let cyrillic: [TextEncoding] = [.windows1251, .koi8R, .ibm866, .latinCyrillic]

  /// Every language, or several that have the same letters.
  static let all = [
    Alphabet("’—“”…•é", western, rarity: 1), Alphabet("äüößé", western), Alphabet("éèàêçôœîïâûùë", western),
    Alphabet("óáíúñéºü", western),
    Alphabet("èàùòéì", western), Alphabet("ãçáíéóêúõâôà", western), Alphabet("ëïéóèàöü", western),
    Alphabet("äöåé", western), Alphabet("æøåé", western), Alphabet("óàíèéçúòïü", western),
    Alphabet("ðíáóúæöýþé", [.latin1], rarity: 1), Alphabet("äüõöšž", [.latin1, .windows1257]),
    // Names of many countries, as one list may have them.
    Alphabet("éáíóèüöäçãñâêôàúåøïßëæ", western, rarity: 2),
    Alphabet("łóśężąćńź", central), Alphabet("íášřýéčěžůúňťóď", central), Alphabet("áčýíťéšžúľóňĺäôďŕ", central),
    Alphabet("áéíóöőüúű", central), Alphabet("čšžćđ", central), Alphabet("ăţşîâ", central),
    Alphabet("ıüçşğöâîİ", [.windows1254]), Alphabet("ėšųžįąčūę", [.windows1257]),
    Alphabet("āēīšļņūžķģčŗ", [.windows1257]),
    Alphabet("аоиентрсклвпмдйуязыьбгчжфцюшхэщёъ", cyrillic),
    Alphabet("аноиртківеслпудмзяьйгчбжфшцєюхїщґ", [.windows1251, .koi8U], rarity: 1),
    Alphabet("аниеотрсквлдзпмяъубгчфйцжшщхюь", [.windows1251], rarity: 1),
    Alphabet("аиеорнсктувпдлмзјбгчцњшжљћфхђџќѓѕ", [.windows1251], rarity: 1),
    Alphabet("анркыілетсвдяпомуцзьўэгчбшйфжхюё", [.windows1251], rarity: 1),
    Alphabet("αοιετνρμσκπηςυλίάγόδέήχθωύφβώζξψϊϋ", [.windows1253, .latinGreek]),
    Alphabet("יוהתרמלאנבקפדסשגטעצחםכןזץךף", [.windows1255]),
    Alphabet("اليمرونتةفسبدعحقكأصجطهخشذإغزضىثئظءؤآپچگک", [.windows1256]),
    Alphabet("าอรนเมก่ลีิดงัยว้บสต์คแปูหโไพทซจขชืำฟะุใ็ถภษณญผศฮึ", [.windows874]),
  ]

  // How much rarer an encoding's texts are than those of Windows in the West, in logarithms.
  private static let rarities: [TextEncoding: Double] = [
    .latin1: 0, .latin9: 3, .macintosh: 6, .ibm850: 6, .windows1250: 3, .latin2: 4, .windows1251: 2, .koi8R: 4,
    .koi8U: 4,
    .ibm866: 5, .latinCyrillic: 6, .windows1253: 2, .latinGreek: 3, .windows1254: 2, .windows1255: 2,
    .windows1256: 2, .windows1257: 3, .windows874: 2,
  ]

  private enum Kind { case nothing, sign, joint, currency, micro, atFigure, small, capital, caseless }

  /// The capitals of a word: one begins it, or all of it is in capitals, as are others then.
  private struct Word {
    private var capitals = 0
    private var hasSmall = false
    private var shouted = 0

    /// How much rarer the next letter is for its case.
    mutating func cost(of kind: Kind) -> Double {
      switch kind {
      case .small:
        defer { hasSmall = true }
        return capitals > 1 && !hasSmall ? 3 : 0
      case .capital:
        defer { capitals += 1 }
        if hasSmall { return capitals > 1 ? 3 : 6 }
        if capitals == 1 { shouted += 1 }
        return capitals > 1 || shouted > 3 ? 0 : 1
      case .nothing, .sign, .joint, .currency, .micro, .atFigure, .caseless:
        (capitals, hasSmall) = (0, false)
        return 0
      }
    }
  }

  /// The logarithm of the chance that the language has the characters beyond ASCII that the bytes would be, where they would stand; nil
  /// as soon as it cannot come above a bound, for nothing that follows makes a text likelier.
  /// - Parameter isWhole: Whether the bytes are all that there is to judge by.
  func likelihood(of sample: [UInt8], in encoding: TextEncoding, above bound: Double, isWhole: Bool) -> Double? {
    guard let characters = Self.characters[encoding] else { return nil }
    // What each character is, once one has come by: most languages are out of the question after a few.
    var table = [(kind: Kind, chance: Double)?](repeating: nil, count: 128)
    func reading(_ byte: UInt8) -> (kind: Kind, chance: Double) {
      let index = Int(byte) - 0x80
      if let known = table[index] { return known }
      let new = self.reading(characters[index])
      table[index] = new
      return new
    }
    var total = -rarity - (Self.rarities[encoding] ?? 0)
    // What all that is still to come costs at least.
    var rest = sample.count { $0 >= 0x80 }
    // Letters beyond ASCII that follow each other, and all bytes that are such letters.
    var run = 0
    var kinds: Set<UInt8> = []
    var word = Word()
    func kind(_ index: Int) -> Kind {
      guard sample.indices.contains(index) else { return .sign }
      let byte = sample[index]
      if byte >= 0x80 { return reading(byte).kind }
      return (0x61...0x7a).contains(byte) ? .small : (0x41...0x5a).contains(byte) ? .capital : .sign
    }
    func isLetter(_ index: Int) -> Bool {
      switch kind(index) {
      case .small, .capital, .caseless: true
      case .nothing, .sign, .joint, .currency, .micro, .atFigure: false
      }
    }
    func isOf(_ bytes: Set<UInt8>, _ index: Int) -> Bool {
      !sample.indices.contains(index) || bytes.contains(sample[index])
    }
    func isDigit(_ index: Int) -> Bool { sample.indices.contains(index) && (0x30...0x39).contains(sample[index]) }
    // A currency's sign stands at a figure or alone; in other languages' words its byte is a letter.
    func isAtFigure(_ index: Int) -> Bool {
      isDigit(index - 1) || isDigit(index + 1) || isOf(Self.gaps, index - 1) && isOf(Self.gaps, index + 1)
    }
    // Behind µ stands a unit: g, mol.
    func isBeforeUnit(_ index: Int) -> Bool {
      var end = index + 1
      while end <= index + 3, isASCIILetter(end) { end += 1 }
      let isOpen = sample.indices.contains(end) && (sample[end] >= 0x80 || isASCIILetter(end))
      return !isLetter(index - 1) && !isOpen
    }
    func isASCIILetter(_ index: Int) -> Bool {
      sample.indices.contains(index) && (0x61...0x7a).contains(sample[index] | 0x20)
    }
    // œ of Latin-9 is ½ in Latin-1. It is a letter in cœur and œuvre, and none in 3½in, h½ and ½l: nearly always a u follows it.
    func isLigature(_ index: Int) -> Bool {
      let next = sample[(index + 1)...].prefix(2)
      guard next.first == UInt8(ascii: "u"), !isDigit(index - 1) else { return false }
      return isLetter(index - 1) || next.elementsEqual("uv".utf8) || next.elementsEqual("uf".utf8)
    }
    func isContraction(_ index: Int) -> Bool {
      Self.contractions.contains(sample[(index + 1)...].prefix { (0x41...0x5a).contains($0 & 0xdf) }.map { $0 | 0x20 })
    }
    // Don’t, it’s, we’ll and O’Neill have an apostrophe within; García has another system's letter in its place.
    func isApostrophe(_ index: Int) -> Bool {
      let tail = sample[(index + 1)...].prefix { (0x41...0x5a).contains($0 & 0xdf) }.map { $0 | 0x20 }
      return !isLetter(index - 1) || tail.isEmpty || Self.contractions.contains(tail) || kind(index - 1) == .capital
    }
    // Late—maybe, I—we: of one letter English has two words, and Le—n and C—rdoba are none.
    func isBetweenWords(_ index: Int) -> Bool {
      [(index - 1, index - 2), (index + 1, index + 2)].allSatisfy { near, next in
        !isASCIILetter(near) || isASCIILetter(next) || [0x61, 0x69].contains(sample[near] | 0x20)
      }
    }
    // Marks behind small letters that would be capitals in Windows.
    var misplaced = 0
    for (index, byte) in sample.enumerated() {
      if byte == 0xbd, encoding == .latin9, !isLigature(index) { total -= 16 }
      guard byte >= 0x80 else {
        run = 0
        _ = word.cost(of: kind(index))
        continue
      }
      let (here, chance) = reading(byte)
      total += chance - word.cost(of: here)
      rest -= 1
      guard total + Double(rest) * best > bound else { return nil }
      if isOfMarks, here == .joint || here == .sign {
        if byte >= 0xc0, kind(index - 1) == .small { misplaced += 1 }
        // So…what: people leave the blank out, which other signs have.
        if characters[Int(byte) - 0x80] == "…", kind(index - 1) == .small, isLetter(index + 1) { total += 4 }
        let mark = characters[Int(byte) - 0x80]
        // Nobody writes a capital there.
        if mark == "’", byte >= 0xc0, kind(index - 1) == .small, isContraction(index) {
          misplaced += 1
          total += 2
        }
        if mark == "’" && !isApostrophe(index) || mark == "—" && !isBetweenWords(index) { total -= 4 }
      }
      switch here {
      case .nothing, .joint: run = 0
      case .sign, .currency, .micro, .atFigure:
        run = 0
        if isLetter(index - 1), isLetter(index + 1) { total -= 4 }
        if here == .currency && !isAtFigure(index) || here == .micro && !isBeforeUnit(index) { total -= 4 }
        if here == .atFigure, isLetter(index + 1), isLetter(index + 2) { total -= 4 }
      case .small, .capital, .caseless:
        run += 1
        kinds.insert(byte)
        if isLatin {
          // Whole words of accented letters are another alphabet's.
          if run > 1 { total -= run == 2 ? 1.5 : 3 }
        } else if isASCIILetter(index - 1) || isASCIILetter(index + 1) {
          total -= 5
        }
        if !isLetter(index - 1), !isLetter(index + 1) { total -= 2 }
      }
    }
    // One letter alone proves no language, and in old systems it is rather a sign that Windows has in its place: yes… and no….
    if isWhole, isLatin, kinds.count < 2, misplaced < 2, encoding != .latin1, encoding != .latin9 {
      total -= Self.old.contains(encoding) ? .infinity : 3
    }
    return total > bound ? total : nil
  }

  // What a character is to the language, and the logarithm of its chance.
  private func reading(_ scalar: Unicode.Scalar?) -> (kind: Kind, chance: Double) {
    guard let scalar else { return (.nothing, -16) }
    let properties = scalar.properties
    let small = properties.lowercaseMapping.unicodeScalars.first ?? scalar
    let own = letters[scalar] ?? letters[small]
    // Three signs of Latin-1 and the florin are letters to Unicode alone.
    let isSign = !properties.isAlphabetic || "ªºµƒ".unicodeScalars.contains(scalar)
    let isMark = Self.typographic.contains(scalar)
    guard own != nil && !isMark || !isSign else {
      let chance = own ?? (isMark ? Self.typographicChance : Self.signs.contains(scalar) ? -4 : -8)
      if scalar == "µ" { return (.micro, chance) }
      // £5, 3ª and Nº 1: before a word their bytes are letters, as in Łukasz and Ştefan.
      if "£ªº".unicodeScalars.contains(scalar) { return (.atFigure, chance) }
      return (
        Self.joints.contains(scalar) ? .joint : "¥¢".unicodeScalars.contains(scalar) ? .currency : .sign, chance
      )
    }
    let isForeign = !isLatin || scalar.value > 0x250
    return (
      properties.isUppercase ? .capital : properties.isLowercase ? .small : .caseless, own ?? (isForeign ? -8.5 : -7)
    )
  }

  // What word processors put, signs that every language has, and those of them that stand between letters, as ´ does for an apostrophe.
  private static let typographicChance = -3.0
  private static let typographic = Set("’“”–—…".unicodeScalars)
  private static let signs = Set("’“”„–—…«»°€£§©®·•×¥¢\u{a0}‘¿¡ºª²³½¼±µ№™´".unicodeScalars)
  private static let contractions = Set(["s", "t", "d", "m", "re", "ve", "ll"].map { Array($0.utf8) })
  private static let gaps = Set(" ,;\t\r\n\"|".utf8)
  private static let joints = Set("’–—·×\u{a0}‘´".unicodeScalars)

  // Letters of Latin-9 in the place of signs of Latin-1 that people type for others, D´Angelo and a¦b, or as often: ¼ and ¾.
  private static let misread = Set("ŠšŽžŒŸ".unicodeScalars)

  // The characters of the upper half; nil where there is none.
  private static let characters: [TextEncoding: [Unicode.Scalar?]] = Dictionary(
    uniqueKeysWithValues: rarities.keys.map { encoding in
      // Line by line, for to open the system's converter costs more than a text.
      let text = transcoded((0x80...0xff).flatMap { [UInt8($0), 0x0a] }, from: encoding).utf8
      let lines = text.split(separator: 0x0a, omittingEmptySubsequences: false).prefix(128)
      return (
        encoding,
        lines.map { line in
          let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
          guard let scalar = scalars.first, scalars.count == 1, scalar.value >= 0xa0, scalar != "\u{fffd}",
            encoding != .latin9 || !misread.contains(scalar)
          else {
            return nil
          }
          return scalar
        }
      )
    })
}
