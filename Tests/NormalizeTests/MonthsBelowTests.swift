import Support
import Testing

@testable import Domain
@testable import Normalize

/// Months in a header's second row, and names or heads that stand below a month.
@Suite struct MonthsBelowTests {
  private static let members = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙"]
  private static let villages = ["东镇,山底村", "东镇,水口村", "西街道,簕冲村"]

  private func list(_ header: String, _ rows: [String], title: String = "2021年") -> Trial {
    Trial("甲市\(title)补贴发放表\n单位：元\n\(header)\n" + rows.joined(separator: "\n") + "\n")
  }

  private func repeated(_ text: String, _ count: Int = 12) -> String {
    Array(repeating: text, count: count).joined(separator: ",")
  }

  @Test(arguments: ["各月补贴", "补贴发放情况", "发放金额"], [3, 12])
  func `months below a group that nothing merges are the table's`(_ group: String, _ count: Int) {
    for names in [
      (1...12).map { "\($0)月" }, ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"],
    ] {
      let months = names.prefix(count).joined(separator: ",")
      let trial = list(
        "镇,村,姓名,\(group)\(String(repeating: ",", count: count))\n,,,\(months),合计",
        Self.members.map { "\($0),\(repeated("240", count)),\(240 * count)" })
      #expect(trial.amounts == Array(repeating: Int64(240 * count), count: 3), "\(trial.codes)")
      #expect(trial.errors.isEmpty && !trial.codes.contains("DZ113"))
      #expect(trial.records.sources.map(\.monthColumns.count) == [count])
    }
  }

  @Test func `months below a group of a table of few columns are its months too`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    let trial = Trial(
      "甲市2021年补贴月报表\n单位：元\n镇,村,各月补贴金额\(String(repeating: ",", count: 11))\n,,\(months)\n"
        + Self.villages.map { "\($0),\(repeated("720"))" }.joined(separator: "\n") + "\n", name: "月报.csv")
    #expect(
      trial.records.aggregates.map { $0.months.compactMap(\.amount.value).reduce(0, +) } == [864_000, 864_000, 864_000])
  }

  @Test func `a row of a member in office from one month to another is no header`() {
    let trial = list("镇,村,姓名,起始月,截止月,金额", ["东镇,山底村,张甲,1月,6月,1440", "东镇,山底村,李乙,7月,12月,1440"])
    #expect(trial.records.members.count == 2 && trial.amounts == [1440, 1440])
  }

  @Test(arguments: ["发放对象", "补贴对象", "领款人"])
  func `names below a month or a half-year are the members'`(_ words: String) {
    let month = list("镇,村,1月,,\n,,\(words),金额,备注", Self.members.map { "\($0),240," }, title: "2021年1月")
    #expect(month.records.members.count == 3 && month.amounts == [240, 240, 240], "\(month.codes)")
    let half = list("镇,村,上半年,,\n,,\(words),金额,备注", Self.members.map { "\($0),1440," })
    #expect(half.records.members.count == 3 && half.amounts == [1440, 1440, 1440], "\(half.codes)")
  }

  @Test func `figures below it are the month's heads`() {
    let header =
      "镇,村," + (1...12).map { "\($0)月," }.joined(separator: ",") + "\n,," + repeated("发放对象,金额")
    let trial = Trial(
      "甲市2021年补贴月报表\n单位：元\n\(header)\n" + Self.villages.map { "\($0),\(repeated("3,720"))" }.joined(separator: "\n")
        + "\n", name: "月报.csv")
    #expect(trial.records.aggregates.map { $0.months.compactMap(\.heads.count).reduce(0, +) } == [36, 36, 36])
    #expect(trial.records.members.isEmpty)
  }

  @Test func `a month's contact beside the member is nobody who is paid`() {
    let trial = list("镇,村,姓名,1月,\n,,,领款人,金额", Self.members.map { "\($0),周永康,240" }, title: "2021年1月")
    #expect(trial.records.members.map(\.name.masked) == ["张*", "李*", "王*"] && trial.amounts == [240, 240, 240])
  }

  @Test func `lists of a month each side by side are of their months`() {
    let header = "镇,村,1月,,2月,,3月,\n,," + repeated("发放对象,金额", 3)
    let rows = Self.members.map { row in
      let parts = row.split(separator: ",")
      return "\(parts[0]),\(parts[1])," + repeated("\(parts[2]),240", 3)
    }
    let trial = list(header, rows, title: "2021年1-3月")
    let months = (1...3).map { YearMonth(year: 2021, month: $0)...YearMonth(year: 2021, month: $0) }
    #expect(Set(trial.records.sources.compactMap(\.part)) == Set(months), "\(trial.records.sources.map(\.part))")
    #expect(trial.amounts == Array(repeating: 240, count: 9) && trial.errors.isEmpty)
  }
}
