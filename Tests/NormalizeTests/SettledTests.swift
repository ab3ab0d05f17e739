import Support
import Testing

@testable import Domain
@testable import Normalize

/// What one table leaves open and another settles, and what rows below a table say of it.
@Suite struct SettledTests {
  private func trial(_ files: [(String, String)]) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  private let header = "镇,村,姓名,月数,金额"
  private func roster(_ header: String, _ rows: [String]) -> String {
    "甲市2021年村务监督委员会成员花名册\n\(header)\n" + rows.joined(separator: "\n") + "\n"
  }

  @Test func `a list without marks has the roster's, by number before the name`() {
    let number = ["440781", "19800101", "1014"].joined()
    let marks = roster(
      "镇,村,姓名,身份证号码,是否兼任",
      ["东镇,山底村,张甲,,否", "东镇,山底村,张大甲,\(number),是", "东镇,山底村,李乙,,否", "东镇,水口村,王丙,,是"])
    let east = payments(
      header: "镇,村,姓名,身份证号码,金额", rows: ["东镇,山底村,张甲,\(number),0", "东镇,山底村,李乙,,2880", "东镇,山底村,赵丁,,2880"])
    let whole = trial([("花名册.csv", marks), ("发放表.csv", east)])
    let listed = whole.records.members.filter { whole.records.sources[$0.source.index].kind == .paymentList }
    #expect(listed.map(\.isConcurrent) == [true, false, nil])
    let noted = whole.records.normalizations.filter { $0.rule == "mark-from-roster" }
    #expect(noted.map(\.place.cell) == ["A4:E4"] && noted.map(\.count) == [1])
    // A namesake of another village is somebody else.
    let other = trial([("花名册.csv", marks), ("发放表.csv", payments(header: header, rows: ["东镇,水口村,张甲,12,2880"]))])
    #expect(
      other.records.members.first { other.records.sources[$0.source.index].kind == .paymentList }?.isConcurrent == nil)
  }

  @Test func `marks of the roster are noted list by list, in their order`() {
    let marks = roster("镇,村,姓名,是否兼任", ["东镇,山底村,张甲,是", "东镇,山底村,李乙,是", "东镇,水口村,王丙,是", "西街道,山底村,赵丁,是"])
    let files = [
      ("b.csv", payments(header: header, rows: ["东镇,山底村,张甲,0,0", "东镇,山底村,李乙,0,0", "东镇,水口村,王丙,0,0"])),
      ("a.csv", payments(header: header, rows: ["西街道,山底村,赵丁,0,0"])), ("花名册.csv", marks),
    ]
    let noted = trial(files).records.normalizations.filter { $0.rule == "mark-from-roster" }
    #expect(
      noted.map { "\($0.place.file) \($0.place.cell) \($0.count)" } == ["jia/a.csv A4:E4 1", "jia/b.csv A4:E6 3"])
  }

  @Test func `blank amounts and exclusions of a summary are no gap where members state theirs`() {
    let blanks = "甲市2021年补贴汇总表\n单位：元\n镇,村,应有人数,兼任不发人数,核发人数,金额\n东镇,山底村,3,,3,\n东镇,水口村,3,0,3,8640\n"
    func told(_ lists: [String]) -> [String] {
      trial([("汇总表.csv", blanks)] + lists.enumerated().map { ("发放表\($0.offset).csv", $0.element) }).records
        .discrepancies.filter {
          $0.code == .missingNotZero && $0.subject.detail.hasSuffix("#blank")
        }.map(\.field).sorted()
    }
    #expect(told([]) == ["amount", "concurrent"])
    #expect(told([payments()]).isEmpty)
    #expect(told([payments(header: header, rows: ["东镇,山底村,张甲,12,2880"])]) == ["concurrent"])
    #expect(told([payments(header: "镇,村,姓名,是否兼任", rows: ["东镇,山底村,张甲,否", "东镇,山底村,李乙,是"])]) == ["amount"])
  }

  @Test func `money without heads is told, of a summary and of a return`() {
    func told(_ csv: String) -> Bool {
      Trial(csv, name: "表.csv").records.discrepancies.contains {
        $0.code == .missingNotZero && $0.subject.detail == "heads"
      }
    }
    #expect(told("甲市2021年补贴汇总表\n单位：元\n镇,村,金额\n东镇,山底村,8640\n"))
    for field in ["核发人数", "应有人数", "人月"] {
      #expect(!told("甲市2021年补贴汇总表\n单位：元\n镇,村,\(field),金额\n东镇,山底村,3,8640\n"), "\(field)")
    }
    #expect(told("甲市2021年补贴月报表\n单位：元\n镇,村,1月金额,2月金额\n东镇,山底村,720,720\n"))
    #expect(!told("甲市2021年补贴月报表\n单位：元\n镇,村,1月人数,1月金额\n东镇,山底村,3,720\n"))
    #expect(!told("甲市2021年补贴发放表\n单位：元\n镇,村,姓名,金额\n东镇,山底村,张甲,2880\n"))
  }

  @Test func `documents side by side are told with the one that counts`() {
    let list = ("发放表.csv", payments())
    let sums = ("汇总表.csv", "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,金额\n东镇,山底村,2,5760\n")
    func told(_ files: [(String, String)]) -> [String] {
      trial(files).records.discrepancies.filter { $0.code == .detailAndSummary }.map {
        "\($0.spots[0].place.file) \($0.message.zh)"
      }
    }
    #expect(told([list]).isEmpty)
    #expect(told([sums, list]).map { $0.hasPrefix("jia/发放表.csv 发放表、汇总表并存") } == [true])
  }

  @Test func `what lacks in a signature is told, and each word has its own name`() {
    func lacks(_ foot: String) -> String? {
      Trial(payments(foot: foot + "\n")).records.discrepancies.first { $0.code == .notSignedOff }?.message.zh
    }
    #expect(lacks("填表人：陈某,审核人：林某,日期：2022年1月5日") == nil)
    #expect(lacks("填表人：,审核人：林某,日期：2022年1月5日")?.contains("填表人") == true)
    #expect(lacks("填表人：陈某,审核人：,日期：2022年1月5日")?.contains("审核人") == true)
    #expect(lacks("填表人：陈某,审核人：林某,日期：")?.contains("日期") == true)
  }

  @Test(arguments: ["填表人", "制表人", "经办人", "填报人", "制表"])
  func `whoever prepared a table is called in several ways, in the cell or in the one beside it`(_ word: String) {
    for foot in ["\(word)：陈某,审核人：林某,2022年1月5日", "\(word)：,陈某,审核人：林某,2022年1月5日"] {
      #expect(!Trial(payments(foot: foot + "\n")).codes.contains("DZ706"), "\(foot)")
    }
    for foot in [
      "\(word)：审核人：林某,,,2022年1月5日", "\(word)：,审核人：林某,2022年1月5日", "审核人：林某,\(word)：,2022年1月5日",
    ] {
      #expect(Trial(payments(foot: foot + "\n")).codes.contains("DZ706"), "\(foot)")
    }
  }

  @Test(arguments: ["审核人", "负责人", "复核人", "复核", "审批人"])
  func `whoever checked it too`(_ word: String) {
    #expect(!Trial(payments(foot: "填表人：陈某,\(word)：林某,2022年1月5日\n")).codes.contains("DZ706"))
    // The date beside an open 审核人： is nobody's name.
    #expect(Trial(payments(foot: "填表人：陈某,\(word)：,,2022年1月5日\n")).codes.contains("DZ706"))
  }

  @Test func `who signed may stand in the last cell of the row`() {
    #expect(!Trial(payments(foot: "审核人：林某,2022年1月5日,填表人：,陈某\n")).codes.contains("DZ706"))
    #expect(Trial(payments(foot: "审核人：林某,2022年1月5日,填表人：\n")).codes.contains("DZ706"))
    #expect(Trial(payments(foot: "填表人：陈某,审核人：林某,填表人：,\n")).codes.contains("DZ706"))
  }

  @Test func `a date cell signs a table as well as a written date, and the first of them counts`() {
    func early(_ foot: [String], shown format: String = "yyyy-mm-dd") -> Bool {
      let styles = Dictionary(uniqueKeysWithValues: ["A", "B", "C", "D", "E", "F"].map { ("\($0)7", 1) })
      let text = WorkbookText(
        sheets: [("表", sheetXML(listRows + [foot], style: styles))], styles: stylesText([format]))
      return Trial([("发放表.xlsx", text.bytes)]).codes.contains("DZ707")
    }
    // 44348 is 2021-06-01, 44566 is 2022-01-05.
    #expect(early(["填表人：陈某", "审核人：林某", "44348"]) && !early(["填表人：陈某", "审核人：林某", "44566"]))
    // What the cell shows may leave out the year that it holds.
    #expect(early(["填表人：陈某", "审核人：林某", "44348"], shown: "m月d日"))
    #expect(!early(["填表人：陈某", "审核人：林某", "2022年1月5日", "44348"]))
    #expect(early(["填表人：陈某", "审核人：林某", "2021年6月1日", "44566"]))
    #expect(!early(["填表人：陈某", "审核人：林某", "44566", "2021年6月1日"]))
  }

  @Test func `a roster without ID numbers marks whoever it names in a list with them`() {
    let list = payments(
      header: "镇,村,姓名,身份证号码,月数,金额",
      rows: ["东镇,山底村,张甲,990101198001010013,12,2880", "东镇,山底村,李乙,990101198001010031,12,2880"])
    func marks(_ rows: [String], header: String = "镇,村,姓名,是否兼任") -> [Bool?] {
      trial([("花名册.csv", roster(header, rows)), ("发放表.csv", list)]).records.members.filter { $0.amount != .absent }
        .map(\.isConcurrent)
    }
    #expect(marks(["东镇,山底村,张甲,是", "东镇,山底村,李乙,否"]) == [true, false])
    // Two of one name who differ in it leave it open, and another number is another person's.
    let two = ["东镇,山底村,张甲,是", "东镇,山底村,张甲,否"]
    #expect(marks(two) == [nil, nil])
    let told = trial([("花名册.csv", roster("镇,村,姓名,是否兼任", two)), ("发放表.csv", list)]).records.discrepancies.filter {
      $0.field == "concurrent" && $0.severity == .error
    }
    #expect(
      told.count == 1 && told[0].spots.map(\.place.file).allSatisfy { $0.hasSuffix("花名册.csv") }
        && told[0].spots.count == 2)
    let numbered = "镇,村,姓名,身份证号码,是否兼任"
    #expect(
      marks(["东镇,山底村,张甲,99010119800101005X,是", "东镇,山底村,李乙,990101198001010031,否"], header: numbered) == [nil, false])
  }

  @Test func `members of other villages settle no blank of a summary`() {
    let blanks = "甲市2021年补贴汇总表\n单位：元\n镇,村,应有人数,兼任不发人数,核发人数,金额\n西街道,山底村,3,,3,\n西街道,簕冲村,3,0,3,8640\n"
    let told = trial([("汇总表.csv", blanks), ("发放表.csv", payments())]).records.discrepancies.filter {
      $0.code == .missingNotZero && $0.subject.detail.hasSuffix("#blank")
    }
    #expect(told.map(\.field).sorted() == ["amount", "concurrent"])
  }
}
