import Pipeline
import Spreadsheet
import Support
import Testing

/// What `extract` refuses, and how it says so.
struct ExtractionTests {
  private func message(_ extraction: Extraction, _ bytes: [UInt8]) throws -> (what: String, mend: String) {
    let error = #expect(throws: ExtractionError.self) {
      try extraction.print(bytes: bytes, name: "表", to: { _ in })
    }
    #expect(error?.isUsage == true)
    return try #require(error).message(.en)
  }

  @Test func `a CSV has no second sheet, and no name to suggest`() throws {
    var extraction = Extraction()
    extraction.sheet = "2"
    let (what, mend) = try message(extraction, Array("a,b\n".utf8))
    #expect(what == "a text file (CSV) has one table, and no sheet \"2\"")
    #expect(mend.contains("leave --sheet out"))
    extraction.sheet = "1"
    #expect(throws: Never.self) { try extraction.print(bytes: Array("a,b\n".utf8), name: "表", to: { _ in }) }
  }

  @Test func `a sheet is found without the blanks around its name, but for two of one name`() throws {
    func printed(_ sheet: String, _ names: [String]) throws -> String {
      var extraction = Extraction()
      extraction.sheet = sheet
      let cells = names.map { "<sheetData><row><c t=\"str\"><v>\($0)</v></c></row></sheetData>" }
      let workbook = WorkbookText(sheets: Array(zip(names, cells)))
      var output: [UInt8] = []
      _ = try extraction.print(bytes: workbook.bytes, name: "表", to: { output += $0 })
      return String(decoding: output, as: UTF8.self).filter { $0 != "\n" }
    }
    #expect(try printed("A", ["B", " A "]) == " A ")
    #expect(try printed(" A", ["A", " A"]) == " A")
    #expect(throws: ExtractionError.self) { try printed("A", [" A", "A "]) }
  }

  @Test func `a workbook that has none of its sheets is not read as an empty one`() throws {
    var extraction = Extraction()
    extraction.isAll = true
    var workbook = WorkbookText(sheets: [("甲", "<sheetData/>"), ("乙", "<sheetData/>")])
    workbook.parts["xl/worksheets/sheet1.xml"] = []
    #expect(try extraction.print(bytes: workbook.bytes, name: "表", to: { _ in }).missing == ["甲"])
    workbook.parts["xl/worksheets/sheet2.xml"] = []
    let error = #expect(throws: ReadError.self) {
      try extraction.print(bytes: workbook.bytes, name: "表", to: { _ in })
    }
    #expect(error?.reason == .missingPart("甲"))
  }
}
