import Spreadsheet
import Testing

/// Latin-9 differs from Latin-1 in eight places.
struct Latin9Tests {
  private func expect(_ bytes: [UInt8], _ encoding: TextEncoding, _ rows: [[String]]) throws {
    #expect(try Workbook(bytes: bytes, name: "x.csv").csv?.encoding == encoding)
    #expect(try records(bytes) == rows)
  }

  @Test func `the euro and œ tell Latin-9, and no sign in the place of its other letters does`() throws {
    func bytes(_ text: String, _ signs: [Character: UInt8]) -> [UInt8] {
      text.flatMap { signs[$0].map { [$0] } ?? [UInt8($0.unicodeScalars.first!.value)] }
    }
    let latin9: [Character: UInt8] = ["€": 0xa4, "œ": 0xbd]
    try expect(bytes("libellé,prix (€)\nété,5\n", latin9), .latin9, [["libellé", "prix (€)"], ["été", "5"]])
    try expect(bytes("mot,n\ncœur,1\nsœur,2\n", latin9), .latin9, [["mot", "n"], ["cœur", "1"], ["sœur", "2"]])
    try expect(
      bytes("mot,prix\nmain d'œuvre,€5\nbœuf,1\n", latin9), .latin9,
      [["mot", "prix"], ["main d'œuvre", "€5"], ["bœuf", "1"]])
    for plain in [
      "Text,n\nPils ½l,3\nBier½l,2\n", "recipe\nadd½cup\n½tsp\n", "recipe,n\nadd½cup,1\n",
      "item,amount\nfloor,3½in\nboard,h½\nx,Nr½a\n",
      "item,size\nbolt,M½x¾\nnut,Dia½in\n", "size,n\na¼r,1\n¼r,2\n",
      "name,n\nD´Angelo,1\nO´Brien,2\n", "tsp,n\n1½,1\n2 ½,2\n", "été,½kg\né,1\n", "m²,n\n5¼,¾\n",
    ] {
      try expect(
        bytes(plain, [:]), .latin1,
        plain.split(separator: "\n").map { $0.split(separator: ",").map(String.init) })
    }
  }
}
