import Testing

@testable import Domain
@testable import Normalize

/// Names of places that the register does not know below 单位.
@Suite struct StrangePlaceTests {
  private func unknown(_ trial: Trial) -> [(cell: String, text: String)] {
    trial.records.discrepancies.filter { $0.code == .villageNotInRegister }
      .flatMap { finding in finding.spots.map { ($0.place.cell, finding.message.zh) } }
  }

  private let summary = "甲市2021年补贴汇总表\n填报单位：甲市民政局,,,单位：元\n"

  @Test func `T27 one misspelt village among towns and villages leaves 单位 a column of places`() {
    let trial = Trial(
      summary + "序号,单位,应有人数,发放人数,金额\n一,东镇,6,5,14400\n1,山底,3,2,5760\n2,水囗,3,3,8640\n二,西街道,3,3,8640\n1,簕冲,3,3,8640\n",
      name: "汇总表.csv")
    #expect(unknown(trial).map(\.cell) == ["B6"] && trial.records.aggregates.count == 3)
  }

  @Test(arguments: [["社会事务股", "山底", "财务股"], ["农商行", "信用社", "邮储"]])
  func `T27 单位 over other things than places is none`(_ names: [String]) {
    let rows = names.map { "\($0),3,3,8640\n" }.joined()
    let trial = Trial(summary + "单位,应有人数,发放人数,金额\n" + rows, name: "汇总表.csv")
    #expect(trial.records.aggregates.isEmpty)
  }
}
