import Spreadsheet
import Support
import Testing

/// Containers, parts and namespaces as real programs write them.
struct PackageTests {
  static let rows = #"<row r="1"><c r="A1"><v>7</v></c></row>"#
  static let ordinary = WorkbookText.namespace
  static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"

  private func sheetPart(_ text: String) -> [UInt8] {
    var workbook = WorkbookText(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = Array(text.utf8)
    return workbook.bytes
  }

  @Test(
    "namespaces, prefixed or Strict",
    arguments: [
      #"<x:worksheet xmlns:x="\#(ordinary)"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
      #"<worksheet xmlns="\#(strict)"><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>"#,
      #"<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>"#,
      "\u{feff}<?xml version=\"1.0\"?><worksheet xmlns=\"\(ordinary)\"><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>",
      #"<worksheet xmlns="\#(ordinary)" xmlns:e="urn:e"><e:sheetData><e:row><e:c r="B9"><e:v>1</e:v></e:c></e:row></e:sheetData><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>"#,
    ])
  func namespaces(_ xml: String) throws {
    #expect(try rawCells(sheetPart(xml)) == ["A1": "7"])
  }

  @Test("parts in UTF-16", arguments: [true, false])
  func wideParts(_ isLittle: Bool) throws {
    let xml =
      #"<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="\#(Self.ordinary)"><sheetData><row r="1"><c r="A1" t="str"><v>对账</v></c></row></sheetData></worksheet>"#
    var bytes: [UInt8] = isLittle ? [0xff, 0xfe] : [0xfe, 0xff]
    for unit in xml.utf16 {
      bytes += isLittle ? [UInt8(unit & 0xff), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xff)]
    }
    var workbook = WorkbookText(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = bytes
    #expect(try rawCells(workbook.bytes) == ["A1": "对账"])
  }

  @Test func `sheets keep their order, names with ampersands, and visibility`() throws {
    let sheet = "<sheetData/>"
    var text = WorkbookText(sheets: [("甲&amp;乙", sheet), ("丙", sheet), ("丁", sheet)])
    text.sheetAttributes = [1: #"state="hidden""#, 2: #"state="veryHidden""#]
    let workbook = try Workbook(bytes: text.bytes, name: "x")
    #expect(workbook.sheets.map(\.name) == ["甲&乙", "丙", "丁"])
    #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(workbook.firstVisibleSheet == 0)
  }

  @Test func `no styles or shared strings part is needed`() throws {
    #expect(try rawCells(WorkbookText(rows: Self.rows).bytes) == ["A1": "7"])
  }

  @Test(
    "relationship targets and member names in odd spellings",
    arguments: [
      ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
      ("worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
      ("worksheets/Sheet1.xml", "XL/Worksheets/sheet1.XML"),
      ("./worksheets/../worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
      ("worksheets/%E8%A1%A8.xml", "xl/worksheets/表.xml"),
      ("\\xl\\worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml"),
      ("表/一.xml", "xl/表/一.xml"),
    ])
  func spellings(_ target: String, _ member: String) throws {
    var workbook = WorkbookText(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = []
    workbook.parts[member] = Array(
      #"<worksheet xmlns="\#(Self.ordinary)"><sheetData>\#(Self.rows)</sheetData></worksheet>"#.utf8)
    workbook.parts["xl/_rels/workbook.xml.rels"] = Array(
      #"<Relationships xmlns="r"><Relationship Id="s0" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="\#(target)"/></Relationships>"#
        .utf8)
    #expect(try rawCells(workbook.bytes) == ["A1": "7"])
  }

  @Test func `without relationships the customary names serve`() throws {
    var workbook = WorkbookText(rows: Self.rows)
    workbook.parts["_rels/.rels"] = []
    workbook.parts["xl/_rels/workbook.xml.rels"] = []
    #expect(try rawCells(workbook.bytes) == ["A1": "7"])
  }

  @Test(
    "parts labelled or written oddly",
    arguments: [
      "<?xml version=\"1.0\" encoding=\"utf-16\"?>\(plain)", "\(plain)\u{0}\u{0}", "\(plain)\n<!-- end -->",
      "\(plain)litter", "<?xml version=\"1.0\" encoding=\"us-ascii\"?><!-- 对账 -->\(plain)",
      plain.replacing("<sheetData>", with: alternate + "<sheetData>"),
      #"<m:macrosheet xmlns:m="http://schemas.microsoft.com/office/excel/2006/main" xmlns="\#(ordinary)"><sheetData>\#(rows)</sheetData></m:macrosheet>"#,
    ])
  func oddParts(_ xml: String) throws {
    #expect(try rawCells(sheetPart(xml)) == ["A1": "7"])
  }

  static let plain = #"<worksheet xmlns="\#(ordinary)"><sheetData>\#(rows)</sheetData></worksheet>"#
  static let alternate =
    #"<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"><sheetData><row r="9"><c><v>1</v></c></row></sheetData></mc:Choice><mc:Fallback/></mc:AlternateContent>"#

  @Test(
    "litter around the container", arguments: [("", "\r\n"), ("HTTP/1.1 200 OK\r\n\r\n", ""), ("\r\n", "</html>\n")])
  func litter(_ before: String, _ after: String) throws {
    let bytes = Array(before.utf8) + WorkbookText(rows: Self.rows).bytes + Array(after.utf8)
    #expect(try rawCells(bytes) == ["A1": "7"])
  }

  @Test(
    "extra fields of a container that are cut, or longer than they say, cost nothing",
    arguments: [[1], [0xfe, 0xca, 16, 0, 1], [0x55, 0x54, 9, 0, 3, 1, 1, 1, 1], [0, 0, 0]] as [[UInt8]])
  func extraFields(_ extra: [UInt8]) throws {
    for before in [[], Array("HTTP/1.1 200 OK\r\n\r\n".utf8)] {
      var zip = ZipWriter(extra: extra)
      for (path, content) in WorkbookText(rows: Self.rows).members { zip.add(path, content) }
      #expect(try rawCells(before + zip.bytes) == ["A1": "7"])
    }
  }

  @Test func `a member whose password is told in a cut extra field is still one with a password`() {
    var zip = ZipWriter(extra: [1])
    for (path, content) in WorkbookText(rows: Self.rows).members {
      zip.add(path, content, isEncrypted: path == "xl/worksheets/sheet1.xml")
    }
    #expect(failure(zip.bytes) == .encryptedMember("xl/worksheets/sheet1.xml"))
  }

  @Test func `a workbook part may stand anywhere, and be found by relationship alone`() throws {
    var workbook = WorkbookText(rows: "")
    let link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    workbook.parts = ["xl/workbook.xml": [], "xl/_rels/workbook.xml.rels": [], "xl/worksheets/sheet1.xml": []]
    workbook.parts["_rels/.rels"] = Array(
      #"<Relationships xmlns="r"><Relationship Id="a" Type="\#(link)/officeDocument" Target="/main.xml"/></Relationships>"#
        .utf8)
    workbook.parts["main.xml"] = Array(
      #"<workbook xmlns="\#(Self.ordinary)" xmlns:r="\#(link)"><sheets><sheet name="甲" sheetId="9" r:id="q"/></sheets></workbook>"#
        .utf8)
    workbook.parts["_rels/main.xml.rels"] = Array(
      #"<Relationships xmlns="r"><Relationship Id="q" Type="\#(link)/worksheet" Target="t.xml"/></Relationships>"#.utf8)
    workbook.parts["t.xml"] = Array(Self.plain.utf8)
    #expect(try rawCells(workbook.bytes) == ["A1": "7"])
  }

  @Test func `blanks around a part's address are no part of it`() throws {
    var workbook = WorkbookText(sheets: [("甲", "<sheetData>\(Self.rows)</sheetData>")])
    workbook.parts["xl/_rels/workbook.xml.rels"] = Array(
      #"<Relationships xmlns="r"><Relationship Id="s0" Type="http://x/worksheet" Target=" worksheets/sheet1.xml "/></Relationships>"#
        .utf8)
    #expect(try rawCells(workbook.bytes) == ["A1": "7"])
  }

  @Test func `a damaged comment part does not cost the cells`() throws {
    var workbook = WorkbookText(rows: Self.rows)
    workbook.parts["xl/worksheets/_rels/sheet1.xml.rels"] = Array(
      #"<Relationships xmlns="x"><Relationship Id="c" Type="http://x/comments" Target="../comments1.xml"/></Relationships>"#
        .utf8)
    workbook.parts["xl/comments1.xml"] = Array("<comments><broken".utf8)
    #expect(try rawCells(workbook.bytes) == ["A1": "7"])
  }

  @Test func `a sheet that is listed without a part is known to be missing, and is not the first choice`() throws {
    var workbook = WorkbookText(sheets: [("甲", "<sheetData/>"), ("乙", "<sheetData/>")])
    workbook.parts["xl/worksheets/sheet1.xml"] = []
    let opened = try Workbook(bytes: workbook.bytes, name: "x")
    #expect(opened.sheets.map(\.isMissing) == [true, false])
    #expect(opened.firstVisibleSheet == 1)
  }

  @Test func `a sheet whose relationship dangles is missing, and not another's part`() throws {
    var workbook = WorkbookText(sheets: [("甲", "<sheetData/>"), ("乙", "<sheetData/>")])
    workbook.parts["xl/_rels/workbook.xml.rels"] = Array(
      #"<Relationships xmlns="r"><Relationship Id="s9" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#
        .utf8)
    let opened = try Workbook(bytes: workbook.bytes, name: "x")
    #expect(opened.sheets.map(\.isMissing) == [true, false])
    #expect(failure(workbook.bytes) == .missingPart("甲"))
  }

  @Test(
    "a needed part without a byte is named",
    arguments: ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
  func emptyPart(_ path: String) {
    var zip = ZipWriter()
    let workbook = WorkbookText(sheets: [("甲", "<sheetData/>")], styles: "<cellXfs/>")
    for (member, content) in workbook.members { zip.add(member, member == path ? [] : content) }
    #expect(failure(zip.bytes) == .emptyPart(path))
  }

  @Test func `a format may be named before its code`() throws {
    let styles =
      #"<cellXfs><xf numFmtId="164"/></cellXfs><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>"#
    let rows = #"<row r="1"><c r="A1"><v>44227</v></c></row>"#
    #expect(try rawCells(WorkbookText(rows: rows, styles: styles).bytes) == ["A1": "2021-01-31"])
  }

  @Test func `a chart sheet has no cells and is not the first choice`() throws {
    var workbook = WorkbookText(sheets: [("图", "<sheetData/>"), ("表", "<sheetData/>")])
    workbook.parts["xl/_rels/workbook.xml.rels"] = Array(
      #"<Relationships xmlns="r"><Relationship Id="s0" Type="http://x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#
        .utf8)
    let opened = try Workbook(bytes: workbook.bytes, name: "x")
    #expect(opened.sheets.map(\.isWorksheet) == [false, true])
    #expect(opened.firstVisibleSheet == 1)
    #expect(failure(workbook.bytes) == .notAWorksheet)
  }

  @Test func `a zip of workbooks opens as a folder`() throws {
    var zip = ZipWriter()
    zip.add("台山/花名册.xlsx", WorkbookText(rows: Self.rows).bytes)
    zip.add("__MACOSX/台山/._花名册.xlsx", [1])
    zip.add("台山/~$花名册.xlsx", [1])
    zip.add("汇总.csv", "a,b")
    #expect(FileKind.detect(bytes: zip.bytes, name: "全县.zip") == .zipOfWorkbooks)
    #expect(try filesInside(zip: zip.bytes, name: "全县.zip").map(\.path) == ["台山/花名册.xlsx", "汇总.csv"])
  }

  @Test(
    "paths that climb out of an archive are refused",
    arguments: ["../x.csv", "/etc/x.csv", "a/../../x.csv", "..\\x.csv", "C:/x.csv"])
  func climbing(_ path: String) {
    var zip = ZipWriter()
    zip.add(path, "a")
    #expect(throws: ReadError.self) { try filesInside(zip: zip.bytes, name: "x.zip") }
  }
}
