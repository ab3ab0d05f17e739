import Testing

@testable import Domain
@testable import Normalize

/// A unit over a column that its rows refute is told once, at its cell, and the amounts are read in the one that ties.
@Suite struct UnitProofTests {
  private func list(_ unit: String, _ amount: String, header: String = "镇,村,姓名,是否兼任,月数,金额") -> Trial {
    Trial(
      payments(
        title: "甲市2021年补贴发放表\n\(unit)\n", header: header,
        rows: ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),否,12,\(amount)" }))
  }

  @Test(
    arguments: [
      ("单位：万元", "2880", "A2", "元"), ("单位：元", "0.288", "A2", "万元"), ("单位：千元", "2880", "A2", "元"),
      ("单位：元", "2.88", "A2", "千元"), ("填报单位：甲市民政局,,单位：万元", "2880", "C2", "元"), ("制表", "0.288", "F3", "万元"),
    ])
  func `a unit that no row bears out is told once, and the other one is read`(
    _ unit: String, _ amount: String, _ cell: String, _ proven: String
  ) {
    let trial = list(unit, amount)
    #expect(trial.errors == ["DZ107"] && trial.cell("DZ107") == cell)
    #expect(trial.amounts == [2880, 2880, 2880])
    let gap = trial.records.discrepancies.first { $0.code == .unitMissingOrConflict }?.gap
    if case .texts(let expected, _)? = gap { #expect(expected == proven) } else { Issue.record("no units told") }
  }

  @Test func `a column's own unit is told at its header, beside another above the table`() {
    let trial = list("单位：元", "2880", header: "镇,村,姓名,是否兼任,月数,金额（万元）")
    #expect(trial.errors == ["DZ107"] && trial.cell("DZ107") == "F3" && trial.amounts == [2880, 2880, 2880])
  }

  @Test func `a month's return is held against what is due for that month`() {
    let trial = Trial("甲市2021年3月补贴汇总表\n单位：千元\n镇,村数,核发人数,金额\n东镇,2,5,1.2\n西街道,2,4,0.96\n", name: "3月.csv")
    #expect(!trial.codes.contains("DZ107"))
  }

  @Test func `heads and months of a summary prove its unit, by rounded amounts too`() {
    func summary(_ unit: String, _ a: String, _ b: String) -> Trial {
      Trial("甲市2021年补贴汇总表\n单位：\(unit)\n镇,村数,核发人数,月数,金额\n东镇,2,5,12,\(a)\n西街道,2,4,12,\(b)\n", name: "汇总表.csv")
    }
    for (unit, a, b) in [("万元", "14400", "11520"), ("元", "1.44", "1.15"), ("元", "1.44", "1.152")] {
      let trial = summary(unit, a, b)
      #expect(trial.errors == ["DZ107"])
      #expect(trial.records.aggregates.first?[.amount] == .value(1_440_000))
    }
    #expect(summary("万元", "1.44", "1.152").errors.isEmpty)
  }

  @Test func `amounts that tie in neither unit, or in the one that is stated, leave it alone`() {
    // Whole months are whole in 千元 and in 万元 alike, and more than a village's seats may be wrong in other ways.
    let village = Trial("甲市2021年补贴汇总表\n单位：万元\n镇,村,金额\n东镇,山底村,1.44\n东镇,水口村,1.152\n", name: "汇总表.csv")
    #expect(!village.codes.contains("DZ107") && village.records.aggregates.first?[.amount] == .value(1_440_000))
    let odd = list("单位：万元", "2885")
    #expect(!odd.codes.contains("DZ107") && odd.amounts == [28_850_000, 28_850_000, 28_850_000])
    #expect(list("单位：元", "2880").errors.isEmpty)
    #expect(list("单位：万元", "0.288").errors.isEmpty)
    // One row that is ten thousand times too high is that row's fault.
    let one = Trial(
      payments(
        title: "甲市2021年补贴发放表\n单位：万元\n",
        rows: ["东镇,山底村,张甲,否,12,0.288", "东镇,山底村,李乙,否,12,0.288", "东镇,水口村,王丙,否,12,2880"]))
    #expect(!one.codes.contains("DZ107") && one.amounts == [2880, 2880, 28_800_000])
  }

  @Test func `an amount with its unit among others in yuan makes none of them rounded`() {
    func scale(_ amounts: [String], column: Int = 6) -> StatedScale? {
      let gap = String(repeating: ",", count: column - 5)
      let rows = zip(["张甲", "李乙", "王丙"], amounts).map { "东镇,山底村,\($0),否,12\(gap)\($1)" }
      let list = payments(title: "甲市2021年补贴发放表\n", header: "镇,村,姓名,是否兼任,月数\(gap)金额", rows: rows)
      return Trial(list).records.sources[0].scales[column]
    }
    #expect(scale(["0.288万元", "0.288万元", "0"])?.places == 3)
    #expect(scale(["0.288万元", "2878", "2880"])?.places == 4)
    #expect(scale(["0.288万元", "2878", "2880"], column: 65)?.places == 4)
  }

  @Test func `a total has the unit that its own label says, where that is what its rows come to`() {
    func total(_ label: String, _ sum: String) -> Trial { Trial(payments(foot: "\(label),,,,36,\(sum)\n")) }
    func untied(_ trial: Trial) -> [Int64] { trial.records.totals.filter { $0.stated != $0.sum }.map(\.stated) }
    let trial = total("合计（万元）", "0.864")
    #expect(untied(trial).isEmpty && trial.rules.contains("unit-of-total"))
    #expect(untied(total("合计（万元）", "8640")).isEmpty)
    #expect(untied(total("合计", "0.864")) == [86])
  }

  @Test func `a total that its own unit rounds is the sum of its rows, with the residual told`() {
    func total(_ label: String, _ sum: String) -> Trial { Trial(payments(foot: "\(label),,,,36,\(sum)\n")) }
    func stated(_ trial: Trial) -> [Int64] { trial.records.totals.filter { $0.field == .amount }.map(\.stated) }
    let rounded = total("合计（万元）", "0.86")
    #expect(stated(rounded) == [864_000] && rounded.cell("DZ507") == "F7")
    let told = rounded.records.discrepancies.first { $0.code == .roundingResidual }?.message.zh ?? ""
    #expect(told.hasPrefix("“合计(万元)”") && told.contains("-40.00"))
    // A head too many is no rounding, but it is in 万元; what is far from the sum in every unit stays as it is written.
    let other = total("合计（万元）", "1.152")
    #expect(stated(other) == [1_152_000] && !other.codes.contains("DZ507"))
    #expect(stated(total("合计（万元）", "8650")) == [865_000])
    #expect(stated(total("合计", "0.86")) == [86] && !total("合计", "0.86").codes.contains("DZ507"))
  }

  @Test func `rates are in the unit of the amounts where they are the policy's in it`() {
    func rates(_ unit: String, _ rates: [String], _ amount: String, header: String = "补贴标准") -> [Int64?] {
      let rows = zip(["张甲", "李乙", "王丙"], rates).map { "东镇,山底村,\($0),否,12,\($1),\(amount)" }
      return Trial(
        payments(title: "甲市2021年补贴发放表\n\(unit)\n", header: "镇,村,姓名,是否兼任,月数,\(header),金额", rows: rows)
      ).records.members.map(\.rate.value)
    }
    #expect(rates("单位：千元", ["0.24", "0.24", "0.25"], "2.88") == [24000, 24000, 25000])
    #expect(rates("单位：万元", ["0.024", "0.024", "0.024"], "0.288") == [24000, 24000, 24000])
    #expect(rates("", ["0.24", "0.24", "0.24"], "2.88") == [24000, 24000, 24000])
    // Rates in yuan beside amounts in 千元, and such as no policy has, are what they say; so is a header's own unit.
    #expect(rates("单位：千元", ["240", "240", "250"], "2.88") == [24000, 24000, 25000])
    #expect(rates("单位：千元", ["0.3", "0.3", "0.3"], "2.88") == [30, 30, 30])
    #expect(rates("单位：千元", ["0.24", "0.24", "0.24"], "2.88", header: "补贴标准（元）") == [24, 24, 24])
  }

  @Test func `a unit above the sheet's first table contradicts no header of another`() {
    let trial = Trial(
      """
      甲市2021年补贴汇总表（单位：元）
      镇,村数,核发人数,金额
      东镇,2,5,14400
      西街道,2,4,11520

      附：分村明细
      镇,村,实补人数,补贴金额（万元）
      东镇,山底村,3,0.864
      东镇,水口村,2,0.576
      """)
    #expect(!trial.codes.contains("DZ107"))
    #expect(trial.records.aggregates.map { $0[.amount] }.suffix(2) == [.value(864000), .value(576000)])
  }
}
