import Spreadsheet
import Testing

/// What holds in every record of a file, the head as well, tells how it is cut.
struct CSVWholeFileTests {
  private static func text(_ rows: [[String]], _ delimiter: String) -> String {
    rows.map { $0.joined(separator: delimiter) + "\n" }.joined()
  }

  private static let signs = ["#", "^", "~", "¦", ":", " "]

  @Test("whole quotes prove a rare delimiter", arguments: signs)
  func rareDelimiter(_ sign: String) throws {
    let figures = (11...20).map { ["\($0)", "\($0 * 3)", "\($0 % 7)"] }
    // Pairs of digits between colons are times.
    if sign != ":" { #expect(try records(Self.text(figures.map { $0.map { "\"\($0)\"" } }, sign)) == figures) }
    let texts = (1...6).map { ["K\($0)", "one, two; three number \($0)", "\($0).5"] }
    let quoted = texts.map { [$0[0], "\"\($0[1])\"", $0[2]] }
    #expect(try records(Self.text([["key", "text", "n"]] + quoted, sign)) == [["key", "text", "n"]] + texts)
  }

  @Test func `quotes within texts prove no rare delimiter`() throws {
    let rows = (1...6).map { ["Room \"A\(String(repeating: "b", count: $0))\"", "\($0)"] }
    #expect(try records(Self.text([["room", "n"]] + rows, ",")) == [["room", "n"]] + rows)
    let pipes = (1...6).map { ["\($0)\" pipe, grey #2", "\($0),5"] }
    #expect(try records(Self.text([["name", "price"]] + pipes, ";")) == [["name", "price"]] + pipes)
  }

  @Test func `what stands between quotes alone tears no file of quotes`() throws {
    let rows = (1...8).map { ["a: \($0); b: 5px;", "https://a.b/c?x=\($0);z=3"] }
    #expect(try records(Self.text(rows.map { $0.map { "\"\($0)\"" } }, ",")) == rows)
  }

  @Test("a head in single quotes shows that they are quotes", arguments: [",", ";", "|", "\t"])
  func singleQuotes(_ delimiter: String) throws {
    let head = ["'a'", "'b'", "'c'"]
    let bare = [["a", "b", "c"]]
    let figures = (1...5).map { ["\($0)", "\($0 * 2)", "3.5"] }
    #expect(try records(Self.text([head] + figures, delimiter)) == bare + figures)
    #expect(
      try records(Self.text([head] + figures + [["1", "'NA'", "2"]], delimiter)) == bare + figures + [["1", "NA", "2"]])
    let json = (1...5).map { ["\($0)", "'{\"k\": \($0)}'", "x"] }
    #expect(try records(Self.text([head] + json, delimiter)).last == ["5", "{\"k\": 5}", "x"])
  }

  @Test func `one column in single quotes is cut by no comma`() throws {
    #expect(try records("'note'\n'good'\n'good, thanks'\n'bad'\n") == [["note"], ["good"], ["good, thanks"], ["bad"]])
  }

  @Test func `apostrophes elsewhere leave single quotes to the texts`() throws {
    for rows in [
      [["'a'", "'b'"], ["O'Neil", "2"], ["3", "4"], ["5", "6"]],
      [["a", "b"], ["'x'", "2"], ["3", "4"], ["5", "6"]],
      [["'a", "'b"], ["'440781", "2"], ["'440782", "4"], ["'440783", "6"]],
    ] {
      #expect(try records(Self.text(rows, ",")) == rows)
    }
  }

  @Test("commas of figures are no delimiter beside one that cuts the head", arguments: ["^", "~", "#", "¦"])
  func figuresCommas(_ sign: String) throws {
    let rows = (1...6).map { ["it\($0)", "$2,\($0)72.28", "4,924,93\($0)"] }
    #expect(try records(Self.text([["item", "price", "total"]] + rows, sign)) == [["item", "price", "total"]] + rows)
  }

  @Test func `commas below a title are delimiters`() throws {
    let rows = (1...6).map { ["a#\($0)", "1\($0)", "2\($0)"] }
    #expect(try records("Report #1 of #2\n" + Self.text(rows, ",")) == [["Report #1 of #2"]] + rows)
    let names = (1...6).map { ["Doe", "John \($0)"] }
    #expect(try records("Full name here\n" + Self.text(names, ", ")).last == names.last)
  }

  @Test("a sign in every record is no delimiter where the head has none of it", arguments: [",", "\t", "|"])
  func signOfValues(_ delimiter: String) throws {
    let head = ["css", "flag", "tags"]
    let rows = (1...8).map { ["color: red; width: \($0)px;", $0 % 2 == 0 ? "TRUE" : "FALSE", "next;screws;part\($0)"] }
    #expect(try records(Self.text([head] + rows, delimiter)) == [head] + rows)
  }

  @Test("a blank before quotes in one record of two columns", arguments: [",", ";"])
  func blankBeforeQuotes(_ delimiter: String) throws {
    let rows = (1...12).map { ["K\($0)", $0 % 3 == 0 ? "fine" : "\"It was\(delimiter) ok\""] }
    let text = Self.text([["key", "text"]] + rows, delimiter) + "K20\(delimiter) \"abc\(delimiter) def\"\n"
    #expect(try records(text).last == ["K20", "abc\(delimiter) def"])
  }

  @Test("several signs with blank fields in the head", arguments: ["|~|", "::", "&&", "||"])
  func severalSigns(_ sign: String) throws {
    let rows = [
      ["id", "date", "which?", "", "", "why?"], ["1", "08:00:01", "a", "", "b", "so, so"],
      ["2", "08:00:02", "", "", "b", "no"], ["3", "08:00:03", "a", "", "", "well"],
    ]
    #expect(try records(Self.text(rows, sign)) == rows)
  }

  @Test func `zero bytes behind a text are no part of it`() throws {
    let rows = [["id", "name"], ["1", "Bob"], ["2", "Al"]]
    let bytes = Array(Self.text(rows, ",").utf8) + [UInt8](repeating: 0, count: 500)
    #expect(FileKind.detect(bytes: bytes, name: "表.csv") == .csv)
    #expect(try records(bytes) == rows)
    #expect(try Workbook(bytes: bytes, name: "表.csv").csv?.nulBytes == 500)
    #expect(try Workbook(bytes: bytes, name: "表.csv").csv?.isCutOff == false)
    let cut = Array("id,name\n1,Bob\n2,A".utf8) + [UInt8](repeating: 0, count: 500)
    #expect(try Workbook(bytes: cut, name: "表.csv").csv?.isCutOff == true)
    #expect(FileKind.detect(bytes: [UInt8](repeating: 0, count: 500), name: "表.csv") == .binary)
  }
}
