import Testing

@testable import Domain
@testable import Normalize

/// A quarter's summary beside its months' returns: what they state otherwise is told, whichever counts.
@Suite struct MonthsBesideSpanTests {
  private func quarter(heads: Int = 5, amount: Int = 3600, name: String = "第一季度汇总表.csv") -> (String, String) {
    (
      name,
      "甲市2021年第一季度村务监督委员会成员补贴汇总表（元）\n镇,核发人数,月数,金额\n东镇,\(heads),3,\(amount)\n西街道,6,3,4320\n填表日期：2022年1月8日\n"
    )
  }

  private func month(_ month: Int, heads: Int = 5, amount: Int = 1200, name: String? = nil) -> (String, String) {
    (
      name ?? "月报\(month)月.csv",
      "甲市2021年\(month)月村务监督委员会成员补贴月报表（元）\n镇,本月人数,本月金额\n东镇,\(heads),\(amount)\n西街道,6,1440\n填表日期：2021年\(month)月28日\n"
    )
  }

  /// The codes and first cells of what is told of them.
  private func told(_ files: (String, String)...) -> [String] {
    Trial(files.map { ($0.0, Array($0.1.utf8)) }).records.discrepancies
      .filter { $0.severity >= .error }.map {
        "\($0.code.rawValue) \($0.spots[0].place.file.dropFirst(4)) \($0.spots[0].place.cell)"
      }
      .sorted()
  }

  @Test func `returns that come to the quarter's are left in peace`() {
    #expect(told(quarter(), month(1), month(2), month(3)) == [])
    // Who is paid for January in February.
    #expect(told(quarter(), month(1, heads: 4, amount: 960), month(2, amount: 1440), month(3)) == [])
    // Five at the quarter's end, of whom one came in March.
    #expect(
      told(quarter(amount: 3120), month(1, heads: 4, amount: 960), month(2, heads: 4, amount: 960), month(3)) == [])
    #expect(told(quarter(), month(2)) == [])
  }

  @Test func `a month that is otherwise is told at its cells`() {
    let both = ["DZ302 月报2月.csv B3", "DZ404 月报2月.csv C3"]
    #expect(told(quarter(), month(1), month(2, heads: 4, amount: 960), month(3)) == both)
    #expect(told(quarter(), month(2, heads: 4, amount: 960)) == both)
    #expect(told(quarter(), month(1), month(2, amount: 1020), month(3)) == ["DZ404 月报2月.csv C3"])
    #expect(told(quarter(), month(1), month(2, heads: 6), month(3)) == ["DZ302 月报2月.csv B3"])
  }

  @Test func `where all months agree the quarter's sheet is told`() {
    let found = told(quarter(heads: 4, amount: 2880), month(1), month(2), month(3))
    #expect(found.count == 2 && found.allSatisfy { $0.contains("第一季度汇总表.csv") }, "\(found)")
  }

  @Test func `a correction is meant to differ`() {
    #expect(told(quarter(heads: 4, amount: 2880, name: "第一季度汇总表（更正）.csv"), month(1), month(2), month(3)) == [])
    #expect(
      told(quarter(), month(1), month(2, heads: 4, amount: 960), month(2, name: "月报2月更正.csv"), month(3)).isEmpty)
  }
}
