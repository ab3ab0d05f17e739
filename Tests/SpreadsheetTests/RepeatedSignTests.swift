import Spreadsheet
import Support
import Testing

/// What a column repeats is no more evidence of an encoding than what it says once; words in capitals, and of half-width kana, are words.
extension EncodingTests {
  static let columns: [(TextEncoding, head: String, String)] = [
    (.latin1, "Straße;Nr", "Hauptstraße"), (.latin1, "Zeit;Wert", "20,1 °C"), (.latin1, "item;text", "It’s fine"),
    (.latin1, "Raum;Fläche", "5 m²"), (.latin1, "Wert;Art", "5 ± 2"), (.latin1, "Norm;Art", "§ 5 Abs. 1"),
    (.latin1, "cost;kind", "£5"), (.latin1, "by;year", "© 2021"), (.latin1, "egg;qty", "5½"),
    (.latin1, "nom;rue", "N°5"),
    (.latin1, "nome;n", "5ª"), (.latin1, "size;n", "5 × 2"), (.latin1, "nome;n", "não"),
    (.latin1, "Land;n", "Österreich"),
    (.windows1250, "NAZWISKO;n", "WIŚNIEWSKI ŁUKASZ"), (.windows1250, "Nume;n", "Ştefan Bălan"),
    (.windows1254, "SOYADI;n", "YILDIZ ŞÜKRÜ İĞDIR"), (.windows1257, "VARDAS;n", "ŽUKAUSKAS ČIŽŪNAITĖ"),
    (.windows1251, "Название;n", "ООО РОМАШКА"),
  ]

  @Test("a word that a column repeats is one word", arguments: columns.indices, [1, 12, 200])
  func repeated(_ index: Int, _ times: Int) throws {
    let (encoding, head, text) = Self.columns[index]
    let lines = [head] + (0..<times).map { "\(text);\($0)" }
    let rows = lines.map { $0.split(separator: ";").map(String.init) }
    let coded = try bytes(lines.joined(separator: "\n") + "\n", encoding)
    let csv = CSVOptions(delimiter: ";")
    #expect(try records(coded, csv: csv) == rows)
    #expect(try read(coded).0 == encoding)
  }

  static let capitals: [(TextEncoding, String)] = [
    (.windows1251, "ФИО ИВАНОВ ПЕТРОВ СИДОРОВА КУЗНЕЦОВ ЩУКИНА ФЁДОРОВ ЮДИН ЧЕХОВ ЖУКОВ ШИШКИН"),
    (.koi8R, "ФИО ИВАНОВ ПЕТРОВ СИДОРОВА КУЗНЕЦОВ ЩУКИНА ФЁДОРОВ ЮДИН ЧЕХОВ ЖУКОВ ШИШКИН"),
    (.koi8R, "Имя Иванов Петров Сидорова Кузнецов Щукина"), (.windows1251, "имя иванов петров сидорова кузнецов"),
    (.koi8R, "имя иванов петров сидорова кузнецов щукина"),
    (.windows1253, "ΟΝΟΜΑ ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΕΩΡΓΙΟΥ ΝΙΚΟΛΑΟΥ ΔΗΜΗΤΡΙΟΥ ΙΩΑΝΝΟΥ ΚΩΝΣΤΑΝΤΙΝΟΥ"),
    (.latin1, "NAME MÜLLER SCHRÖDER KÖHLER JÄGER BÖHM GÜNTHER KÜHN SCHÄFER HÜBNER LÖFFLER MÖLLER BÄCKER"),
  ]

  @Test("words in capitals are read in their own alphabet", arguments: capitals.indices)
  func inCapitals(_ index: Int) throws {
    let (encoding, text) = Self.capitals[index]
    let rows = text.split(separator: " ").map { [String($0)] }
    try expect(bytes(text.map { $0 == " " ? "\n" : String($0) }.joined(), encoding), encoding, isGuessed: true, rows)
  }

  @Test func `half-width kana are words of Shift_JIS, beside kanji and alone`() throws {
    // 日付,摘要 / ﾌﾘｺﾐ ｶ)ﾆﾎﾝｼｮｳｼﾞ
    let bank: [UInt8] = [
      0x93, 0xfa, 0x95, 0x74, 0x2c, 0x93, 0x45, 0x97, 0x76, 0x0a, 0x31, 0x2c, 0xcc, 0xd8, 0xba, 0xd0, 0x20, 0xb6, 0x29,
      0xc6, 0xce, 0xdd, 0xbc, 0xae, 0xb3, 0xbc, 0xde, 0x0a,
    ]
    try expect(bank, .shiftJIS, isGuessed: true, [["日付", "摘要"], ["1", "ﾌﾘｺﾐ ｶ)ﾆﾎﾝｼｮｳｼﾞ"]])
    // ﾔﾏﾀﾞ ﾀﾛｳ / ｽｽﾞｷ ﾊﾅｺ / ｻﾄｳ ｼﾞﾛｳ
    let names: [UInt8] = [
      0x61, 0x2c, 0xd4, 0xcf, 0xc0, 0xde, 0x20, 0xc0, 0xdb, 0xb3, 0x0a, 0x62, 0x2c, 0xbd, 0xbd, 0xde, 0xb7, 0x20, 0xca,
      0xc5, 0xba, 0x0a, 0x63, 0x2c, 0xbb, 0xc4, 0xb3, 0x20, 0xbc, 0xde, 0xdb, 0xb3, 0x0a,
    ]
    try expect(
      names, .shiftJIS, isGuessed: true, [["a", "ﾔﾏﾀﾞ ﾀﾛｳ"], ["b", "ｽｽﾞｷ ﾊﾅｺ"], ["c", "ｻﾄｳ ｼﾞﾛｳ"]])
  }
}
