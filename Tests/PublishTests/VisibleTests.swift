import Domain
import Testing

@testable import Publish

@Suite struct VisibleTests {
  @Test(arguments: [
    ("海宴镇!I60", "海宴镇!I60"), ("a\tb", "a b"), ("a\u{7F}b", "a b"), ("a\u{85}b", "a b"), ("é·", "é·"),
    ("a\u{202E}b", "a b"), ("a\u{2066}b\u{2069}", "a b "), ("“十二个月”—", "“十二个月”—"), ("", ""),
  ])
  func `what would not be seen, or turns what is, becomes a space`(text: String, shown: String) {
    #expect(visible(text) == shown)
  }

  @Test(arguments: [
    "440781001201/261a1f36f5719510", "440781001201/6228480123456789", "440781001201/261a1f36f5719510#2", "江财,“社区”",
  ])
  func `a key of changes is as its table has it`(key: String) throws {
    var table = ChangesTable()
    table.add(
      dataset: "members", key: key, field: "role", before: "", after: "主任", delta: nil, cause: "", source: "")
    let row = try #require(String(decoding: table.bytes, as: UTF8.self).split(separator: "\n").last)
    #expect(row.hasPrefix(key.contains(",") ? "members,\"\(key)\",role" : "members,\(key),role"))
  }

  @Test(arguments: [0, 1, 5, 9, 10, 11, 30]) func `a text of so many characters is cut at ten`(count: Int) {
    for letter in ["a", "村", "é"] {
      let text = String(repeating: letter, count: count)
      #expect(visible(text, limit: 10) == (count < 10 ? text : String(repeating: letter, count: 10) + "…"))
    }
  }

  @Test(arguments: [
    "", "plain", "<b>&\"'</b>", "陈某 & 子", "'", "a<b", "\u{202E}>",
  ])
  func `the page escapes what would be markup, and nothing else`(text: String) {
    let expected = text.map {
      ["<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;"][$0] ?? String($0)
    }
    #expect(PageText().escapeText(text) == expected.joined())
  }
}
