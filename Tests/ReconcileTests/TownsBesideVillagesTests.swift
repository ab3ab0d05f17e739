import Testing

@testable import Domain
@testable import Reconcile

/// Two documents of one kind, of which one has a row a town and the other a row a village; and returns of which a month is missing.
@Suite struct TownsBesideVillagesTests {
  private func towns(heads: Int = 5, amount: Int = 14400, name: String = "汇总表（镇）.csv") -> (name: String, csv: String) {
    (name, "甲市2021年补贴汇总表（元）\n镇,核发人数,月数,金额\n东镇,\(heads),12,\(amount)\n西镇,6,12,17280\n")
  }

  private let villages: (name: String, csv: String) = (
    "汇总表（村）.csv",
    "甲市2021年补贴汇总表（元）\n镇,村,核发人数,月数,金额\n东镇,山底村,2,12,5760\n东镇,水口村,3,12,8640\n西镇,簕冲村,3,12,8640\n西镇,横坑村,3,12,8640\n"
  )

  private func told(_ files: [(name: String, csv: String)]) -> [String] {
    Books(files).findings.filter { $0.severity >= .error }
      .map { "\($0.code.rawValue) \($0.spots[0].place.file.dropFirst(4)) \($0.spots[0].place.cell)" }.sorted()
  }

  @Test func `a town's row is what its villages' rows come to`() {
    #expect(told([towns(), villages]) == [])
    #expect(
      told([towns(heads: 4, amount: 11520), villages]) == ["DZ302 汇总表（镇）.csv B3", "DZ404 汇总表（镇）.csv D3"])
    // Heads alone may be who sits there, not paid again or not.
    let counts = "甲市2021年村务监督委员会情况汇总表\n镇,村数,人数\n东镇,2,6\n西镇,2,6\n"
    #expect(told([("汇总表（镇）.csv", counts), villages]) == [])
    // A third village may be a community, of which the other has no row that counts.
    let more = "甲市2021年补贴汇总表（元）\n镇,村数,核发人数,月数,金额\n东镇,3,8,12,23040\n西镇,2,6,12,17280\n"
    #expect(!Books([("汇总表（镇）.csv", more), villages]).findings.contains { $0.message.zh.contains("按镇的") })
    // Who left and who came are two persons in the villages' rows and one seat.
    #expect(told([towns(heads: 4, amount: 14400), villages]).allSatisfy { !$0.hasPrefix("DZ302 汇总表（镇）.csv B3 ") })
  }

  @Test func `so it is month by month in returns`() {
    func months(_ places: String, _ rows: [String], _ name: String) -> (name: String, csv: String) {
      let header = (1...12).map { "\($0)月人数" }.joined(separator: ",")
      return (name, "甲市2021年补贴月报表\n\(places),\(header)\n" + rows.map { $0 + "\n" }.joined())
    }
    func row(_ place: String, _ heads: Int, june: Int? = nil) -> String {
      place + "," + (1...12).map { "\($0 == 6 ? june ?? heads : heads)" }.joined(separator: ",")
    }
    let villages = months(
      "镇,村", [row("东镇,山底村", 2), row("东镇,水口村", 3), row("西镇,簕冲村", 3), row("西镇,横坑村", 3)], "月报（村）.csv")
    #expect(told([months("镇", [row("东镇", 5), row("西镇", 6)], "月报（镇）.csv"), villages]) == [])
    #expect(
      told([months("镇", [row("东镇", 5, june: 4), row("西镇", 6)], "月报（镇）.csv"), villages]) == ["DZ302 月报（镇）.csv G3"])
  }

  @Test func `money by the quarter comes to the villages' months`() {
    func returns(_ places: String, _ header: String, _ rows: [String], _ name: String) -> (name: String, csv: String) {
      (name, "甲市2021年补贴月报表（元）\n\(places),\(header)\n" + rows.map { $0 + "\n" }.joined())
    }
    let months = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let pay = Array(repeating: "3,720", count: 12).joined(separator: ",")
    let villages = returns(
      "镇,村", months, ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"].map { "\($0),\(pay)" }, "月报（村）.csv")
    func towns(_ march: Int) -> (name: String, csv: String) {
      let quarters = (1...12).map { $0 == 3 ? "\(march)" : $0 % 3 == 0 ? "4320" : "0" }.joined(separator: ",")
      let header = (1...12).map { "\($0)月金额" }.joined(separator: ",")
      return returns("镇", header, ["东镇,\(quarters)", "西镇,\(quarters)"], "月报（镇）.csv")
    }
    #expect(told([towns(4320), villages]) == [])
    #expect(told([towns(4080), villages]).contains("DZ404 月报（镇）.csv D3"))
  }

  @Test func `a month without a return is missing beside a payment list too, unless only a few were sent`() {
    let list = paymentList(
      ["东镇,山底村,张甲", "东镇,水口村,李乙", "西镇,簕冲村,王丙", "西镇,横坑村,赵丁"].map { $0 + ",否,12" }, header: "镇,村,姓名,是否兼任,月数")
    func returns(_ months: [Int]) -> [(name: String, csv: String)] {
      months.map { ("月报\($0)月.csv", "甲市2021年\($0)月补贴月报表\n镇,人数\n东镇,2\n西镇,2\n") }
    }
    func missing(_ months: [Int]) -> [Discrepancy] {
      Books([list] + returns(months)).findings.filter { $0.code == .missingNotZero && $0.field == Field.month.rawValue }
    }
    #expect(missing(Array(1...12)).isEmpty)
    #expect(missing(Array(1...12).filter { $0 != 8 }).map(\.severity) == [.warning])
    #expect(missing([11, 12]).isEmpty)
  }
}
