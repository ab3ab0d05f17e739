import Testing

@testable import Domain
@testable import Normalize

/// Names of places that the register does not know, where they stand above rows, among towns' sums or under 单位.
@Suite struct StrangePlaceTests {
  private let title = "甲市2021年补贴发放表\n"

  private func unknown(_ trial: Trial) -> [(cell: String, text: String)] {
    trial.records.discrepancies.filter { $0.code == .villageNotInRegister }
      .flatMap { finding in finding.spots.map { ($0.place.cell, finding.message.zh) } }
  }

  @Test(arguments: ["水扣村委会", "水囗村（1人）", "（二）新塘村民委员会", "新塘社区"])
  func `T37 a heading row of an unknown village ends what is carried down`(_ name: String) {
    for header in ["村别,姓名,兼任,月数,金额", ",姓名,兼任,月数,金额"] {
      let trial = Trial(
        title + header + "\n山底村委会,,,,\n,张甲,否,12,2880\n\(name),,,,\n,李乙,否,12,2880\n水口村委会,,,,\n,王丙,否,12,2880\n",
        name: "东镇发放表.csv")
      #expect([0, 1, 2].map(trial.village) == ["990101100200", nil, "990101100201"], "\(header)")
      #expect(unknown(trial).map(\.cell) == ["A5"], "\(header)")
      #expect(unknown(trial)[0].text.contains("相近的有：水口村委会") == name.hasPrefix("水"), "\(header)")
    }
  }

  @Test(arguments: ["主任", "委员：", "（一）村级", "村委会", "二、贫困村", "第1页", "行政村", "红星小学", "党支部、村委会", "兴农公司"])
  func `T37 a line of words that is no place's leaves the village above`(_ words: String) {
    let trial = Trial(
      title + "村别,姓名,兼任,月数,金额\n山底村委会,,,,\n,张甲,否,12,2880\n\(words),,,,\n,李乙,否,12,2880\n", name: "东镇发放表.csv")
    #expect([0, 1].map(trial.village) == ["990101100200", "990101100200"])
    #expect(unknown(trial).isEmpty)
  }

  @Test(arguments: ["水扣村委会", "西领镇", "无名街道"])
  func `a line above rows that name their own places is a line of words`(_ words: String) {
    let trial = Trial(title + "镇,村,姓名,兼任,月数,金额\n东镇,山底村,张甲,否,12,2880\n\(words),,,,,\n东镇,水口村,李乙,否,12,2880\n")
    #expect([0, 1].map(trial.village) == ["990101100200", "990101100201"] && unknown(trial).isEmpty)
  }

  @Test func `T34 an unknown village beside its number ends what is carried down as well`() {
    let trial = Trial(
      title + "序号,,姓名,月数,金额\n一,山底村委会,,,\n1,,张甲,12,2880\n二,水扣村委会,,,\n2,,李乙,12,2880\n", name: "东镇发放表.csv")
    #expect([0, 1].map(trial.village) == ["990101100200", nil] && unknown(trial).map(\.cell) == ["B5"])
  }

  @Test(arguments: ["西领街道", "二、西领街道", "西领街道办事处"])
  func `T37 below an unknown town no village of the town above is taken`(_ name: String) {
    let trial = Trial(
      title
        + "序号,村,姓名,兼任,月数,金额\n东镇,,,,,\n1,山底,张甲,否,12,2880\n\(name),,,,,\n2,山底,李乙,否,12,2880\n3,簕冲,王丙,否,12,2880\n"
    )
    #expect([0, 1, 2].map(trial.village) == ["990101100200", nil, "990101101201"])
    #expect(unknown(trial).map(\.cell) == ["A5"] && unknown(trial)[0].text.contains("相近的有：西街道（50%）"))
    #expect(trial.cell("DZ203") == "B6")
  }

  @Test(arguments: [("西领街道小计", [nil, "990101101201"], ["A5"]), ("本街道小计", ["990101100200", nil], ["A7"])])
  func `T30 below an unknown town's sum no village of the town above is taken`(
    _ label: String, _ villages: [String?], _ told: [String]
  ) {
    let trial = Trial(
      title + "村,姓名,月数,金额\n东镇小计,,12,2880\n山底,张甲,12,2880\n\(label),,24,5760\n山底,李乙,12,2880\n簕冲,王丙,12,2880\n")
    #expect([1, 2].map(trial.village) == villages && unknown(trial).map(\.cell) == told)
  }

  @Test(arguments: ["一、乡镇", "城区街道", "各街道", "以上为各乡镇", "3个镇", "全镇"])
  func `T37 a group of towns is none`(_ words: String) {
    let trial = Trial(
      title + "序号,村,姓名,兼任,月数,金额\n东镇,,,,,\n1,山底,张甲,否,12,2880\n\(words),,,,,\n2,山底,李乙,否,12,2880\n")
    #expect([0, 1].map(trial.village) == ["990101100200", "990101100200"] && unknown(trial).isEmpty)
  }

  private let summary = "甲市2021年补贴汇总表\n填报单位：甲市民政局,,,单位：元\n"

  @Test func `T30 an unknown town's row among villages is a sum of its own`() {
    let trial = Trial(
      summary + "序号,单位,发放人数,金额\n一,东镇,5,14400\n1,山底,2,5760\n2,水口,3,8640\n二,西领街道,3,8640\n1,簕冲,3,8640\n,合计,8,23040\n",
      name: "汇总表.csv")
    #expect(unknown(trial).map(\.cell) == ["B7"] && unknown(trial)[0].text.contains("西街道（50%）"))
    #expect(trial.records.aggregates.map(\.village).allSatisfy { $0 >= 0 } && trial.records.aggregates.count == 3)
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && !trial.records.totals.isEmpty)
  }

  @Test(arguments: ["水口镇村", "无名镇", "新塘"])
  func `an unknown name near no town stays a village's`(_ name: String) {
    let trial = Trial(
      summary + "序号,村,发放人数,金额\n1,山底,2,5760\n2,\(name),3,8640\n3,簕冲,3,8640\n,合计,8,23040\n", name: "东镇汇总表.csv")
    #expect(trial.records.aggregates.count == 3 && unknown(trial).contains { $0.cell == "B5" })
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test(arguments: ["镇", "单位"])
  func `T30 an unknown town is a part of the sum of towns`(_ header: String) {
    let trial = Trial(
      summary + "序号,\(header),发放人数,金额\n1,东镇,5,14400\n2,西领街道,3,8640\n,合计,8,23040\n", name: "汇总表.csv")
    #expect(unknown(trial).map(\.cell) == ["B5"] && unknown(trial)[0].text.contains("西街道（50%）"))
    #expect(trial.records.aggregates.map { Int($0.town) } == [0])
    #expect(trial.records.totals.count == 2 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `T30 a group of towns is no part of their sum`() {
    let trial = Trial(
      summary + "序号,镇,发放人数,金额\n,东部片区,8,23040\n1,东镇,5,14400\n2,西街道,3,8640\n,合计,8,23040\n", name: "汇总表.csv")
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && trial.records.aggregates.count == 2)
  }

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

  @Test(arguments: [",陈国镇,,,", ",,,,调往外镇", ",,,,圭峰街道", "续山底村委会,,,,"])
  func `a person's name, a remark that goes on and a page's 续 are no places' headings`(_ row: String) {
    let trial = Trial(
      title + "村,姓名,月数,金额,备注\n山底村,张甲,12,2880,户籍现在白石\n\(row)\n,李乙,12,2880,\n", name: "东镇发放表.csv")
    #expect([0, 1].map(trial.village) == ["990101100200", "990101100200"] && unknown(trial).isEmpty)
  }
}
