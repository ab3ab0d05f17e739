import Support
import Testing

@testable import Domain
@testable import Normalize

/// Which town and village a row is about: what is written once, carried down, named by sums, or by nobody.
@Suite struct PlacesTests {
  private let bottom = "990101100200", mouth = "990101100201", west = "990101101200"

  private func villages(_ trial: Trial) -> [String?] { trial.records.members.indices.map { trial.village($0) } }
  private func towns(_ trial: Trial) -> [Int] { trial.records.members.map { Int($0.town) } }
  private func carried(_ trial: Trial, _ value: String) -> [String] {
    trial.records.normalizations.filter { $0.rule == "carried-down" && $0.value == value }.map(\.place.cell)
  }

  @Test func `a town that is left blank is the one above, and is noted where there is one`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", ",水口村,李乙,否,12,2880", "西街道,山底村,王丙,否,12,2880"]))
    #expect(
      villages(trial) == [bottom, mouth, west] && carried(trial, "town") == ["A5"] && carried(trial, "山底村") == [])
    let none = Trial(payments(rows: [",水口村,李乙,否,12,2880", "西街道,山底村,王丙,否,12,2880"]))
    #expect(villages(none) == [mouth, west] && carried(none, "town") == [])
  }

  @Test func `a village under another town is told with the town that has it`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "西街道,水口村,李乙,否,12,2880"]))
    let found = trial.records.discrepancies.filter { $0.code == .villageNotInRegister }
    #expect(found.count == 1 && found[0].message.zh.hasSuffix("；名册中同名的村在东镇，请核对镇名"))
    let unknown = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "西街道,石海村,李乙,否,12,2880"]))
    #expect(unknown.records.discrepancies.allSatisfy { !$0.message.zh.contains("同名") })
  }

  @Test(arguments: ["单位名称", "单位（村、居）", "单位(村)"])
  func `units beside towns are their villages, where all of them are`(_ header: String) {
    func villages(_ unit: String) -> Int {
      Trial("甲市2021年花名册\n镇,\(header),姓名,是否兼任\n东镇,\(unit),张甲,否\n,,李乙,否\n", name: "花名册.csv").records.members
        .count { $0.village >= 0 }
    }
    #expect(villages("山底村") == 2 && villages("东镇农商行") == 0 && villages("东镇") == 0)
  }

  @Test func `province and city may stand before the county's own name, and no other's`() {
    func trial(_ prefix: String) -> Trial {
      Trial(
        payments(
          header: "行政区划,姓名,是否兼任,月数,金额",
          rows: ["\(prefix)东镇山底村委会,张甲,否,12,2880", "\(prefix)西街道山底村,李乙,否,12,2880"]))
    }
    #expect(villages(trial("广东省江门市甲市")) == [bottom, west] && villages(trial("甲市")) == [bottom, west])
    #expect(villages(trial("广东省/江门市/甲市/")) == [bottom, west])
    for other in ["广东省江门市乙市", "乙市原属甲市"] { #expect(villages(trial(other)) != [bottom, west]) }
    let towns = Trial(payments(rows: ["江门市甲市东镇,山底村,张甲,否,12,2880", "广东省甲市西街道,山底村,李乙,否,12,2880"]))
    #expect(villages(towns) == [bottom, west])
  }

  @Test func `how a village is written is noted once for a block of its rows`() {
    for name in ["大槐墟社区", "山底"] {
      let trial = Trial(payments(rows: ["张甲", "李乙"].map { "东镇,\(name),\($0),否,12,2880" }))
      let noted = trial.records.normalizations.filter { $0.rule == "village-name-form" }
      #expect(noted.map(\.place.cell) == ["B4"])
    }
  }

  @Test func `a village that is left blank is the one above within its town only`() {
    let same = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,,李乙,否,12,2880", ",,王丙,否,12,2880"]))
    #expect(villages(same) == [bottom, bottom, bottom] && carried(same, "山底村") == ["B5", "B6"])
    let roster = Trial("甲市2021年村务监督委员会成员花名册\n镇,村,姓名\n东镇,山底村,张甲\n东镇,,李乙\n", name: "花名册.csv")
    #expect(villages(roster) == [bottom, bottom] && carried(roster, "山底村") == ["B4"])
    let other = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "西街道,,李乙,否,12,2880"]))
    #expect(villages(other) == [bottom, nil] && towns(other) == [0, 1])
  }

  @Test func `a town that the register has not is told once, and nothing of it is another's`() {
    let trial = Trial(
      payments(rows: [
        "东镇,水口村,张甲,否,12,2880", "南镇,石桥村,李乙,否,12,2880", "南镇,石桥村,王丙,否,12,2880", "北镇,石桥村,赵丁,否,12,2880",
        "东镇,山底村,钱戊,否,12,2880",
      ]))
    let told = trial.records.discrepancies.filter {
      $0.code == .villageNotInRegister && $0.field == Field.town.rawValue
    }
    #expect(told.map { $0.spots.map(\.place.cell) } == [["A5"], ["A7"]])
    #expect(villages(trial) == [mouth, nil, nil, nil, bottom] && towns(trial) == [0, -1, -1, -1, 0])
  }

  @Test func `a number in the column of towns is no town`() {
    let rows = listRows.prefix(4) + [["101", "山底村", "李乙", "否", "12", "2880"]]
    let trial = Trial([("发放表.xlsx", book([("表", sheetXML(Array(rows)))]))])
    #expect(trial.cell("DZ201") == "A5" && villages(trial) == [bottom, nil] && towns(trial) == [0, -1])
  }

  @Test func `a block under a name that nobody knows is one finding with a place for each row that says it`() {
    let trial = Trial(
      payments(rows: [
        "东镇,无名村,张甲,否,12,2880", "东镇,无名村,李乙,否,12,2880", "东镇,,王丙,否,12,2880", "东镇,山底村,赵丁,否,12,2880",
        "东镇,别名村,钱戊,否,12,2880", "东镇,无名村,孙己,否,12,2880",
      ]))
    let told = trial.records.discrepancies.filter { $0.code == .villageNotInRegister }
    #expect(told.map { $0.spots.map(\.place.cell) } == [["B4", "B5"], ["B8"], ["B9"]])
    #expect(villages(trial) == [nil, nil, nil, bottom, nil, nil])
    #expect(told.map(\.subject.town) == [0, 0, 0] && told.allSatisfy { $0.level == .village })
  }

  @Test func `below a town's sum a blank is of the town that the next sum names`() {
    let trial = Trial(
      payments(rows: [
        "东镇,山底村,张甲,否,12,2880", "东镇小计,,,,12,2880", ",山底村,王丙,否,12,2880", ",簕冲村,李乙,否,12,2880", "西街道小计,,,,24,5760",
        "合计,,,,36,8640",
      ]))
    #expect(villages(trial) == [bottom, west, "990101101201"] && trial.rules.contains("town-from-sum"))
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && trial.errors.isEmpty)
    let same = Trial(
      payments(rows: [
        "东镇,山底村,张甲,否,12,2880", "小计,,,,12,2880", ",水口村,李乙,否,12,2880", "小计,,,,12,2880", "合计,,,,24,5760",
      ]))
    #expect(villages(same) == [bottom, mouth] && !same.rules.contains("town-from-sum"))
    let named = Trial(
      payments(rows: [
        "东镇,山底村,张甲,否,12,2880", "东镇小计,,,,12,2880", ",水口村,李乙,否,12,2880", "西街道,簕冲村,王丙,否,12,2880", "西街道小计,,,,12,2880",
      ]))
    #expect(villages(named) == [bottom, mouth, "990101101201"])
    let one = Trial(
      payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇小计,,,,12,2880", ",山底村,王丙,否,12,2880", "西街道小计,,,,12,2880"]))
    #expect(villages(one) == [bottom, west])
    let last = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇小计,,,,12,2880", ",水口村,王丙,否,12,2880"]))
    #expect(villages(last) == [bottom, mouth])
  }

  private func summary(_ header: String, _ rows: [String]) -> Trial {
    Trial("甲市2021年补贴汇总表\n单位：元\n\(header)\n" + rows.map { $0 + "\n" }.joined(), name: "汇总表.csv")
  }

  @Test func `a row of the county as a whole is no town's, and another county's is none of ours`() {
    let header = "县（市、区）,村数,核发人数,金额"
    let own = summary(header, ["甲市,4,12,34560"])
    #expect(own.records.aggregates.map(\.town) == [-1] && own.records.aggregates.map(\.isVillage) == [false])
    let towns = summary("镇,村数,核发人数,金额", ["甲市,4,12,34560", "东镇,2,6,17280", "西街道,2,6,17280"])
    #expect(towns.records.aggregates.filter { $0.town >= 0 }.map(\.town) == [0, 1] && towns.errors.isEmpty)
  }

  @Test func `a town below a total that names it is of which, and is one of the towns where it stands alone`() {
    let alone = summary("镇,村数,核发人数,金额", ["合计,4,12,34560", "其中：东镇,2,6,17280", "西街道,2,6,17280"])
    #expect(alone.records.aggregates.map(\.town) == [0, 1] && alone.records.totals.allSatisfy { $0.stated == $0.sum })
    let again = summary("镇,村数,核发人数,金额", ["合计,4,12,34560", "其中：东镇,2,6,17280", "东镇,2,6,17280", "西街道,2,6,17280"])
    #expect(again.records.aggregates.map(\.town) == [0, 1] && again.codes.contains("DZ113"))
  }

  @Test func `codes count before names, in a text or in a number, where they are registered ones`() {
    let rows =
      [["镇", "村", "村编码", "姓名", "月数", "金额"]] + [
        ["东镇", "山底村", bottom, "张甲", "12", "2880"], ["东镇", "山底村", "12345", "李乙", "12", "2880"],
        ["东镇", "水口村", "", "王丙", "12", "2880"], ["东镇", "山底村", mouth, "赵丁", "12", "2880"],
      ]
    for csv in [true, false] {
      let trial =
        csv
        ? Trial("甲市2021年补贴发放表\n单位：元\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined())
        : Trial([("发放表.xlsx", book([("表", sheetXML([["甲市2021年补贴发放表（元）"]] + rows))]))])
      #expect(villages(trial) == [bottom, bottom, mouth, mouth])
    }
    let bare = Trial(
      payments(header: "村编码,姓名,月数,金额", rows: ["\(bottom),张甲,12,2880", ",李乙,12,2880", "\(mouth),王丙,12,2880"]))
    #expect(villages(bare) == [bottom, bottom, mouth])
  }

  @Test func `a wrong code gives way to the village's name, and a community's row is told`() {
    let trial = Trial(
      payments(
        header: "镇,村,村编码,姓名,月数,金额",
        rows: ["东镇,山底村,12345,张甲,12,2880", "东镇,水口村,990101100201,李乙,12,2880", "东镇,大槐墟社区,,王丙,12,2880"]))
    #expect(trial.village(0) == "990101100200" && trial.village(1) == "990101100201")
    #expect(trial.codes.contains("DZ204"))
  }

  @Test func `a merged cell says which rows are its village's`() {
    func rows(_ merges: [String]) -> Trial {
      var rows = Array(listRows.prefix(3))
      rows += [
        ["东镇", "山底村", "张甲", "否", "12", "2880"], ["", "", "李乙", "否", "12", "2880"], ["东镇", "", "王丙", "否", "12", "2880"],
        ["东镇", "水口村", "赵丁", "否", "12", "2880"],
      ]
      return Trial([("发放表.xlsx", book([("表", sheetXML(rows, merges: merges))]))])
    }
    #expect(villages(rows([])) == [bottom, bottom, bottom, mouth])
    #expect(villages(rows(["B4:B5"])) == [bottom, bottom, nil, mouth])
    #expect(villages(rows(["B4:B6"])) == [bottom, bottom, bottom, mouth])
    #expect(villages(rows(["B4:B5", "B6:B6"])) == [bottom, bottom, nil, mouth])
  }

  @Test func `a village may say its own town where no column does`() {
    let trial = Trial(
      payments(
        header: "村,姓名,是否兼任,月数,金额",
        rows: ["东镇", "水口村,张甲,否,12,2880", "西街道山底村,李乙,否,12,2880", "东镇山底村,王丙,否,12,2880"]))
    #expect(villages(trial) == [mouth, west, bottom] && trial.errors.isEmpty)
    let unknown = Trial(payments(header: "村,姓名,是否兼任,月数,金额", rows: ["东镇", "西街道无名村,李乙,否,12,2880"]))
    #expect(
      unknown.errors == ["DZ201"]
        && unknown.records.discrepancies.first { $0.code == .villageNotInRegister }?.subject.town == 0)
  }
}
