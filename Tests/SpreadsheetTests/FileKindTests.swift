import Spreadsheet
import Support
import Testing

/// What files are by their bytes.
struct FileKindTests {
  static func compound(_ streams: [String]) -> [UInt8] {
    var bytes: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    bytes += [UInt8](repeating: 0, count: 512 - bytes.count)
    for stream in ["Root Entry"] + streams {
      var entry = stream.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
      let length = entry.count + 2
      entry += [UInt8](repeating: 0, count: 128 - entry.count)
      entry[64] = UInt8(length)
      entry[66] = stream == "Root Entry" ? 5 : 2
      bytes += entry
    }
    return bytes
  }

  static func zip(_ members: [String]) -> [UInt8] {
    var zip = ZipWriter()
    for member in members { zip.add(member, "x") }
    return zip.bytes
  }

  // A table of one field.
  static let dBase: [UInt8] =
    [3, 121, 1, 31, 1, 0, 0, 0, 65, 0, 11, 0] + [UInt8](repeating: 0, count: 20) + Array("NAME".utf8)
    + [UInt8](repeating: 0, count: 7) + Array("C".utf8) + [0, 0, 0, 0, 10] + [UInt8](repeating: 0, count: 15)
    + [0x0d] + Array(" Shihai    ".utf8) + [0x1a]

  static func noise(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 1)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  static func latin(_ text: String) -> [UInt8] { Array(text.utf8) }

  static let samples: [([UInt8], String, FileKind)] = [
    ([], "空.xlsx", .empty),
    (WorkbookText(rows: "").bytes, "表.xls", .xlsx),
    (WorkbookText(rows: "").bytes, "表.csv", .xlsx),
    (latin("a,b\n1,2\n"), "表.xlsx", .csv),
    (compound(["Workbook"]), "表.xlsx", .xls),
    (compound(["Book"]), "旧.xls", .xls),
    (compound(["Workbook"]), "表.et", .wps),
    (compound(["EncryptionInfo", "EncryptedPackage"]), "密.xlsx", .encryptedOffice),
    (compound(["WordDocument"]), "表.xlsx", .legacyOfficeDocument),
    ([0x09, 0x08, 0x10, 0x00, 0x00, 0x05], "表.xls", .xls),
    (zip(["xl/workbook.bin"]), "表.xlsb", .xlsb),
    (zip(["mimetype", "content.xml"]), "表.xlsx", .ods),
    (zip(["word/document.xml"]), "表.xlsx", .officeDocument),
    (zip(["a/表.xlsx"]), "全.zip", .zipOfWorkbooks),
    (zip(["a/表.pdf"]), "全.zip", .zipWithoutWorkbook),
    (Array(WorkbookText(rows: "").bytes.prefix(400)), "半.xlsx", .truncatedZip),
    (latin("<html><body><table>"), "表.xls", .html),
    (latin("\u{feff}\r\n <!DOCTYPE html>"), "表.xls", .html),
    (latin("<table border=1><tr>"), "表.xlsx", .html),
    (latin("MIME-Version: 1.0\r\nContent-Type: multipart/related"), "表.xls", .html),
    (
      latin(#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#), "表.xls",
      .xmlSpreadsheet
    ),
    (latin(#"<?xml version="1.0"?><a/>"#), "表.xml", .xml),
    (latin("%PDF-1.7"), "表.xlsx", .pdf),
    ([0x89, 0x50, 0x4e, 0x47, 0x0d], "表.xlsx", .image),
    ([0xff, 0xd8, 0xff, 0xe0], "表.xlsx", .image),
    (latin("Rar!\u{1a}"), "表.xlsx", .rar),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "表.xlsx", .sevenZip),
    ([0x1f, 0x8b, 0x08, 0x00], "表.csv.gz", .otherArchive),
    (latin("{\\rtf1"), "表.xlsx", .legacyOfficeDocument),
    ([UInt8](repeating: 0x20, count: 165), "~$花名册.xlsx", .lockFile),
    (latin("甲,root,machine"), ".~lock.花名册.xlsx#", .lockFile),
    ((0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 3) }, "表.csv", .binary),
    ([UInt8](repeating: 0, count: 500), "表.csv", .binary),
    (latin("BM,数量\n"), "表.csv", .csv),
    (latin(#"{"村": "石海", "人数": [3, 4.5e1, null], "a": {}}"#), "表.csv", .json),
    (latin("\u{feff}[\n {\"a\": \"x\\\",y\", \"b\": tru"), "表.csv", .json),
    (latin("{\"a\":1}\n{\"a\":2}\n"), "表.csv", .json),
    (latin("[[1,2],[3,4]]"), "表.csv", .json),
    (latin("[村],[人数]\n石海,3\n"), "表.csv", .csv),
    (latin("[1],[2]\n3,4\n"), "表.csv", .csv),
    (latin("{a},{b}\n1,2\n"), "表.csv", .csv),
    (latin("ID;PWXL;N;E\r\nC;Y1;X1;K\"a\"\r\nE\r\n"), "表.csv", .sylk),
    (latin("TABLE\r\n0,1\r\n\"Sheet\"\r\nVECTORS\r\n0,2\r\n\"\"\r\n"), "表.csv", .dif),
    (latin("TABLE\n0,1\n2,3\n"), "表.csv", .csv),
    (latin("RIFF8\0\0\0WAVEfmt \u{10}\0\0\0\u{1}\0\u{2}\0"), "图.csv", .binary),
    (latin("RIFF8\0\0\0WEBPVP8 \u{10}\0\0\0"), "图.csv", .image),
    ([0x4d, 0x5a, 0x90, 0] + [UInt8](repeating: 0x90, count: 200), "表.xlsx", .binary),
    (latin("ID;PLACE\n1;a\n"), "表.csv", .csv),
    (latin("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "表.csv", .image),
    (latin("<data xmlns=\"x\"><a>1,2</a>\n</data>\n"), "表.csv", .xml),
    (latin("<甲>,<乙>\n1,2\n"), "表.csv", .csv),
    (dBase, "表.csv", .database),
    (latin("a\u{1f}b\n1\u{1f}2\n"), "表.csv", .csv),
    (latin("a\u{1f}b\n1\u{1f}2\0\n" + String(repeating: "3\u{1f}4\n", count: 9)), "表.csv", .csv),
    (latin("a,b\n1\u{b}2,3\n"), "短.csv", .csv),
    ([0xff, 0xfe, 0x41, 0, 0x1f, 0, 0x42, 0, 0x0a, 0], "表.csv", .csv),
    ([0xff, 0xfe] + noise(4_000), "图.csv", .binary),
    (latin("PK,村\n1,2\n"), "表.csv", .csv),
    ([0xff, 0xfe, 0x41, 0x00], "表.csv", .csv),
  ]

  @Test("bytes tell, not names", arguments: samples.indices)
  func kinds(_ index: Int) {
    let (bytes, name, expected) = Self.samples[index]
    #expect(FileKind.detect(bytes: bytes, name: name) == expected)
    if expected != .xlsx, expected != .csv {
      #expect(throws: ReadError.self) { try Workbook(bytes: bytes, name: name) }
    }
  }
}
