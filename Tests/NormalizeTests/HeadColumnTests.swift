import Support
import Testing

@testable import Domain
@testable import Normalize

/// Which columns of a summary count persons, and which of these are paid.
@Suite struct HeadColumnTests {
  private func summary(_ header: String, _ row: String) -> Trial {
    Trial(
      "甲市2021年补贴汇总表\n单位：元\n" + header + "\n东镇,山底村," + row + "\n东镇,水口村," + row + "\n", name: "汇总表.csv")
  }

  @Test(arguments: [
    ("应发（人）,扣减（人）,实发（人）,金额（元）", "3,1,2,5760"), ("应发人数,不发人数,实发人数,金额", "3,1,2,5760"),
    ("应发放人数,兼任人数,实发放人数,金额", "3,1,2,5760"), ("享受对象,月数,金额", "2,12,5760"),
    ("主任,委员,合计,金额", "1,1,2,5760"), ("核发人数,补贴总额,市级配套,县级配套", "2,11520,5760,5760"),
  ])
  func `heads and this fund's money are told from what stands beside them`(_ header: String, _ figures: String) throws {
    let row = try #require(summary("镇,村," + header, figures).records.aggregates.first)
    #expect(row[.eligible] == .value(2) && row[.amount] == .value(576_000))
  }

  @Test(arguments: ["应发放", "实发放", "应发", "实发"])
  func `bare words below a group that counts persons are heads`(_ words: String) throws {
    let header = "镇,村,人员情况（人）,,,金额\n,,应有人数,兼任人数,\(words),"
    let row = try #require(summary(header, "3,1,2,5760").records.aggregates.first)
    #expect(row[.eligible] == .value(2) && row[.amount] == .value(576_000) && row[.due] == .absent)
    let both = try #require(
      summary("镇,村,人员情况（人）,,,金额\n,,兼任人数,应发放,实发放,", "1,3,2,5760").records.aggregates.first)
    #expect(both[.eligible] == .value(2) && both[.amount] == .value(576_000))
  }

  @Test(arguments: ["监委会成员人数,,", "成员情况,,", "人员情况,,", "名额,,"], ["发放数", "补贴", "核发", "享受补贴"])
  func `bare words below a group of persons are heads, whatever money they name elsewhere`(
    _ group: String, _ word: String
  ) throws {
    let header = "镇,村,\(group),补贴发放,,\n,,应有数,兼任数,\(word),月标准,发放月数,发放金额"
    let row = try #require(summary(header, "3,1,2,240,12,5760").records.aggregates.first)
    #expect(row[.eligible] == .value(2) && row[.amount] == .value(576_000), "\(row.figures)")
    #expect(row[.quota] == .value(3) || row[.quota] == .absent, "\(row.figures)")
  }

  @Test func `bare words below another group, or over money, are money`() throws {
    let ofMoney = try #require(
      summary("镇,村,补贴情况（万元）,,人数\n,,应发,实发,", "1,1,2").records.aggregates.first)
    #expect(ofMoney[.due] != .absent && ofMoney[.amount] != .absent && ofMoney[.eligible] == .value(2))
    let figures = try #require(
      summary("镇,村,人员补贴（人）,,人数\n,,应发,实发,", "5760,5760,2").records.aggregates.first)
    #expect(figures[.due] == .value(576_000) && figures[.amount] == .value(576_000))
    #expect(figures[.eligible] == .value(2))
    // A group that names pay is of money, however small its figures.
    let pay = try #require(
      summary("镇,村,监委会成员津贴,,人数\n,,月标准,发放,", "1,12,2").records.aggregates.first)
    #expect(pay[.eligible] == .value(2))
  }

  @Test func `who does not meet the conditions gives way to who holds another post, and who left is neither`() throws {
    let both = try #require(summary("镇,村,应有人数,不符合条件人数,其中兼任纪检人数,核发人数,金额", "3,2,1,1,2880").records.aggregates.first)
    #expect(both[.concurrent] == .value(1) && both[.eligible] == .value(1))
    let left = try #require(summary("镇,村,应有人数,不再连任人数,核发人数,金额", "3,1,3,8640").records.aggregates.first)
    #expect(left[.concurrent] == .absent && left[.eligible] == .value(3))
  }

  @Test func `heads below a group that are not paid again are none that are`() throws {
    let row = try #require(
      summary("镇,村,人数,,,金额\n,,应有,未享受,实发,", "3,1,2,5760").records.aggregates.first)
    #expect(row[.concurrent] == .value(1) && row[.eligible] == .value(2))
  }

  @Test func `planned heads beside paid ones are seats, where those not paid again taken off leave them`() {
    func trial(_ rows: [String], header: String = "应发人数") -> Trial {
      Trial(
        "甲市2021年汇总表\n单位：元\n镇,村,\(header),兼任不发人数,实发人数,金额\n" + rows.joined(separator: "\n") + "\n")
    }
    let rows = ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,0,3,8640", "西街道,簕冲村,3,,3,8640"]
    #expect(trial(rows).records.aggregates.map { $0[.quota] } == [.value(3), .value(3), .value(3)])
    #expect(trial(rows, header: "核定人数").records.aggregates.map { $0[.quota] } == [.value(3), .value(3), .value(3)])
    let others = ["东镇,山底村,5,1,2,5760", "东镇,水口村,4,0,3,8640", "西街道,簕冲村,3,0,3,8640"]
    #expect(trial(others).records.aggregates.allSatisfy { $0[.quota] == .absent })
  }
}
