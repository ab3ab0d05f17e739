import Spreadsheet
import Support
import Testing

/// Names in GBK whose every character is well-formed UTF-8.
extension EncodingTests {
  @Test(
    "letters of scripts that no word mixes are Chinese names",
    arguments: [
      ([0xd6, 0xa3, 0xce, 0xb0], "郑伟"), ([0xc7, 0xae, 0xc7, 0xbf], "钱强"), ([0xd0, 0xbb, 0xc6, 0xbd], "谢平"),
      ([0xc7, 0xae, 0xce, 0xb0, 0xce, 0xb0], "钱伟伟"), ([0xd4, 0xaa, 0xcf, 0xbc], "元霞"),
      ([0xca, 0xb1, 0xd6, 0xbe], "时志"), ([0xce, 0xa4, 0xce, 0xb0, 0xc9, 0xbd], "韦伟山"),
    ] as [([UInt8], String)])
  func namesByChance(_ bytes: [UInt8], _ name: String) throws {
    try expect(
      Array("id,name\n1,".utf8) + bytes + Array("\n2,Li Lei\n".utf8), .gb18030, isGuessed: true,
      [["id", "name"], ["1", name], ["2", "Li Lei"]])
  }

  @Test(
    "units and words of one script, and rare letters within words, are what they are",
    arguments: ["5 кΩ", "Δт", "θɪn", "Ωμέγα", "kueǯǯ", "ǯuŋ ǩ", "מִי", "Ѡмега Ψ"])
  func noNames(_ text: String) throws {
    try expect(Array("id,v\n1,\(text)\n".utf8), .utf8, isGuessed: false, [["id", "v"], ["1", text]])
  }
}
