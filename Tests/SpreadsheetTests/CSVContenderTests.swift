import Spreadsheet
import Testing

/// What a file proves of its dialect against a way of cutting that scores better.
struct CSVContenderTests {
  private static func text(_ rows: [[String]], _ delimiter: String) -> String {
    rows.map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  @Test func `a head and records of as many fields beat what stands in a column's values`() throws {
    let rows = (11...40).map { ["29.5\($0);31.81", "3.1\($0);2.35", "http://a.b/x?id=\($0)&b=2", "776.\($0)"] }
    let head = ["place", "from", "url", "price"]
    #expect(try records(Self.text([head] + rows, ",")) == [head] + rows)
  }

  @Test func `decimal commas below a title of commas are none that set fields apart`() throws {
    let rows = (1...6).map { ["\($0),5", "2,\($0)", "3,\($0)"] }
    #expect(try records("Umsatz 2020, netto\n" + Self.text(rows, ";")).dropFirst() == rows[...])
  }

  @Test(
    "quotes that open and close whole fields between others beat pipes within texts", arguments: [",", "\t", ";"],
    [true, false])
  func quotesWithin(_ delimiter: String, _ hasHead: Bool) throws {
    let rows = (1...25).map { ["1|2|\($0 % 9)", "12\(delimiter)5 €", "{\"k\":\"v\"}", "NULL"] }
    let written = rows.map { [$0[0], "\"\($0[1])\"", "\"{\"\"k\"\":\"\"v\"\"}\"", $0[3]] }
    let head = hasHead ? [["rec", "amt", "json", "x"]] : []
    #expect(try records(Self.text(head + written, delimiter)) == head + rows)
  }

  @Test func `quotes at the end of every text leave pipes to their file`() throws {
    let rows = (1...6).map { ["\($0)", "x\($0)", "k, \"v\($0), w\""] }
    #expect(try records(Self.text(rows, "|")) == rows)
    #expect(try records(Self.text(rows, "\t")) == rows)
  }

  @Test func `tabs in every record beat pipes within its values`() throws {
    let rows = (1...20).map { ["1|2|\($0 % 9)", $0 % 2 == 0 ? "A" : "B"] }
    #expect(try records(Self.text(rows, "\t")) == rows)
    let wide = (1...3).map { ["1|2|\($0)", "1|2|\($0 * 2)"] }
    #expect(try records(Self.text([["rec", "Rec [m/s]"]] + wide, "\t")) == [["rec", "Rec [m/s]"]] + wide)
  }

  @Test("tabs that keep numbers from being figures set nothing apart", arguments: [",", "|", ";"])
  func padding(_ delimiter: String) throws {
    let rows = (1...9).map { ["张\($0)", "44078119900101123\($0)\t", "\($0)"] }
    #expect(try records(Self.text(rows, delimiter)) == rows)
    let before = (1...9).map { ["张\($0)", "\t44078119900101123\($0)", "\($0)"] }
    #expect(try records(Self.text(before, delimiter)) == before)
  }

  @Test func `a pipe between blanks`() throws {
    let rows = (1...6).map { ["one two \($0)", "a|b", "\($0).5"] }
    let quoted = rows.map { $0.map { "\"\($0)\"" } }
    let free = rows.map { [$0[0], "ab", $0[2]] }
    #expect(try records(Self.text([["a", "b", "c"]] + free, " | ")) == [["a", "b", "c"]] + free)
    let whole = quoted.map { [$0[0], "\"a b\"", $0[2]] }
    #expect(try records(Self.text(whole, " | ")) == rows.map { [$0[0], "a b", $0[2]] })
    // A blank on one side alone belongs to the text.
    #expect(try records("a |b|c\n1 |2|3\n4 |5|6\n") == [["a ", "b", "c"], ["1 ", "2", "3"], ["4 ", "5", "6"]])
    #expect(try records("id,a | b\n1,x | y\n2,z | u\n3,v | w\n").allSatisfy { $0.count == 2 })
  }

  @Test func `semicolons by twos between all fields of four lines and more are no blank columns`() throws {
    let rows = (1...5).map { ["\($0)", "x\($0)", "3,\($0)"] }
    #expect(try records(Self.text([["a", "b", "c"]] + rows, ";;")) == [["a", "b", "c"]] + rows)
    let blank = [
      ["a", "", "b", "", "c"], ["1", "x", "2", "", "3"], ["4", "", "5", "", "6"], ["7", "", "8", "", "9"],
    ]
    #expect(try records(Self.text(blank, ";")) == blank)
    let column = (1...9).map { ["\($0)", "", "\($0 * 3)"] }
    #expect(try records(Self.text(column, ";")) == column)
  }

  @Test func `two lines whose fields are all quoted are cut by blanks`() throws {
    #expect(
      try records("\"name\" \"date\" \"size\"\n\"Anna Lee\" \"03/25/2020\" \"13\"\"\"\n") == [
        ["name", "date", "size"], ["Anna Lee", "03/25/2020", "13\""],
      ])
  }

  @Test("a record in single quotes that is torn else", arguments: [3, 4, 7])
  func tornRecord(_ width: Int) throws {
    func row(_ index: Int) -> [String] { ["$\(index),\(100 + index).00"] + (1..<width).map { "x\($0 + index)" } }
    let lines = (1...20).map { index in
      (["\"\(row(index)[0])\""] + row(index).dropFirst()).joined(separator: ",") + "\n"
    }
    let stray = row(50).map { "'\($0)'" }.joined(separator: ",") + "\n"
    #expect(try records(lines.joined() + stray + lines.joined()) == (1...20).map(row) + [row(50)] + (1...20).map(row))
  }

  @Test func `a record of another delimiter in lists of few columns and of quotes`() throws {
    let rows = (1...20).map { ["\($0).88", "A/V", "7\($0).84"] }
    #expect(
      try records(Self.text([["a", "b", "c"]] + rows, ";") + "712.88|A/V|720.84\n").last == ["712.88", "A/V", "720.84"])
    let texts = (1...20).map { ["Doe, \($0)", "1\"", "22%", "06/11/2020"] }
    func quoted(_ row: [String]) -> [String] { row.map { "\"\($0.replacing("\"", with: "\"\""))\"" } }
    #expect(
      try records(Self.text(texts.map(quoted), ",") + quoted(texts[4]).joined(separator: "|") + "\n").last == texts[4])
    // A note of three parts has no figures at the places of the table's.
    #expect(try records(Self.text([["a", "b", "c"]] + rows, ";") + "see|A/V|note\n").last == ["see|A/V|note"])
    #expect(try records(Self.text([["a", "b", "c"]] + rows, ";") + "注:1|b|2\n").last == ["注:1|b|2"])
    #expect(try records(Self.text([["a", "b", "c"]] + rows, ";") + "Total:1|b|2\n").last == ["Total:1|b|2"])
  }
}
