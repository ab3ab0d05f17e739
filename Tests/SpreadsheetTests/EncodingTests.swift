import Spreadsheet
import Support
import Testing

/// Encodings are found by what the bytes are.
struct EncodingTests {
  static let text = "镇,村,姓名\n三埠街道,石海村,张三\n"

  private func wide(_ text: String, isLittle: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xfeff] : []) + Array(text.utf16)
    return units.flatMap { isLittle ? [UInt8($0 & 0xff), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xff)] }
  }

  func read(_ bytes: [UInt8]) throws -> (TextEncoding, Bool, [[String]]) {
    let csv = try #require(try Workbook(bytes: bytes, name: "x.csv").csv)
    return (csv.encoding, csv.isEncodingGuessed, try records(bytes))
  }

  func expect(_ bytes: [UInt8], _ encoding: TextEncoding, isGuessed: Bool, _ rows: [[String]]) throws {
    let (found, guessed, read) = try read(bytes)
    #expect(found == encoding)
    #expect(guessed == isGuessed)
    #expect(read == rows)
  }

  static let rows = [["镇", "村", "姓名"], ["三埠街道", "石海村", "张三"]]

  @Test func `UTF-8 with a mark and without`() throws {
    try expect(Array(Self.text.utf8), .utf8, isGuessed: false, Self.rows)
    try expect([0xef, 0xbb, 0xbf] + Array(Self.text.utf8), .utf8, isGuessed: false, Self.rows)
  }

  @Test func `GB18030 with its mark, and a mark that was put twice`() throws {
    try expect([0x84, 0x31, 0x95, 0x33] + Self.gb, .gb18030, isGuessed: false, Self.rows)
    try expect([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf] + Array(Self.text.utf8), .utf8, isGuessed: false, Self.rows)
  }

  @Test("UTF-32 with its mark", arguments: [true, false])
  func utf32(_ isLittle: Bool) throws {
    let bytes = "\u{feff}村,𠮷\n".unicodeScalars.flatMap { scalar in
      (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * (isLittle ? $0 : 3 - $0))) }
    }
    let encoding = isLittle ? TextEncoding.utf32LittleEndian : .utf32BigEndian
    try expect(bytes, encoding, isGuessed: false, [["村", "𠮷"]])
  }

  @Test func `UTF-8 cut in the middle of its last character is UTF-8`() throws {
    try expect(Array("村,人\n山,三".utf8.dropLast()), .utf8, isGuessed: true, [["村", "人"], ["山", "\u{fffd}"]])
    try expect(
      Array("nom,été\n1,Orléans\n2,Séléné\n3,Café".utf8.dropLast()), .utf8, isGuessed: true,
      [["nom", "été"], ["1", "Orléans"], ["2", "Séléné"], ["3", "Caf\u{fffd}"]])
  }

  @Test func `an accent alone at the end of a text is no cut character`() throws {
    try expect(Array("name,city\n1,Caf".utf8) + [0xe9], .latin1, isGuessed: true, [["name", "city"], ["1", "Café"]])
    // É® is well-formed UTF-8 by chance.
    try expect(
      Array("5,NESCAF".utf8) + [0xc9, 0xae, 0x0a] + Array("4,RICOR".utf8) + [0xc9, 0xae, 0x0a] + Array("2,CAF".utf8) + [
        0xc9
      ],
      .latin1, isGuessed: true, [["5", "NESCAFÉ®"], ["4", "RICORÉ®"], ["2", "CAFÉ"]])
    // 台山 and 茅 are well-formed UTF-8 by chance, and so is the half of a character behind them.
    try expect(Array("1,".utf8) + [0xcc, 0xa8, 0xc9, 0xbd, 0xe5, 0xbc], .gb18030, isGuessed: true, [["1", "台山寮"]])
  }

  @Test func `UTF-16 whose every second character is a tab or a line end is no UTF-32`() throws {
    let bytes = "村\t人\n山\t3\n".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    try expect(bytes, .utf16LittleEndian, isGuessed: true, [["村", "人"], ["山", "3"]])
  }

  @Test("UTF-32 without a mark", arguments: [true, false])
  func bareUTF32(_ isLittle: Bool) throws {
    let bytes = Self.text.unicodeScalars.flatMap { scalar in
      (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * (isLittle ? $0 : 3 - $0))) }
    }
    try expect(bytes, isLittle ? .utf32LittleEndian : .utf32BigEndian, isGuessed: true, Self.rows)
  }

  static let named: [(String, [UInt8], String)] = [
    ("EUC-KR", [0xb8, 0xb6, 0xc0, 0xbb], "마을"), ("cp949", [0xb8, 0xb6, 0xc0, 0xbb], "마을"),
    ("euc_jp", [0xc2, 0xbc], "村"), ("windows-1251", [0xcc, 0xee], "Мо"), ("cp1250", [0xa3, 0xf3], "Łó"),
    ("KOI8-R", [0xed, 0xcf], "Мо"), ("mac", [0x8e], "é"), ("dos850", [0x82], "é"), ("ISO 8859-2", [0xa3], "Ł"),
    ("UTF-32BE", [0, 0, 0x67, 0x51], "村"),
  ]

  @Test("an encoding that is named", arguments: named)
  func byName(_ name: String, _ bytes: [UInt8], _ text: String) throws {
    let encoding = try #require(TextEncoding(name: name))
    #expect(try records(bytes, csv: CSVOptions(encoding: encoding, delimiter: ",")) == [[text]])
  }

  @Test("every encoding is known by its own name", arguments: TextEncoding.allCases)
  func ownName(_ encoding: TextEncoding) {
    #expect(TextEncoding(name: encoding.rawValue) == encoding)
    #expect(TextEncoding(name: "cp9999") == nil)
  }

  @Test func `the last letter of a text is no less there`() throws {
    #expect(try records([0xf9, 0xed], csv: CSVOptions(encoding: .windows1255, delimiter: ",")) == [["שם"]])
  }

  @Test func `a name in GBK that is well-formed UTF-8 by chance`() throws {
    try expect([0xcc, 0xa8, 0xc9, 0xbd, 0x2c, 0x33], .gb18030, isGuessed: true, [["台山", "3"]])
    try expect([0x61, 0x0a, 0x30, 0x2e, 0x35, 0xd4, 0xaa], .gb18030, isGuessed: true, [["a"], ["0.5元"]])
    // 摘要, 药品, 失业: letters of two scripts side by side.
    let words: [([UInt8], String)] = [
      ([0xd5, 0xaa, 0xd2, 0xaa], "摘要"), ([0xd2, 0xa9, 0xc6, 0xb7], "药品"), ([0xca, 0xa7, 0xd2, 0xb5], "失业"),
    ]
    for (bytes, word) in words {
      try expect(
        Array("id,".utf8) + bytes + Array("\n1,2".utf8), .gb18030, isGuessed: true, [["id", word], ["1", "2"]])
    }
    try expect(Array("Ж,кΩ,ժ,«Ж»,θɪn".utf8), .utf8, isGuessed: false, [["Ж", "кΩ", "ժ", "«Ж»", "θɪn"]])
    try expect(Array("4,5,ʤ".utf8), .utf8, isGuessed: false, [["4", "5", "ʤ"]])
    try expect(Array("façade,façade,café".utf8), .utf8, isGuessed: false, [["façade", "façade", "café"]])
    try expect(Array("c\u{327}a,3".utf8), .utf8, isGuessed: false, [["c\u{327}a", "3"]])
  }

  @Test func `Chinese that comes late in a long file`() throws {
    let late: [UInt8] = [0xca, 0xaf, 0xba, 0xa3, 0x2c, 0x33, 0x0a]
    let bytes = Array(String(repeating: "abcdefgh,12\n", count: 90_000).utf8) + late
    let (encoding, _, found) = try read(bytes)
    #expect(encoding == .gb18030)
    #expect(found.last == ["石海", "3"])
  }

  @Test("UTF-16 either way, with a mark and without", arguments: [true, false], [true, false])
  func utf16(_ isLittle: Bool, _ mark: Bool) throws {
    let tabs = Self.text.map { $0 == "," ? "\t" : String($0) }.joined()
    let (encoding, _, found) = try read(wide(tabs, isLittle: isLittle, mark: mark))
    #expect(encoding == (isLittle ? .utf16LittleEndian : .utf16BigEndian))
    #expect(found == Self.rows)
  }

  // 镇,村,姓名 / 三埠街道,石海村,张三 and a four-byte character (㐀, 0x81 0x39 0xEE 0x39).
  static let gb: [UInt8] = [
    0xd5, 0xf2, 0x2c, 0xb4, 0xe5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xc8, 0xfd, 0xb2, 0xba, 0xbd, 0xd6, 0xb5, 0xc0,
    0x2c, 0xca, 0xaf, 0xba, 0xa3,
    0xb4, 0xe5, 0x2c, 0xd5, 0xc5, 0xc8, 0xfd, 0x0a,
  ]

  @Test func `GB18030, as a guess that is said`() throws {
    try expect(Self.gb, .gb18030, isGuessed: true, Self.rows)
  }

  @Test func `four-byte characters of GB18030, and trail bytes that look like delimiters`() throws {
    // 0x8A7C is a character whose second byte is a pipe.
    let bytes: [UInt8] = Self.gb + [0x81, 0x39, 0xee, 0x39, 0x2c, 0x8a, 0x7c, 0x2c, 0x61, 0x0a]
    let found = try records(bytes)
    #expect(found.count == 3)
    #expect(found[2].count == 3)
    #expect(found[2][0] == "㐀")
    #expect(found[2][2] == "a")
  }

  @Test func `the euro sign as code page 936 writes it`() throws {
    let euro: [UInt8] = [0x80, 0x35, 0x2c, 0x61, 0x2c, 0x62, 0x0a]
    try expect(Self.gb + euro, .gb18030, isGuessed: true, Self.rows + [["€5", "a", "b"]])
  }

  @Test func `UTF-8 with a line of another encoding stays UTF-8`() throws {
    let bytes = Array(String(repeating: "石海村,三埠,a\n", count: 30).utf8) + Self.gb.prefix(10) + [0x0a]
    let csv = try #require(try Workbook(bytes: bytes, name: "x.csv").csv)
    #expect(csv.encoding == .utf8)
    #expect(csv.isEncodingGuessed)
    #expect(csv.replacedBytes > 0)
  }

  @Test func `Big5`() throws {
    // 姓名,地址,電話 / 王小明,台北市中正區,02
    let bytes: [UInt8] = [
      0xa9, 0x6d, 0xa6, 0x57, 0x2c, 0xa6, 0x61, 0xa7, 0x7d, 0x2c, 0xb9, 0x71, 0xb8, 0xdc, 0x0a, 0xa4, 0xfd, 0xa4, 0x70,
      0xa9, 0xfa, 0x2c, 0xa5, 0x78,
      0xa5, 0x5f, 0xa5, 0xab, 0xa4, 0xa4, 0xa5, 0xbf, 0xb0, 0xcf, 0x2c, 0x30, 0x32, 0x0a,
    ]
    try expect(bytes, .big5, isGuessed: true, [["姓名", "地址", "電話"], ["王小明", "台北市中正區", "02"]])
  }

  static let alike: [(TextEncoding, [UInt8], [[String]])] = [
    (
      .shiftJIS,
      [
        0x8e, 0x81, 0x96, 0xbc, 0x2c, 0x94, 0xf5, 0x8d, 0x6c, 0x0a, 0x8e, 0x52, 0x93, 0x63, 0x91, 0xbe, 0x98, 0x59,
        0x2c, 0x83, 0x41, 0x83, 0x8b, 0x83, 0x6f, 0x83, 0x43, 0x83, 0x67, 0x82, 0xc5, 0x82, 0xb7, 0x0a,
      ], [["氏名", "備考"], ["山田太郎", "アルバイトです"]]
    ),
    (
      .shiftJIS,
      [
        0x93, 0x73, 0x93, 0xb9, 0x95, 0x7b, 0x8c, 0xa7, 0x2c, 0x90, 0x6c, 0x8c, 0xfb, 0x0a, 0x96, 0x6b, 0x8a, 0x43,
        0x93, 0xb9, 0x2c, 0x31, 0x0a, 0x90, 0xc2, 0x90, 0x58, 0x8c, 0xa7, 0x2c, 0x32, 0x0a,
      ], [["都道府県", "人口"], ["北海道", "1"], ["青森県", "2"]]
    ),
    (.shiftJIS, [0x61, 0x2c, 0x8e, 0x52, 0x93, 0x63, 0x91, 0xbe, 0x98, 0x59, 0x0a], [["a", "山田太郎"]]),
    (.latin1, [0x61, 0x0a, 0xa5, 0x33, 0x37, 0x2e, 0x35, 0x0a, 0xa5, 0x31, 0x0a], [["a"], ["¥37.5"], ["¥1"]]),
    (.latin1, [0x61, 0x2c, 0x62, 0x0a, 0xb5, 0x67, 0x2c, 0x31, 0x0a], [["a", "b"], ["µg", "1"]]),
    (.windows1250, [0x50, 0x49, 0xa5, 0x54, 0x45, 0x4b, 0x2c, 0x31, 0x0a], [["PIĄTEK", "1"]]),
    (.ibm866, [0xe1, 0xa5, 0xab, 0xae, 0x0a], [["село"]]),
    (.ibm850, [0xa5, 0x61, 0x6e, 0x64, 0xa3, 0x0a], [["Ñandú"]]),
    (.big5, [0xa5, 0xbb, 0xa7, 0xf8, 0x0a, 0xa5, 0x7e, 0xa5, 0x44, 0x0a], [["本村"], ["外主"]]),
    (.latin2, [0xb5, 0x61, 0x76, 0xfd, 0x0a, 0x6b, 0x72, 0xe1, 0xb5, 0x0a], [["ľavý"], ["kráľ"]]),
    (.eucJP, [0x61, 0x2c, 0xbb, 0xb3, 0xc5, 0xc4, 0xc2, 0xc0, 0xcf, 0xba, 0x0a], [["a", "山田太郎"]]),
    (
      .gb18030,
      [
        0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x82, 0xe4, 0xd4, 0x5d, 0x2c, 0xeb, 0x8a, 0xd4, 0x92, 0x0a, 0xe0, 0x8d, 0x87,
        0xf8, 0x8f, 0x8a, 0x2c, 0x9f, 0x6f, 0x2c, 0x30, 0x32, 0x0a,
      ], [["姓名", "備註", "電話"], ["鄭國強", "無", "02"]]
    ),
    (
      .gb18030,
      [
        0x6e, 0x61, 0x6d, 0x65, 0x2c, 0x78, 0x0a, 0xf4, 0xc3, 0xe2, 0xfc, 0x2c, 0x31, 0x0a, 0xf0, 0xb4, 0xf1, 0xca,
        0x2c, 0x32, 0x0a,
      ], [["name", "x"], ["裘恻", "1"], ["鸫袷", "2"]]
    ),
    (
      .gb18030,
      [
        0xc6, 0xb7, 0xc3, 0xfb, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2, 0x0a, 0xa4, 0xa2, 0xd0, 0xcd, 0x2c, 0xa2, 0xd9, 0x0a,
        0xbc, 0xd7, 0x2c, 0x54, 0xd0, 0xf4, 0x0a,
      ], [["品名", "备注"], ["あ型", "①"], ["甲", "T恤"]]
    ),
    (
      .gb18030,
      [
        0xb9, 0xdc, 0x31, 0xba, 0xc5, 0x2c, 0x39, 0xa9, 0x4f, 0x0a, 0xb9, 0xdc, 0x32, 0xba, 0xc5, 0x2c, 0x38, 0xa9,
        0x4f, 0x0a,
      ], [["管1号", "9㎡"], ["管2号", "8㎡"]]
    ),
    (
      .gb18030,
      [
        0x6e, 0x61, 0x6d, 0x65, 0x2c, 0x78, 0x0a, 0xbb, 0xc6, 0xe6, 0xcf, 0xe6, 0xcf, 0x2c, 0x33, 0x0a,
      ], [["name", "x"], ["黄嫦嫦", "3"]]
    ),
    (
      .gb18030,
      [
        0xd7, 0xf9, 0x2c, 0xb6, 0xb0, 0x0a, 0x41, 0xd7, 0xf9, 0x2c, 0x42, 0xb6, 0xb0, 0x43, 0x0a,
      ], [["座", "栋"], ["A座", "B栋C"]]
    ),
    (
      .latin1,
      [
        0x47, 0x72, 0xf6, 0xdf, 0x65, 0x2c, 0x53, 0x74, 0x72, 0x61, 0xdf, 0x65, 0x0a, 0x77, 0x65, 0x69, 0xdf, 0x2c,
        0x6e, 0x0a,
      ], [["Größe", "Straße"], ["weiß", "n"]]
    ),
    (
      .latin1,
      [
        0x45, 0x44, 0x55, 0x43, 0x41, 0xc7, 0xc3, 0x4f, 0x2c, 0x53, 0x69, 0x74, 0x75, 0x61, 0xe7, 0xe3, 0x6f, 0x0a,
        0x4e, 0xc3, 0x4f, 0x2c, 0xe7, 0xe3, 0x6f, 0x0a,
      ], [["EDUCAÇÃO", "Situação"], ["NÃO", "ção"]]
    ),
    (
      .latin1,
      [
        0xc5, 0x72, 0x68, 0x75, 0x73, 0x2c, 0x31, 0x0a, 0xc4, 0x67, 0x79, 0x70, 0x74, 0x65, 0x6e, 0x2c, 0x32, 0x0a,
      ], [["Århus", "1"], ["Ägypten", "2"]]
    ),
    (.latin1, [0x54, 0x20, 0xb0, 0x43, 0x0a, 0x37, 0x0a], [["T °C"], ["7"]]),
    (
      .latin1,
      [
        0x74, 0x65, 0x6d, 0x70, 0xe9, 0x72, 0x61, 0x74, 0x75, 0x72, 0x65, 0x20, 0x28, 0xb0, 0x43, 0x29, 0x2c, 0x31,
        0x0a,
      ], [["température (°C)", "1"]]
    ),
  ]

  @Test("encodings that share their bytes are told by what is ordinary in writing", arguments: alike)
  func ordinaryWriting(_ encoding: TextEncoding, _ bytes: [UInt8], _ rows: [[String]]) throws {
    try expect(bytes, encoding, isGuessed: true, rows)
  }

  @Test func `Latin-1 as the last resort, with Windows' own characters`() throws {
    let bytes: [UInt8] =
      Array("caf".utf8) + [0xe9, 0x2c] + Array("na".utf8) + [0xef] + Array("ve,100 ".utf8) + [0x80, 0x0a]
    try expect(bytes, .latin1, isGuessed: true, [["café", "naïve", "100 €"]])
  }

  @Test func `bytes that are no character are counted`() throws {
    let bytes = Array(String(repeating: "石海村,三埠\n", count: 30).utf8) + [0xe7, 0x9f]
    let csv = try #require(try Workbook(bytes: bytes, name: "x.csv").csv)
    #expect(csv.encoding == .utf8)
    #expect(csv.isEncodingGuessed)
    #expect(csv.replacedBytes > 0)
  }
}
