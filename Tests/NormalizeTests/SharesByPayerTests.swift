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
}
