import Testing

@testable import Domain
@testable import Normalize

/// Printed answers with a box each.
@Suite struct FormBoxTests {
  private func flag(_ text: String, header: String = "是否兼任") -> Trial {
    Trial(
      payments(header: "镇,村,姓名,\(header),月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880", "东镇,山底村,李乙,是,0,0"]))
  }

  @Test(arguments: [
    ("■是□否", true), ("□是■否", false), ("☑是 □否", true), ("□是 ☑否", false), ("√是 □否", true), ("□是 √否", false),
    ("√是 否", true),
    ("是□否☑", false), ("是☑ 否□", true), ("（√）是（ ）否", true), ("( )兼任 (√)不兼任", false), ("●是○否", true), ("☐是☒否", false),
    ("□是/■否", false),
  ])
  func `the ticked box says which of two answers is given`(_ text: String, _ answer: Bool) {
    let trial = flag(text)
    #expect(trial.records.members[0].isConcurrent == answer && !trial.errors.contains("DZ205"))
  }

  @Test(arguments: ["□是□否", "■是■否", "是√否", "是/否", "是□否", "■是□否□其他"])
  func `boxes that say nothing, or not which, are asked about`(_ text: String) {
    #expect(flag(text).errors == ["DZ205"] && flag(text).records.members[0].isConcurrent == nil)
  }

  @Test func `below a header that asks who is paid the ticked box says the other`() {
    #expect(flag("□是■否", header: "是否享受补贴").records.members[0].isConcurrent == true)
    #expect(flag("■领取□不领取", header: "是否领取补贴").records.members[0].isConcurrent == false)
  }

  @Test(arguments: [("是，纪检委员", true), ("否/无兼职", false), ("兼任纪检委员", true), ("□", false), ("是√", true)])
  func `what is no such form is read as before`(_ text: String, _ answer: Bool) {
    #expect(flag("\"\(text)\"").records.members[0].isConcurrent == answer)
  }

  @Test(arguments: ["一至十二月", "一月至十二月", "1-12月"])
  func `months in characters are counted, the first without its own 月 too`(_ text: String) {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,\(text),2880", "东镇,水口村,李乙,否,12,2880"]))
    #expect(trial.records.members[0].months.count == 12 && trial.errors.isEmpty)
  }
}
