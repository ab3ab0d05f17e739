import Testing

@testable import Domain
@testable import Normalize

/// Columns of the rows' months that no word names.
@Suite struct MonthByContentTests {
  private let villages = ["东镇,山底村", "东镇,水口村"]

  private func months(_ header: String, _ month: (Int) -> String, _ figures: String = "3,720") -> Trial {
    let rows = (1...12).flatMap { number in villages.map { "\(month(number)),\($0),\(figures)" } }
    return Trial(
      "甲市2021年村务监督委员会成员补贴台账\n单位：元\n\(header),镇,村,发放人数,金额\n" + rows.joined(separator: "\n") + "\n",
      name: "台账.csv")
  }

  private func isReturn(_ trial: Trial) -> Bool {
    trial.records.sources.allSatisfy { $0.kind == .monthly } && trial.records.aggregates.count == 24
      && trial.errors.isEmpty && !trial.codes.contains("DZ104")
  }

  @Test(arguments: ["补贴年月", "年月", "属期", "费款所属期", "发放期", "发放月度", "补贴所属月份"])
  func `a month in each row, each once a place, says of which month the row is`(_ header: String) {
    #expect(isReturn(months(header) { "2021-\($0 < 10 ? "0" : "")\($0)" }))
    #expect(isReturn(months(header) { "2021年\($0)月" }))
    #expect(isReturn(months(header) { "2021\($0 < 10 ? "0" : "")\($0)" }))
  }

  @Test func `numbers are months where the header speaks of one`() {
    #expect(isReturn(months("发放月度") { "\($0)" }))
    #expect(!isReturn(months("期次") { "\($0)" }))
  }

  @Test func `months that are no row's own are none`() {
    // A quarter's pay, a day, another year, and a month late.
    let quarters = [3, 6, 9, 12].flatMap { month in villages.map { "2021年\(month)月,\($0),9,2160" } }
    for rows in [
      quarters, (1...12).flatMap { month in villages.map { "2021-\(month)-15,\($0),3,720" } },
      (2...13).flatMap { month in
        villages.map { "\(month > 12 ? "2022年1月" : "2021年\(month)月"),\($0),3,720" }
      },
    ] {
      let trial = Trial("甲市2021年补贴台账\n单位：元\n记载,镇,村,发放人数,金额\n" + rows.joined(separator: "\n"), name: "台账.csv")
      #expect(trial.records.sources.allSatisfy { $0.columns[.month] == nil }, "\(rows[0])")
    }
  }

  @Test func `a person's month of birth or of joining stays his own`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,登记年月,月数,金额",
        rows: ["东镇,山底村,张甲,2021-01,12,2880", "东镇,山底村,李乙,2021-02,12,2880", "东镇,水口村,王丙,2021-03,12,2880"]))
    #expect(trial.records.members.count == 3 && trial.codes.contains("DZ104"))
    #expect(trial.records.sources.allSatisfy { $0.columns[.month] == nil })
  }

  @Test func `months in which instalments were paid are no months of the rows`() {
    let rows = ["张甲", "李乙", "王丙"].flatMap { name in
      ["2021年6月", "2021年7月"].map { "东镇,山底村,\(name),否,1440,\($0)" }
    }
    let trial = Trial(payments(header: "镇,村,姓名,是否兼任,金额,收款年月", rows: rows))
    #expect(trial.records.sources.allSatisfy { $0.columns[.month] == nil })
  }

  @Test(arguments: ["变动时间", "任免年月", "调整月份"]) func `when somebody came or left is no month of a row`(_ header: String) {
    let trial = Trial(
      "甲市2021年村监委人员变动情况表\n镇,村,姓名,变动类型,职务,\(header)\n东镇,山底村,张甲,免职,主任,2021-06\n东镇,山底村,张甲,任职,委员,2021-07\n",
      name: "变动.csv")
    #expect(trial.records.sources.allSatisfy { $0.columns[.month] == nil })
  }
}
