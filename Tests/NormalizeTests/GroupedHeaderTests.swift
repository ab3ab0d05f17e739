import Support
import Testing

@testable import Domain
@testable import Normalize

/// Headers whose first row names a place and groups only, and what stands below several levels.
@Suite struct GroupedHeaderTests {
  private func summary(_ rows: [String]) -> Trial {
    Trial("甲市村务监督委员会成员补贴汇总表\n" + rows.joined(separator: "\n") + "\n", name: "2021年汇总表.csv")
  }
  private func figures(_ trial: Trial) -> [[Int64?]] {
    trial.records.aggregates.map { [$0[.eligible].value, $0[.amount].value.map { $0 / 100 }] }
  }

  @Test(arguments: [
    ("镇（街）,2020年,,2021年,,增减", "4,9600,5,14400,1"), ("镇（街）,上年数,,本年数,,比上年增减", "4,9600,5,14400,1"),
    ("镇（街）,2021年,,2020年,,同比", "5,14400,4,9600,1"),
  ])
  func `last year's figures may stand beside this year's`(_ groups: String, _ row: String) {
    let trial = summary([groups, ",人数,金额（元）,人数,金额（元）,人数", "东镇,\(row)", "西街道,\(row)"])
    #expect(figures(trial) == [[5, 14400], [5, 14400]] && trial.errors.isEmpty)
  }

  @Test func `words of places and groups head no figures without figures' words below`() {
    let trial = summary(["镇（街）,情况说明", "东镇,良好", "镇（街）,核发人数,金额（元）", "东镇,5,14400"])
    #expect(figures(trial) == [[5, 14400]])
  }

  @Test func `who pays may stand below the sources of the money`() {
    let trial = summary([
      "镇（街）,核发人数,月数,资金来源（元）,,", ",,,市级（60%）,县级（40%）,合计", "东镇,5,12,8640,5760,14400", "西街道,5,12,8640,5760,14400",
    ])
    #expect(figures(trial) == [[5, 14400], [5, 14400]] && trial.errors.isEmpty)
  }

  @Test func `a lower level may begin below 其中`() {
    let trial = summary(["镇（街）,村数,应有人数,其中：,,核发人数,金额（元）", ",,,兼任不发,缺额,,", "东镇,2,6,1,0,5,14400"])
    #expect(trial.records.aggregates.map { $0[.concurrent].value } == [1] && trial.codes.allSatisfy { $0 != "DZ104" })
  }

  @Test func `columns may be numbered below four levels, and words by letters`() {
    let trial = summary([
      "镇（街）,基本情况,,,补贴发放情况,,,", ",村数,人员,,标准,月数,金额,", ",,应有,兼任,（元/人·月）,（月）,应发,实发", ",（个）,（人）,（人）,,,（元）,（元）",
      "A,1,2,3,4,5,6,7", "东镇,2,6,1,240,12,14400,14000",
    ])
    #expect(trial.records.aggregates.map { $0[.due].value } == [1_440_000])
    #expect(trial.records.aggregates.map { $0[.amount].value } == [1_400_000])
    #expect(!trial.codes.contains("DZ201") && !trial.codes.contains("DZ104"))
  }

  @Test(arguments: [[], ["A2:A3"], ["A2:A3", "B2:D2", "E2:G2", "H2:H3"]])
  func `villages that head columns may have their towns' sums between them`(_ merges: [String]) {
    let rows = [
      ["甲市2021年补贴汇总表"], ["项目", "东镇", "", "", "西街道", "", "", "全市合计"],
      ["", "山底村", "水口村", "小计", "山底村", "簕冲村", "小计", ""], ["核发人数", "3", "2", "5", "3", "1", "4", "9"],
      ["金额（元）", "8640", "5760", "14400", "8640", "2880", "11520", "25920"],
    ]
    let trial = Trial([("汇总表.xlsx", book([("汇总", sheetXML(rows, merges: merges))]))])
    let villages = trial.records.aggregates.filter(\.isVillage)
    #expect(villages.compactMap { $0[.eligible].value }.sorted() == [1, 2, 3, 3] && trial.errors.isEmpty)
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && !trial.records.totals.isEmpty)
  }

  @Test func `quarters may stand left of the months that towns head`() {
    func read(_ first: String) -> Trial {
      let rows = (1...12).map { month in "\(month % 3 == 1 ? "\(first)\((month + 2) / 3)季度" : ""),\(month)月,3,1,4" }
      return Trial(
        "甲市2021年补贴人数月报表\n季度,月份,东镇,西街道,合计\n" + rows.joined(separator: "\n") + "\n全年合计,,36,12,48\n", name: "月报表.csv")
    }
    let east = read("第").records.aggregates.filter { $0.town == 0 }
    #expect(east.flatMap(\.months).map(\.heads.value) == Array(repeating: 3, count: 12) && read("第").errors.isEmpty)
  }

  @Test func `the sum of months' heads need not be stated`() {
    let months = (1...12).map { "\($0)月," }.joined(separator: ",")
    let trial = Trial(
      "甲市2021年补贴月报表\n镇,\(months),全年,\n," + Array(repeating: "人数,金额", count: 13).joined(separator: ",") + "\n东镇"
        + String(repeating: ",3,720", count: 12) + ",,8640\n", name: "月报表.csv")
    #expect(!trial.codes.contains("DZ206") && trial.records.aggregates.count == 1)
  }
}
