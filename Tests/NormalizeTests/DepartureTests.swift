import Support
import Testing

@testable import Domain
@testable import Normalize

/// What notes say of members who left.
@Suite struct DepartureTests {
  private func roster(_ header: String, _ others: String, _ last: String) -> Trial {
    let rows = ["张甲", "李乙", "王丙", "赵丁"].map { "东镇,山底村,\($0),\($0 == "赵丁" ? last : others)" }
    return Trial(
      "甲市2021年村务监督委员会成员花名册\n镇,村,姓名,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "花名册.csv")
  }

  @Test(arguments: [
    "补贴发至2021年6月", "任职至2021年6月", "2021年6月调任镇政府", "发放至6月", "6月调往其他村",
  ])
  func `a note of how long somebody is paid, or where he went, tells that he left`(_ note: String) {
    #expect(
      roster("备注", "", note).records.remarks.map { "\($0.kind) \($0.date?.month.month ?? 0)" } == ["left 6"])
  }

  @Test(arguments: [
    "2021年6月起发至新卡", "补贴发至本人社保卡", "2021年6月由东村调任", "2021年6月调任监委会主任", "任职至今", "2017年5月任职至今", "任职至2021年3月换届，连任",
    "2021年6月调任本村", "1至6月任职，已辞职", "担任主任至2021年6月",
    "曾任村民小组长，任职至2021年5月", "养老金领取至2021年8月", "党支部书记任职至2021年4月", "计生补贴享受至2021年3月", "2021年2月从水利站调至村委会工作", "2021年4月从外地调至山底",
    "2020年12月调往本镇", "2021年4月调至山底村委会", "补贴已发放至11月",
  ])
  func `a note of a card, of a post taken up or of a term that goes on is of no departure`(_ note: String) {
    #expect(roster("备注", "", note).records.remarks.allSatisfy { $0.kind != .left })
  }

  @Test func `how far a list is paid is of nobody that he left`() {
    #expect(roster("备注", "补贴已发至2021年6月", "补贴已发至2021年6月").records.remarks.isEmpty)
  }

  @Test(arguments: ["变动情况", "人员变动情况", "变动情况,备注", "备注,人员变动情况", "变动说明,变动情况", "离任原因", "离任原因,备注"])
  func `who came and who left may be told in a column of its own beside notes`(_ header: String) {
    let isPair = header.contains(",")
    for isFirst in isPair ? [true, false] : [true] {
      let value = isPair ? isFirst ? "2021年6月去世," : ",2021年6月去世" : "2021年6月去世"
      let trial = roster(header, isPair ? "," : "", value)
      #expect(trial.records.remarks.map(\.kind) == [.died] && !trial.codes.contains("DZ104"), "\(value)")
    }
    // The same twice is one departure.
    if isPair { #expect(roster(header, ",", "2021年6月去世,2021年6月病故").records.remarks.count == 1) }
  }
}
