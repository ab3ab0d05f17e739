import Spreadsheet
import Support
import Testing

/// Files that are damaged or mean harm end in a clear error.
struct HostileTests {
  private func sheet(_ xml: String) -> [UInt8] {
    var workbook = WorkbookText(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = Array(xml.utf8)
    return workbook.bytes
  }

  @Test(
    "every DOCTYPE is refused",
    arguments: [
      #"<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>"#,
      #"<!DOCTYPE x SYSTEM "file:///etc/hostname"><worksheet/>"#,
      #"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/x">]><worksheet><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>"#,
    ])
  func doctype(_ xml: String) {
    #expect(failure(sheet(xml)) == .doctype("xl/worksheets/sheet1.xml"))
  }

  @Test func `a shared string index out of range names its cell`() {
    let bytes = WorkbookText(rows: #"<row r="2"><c r="B2" t="s"><v>5</v></c></row>"#, shared: "<si><t>甲</t></si>").bytes
    #expect(failure(bytes) == .sharedStringOutOfRange(CellAddress(row: 2, column: 2), index: "5", count: 1))
  }

  @Test(
    "cells outside the sheet are refused",
    arguments: [
      #"<row r="1048577"><c><v>1</v></c></row>"#, #"<row r="1"><c r="XFE1"><v>1</v></c></row>"#, #"<row r="0"/>"#,
      #"<row r="1"><c r="A99999999999"><v>1</v></c></row>"#, #"<row r="1"><c r="AAAAAAAAAAAAAA1"><v>1</v></c></row>"#,
    ])
  func outside(_ rows: String) {
    guard case .cellOutside = failure(WorkbookText(rows: rows).bytes) else {
      Issue.record("not refused")
      return
    }
  }

  @Test func `broken XML is named with its part and line`() {
    #expect(
      failure(sheet("<worksheet>\n<sheetData>\n<row></worksheet>"))
        == .brokenXML(part: "xl/worksheets/sheet1.xml", line: 3))
    #expect(failure(sheet("<worksheet><sheetData>")) != nil)
    #expect(failure(sheet(" ")) != nil)
  }

  @Test func `elements nested past all reason are refused`() {
    let deep = String(repeating: "<a>", count: 300)
    #expect(failure(sheet("<worksheet>" + deep)) == .tooDeep("xl/worksheets/sheet1.xml"))
  }

  @Test func `a bad checksum is named`() {
    var zip = ZipWriter()
    zip.add("xl/workbook.xml", Array(#"<workbook><sheets/></workbook>"#.utf8), spoilsChecksum: true)
    #expect(failure(zip.bytes) == .badChecksum("xl/workbook.xml"))
  }

  @Test func `an encrypted member is named`() {
    var zip = ZipWriter()
    zip.add("xl/workbook.xml", Array(#"<workbook><sheets/></workbook>"#.utf8), isEncrypted: true)
    #expect(failure(zip.bytes) == .encryptedMember("xl/workbook.xml"))
  }

  @Test func `two different members for one part are refused, two equal ones are not`() {
    func workbook(_ second: String) -> [UInt8] {
      var zip = ZipWriter()
      let first = #"<workbook><sheets><sheet name="甲"/></sheets></workbook>"#
      zip.add("xl/workbook.xml", first)
      zip.add("XL/Workbook.xml", second.isEmpty ? first : second)
      zip.add("xl/worksheets/sheet1.xml", "<worksheet/>")
      return zip.bytes
    }
    #expect(failure(workbook("<workbook/>")) == .duplicateMember("xl/workbook.xml"))
    #expect(failure(workbook("")) == nil)
  }

  @Test func `members that share bytes are refused`() {
    var zip = ZipWriter()
    zip.add("xl/workbook.xml", "<workbook><sheets/></workbook>")
    zip.add("xl/styles.xml", "<styleSheet/>")
    var bytes = zip.bytes
    // The second record of the directory is made to point at the first member.
    let records = bytes.indices.dropLast(4).filter { Array(bytes[$0..<($0 + 4)]) == [0x50, 0x4b, 1, 2] }
    for offset in 42..<46 { bytes[records[1] + offset] = 0 }
    #expect(failure(bytes) == .overlappingMembers("xl/styles.xml", "xl/workbook.xml"))
  }

  @Test func `more cell formats than a cell can name are refused`() {
    let styles = "<cellXfs>" + String(repeating: #"<xf numFmtId="14"/>"#, count: 65_537) + "</cellXfs>"
    #expect(failure(WorkbookText(rows: "", styles: styles).bytes) == .tooManyStyles(limit: 65_536))
  }

  @Test func `an element with thousands of attributes is refused`() {
    let attributes = (0..<50_000).map { " a\($0)=\"1\"" }.joined()
    #expect(
      failure(sheet("<worksheet><sheetData><row\(attributes)/></sheetData></worksheet>"))
        == .tooManyAttributes("xl/worksheets/sheet1.xml"))
  }

  @Test func `a copy cut short at any place is an error, never a crash`() {
    let whole = WorkbookText(rows: #"<row r="1"><c r="A1"><v>7</v></c></row>"#).bytes
    for length in stride(from: 4, to: whole.count - 1, by: 7) {
      #expect(failure(Array(whole.prefix(length))) == .unreadable(.truncatedZip))
    }
  }

  @Test func `bounds hold and can be raised`() {
    var limits = Limits.standard
    limits.memberBytes = 100
    let bytes = WorkbookText(rows: #"<row r="1"><c r="A1"><v>7</v></c></row>"#).bytes
    guard case .memberTooLarge = failure(bytes, limits: limits) else {
      Issue.record("not refused")
      return
    }
    #expect(failure(bytes, limits: limits.raised(by: 100)) == nil)
    limits = .standard
    limits.zipMembers = 2
    #expect(failure(bytes, limits: limits) == .tooManyMembers(count: 4, limit: 2))
    limits = .standard
    limits.gridCells = 0
    #expect(failure(bytes, limits: limits) == .tooManyCells(limit: 0))
  }

  @Test func `a merge flood is bounded and ten thousand merges are not`() throws {
    let merges = (1...10_000).map { #"<mergeCell ref="A\#($0):B\#($0)"/>"# }.joined()
    let bytes = WorkbookText(sheets: [("甲", "<sheetData/><mergeCells>\(merges)</mergeCells>")]).bytes
    #expect(try Workbook(bytes: bytes, name: "x").grid(ofSheet: 0).merges.count == 10_000)
    var limits = Limits.standard
    limits.merges = 100
    #expect(failure(bytes, limits: limits) == .tooManyMerges(limit: 100))
  }

  @Test("every message says what to do, in both languages, without a path of the machine", arguments: FileKind.allCases)
  func messages(_ kind: FileKind) {
    guard kind != .xlsx, kind != .csv else { return }
    let error = ReadError(file: "台山/表.xlsx", sheet: "甲", reason: .unreadable(kind))
    for language in [ReadLanguage.zh, .en] {
      #expect(error.explanation(language).count > 5)
      #expect(!error.remedy(language).isEmpty)
      #expect(!error.explanation(language).contains("/work"))
    }
  }
}
