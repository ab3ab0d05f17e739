import Support
import Testing

@testable import Domain
@testable import Normalize

/// Lines that say of which year, or of which part of it, the rows below them are.
@Suite struct YearHeadingTests {
  @Test(arguments: [("2020年", "2021年"), ("2020年度", "2021年度"), ("一、2020年", "二、2021年"), ("2020", "2021")])
  func `rows below another year's line are not this year's`(_ last: String, _ own: String) {
    let old = ["东镇,山底村,张甲,12,2400", "东镇,水口村,王丙,12,2400"]
    let new = ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880", "东镇,水口村,王丙,12,2880"]
    for rows in [[last] + old + [own] + new, [own] + new + [last] + old] {
      let trial = Trial(payments(title: "甲市补贴发放表\n单位：元\n", header: "镇,村,姓名,月数,金额", rows: rows))
      #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty, "\(rows)")
    }
    // One line alone, or a year in a remark's place, is no such heading.
    let one = Trial(payments(header: "镇,村,姓名,月数,金额", rows: [own] + new))
    #expect(one.amounts == [2880, 2880, 2880])
  }

  @Test func `lines of the years in which members were elected leave out nobody`() {
    let rows = ["2020年", "东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880", "2021年", "东镇,山底村,王丙,12,2880", "东镇,水口村,赵丁,12,2880"]
    for lines in [rows, Array(rows[1...2] + rows[..<1] + rows[4...4] + rows[3...3] + rows[5...])] {
      let trial = Trial(payments(title: "甲市补贴发放表\n单位：元\n", header: "镇,村,姓名,月数,金额", rows: lines))
      #expect(trial.amounts == [2880, 2880, 2880, 2880], "\(lines)")
    }
  }

  @Test(arguments: ["年", ""]) func `months below a year's line are its months`(_ behind: String) {
    func months(_ year: String, _ heads: Int) -> [String] {
      [year] + (1...12).flatMap { ["\($0)月,东镇,\(heads),\(heads * 240)", "\($0)月,西街道,1,240"] }
    }
    let rows = months("2020" + behind, 2) + months("2021" + behind, 3)
    let trial = Trial(
      "甲市补贴发放月报表\n单位：元\n月份,镇,发放人数,金额\n" + rows.joined(separator: "\n") + "\n", name: "2021年月报表.csv")
    let east = trial.records.aggregates.filter { $0.town == 0 }
    let own = east.filter { trial.records.sources[$0.source.index].monthColumns.first?.month.year == 2021 }
    #expect(own.count == 12 && own.allSatisfy { $0.months.first?.heads.value == 3 })
  }

  @Test(arguments: ["年", ""]) func `so they are where towns head the columns`(_ behind: String) {
    let rows = [(2020, 2), (2021, 3)].flatMap { year, heads in
      ["\(year)" + behind] + (1...12).map { "\($0)月,\(heads),1,\(heads + 1)" }
    }
    let trial = Trial("甲市补贴人数月报表\n月份,东镇,西街道,合计\n" + rows.joined(separator: "\n") + "\n", name: "2021年月报表.csv")
    let east = trial.records.aggregates.filter { $0.town == 0 }
    let months = east.flatMap { zip(trial.records.sources[$0.source.index].monthColumns, $0.months) }
    #expect(months.filter { $0.0.month.year == 2021 }.map(\.1.heads.value) == Array(repeating: 3, count: 12))
  }

  @Test(arguments: ["第一季度", "一、上半年", "1-6月", "2021年"])
  func `a line above some of a long return's months is none of them`(_ line: String) {
    let rows = [line] + (1...12).flatMap { ["\($0)月,东镇,3,720", "\($0)月,西街道,1,240"] }
    let trial = Trial(
      "甲市2021年补贴发放月报表\n单位：元\n月份,镇,发放人数,金额\n" + rows.joined(separator: "\n") + "\n", name: "月报表.csv")
    #expect(trial.records.aggregates.count == 24 && trial.errors.isEmpty)
    #expect(trial.records.aggregates.allSatisfy { $0.months.count == 1 })
  }
}
