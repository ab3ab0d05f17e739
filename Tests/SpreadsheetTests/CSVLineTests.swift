import Spreadsheet
import Testing

/// Signs of texts' own that look like quotes make no two records one.
struct CSVLineTests {
  private static func text(_ rows: [[String]], _ delimiter: String) -> String {
    rows.map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  @Test("apostrophes before a line's end and behind it quote nothing", arguments: [";", "\t", ","])
  func apostrophes(_ delimiter: String) throws {
    let rows = [
      ["1", "very \"nice\""], ["2", "the girls'"], ["3", "'cause I like it"], ["4", "teachers'"], ["5", "don't know"],
      ["6", "'ok'"], ["7", "it's fine"], ["8", "'tis so"], ["9", "the dogs'"],
    ]
    let written = rows.map { [$0[0], $0[1].contains("\"") ? "\"very \"\"nice\"\"\"" : $0[1]] }
    #expect(try records(Self.text([["id", "text"]] + written, delimiter)) == [["id", "text"]] + rows)
    let plain = rows.dropFirst()
    #expect(try records(Self.text([["id", "text"]] + plain, delimiter)) == [["id", "text"]] + plain)
  }

  @Test func `a text in apostrophes keeps them where double quotes are the quotes`() throws {
    #expect(
      try records("a\tb\tc\td\n\"4'11\"\"\"\t'quoted'\t5 o'clock\tx\n") == [
        ["a", "b", "c", "d"], ["4'11\"", "'quoted'", "5 o'clock", "x"],
      ])
    let rows = [["dogs'", "x"], ["rock 'n' roll", "y"], ["'quoted'", "z"], ["'tis", "u"], ["dogs'", "v"]]
    #expect(try records(Self.text([["a", "b"]] + rows, ",")) == [["a", "b"]] + rows)
  }

  @Test func `single quotes around texts of several lines are quotes`() throws {
    #expect(
      try records("'id','text'\n'1','it''s\nfine'\n'2','two, three'\n'3','O'Neil'\n") == [
        ["id", "text"], ["1", "it's\nfine"], ["2", "two, three"], ["3", "O'Neil"],
      ])
  }

  @Test("quotes of lists that quote nothing join no lines", arguments: ["\t", ";", "|"])
  func bareQuotes(_ delimiter: String) throws {
    let texts = ["she said \"no\"", "the 5\" pipe", "\"start only", "size 10\"", "\"fine\" he said", "ok"]
    let rows = texts.enumerated().map { ["\($0)", "\($0 * 7)", $1] }
    #expect(try records(Self.text([["a", "b", "c"]] + rows, delimiter)) == [["a", "b", "c"]] + rows)
    let narrow = rows.map { [$0[0], $0[2]] }
    #expect(try records(Self.text([["a", "c"]] + narrow, delimiter)) == [["a", "c"]] + narrow)
    let broken = [["0", "\"start only"], ["7", "the 5\" pipe"], ["8", "ok"]]
    #expect(try records(Self.text([["a", "c"]] + broken, delimiter)) == [["a", "c"]] + broken)
  }

  @Test func `texts of several lines are fields beside a text's own quote`() throws {
    #expect(
      try records("id,text,n\n1,\"one\ntwo, three\",5\n2,the 5\" pipe,6\n3,\"x, y\",7\n") == [
        ["id", "text", "n"], ["1", "one\ntwo, three", "5"], ["2", "the 5\" pipe", "6"], ["3", "x, y", "7"],
      ])
    #expect(
      try records("id;text\n1;\"one\ntwo; three\"\n2;the 5\" pipe\n3;x\n") == [
        ["id", "text"], ["1", "one\ntwo; three"], ["2", "the 5\" pipe"], ["3", "x"],
      ])
  }

  @Test(
    "lines that could be records are told as a doubt",
    arguments: [
      "a;b\nx;the 5\" pipe\ny;\"one\ntwo;three\"\nz;u\n", "a\tb\tc\n0\t1\t\"start\n7\t8\tend\"\n14\t15\tx\n16\t17\ty\n",
    ])
  func doubt(_ text: String) throws {
    let csv = try #require(try Workbook(bytes: Array(text.utf8), name: "x").csv)
    #expect(csv.confidence < 0.5)
  }

  @Test func `quotes behind backslashes at a text's end are escaped beside a text of several lines`() throws {
    let rows = (1...8).map { ["\($0)\"", "x\($0)", $0 == 3 ? "one\ttwo\nthree" : "\($0)\" y"] }
    let lines = rows.map { row in
      row.map { $0.hasPrefix("x") ? $0 : "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: "\t") + "\n"
    }
    #expect(try records("a\tb\tc\n" + lines.joined()) == [["a", "b", "c"]] + rows)
  }

  @Test func `typographic quotes of texts join no lines`() throws {
    let rows = (1...6).map { ["\($0)", $0 == 2 ? "„super\" fun" : "gut", $0 == 4 ? "so „schön“" : "x"] }
    let written = rows.map { [$0[0], $0[1].contains("\"") ? "\"„super\"\" fun\"" : $0[1], $0[2]] }
    #expect(try records(Self.text([["a", "b", "c"]] + written, ",")) == [["a", "b", "c"]] + rows)
  }

  @Test func `a text of several lines with doubled quotes is one field, wherever its lines could be cut`() throws {
    #expect(
      try records("镇,姓名,备注\n海宴镇,张三,\"称\"\"本人\"\"已领\n见附件1,附件2,附件3\"\n广海镇,李四,无异议\n") == [
        ["镇", "姓名", "备注"], ["海宴镇", "张三", "称\"本人\"已领\n见附件1,附件2,附件3"], ["广海镇", "李四", "无异议"],
      ])
  }
}
