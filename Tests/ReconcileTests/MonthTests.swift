import Testing

@testable import Domain
@testable import Reconcile

/// Months that are stated, beside the period, the term and what is paid for them.
@Suite struct MonthTests {
  private func due(_ books: Books) -> [Discrepancy.Gap] { books.found(.dueVsPaid).map(\.gap) }
  private func yuan(_ expected: Int64, _ actual: Int64) -> Discrepancy.Gap {
    .money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100))
  }

  @Test func `months lie within the period, and within the term`() {
    let header = "镇,村,姓名,月数,金额,任职时间,离任时间"
    let books = Books([
      paymentList(
        ["东镇,山底村,张甲,13,3120,,", "东镇,山底村,李乙,12,2880,2020-01,2021-06", "东镇,山底村,王丙,6,1440,2020-01,2021-06"], header: header
      )
    ])
    // Thirteen count as twelve all the same; months beyond the term count, and those after its end are of who left.
    #expect(books.found(.monthsOutOfRange).map(\.gap) == [.counts(expected: 12, actual: 13, unit: "月")])
    #expect(books.found(.monthsOutOfRange).map(\.touches) == [[.stated]])
    #expect(books.found(.leftOfficePaid).map(\.gap) == [.counts(expected: 6, actual: 12, unit: "月")])
    #expect(books.found(.leftOfficePaid).map(\.touches) == [[.due, .stated]])
    #expect(books.found(.leftOfficePaid)[0].spots.map(\.place.cell) == ["D5", "G5"])
    let late = Books([
      paymentList(
        ["东镇,山底村,张甲,12,2880,2021-07,", "东镇,山底村,李乙,7,1680,2021-07,2021-12", "东镇,山底村,王丙,12,2880,2021-07,2022-03"],
        header: header)
    ])
    #expect(late.cells(.monthsOutOfRange) == ["D4", "D5", "D6"] && late.found(.leftOfficePaid).isEmpty)
    let rows = Books([summary("镇,村,核发人数,人月,金额", ["东镇,山底村,3,36,8640", "东镇,水口村,2,25,6000"])])
    #expect(rows.found(.monthsOutOfRange).map(\.gap) == [.counts(expected: 24, actual: 25, unit: "人月")])
  }

  @Test func `fewer months than the term are told where nobody is paid for the rest`() {
    let short = Books([paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,否,11,2640"])])
    #expect(short.cells(.monthsOutOfRange) == ["E6"])
    #expect(short.found(.monthsOutOfRange).first?.message.zh.hasPrefix("发放 11 个月，少于应发的 12 个月") == true)
    #expect(short.found(.monthsOutOfRange).map(\.gap) == [.counts(expected: 12, actual: 11, unit: "月")])
    let followed = Books([
      paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,否,6,1440", "东镇,山底村,赵丁,否,6,1440"])
    ])
    #expect(followed.found(.monthsOutOfRange).isEmpty)
    let dated = Books([
      paymentList(
        ["东镇,山底村,张甲,12,2880,", "东镇,山底村,李乙,12,2880,", "东镇,山底村,王丙,11,2640,2021-11"], header: "镇,村,姓名,月数,金额,离任时间")
    ])
    #expect(dated.found(.monthsOutOfRange).isEmpty)
    let rows = Books([summary("镇,村,核发人数,月数,金额", ["东镇,山底村,3,11,7920", "东镇,水口村,3,11,8640", "西镇,簕冲村,3,12,8640"])])
    #expect(rows.cells(.monthsOutOfRange) == ["D4", "D5"])
    #expect(rows.found(.monthsOutOfRange).map(\.severity) == [.warning, .error])
  }

  @Test func `a term that the roster dates explains fewer months`() {
    let list = paymentList([
      "东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,否,11,2640",
    ])
    let dated = roster("镇,村,姓名,任职时间", ["东镇,山底村,张甲,2020-01", "东镇,山底村,李乙,2020-01", "东镇,山底村,王丙,2021-02"])
    #expect(Books([list, dated]).found(.monthsOutOfRange).isEmpty)
    let early = roster("镇,村,姓名,任职时间", ["东镇,山底村,张甲,2020-01", "东镇,山底村,李乙,2020-01", "东镇,山底村,王丙,2021-01"])
    #expect(Books([list, early]).found(.monthsOutOfRange).map(\.severity) == [.warning])
    let late = roster("镇,村,姓名,任职时间", ["东镇,山底村,张甲,2020-01", "东镇,山底村,李乙,2020-01", "东镇,山底村,王丙,2021-03"])
    #expect(Books([list, late]).found(.monthsOutOfRange).map(\.gap) == [.counts(expected: 10, actual: 11, unit: "月")])
  }

  @Test func `months of a year are paid by their heads only where every month is of the period and has some`() {
    let names = (1...12).map { "\($0)月人数" }.joined(separator: ",")
    func told(_ heads: [String], year: Int) -> [Discrepancy.Gap] {
      let csv = "甲市2021年补贴月报表\n单位：元\n镇,村,\(names),全年金额\n东镇,山底村,\(heads.joined(separator: ",")),\(year)\n"
      return due(Books([("月报.csv", csv)]))
    }
    let three = Array(repeating: "3", count: 11)
    #expect(told(three + ["3"], year: 8640).isEmpty && told(three + ["2"], year: 8640) == [yuan(8400, 8640)])
    #expect(told(three + [""], year: 8640).isEmpty && told(three + ["约三"], year: 8000).isEmpty)
    #expect(told(three + ["0"], year: 7920).isEmpty)
  }

  @Test func `a town's row of fewer months is told like a village's, unless its villages say who is paid`() {
    let header = "镇,村数,核发人数,月数,金额"
    let rows = summary(header, ["东镇,2,6,11,15840", "西镇,2,6,12,17280"])
    let towns = Books([rows])
    #expect(towns.cells(.monthsOutOfRange) == ["D4"])
    #expect(towns.found(.monthsOutOfRange).map(\.severity) == [.warning])
    let members = paymentList(
      ["东镇,山底村", "东镇,水口村"].flatMap { village in
        ["张甲", "李乙", "王丙"].map { "\(village),\($0)\(village.suffix(2).prefix(1)),否,11,2640" }
      })
    #expect(!Books([rows, members]).cells(.monthsOutOfRange).contains("D4"))
    // A half-year's summary is no year's with months missing.
    let half = Books([("汇总表.csv", "甲市2021年上半年补贴汇总表\n单位：元\n\(header)\n东镇,2,6,6,8640\n西镇,2,6,6,8640\n")])
    #expect(half.found(.monthsOutOfRange).isEmpty)
  }
}
