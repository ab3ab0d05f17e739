import Support
import Testing

@testable import Domain
@testable import Normalize

/// What reads like one of the hand-made forms, and is none, or not quite.
@Suite struct LikelySlipTests {
  @Test func `the first pair of name columns is the member's, also below a merged 姓名`() {
    let pairs = Trial(
      payments(header: "镇,村,姓,名,月数,金额,姓,名", rows: ["东镇,山底村,张,甲,12,2880,徐,己", "东镇,水口村,李,乙,12,2880,孙,庚"]))
    #expect(pairs.records.members.map { $0.name.text } == ["张甲", "李乙"])
    let merged = Trial([
      (
        "a.xlsx",
        WorkbookText(
          sheets: [
            (
              "表",
              sheetXML(
                [
                  ["甲市2021年补贴发放表"], ["镇", "村", "姓名", "", "月数", "金额"], ["", "", "姓", "名", "", ""],
                  ["东镇", "山底村", "张", "甲", "12", "2880"], ["东镇", "水口村", "李", "乙", "12", "2880"],
                ], merges: ["A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"])
            )
          ]
        ).bytes
      )
    ])
    #expect(merged.records.members.map { $0.name.text } == ["张甲", "李乙"])
    #expect(!merged.codes.contains("DZ104"))
  }

  @Test func `rows below a village that nobody knows are not the former village's`() {
    let trial = Trial(
      """
      甲市2021年补贴发放表
      村名：簕冲村,,单位：元
      姓名,月数,金额
      张甲,12,2880
      李乙,12,2880
      村名：水囗村,,单位：元
      姓名,月数,金额
      王丙,12,2880
      赵丁,12,2880
      """)
    #expect(trial.records.members.map { $0.village >= 0 } == [true, true, false, false])
    #expect(trial.errors.contains { ["DZ201", "DZ203"].contains($0) })
  }

  @Test(arguments: [("2", Reading.value(2), false), ("王丙、陈丁", .value(2), false), ("待核实", .missing, true)])
  func `beside names a number is a number, and what is neither is asked for`(
    _ text: String, _ wanted: Reading, _ isAsked: Bool
  ) {
    let trial = Trial(
      """
      甲市2021年补贴汇总表
      单位：元
      镇,村,应有人数,兼任不发人员,核发人数,金额
      东镇,山底村,3,王丙,2,5760
      东镇,水口村,3,李乙,2,5760
      西街道,簕冲村,3,\(text),1,2880
      """)
    let last = trial.records.aggregates[2][.concurrent]
    #expect(isAsked ? last.count == nil : last == wanted)
    #expect(trial.codes.contains("DZ205") == isAsked)
  }

  @Test func `person-months are no heads`() {
    let trial = Trial(
      """
      甲市2021年补贴汇总表
      单位：元
      镇,村,核发人数,金额
      东镇,山底村,36人月,8640
      东镇,水口村,3人,8640
      """)
    #expect(trial.cell("DZ205") == "C4" && trial.records.aggregates[1][.eligible] == .value(3))
  }
}
