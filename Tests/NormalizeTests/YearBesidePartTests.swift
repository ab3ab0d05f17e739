import Testing

@testable import Domain
@testable import Normalize

/// A year's list beside its quarters', lists that grow month by month, and names that say in short of which quarter or month a list is.
@Suite struct YearBesidePartTests {
  private let people = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙"]

  private func list(_ title: String, months: Int, paid: [String: Int] = [:], without: String? = nil, day: Int = 1)
    -> String
  {
    payments(
      title: "甲市2021年\(title)村务监督委员会成员补贴发放表\n单位：元\n",
      rows: people.filter { $0 != without }.map { "\($0),否,\(months),\(paid[$0] ?? 240 * months)" },
      foot: "填表人：张某,,,填表日期：2021年12月\(day)日\n")
  }

  private func trial(_ files: [(String, String)]) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  private func quarters(_ last: String) -> [(String, String)] {
    ["一", "二", "三"].map { ("第\($0)季度.csv", list("第\($0)季度", months: 3)) } + [("第四季度.csv", last)]
  }

  private func told(_ files: [(String, String)]) -> [[String]] {
    trial(files).records.discrepancies
      .filter { $0.code == .detailAndSummary && $0.severity == .warning && $0.field == Field.amount.rawValue }
      .map { $0.spots.map { "\($0.place.file.dropFirst(4)) \($0.place.cell)" } }
  }

  @Test func `a member whose quarters are not the year's is told at all cells`() {
    let year = ("发放表.csv", list("", months: 12))
    #expect(told([year] + quarters(list("第四季度", months: 3))).isEmpty)
    let found = told([year] + quarters(list("第四季度", months: 3, paid: [people[1]: 480])))
    #expect(found.count == 1 && found[0].count == 5 && found[0].contains("第四季度.csv F5"), "\(found)")
    #expect(told([year] + quarters(list("第四季度", months: 3, without: people[2]))).map(\.count) == [4])
    // Three quarters are not all of the year.
    #expect(told([year] + quarters(list("第四季度", months: 3)).dropLast()).isEmpty)
    // A correction is meant to differ.
    #expect(
      told([("发放表（更正）.csv", list("", months: 12, paid: [people[1]: 2640]))] + quarters(list("第四季度", months: 3))).isEmpty
    )
  }

  private func growing(_ months: ClosedRange<Int>, day: Int, _ more: [String] = []) -> String {
    let header = (1...12).map { "\($0)月" }.joined(separator: ",")
    let cells = (1...12).map { months.contains($0) ? "240" : "" }.joined(separator: ",")
    return payments(
      header: "镇,村,姓名,是否兼任,\(header),合计", rows: (people + more).map { "\($0),否,\(cells),\(240 * months.count)" },
      foot: "填表人：张某,,,填表日期：2021年\(day)月28日\n")
  }

  @Test func `a list of the year that has one month more each time is asked about no more`() {
    let grown = trial((1...3).map { ("发放表2021\($0 < 10 ? "0" : "")\($0)28.csv", growing(1...$0, day: $0)) })
    #expect(grown.amounts == [720, 720, 720] && grown.errors.isEmpty, "\(grown.codes)")
    // Of two lists that fill other months each is a payment.
    let halves = trial([("发放表20210628.csv", growing(1...3, day: 6)), ("发放表20211228.csv", growing(4...6, day: 12))])
    #expect(halves.errors.contains("DZ703"))
    // So it may be of two that fill the same: the second half-year under the first's header.
    let same = [("发放表1.csv", 6, "赵丁"), ("发放表2.csv", 12, "孙庚")].map { name, day, member in
      (name, growing(1...3, day: day, ["西街道,簕冲村,钱己", "东镇,水口村,\(member)"]))
    }
    #expect(trial(same).errors.contains("DZ703"))
  }

  @Test func `a title of some months stands against a month of the file's name that no year has`() {
    let half = list("1-6月", months: 6)
    #expect(trial([("2021年16月.csv", half)]).records.members.count == 3)
  }

  @Test(arguments: [
    ["一季", "二季", "三季", "四季"], ["第1季", "第2季", "第3季", "第4季"], ["首季", "二季", "三季", "四季"],
  ])
  func `quarters may be written short`(_ quarters: [String]) {
    let trial = trial(quarters.map { ("\($0)发放表.csv", list($0, months: 3)) })
    #expect(trial.records.members.count == 12 && trial.errors.isEmpty, "\(trial.codes)")
    let folders = self.trial(quarters.enumerated().map { ($1 + "/发放表.csv", list("", months: 3, day: $0 + 1)) })
    #expect(folders.records.members.count == 12, "\(folders.codes)")
  }

  @Test func `a place that is called after a season is no quarter`() {
    #expect(trial([("四季村发放表.csv", list("四季青", months: 3))]).records.sources.allSatisfy { $0.part == nil })
  }

  @Test func `an attachment's number before a month is no month`() {
    let months = trial((1...12).map { ("附件3-\($0)月发放表.csv", list("", months: 1, day: $0)) })
    #expect(months.records.members.count == 36 && months.errors.isEmpty, "\(months.codes)")
    let half = trial([("附件1-6月发放表.csv", list("", months: 6))])
    #expect(half.records.sources[0].part.map { [$0.lowerBound.month, $0.upperBound.month] } == [1, 6])
  }

  @Test func `folders of some months say of which their lists are`() {
    for folders in [["1-6月", "7-12月"], ["1至6月", "7至12月"]] {
      let trial = trial(folders.enumerated().map { ($1 + "/发放表.csv", list("", months: 6, day: $0 + 1)) })
      #expect(trial.records.members.count == 6 && trial.errors.isEmpty, "\(folders): \(trial.codes)")
    }
  }

  @Test func `a town's folder tells villages of one name apart`() {
    func rows(_ name: String) -> String {
      "甲市2021年村务监督委员会成员补贴发放表（元）\n村,姓名,是否兼任,月数,金额\n山底村,\(name),否,12,2880\n"
    }
    let trial = trial([("东镇/发放表.csv", rows("张甲")), ("西街道.zip/发放表.csv", rows("李乙"))])
    #expect(Set([trial.village(0), trial.village(1)]) == ["990101100200", "990101101200"] && trial.errors.isEmpty)
    #expect(self.trial([("发放表.csv", rows("张甲"))]).codes.contains("DZ203"))
    // What the whole county sent may lie in a town's folder.
    let county = "甲市2021年村务监督委员会成员补贴汇总表（元）\n村,核发人数,月数,金额\n水口村委会,3,12,8640\n簕冲村委会,3,12,8640\n"
    #expect(self.trial([("东镇/全市汇总.csv", county)]).errors.isEmpty)
  }

  @Test func `rosters of the last and of the new term are one`() {
    func roster(_ title: String, _ header: String, _ rows: [String], day: Int) -> String {
      "甲市\(title)村务监督委员会成员花名册\n镇,村,姓名,是否兼任,\(header)\n" + rows.joined(separator: "\n")
        + "\n填表日期：2021年\(day)月28日\n"
    }
    let former = roster(
      "上届", "任职时间,离任时间", ["东镇,山底村,张甲,否,2018.01,2021.04", "东镇,山底村,李乙,否,2018.01,"], day: 4)
    let newer = roster("新一届", "任职时间", ["东镇,山底村,孙己,否,2021.05", "东镇,山底村,李乙,否,2018.01"], day: 5)
    let trial = trial([("上届花名册.csv", former), ("新一届花名册.csv", newer)])
    #expect(trial.records.members.count == 3 && trial.errors.isEmpty, "\(trial.codes)")
  }
}
