import Testing

@testable import Domain
@testable import Normalize

/// Slips of the hand that are told where they stand, and no more than once.
@Suite struct SlipsOfRowsTests {
  @Test func `an amount below a question is no answer`() {
    func flags(_ header: String, _ cell: String) -> ([Bool?], [String]) {
      let trial = Trial(
        payments(
          header: "镇,村,姓名,\(header),月数,金额",
          rows: ["东镇,山底村,张甲,\(cell),12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"]))
      return (trial.records.members.map(\.isConcurrent), trial.errors)
    }
    #expect(flags("是否兼任", "240") == ([nil, false, false], ["DZ205"]))
    #expect(flags("扣兼任", "240").0.first == true)
  }

  @Test func `a community's rows below one another are told once`() {
    let rows = (["张甲", "李乙"].map { "东镇,大槐墟社区居委会,\($0),否,12,2880" }) + ["东镇,山底村,王丙,否,12,2880"]
    let found = Trial(payments(rows: rows)).records.discrepancies.filter { $0.code == .kindMismatch }
    #expect(found.map { $0.spots.map(\.place.cell) } == [["B4", "B5"]])
    let apart = Trial(payments(rows: [rows[0], rows[2], rows[1]])).records.discrepancies
    #expect(apart.count { $0.code == .kindMismatch } == 2)
  }

  @Test func `a thirteenth month is none, and replaces no other`() {
    func trial(_ month: Int) -> Trial {
      let list = { (month: Int) in
        payments(title: "甲市2021年\(month)月补贴发放表\n单位：元\n").replacing(",12,2880", with: ",1,240")
      }
      return Trial([("12月.csv", Array(list(12).utf8)), ("\(month)月.csv", Array(list(month).utf8))])
    }
    let wrong = trial(13)
    #expect(wrong.records.members.count == 3 && wrong.errors == ["DZ112"])
    #expect(trial(11).errors.isEmpty && trial(11).records.members.count == 6)
  }

  @Test func `a town's total is its own below a total of all, and above its rows`() {
    func sums(_ above: [String], _ below: (String) -> [String], lead: (String) -> [String] = { _ in [] })
      -> [ClosedRange<Int>]
    {
      let rows = [("东镇", "山底村"), ("东镇", "水口村"), ("西街道", "簕冲村")]
      var text = above
      for town in ["东镇", "西街道"] {
        text += lead(town)
        for (place, village) in rows where place == town {
          text += ["甲", "乙"].map { "\(town),\(village),\(village.prefix(1))\($0),否,12,2880" }
        }
        text += below(town)
      }
      let trial = Trial(payments(rows: text))
      #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
      return trial.records.totals.map(\.parts)
    }
    func amount(_ town: String) -> Int { town == "东镇" ? 11520 : 5760 }
    #expect(
      sums(["合计,,,,,17280"], { ["\($0)合计,,,,,\(amount($0))"] }).sorted { $0.lowerBound < $1.lowerBound }.count == 3)
    #expect(sums([], { _ in [] }, lead: { ["本镇合计,,,,,\(amount($0))"] }).count == 2)
  }
}
