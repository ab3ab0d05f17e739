import Spreadsheet
import Support
import Testing

/// CSVs of which one could think otherwise: quotes and delimiters of texts' own, one column or two.
struct CSVDoubtTests {
  static let cases: [CSVTests.Case] = [
    .init(
      "semicolons within quotes tell for semicolons", "\"c; r; s\";o a\nd d, l;\"o d; a; r\"\n",
      [["c; r; s", "o a"], ["d d, l", "o d; a; r"]]),
    .init(
      "a last delimiter without a line end behind it", "a, b;c;\nd, e;f;", [["a, b", "c"], ["d, e", "f"]]),
    .init(
      "colons by twos, and alone in titles and times",
      "1::Toy Story::A|B\n648::Mission: Impossible::C\n2::at 10:30, Rome::D\n",
      [["1", "Toy Story", "A|B"], ["648", "Mission: Impossible", "C"], ["2", "at 10:30, Rome", "D"]]),
    .init(
      "a text's own quote before the closing one, not doubled",
      "a,b,c\n\"call \"Bob\"\",\"x, y\",1\n\"p, q\",\"say \"no\"\",2\n\"r\",\"s\",3\n",
      [["a", "b", "c"], ["call \"Bob\"", "x, y", "1"], ["p, q", "say \"no\"", "2"], ["r", "s", "3"]]),
    .init(
      "a quote too many before the closing one, and alone between quotes",
      "\"a\"\",\"b\",\"c\"\n\"1\",\"\"\",\"3\"\n\"4\",\"5\",\"6\"\n",
      [["a\"", "b", "c"], ["1", "\"", "3"], ["4", "5", "6"]]),
    .init("one column of decimal commas", "Wert\n12,5\n3,75\n100\n", [["Wert"], ["12,5"], ["3,75"], ["100"]]),
    .init(
      "one column of decimal commas behind grouping points, with a currency", "Betrag\n1.234,50 €\n12,00 €\n",
      [["Betrag"], ["1.234,50 €"], ["12,00 €"]]),
    .init(
      "one column of amounts with thousands", "金额\n98,414.99\n1,041,468.58\n812.5\n",
      [["金额"], ["98,414.99"], ["1,041,468.58"], ["812.5"]]),
    .init(
      "a title above columns of figures and words", "表\n12,5,x\n3,7,y\n",
      [["表"], ["12", "5", "x"], ["3", "7", "y"]]),
    .init(
      "quotes in the second of two columns, a line apart, belong to their texts",
      "ham\tOk lar\nham\t\"Nah I don't\nham\tHe said \"yes\"\nspam\tFree entry\nham\tU dun\n",
      [
        ["ham", "Ok lar"], ["ham", "\"Nah I don't"], ["ham", "He said \"yes\""], ["spam", "Free entry"],
        ["ham", "U dun"],
      ]
    ),
    .init(
      "a text of several lines in the second of two columns", "id\ttext\n1\t\"x\ny\"\n2\t\"p\nq\nr\"\n3\tz\n4\tw\n",
      [["id", "text"], ["1", "x\ny"], ["2", "p\nq\nr"], ["3", "z"], ["4", "w"]]),
    .init(
      "a blank before quotes that guard a comma, in one record alone",
      "a,b,c\n1,\"x, y\",2\n3, \"p, \"\"q\"\"\", 4\n\"5\",\"z, u\",\"6\"\n7, \"w\",8\n"
        + String(repeating: "k,l,m\n", count: 6),
      [
        ["a", "b", "c"], ["1", "x, y", "2"], ["3", "p, \"q\"", " 4"], ["5", "z, u", "6"], ["7", " \"w\"", "8"],
      ] + Array(repeating: ["k", "l", "m"], count: 6)),
    .init(
      "tabs and a line end in quotes of a wider file",
      "村名\t备注\t金额\n石海\t\"一季\t480\n二季\t480\"\t960\n簕冲\tx\t1\n朗畔\ty\t2\n",
      [["村名", "备注", "金额"], ["石海", "一季\t480\n二季\t480", "960"], ["簕冲", "x", "1"], ["朗畔", "y", "2"]]),
    .init(
      "the same where every field is quoted", "\"k\"\t\"v\"\n\"1\"\t\"甲\n乙\t丙\"\n\"2\"\t\"x\"\n\"3\"\t\"y\"\n",
      [["k", "v"], ["1", "甲\n乙\t丙"], ["2", "x"], ["3", "y"]]),
    .init(
      "one column of decimal commas, some without a value", "Wert\n12,5\n3,7\nn/a\n8,0\n合计\n",
      [["Wert"], ["12,5"], ["3,7"], ["n/a"], ["8,0"], ["合计"]]),
    .init(
      "a title above three columns of whole numbers", "标题\n1,200,300\n2,250,310\n3,100,200\n",
      [["标题"], ["1", "200", "300"], ["2", "250", "310"], ["3", "100", "200"]]),
    .init(
      "a currency behind every delimiter belongs to the amounts",
      "N0;$1,234.50;$12.00\nN1;$12.00;$3.00\nN2;$5.00;$4.00\n",
      [["N0", "$1,234.50", "$12.00"], ["N1", "$12.00", "$3.00"], ["N2", "$5.00", "$4.00"]]),
    .init(
      "a sign behind every delimiter, in the head too", "id|#a|#b\nrex|#42|#7\ntom|#43|#8\n",
      [["id", "#a", "#b"], ["rex", "#42", "#7"], ["tom", "#43", "#8"]]),
    .init(
      "a per cent sign before every delimiter", "12%;13%;14%;\n15%;16%;17%;\n1%;2%;3%;\n",
      [["12%", "13%", "14%"], ["15%", "16%", "17%"], ["1%", "2%", "3%"]]),
    .init(
      "signs that are alike from both sides", "a|#|b|#|c\n1|#|x, y|#|3\n4|#|z|#|5\n",
      [["a", "b", "c"], ["1", "x, y", "3"], ["4", "z", "5"]]),
    .init("signs of which none divides alone", "a@%b@%c\n1@%2@%3\n", [["a", "b", "c"], ["1", "2", "3"]]),
    .init(
      "carets that cut the head too, above commas below it", "Nr^A^D\n1^Ja, nein^1.2., 12:31\n2^So, so^2.2., 12:32\n",
      [["Nr", "A", "D"], ["1", "Ja, nein", "1.2., 12:31"], ["2", "So, so", "2.2., 12:32"]]),
    .init(
      "a caret in one text is no delimiter", "name\na, b^2\nc, d\ne, f\n",
      [["name"], ["a", "b^2"], ["c", "d"], ["e", "f"]]),
    .init(
      "two columns of percentages with decimal commas", "12,5 %;3,0 %\n3,0 %;100,0 %\n0,5 %;7,25 %\n",
      [["12,5 %", "3,0 %"], ["3,0 %", "100,0 %"], ["0,5 %", "7,25 %"]]),
    .init(
      "quotes behind backslashes at a text's beginning",
      "\"id\",\"name\"\n\"1\",\"Anna\"\n\"2\",\"\\\"Doc\\\" Holliday\"\n\"3\",\"Bob\"\n",
      [["id", "name"], ["1", "Anna"], ["2", "\"Doc\" Holliday"], ["3", "Bob"]]),
    .init(
      "backslashes at the end of paths escape no quote",
      "\"id\",\"dir\"\n\"1\",\"C:\\\"\n\"2\",\"D:\\x\\\"\n\"3\",\"E:\\\"\n",
      [["id", "dir"], ["1", "C:\\"], ["2", "D:\\x\\"], ["3", "E:\\"]]),
    .init(
      "a text's own quote before a comma, which the other records' width proves",
      "a,b,c\n1,\"Desk\", 120 cm\",3\n" + String(repeating: "4,\"x, y\",6\n", count: 12),
      [["a", "b", "c"], ["1", "Desk\", 120 cm", "3"]] + Array(repeating: ["4", "x, y", "6"], count: 12)),
    .init(
      "a quoted field before one that ends in a quote of its own, in a record of the right width",
      "a,b,c\n1,\"Desk\",24\"\n" + String(repeating: "4,\"x, y\",6\n", count: 12),
      [["a", "b", "c"], ["1", "Desk", "24\""]] + Array(repeating: ["4", "x, y", "6"], count: 12)),
    .init(
      "a record too wide whose quoted fields are whole",
      "a,b,c\n1,\"Desk\",\"x\",3\n" + String(repeating: "4,\"x, y\",6\n", count: 12),
      [["a", "b", "c"], ["1", "Desk", "x", "3"]] + Array(repeating: ["4", "x, y", "6"], count: 12)),
    .init(
      "colons by twos in the texts of one column",
      "log\n10:00:01 Foo::Bar::baz ok\n10:00:02 Foo::Bar::qux ok\n10:01:02 A::B::c ok\n",
      [["log"], ["10:00:01 Foo::Bar::baz ok"], ["10:00:02 Foo::Bar::qux ok"], ["10:01:02 A::B::c ok"]]),
  ]

  @Test("records and fields", arguments: cases)
  func recordsAreRead(_ sample: CSVTests.Case) throws {
    #expect(try SpreadsheetTests.records(sample.text) == sample.expected)
  }

  private static let quoted = Array(repeating: "'1','Name','Paris, FR'", count: 12)
  private static let plain = Array(repeating: ["1", "Name", "Paris, FR"], count: 12)

  @Test(
    "an apostrophe of a text's own leaves a file its single quotes",
    arguments: [
      ("'O'Neil'", "O'Neil"), ("'boys' club'", "boys' club"), ("'Rock 'n' Roll'", "Rock 'n' Roll"),
      ("''extra'", "'extra"),
    ],
    [",", ";", "\t"])
  func apostrophe(_ field: (written: String, read: String), _ delimiter: String) throws {
    let text = (Self.quoted + ["'2',\(field.written),'Bonn, DE'"]).joined(separator: "\n") + "\n"
    let cut = text.replacing("','", with: "'\(delimiter)'")
    #expect(try SpreadsheetTests.records(cut) == Self.plain + [["2", field.read, "Bonn, DE"]])
  }

  @Test func `single quotes that guard commas bear one that stands astray in the head`() throws {
    let text = "'id,name,n\n" + String(repeating: "1,'Desk, 120 cm',1\n", count: 8)
    #expect(
      try SpreadsheetTests.records(text) == [["'id", "name", "n"]]
        + Array(repeating: ["1", "Desk, 120 cm", "1"], count: 8))
  }

  @Test func `single quotes that begin numbers and words quote nothing`() throws {
    let text = "k,v,w\n" + String(repeating: "'44,'tis,it's\n", count: 8) + "1,'x',don't\n"
    #expect(
      try SpreadsheetTests.records(text) == [["k", "v", "w"]]
        + Array(repeating: ["'44", "'tis", "it's"], count: 8) + [["1", "'x'", "don't"]])
  }

  @Test func `quotes behind blanks that guard nothing leave one that is never closed to its text`() throws {
    let text =
      "a,b,c,d,e\n" + String(repeating: "1, \"x0\", \"x1\", \"x2\", \"x3\"\n", count: 400) + "1,\"open,x0,x1,x2\n"
      + String(repeating: "1,x0,x1,x2,x3\n", count: 1000)
    #expect(try SpreadsheetTests.records(text).count == 1402)
  }

  @Test func `quotes of one column of figures stay where there are said to be none`() throws {
    #expect(
      try SpreadsheetTests.records("\"Wert\"\n12,5\n3,7\n", csv: CSVOptions(quote: .none)) == [
        ["\"Wert\""], ["12,5"], ["3,7"],
      ])
  }

  @Test(
    "one column or two is told as a doubt",
    arguments: [
      "Wert\n12,5\n3,75\n", "Name\nDoe, John\nRoe, Jane\n", "url\nhttp://a.b/x,y\nhttp://a.b/z,w\n",
      "备注\n石海村\n簕冲村, 改名\n朗畔\n", "Which?\nBus, Train\nCar\nBus, Car, Train\nTrain\n",
    ])
  func oneColumnOrTwo(_ text: String) throws {
    let csv = try #require(try Workbook(bytes: Array(text.utf8), name: "x").csv)
    #expect(csv.confidence < 0.5)
  }

  @Test(
    "a title above a table, and a comma between quotes, are no doubt",
    arguments: ["表\na,b,c\n1,2,3\n4,5,6\n", "Preis\n\"12,5\"\n\"3,7\"\n", "村名\n石海村\n簕冲村\n"])
  func noDoubt(_ text: String) throws {
    let csv = try #require(try Workbook(bytes: Array(text.utf8), name: "x").csv)
    #expect(csv.confidence >= 0.5)
  }
}
