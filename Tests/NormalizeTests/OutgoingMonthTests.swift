import Support
import Testing

@testable import Domain
@testable import Normalize

/// Months whose headers say how they were paid, 1月支付金额, and those that say it twice.
@Suite struct OutgoingMonthTests {
  private func table(_ columns: [String], _ figures: [String], months: Int = 12, isOfMembers: Bool, title: String)
    -> Trial
  {
    let header = (1...months).flatMap { month in columns.map { "\(month)月\($0)" } }
    let row = (1...months).flatMap { _ in figures }.joined(separator: ",")
    let places =
      isOfMembers
      ? ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙"] : ["东镇,山底村", "东镇,水口村", "西街道,簕冲村"]
    return Trial(
      "甲市\(title)\n单位：元\n镇,村,\(isOfMembers ? "姓名," : "")\(header.joined(separator: ","))\n"
        + places.map { "\($0),\(row)" }.joined(separator: "\n") + "\n", name: isOfMembers ? "发放表.csv" : "月报.csv")
  }

  private func list(_ columns: [String], _ figures: [String], months: Int = 12) -> Trial {
    table(columns, figures, months: months, isOfMembers: true, title: "2021年补贴发放表")
  }

  private func paid(_ trial: Trial) -> [Int64] {
    trial.records.aggregates.map { row in row.months.compactMap(\.amount.value).reduce(0, +) / 100 }
  }

  @Test(arguments: ["支付金额", "拨付资金", "已拨金额", "实际支付金额", "支出金额", "拨付", "实际支付"])
  func `a month's money is the month's, however it went out`(_ words: String) {
    let trial = list([words], ["240"])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty, "\(trial.codes)")
    #expect(trial.records.members.map(\.months) == [.value(12), .value(12), .value(12)])
  }

  @Test func `what was sent and what was paid in one month are not added, and nothing is asked where they are equal`() {
    let equal = list(["支付金额", "拨付资金"], ["240", "240"])
    #expect(equal.amounts == [2880, 2880, 2880] && !equal.codes.contains("DZ104"))
    for columns in [["人数", "支付金额", "拨付资金"], ["人数", "拨付资金", "支付金额"]] {
      let figures = columns.map { $0 == "人数" ? "3" : $0 == "支付金额" ? "720" : "800" }
      let trial = table(columns, figures, isOfMembers: false, title: "2021年补贴月报表")
      #expect(paid(trial) == [8640, 8640, 8640] && trial.codes.count { $0 == "DZ104" } == 12, "\(trial.codes)")
    }
  }

  @Test func `a return of one month tells two amounts of it where they differ`() {
    func month(_ sent: String) -> Trial {
      Trial(
        "甲市2021年1月补贴月报表\n单位：元\n镇,村,人数,1月支付金额,1月拨付资金\n东镇,山底村,3,720,\(sent)\n东镇,水口村,3,720,\(sent)\n",
        name: "1月.csv")
    }
    #expect(paid(month("720")) == [720, 720] && !month("720").codes.contains("DZ104"))
    let other = month("1000")
    #expect(paid(other) == [720, 720] && other.cell("DZ104") == "E3" && other.errors.isEmpty)
    let message = other.records.discrepancies.first { $0.code == .unknownColumn }?.message.zh
    #expect(message?.contains("只采用后者") == true && message?.contains("1月支付金额") == true)
    // Together no more than is due: they may be two payments.
    let parts = Trial("甲市2021年1月补贴月报表\n单位：元\n镇,村,人数,1月支付金额,1月拨付资金\n东镇,山底村,3,480,240\n", name: "1月.csv")
    #expect(parts.errors == ["DZ104"])
  }

  @Test func `two months beside one another are no one payment said twice`() {
    let trial = list(["支付金额"], ["240"], months: 2)
    #expect(trial.amounts == [480, 480, 480] || trial.errors.contains("DZ104"), "\(trial.amounts)")
  }

  @Test func `what was paid up to two months is no two months' money`() {
    for words in ["月底累计发放金额", "月底发放金额"] {
      let trial = Trial(
        payments(
          header: "镇,村,姓名,标准,月数,12\(words),6\(words)",
          rows: ["东镇,山底村,张甲,240,12,2880,1440", "东镇,山底村,李乙,240,12,2880,1440"]))
      #expect(trial.errors.isEmpty, "\(words)")
    }
  }

  @Test(arguments: ["1-12月合计", "1—12月补贴合计", "1至12月合计", "2021年1-12月合计", "1月-12月合计"])
  func `the sum of all months is the list's amount`(_ words: String) {
    #expect(Vocabulary().field(words) == .amount)
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    let figures = Array(repeating: "240", count: 12).joined(separator: ",")
    func list(_ sum: String) -> Trial {
      Trial(payments(header: "镇,村,姓名,\(months),\(words)", rows: ["东镇,山底村,张甲,\(figures),\(sum)"]))
    }
    #expect(list("2880").amounts == [2880] && list("2880").codes.allSatisfy { $0 != "DZ104" })
    #expect(list("2640").amounts == [2640])
  }

  @Test(arguments: ["1-12月补贴,1-12月实发", "1-12月补贴,实发", "1-12月合计,金额"])
  func `what was paid outranks what the year comes to`(_ header: String) {
    let trial = Trial(payments(header: "镇,村,姓名,\(header)", rows: ["东镇,山底村,张甲,2880,2640", "东镇,山底村,李乙,2880,2880"]))
    #expect(trial.amounts == [2640, 2880])
  }

  @Test(arguments: ["1-12月", "1-6月合计", "1-12月补贴标准", "1-12月人数", "发放月份1-12月"])
  func `what else is of the whole year is no amount`(_ words: String) {
    #expect(Vocabulary().field(words) != .amount)
  }

  @Test func `the sum of a year's heads stays heads`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    let row = Array(repeating: "3", count: 12).joined(separator: ",") + ",36"
    let trial = Trial(
      "甲市2021年发放人数月报表\n镇,村,\(months),1-12月合计\n东镇,山底村,\(row)\n东镇,水口村,\(row)\n", name: "月报.csv")
    #expect(trial.records.aggregates.map { $0[.amount] } == [.absent, .absent])
  }
}
