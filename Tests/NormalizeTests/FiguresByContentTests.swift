import Support
import Testing

@testable import Domain
@testable import Normalize

/// Columns of figures under headers that no word is known for.
@Suite struct FiguresByContentTests {
  private func list(_ header: String, _ rows: [String], title: String = "补贴发放表") -> Trial {
    let names = ["张甲", "李乙", "王丙", "赵丁", "陈戊", "黄己", "周庚", "吴辛"]
    let villages = ["东镇,山底村", "东镇,水口村", "西街道,山底村", "西街道,簕冲村"]
    let lines = rows.enumerated().map { "\(villages[$0.offset / 2]),\(names[$0.offset]),\($0.element)" }
    return Trial("甲市2021年\(title)\n单位：元\n镇,村,姓名,\(header)\n" + lines.joined(separator: "\n") + "\n")
  }

  private func summary(_ header: String, _ rows: [String]) -> Trial {
    let villages = ["东镇,大槐墟社区", "东镇,山底村", "东镇,水口村", "西街道,山底村", "西街道,簕冲村"]
    let lines = zip(villages, rows).map { "\($0),\($1)" }
    return Trial("甲市2021年补贴汇总表\n单位：元\n镇,村,\(header)\n" + lines.joined(separator: "\n") + "\n", name: "汇总表.csv")
  }

  private func isTold(_ trial: Trial, _ header: String, _ field: Field) -> Bool {
    trial.records.normalizations.contains {
      $0.rule == "column-by-content" && $0.raw == header && $0.value == field.rawValue
    } && !trial.codes.contains("DZ104")
  }

  @Test func `the money is what rate and months make, also where a row is wrong`() {
    let found = list(
      "标准,月数,天地玄黄", ["240,12,2880", "240,12,2880", "240,6,1440", "240,12,2870", "240,12,2880", "240,0,0"])
    #expect(isTold(found, "天地玄黄", .amount) && found.amounts == [2880, 2880, 1440, 2870, 2880, 0])
    // Without months whole ones of the policy's rate are enough; one month's money is not told from the rate.
    let bare = list("天地玄黄", ["2880", "2880", "1440", "2880", "2880", "2880"])
    #expect(isTold(bare, "天地玄黄", .amount) && bare.amounts[2] == 1440)
    // The steps of an insurance in a roster are as whole.
    let roster = list("天地玄黄", ["240", "1200", "240", "1200", "2880", "240"], title: "成员花名册")
    #expect(!roster.rules.contains("column-by-content") && roster.amounts.allSatisfy { $0 == nil })
    let monthly = list("天地玄黄", Array(repeating: "240", count: 6))
    #expect(!monthly.rules.contains("column-by-content"))
  }

  @Test func `two columns that fit are asked about`() {
    let found = list("标准,月数,天地玄黄,宇宙洪荒", Array(repeating: "240,12,2880,2880", count: 6))
    #expect(!found.rules.contains("column-by-content") && found.amounts.allSatisfy { $0 == nil })
  }

  @Test func `months are what the rate makes the money of`() {
    let found = list("天地玄黄,金额", ["12,2880", "12,2880", "6,1440", "13,3120", "12,2880", "0,0"])
    #expect(isTold(found, "天地玄黄", .months))
    #expect(found.records.members.map(\.months)[2] == .value(6))
    // Twelve meetings in every row are no months.
    let meetings = list("天地玄黄,金额", Array(repeating: "12,2880", count: 6))
    #expect(!meetings.rules.contains("column-by-content"))
    // A score that comes to nothing is none either.
    let scores = list("天地玄黄,金额", ["8,2880", "9,2880", "12,2880", "7,2880", "10,2880", "12,2880"])
    #expect(!scores.rules.contains("column-by-content"))
  }

  @Test(arguments: ["缴费月份", "月例会次数", "考勤月份"])
  func `twelve of something else are no months`(_ header: String) {
    let rows = ["12,2880", "12,2880", "12,2880", "12,2880", "12,2880", "12,1440", "12,2880", "12,2880"]
    #expect(!list("\(header),金额", rows).rules.contains("column-by-content"))
    #expect(!list("天地玄黄,金额", rows).rules.contains("column-by-content"))
  }

  @Test(arguments: [
    "欠发补贴", "未到账部分", "待打款", "拟打款", "预计补贴", "县级配套", "镇级", "自筹部分", "配套部分", "绩效奖", "绩效", "年终奖", "工资", "社保", "缴费",
    "2880元档次", "上年金额", "年初下达", "年初安排", "年终结余", "村级办公经费", "工作经费", "会议补助", "误工费", "培训费",
  ])
  func `what is owed, planned or of another fund is nobody's pay`(_ header: String) {
    #expect(!list("标准,月数,\(header)", Array(repeating: "240,12,2880", count: 6)).rules.contains("column-by-content"))
  }

  @Test(arguments: ["分户应打款", "会后补差", "残疾与否照发款"])
  func `other words do not hide what the figures prove`(_ header: String) {
    let rows = ["240,12,2880", "240,6,1440", "240,12,2880", "240,12,2880", "240,3,720"]
    #expect(isTold(list("标准,月数,\(header)", rows), header, .amount))
  }

  @Test func `a roster's round hundreds are no pay, nor is money in a unit that nothing proves`() {
    let roster = list("天地玄黄", ["480", "240", "720", "480", "240", "960"])
    #expect(!roster.rules.contains("column-by-content"))
    #expect(!list("标准,月数,天地玄黄（万元）", Array(repeating: "240,12,2880", count: 6)).rules.contains("column-by-content"))
  }

  @Test func `figures past what any amount is prove nothing`() {
    let rows = Array(repeating: "3,10800,32400,7501234500", count: 5)
    #expect(!summary("应有人数,标准,金额,天地玄黄", rows).rules.contains("column-by-content"))
  }

  @Test func `seats without those who are not paid again are those who are paid`() {
    let rows = ["3,1,2,5760", "3,0,3,8640", "3,1,2,5760", "3,0,3,8640", "3,0,2,5760"]
    let excluded = summary("应有人数,不发天地,核发人数,金额", rows)
    #expect(isTold(excluded, "不发天地", .concurrent))
    #expect(excluded.records.aggregates.map { $0[.concurrent] }[0] == .value(1))
    let paid = summary("应有人数,兼任人数,天地玄黄,金额", rows)
    #expect(isTold(paid, "天地玄黄", .eligible))
    let seats = summary("法定天地,兼任人数,核发人数,金额", rows)
    #expect(isTold(seats, "法定天地", .quota))
    // Seats that nobody holds, or whoever else is fewer, are not held by somebody else.
    for header in ["空缺席数", "待补选人数", "女性"] {
      #expect(!summary("应有人数,\(header),核发人数,金额", rows).rules.contains("column-by-content"))
    }
  }

  @Test func `rows in which all is as usual prove nothing`() {
    let rows = ["3,0,3,8640", "3,0,3,8640", "3,1,3,8640", "3,0,3,8640", "3,0,3,8640"]
    #expect(!summary("应有人数,重阳慰问,核发人数,金额", rows).rules.contains("column-by-content"))
    // All are paid: who is of the party, or came, is not who is paid.
    let members = ["3,3,8640", "3,3,8640", "3,2,8640", "3,3,8640", "3,3,8640"]
    for header in ["党员", "到场者"] {
      #expect(!summary("应有人数,\(header),金额", members).rules.contains("column-by-content"))
    }
    let plain = summary(
      "应配人数,实有人数,兼任人数,金额", ["3,3,0,8640", "3,3,1,5760", "3,3,0,8640", "3,3,0,8640", "3,3,1,5760"])
    #expect(plain.records.aggregates.allSatisfy { $0[.listed] == .value(3) })
  }

  @Test func `person-months and money of a summary prove one another`() {
    let months = summary(
      "应有人数,核发人数,天地玄黄,金额", ["3,2,24,5760", "3,3,36,8640", "3,2,24,5760", "3,3,36,8640", "3,3,33,7920"])
    #expect(isTold(months, "天地玄黄", .personMonths))
    let money = summary("应有人数,核发人数,天地玄黄", ["3,2,5760", "3,3,8640", "3,2,5760", "3,3,8640", "3,3,8650"])
    #expect(isTold(money, "天地玄黄", .amount) && money.records.aggregates[4][.amount] == .value(865000))
  }

  @Test func `account numbers are told by their check digit`() {
    func account(_ serial: Int) -> String {
      let body = "6217000000000000" + String(100 + serial)
      return (0...9).map { body.dropLast() + String($0) }.first { Account($0)?.hasValidCheck == true } ?? ""
    }
    let rows = (0..<6).map { "12,2880,\(account($0 * 10))" }
    #expect(isTold(list("月数,金额,天地玄黄", rows), "天地玄黄", .account))
    // Numbers of another kind hold by chance only.
    let others = (0..<6).map { "12,2880,62170000000000001\($0)\($0)" }
    #expect(!list("月数,金额,天地玄黄", others).rules.contains("column-by-content"))
  }

  @Test func `those in post who are fewer than the seats by those who are not paid again are who is paid`() {
    let rows = ["3,1,2,5760", "3,0,3,8640", "3,1,2,5760", "3,0,3,8640", "3,0,3,8640"]
    let found = summary("应配人数,扣减人数,实有人数,金额", rows).records.aggregates
    #expect(found.map { $0[.eligible] }[0] == .value(2) && found.allSatisfy { $0[.listed] == .absent })
    // Vacancies are fewer than the seats too.
    let vacant = summary("应配人数,兼任人数,实有人数,金额", ["3,1,3,5760", "3,0,2,5760", "3,1,2,2880", "3,0,3,8640", "3,0,3,8640"])
    #expect(vacant.records.aggregates.allSatisfy { $0[.listed] != .absent })
  }

  @Test(arguments: ["发放数", "补贴", "实发", "核发数"])
  func `whatever stands below a group of heads counts persons`(_ word: String) {
    let rows = ["东镇,山底村,3,1,2,240,12,5760", "东镇,水口村,3,0,3,240,12,8640"]
    let found = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇,村,监委会成员人数,,,补贴发放,,\n,,应有数,兼任数,\(word),月标准,发放月数,发放金额\n"
        + rows.joined(separator: "\n") + "\n", name: "汇总表.csv"
    ).records.aggregates
    #expect(found.map { $0[.eligible] } == [.value(2), .value(3)])
    #expect(found.map { $0[.amount] } == [.value(576000), .value(864000)])
  }

  @Test func `money below a group of heads and money is money`() {
    let found = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇,村,发放金额及人数,\n,,金额,人数\n东镇,山底村,5760,2\n东镇,水口村,8640,3\n", name: "汇总表.csv"
    ).records.aggregates
    #expect(found.map { $0[.amount] } == [.value(576000), .value(864000)])
  }

  @Test func `who does not qualify is excluded where the figures say so, and who left or came in a month is not`() {
    let rows = ["3,1,2,5760", "3,0,3,8640", "3,1,2,5760", "3,0,3,8640", "3,2,1,2880"]
    #expect(isTold(summary("应有人数,不符合人数,核发人数,金额", rows), "不符合人数", .concurrent))
    for words in ["减少人数", "减员人数", "增减人数", "变动人数", "本月减少人数"] {
      let trial = summary("应有人数,\(words),核发人数,金额", rows)
      #expect(!trial.rules.contains("column-by-content"), "\(words)")
      #expect(trial.records.aggregates.allSatisfy { $0[.concurrent] == .absent }, "\(words)")
    }
    // What the figures do not say stays open.
    let others = summary("应有人数,不符合人数,核发人数,金额", ["3,1,3,8640", "3,0,2,5760", "3,1,3,8640", "3,0,3,8640", "3,2,3,8640"])
    #expect(!others.rules.contains("column-by-content") && others.codes.contains("DZ104"))
  }

  @Test(arguments: ["村务监督委员会成员人数", "村监委成员人数", "成员总人数"])
  func `members who are the only heads of a summary are who is paid`(_ header: String) {
    let rows = ["3,240,12,8640", "2,240,12,5760", "3,240,12,8640", "2,240,12,5760", "3,240,12,8640"]
    let found = summary("\(header),标准,月数,金额", rows).records.aggregates
    #expect(found.map { $0[.eligible].count } == [3, 2, 3, 2, 3])
  }

  @Test func `units beside towns are their villages where each has the seats of so many`() {
    func towns(_ header: String, _ counts: [Int]) -> Trial {
      let names = ["东镇", "西街道", "南镇", "北镇", "中镇", "上镇"]
      let seats = [2, 2, 5, 4, 3, 7]
      let rows = names.indices.map {
        "\(names[$0]),\(counts[$0]),\(seats[$0] * 3),\(seats[$0] * 3),\(seats[$0] * 8640)"
      }
      return Trial(
        "甲市2021年补贴汇总表\n单位：元\n镇,\(header),应有人数,核发人数,金额\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv")
    }
    let told = towns("单位数", [2, 2, 5, 4, 3, 7])
    #expect(told.records.normalizations.contains { $0.raw == "单位数" && $0.value == Field.villageCount.rawValue })
    // With communities among them, or other units, they are no villages.
    #expect(towns("单位数", [3, 3, 6, 5, 4, 8]).codes.contains("DZ104"))
    #expect(towns("村级组织数", [3, 3, 6, 5, 4, 8]).codes.contains("DZ104"))
    #expect(towns("户数", [2, 2, 5, 4, 3, 7]).codes.contains("DZ104"))
    #expect(Vocabulary().field("村级数") == .villageCount && Vocabulary().field("单位数") == nil)
  }
}
