import Testing

@testable import Domain
@testable import Normalize

/// Rates that say more than a rate.
@Suite struct RateCellTests {
  private func summary(_ rate: String, months: String? = nil) -> Trial {
    let (header, cell) = months.map { (",月数", ",\($0)") } ?? ("", "")
    return Trial(
      "甲市2021年汇总表\n单位：元\n镇,村,核发人数,标准\(header),金额\n东镇,山底村,3,\(rate)\(cell),8640\n", name: "汇总表.csv")
  }

  @Test(arguments: ["240元/人·月×12个月", "240元/月×12月", "240元×12个月", "每人每月240元*12个月"])
  func `a rate times months is a rate and its months`(_ rate: String) throws {
    let trial = summary(rate)
    let row = try #require(trial.records.aggregates.first)
    #expect(row[.rate] == .value(24_000) && row[.months] == .value(12) && !trial.codes.contains("DZ205"))
    #expect(trial.rules.contains("rate-times-months"))
    let again = summary(rate, months: "12")
    #expect(!again.codes.contains("DZ205"))
    let member = Trial(payments(header: "镇,村,姓名,是否兼任,标准,金额", rows: ["东镇,山底村,张甲,否,\(rate),2880"]))
    #expect(member.records.members.first?.months == .value(12) && member.records.members.first?.rate == .value(24_000))
  }

  @Test func `eleven months beside a rate are eleven`() {
    #expect(summary("240元/月×11个月").records.aggregates.first?[.months] == .value(11))
  }

  @Test(arguments: ["240元×3人", "2880元/年×12个月", "240×12", "240元/月×13个月", "12个月×3人", "240元/月×12个月×3人"])
  func `what no words call a month's rate and its months is asked`(_ rate: String) {
    #expect(summary(rate).cell("DZ205") == "D4")
  }

  @Test func `other months than the row's own are asked`() {
    #expect(summary("240元/月×12个月", months: "11").cell("DZ205") == "D4")
  }
}
