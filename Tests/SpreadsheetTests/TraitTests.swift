import Spreadsheet
import Support
import Testing

/// Every trait of real programs' workbooks is read as it was meant.
struct TraitTests {
  @Test("a trait of real programs", arguments: WorkbookTrait.allCases)
  func trait(_ trait: WorkbookTrait) throws {
    let sample = trait.sample
    for xml in [XMLReading.plain, .libxml2] {
      let workbook = try Workbook(bytes: sample.bytes, name: "表", xml: xml)
      #expect(workbook.kind == .xlsx)
      let first = try #require(workbook.firstVisibleSheet)
      let grid = try workbook.grid(ofSheet: first)
      #expect(cells(of: grid, grid.raw) == sample.cells)
      let facts = try WorkbookTrait.facts(of: workbook)
      for fact in sample.facts { #expect(facts.contains(fact), "\(facts)") }
    }
  }
}

extension WorkbookTrait {
  private static let namespace = WorkbookText.namespace
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let seven = #"<row r="1"><c r="A1"><v>7</v></c></row>"#

  // A workbook whose sheet part is a text of its own.
  private static func sheetPart(_ text: String) -> WorkbookText { sheetPart(Array(text.utf8)) }

  private static func sheetPart(_ bytes: [UInt8]) -> WorkbookText {
    var workbook = WorkbookText(rows: "")
    workbook.parts["xl/worksheets/sheet1.xml"] = bytes
    return workbook
  }

  private static func whole(_ rows: String) -> String {
    #"<worksheet xmlns="\#(namespace)"><sheetData>\#(rows)</sheetData></worksheet>"#
  }

  // Serials of 31 January 2021, each under a format.
  private static func dated(_ numbers: ClosedRange<Int>, _ value: String = "44227") -> WorkbookText {
    let formats = numbers.map { #"<xf numFmtId="\#($0)"/>"# }.joined()
    let row = numbers.indices.enumerated().map { #"<c s="\#($0.offset)"><v>\#(value)</v></c>"# }.joined()
    return WorkbookText(rows: "<row>\(row)</row>", styles: "<cellXfs>\(formats)</cellXfs>")
  }

  private static func across(_ values: [String]) -> [String: String] {
    var cells: [String: String] = [:]
    for (index, value) in values.enumerated() {
      cells[CellAddress(row: 1, column: index + 1).description] = value
    }
    return cells
  }

  private static func wide(_ text: String) -> [UInt8] {
    [0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
  }

  private static func related(_ lines: [(type: String, target: String)]) -> [UInt8] {
    let lines = lines.enumerated().map {
      #"<Relationship Id="s\#($0.offset)" Type="\#(office)/\#($0.element.type)" Target="\#($0.element.target)"/>"#
    }
    return Array(#"<Relationships xmlns="r">\#(lines.joined())</Relationships>"#.utf8)
  }

  /// The trait's case.
  var sample: Case {
    let seven = ["A1": "7"]
    switch self {
    case .prefixedElements:
      return Case(
        Self.sheetPart(
          #"<x:worksheet xmlns:x="\#(Self.namespace)"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"#
        ), seven)
    case .strictNamespaces:
      let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
      return Case(
        Self.sheetPart(#"<worksheet xmlns="\#(strict)"><sheetData>\#(Self.seven)</sheetData></worksheet>"#), seven)
    case .wideParts:
      return Case(
        Self.sheetPart(Self.wide(#"<?xml version="1.0" encoding="UTF-16"?>"# + Self.whole(Self.seven))), seven)
    case .markedParts: return Case(Self.sheetPart("\u{feff}" + Self.whole(Self.seven)), seven)
    case .absoluteTargets:
      var text = WorkbookText(rows: Self.seven)
      text.parts["xl/_rels/workbook.xml.rels"] = Self.related([("worksheet", "/xl/worksheets/sheet1.xml")])
      return Case(text, seven)
    case .relationshipsByType:
      var text = WorkbookText(rows: #"<row><c t="s"><v>0</v></c></row>"#)
      text.parts["xl/_rels/workbook.xml.rels"] = Self.related([
        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "odd/words.bin"),
      ])
      text.parts["xl/odd/words.bin"] = Array(#"<sst xmlns="\#(Self.namespace)"><si><t>甲</t></si></sst>"#.utf8)
      return Case(text, ["A1": "甲"])
    case .backslashes, .oddCase:
      var text = WorkbookText(rows: "")
      text.parts["xl/worksheets/sheet1.xml"] = []
      let member = self == .backslashes ? "xl\\worksheets\\sheet1.xml" : "XL/WorkSheets/Sheet1.XML"
      text.parts[member] = Array(Self.whole(Self.seven).utf8)
      text.parts["xl/_rels/workbook.xml.rels"] = Self.related([
        ("worksheet", self == .backslashes ? "worksheets\\sheet1.xml" : "worksheets/sheet1.xml")
      ])
      return Case(text, seven)
    case .descriptors:
      var sample = Case(Self.seven, seven)
      sample.zip = ZipWriter(hasDescriptors: true)
      return sample
    // What the writer makes where nothing is asked of it.
    case .bare: return Case(Self.seven, seven)
    case .macroWorkbook:
      var text = WorkbookText(rows: Self.seven)
      let type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
      text.parts["[Content_Types].xml"] = Array(
        #"<Types xmlns="t"><Override PartName="/xl/workbook.xml" ContentType="\#(type)"/></Types>"#.utf8)
      text.parts["xl/vbaProject.bin"] = [0xd0, 0xcf, 0x11, 0xe0]
      return Case(text, seven)
    case .litter:
      var text = WorkbookText(rows: Self.seven)
      text.parts["xl/workbook.xml"] = Array(
        #"<workbook xmlns="\#(Self.namespace)" xmlns:r="\#(Self.office)"><sheets><sheet name="甲" sheetId="1" r:id="s0"/></sheets><externalReferences><externalReference r:id="s1"/></externalReferences><definedNames><definedName name="sheet">甲!$A$1</definedName></definedNames><pivotCaches><pivotCache cacheId="1" r:id="s2"/></pivotCaches></workbook>"#
          .utf8)
      text.parts["xl/_rels/workbook.xml.rels"] = Self.related([
        ("worksheet", "worksheets/sheet1.xml"), ("externalLink", "externalLinks/externalLink1.xml"),
        ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"), ("theme", "theme/theme1.xml"),
        ("calcChain", "calcChain.xml"),
      ])
      for part in ["externalLinks/externalLink1", "pivotCache/pivotCacheDefinition1", "theme/theme1", "calcChain"] {
        text.parts["xl/\(part).xml"] = Array("<row><c><v>1</v></c></row>".utf8)
      }
      return Case(text, seven)
    case .rowsWithoutNumbers:
      return Case("<row><c><v>1</v></c></row><row/><row><c><v>3</v></c></row>", ["A1": "1", "A3": "3"])
    case .cellsWithoutAddresses:
      return Case(
        #"<row r="4"><c><v>1</v></c><c r="C4"><v>3</v></c><c><v>4</v></c></row>"#, ["A4": "1", "C4": "3", "D4": "4"])
    case .unorderedRows:
      return Case(
        #"<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row>"#,
        ["A1": "3", "A3": "2", "B3": "1"])
    case .duplicateRows:
      return Case(
        #"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1"><c r="A1"><v>3</v></c></row>"#,
        ["A1": "3", "B1": "2"])
    case .wrongDimension:
      return Case(sheet: #"<dimension ref="C3:D4"/><sheetData>\#(Self.seven)</sheetData>"#, seven)
    case .emptySheet: return Case(sheet: "<sheetData/>", [:])
    case .lastRow: return Case(#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#, ["A1048576": "1"])
    case .lastColumn: return Case(#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#, ["XFD1": "1"])
    case .underMerge:
      return Case(
        sheet:
          #"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>"#,
        ["A1": "1", "B1": "2"], facts: ["merge A1:B1"])
    case .characterData:
      return Case(#"<row><c t="inlineStr"><is><t><![CDATA[a<b&c]]></t></is></c></row>"#, ["A1": "a<b&c"])
    case .richRuns:
      let runs =
        #"<r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhāng</t></rPh><phoneticPr fontId="1"/>"#
      return Case(
        #"<row><c t="s"><v>0</v></c><c t="inlineStr"><is>\#(runs)</is></c></row>"#, ["A1": "张 三", "B1": "张 三"],
        shared: "<si>\(runs)</si>")
    case .escapes:
      return Case(
        #"<row><c t="s"><v>0</v></c><c t="str"><v>a_x000D_b</v></c><c t="inlineStr"><is><t>_x005F_x000D_</t></is></c></row>"#,
        ["A1": "\r\n", "B1": "a\rb", "C1": "_x000D_"], shared: "<si><t>_x000D_\n</t></si>")
    case .outerSpaces:
      return Case(
        #"<row><c t="s"><v>0</v></c><c t="str"><v> b </v></c></row>"#, ["A1": " a ", "B1": " b "],
        shared: "<si><t> a </t></si>")
    case .preservedSpaces:
      return Case(
        #"<row><c t="s"><v>0</v></c></row>"#, ["A1": "  "], shared: #"<si><t xml:space="preserve">  </t></si>"#)
    case .wrongCounts:
      var text = WorkbookText(rows: #"<row><c t="s"><v>1</v></c></row>"#, shared: "")
      text.parts["xl/sharedStrings.xml"] = Array(
        #"<sst xmlns="\#(Self.namespace)" count="0" uniqueCount="1"><si><t>甲</t></si><si><t>乙</t></si></sst>"#.utf8)
      return Case(text, ["A1": "乙"])
    case .emptyText:
      return Case(
        #"<row><c t="str"><v></v></c><c t="s"><v>0</v></c><c t="inlineStr"><is><t/></is></c><c><v>7</v></c></row>"#,
        ["D1": "7"], shared: "<si><t/></si>")
    case .emptyValue: return Case("<row><c><v/></c><c><v></v></c><c t=\"s\"><v/></c><c><v>7</v></c></row>", ["D1": "7"])
    case .booleans:
      return Case(
        #"<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v>true</v></c><c t="b"><v>false</v></c></row>"#,
        Self.across(["TRUE", "FALSE", "TRUE", "FALSE"]))
    case .errors:
      let names = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"]
      return Case("<row>\(names.map { #"<c t="e"><v>\#($0)</v></c>"# }.joined())</row>", Self.across(names))
    case .numberSpellings:
      let written = ["1E+20", "-0", "1e-7", "171.35999999999999", "0.1", "12345678901234567", "1.0", "+5", ".5"]
      return Case(
        "<row>\(written.map { "<c><v>\($0)</v></c>" }.joined())</row>",
        Self.across(["1e+20", "0", "1e-07", "171.35999999999999", "0.1", "1.2345678901234568e+16", "1", "5", "0.5"]))
    case .formulasWithValues:
      return Case(#"<row><c><f>1+1</f><v>2</v></c><c t="str"><f>"甲"</f><v>甲</v></c></row>"#, ["A1": "2", "B1": "甲"])
    case .formulasWithoutValues:
      var sample = Case("<row><c><f>SUM(B1:C1)</f></c></row>", ["A1": ""])
      sample.facts = ["formula A1 SUM(B1:C1)"]
      return sample
    case .sharedFormulas:
      return Case(
        #"<row><c><f t="shared" ref="A1:B1" si="0">C1</f><v>4</v></c><c><f t="shared" si="0"/><v>6</v></c></row>"#,
        ["A1": "4", "B1": "6"])
    case .arrayFormulas:
      return Case(
        #"<row><c><f t="array" ref="A1:B1">C1:D1</f><v>4</v></c><c><v>6</v></c><c><f t="dataTable" ref="C1" r1="A1"/><v>8</v></c></row>"#,
        ["A1": "4", "B1": "6", "C1": "8"])
    case .isoDates:
      return Case(
        #"<row><c t="d"><v>2021-01-31</v></c><c t="d"><v>2021-01-31T08:30:00Z</v></c><c t="d"><v>08:30:00</v></c></row>"#,
        ["A1": "2021-01-31", "B1": "2021-01-31T08:30:00", "C1": "08:30:00"])
    case .eastAsianDates:
      let days = Array(repeating: "2021-01-31", count: 5)
      let times = Array(repeating: "2021-01-31", count: 5)
      return Case(Self.dated(27...36), Self.across(days + times))
    case .furtherEastAsianDates:
      return Case(Self.dated(50...58), Self.across(Array(repeating: "2021-01-31", count: 9)))
    case .dateLiterals:
      let codes = ["yyyy年m月d日", "yyyy\"年\"m\"月\"", "m\"月\"d\"日\";@"]
      return Case(
        #"<row><c s="1"><v>44227</v></c><c s="2"><v>44227</v></c><c s="3"><v>44227</v></c></row>"#,
        Self.across(Array(repeating: "2021-01-31", count: 3)), codes: codes)
    case .countryDates:
      let codes = ["[$-404]e/m/d", "[$-411]ge.m.d", "[$-804]yyyy/m/d;@", "[$-F800]dddd, mmmm dd, yyyy"]
      return Case(
        "<row>\((1...4).map { #"<c s="\#($0)"><v>44227</v></c>"# }.joined())</row>",
        Self.across(Array(repeating: "2021-01-31", count: 4)), codes: codes)
    case .quotedLetters:
      let codes = ["0\"day\"", "\\d0", "0\"年\"", "[Red]0", "[$USD] 0", "_d0"]
      return Case(
        "<row>\((1...6).map { #"<c s="\#($0)"><v>44227</v></c>"# }.joined())</row>",
        Self.across(Array(repeating: "44227", count: 6)), codes: codes)
    case .durations:
      return Case(
        #"<row><c s="1"><v>1.25</v></c><c s="2"><v>-0.5</v></c><c s="3"><v>0.5</v></c></row>"#,
        ["A1": "30:00:00", "B1": "-12:00:00", "C1": "12:00:00"], codes: ["[h]:mm", "[mm]:ss", "h:mm"])
    case .macEpoch:
      var text = WorkbookText(
        rows: #"<row><c s="1"><v>0</v></c><c s="1"><v>42765</v></c></row>"#, styles: stylesText(["yyyy-mm-dd"]))
      text.properties = #"date1904="1""#
      return Case(text, ["A1": "00:00:00", "B1": "2021-01-31"])
    case .roundedSeconds:
      return Case(
        #"<row><c s="1"><v>44227.354166666664</v></c><c s="1"><v>44227.9999999999</v></c><c s="1"><v>44227.000005787</v></c></row>"#,
        ["A1": "2021-01-31T08:30:00", "B1": "2021-02-01", "C1": "2021-01-31T00:00:00.500"], codes: ["yyyy/m/d h:mm"])
    case .negativeDates:
      return Case(#"<row><c s="1"><v>-5</v></c></row>"#, ["A1": "-5"], codes: ["yyyy/m/d"])
    case .visibility:
      var text = WorkbookText(sheets: [
        ("甲", "<sheetData/>"), ("乙 &amp; 丙", "<sheetData>\(Self.seven)</sheetData>"), ("丁", "<sheetData/>"),
      ])
      text.sheetAttributes = [0: #"state="hidden""#, 2: #"state="veryHidden""#]
      return Case(text, seven, facts: ["sheet 甲 hidden", "sheet 乙 & 丙 visible", "sheet 丁 veryHidden"])
    case .otherSheets:
      var text = WorkbookText(sheets: [("图", ""), ("框", ""), ("表", "<sheetData>\(Self.seven)</sheetData>")])
      text.parts["xl/_rels/workbook.xml.rels"] = Self.related([
        ("chartsheet", "chartsheets/sheet1.xml"), ("dialogsheet", "dialogsheets/sheet1.xml"),
        ("worksheet", "worksheets/sheet3.xml"),
      ])
      return Case(
        text, seven, facts: ["sheet 图 visible without cells", "sheet 框 visible without cells", "sheet 表 visible"])
    case .merges:
      return Case(
        sheet:
          #"<sheetData>\#(Self.seven)</sheetData><mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="D4:D9"/></mergeCells>"#,
        seven, facts: ["merge A1:C2", "merge D4:D9"])
    case .hiddenRows:
      return Case(
        sheet:
          #"<sheetData>\#(Self.seven)<row r="2" hidden="1"/><row r="3" hidden="true"/><row r="4" ht="0"/></sheetData>"#,
        seven, facts: ["hidden row 2", "hidden row 3", "hidden row 4"])
    case .hiddenColumns:
      return Case(
        sheet: #"<cols><col min="2" max="3" hidden="1"/></cols><sheetData>\#(Self.seven)</sheetData>"#, seven,
        facts: ["hidden columns 2-3"])
    case .comments, .threadedComments:
      var text = WorkbookText(rows: Self.seven)
      text.parts["xl/worksheets/_rels/sheet1.xml.rels"] = Self.related(
        (self == .threadedComments ? [("threadedComment", "../threadedComments/threadedComment1.xml")] : [])
          + [("comments", "../comments1.xml")])
      text.parts["xl/comments1.xml"] = Array(
        #"<comments xmlns="\#(Self.namespace)"><authors><author>甲</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>说</t></r><r><t>明</t></r></text></comment></commentList></comments>"#
          .utf8)
      text.parts["xl/threadedComments/threadedComment1.xml"] = Array(
        #"<ThreadedComments xmlns="t"><threadedComment ref="B2" id="x"><text>说明</text></threadedComment></ThreadedComments>"#
          .utf8)
      return Case(text, seven, facts: ["comment B2 说明"])
    }
  }
}
