import Glibc
import Spreadsheet
import Support
import Testing

/// Rows read by their bytes are the rows that libxml2 reads: the same cells, the same surroundings, the same errors.
struct PlainRowTests {
  /// All that a reading of a file says, sheet by sheet.
  private func told(_ bytes: [UInt8], _ xml: XMLReading) -> [String] {
    do throws(ReadError) {
      let workbook = try Workbook(bytes: bytes, name: "x", xml: xml)
      return workbook.sheets.indices.flatMap { index -> [String] in
        do throws(ReadError) {
          let grid = try workbook.grid(ofSheet: index)
          var lines = grid.rows.map { row in
            "\(row.number) \(row.isHidden) "
              + grid.cells[row.cells].map {
                "\($0.column):\($0.style):\($0.kind):\($0.isFormula):\(grid.isStruck($0)):\(grid.raw($0))"
              }.joined(separator: "|")
          }
          lines += grid.formulas.map { "\($0.key) \($0.value)" }.sorted()
          lines += grid.comments.map { "\($0.key) \($0.value)" }.sorted()
          return lines + ["\(grid.merges) \(grid.hiddenColumns)"]
        } catch {
          return ["\(error.reason)"]
        }
      }
    } catch {
      return ["\(error.reason)"]
    }
  }

  private func expectAgreement(_ bytes: [UInt8], _ comment: @autoclosure () -> String) {
    let plain = told(bytes, .plain)
    let full = told(bytes, .libxml2)
    if plain != full {
      let index = zip(plain, full).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
      Issue.record(
        "\(comment()): line \(index): \(plain.dropFirst(index).first ?? "-") / \(full.dropFirst(index).first ?? "-")")
    }
  }

  @Test("every case of cells", arguments: SheetTests.cases)
  func cases(_ sample: SheetTests.Case) {
    expectAgreement(WorkbookText(rows: sample.rows, shared: sample.shared).bytes, sample.testDescription)
  }

  static let oddRows: [String] = [
    #"<row r="1"><c r="A1" r="B1"><v>1</v></c></row>"#, #"<row r="1" r="2"><c><v>1</v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><v>]]></v></c></row>"#, #"<row r="1"><c r="A1" t="str"><v>a]>b]] ></v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><v>&amp;&#65;&#x4e00;&lt;</v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>"#, #"<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><v>&#13;&#10;&#9;</v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><v>&amp</v></c></row>"#, #"<row r="1"><c r="A1"><v>&#49;2</v></c></row>"#,
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc</v></c></row>\r\n<row><c><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\u{1}</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\u{fffe}</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\u{7f}\u{85}\u{feff}</v></c></row>",
    #"<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>"#,
    #"<row r="1"><c r="A1"><v>1</v><f>B1</f></c></row>"#,
    #"<row r="1"><c r="A1"><is><t>a</t></is><v>2</v></c></row>"#,
    #"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t><t>b</t></is></c></row>"#,
    #"<row r="1"><c r="A1" t="inlineStr"><is><t/></is></c><c r="B1" t="inlineStr"><is></is></c></row>"#,
    #"<row r="1"><c r="A1" t="inlineStr"><v>b_x000D_</v></c><c t="inlineStr"><is><t>_x0041_</t></is></c></row>"#,
    #"<row r="1"><c r="A1" t="e"><f>B1&amp;"&lt;"</f><v>#N/A</v></c></row>"#,
    #"<row r="1"><c r="A1" t="str"><f>B1</f><v></v></c><c><f>C1</f></c><c><f/><v/></c></row>"#,
    #"<row r="1"><c r="A1" t="x"><v>1</v></c></row>"#, #"<row r="1"><c r="A2"><v>1</v></c></row>"#,
    #"<row r="1"><c r="b1"><v>1</v></c></row>"#, #"<row r="01"><c r="A01"><v>1</v></c></row>"#,
    #"<row r="1"><c r="XFE1"><v>1</v></c></row>"#, #"<row r="1048577"/>"#, #"<row r="0"/>"#,
    #"<row r="1" ht="0"><c><v>1</v></c></row><row hidden="true"/>"#,
    #"<row r="1" x14ac:dyDescent="0.2" xmlns:x14ac="urn:x"><c><v>1</v></c></row>"#,
    #"<row r='1'><c r="A1"><v>1</v></c></row>"#, #"<row  r="1"><c r="A1" ><v>1</v></c></row >"#,
    #"<row r="1"><c r="A1" s="99999"><v>1</v></c><c s="7" cm="1" vm="2"><v>1</v></c></row>"#,
    #"<row r="1"><c r="A1" cm="1" cm="1"><v>1</v></c></row>"#,
    #"<row r="1"><c r="A1"><!-- --><v>1</v></c></row>"#, #"<row r="1"><c r="A1"><v>1<!-- -->2</v></c></row>"#,
    #"<row r="1"><c r="A1"><v> 5 </v></c><c t="b"><v> </v></c><c t="s"><v> 0 </v></c></row>"#,
    #"<row r="1"><c r="A1"><extLst/><v>1</v></c></row>"#,
    #"<row r="1"><c r="A1"><v>1</v></c>text<c><v>2</v></c></row>"#,
    #"<row r="1"><c r="A1"><v>1</v></c></row>text<row><c><v>2</v></c></row>"#,
    #"<row r="1"><c r="A1"><v>1</v></c></row></row>"#, #"<row r="1"><c r="A1"><v>1</v></row>"#,
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\n\n<row r=\"2\">\n<c r=\"A2\"><broken</c></row>",
    #"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#, #"<row r="1"><c r="A1" t="s"><v>-1</v></c></row>"#,
    #"<rows/><row><c><v>1</v></c></row>"#, #"<row><cell/><c><v>1</v></c></row>"#,
    #"<row><c t="d"><v>2021-01-31</v></c><c t="b"><v>0</v></c><c t="n"><v>NaN</v></c></row>"#,
  ]

  @Test("rows that are written otherwise or wrongly", arguments: oddRows)
  func odd(_ rows: String) {
    // Plain rows before, so that the change-over comes in the middle.
    for before in ["", #"<row r="1"><c r="A1"><v>9</v></c></row>"#] {
      let bytes = WorkbookText(rows: before + rows, shared: "<si><t>甲</t></si>").bytes
      expectAgreement(bytes, rows)
    }
  }

  private func plainRow(_ number: Int, _ generator: inout SeededGenerator) -> String {
    var row = "<row r=\"\(number)\" spans=\"1:9\"" + (number % 50 == 0 ? " hidden=\"1\"" : "") + ">"
    for column in 1...Int.random(in: 1...9, using: &generator) {
      let at =
        "r=\"\(CellAddress.letters(ofColumn: column))\(number)\" s=\"\(Int.random(in: 0...3, using: &generator))\""
      switch Int.random(in: 0..<9, using: &generator) {
      case 0: row += "<c \(at)><v>\(Int.random(in: -9...99_999, using: &generator))</v></c>"
      case 1: row += "<c \(at)><v>\(Double.random(in: -9...9, using: &generator))</v></c>"
      case 2: row += "<c \(at) t=\"s\"><v>\(Int.random(in: 0...1, using: &generator))</v></c>"
      case 3: row += "<c \(at) t=\"inlineStr\"><is><t>村\(number) &amp; 人_x000D_</t></is></c>"
      case 4: row += "<c \(at) t=\"str\"><f>A1&amp;\"x\"</f><v>石海\(number)</v></c>"
      case 5: row += "<c \(at)><f t=\"shared\" si=\"0\"/><v>4</v></c>"
      case 6: row += "<c \(at) t=\"b\"><v>1</v></c>"
      case 7: row += "<c \(at) t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
      default: row += "<c \(at)/>"
      }
    }
    return row + "</row>" + (number % 7 == 0 ? "\r\n" : "")
  }

  private func book(_ count: Int, _ generator: inout SeededGenerator) -> WorkbookText {
    let rows = (1...count).map { plainRow($0, &generator) }.joined()
    let sheet =
      "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>\(rows)</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
    return WorkbookText(
      sheets: [("甲", sheet)], shared: "<si><t>甲</t></si><si><r><rPr><strike/></rPr><t>乙</t></r></si>",
      styles: stylesText(["0.00", "yyyy-mm-dd", "[h]:mm"]))
  }

  @Test("rows over many pieces of the part, by seed", arguments: 1...4 as ClosedRange<UInt64>)
  func long(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    expectAgreement(book(3_000, &generator).bytes, "seed \(seed)")
  }

  @Test("mutated workbooks, by seed", arguments: 1...4 as ClosedRange<UInt64>)
  func mutated(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var mutation = WorkbookMutation(seed: seed)
    let marks = Array("<>/\"'&;=_ \n\r\t]0A\u{0}".utf8) + [0x80, 0xff]
    let end = ContinuousClock().now + .seconds(FuzzTests.seconds)
    while ContinuousClock().now < end {
      var text = book(Int.random(in: 1...6, using: &generator), &generator)
      if Bool.random(using: &generator) {
        expectAgreement(mutation.next(text), "seed \(seed)")
        continue
      }
      guard var part = text.members.first(where: { $0.path == "xl/worksheets/sheet1.xml" })?.content else { return }
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 150..<part.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: part[index] = marks.randomElement(using: &generator) ?? 0
        case 1: part.remove(at: index)
        case 2: part.insert(marks.randomElement(using: &generator) ?? 0, at: index)
        default: part.insert(contentsOf: part[index..<min(part.count, index + 30)], at: index)
        }
      }
      text.parts["xl/worksheets/sheet1.xml"] = part
      expectAgreement(text.bytes, "seed \(seed): \(String(decoding: part.dropFirst(150), as: UTF8.self))")
    }
  }
}
