import Testing

@testable import Domain
@testable import Normalize

/// Rates and amounts that are split by who pays them.
@Suite struct SharesByPayerTests {
  private func list(rates: String, amounts: String? = nil, months: Int = 12) -> Trial {
    let (header, below) = amounts == nil ? ("金额", "") : ("金额,,", "合计,市级,县级")
    return Trial(
      "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,补贴标准,,,月数,\(header)\n,,,合计,市级,县级,,\(below)\n"
        + ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),\(rates),\(months),\(amounts ?? "2880")\n" }.joined())
  }
  private func rates(_ trial: Trial) -> [Int64?] { trial.records.members.map { $0.rate.value.map { $0 / 100 } } }

  @Test func `the city's share is the rate where it is the policy's, and of the amount what it is of the rate`() {
    let rate = list(rates: "300,240,60")
    #expect(rates(rate) == [240, 240, 240] && rate.amounts == [2880, 2880, 2880] && rate.errors.isEmpty)
    let both = list(rates: "300,240,60", amounts: "3600,2880,720")
    #expect(rates(both) == [240, 240, 240] && both.amounts == [2880, 2880, 2880] && both.errors.isEmpty)
  }

  @Test func `the city's share is the amount where every row is due just that, and no row the whole`() {
    func amounts(_ rows: [String]) -> [Int64?] {
      Trial(
        "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,月数,金额,,\n,,,,市级,县级,合计\n"
          + zip(["东镇,山底村", "东镇,水口村", "西街道,簕冲村"], rows).map { "\($0),\($1)\n" }.joined(), name: "汇总表.csv"
      ).records.aggregates.map { $0[.amount].value.map { $0 / 100 } }
    }
    let split = ["3,12,8640,4320,12960", "2,12,5760,2880,8640", "3,10,7200,3600,10800"]
    #expect(amounts(split) == [8640, 5760, 7200])
    // What is due is the whole, or one row says otherwise.
    #expect(amounts(["3,12,4320,4320,8640", "2,12,2880,2880,5760"]) == [8640, 5760])
    #expect(amounts([split[0], "2,12,5520,2880,8400"]) == [12960, 8400])
    #expect(amounts([split[0]]) == [12960])
  }

  @Test(arguments: ["补贴金额", "金额", "资金总额"])
  func `the whole is told from its shares where units stand below it and percentages below them`(_ whole: String) {
    let trial = Trial(
      "甲市2021年补贴资金汇总表\n镇,村,实发人数,月数,\(whole),其中：市级承担,,县级承担,\n,,人,月,元,比例,金额(元),比例,金额(元)\n"
        + "东镇,山底村,3,12,8640,60%,5184,40%,3456\n东镇,水口村,2,12,5760,60%,3456,40%,2304\n", name: "汇总表.csv")
    #expect(trial.records.aggregates.map { $0[.amount].value } == [864_000, 576_000] && trial.errors.isEmpty)
  }

  @Test(arguments: [("市级补助60%", "县级配套40%"), ("市级承担60%", "县级承担40%"), ("市级补助(60%)", "本级配套(40%)")])
  func `shares of what is due are no payments`(_ city: String, _ county: String) {
    let trial = Trial(
      "甲市2021年补贴资金汇总表\n单位：元\n镇,村,核发人数,月数,应发金额,\(city),\(county)\n东镇,山底村,3,12,8640,5184,3456\n东镇,水口村,2,12,5760,3456,2304\n",
      name: "汇总表.csv")
    #expect(trial.records.aggregates.map { $0[.amount].value } == [864_000, 576_000] && trial.errors.isEmpty)
  }

  @Test func `the policy's own rate that is split stays whole`() {
    let trial = list(rates: "240,120,120", amounts: "2880,1440,1440")
    #expect(rates(trial) == [240, 240, 240] && trial.amounts == [2880, 2880, 2880])
  }

  @Test func `one slip in a split is told at its own row`() {
    func list(_ rates: [String]) -> Trial {
      Trial(
        "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,补贴标准,,,月数,金额\n,,,合计,市级,县级,,\n"
          + zip(["张甲", "李乙", "王丙", "赵丁"], rates).map { "东镇,山底村,\($0),\($1),12,2880\n" }.joined())
    }
    let right = "300,240,60"
    #expect(rates(list([right, "300,200,100", right, right])) == [240, 200, 240, 240])
    let sum = list([right, right, "310,240,60", right])
    #expect(rates(sum) == [240, 240, 240, 240])
    #expect(sum.records.totals.contains { $0.row == 7 && $0.stated == 31_000 && $0.sum == 30_000 })
    // Two of four are no slip, nor is one of two.
    #expect(rates(list([right, "300,200,100", "300,200,100", right])) == [300, 300, 300, 300])
    #expect(rates(list([right, "300,200,100"])) == [300, 300])
  }

  @Test func `shares that do not come to the whole, or are not the policy's, prove nothing`() {
    #expect(rates(list(rates: "300,240,50")) == [300, 300, 300])
    #expect(rates(list(rates: "300,200,100")) == [300, 300, 300])
    // The amounts' shares are others than the rates'.
    let other = list(rates: "300,240,60", amounts: "2880,1440,1440")
    #expect(rates(other) == [240, 240, 240] && other.amounts == [2880, 2880, 2880])
  }

  @Test(arguments: ["补贴标准及发放金额,,,,", "补贴标准和情况,,,,"])
  func `an amount below a group that is a rate's too is no rate`(_ group: String) {
    let trial = Trial(
      "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,\(group)\n,,,标准,月数,金额,,\n,,,,,合计,市级,县级\n"
        + ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),240,12,2880,1440,1440\n" }.joined())
    #expect(rates(trial) == [240, 240, 240] && trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty)
  }

  @Test func `a year's rate that is split, and amounts in the title's unit, are read as such`() {
    func list(_ unit: String, _ header: String, _ row: String) -> Trial {
      Trial(
        "甲市2021年补贴发放表\n单位：\(unit)\n镇,村,姓名,\(header),,,月数,补贴金额\n,,,合计,市级,县级,,\n"
          + ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),\(row)\n" }.joined())
    }
    for trial in [
      list("元", "补贴标准(元/年)", "2880,1440,1440,12,2880"), list("万元", "补贴标准（元/人·月）", "300,240,60,12,0.288"),
      list("万元", "发放标准（元/人·月）", "300,240,60,12,0.288"),
    ] {
      #expect(rates(trial) == [240, 240, 240] && trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty)
      #expect(!trial.codes.contains("DZ107"))
    }
  }

  @Test(arguments: ["合计,市级,县级\n2880,1440,1440", "市级,县级,合计\n1440,1440,2880"])
  func `the shares of an amount whose whole is known are told by nobody`(_ words: String) {
    let (below, row) = (words.split(separator: "\n")[0], words.split(separator: "\n")[1])
    let trial = Trial(
      "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,月数,金额,,\n,,,,\(below)\n"
        + ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),12,\(row)\n" }.joined())
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty && !trial.codes.contains("DZ104"))
  }

  @Test func `rows of a roster that say whose money it is are no header`() {
    let trial = Trial("2021年东镇花名册\n村,姓名,补贴来源,配套级别,备注\n水口村,张甲,市级,市级,县级\n水口村,李乙,市级,市级,县级\n三合村,王丙,市级,县级,\n")
    #expect(trial.records.members.map(\.name) == ["张甲", "李乙", "王丙"])
  }

  @Test(arguments: ["江门市级补贴,开平市级补贴,合计发放", "市财政负担,县财政负担,补贴合计"])
  func `of amounts by payer beside each other this fund's is the one that is due`(_ header: String) {
    let (names, figures) = (["张甲", "李乙", "王丙"], [2880, 1920, 4800])
    func list(_ order: [Int], _ names: [String], _ figures: [Int]) -> Trial {
      let words = header.split(separator: ",")
      return Trial(
        payments(
          header: "镇,村,姓名,是否兼任,月数," + order.map { String(words[$0]) }.joined(separator: ","),
          rows: names.map { "东镇,山底村,\($0),否,12," + order.map { "\(figures[$0])" }.joined(separator: ",") }))
    }
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
      #expect(list(order, names, figures).amounts == [2880, 2880, 2880], "\(order)")
    }
    // What no share is due, and one row alone, proves nothing; 市级 is a word of its own.
    guard header.contains("负担") else { return }
    #expect(list([2, 0, 1], names, [2400, 1600, 4000]).amounts != [2400, 2400, 2400])
    #expect(list([2, 1, 0], ["张甲"], figures).amounts == [4800])
  }

  @Test(arguments: [("市级承担", "县级承担"), ("市级负担", "县级负担"), ("市财政承担", "县财政承担"), ("甲市级配套", "县级配套")])
  func `the whole beside its shares is the amount where it is what is due`(_ city: String, _ county: String) {
    func amounts(_ rows: [String], months: Bool = true) -> [Int64?] {
      Trial(
        "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,\(months ? "月数," : "")金额,\(city),\(county)\n"
          + zip(["东镇,山底村", "东镇,水口村", "西街道,簕冲村"], rows).map { "\($0),\($1)\n" }.joined(), name: "汇总表.csv"
      ).records.aggregates.map { $0[.amount].value.map { $0 / 100 } }
    }
    #expect(amounts(["3,12,8640,4320,4320", "2,12,5760,2880,2880", "3,10,7200,3600,3600"]) == [8640, 5760, 7200])
    #expect(amounts(["3,8640,4320,4320"], months: false) == [8640])
    // One wrong whole is told at its own cell; the city's share that is due stays the amount.
    #expect(amounts(["3,12,8640,4320,4320", "2,12,5520,2880,2880"]) == [8640, 5520])
    if city.contains("级") {
      #expect(amounts(["3,12,17280,8640,8640", "2,12,11520,5760,5760"]) == [8640, 5760])
    }
    let list = Trial(
      payments(
        header: "镇,村,姓名,月数,金额,\(city),\(county)",
        rows: ["东镇,山底村,张甲,12,2880,1440,1440", "东镇,山底村,李乙,6,1440,720,720"]))
    #expect(list.amounts == [2880, 1440])
  }
}
