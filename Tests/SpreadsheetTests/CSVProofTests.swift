import Spreadsheet
import Testing

/// What whole quotes and a record's number of fields prove.
struct CSVProofTests {
  private static let fives = (1...9).map { ["\($0)", "甲\($0)", "x", "y", "\($0 * 2)"] }
  private static let quoted = fives.map { row in row.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
  private static let plain = fives.map { $0.joined(separator: ",") + "\n" }.joined()

  @Test("JSON in quotes is one field, with a header and without", arguments: [",", ";", "\t", "|"])
  func json(_ delimiter: String) throws {
    let row = ["1", #"{"a": 0, "b": [1, 2, 3], "c": "x, y"}"#]
    let line = [row[0], "\"" + row[1].replacing("\"", with: "\"\"") + "\""].joined(separator: delimiter) + "\n"
    #expect(try records(line + line) == [row, row])
    #expect(try records("id\(delimiter)v\n" + line + line) == [["id", "v"], row, row])
  }

  @Test func `quotes of texts leave their file's delimiter to it`() throws {
    #expect(try records("\"a\" b\tc, d\n\"e\" f\tg, h\n") == [["a b", "c, d"], ["e f", "g, h"]])
    #expect(try records("a;\"b, c\" d\ne;\"f, g\" h\n") == [["a", "b, c d"], ["e", "f, g h"]])
  }

  @Test(
    "what only a text has sets no fields apart",
    arguments: [
      ("2021-01-01\tINFO\tadd member,\"Li, Ming\"", "\t", ""),
      ("2021-01-01|INFO|GET /,\"Mozilla/5.0 (X11, Linux)\"", "|", ""),
      ("1\t1.50\tGoethe, \"Faust, Teil 1\"", "\t", "Id\tPreis\tAutor, Titel"),
      ("1;1.50;Goethe, \"Faust, Teil 1\"", ";", "Id;Preis;Autor, Titel"),
      ("1|1.50|Goethe, \"Faust, Part 1\"", "|", "id|price|author, title"),
      ("1\tParis, \"TX, US\"", "\t", "n\tcity, state"), ("1\tbolt,\"3\"\"\"", "\t", "id\tname,size"),
      ("1\t甲1\t备注;\"a;b\"", "\t", ""), ("1,x1,k;\"v; w\"", ",", "id,name,key;value"),
      ("1,x1,k|\"v | w\"", ",", "id,name,key|value"),
      ("东镇\t山底村\t张甲\t否\t12\t2880\t换届,\"原任, 已公示\"", "\t", "镇\t村\t姓名\t是否兼任\t月数\t金额\t备注,说明"),
    ])
  func textsOwn(_ line: String, _ delimiter: String, _ head: String) throws {
    let lines = (head.isEmpty ? [] : [head]) + (0..<6).map { line.replacing("1", with: "\($0)") }
    let rows = lines.map { $0.split(separator: delimiter).map(String.init) }
    #expect(try records(lines.joined(separator: "\n") + "\n") == rows)
  }

  @Test func `quotes of a list of names leave commas to their file`() throws {
    let lines = (1...6).map { "\($0),\"先进村、文明村\"、\"卫生村、和谐村\"\n" }
    #expect(try records(lines.joined()).allSatisfy { $0.count == 2 && $0[1].hasPrefix("先进村、文明村") })
  }

  @Test(
    "a record of another delimiter or quote in a file of quotes",
    arguments: [
      "\"1\";\"b, c\";\"d\";\"e\";\"2\"\n", "\"1\"\t\"b, c\"\t\"d\"\t\"e\"\t\"2\"\n", "1|\"b, c\"|d|e|2\n",
      "'1','b, c','d','e','2'\n",
    ])
  func stray(_ line: String) throws {
    let rows = Self.fives + [["1", "b, c", "d", "e", "2"]]
    #expect(try records(Self.quoted + line) == rows)
    #expect(try records(Self.quoted + line + Self.quoted) == rows + Self.fives)
    #expect(try records(Self.quoted + line.dropLast()) == rows)
  }

  @Test func `lines of prose and lists in one field are no records of another delimiter`() throws {
    for note in [
      "Notes: a; b; c; d; e", "1;b;c;5", "1;b;c;d;5;f", "注:1;b;c;d;5", "注：1.标准240元;2.发放12个月;3.兼任不发;4.按花名册;5.已公示",
      "甲村;乙村;丙村;丁村;戊村", "甲村\t乙村\t丙村\t丁村\t5", "填表人:张三|审核人|电话|日期|2021", "1;;;;",
    ] {
      #expect(try records(Self.plain + note + "\n") == Self.fives + [[note]])
    }
    #expect(try records(Self.plain + "1;b;c;d;2,1\n") == Self.fives + [["1;b;c;d;2", "1"]])
    #expect(try records(Self.plain + "'1','b','c','d','2'\n") == Self.fives + [["'1'", "'b'", "'c'", "'d'", "'2'"]])
    let words = "甲,乙,丙,丁,戊\n"
    #expect(try records(words + words + words + "己;庚;辛;壬;癸\n").last == ["己;庚;辛;壬;癸"])
  }

  @Test("a head of another delimiter or quote is the head of the figures right below it", arguments: [plain, quoted])
  func strayHead(_ table: String) throws {
    for head in ["a;b;c;d;e", "a\tb\tc\td\te", "\"a\";\"b\";\"c\";\"d\";\"e\"", "'a','b','c','d','e'"]
    where head.hasPrefix("a") || table == Self.quoted {
      #expect(try records(head + "\n" + table) == [["a", "b", "c", "d", "e"]] + Self.fives)
    }
    let own = [["n", "name", "p", "q", "sum"]]
    for title in ["a;b;c;d;e", "a; b; c; d; e", "a;b;;d;e", "a;a;c;d;e", "a;b;c;d"] {
      #expect(try records(title + "\nn,name,p,q,sum\n" + table) == [[title]] + own + Self.fives)
    }
    for title in ["a; b; c; d; e", "a;b;;d;e", "a;a;c;d;e", "a;b;c;d", "a;b;c;d;e;f"] {
      #expect(try records(title + "\n" + table) == [[title]] + Self.fives)
    }
  }

  @Test func `a record in single quotes is one wherever it stands among quoted ones`() throws {
    let first = Self.fives[0].map { "'\($0)'" }.joined(separator: ",") + "\n"
    let rest = Self.quoted.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(try records("a,b,c,d,e\n" + first + rest) == [["a", "b", "c", "d", "e"]] + Self.fives)
  }

  @Test func `a backslash before a doubled quote is the text's own`() throws {
    let json = #"1,"{""id"": 1, ""q"": ""said \""yes\"" 1"", ""ok"": true}","1"""\#n2,plain,"6"""\#n"#
    #expect(
      try records("id,answer,note\n" + json) == [
        ["id", "answer", "note"], ["1", #"{"id": 1, "q": "said \"yes\" 1", "ok": true}"#, "1\""],
        ["2", "plain", "6\""],
      ])
    #expect(
      try records(#""1","\\srv\1","1"""\#n"2","\\srv\2","2"""\#n"#) == [
        ["1", #"\\srv\1"#, "1\""], ["2", #"\\srv\2"#, "2\""],
      ])
    let backslashes = #"n,text,x\#n1,"a \"b\"","c, d"\#n2,"say \"hi\"",e\#n"#
    #expect(try records(backslashes) == [["n", "text", "x"], ["1", "a \"b\"", "c, d"], ["2", "say \"hi\"", "e"]])
  }

  @Test(
    "lists of equal length in a column are cut by no title and no note",
    arguments: ["", "Title of it\n", "Source: office\nSchool Total Green\n"],
    ["", "Total\n", "\nSource: office 2020\n"])
  func lists(_ above: String, _ below: String) throws {
    func ones(_ text: String) -> [[String]] { text.split(separator: "\n").map { [String($0)] } }
    for (delimiter, list) in [
      (",", "\"a, b, c, d\""), (";", "a, b, c, d"), (",", "a|b|c"), (",", "a;b;c;d"), ("\t", "a;b;c;d"),
    ] {
      let lines = (0..<6).map { "\($0)\(delimiter)\(list)\n" }.joined()
      let rows = (0..<6).map { ["\($0)", list.replacing("\"", with: "")] }
      #expect(
        try records(above + "id\(delimiter)v\n" + lines + below).filter { !$0.isEmpty } == ones(above) + [["id", "v"]]
          + rows + ones(below))
    }
    // A sign of a title's, and of one column's head and values, cuts no table.
    for title in ["单位：元;人", "填报：民政局;财政局\n单位：元;人"] {
      for (head, value) in [("账号;开户行", "6228;农行"), ("经办;复核", "张甲;李乙")] {
        let rows = (1...6).map { ["东镇", "山底村", "\($0)", value, "2880"] }
        let lines = [["镇", "村", "月数", head, "金额"]] + rows
        #expect(
          try records(([title] + lines.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n" + below).filter
          { !$0.isEmpty } == ones(title) + lines + ones(below))
      }
    }
    // What is cut from the head on is a table.
    let table = (0..<6).map { "\($0)|甲, 乙|丙\n" }.joined()
    #expect(
      try records(above + "n|a|b\n" + table + below).filter { !$0.isEmpty }.dropFirst(ones(above).count).first == [
        "n", "a", "b",
      ])
    #expect(try records("Sales, 2020\nname|x|y\nDoe, J|3|4\nRoe, K|5|6\nPoe, L|7|8\n").last == ["Poe, L", "7", "8"])
  }

  @Test("one sign of a column's name is not the delimiter's", arguments: ["|^|", "##", "@@"])
  func signRuns(_ delimiter: String) throws {
    let head = ["Year", "Region", "Change %", "R&D", "Source"]
    let rows = [head] + (1...5).map { ["202\($0)", "甲\($0)", "5", "7", "x"] }
    #expect(try records(rows.map { $0.joined(separator: delimiter) + "\n" }.joined()) == rows)
  }

  @Test(
    "quotes that guard a sign everywhere are right, though a title or a row differs in its width",
    arguments: ["Table 1: road, river", ""])
  func guarded(_ title: String) throws {
    let rows = (1...8).map { ["\($0)", "Jan \($0), 2016", "St \($0), Apt 3"] }
    let lines = rows.map { "\($0[0]),\"\($0[1])\",\"\($0[2])\"\n" }.joined()
    let first = title.isEmpty ? "0,\"Feb 2, 2016\",\"St 0, Apt 1\",x\n" : "\"\(title)\"\n"
    let expected = title.isEmpty ? ["0", "Feb 2, 2016", "St 0, Apt 1", "x"] : [title]
    #expect(try records(first + lines) == [expected] + rows)
    // A whole line in quotes is a field.
    #expect(try records((1...5).map { "\"\($0)|b|c\"\n" }.joined()).allSatisfy { $0.count == 1 })
  }

  @Test func `a quoted record of texts is one by its quotes, and a blank before them is none of the text`() throws {
    let rows = (1...9).map { ["K\($0)", "Doe, \($0)", "Ann", "Paris", "no"] }
    func line(_ row: [String], _ delimiter: String) -> String {
      row.map { "\"\($0)\"" }.joined(separator: delimiter) + "\n"
    }
    let table = rows.map { line($0, ",") }.joined()
    for delimiter in [";", "\t", "|", ", "] {
      for row in [["K0", "Roe", "Eva", "Rome", "yes"], ["K0", "Roe, E", "Eva", "Rome", "yes"]] {
        #expect(try records(table + line(row, delimiter)) == rows + [row])
        #expect(try records(table + line(row, delimiter) + table) == rows + [row] + rows)
      }
    }
    #expect(try records(table + "K0;Roe;Eva;Rome;yes\n").last == ["K0;Roe;Eva;Rome;yes"])
  }

  @Test func `quotes that nothing escapes are texts' own where all records have one width only so`() throws {
    let rows = (1...20).map { ["\($0)", $0 % 4 == 0 ? "Said \"fine\", then left" : "plain, \($0)", "x"] }
    let lines = rows.map { row in row.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
    #expect(try records(lines) == rows)
  }
}
