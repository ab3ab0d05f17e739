import Support
import Testing

@testable import Domain
@testable import Normalize

/// Sums of towns that do not say which town: 本镇合计 above or below its rows, beside villages' own and under the whole table's.
@Suite struct TownSumTests {
  private let east = ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880"]
  private let west = ["西街道,簕冲村,王丙,否,12,2880"]

  /// Amounts that are stated, with what their rows come to.
  private func told(_ rows: [String]) -> [String] {
    Trial(payments(rows: rows)).records.totals.filter { $0.field == .amount }.map {
      "\($0.label) \($0.stated / 100) \($0.sum / 100)"
    }
  }

  @Test(arguments: ["本镇合计", "本镇小计", "镇合计", "全镇合计", "镇小计", "镇街小计"])
  func `a town's sum that leaves its name out is of the rows below or above it, as 小计 is`(_ label: String) {
    let (first, second) = ("\(label),,,,24,5760", "\(label),,,,12,2880")
    let sums = ["\(label) 5760 5760", "\(label) 2880 2880"]
    #expect(told([first] + east + [second] + west) == sums)
    #expect(told(east + [first] + west + [second]) == sums)
    #expect(told(east + [first] + west + [second, "合计,,,,36,8640"]) == sums + ["合计 8640 8640"])
    // The whole table's above all rows.
    #expect(Set(told(["合计,,,,36,8640"] + east + [first] + west + [second])) == Set(sums + ["合计 8640 8640"]))
    #expect(Set(told(["合计,,,,36,8640", first] + east + [second] + west)) == Set(sums + ["合计 8640 8640"]))
  }

  @Test(arguments: ["本镇合计", "镇小计", "小计"])
  func `below villages' own sums it is of all of its town's`(_ label: String) {
    let rows =
      [east[0], "村小计,,,,12,2880", east[1], "村小计,,,,12,2880", "\(label),,,,24,5760"]
      + west + ["村小计,,,,12,2880", "\(label),,,,12,2880", "合计,,,,36,8640"]
    let trial = Trial(payments(rows: rows))
    #expect(trial.records.totals.filter { $0.stated != $0.sum }.isEmpty && !trial.errors.contains("DZ408"))
    // A wrong one is told.
    let wrong = rows.map { $0 == "\(label),,,,24,5760" ? "\(label),,,,24,5770" : $0 }
    if label != "小计" {
      #expect(told(wrong).contains("\(label) 5770 5760"))
    }
  }

  @Test func `a total above towns that close with a sum of their own is of all of them`() {
    let rows = ["合计,,,,36,8640"] + east + ["东镇合计,,,,24,5760"] + west + ["西街道合计,,,,12,2880"]
    #expect(Set(told(rows)) == ["东镇合计 5760 5760", "西街道合计 2880 2880", "合计 8640 8640"])
    // The only sum of one town's list is its whole.
    let alone = Trial(payments(rows: east + ["东镇合计,,,,24,5760"])).records.totals.filter { $0.field == .amount }
    #expect(alone.map(\.isGrand) == [true] && alone.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `a page's header between a town's sum and its rows parts them not`() {
    let header = "村,姓名,身份证号码,是否兼任纪检委员,月数,金额"
    let rows = [
      "甲市2021年补贴发放表", header, "东镇", "小计,,,,24,5760", "山底村,张甲,,否,12,2880", "水口村,李乙,,否,12,2880", "西街道",
      "小计,,,,12,2880", header, "簕冲村,王丙,,否,12,2880", "合计,,,,36,8640",
    ]
    let totals = Trial(rows.joined(separator: "\n") + "\n").records.totals
    #expect(!totals.isEmpty && totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test func `a page's header below a town's heading ends no total above, unless each town has a header`() {
    let header = "村,姓名,身份证号码,是否兼任,月数,金额"
    let rows = ["山底村,张甲,,否,12,2880", "水口村,李乙,,否,12,2880"]
    let paged = [
      "甲市2021年补贴发放表", header, "合计,,,,36,8640", "东镇", rows[0], rows[1], "小计,,,,24,5760", "西街道", header,
      "簕冲村,王丙,,否,12,2880", "小计,,,,12,2880",
    ]
    let totals = Trial(paged.joined(separator: "\n") + "\n").records.totals
    #expect(totals.filter { $0.field == .amount }.map(\.stated) == [576_000, 288_000, 864_000])
    #expect(totals.allSatisfy { $0.stated == $0.sum })
    let ofTowns = [
      "甲市2021年补贴发放表", "东镇", header, rows[0], rows[1], "西街道", header, "簕冲村,王丙,,否,12,2880", "合计,,,,12,2880",
    ]
    #expect(Trial(ofTowns.joined(separator: "\n") + "\n").records.totals.allSatisfy { $0.stated == $0.sum })
  }
}
