import Spreadsheet
import Support
import Testing

/// CSVs as people and programs write them.
struct CSVTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var expected: [[String]]

    init(_ name: String, _ text: String, _ expected: [[String]]) {
      testDescription = name
      self.text = text
      self.expected = expected
    }
  }

  static let cases: [Case] = [
    Case("commas", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    Case("tabs", "a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
    Case("semicolons with decimal commas", "a;b\n1,5;2,5\n3,5;4,5", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
    Case("pipes", "a|b|c\n1|2|3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    Case("full-width pipes", "村｜人数\n石海｜3\n", [["村", "人数"], ["石海", "3"]]),
    Case("unit separators", "a\u{1f}b,c\n1\u{1f}2,5\n", [["a", "b,c"], ["1", "2,5"]]),
    Case("Hive's byte 1", "a\u{1}b\u{1}c\n1\u{1}\u{1}2\n", [["a", "b", "c"], ["1", "", "2"]]),
    Case(
      "vertical tabs", "a\u{b}b\u{b}c\n1\u{b}2\u{b}3\n4\u{b}5\u{b}6\n",
      [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]),
    Case(
      "a line break of a word processor within a cell", "a,b\n1,x\u{b}y\n2,z\n",
      [["a", "b"], ["1", "x\u{b}y"], ["2", "z"]]),
    Case(
      "two columns of decimal commas", "1,5;2,5\n3,5;4,5\n5,1;-6,2\n",
      [["1,5", "2,5"], ["3,5", "4,5"], ["5,1", "-6,2"]]),
    Case(
      "two columns of amounts with thousands", "1,234\t5,678\n2,345\t6,789\n",
      [["1,234", "5,678"], ["2,345", "6,789"]]),
    Case("a sep= line that was saved anew", "sep=;;;\r\na;b,c\r\n", [["a", "b,c"]]),
    Case("a sep= line that was saved anew, and quoted", "\"sep=,\",,\na,b;c\n", [["a", "b;c"]]),
    Case("a sep= line that names the tab", "sep=\\t\na\tb,c\n", [["a", "b,c"]]),
    Case("a heading that begins with sep=", "sep=x,b\n1,2\n", [["sep=x", "b"], ["1", "2"]]),
    Case("full-width commas", "村，人数\n石海，3\n簕冲，3\n", [["村", "人数"], ["石海", "3"], ["簕冲", "3"]]),
    Case("full-width semicolons", "村；人数\n石海；3\n", [["村", "人数"], ["石海", "3"]]),
    Case(
      "quotes that belong to texts do not swallow the records between them",
      "id\tname\tnote\n1\tx\t\"Fast\n2\ty\tz\n3\tq\tthe best\"\n4\tr\ts\n5\tt\tu\n",
      [
        ["id", "name", "note"], ["1", "x", "\"Fast"], ["2", "y", "z"], ["3", "q", "the best\""], ["4", "r", "s"],
        ["5", "t", "u"],
      ]),
    Case(
      "a text whose second line has as many commas as a record is one field",
      "镇,村,姓名,金额,备注\nA,B,C,1,\"按通知：\n甲,乙,丙,丁,戊\"\nD,E,F,2,\n",
      [["镇", "村", "姓名", "金额", "备注"], ["A", "B", "C", "1", "按通知：\n甲,乙,丙,丁,戊"], ["D", "E", "F", "2"]]),
    Case(
      "a text of several lines with delimiters is one field",
      "id,text,n\n1,\"see a, b\nand c\",2\n3,\"x\ny, z\",4\n5,w,6\n7,v,8\n",
      [
        ["id", "text", "n"], ["1", "see a, b\nand c", "2"], ["3", "x\ny, z", "4"], ["5", "w", "6"], ["7", "v", "8"],
      ]),
    Case(
      "a blank before quotes that guard commas", "column1,column2\n0, \"a, b\"\n1, \"c\"\n2, \"d, e, f\"\n",
      [["column1", "column2"], ["0", "a, b"], ["1", "c"], ["2", "d, e, f"]]),
    Case(
      "a blank before the only quotes, which guard nothing", "a,b\n1,2\n3, \"x y\" \n5,6\n",
      [["a", "b"], ["1", "2"], ["3", " \"x y\" "], ["5", "6"]]),
    Case(
      "semicolon and space, with quotes", "a; b; c\n\"x; y\"; \"z\"; 1\n\"p\"; \"q; r\"; 2\n",
      [["a", "b", "c"], ["x; y", "z", "1"], ["p", "q; r", "2"]]),
    Case(
      "single quotes around one column of several", "id,name,x\n1,'Ann',3\n2,'Bob',4\n3,'Cid',5\n",
      [["id", "name", "x"], ["1", "Ann", "3"], ["2", "Bob", "4"], ["3", "Cid", "5"]]),
    Case(
      "signs that nobody else uses so often", "a#b c#d\n1#x, y#3\n4#5#6\n7#8#9\n",
      [["a", "b c", "d"], ["1", "x, y", "3"], ["4", "5", "6"], ["7", "8", "9"]]),
    Case("names with a sign are one column", "R&D\nB&B\nH&M\n", [["R&D"], ["B&B"], ["H&M"]]),
    Case("comma and space", "a, b, c\n1, 2, 3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    Case(
      "comma and space with single quotes", "a, b, c\n'1, 2', x, y\n'3, 4', z, w\n",
      [["a", "b", "c"], ["1, 2", "x", "y"], ["3, 4", "z", "w"]]),
    Case("a pipe between tildes", "a~|~b\n1~|~2\n", [["a", "b"], ["1", "2"]]),
    Case("a blank column between pipes", "a|b|c\n1||2\n3||4\n", [["a", "b", "c"], ["1", "", "2"], ["3", "", "4"]]),
    Case(
      "two blank columns between pipes", "a|||b\n1|||2\n3|||4\n",
      [["a", "", "", "b"], ["1", "", "", "2"], ["3", "", "", "4"]]),
    Case(
      "millions in two columns", "61,365,664;30,296,834\n7,123,000;8,456,000\n",
      [["61,365,664", "30,296,834"], ["7,123,000", "8,456,000"]]),
    Case("two pipes", "a||b\n1||2\n4||5\n7||8\n", [["a", "b"], ["1", "2"], ["4", "5"], ["7", "8"]]),
    Case(
      "two quoted columns set apart by spaces", "\"key\" \"n\"\n\"a b\" \"1\"\n\"c\" \"2\"\n",
      [["key", "n"], ["a b", "1"], ["c", "2"]]),
    Case(
      "names are no space-separated fields", "Name\nAnn Lee\nBob Ray\nCy Dee\n",
      [["Name"], ["Ann Lee"], ["Bob Ray"], ["Cy Dee"]]),
    Case(
      "one row in single quotes that guard nothing", "a,b\n1,2\n'3','4'\n5,6\n",
      [["a", "b"], ["1", "2"], ["'3'", "'4'"], ["5", "6"]]),
    Case(
      "the only quoted field of a file, with quotes inside", "a,b\n1,2\n3,\"x \"y\" z\"\n5,6\n",
      [["a", "b"], ["1", "2"], ["3", "x \"y\" z"], ["5", "6"]]),
    Case("a sep= line, which is not shown", "sep=;\r\na;b,c\r\n", [["a", "b,c"]]),
    Case(
      "a title row, a unit row and quoted amounts", "开平市明细表,,,\n填报单位：民政局,,,单位：元\n镇,村,人,金额\n三埠,石海,3,\"8,640\"\n",
      [["开平市明细表"], ["填报单位：民政局", "", "", "单位：元"], ["镇", "村", "人", "金额"], ["三埠", "石海", "3", "8,640"]]),
    Case(
      "a preamble and a footer of other widths", "明细表\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n注：以上，均已核对\n",
      [["明细表"], [], ["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["注：以上，均已核对"]]),
    Case("doubled quotes", "a,\"说\"\"话\"\"\"\nb,c\n", [["a", "说\"话\""], ["b", "c"]]),
    Case(
      "backslash escapes", "a,\"he said \\\"hi\\\" to\"\nb,\"x \\\"y\\\" z\"\n",
      [["a", "he said \"hi\" to"], ["b", "x \"y\" z"]]),
    Case(
      "quotes inside a quoted field that are not doubled", "a,b\n\"he said \"hi\" to\",2\n",
      [["a", "b"], ["he said \"hi\" to", "2"]]),
    Case("quotes inside a plain field", "a,5\" pipe\nb,c\n", [["a", "5\" pipe"], ["b", "c"]]),
    Case("text after a closing quote", "\"甲\" 乙,2\n\"丙\",4\n", [["甲 乙", "2"], ["丙", "4"]]),
    Case("line ends inside quotes", "a,\"x\ny\"\r\nb,\"z\r\nw\"\r\n", [["a", "x\ny"], ["b", "z\r\nw"]]),
    Case("a quote that never closes", "a,\"b\nc,d\ne,f\n", [["a", "\"b"], ["c", "d"], ["e", "f"]]),
    Case(
      "a quote that never closes before quoted fields", "a,\"b,1\nc,\"d\",2\ne,\"f\",3\n",
      [["a", "\"b", "1"], ["c", "d", "2"], ["e", "f", "3"]]),
    Case(
      "an extra quote before a quoted field, and one before a plain field",
      "a,b,c\n\"\"x y\",2,3\n\"p,q,\"r\"\n1,2,3\n",
      [["a", "b", "c"], ["\"x y", "2", "3"], ["\"p", "q", "r"], ["1", "2", "3"]]),
    Case(
      "spaces as delimiters, with quotes around what holds spaces",
      "DATE TIME Qty TEXT\n2021-01-31 08:30 5 \"a b\"\n2021-02-01 09:30 6 \"c, d\"\n2021-02-02 09:31 7 e\n",
      [
        ["DATE", "TIME", "Qty", "TEXT"], ["2021-01-31", "08:30", "5", "a b"], ["2021-02-01", "09:30", "6", "c, d"],
        ["2021-02-02", "09:31", "7", "e"],
      ]),
    Case(
      "R's column of row names, which has no label", "\"x\" \"kind\"\n\"1\" 0.5 \"a b\"\n\"2\" 0.7 \"c\"\n",
      [["x", "kind"], ["1", "0.5", "a b"], ["2", "0.7", "c"]]),
    Case(
      "a matrix of fractions set apart by spaces", "0.1 -0.2 0.3\n1.5 2.5 -3.5\n0.4 0.5 0.6\n",
      [["0.1", "-0.2", "0.3"], ["1.5", "2.5", "-3.5"], ["0.4", "0.5", "0.6"]]),
    Case(
      "telephone numbers are no space-separated figures", "020 7946 0958\n020 7946 0123\n020 7946 0777\n",
      [["020 7946 0958"], ["020 7946 0123"], ["020 7946 0777"]]),
    Case("a quoted amount in the only column", "amount\n\"-95,730\"\n", [["amount"], ["-95,730"]]),
    Case(
      "answers with several choices in the only column", "Which?\nBus; Train\nCar\nBus; Car; Train\nTrain\n",
      [["Which?"], ["Bus; Train"], ["Car"], ["Bus; Car; Train"], ["Train"]]),
    Case("quotes around whole lines", "\"a,b\"\n\"1,2\"\n\"3,4\"\n", [["a,b"], ["1,2"], ["3,4"]]),
    Case(
      "quoted amounts below a header with a field too many", ",a,b\nx,\"3,996\"\ny,\"5,555\"\n",
      [["", "a", "b"], ["x", "3,996"], ["y", "5,555"]]),
    Case(
      "single quotes around the one field that has an apostrophe", "a\tb\n1\tx\n2\t'it''s'\n3\ty\n",
      [["a", "b"], ["1", "x"], ["2", "it's"], ["3", "y"]]),
    Case("carets between two columns", "key^n\na^1\nb^2\n", [["key", "n"], ["a", "1"], ["b", "2"]]),
    Case("ranges are no tilde-separated fields", "3~5\n6~8\n1~2\n", [["3~5"], ["6~8"], ["1~2"]]),
    Case(
      "typographic quotes around every field", "“村”,“备注”\n“石海”,“兼任,不发”\n“簕冲”,“”\n",
      [["村", "备注"], ["石海", "兼任,不发"], ["簕冲"]]),
    Case(
      "typographic quotes around what holds a delimiter", "a,b\n1,“x, y”\n2,z\n3,w\n",
      [["a", "b"], ["1", "x, y"], ["2", "z"], ["3", "w"]]),
    Case(
      "typographic quotes that belong to a text", "a,b\n1,“三农”\n2,“双减”工作\n3,无\n",
      [["a", "b"], ["1", "“三农”"], ["2", "“双减”工作"], ["3", "无"]]),
    Case(
      "single quotes around the amounts alone", "a,b,c\n'1,234.50',3,x\n'2,345.60',4,y\n'7,100.00',5,z\n",
      [["a", "b", "c"], ["1,234.50", "3", "x"], ["2,345.60", "4", "y"], ["7,100.00", "5", "z"]]),
    Case(
      "what its quotes guard tells for a delimiter",
      "'u','d'\n'x?a;b',2017-11-12\n'y?c;d',2018-01-02\n".replacing(",", with: ";"),
      [["u", "d"], ["x?a;b", "2017-11-12"], ["y?c;d", "2018-01-02"]]),
    Case(
      "single quotes around a few texts that guard nothing", "a,b,c\n1,'x',3\n2,y,4\n5,'z',6\n",
      [["a", "b", "c"], ["1", "'x'", "3"], ["2", "y", "4"], ["5", "'z'", "6"]]),
    Case("single quotes as quotes", "'a','b,c'\n'd','e,f'\n", [["a", "b,c"], ["d", "e,f"]]),
    Case(
      "a leading quote that keeps a number as text", "姓名,身份证\n张,'440781199001011234\n李,'440781199001011235\n",
      [["姓名", "身份证"], ["张", "'440781199001011234"], ["李", "'440781199001011235"]]),
    Case(
      "a trailing tab after a number", "姓名,身份证\n张,440781199001011234\t\n",
      [["姓名", "身份证"], ["张", "440781199001011234\t"]]),
    Case(
      "names joined by semicolons in the second column", "村名,成员\n石海,张三;李四\n簕冲,王小;陈明\n",
      [["村名", "成员"], ["石海", "张三;李四"], ["簕冲", "王小;陈明"]]),
    Case(
      "names joined by commas in a file of semicolons", "村名;成员\n石海;张三,李四,王小,陈明\n簕冲;黄丽,李四,王小,陈明\n",
      [["村名", "成员"], ["石海", "张三,李四,王小,陈明"], ["簕冲", "黄丽,李四,王小,陈明"]]),
    Case(
      "colons by twos", "1::1193::5\n2::661::3\n3::914::\n", [["1", "1193", "5"], ["2", "661", "3"], ["3", "914"]]),
    Case("addresses are cut by no colons", "fe80::1\nfe80::2\n", [["fe80::1"], ["fe80::2"]]),
    Case(
      "pipes by twos around a blank field", "a||b||c\n1||||3\n4||5||6\n",
      [["a", "b", "c"], ["1", "", "3"], ["4", "5", "6"]]),
    Case(
      "a pipe between carets' arms", "a|^|b|^|c\n1|^||^|3\n4|^|5, 5|^|6\n",
      [["a", "b", "c"], ["1", "", "3"], ["4", "5, 5", "6"]]),
    Case("hashes by twos", "a##b##c\n1##2##3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    Case("a pipe between semicolons", "a;|;b;|;c\n1;|;2;|;3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    Case(
      "semicolons by twos are blank columns", "a;;b;;c\n1;;2;;3\n",
      [["a", "", "b", "", "c"], ["1", "", "2", "", "3"]]),
    Case("a lone hash among hashes by twos", "a##b,c##d\n1,#2\n", [["a##b", "c##d"], ["1", "#2"]]),
    Case("lone CR", "a,b\r1,2\r3,4", [["a", "b"], ["1", "2"], ["3", "4"]]),
    Case("mixed line ends", "a,b\r\n1,2\n3,4\r5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
    Case("blank lines count", "a,b\n\n\n1,2\n", [["a", "b"], [], [], ["1", "2"]]),
    Case(
      "ragged rows", "a,b,c\n1\n1,2,3,4\n1,2,3\n", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"], ["1", "2", "3"]]),
    Case("NUL bytes", "a,b\n1\0,2\n", [["a", "b"], ["1", "2"]]),
    Case("one column", "村名\n石海村\n簕冲村\n", [["村名"], ["石海村"], ["簕冲村"]]),
    Case(
      "one column of prose with a comma", "备注\n石海村\n簕冲村, 改名\n朗畔\n蓢畔\n",
      [["备注"], ["石海村"], ["簕冲村", " 改名"], ["朗畔"], ["蓢畔"]]),
    Case("nothing but line ends", "\n\n", []),
    Case("quoted blanks are no cells", "\"\",\"\"\na,\n", [[], ["a"]]),
    Case("a last delimiter", "a,b,\n1,2,\n", [["a", "b"], ["1", "2"]]),
    Case("Ctrl-Z at the end", "a,b\r\n1,2\r\n\u{1a}", [["a", "b"], ["1", "2"]]),
    Case("times and ranges are no colon-separated fields", "时间\n08:30\n09:45\n", [["时间"], ["08:30"], ["09:45"]]),
    Case(
      "lines of a log", "2021-01-01 10:00:00 INFO a z\n2021-01-01 10:00:01 WARN b\n2021-01-01 10:00:02 INFO c\n",
      [["2021-01-01 10:00:00 INFO a z"], ["2021-01-01 10:00:01 WARN b"], ["2021-01-01 10:00:02 INFO c"]]),
    Case("dates with semicolons in a comma file", "a,b\n1;2,x\n3;4,y\n", [["a", "b"], ["1;2", "x"], ["3;4", "y"]]),
  ]

  @Test("records and fields", arguments: cases)
  func recordsAreRead(_ sample: Case) throws {
    let expected = sample.expected.map { $0 }
    var found = try SpreadsheetTests.records(sample.text)
    while found.count < expected.count { found.append([]) }
    #expect(found == expected)
  }

  @Test func `a quoted text longer than the sample is one field`() throws {
    let long = String(repeating: "一行;说明\n", count: 30_000)
    let rows = [["村", "说明", "人数"], ["石海", long, "3"], ["簕冲", "无", "4"]]
    #expect(try SpreadsheetTests.records("村,说明,人数\n石海,\"\(long)\",3\n簕冲,无,4\n") == rows)
  }

  @Test func `what the file does not show can be said`() throws {
    #expect(try SpreadsheetTests.records("a;b,c", csv: CSVOptions(delimiter: ";")) == [["a", "b,c"]])
    #expect(try SpreadsheetTests.records("\"a\",b", csv: CSVOptions(quote: .none)) == [["\"a\"", "b"]])
    #expect(
      try SpreadsheetTests.records("$a,b$,c", csv: CSVOptions(quote: .character(UInt8(ascii: "$")))) == [["a,b", "c"]])
    #expect(try SpreadsheetTests.records("a::b:c", csv: CSVOptions(delimiter: "::")) == [["a", "b:c"]])
    var backslash = CSVOptions()
    backslash.escape = .backslash
    #expect(try SpreadsheetTests.records("\"a\\\",b\",c\n", csv: backslash) == [["a\",b", "c"]])
    var skipping = CSVOptions()
    skipping.skippedLines = 2
    #expect(try SpreadsheetTests.records("title\r\n\r\na;b\r\n1;2", csv: skipping) == [["a", "b"], ["1", "2"]])
    #expect(try SpreadsheetTests.records([0xe9, 0x2c, 0x62], csv: CSVOptions(encoding: .latin1)) == [["é", "b"]])
  }

  @Test func `the reading is described`() throws {
    let workbook = try Workbook(bytes: Array("\u{feff}a;b\r\n1;2\n3;4".utf8), name: "x")
    let csv = try #require(workbook.csv)
    #expect(csv.encoding == .utf8)
    #expect(!csv.isEncodingGuessed)
    #expect(csv.hasByteOrderMark)
    #expect(csv.dialect.delimiterText == ";")
    #expect(csv.lineEnds.description == "LF+CRLF")
    #expect(csv.confidence > 0.5)
    #expect(workbook.sheets.map(\.name) == [""])
  }

  @Test("any dialect is found again from what it wrote", arguments: 0..<120)
  func roundTrip(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let delimiter = [",", "\t", ";", "|", "，"].randomElement(using: &generator) ?? ","
    let end = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
    let width = Int.random(in: 2...9, using: &generator)
    var rows: [[String]] = []
    for _ in 0..<Int.random(in: 4...40, using: &generator) {
      rows.append(
        (0..<width).map { column in
          switch (column + seed) % 5 {
          case 0: return String(Int.random(in: 0...99999, using: &generator))
          case 1: return ["石海村", "簕冲村委会", "南山"].randomElement(using: &generator) ?? ""
          case 2: return "甲\(delimiter)\"乙\""
          case 3: return "2021-0\(Int.random(in: 1...9, using: &generator))-11"
          default:
            return "\(Int.random(in: 1...9, using: &generator)),\(Int.random(in: 100...999, using: &generator)).00"
          }
        })
    }
    let text =
      rows.map { row in
        row.map { field in
          field.contains(delimiter) || field.contains("\"") || field.contains("\n")
            ? "\"" + field.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\"" : field
        }.joined(separator: delimiter)
      }.joined(separator: end) + (seed % 2 == 0 ? end : "")
    #expect(try SpreadsheetTests.records(text) == rows, "\(text.prefix(200).debugDescription)")
  }
}
