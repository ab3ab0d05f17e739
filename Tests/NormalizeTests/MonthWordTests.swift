import Support
import Testing

@testable import Domain
@testable import Normalize

/// What a month's columns are called in one cell with it.
@Suite struct MonthWordTests {
  @Test(arguments: [
    ("发放人数", "补贴资金"), ("人数", "资金"), ("核发人数", "核发金额"), ("享受补贴人数", "发放金额"), ("应发人数", "应发金额"),
    ("人数", "发放额"), ("份人数", "份补助资金"),
  ])
  func `a month has the heads and the money that its words name`(_ heads: String, _ money: String)
    throws
  {
    let header = (1...12).map { "\($0)月\(heads),\($0)月\(money)" }.joined(separator: ",")
    let row = Array(repeating: "3,720", count: 12).joined(separator: ",")
    let trial = Trial(
      "甲市2021年补贴月报表\n单位：元\n镇,村,\(header),全年金额\n东镇,山底村,\(row),8640\n", name: "月报.csv")
    let months = try #require(trial.records.aggregates.first).months
    #expect(
      months.count == 12
        && months.allSatisfy { $0.heads == .value(3) && $0.amount == .value(72_000) })
    #expect(!trial.codes.contains("DZ104"))
  }

  @Test(arguments: ["12月末在岗人数", "2021年12月底在册人数", "12月在岗人数"])
  func `heads of one month make no monthly return of a summary`(_ header: String) throws {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇,村,\(header),兼任人数,核发人数,月数,1月至12月补贴金额\n东镇,山底村,3,1,2,12,5760\n",
      name: "汇总表.csv")
    let row = try #require(trial.records.aggregates.first)
    #expect(row.months.isEmpty && row[.listed] == .value(3) && row[.amount] == .value(576_000))
  }

  @Test(arguments: ["合计", "总计", "共计"])
  func `the sum of months of heads counts person-months`(_ header: String) throws {
    let names = (1...12).map { "\($0)月" }.joined(separator: ",")
    let heads = Array(repeating: "3", count: 12).joined(separator: ",")
    let trial = Trial("甲市2021年人数月报表\n单位：人\n镇,村,\(names),\(header)\n东镇,山底村,\(heads),36\n", name: "月报.csv")
    let row = try #require(trial.records.aggregates.first)
    #expect(row[.amount] == .absent && row[.personMonths] == .value(36))
  }

  @Test func `what is due in a month gives way to what was paid`() throws {
    let header = (1...12).map { "\($0)月应发,\($0)月实发" }.joined(separator: ",")
    let row = Array(repeating: "720,480", count: 12).joined(separator: ",")
    let trial = Trial("甲市2021年补贴月报表\n单位：元\n镇,村,\(header)\n东镇,山底村,\(row)\n", name: "月报.csv")
    #expect(
      try #require(trial.records.aggregates.first).months.allSatisfy { $0.amount == .value(48_000) }
    )
  }

  @Test(arguments: ["1月应发", "1月"])
  func `a list of months has its sum, whatever is due by it`(_ first: String) {
    let header = (1...12).map { first.replacing("1", with: "\($0)") }.joined(separator: ",")
    let row = Array(repeating: "240", count: 12).joined(separator: ",")
    let odd = row.dropLast(3) + "230"
    func read(_ row: String, _ sum: String) -> Trial {
      Trial(payments(header: "镇,村,姓名,\(header),应发合计", rows: ["东镇,山底村,张甲,\(row),\(sum)"]))
    }
    #expect(read(row, "2880").errors.isEmpty && read(row, "2880").amounts == [2880])
    #expect(read(String(odd), "2870").cell("DZ402") == "O4")
  }

  @Test func `a month's sum row is no row of the month`() {
    let trial = Trial(
      "甲市2021年补贴发放表\n单位：元\n月份,镇,村,姓名,金额\n1月,东镇,山底村,张甲,240\n1月合计,,,,240\n2月,东镇,山底村,张甲,240\n2月合计,,,,240\n"
    )
    #expect(
      trial.records.members.count == 2 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }
}
