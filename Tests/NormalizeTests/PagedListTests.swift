import Testing

@testable import Domain
@testable import Normalize

/// Lists that go on from sheet to sheet or file to file, with a total at their end.
@Suite struct PagedListTests {
  private let header = ["镇", "村", "姓名", "是否兼任", "月数", "金额（元）"]
  private let first = [["东镇", "山底村", "张甲", "否", "12", "2880"], ["东镇", "山底村", "李乙", "否", "12", "2880"]]
  private let second = [["东镇", "水口村", "王丙", "否", "12", "2880"], ["东镇", "水口村", "赵丁", "否", "12", "2880"]]

  private func sheets(_ one: [[String]], _ other: [[String]]) -> Trial {
    let title = [["甲市2021年补贴发放表"]]
    return Trial([
      ("发放表.xlsx", book([("1", sheetXML(title + [header] + one)), ("2", sheetXML(title + [header] + other))]))
    ])
  }

  private func untied(_ trial: Trial) -> [String] {
    trial.records.totals.filter { $0.stated != $0.sum }.map(\.raw)
  }

  @Test func `a total on the last sheet may be of all sheets`() {
    #expect(untied(sheets(first, second + [["合计", "", "", "", "48", "11520"]])) == [])
    #expect(untied(sheets(first, second + [["合计", "", "", "", "48", "11760"]])) == ["11760"])
  }

  @Test func `a running total counts the sheets before it in`() {
    let trial = sheets(first + [["累计", "", "", "", "24", "5760"]], second + [["累计", "", "", "", "48", "11520"]])
    #expect(untied(trial) == [])
  }

  @Test func `a total of the next town's list has nothing of the one before`() {
    func list(_ town: String, _ rows: [[String]], _ sum: String) -> String {
      let lines = [["甲市\(town)2021年补贴发放表"], header] + rows + [["合计", "", "", "", "", sum]]
      return lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    }
    let west = [["西街道", "簕冲村", "王丙", "否", "12", "2880"], ["西街道", "簕冲村", "赵丁", "否", "12", "2880"]]
    let trial = Trial([
      ("东镇.csv", Array(list("东镇", first, "5760").utf8)), ("西街道.csv", Array(list("西街道", west, "11520").utf8)),
    ])
    #expect(untied(trial) == ["11520"])
  }

  @Test func `a total on the last of several files may be of all of them`() {
    func page(_ rows: [[String]]) -> [UInt8] {
      Array(([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
    }
    let trial = Trial([
      ("发放表（第1页）.csv", page(first)), ("发放表（第2页）.csv", page(second + [["合计", "", "", "", "48", "11520"]])),
    ])
    #expect(untied(trial) == [] && trial.records.members.count == 4)
  }
}
