import Support
import Testing

@testable import Spreadsheet

/// Number formats: what is a date, and how values look.
struct FormatTests {
  private func cell(_ code: String, _ value: String, is1904: Bool = false) throws -> (
    raw: String, shown: String, Cell.Kind
  ) {
    var text = WorkbookText(rows: #"<row r="1"><c r="A1" s="1"><v>\#(value)</v></c></row>"#, styles: stylesText([code]))
    if is1904 { text.properties = #"date1904="1""# }
    let grid = try Workbook(bytes: text.bytes, name: "x").grid(ofSheet: 0)
    let cell = try #require(grid.cells.first)
    return (grid.raw(cell), grid.display(cell), cell.kind)
  }

  static let dates: [(code: String, serial: String, raw: String, shown: String)] = [
    ("yyyy-mm-dd", "44227", "2021-01-31", "2021-01-31"),
    (#"[=0]"-";yyyy-mm-dd"#, "44227", "2021-01-31", "2021-01-31"),
    (#"[=0]"-";[h]:mm"#, "1.1041666666666667", "26:30:00", "26:30"),
    ("yyyy/m/d h:mm", "44227.354166666664", "2021-01-31T08:30:00", "2021/1/31 8:30"),
    ("yyyy年m月d日", "44561", "2021-12-31", "2021年12月31日"),
    (#"yyyy"年"mm"月""#, "44531", "2021-12-01", "2021年12月"),
    ("h:mm", "0.35416666666666669", "08:30:00", "8:30"),
    ("h:mm:ss AM/PM", "0.75", "18:00:00", "6:00:00 PM"),
    ("上午/下午h时mm分", "0.75", "18:00:00", "下午6时00分"),
    ("[h]:mm", "1.1041666666666667", "26:30:00", "26:30"),
    ("[mm]:ss", "0.0625", "01:30:00", "90:00"),
    ("[h]:mm:ss", "-0.5", "-12:00:00", "-12:00:00"),
    ("mm:ss.000", "0.00001736111111111111", "00:00:01.500", "00:01.500"),
    ("yyyy-mm-dd hh:mm:ss.0", "44227.000011574075", "2021-01-31T00:00:01", "2021-01-31 00:00:01.0"),
    ("[$-804]aaaa", "44227", "2021-01-31", "星期日"),
    ("dddd, mmmm d", "44227", "2021-01-31", "Sunday, January 31"),
    ("d-mmm-yy", "1", "1900-01-01", "1-Jan-00"),
    ("yyyy-m-d", "59", "1900-02-28", "1900-2-28"),
    ("yyyy-m-d", "60", "1900-02-28", "1900-2-29"),
    ("yyyy-m-d", "61", "1900-03-01", "1900-3-1"),
    ("e年m月", "44227", "2021-01-31", "2021年1月"),
    (#"[DBNum1]yyyy"年"m"月"d"日""#, "44561", "2021-12-31", "二〇二一年十二月三十一日"),
    ("yyyymmdd", "44227", "2021-01-31", "20210131"),
    ("h:mm:ss", "0.99999999", "00:00:00", "0:00:00"),
  ]

  @Test("dates", arguments: dates.indices)
  func datesAreRead(_ index: Int) throws {
    let sample = Self.dates[index]
    let (raw, shown, kind) = try cell(sample.code, sample.serial)
    #expect(kind == .date)
    if index != Self.dates.count - 1 { #expect(raw == sample.raw) }
    #expect(shown == sample.shown)
  }

  static let numbers: [(code: String, value: String, shown: String)] = [
    ("General", "240", "240"), ("General", "0.1", "0.1"), ("General", "171.35999999999999", "171.36"),
    ("General", "440781199001011000", "4.40781E+17"), ("General", "12345678901", "12345678901"),
    ("General", "123456789012", "1.23457E+11"), ("General", "0.00001234567", "1.23457E-05"),
    ("General", "-1.5", "-1.5"),
    ("General", "1234567.891234", "1234567.891"), ("General", "0.000012", "0.000012"),
    ("0", "2.5", "3"), ("0.00", "2.675", "2.68"), ("0.00", "-0.001", "-0.00"), ("#,##0", "1234567", "1,234,567"),
    ("#,##0.00", "1234.5", "1,234.50"), ("#,##0", "0", "0"), ("#,###", "0", ""), ("0%", "0.125", "13%"),
    ("0.00%", "0.9999", "99.99%"),
    ("0.00E+00", "12345", "1.23E+04"), ("0.0E-0", "0.00012", "1.2E-4"), ("##0.0E+0", "12345", "12.3E+3"),
    (#"#,##0.00"元""#, "8640", "8,640.00元"), (#"0"个月""#, "12", "12个月"), ("0.00;(0.00)", "-480", "(480.00)"),
    ("0;-0;\"无\"", "0", "无"), ("0;[Red]0", "-5", "5"), ("[Red]0.0", "-5", "-5.0"), ("0_);(0)", "7", "7 "),
    ("¥#,##0.00", "5", "¥5.00"), ("[$¥-804]#,##0", "5", "¥5"), ("0,", "12345", "12"), ("0.0,,", "12345678", "12.3"),
    ("[>=10000]0!.0,\"万\";0", "23400", "2.3万"), ("[>=100]\"多\";\"少\"", "5", "少"), ("000000", "42", "000042"),
    ("00-00", "1234", "12-34"),
    ("# ?/?", "1.5", "1 1/2"), ("# ??/??", "0.3333333333", "  1/3 "), ("@", "12", "12"), ("\"日期\"0", "5", "日期5"),
    ("[Red]0", "3", "3"),
    ("0.##", "1.5", "1.5"), ("0.0#", "1.25", "1.25"), ("\\d0", "1", "d1"), ("[DBNum2]General", "1234", "壹仟贰佰叁拾肆"),
    ("[DBNum1]General", "12", "一十二"), ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-3.5", " -3.50 "),
    ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0", " -   "), ("0.000", "999.9996", "1000.000"),
    ("#,##0", "999999.5", "1,000,000"),
    ("0!月", "3", "3月"), ("\"m\"0\"d\"", "3", "m3d"),
  ]

  @Test("numbers as displayed", arguments: numbers.indices)
  func numbersAreShown(_ index: Int) throws {
    let sample = Self.numbers[index]
    let (_, shown, kind) = try cell(sample.code, sample.value)
    #expect(kind == .number, "quoted, escaped and bracketed letters make no date")
    #expect(shown == sample.shown, "\(sample.code) of \(sample.value)")
  }

  static let looks: [(code: String, value: String, shown: String)] = [
    ("0.00", "-0.001", "-0.00"),
    ("0.##", "1", "1."),
    ("0.??", "1.5", "1.5 "),
    ("?,???", "5", "    5"),
    ("0,000", "5", "0,005"),
    ("0,000", "1234567", "1,234,567"),
    (".00", "1.5", "1.50"),
    (".00", "0.5", ".50"),
    ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", "1234.5", " 1,234.50 "),
    ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", "-1234.5", " (1,234.50)"),
    ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", "0", " -   "),
    ("_(\"$\"* #,##0.00_)", "3", " $3.00 "),
    ("# ?/?", "1.5", "1 1/2"),
    ("# ?/?", "5", "5    "),
    ("# ?/?", "0.5", " 1/2"),
    ("# ??/??", "0.3333333333", "  1/3 "),
    ("?/?", "1.5", "3/2"),
    ("# ?/8", "0.3", " 2/8"),
    ("# ??/16", "1.1", "1  2/16"),
    ("# ?/10", "2.3", "2 3/10"),
    ("# ??/100", "2.3", "2 30/100"),
    ("0.##E+0", "12000", "1.2E+4"),
    ("##0.0E+0", "12345", "12.3E+3"),
    ("0.00E+00", "0", "0.00E+00"),
    ("00.0E+0", "123", "01.2E+2"),
    ("0.0E+0\"x\"", "5", "5.0E+0x"),
    ("[DBNum1]0", "1234", "一二三四"),
    ("[DBNum2]0.00", "12.3", "壹贰.叁零"),
    ("[DBNum3]0", "12", "１２"),
    ("[DBNum1]General", "12", "一十二"),
    ("[DBNum1][$-804]General", "100200", "一十万〇二百"),
    ("[DBNum1]m\"月\"d\"日\"", "44542", "十二月十二日"),
    ("[$-411]ge.m.d", "44227", "R3.1.31"),
    ("[$-411]ggge\"年\"", "40000", "平成21年"),
    ("[$-404]e/m/d", "44227", "110/1/31"),
    ("bbbb", "44227", "2564"),
    ("bb", "44227", "64"),
    ("[$-804]dddd", "44227", "星期日"),
    ("[$-804]mmmm", "44227", "一月"),
    ("aaa", "44227", "日"),
    ("h:mm", "0.9999999", "23:59"),
    ("h:mm:ss", "0.99999", "23:59:59"),
    ("mm:ss.0", "1.736e-05", "00:01.5"),
    ("[h]:mm", "1.1041666666666667", "26:30"),
    ("[mm]", "0.0625", "90"),
    ("G/通用格式\"元\"", "5.25", "5.25元"),
    ("00-00-00", "123456", "12-34-56"),
    ("(000) 000-0000", "5551234567", "(555) 123-4567"),
    ("0%", "-0.5", "-50%"),
    ("\"x\"", "-5", "-x"),
    (";;;", "5", ""),
    ("0;;", "-5", ""),
    ("#,##0,\"千\"", "1234567", "1,235千"),
    ("0.0,,\"百万\"", "1234567", "1.2百万"),
    ("#", "0", ""),
    ("#.##", "0", "."),
    ("0.00", "2.345", "2.35"),
    ("0.00", "1.005", "1.01"),
    ("0.0", "0.25", "0.3"),
    ("General", "0.30000000000000004", "0.3"),
    ("General", "1e-10", "1E-10"),
    ("General", "1234567890.123", "1234567890"),
    ("General", "0.00012345678", "0.000123457"),
    ("General", "123456.7891234", "123456.7891"),
    ("General", "100000000000.0", "1E+11"), ("General", "99999999999.5", "1E+11"),
    ("General", "99999999999.4", "99999999999"), ("General", "-9999999999.95", "-10000000000"),
    ("General", "-12345678901.2", "-12345678901"),
    ("[>=10000]0!.0,\"万\";0", "23400", "2.3万"),
    ("#,##0.00;[Red]-#,##0.00", "-5", "-5.00"),
    ("[Red](0.00)", "-5", "-(5.00)"),
    ("0_);(0)", "7", "7 "),
    ("yyyy/m/d AM/PM h:mm", "44227.75", "2021/1/31 PM 6:00"),
    ("mmm-yy", "44227", "Jan-21"),
    ("mmmmm", "44227", "J"),
    ("d/m/yyyy h:mm:ss.00", "44227.123456", "31/1/2021 2:57:46.60"),
    ("@", "5", "5"),
    ("@@", "5", "55"),
    ("0\"@\"", "5", "5@"),
    ("0.0.0", "1.23", "1.2.3"),
    ("#,##0.###", "1234.5", "1,234.5"),
    ("0.000%", "0.12345", "12.345%"),
    ("0 %", "0.5", "50 %"),
    ("$#,##0_);[Red]($#,##0)", "-1234", "($1,234)"),
    ("[$€-2] #,##0.00", "12.5", "€ 12.50"),
    ("[$-409]h:mm AM/PM;@", "0.5", "12:00 PM"),
    ("0.00\\ \"kg\"", "1.5", "1.50 kg"),
    ("???.???", "1.25", "  1.25 "),
    ("0000.0", "-1.25", "-0001.3"),
    ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", "-7", "-7"),
    ("[<-25]0;[>25]0;0", "-1", "-1"),
    ("[<-25]0;[>25]0;0", "-26", "26"),
    ("[>=0]0;0", "-12", "12"),
    ("[<=0]0;0", "-12", "-12"),
    ("[=0]\"-\";#,##0.00", "-5", "-5.00"),
    ("[>=10000]0.0,\"千\";0", "-23400", "-23400"),
    ("#0#######", "12345", "012345"),
    ("0##", "5", "05"),
    ("?/33333333333333333", "44224.25", "44224.25"),
    ("# ???/?????????", "1.5", "1   1/2        "),
    ("# ?/33333333333333333333333", "44224.25", "44224.25"),
    ("[DBNum1][$-804]AM/PMh\"时\"mm\"分\";@", "0.3541667", "上午八时三十分"),
    ("[$-404]h:mm AM/PM", "0.75", "6:00 下午"),
    ("[$-411]AM/PM h:mm", "0.75", "午後 6:00"),
    ("[$-412]AM/PM h:mm", "0.25", "오전 6:00"),
    ("[$-409]h:mm AM/PM", "0.75", "6:00 PM"),
    ("[DBNum2][$-804]yyyy\"年\"m\"月\"d\"日\"", "43758", "贰零壹玖年壹拾月贰拾日"),
    ("[DBNum3]m\"月\"d\"日\"", "43758", "１０月２０日"),
    ("[$-804]mmmmm", "44561", "十"),
    ("0.0E0", "12345", "1.2E4"),
  ]

  @Test("values as a column of any width shows them, with the blanks that formats ask for", arguments: looks.indices)
  func valuesAreShown(_ index: Int) throws {
    let sample = Self.looks[index]
    #expect(try cell(sample.code, sample.value).shown == sample.shown, "\(sample.code) of \(sample.value)")
  }

  @Test(
    "built-in formats that are dates, Chinese ones among them",
    arguments: [
      14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55,
      56, 57, 58,
    ])
  func builtIn(_ number: Int) throws {
    let styles = #"<cellXfs><xf numFmtId="\#(number)"/></cellXfs>"#
    let bytes = WorkbookText(rows: #"<row r="1"><c r="A1" s="0"><v>44227.5</v></c></row>"#, styles: styles).bytes
    let grid = try Workbook(bytes: bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.cells.map(\.kind) == [.date])
    #expect(grid.dateTime(grid.cells[0])?.isDuration == (number == 46))
  }

  @Test func `the 1904 epoch moves dates by four years and a day`() throws {
    #expect(try cell("yyyy-mm-dd", "0.5", is1904: true).raw == "12:00:00")
    #expect(try cell("yyyy-mm-dd", "42765", is1904: true).raw == "2021-01-31")
    #expect(try cell("yyyy-mm-dd", "42765", is1904: true).shown == "2021-01-31")
  }

  @Test func `a serial that is no date prints as the number that it is`() throws {
    #expect(try cell("yyyy-mm-dd", "-5").raw == "-5")
    #expect(try cell("yyyy-mm-dd", "9999999").raw == "9999999")
  }

  @Test func `a text section dresses text`() throws {
    let bytes = WorkbookText(
      rows: #"<row r="1"><c r="A1" s="1" t="str"><v>甲</v></c></row>"#, styles: stylesText([#"0;-0;0;@"村""#])
    ).bytes
    #expect(try shownCells(bytes) == ["A1": "甲村"])
  }

  static let decimals: [(Double, String)] = [
    (0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"),
    (171.35999999999999, "171.35999999999999"), (239.328, "239.328"),
    (1e15, "1000000000000000"), (9_007_199_254_740_992, "9007199254740992"), (9.999999999999998e15, "9999999999999998"),
    (1e16, "1e+16"),
    (1.5e20, "1.5e+20"), (1e-5, "0.00001"), (1.25e-5, "0.0000125"), (9.9e-6, "9.9e-06"), (-2.5e-10, "-2.5e-10"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    (123456.789, "123456.789"), (1e300, "1e+300"),
  ]

  @Test("shortest decimals", arguments: decimals)
  func decimalsAreShort(_ number: Double, _ text: String) {
    #expect(shortestDecimal(number) == text)
    #expect(Double(text) == number)
  }

  @Test("fractions are the nearest of all denominators", arguments: [9, 99, 999])
  func fractionsAreNearest(_ limit: Int) {
    var generator = SeededGenerator(seed: UInt64(limit))
    for round in 0..<400 {
      let bottom = Int.random(in: 1...2_000, using: &generator)
      let number =
        round % 2 == 0
        ? Double.random(in: 0...3, using: &generator)
        : Double(Int.random(in: 0...bottom * 2, using: &generator)) / Double(bottom)
      var best = (Int(number.rounded()), 1)
      var error = abs(number - Double(best.0))
      for bottom in 2...limit {
        let top = Int((number * Double(bottom)).rounded())
        let distance = abs(number - Double(top) / Double(bottom))
        if distance < error - 1e-12 { (best, error) = ((top, bottom), distance) }
      }
      #expect(nearestFraction(number, limit: limit, fixed: 0) == best, "\(number)")
    }
  }

  @Test func `random doubles survive writing and reading`() throws {
    var generator = SeededGenerator(seed: 7)
    var rows = ""
    var numbers: [Double] = []
    for row in 1...2_000 {
      let number =
        row % 3 == 0
        ? Double(Int64.random(in: -99_999_999...99_999_999, using: &generator)) / 100
        : Double(bitPattern: .random(in: 0 ... .max, using: &generator))
      guard number.isFinite else { continue }
      numbers.append(number)
      rows += "<row><c><v>\(number)</v></c></row>"
    }
    let grid = try Workbook(bytes: WorkbookText(rows: rows).bytes, name: "x").grid(ofSheet: 0)
    #expect(grid.cells.map(\.number) == numbers)
    #expect(grid.cells.allSatisfy { Double(shortestDecimal($0.number)) == $0.number })
  }
}
