import Testing

@testable import Spreadsheet

@Suite struct ReadingTests {
  private func cells(_ text: String, _ name: String = "a.csv") throws -> [[String]] {
    let workbook = try Workbook(bytes: Array(text.utf8), name: name)
    let grid = try workbook.grid(ofSheet: 0)
    return grid.rows.map { row in row.cells.map { grid.raw(grid.cells[$0]) } }
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `any line end separates records`(_ end: String) throws {
    #expect(try cells("村,人数\(end)甲,3\(end)乙,\"8,640\"\(end)") == [["村", "人数"], ["甲", "3"], ["乙", "8,640"]])
  }

  @Test(arguments: [",", ";", "\t"]) func `the delimiter is found by looking`(_ delimiter: String) throws {
    let rows = [["镇", "村", "金额"], ["东", "甲", "1"], ["西", "乙", "2"]]
    #expect(try cells(rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n")) == rows)
  }

  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600), "a.xlsx"),
      (Array("%PDF-1.4".utf8), "a.xlsx"),
      ([0x50, 0x4B, 3, 4, 20, 0, 0, 0], "a.xlsx"), ([], "a.xlsx"),
      (Array("<html><table></table></html>".utf8), "a.xls"),
    ] as [([UInt8], String)])
  func `what is no workbook is refused with a reason and a remedy`(_ bytes: [UInt8], _ name: String) throws {
    let error = #expect(throws: ReadError.self) { try Workbook(bytes: bytes, name: name) }
    #expect(error?.explanation(.zh).isEmpty == false && error?.remedy(.en).isEmpty == false)
  }

  @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (16_384, "XFD")]) func `columns have letters`(
    _ column: Int, _ letters: String
  ) {
    #expect(CellAddress.letters(ofColumn: column) == letters)
    #expect(CellAddress(a1: letters + "7") == CellAddress(row: 7, column: column))
  }

  @Test(arguments: [
    (171.36, "171.36"), (0.1, "0.1"), (1e15, "1000000000000000"), (1.5e20, "1.5e+20"), (240, "240"),
  ])
  func `numbers are the shortest decimal that reads back`(_ number: Double, _ text: String) {
    #expect(shortestDecimal(number) == text)
  }
}
