import Support
import Testing

@testable import Domain
@testable import Normalize

/// Rates under words that nobody knows, and small tables whose header a larger one has proven.
@Suite struct ProvenHeaderTests {
  private let names = ["张甲", "李乙", "王丙", "赵丁", "陈戊", "黄己", "周庚", "吴辛"]
  private let villages = ["山底村", "水口村", "大槐墟社区"]

  private func list(_ header: String, _ rows: [String], foot: String = "") -> Trial {
    let lines = rows.enumerated().map { "东镇,\(villages[$0.offset / 3]),\(names[$0.offset]),\($0.element)" }
    return Trial("甲市2021年补贴发放表\n单位：元\n镇,村,姓名,\(header)\n" + lines.joined(separator: "\n") + "\n" + foot)
  }

  private func isTold(_ trial: Trial, _ header: String, _ field: Field) -> Bool {
    trial.records.normalizations.contains {
      $0.rule == "column-by-content" && $0.raw == header && $0.value == field.rawValue
    }
  }

  // MARK: Rates

  @Test(arguments: ["单价", "补贴基数", "天地玄黄"])
  func `what the months make the money of is the rate`(_ header: String) {
    let rows = ["240,12,2880", "240,12,2880", "240,6,1440", "240,12,2880", "240,12,2880", "240,3,720"]
    #expect(isTold(list("\(header),月数,金额", rows), header, .rate))
    // One that is not the policy's is told by its months; one wrong cell is to be found.
    let other = list("\(header),月数,金额", rows.map { $0.replacing("240,", with: "200,") })
    #expect(!other.rules.contains("column-by-content"))
    let shared = list("\(header),月数,金额", ["200,12,2400", "200,12,2400", "200,6,1200", "200,12,2400", "200,12,2400"])
    #expect(isTold(shared, header, .rate) && shared.records.members[2].rate == .value(20000))
    let wrong = list("\(header),月数,金额", rows.dropLast() + ["220,12,2880"])
    #expect(isTold(wrong, header, .rate) && wrong.records.members[5].rate == .value(22000))
    // Without months, the policy's own only.
    let bare = list("\(header),金额", ["240,2880", "240,2880", "240,1440", "240,2880", "240,2880"])
    #expect(isTold(bare, header, .rate))
    let not = list("\(header),金额", ["200,2400", "200,2400", "200,1200", "200,2400", "200,2400"])
    #expect(!isTold(not, header, .rate))
  }

  @Test func `a summary's rate is what heads and months make the money of`() {
    let lines = ["大槐墟社区,2,240,12,5760", "山底村,3,240,12,8640", "水口村,3,240,10,7200"]
    let found = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,单价,月数,金额\n" + lines.map { "东镇,\($0)\n" }.joined(), name: "汇总表.csv")
    #expect(isTold(found, "单价", .rate))
  }

  @Test func `no rate is told where two fit, none pays it or another purpose has it`() {
    let rows = ["240,240,12,2880", "240,240,12,2880", "240,240,6,1440", "240,240,12,2880", "240,240,12,2880"]
    #expect(!list("天地玄黄,宇宙洪荒,月数,金额", rows).rules.contains("column-by-content"))
    // A month's list pays as much as the rate, and so does whatever else is paid beside it.
    #expect(!list("天地玄黄,金额", Array(repeating: "240,240", count: 6)).rules.contains("column-by-content"))
    for header in ["绩效基数", "社保", "缴费基数", "县级", "240元档次"] {
      #expect(!list("\(header),月数,金额", rows.map { String($0.dropFirst(4)) }).rules.contains("column-by-content"))
    }
  }

  @Test func `what is paid by the quarter is no rate of a month`() {
    let rows = ["720,4,2880", "720,4,2880", "720,2,1440", "720,4,2880", "720,4,2880"]
    #expect(!list("单价,季度数,金额", rows).rules.contains("column-by-content"))
    #expect(!list("单价,金额", Array(repeating: "2880,2880", count: 5)).rules.contains("column-by-content"))
  }

  // MARK: Small tables

  private func sheet(_ header: [String], _ rows: [[String]]) -> String {
    let lines = rows.enumerated().map { ["东镇", villages[$0.offset / 3], names[$0.offset]] + $0.element }
    return sheetXML([["甲市2021年补贴发放表"], ["单位：元"], ["镇", "村", "姓名"] + header] + lines)
  }

  private let large = [
    ["12", "2880"], ["12", "2880"], ["6", "1440"], ["12", "2880"], ["9", "2160"], ["12", "2880"],
  ]

  @Test func `what a large sheet proves holds for small ones of its header`() {
    let header = ["天地玄黄", "金额"]
    let found = Trial([
      (
        "发放表.xlsx",
        book([
          ("一", sheet(header, [["12", "2880"], ["7", "2880"]])), ("二", sheet(header, large)),
          ("三", sheet(["天地玄黄", "到位金额"], [["12", "2880"]])),
        ])
      )
    ])
    let told = found.records.normalizations.filter { $0.rule == "column-by-content" && $0.value == "months" }
    #expect(Set(told.map(\.place.sheet)) == ["一", "二"])
    #expect(found.records.members.filter { $0.months == .value(7) }.count == 1)
    // Another header proves itself or not.
    #expect(found.codes.contains("DZ104"))
  }

  @Test func `a small sheet whose rows say otherwise stays unread`() {
    let header = ["天地玄黄", "金额"]
    let found = Trial([
      ("发放表.xlsx", book([("一", sheet(header, [["8", "2880"], ["9", "2880"]])), ("二", sheet(header, large))]))
    ])
    let told = found.records.normalizations.filter { $0.rule == "column-by-content" }
    #expect(Set(told.map(\.place.sheet)) == ["二"] && found.codes.contains("DZ104"))
  }

  @Test func `three rows prove a column where all fit and differ, and none where all are alike`() {
    #expect(isTold(list("天地玄黄,金额", ["12,2880", "6,1440", "3,720"]), "天地玄黄", .months))
    #expect(!list("天地玄黄,金额", ["12,2880", "6,1440", "4,720"]).rules.contains("column-by-content"))
    #expect(!list("标准,月数,天地玄黄", Array(repeating: "240,12,2880", count: 3)).rules.contains("column-by-content"))
    #expect(!list("天地玄黄", ["2880", "1440", "2880"]).rules.contains("column-by-content"))
    #expect(!list("天地玄黄,金额", ["12,2880", "6,1440"]).rules.contains("column-by-content"))
  }

  // MARK: Months of members

  @Test(arguments: ["月数合计", "发放月数合计", "合计月数"], ["2021年6月起", "6月离任", "待核"])
  func `a note among members' months leaves them months, and is told`(_ header: String, _ note: String) {
    let rows = ["240,12,2880", "240,12,2880", "240,\(note),1680", "240,12,2880", "240,12,2880", "240,6,1440"]
    let found = list("标准,\(header),金额", rows)
    #expect(found.records.members.map(\.months)[5] == .value(6) && found.records.members.map(\.months)[0] == .value(12))
    #expect(found.cell("DZ205") == "E6")
  }
}
