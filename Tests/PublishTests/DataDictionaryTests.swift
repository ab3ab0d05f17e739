import Foundation
import Publish
import Support
import Testing

@Suite struct DataDictionaryTests {
  @Test func `the data dictionary is the one that the headers come from`() throws {
    let path = Project.root + "/data/DICTIONARY.md"
    if GoldenFolder.isAccepting { try dataDictionary().write(toFile: path, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == dataDictionary(), "ACCEPT=1 writes it anew")
  }

  @Test func `every table has a page of the dictionary and every column a row in both languages`() {
    let page = dataDictionary()
    for head in tableHeads {
      #expect(page.contains("\n## \(head.file)\n"))
      let names = String(decoding: head.bytes.dropFirst(3), as: UTF8.self).split(separator: "\n")[0].split(
        separator: ",")
      for name in names {
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `\(name)`") }
        #expect(!rows.isEmpty && rows.allSatisfy { $0.split(separator: "|").count >= 5 }, "\(name)")
      }
    }
  }
}
