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
    "a record of another delimiter or quote in a file of quotes",
    arguments: [
      "\"a\";\"b, c\";\"d\";\"e\";\"f\"\n", "\"a\"\t\"b, c\"\t\"d\"\t\"e\"\t\"f\"\n", "a|\"b, c\"|d|e|f\n",
      "'a','b, c','d','e','f'\n",
    ])
  func stray(_ line: String) throws {
    let rows = Self.fives + [["a", "b, c", "d", "e", "f"]]
    #expect(try records(Self.quoted + line) == rows)
    #expect(try records(Self.quoted + line + Self.quoted) == rows + Self.fives)
    #expect(try records(Self.quoted + line.dropLast()) == rows)
  }

  @Test func `lines of prose and lists in one field are no records of another delimiter`() throws {
    for note in ["Notes: a; b; c; d; e", "a;b;c;d", "a;b;c;d;e;f"] {
      #expect(try records(Self.plain + note + "\n") == Self.fives + [[note]])
    }
    #expect(try records(Self.plain + "a;b;c;d;e,1\n") == Self.fives + [["a;b;c;d;e", "1"]])
    #expect(try records(Self.plain + "'a','b','c','d','e'\n") == Self.fives + [["'a'", "'b'", "'c'", "'d'", "'e'"]])
  }
}
