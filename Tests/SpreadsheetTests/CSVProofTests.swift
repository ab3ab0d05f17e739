import Spreadsheet
import Testing

/// What whole quotes and a record's number of fields prove.
struct CSVProofTests {
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
}
