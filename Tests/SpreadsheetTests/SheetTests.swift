import Spreadsheet
import Support
import Testing

/// Cells of every type and shape that real programs write.
struct SheetTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var rows: String
    var expected: [String: String]
    var shared: String?

    init(_ name: String, _ rows: String, _ expected: [String: String], shared: String? = nil) {
      testDescription = name
      self.rows = rows
      self.expected = expected
      self.shared = shared
    }
  }

  static let cases: [Case] = [
    Case(
      "numbers", #"<row r="1"><c r="A1"><v>240</v></c><c r="B1" t="n"><v>-1.5E3</v></c></row>"#,
      ["A1": "240", "B1": "-1500"]),
    Case(
      "rows and cells without r=", "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>",
      ["A1": "1", "C1": "3", "A3": "4"]),
    Case(
      "a cell without r= after one with it", #"<row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row>"#,
      ["C5": "1", "D5": "2"]),
    Case(
      "inline strings with CDATA", #"<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a<b&c]]></t></is></c></row>"#,
      ["A1": "a<b&c"]),
    Case("inline strings without their type", #"<row r="1"><c r="A1"><is><t>甲</t></is></c></row>"#, ["A1": "甲"]),
    Case(
      "an inline string of rich runs without its phonetic guide",
      #"<row r="1"><c r="A1" t="inlineStr"><is><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r><rPh sb="0" eb="1"><t>zhāng</t></rPh></is></c></row>"#,
      ["A1": "张三"]),
    Case(
      "shared strings with rich runs, phonetic runs and kept outer spaces",
      #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#,
      ["A1": "村民", "B1": "  空 "],
      shared:
        #"<si><r><t>村</t></r><r><t>民</t></r><rPh sb="0" eb="1"><t>cun</t></rPh><phoneticPr fontId="1"/></si><si><t xml:space="preserve">  空 </t></si>"#
    ),
    Case(
      "_xHHHH_ escapes, also of a surrogate pair and of the escape itself",
      #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#,
      ["A1": "a\r\nb_x000D_😀_xZZZZ_"], shared: "<si><t>a_x000D_\nb_x005F_x000D__xD83D__xDE00__xZZZZ_</t></si>"),
    Case(
      "booleans and errors",
      #"<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#REF!</v></c></row>"#,
      ["A1": "TRUE", "B1": "FALSE", "C1": "#REF!"]),
    Case(
      "ISO dates of type d",
      #"<row r="1"><c r="A1" t="d"><v>2021-01-31</v></c><c r="B1" t="d"><v>2021-01-31T08:30:00.250Z</v></c><c r="C1" t="d"><v>08:30:00</v></c></row>"#,
      ["A1": "2021-01-31", "B1": "2021-01-31T08:30:00.250", "C1": "08:30:00"]),
    Case(
      "formulas with values",
      #"<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>3</v></c><c r="B1" t="str"><f>"甲"</f><v>甲</v></c></row>"#,
      ["A1": "3", "B1": "甲"]),
    Case(
      "formulas without values",
      #"<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>C1</f><v/></c><c r="C1" t="str"><f>""</f><v></v></c></row>"#,
      ["A1": "", "B1": ""]),
    Case(
      "shared and array formulas",
      #"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>4</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c><c r="B2"><f t="array" ref="B2">SUM(A1:A2)</f><v>10</v></c></row>"#,
      ["A1": "4", "A2": "6", "B2": "10"]),
    Case(
      "blanks around values, as indenting writers leave them",
      "<row r=\"1\"><c r=\"A1\"><v>\n  5\n </v></c><c r=\"B1\" t=\"b\"><v> 1 </v></c><c r=\"C1\" t=\"e\"><v>\n#N/A</v></c><c r=\"D1\"><v>\n</v></c></row>",
      ["A1": "5", "B1": "TRUE", "C1": "#N/A"]),
    Case(
      "row numbers as decimals and addresses in lower case",
      #"<row r="3.0"><c r="b3"><v>1</v></c><c r="$D$3"><v>2</v></c></row>"#, ["B3": "1", "D3": "2"]),
    Case("blanks around addresses", #"<row r=" 3 "><c r=" B3 "><v>1</v></c></row>"#, ["B3": "1"]),
    Case("addresses without a sign", #"<row r=""><c r=""><v>1</v></c></row>"#, ["A1": "1"]),
    Case(
      "comments and instructions inside a text",
      #"<row r="1"><c r="A1" t="str"><v>a<!-- c -->b<?p x?>c<![CDATA[<d>]]></v></c></row>"#, ["A1": "abc<d>"]),
    Case(
      "dates of type d before the epoch, with a zone, with fractions that round",
      #"<row r="1"><c r="A1" t="d"><v>1776-07-04</v></c><c r="B1" t="d"><v>2021-01-31T08:30:00+08:00</v></c><c r="C1" t="d"><v>2021-01-31T08:30:00.0006</v></c></row>"#,
      ["A1": "1776-07-04", "B1": "2021-01-31T08:30:00", "C1": "2021-01-31T08:30:00.001"]),
    Case(
      "any number but zero is true",
      #"<row r="1"><c r="A1" t="b"><v>true</v></c><c r="B1" t="b"><v>2</v></c><c r="C1" t="b"><v>FALSE</v></c></row>"#,
      ["A1": "TRUE", "B1": "TRUE", "C1": "FALSE"]),
    Case(
      "numbers at the edges of doubles",
      "<row><c><v>9007199254740993</v></c><c><v>-0</v></c><c><v>4.9E-324</v></c><c><v>1E+308</v></c><c><v>0.1000000000000000055511151231257827</v></c><c><v>1E-5</v></c><c><v>1E16</v></c></row>",
      [
        "A1": "9007199254740992", "B1": "0", "C1": "5e-324", "D1": "1e+308", "E1": "0.1", "F1": "0.00001",
        "G1": "1e+16",
      ]),
    Case(
      "an empty v and styled blanks are no cells",
      #"<row r="1"><c r="A1"><v/></c><c r="B1" s="1"/><c r="C1"><v></v></c></row>"#, [:]),
    Case(
      "unordered rows and cells",
      #"<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row>"#,
      ["A1": "3", "A3": "2", "B3": "1"]),
    Case(
      "duplicate rows and cells, of which the last counts",
      #"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row><row r="1"><c r="B1"><v>3</v></c><c r="A1"><v>4</v></c></row>"#,
      ["A1": "4", "B1": "3"]),
    Case(
      "a cell whose address contradicts its row",
      #"<row r="1"><c r="A1"><v>1</v></c><c r="A4"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>"#,
      ["A1": "1", "A4": "2", "A2": "3"]),
    Case(
      "sparse cells at the sheet's far corner", #"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
      ["XFD1048576": "1"]),
    Case(
      "numbers of seventeen digits",
      #"<row r="1"><c r="A1"><v>171.35999999999999</v></c><c r="B1"><v>4.40781E+17</v></c><c r="C1"><v>0.1</v></c></row>"#,
      ["A1": "171.35999999999999", "B1": "4.40781e+17", "C1": "0.1"]),
    Case("what is no number stays text", #"<row r="1"><c r="A1"><v>约3</v></c></row>"#, ["A1": "约3"]),
    Case(
      "rare and private-use characters, NBSP, U+3000 and zero-width",
      #"<row r="1"><c r="A1" t="str"><v>𠮷&#xE000;&#160;　​</v></c></row>"#,
      ["A1": "𠮷\u{e000}\u{a0}\u{3000}\u{200b}"]),
    Case(
      "a shared index written as a decimal", #"<row r="1"><c r="A1" t="s"><v>0.0</v></c></row>"#, ["A1": "甲"],
      shared: "<si><t>甲</t></si>"),
    Case(
      "a value in the fallback of a choice",
      #"<row r="1"><c r="A1"><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"><v>5</v></mc:Choice><mc:Fallback><v>6</v></mc:Fallback></mc:AlternateContent></c></row>"#,
      ["A1": "6"]),
    Case(
      "dates of type d that are none, or have no serial",
      #"<row r="1"><c r="A1" t="d"><v>2021-02-30</v></c><c r="B1" t="d"><v>1899-12-31</v></c><c r="C1" t="d"><v>2021-01-31T24:00:00</v></c></row>"#,
      ["A1": "2021-02-30", "B1": "1899-12-31", "C1": "2021-02-01"]),
    Case(
      "an escape of half a character stays as it is written",
      #"<row r="1"><c r="A1" t="str"><v>a_xD83D_b_xDE00__x0041_</v></c></row>"#, ["A1": "a_xD83D_b_xDE00_A"]),
    Case(
      "texts of extensions are another program's",
      #"<row r="1"><c r="A1" t="s"><v>0</v></c></row><extLst><ext><row r="9"><c r="A9"><v>9</v></c></row></ext></extLst><row r="2"><c r="A2"><v>1</v></c></row>"#,
      ["A1": "甲", "A2": "1"], shared: "<si><t>甲</t><extLst><ext><t>乙</t></ext></extLst></si>"),
    Case("an empty shared string is blank", #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#, [:], shared: "<si/>"),
  ]

  @Test("cells are read as written", arguments: cases)
  func cellsAreRead(_ sample: Case) throws {
    #expect(try rawCells(WorkbookText(rows: sample.rows, shared: sample.shared).bytes) == sample.expected)
  }

  @Test func `a cell's value is what stands in it once and directly`() throws {
    let nested = #"<row r="1"><c r="A1"><v>5</v><extLst><ext><v>6</v></ext></extLst></c></row>"#
    #expect(try rawCells(WorkbookText(rows: nested).bytes) == ["A1": "5"])
    let twice = WorkbookText(rows: #"<row r="1"><c r="A1"><v>5</v><v>6</v></c></row>"#).bytes
    #expect(failure(twice) == .secondValue(CellAddress(row: 1, column: 1)))
    for inner in ["<v>5<b>6</b>7</v>", "<v>5<v>6</v></v>"] {
      let within = WorkbookText(rows: #"<row r="1"><c r="A1">\#(inner)</c></row>"#).bytes
      #expect(failure(within) == .secondValue(CellAddress(row: 1, column: 1)))
    }
  }

  @Test func `a formula without a value keeps its text and says so`() throws {
    let bytes = WorkbookText(
      rows: #"<row r="1"><c r="A1"><f>[1]表!B1</f></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#
    ).bytes
    let grid = try Workbook(bytes: bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.cells.map(\.kind) == [.noValue, .error])
    #expect(grid.cells.map(\.isFormula) == [true, true])
    #expect(grid.formulas == [CellAddress(row: 1, column: 1): "[1]表!B1", CellAddress(row: 1, column: 2): "1/0"])
  }

  @Test func `merged ranges are listed and values under them stay`() throws {
    let sheet = """
      <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>
      <mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>
      """
    let grid = try Workbook(bytes: WorkbookText(sheets: [("甲", sheet)]).bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.merges.map(\.description) == ["A1:B2"])
    #expect(grid.cells.count == 2)
  }

  @Test func `hidden rows and columns are known, by flag and by size`() throws {
    let sheet = """
      <cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="6" width="9"/></cols>
      <sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0"/><row r="3"><c r="A3"><v>1</v></c></row></sheetData>
      """
    let grid = try Workbook(bytes: WorkbookText(sheets: [("甲", sheet)]).bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.hiddenColumns == [2...3, 5...5])
    #expect(grid.rows.map(\.isHidden) == [true, true, false])
  }

  @Test func `a wrong or huge dimension and a million styled blank rows cost nothing`() throws {
    var rows = ""
    for row in 1...20_000 { rows += #"<row r="\#(row)" s="1" customFormat="1"><c r="A\#(row)" s="1"/></row>"# }
    let sheet = #"<dimension ref="A1:XFD1048576"/><sheetData>\#(rows)</sheetData>"#
    let grid = try Workbook(bytes: WorkbookText(sheets: [("甲", sheet)]).bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.rows.isEmpty)
  }

  @Test func `text that is struck through is known by font and by runs`() throws {
    let shared = """
      <si><t>字体</t></si><si><r><rPr><strike/></rPr><t>全</t></r><r><rPr><strike val="1"/></rPr><t>删</t></r></si>
      <si><r><rPr><strike/></rPr><t>半</t></r><r><rPr><b/></rPr><t>删</t></r></si>
      """
    let rows =
      #"<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>0</v></c><c r="E1" s="1" t="s"><v>2</v></c></row>"#
    let bytes = WorkbookText(rows: rows, shared: shared, styles: stylesText(["0"], struck: [1])).bytes
    let grid = try Workbook(bytes: bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.cells.map { grid.isStruck($0) } == [true, true, false, false, false])
  }

  @Test func `comments are read with their cells`() throws {
    var text = WorkbookText(rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"#)
    text.parts["xl/worksheets/_rels/sheet1.xml.rels"] = Array(
      #"<Relationships xmlns="x"><Relationship Id="c" Type="http://x/comments" Target="../comments1.xml"/></Relationships>"#
        .utf8)
    text.parts["xl/comments1.xml"] = Array(
      #"<comments xmlns="y"><authors><author>甲</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>说</t></r><r><t>明</t></r></text></comment></commentList></comments>"#
        .utf8)
    let grid = try Workbook(bytes: text.bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.comments == [CellAddress(row: 2, column: 2): "说明"])
  }

  @Test func `streamed rows are the grid's rows`() throws {
    var rows = ""
    for row in 1...500 {
      rows += #"<row r="\#(row)"><c r="A\#(row)" t="str"><v>村\#(row)</v></c><c r="B\#(row)"><v>\#(row)</v></c></row>"#
    }
    let workbook = try Workbook(bytes: WorkbookText(rows: rows).bytes, name: "x")
    let grid = try workbook.grid(ofSheet: 0)
    var streamed: [String] = []
    try workbook.forEachRow(ofSheet: 0) { row in
      streamed += row.cells.map { row.raw($0) }
      #expect(row.texts.count <= 1)
      return row.number < 499
    }
    #expect(streamed == grid.cells.prefix(998).map { grid.raw($0) })
  }
}
