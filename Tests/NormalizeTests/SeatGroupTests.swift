import Testing

@testable import Domain
@testable import Normalize

/// A village's members in one row, below their seats.
@Suite struct SeatGroupTests {
  @Test(arguments: ["镇,单位名称", "上报单位,村名", "镇,任职单位", "填报处,单位名称"])
  func `seats are told behind places of any name`(_ places: String) {
    let trial = Trial(
      "甲市村务监督委员会班子成员情况表\n序号,\(places),主任,,委员（1）,,委员（2）,\n"
        + ",,,姓名,是否兼任,姓名,是否兼任,姓名,是否兼任\n1,东镇,山底村,张甲,否,李乙,否,王丙,否\n"
        + "2,东镇,水口村,赵丁,是,周戊,否,吴己,否\n", name: "班子情况表.csv")
    #expect(trial.records.members.count == 6 && trial.errors.isEmpty && trial.village(0) == "990101100200")
    #expect(trial.records.members.count { $0.isConcurrent == true } == 1)
  }

  @Test(arguments: ["序号,上报单位,村数,应有人数,兼任不发人数,核发人数,补贴标准,月数,实发金额\n1,东镇,2,6,0,6,240,12,17280"])
  func `one town in a column behind the serial number is a town's`(_ rows: String) {
    let trial = Trial("甲市2021年补贴汇总表\n单位：元\n\(rows)\n", name: "汇总.csv")
    #expect(trial.records.aggregates.map(\.town) == [0] && trial.errors.isEmpty)
  }

  @Test func `one village in a column of remarks is none of the row's`() {
    let trial = Trial("甲市2021年补贴汇总表\n单位：元\n序号,镇,核发人数,金额,来源\n1,东镇,3,8640,山底村\n", name: "汇总.csv")
    #expect(trial.records.aggregates.map(\.isVillage) == [false])
  }
}
