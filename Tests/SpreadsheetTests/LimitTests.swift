import Spreadsheet
import Support
import Testing

/// Each bound ends in its own hard error before memory is taken, never in less than what the file holds; what may rise rises.
struct LimitTests {
  private static func packed(_ xml: String, members: Int = 0) -> [UInt8] {
    var workbook = WorkbookText(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = Array(xml.utf8)
    for number in 0..<members { workbook.parts["xl/media/\(number).png"] = [1] }
    return workbook.bytes
  }

  private static func nested(_ depth: Int) -> String {
    "<worksheet>" + String(repeating: "<a>", count: depth - 1) + String(repeating: "</a>", count: depth - 1)
      + "</worksheet>"
  }

  @Test func `the bounds are those of the trusted readers`() {
    let limits = Limits.standard
    #expect(limits.zipRatio == 100)
    #expect(limits.zipRatioGrace == 16 * 1_048_576)
    #expect(limits.zipMembers == 1_000)
    #expect(limits.memberBytes == 256 * 1_048_576)
    #expect(limits.fileBytes == 1_024 * 1_048_576)
    #expect(limits.xmlDepth == 256)
    #expect(limits.textBytes == 10 * 1_048_576)
    #expect(limits.rows == 1_048_576 && limits.records == limits.rows)
    #expect(limits.columns == 16_384 && limits.fields == limits.columns)
  }

  @Test func `a member that unzips to over a hundred times its size is refused past so much only`() {
    // Blanks shrink a thousandfold.
    func sheet(_ bytes: Int) -> [UInt8] {
      var zip = ZipWriter()
      for (path, content) in WorkbookText(rows: "").members where path != "xl/worksheets/sheet1.xml" {
        zip.add(path, content)
      }
      zip.add("xl/worksheets/sheet1.xml", before: "<worksheet>", blanks: bytes, after: "</worksheet>")
      return zip.bytes
    }
    var limits = Limits.standard
    #expect(failure(sheet(200 << 10), limits: limits) == nil)
    limits.zipRatioGrace = 100 << 10
    #expect(failure(sheet(90 << 10), limits: limits) == nil)
    #expect(failure(sheet(200 << 10), limits: limits) == .zipBomb("xl/worksheets/sheet1.xml", limit: 100))
    #expect(failure(sheet(200 << 10), limits: limits.raised(by: 20)) == nil)
  }

  @Test func `a thousand members are read, one more is refused`() {
    let usual = WorkbookText(rows: "").members.count
    #expect(failure(Self.packed("<worksheet/>", members: 1_000 - usual)) == nil)
    let over = Self.packed("<worksheet/>", members: 1_001 - usual)
    #expect(failure(over) == .tooManyMembers(count: 1_001, limit: 1_000))
    #expect(failure(over, limits: .standard.raised(by: 2)) == nil)
  }

  @Test func `a member, and all that is read of a file, may be so large`() {
    var limits = Limits.standard
    limits.memberBytes = 10_000
    let small = Self.packed("<worksheet>" + String(repeating: "<a/>", count: 2_000) + "</worksheet>")
    let large = Self.packed("<worksheet>" + String(repeating: "<a/>", count: 3_000) + "</worksheet>")
    #expect(failure(small, limits: limits) == nil)
    #expect(failure(large, limits: limits) == .memberTooLarge("xl/worksheets/sheet1.xml", limit: 10_000))
    #expect(failure(large, limits: limits.raised(by: 2)) == nil)
    limits = .standard
    limits.fileBytes = 9_000
    #expect(failure(small, limits: limits) == nil)
    #expect(failure(large, limits: limits) == .fileTooLarge(limit: 9_000))
    #expect(failure(large, limits: limits.raised(by: 2)) == nil)
  }

  @Test func `elements nest 256 deep and no deeper`() {
    #expect(failure(Self.packed(Self.nested(256))) == nil)
    #expect(failure(Self.packed(Self.nested(257))) == .tooDeep("xl/worksheets/sheet1.xml"))
  }

  @Test func `a text of 10 MiB is read, a longer one is refused, in a workbook and in a CSV`() throws {
    let whole = String(repeating: "x", count: 10 << 20)
    func sheet(_ text: String) -> [UInt8] {
      Self.packed(#"<worksheet><sheetData><row><c t="str"><v>\#(text)</v></c></row></sheetData></worksheet>"#)
    }
    #expect(failure(sheet(whole)) == nil)
    #expect(failure(sheet(whole + "x")) == .textTooLong(limit: 10 << 20))
    #expect(failure(sheet(whole + "x"), limits: .standard.raised(by: 2)) == nil)
    #expect(failure(Array("a,\(whole)\n".utf8)) == nil)
    #expect(failure(Array("a,\(whole)x\n".utf8)) == .textTooLong(limit: 10 << 20))
    #expect(failure(Array("a,\"\(whole)x\"\n".utf8)) == .textTooLong(limit: 10 << 20))
    #expect(failure(Array("a,\(whole)x\n".utf8), limits: .standard.raised(by: 2)) == nil)
  }

  @Test func `a sheet has 1,048,576 rows and 16,384 columns, whatever is raised`() {
    func sheet(_ cell: String) -> [UInt8] {
      Self.packed("<worksheet><sheetData><row><c r=\"\(cell)\"><v>1</v></c></row></sheetData></worksheet>")
    }
    #expect(failure(sheet("XFD1048576")) == nil)
    #expect(failure(sheet("XFE1")) == .cellOutside("XFE1"))
    #expect(failure(sheet("R1C2")) == .cellOutside("R1C2"))
    #expect(failure(sheet("A1048577"), limits: .standard.raised(by: 9)) == .cellOutside("A1048577"))
  }

  @Test func `a CSV has as many fields in a record as a sheet has columns`() throws {
    func line(_ fields: Int) -> [UInt8] { Array(Array(repeating: "1", count: fields).joined(separator: ",").utf8) }
    #expect(failure(line(16_384), name: "x.csv") == nil)
    #expect(failure(line(16_385), name: "x.csv") == .tooManyFields(record: 1, limit: 16_384))
    #expect(failure(line(16_385), name: "x.csv", limits: .standard.raised(by: 2)) == nil)
    // Blanks past the last column are no cells.
    #expect(failure(line(9) + Array(repeating: UInt8(ascii: ","), count: 20_000), name: "x.csv") == nil)
  }

  @Test func `a CSV has as many records as a sheet has rows`() throws {
    func lines(_ records: Int) -> [UInt8] { Array(String(repeating: "1\n", count: records).utf8) }
    #expect(failure(lines(1_048_576), name: "x.csv") == nil)
    #expect(failure(lines(1_048_577), name: "x.csv") == .tooManyRecords(limit: 1_048_576))
    #expect(failure(lines(1_048_577), name: "x.csv", limits: .standard.raised(by: 2)) == nil)
  }

  @Test func `cells, texts, sheets, merges and formats are counted`() {
    var limits = Limits.standard
    limits.gridCells = 3
    limits.texts = 2
    let three = Array("1,1,1\n".utf8)
    #expect(failure(three, name: "x.csv", limits: limits) == nil)
    #expect(failure(three + three, name: "x.csv", limits: limits) == .tooManyCells(limit: 3))
    #expect(failure(three + three, name: "x.csv", limits: limits.raised(by: 2)) == nil)
    #expect(failure(Array("1,2,3\n".utf8), name: "x.csv", limits: limits) == .tooManyTexts(limit: 2))
    #expect(failure(Array("1,2,3\n".utf8), name: "x.csv", limits: limits.raised(by: 2)) == nil)
    limits.sheets = 1
    let two = WorkbookText(sheets: [("甲", ""), ("乙", "")]).bytes
    #expect(failure(two, limits: limits) == .tooManySheets(limit: 1))
    #expect(failure(two, limits: limits.raised(by: 2)) == nil)
  }
}
