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

  private func read(_ bytes: [UInt8]) throws -> (TextEncoding, Bool, [[String]]) {
    let csv = try #require(try Workbook(bytes: bytes, name: "x.csv").csv)
    return (csv.encoding, csv.isEncodingGuessed, try records(bytes))
  }

  private func expect(_ bytes: [UInt8], _ encoding: TextEncoding, isGuessed: Bool, _ rows: [[String]]) throws {
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
