import Spreadsheet
import Support
import Testing

/// Dates at the end of the calendar, and in other countries' built-in formats.
struct CalendarTests {
  private func shown(_ code: String, _ value: String, is1904: Bool = false) throws -> String? {
    var text = WorkbookText(rows: #"<row r="1"><c r="A1" s="1"><v>\#(value)</v></c></row>"#, styles: stylesText([code]))
    if is1904 { text.properties = #"date1904="1""# }
    return try shownCells(text.bytes)["A1"]
  }

  @Test func `a moment just before the end is not rounded out of the calendar`() throws {
    let rows = #"<row r="1"><c r="A1" s="1"><v>2958465.999999999</v></c></row>"#
    let text = WorkbookText(rows: rows, styles: stylesText(["yyyy-mm-dd"]))
    #expect(try rawCells(text.bytes) == ["A1": "9999-12-31T23:59:59.999"])
  }

  @Test func `the last day of the calendar ends in it, and the next serial is a number`() throws {
    #expect(try shown("yyyy-mm-dd hh:mm:ss", "2958465.9999999") == "9999-12-31 23:59:59")
    #expect(try shown("yyyy-mm-dd", "2958466") == "2958466")
    #expect(try shown("yyyy-mm-dd", "2957003", is1904: true) == "9999-12-31")
    #expect(try shown("yyyy-mm-dd", "2957004", is1904: true) == "2957004")
    #expect(try shown("hh:mm:ss", "44227.99999999") == "00:00:00")
    #expect(try shown("[h]:mm", "3000000") == "3000000")
  }

  @Test func `durations have no calendar that they could end with`() throws {
    #expect(try shown("[h]:mm", "2957004", is1904: true) == "70968096:00")
    #expect(try shown("[h]:mm:ss", "2957003.9999999999", is1904: true) == "70968096:00:00")
    #expect(try shown("[h]:mm", "2958466", is1904: true) == "2958466")
  }

  @Test(
    "built-in formats of Thailand",
    arguments: [
      (59, "44228"), (62, "44,227.50"), (71, "31/1/2564"), (72, "31-Jan-64"), (74, "Jan-64"), (77, "31/1/2564 12:00"),
      (76, "12:00:00"), (81, "31/1/64"), (82, "44227.5"),
    ])
  func thai(_ number: Int, _ shown: String) throws {
    let styles = #"<cellXfs><xf numFmtId="\#(number)"/></cellXfs>"#
    let bytes = WorkbookText(rows: #"<row r="1"><c r="A1" s="0"><v>44227.5</v></c></row>"#, styles: styles).bytes
    #expect(try shownCells(bytes) == ["A1": shown])
  }
}
