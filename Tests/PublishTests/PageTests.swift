import Domain
import Foundation
import Pipeline
import Support
import Testing

@Suite struct PageTests {
  private func page(_ trial: FaultyRun) throws -> String {
    String(decoding: try trial.bytes("report.html"), as: UTF8.self)
  }

  @Test func `the sentence tells findings of their own from those that follow from them`() async throws {
    let trial = try await FaultyRun()
    let rows = try trial.rows("discrepancies.csv").filter { $0["severity"] != "info" }
    let own = rows.filter { $0["caused_by"] == "" && $0["severity"] != "warning" }
    let echoes = rows.filter { $0["caused_by"] != "" }
    func count(_ rows: [[String: String]]) -> Int { Set(rows.compactMap { $0["fingerprint"] }).count }
    #expect(count(echoes) > 0)
    #expect(try page(trial).contains("有 \(count(own)) 处不符（另有 \(count(echoes)) 处随之而来）"))
  }

  @Test func `causes that lower what is due do not look like those that raise it`() async throws {
    let page = try page(try await FaultyRun())
    let brief = try #require(page.firstMatch(of: /<ul class="due">.*?<\/ul>/)).0
    #expect(brief.contains("少计"))
    #expect(page.firstMatch(of: /超员额 DZ303 · [A-Z]+\d+ · 多计至多/) != nil)
    #expect(page.firstMatch(of: /兼任重复发放 DZ606 · [A-Z]+\d+ · 少计/) != nil)
    #expect(page.contains("此外缺员"), "with the empty seats the shares come to the difference")
    #expect(page.contains("<ul class=\"stated\">"), "what a county states otherwise than it is due is told too")
  }

  @Test func `what the bureau has acknowledged is told apart on the page and leaves the county's list`() async throws {
    let trial = try await FaultyRun()
    let rows = try trial.rows("discrepancies.csv")
    let found = try #require(rows.first { $0["code"] == "DZ408" && $0["caused_by"] == "" && $0["county"] != "" })
    let print = try #require(found["fingerprint"])
    _ = try acknowledge(
      print, by: "<b>王某</b>", until: try #require(CalendarDate("2022-12-31")), reason: "已核对原始凭证", output: trial.output)
    try await trial.run()
    let page = try page(trial)
    #expect(page.contains("已核实，不再计入") && page.contains("已核对原始凭证") && !page.contains("<b>王某"))
    let cells = try trial.cells(ofReturn: try #require(found["county"]))
    #expect(!cells.values.contains { $0[13] == print })
    #expect(cells[2]?[1]?.contains("另有 1 项已由主管部门核实") == true)
  }

  @Test func `the page says what a correction changed, what is new and what is gone`() async throws {
    let trial = try await FaultyRun()
    #expect(try !page(trial).contains("与上次发布相比"), "nothing was published before")
    let before = try trial.rows("discrepancies.csv")
    let file = try #require(before.first { $0["file"]?.hasSuffix(".csv") == true && $0["county"] != "" }?["file"])
    try FileManager.default.removeItem(atPath: trial.inbox + "/" + file)
    try await trial.run()
    let page = try page(trial)
    let changes = try trial.rows("changes.csv")
    let gone = changes.filter { $0["dataset"] == "discrepancies" && $0["after"] == "resolved" }
    #expect(!gone.isEmpty)
    #expect(page.contains("与上次发布相比") && page.contains("已消除 ("))
    let values = changes.count { $0["dataset"] != "discrepancies" }
    #expect(page.contains("\(values) 个数字有变化"))
    #expect(
      page.firstMatch(of: /<td class="n">(mismatch|exact|current|missing)</) == nil,
      "a table's word stands on the Chinese page")
  }
}
