import Domain
import Foundation
import Testing

@testable import Publish

@Suite struct EnglishTests {
  @Test(arguments: [
    ("689.39", "万元", "689.39 × 10,000 yuan"), ("12", "亿元", "12 × 100,000,000 yuan"), ("240", "元", "240 yuan"),
    ("1", "村", "1 village"), ("654", "个", "654"), ("1859", "人", "1859 people"), ("98", "分", "98 points"),
    ("95.2", "%", "95.2%"), ("3", "万人", "3 × 10,000 people"), ("7", "担", "7 担"), ("7", "", "7"),
  ])
  func `a figure of the report has its unit in English, and one that has no English keeps its own`(
    figure: String, unit: String, words: String
  ) {
    #expect(stated(figure, unit, "en") == words)
    #expect(stated(figure, unit, "zh") == figure + unit)
  }

  @Test func `the English page speaks English wherever it is not the counties' or the report's own words`() async throws
  {
    let trial = try await FaultyRun()
    let page = String(decoding: try trial.bytes("report.html"), as: UTF8.self)
    let english = try #require(page.components(separatedBy: "<article class=\"en\"").last)
    #expect(english.contains("<th scope=\"row\">total</th>") && !english.contains(">合计<"))
    #expect(english.contains("689.39 × 10,000 yuan</td>"))
    #expect(
      english.firstMatch(of: /<li>DZ\d{3} [^<]*：/) == nil, "what follows from a finding is told with full-width marks")
    #expect(english.firstMatch(of: /\d 元</) == nil)
  }

  @Test func `lists and self-evaluation in English name units and the form's words in English`() async throws {
    let trial = try await FaultyRun(language: "en")
    let cells = try trial.cells(ofReturn: "台山市")
    let mends = cells.filter { $0.key > 3 }.compactMap { $0.value[8] }
    #expect(mends.contains { $0.contains("yuan") } && !mends.contains { $0.contains("元") || $0.contains(" 人") })
    let report = String(decoding: try trial.bytes("self-evaluation.md"), as: UTF8.self)
    let form = try #require(
      report.components(separatedBy: "## Annex 1").last?.components(separatedBy: "## Annex 2").first)
    #expect(
      form.contains("| money | whole year | total |") && form.contains("| output | quantity | villages reported |"))
    for word in ["资金", "产出", "效益", "满意度", "（", "："] { #expect(!form.contains(word), "\(word)") }
  }

  @Test func `a publication says what its columns mean, and its page leads there`() async throws {
    let trial = try await FaultyRun()
    #expect(try trial.bytes("DICTIONARY.md") == Array(dataDictionary().utf8))
    let page = String(decoding: try trial.bytes("report.html"), as: UTF8.self)
    #expect(page.contains("<a href=\"DICTIONARY.md\">") && page.contains("<a href=\"datapackage.json\">"))
    for schema in schemas {
      #expect(page.contains("<a href=\"\(schema.name).csv\">"))
      #expect(FileManager.default.fileExists(atPath: trial.output + "/current/\(schema.name).csv"))
    }
  }
}
