import Testing

@testable import Domain
@testable import Normalize

/// Months of a member's row beside the row's own sum.
@Suite struct MonthsBesideSumTests {
  private func months(_ paid: [String], _ sum: Int) -> Int64? {
    let header = (1...12).map { "\($0)月" }.joined(separator: ",")
    let year = Array(repeating: "240", count: 12).joined(separator: ",")
    let rows = ["张甲", "李乙"].map { "东镇,山底村,\($0),\(year),2880" }
    let trial = Trial(
      payments(
        header: "镇,村,姓名,\(header),实发金额",
        rows: rows + ["东镇,水口村,王丙,\(paid.joined(separator: ",")),\(sum)"]))
    return trial.records.members.last?.months.value
  }

  @Test func `months each at the rate are as many as they are, whatever the row's sum says`() {
    let year = Array(repeating: "240", count: 12)
    #expect(months(year, 2640) == 12 && months(year, 2880) == 12 && months(year, 3120) == 12)
    #expect(months(Array(repeating: "", count: 2) + year.dropLast(2), 2160) == 10)
    // A month that is blank, or not at the rate, may be what is wrong.
    #expect(months([""] + year.dropFirst(), 2880) != 11)
    #expect(months(["480"] + year.dropFirst(), 2880) != 12)
  }
}
