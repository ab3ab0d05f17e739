import Support
import Testing

@testable import Domain
@testable import Normalize

/// Which documents count beside each other, and of what time they are.
@Suite struct DocumentTests {
  private let both = payments(rows: [
    "东镇,山底村,张甲,否,12,2880", "东镇,水口村,王丙,否,12,2880", "西街道,山底村,赵丁,否,12,2880", "西街道,簕冲村,孙己,否,12,2880",
  ])

  private func files(_ files: [(String, String)]) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  @Test func `a correction of one town leaves the other towns as they were`() {
    let trial = files([
      ("发放表.csv", both),
      ("东镇更正.csv", payments(rows: ["东镇,山底村,张甲,否,11,2640", "东镇,水口村,王丙,否,12,2880"])),
    ])
    #expect(trial.codes.contains("DZ703") && trial.records.members.map(\.name) == ["张甲", "王丙", "赵丁", "孙己"])
    #expect(trial.amounts == [2640, 2880, 2880, 2880])
  }

  @Test func `lists of towns and one of all of them count everybody once, whatever their order`() {
    let (east, west) = (
      payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,王丙,否,12,2880"]),
      payments(rows: ["西街道,山底村,赵丁,否,12,2880", "西街道,簕冲村,孙己,否,12,2880"])
    )
    for order in [["东镇", "全市", "西街道"], ["全市", "东镇", "西街道"], ["西街道", "东镇", "全市"]] {
      let trial = files(order.map { ("\($0).csv", $0 == "全市" ? both : $0 == "东镇" ? east : west) })
      #expect(Set(trial.records.members.map(\.name)) == ["张甲", "王丙", "赵丁", "孙己"])
      #expect(trial.records.members.count == 4)
    }
  }

  @Test func `a list of half a year beside one of the year is a part of it`() {
    let half = payments(title: "甲市2021年上半年补贴发放表\n单位：元\n").replacing(",12,2880", with: ",6,1440")
    let trial = files([("全年.csv", payments()), ("上半年.csv", half)])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.codes.contains("DZ111") && !trial.codes.contains("DZ703"))
  }

  @Test func `lists whose months cross are two documents`() {
    func list(_ months: String) -> String {
      payments(title: "甲市2021年\(months)补贴发放表\n单位：元\n").replacing(",12,2880", with: ",6,1440")
    }
    #expect(files([("a.csv", list("1-6月")), ("b.csv", list("6-11月"))]).records.members.count == 6)
  }

  @Test func `lists of other persons of the same villages are one document`() {
    let chairs = payments(rows: ["东镇,山底村,甲一,否,12,2880", "东镇,水口村,甲二,否,12,2880", "西街道,山底村,甲三,否,12,2880"])
    #expect(files([("主任.csv", chairs), ("委员.csv", payments())]).records.members.count == 6)
  }

  @Test func `a month's return corrects that month only`() {
    func wide(_ last: String) -> String { "甲市2021年月报（元）\n镇,村,1月人数,2月人数,3月人数\n东镇,山底村,3,3,\(last)\n东镇,水口村,3,3,3\n" }
    let trial = files([
      ("月报.csv", wide("2")), ("3月更正.csv", "甲市2021年3月份月报（元）\n镇,村,核发人数,金额\n东镇,山底村,3,720\n"),
    ])
    let heads = trial.records.aggregates.map { row in row.months.compactMap(\.heads.count).reduce(0, +) }
    #expect(heads.sorted() == [3, 6, 9] && trial.codes.contains("DZ703"))
  }

  @Test func `a hidden sheet of other villages or months counts`() {
    let hidden = #"state="hidden""#
    let (east, west) = (
      [["镇", "村", "姓名", "金额"], ["东镇", "山底村", "张甲", "2880"]], [["镇", "村", "姓名", "金额"], ["东镇", "水口村", "王丙", "2880"]]
    )
    let trial = Trial([("a.xlsx", book([("一", sheetXML(east)), ("二", sheetXML(west))], attributes: [1: hidden]))])
    #expect(trial.records.members.count == 2 && trial.codes.contains("DZ108"))
  }

  @Test func `a sheet that repeats others of its workbook counts once, and is told where it differs`() {
    func rows(_ persons: [String]) -> String {
      sheetXML([["镇", "村", "姓名", "金额"]] + persons.map { ["东镇", "山底村", $0, "2880"] })
    }
    let whole = Trial([("a.xlsx", book([("一", rows(["张甲", "李乙"])), ("全", rows(["张甲", "李乙", "王丙", "赵丁"]))]))])
    #expect(whole.records.members.count == 4 && whole.errors.isEmpty && whole.codes.contains("DZ112"))
    let names = ["张甲", "李乙", "王丙", "赵丁", "钱戊", "孙己"]
    let copy = Trial([("a.xlsx", book([("一", rows(names)), ("二", rows(Array(names.dropLast()) + ["周庚"]))]))])
    #expect(copy.records.members.count == 6 && copy.errors == ["DZ112"] && copy.cell("DZ112") == "A7:D7")
    let half = Trial([("a.xlsx", book([("一", rows(["张甲", "李乙"])), ("二", rows(["王丙", "赵丁"]))]))])
    #expect(half.records.members.count == 4 && !half.codes.contains("DZ112"))
  }

  @Test func `a table that is titled by another county is not this one's`() throws {
    let register = Register(
      ["甲县市", "乙县市"].enumerated().map { index, county in
        .init(code: "99010\(index)100200", county: county, town: "东镇", name: "山底村委会", kind: .village)
      })
    func read(_ title: String) -> CountyRecords {
      let bytes = Array(payments(title: title, rows: ["东镇,山底村,张甲,否,12,2880"]).utf8)
      return normalize(
        [Upload(file: "a/发放表.csv", bytes: bytes, sha256: "1", received: 1000)], county: 0,
        context: Context(register: register, aliases: [], policy: Trial.policy))
    }
    #expect(read("乙县市2021年补贴发放表（元）\n").members.isEmpty)
    #expect(
      read("乙县市2021年补贴发放表（元）\n").discrepancies.contains { $0.code == .fileOrSheetSetAside && $0.severity == .error })
    for title in ["甲县市2021年补贴发放表（元）\n", "甲县市、乙县市2021年补贴发放表（元）\n", "2021年补贴发放表（元）\n"] {
      #expect(read(title).members.count == 1)
    }
  }

  @Test(arguments: [
    ("甲市2021年补贴3月份发放表　填报日期：2021年3月28日", 3), ("2021年12月村监委补贴汇总表　2022.1.5", 12), ("村监委补贴月报（3月）", 3),
    ("甲市2021年1月-12月补贴汇总表", nil), ("甲市2021年1月至12月补贴汇总表", nil), ("甲市2021年补贴汇总表　填报时间：2021年12月", nil), ("2021年补贴月数表", nil),
  ])
  func `the month of a title is not that of its filing`(_ title: String, _ month: Int?) {
    #expect(TitleWords(title, year: 2021).month == month.map { YearMonth(year: 2021, month: $0) })
  }

  @Test(arguments: [
    "发放表20220110.csv", "2022.1.10上报发放表.csv", "村务监督委员会成员（2017-2021届）补贴表", "根据江民发2020年12号文发放的补贴表", "2020年12月换届后成员补贴发放表",
    "补贴发放表　制表日期：2022年1月5日",
  ])
  func `a day, a term and a document's number are no fiscal year`(_ text: String) {
    #expect(TitleWords(text, year: 2021).year == nil)
  }

  @Test(arguments: [
    ("说明：参照2020年标准执行", nil), ("注：按2020年度标准发放", nil), ("2020年12月印发", nil), ("自2018年8月起按每人每月240元执行", nil),
    ("（民政局2020年制）", nil), ("沿用2020年花名册", nil), ("2020年度标准，2021年村监委补贴表", 2021), ("按月发放2020年补贴表", 2020),
    ("2020年执行情况表", 2020), ("2020年补贴标准及发放表", 2020), ("2020年下发补贴明细表", 2020),
    ("根据工作要求现将2020年补贴人员名单公示如下", 2020), ("根据镇政府要求上报2020年度补贴名册", 2020), ("按村汇总2020年补贴名册", 2020),
    ("依据上级要求公示2020年补贴领取名单", 2020), ("按照文件要求2020年补贴政策落实表", 2020), ("2020年下发补贴明细", 2020),
    ("2020年补贴标准及发放情况", 2020), ("2020年公布补贴人员", 2020), ("2020年补贴标准", 2020), ("按2020年标准发放表", 2020),
    ("按2020年标准发放2021年补贴表", 2021), ("2021年村监委补贴（2020年标准）", 2021), ("（2020年12月公布）", nil),
    ("根据市2020年文件精神，2021年补贴表", 2021),
  ])
  func `what a list goes by is of its own year, which is not the list's`(_ title: String, _ year: Int?) {
    #expect(TitleWords(title, year: 2021).year == year)
  }

  @Test func `an annual summary in a file that is called by a month is the year's where its rows are paid for more`() {
    let trial = Trial("甲市2021年补贴汇总表（元）\n镇,村,核发人数,月数,金额\n东镇,山底村,3,12,8640\n", name: "汇总表2021年12月.csv")
    #expect(trial.records.sources.map(\.kind) == [.summary])
  }

  @Test func `DZ204 tells the rows of a registered community, which count for nothing`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,大槐墟社区居委会,李乙,否,12,2880"]))
    #expect(trial.errors == ["DZ204"] && trial.cell("DZ204") == "B5")
    let none = Trial("甲市2021年补贴汇总表（元）\n镇,村,核发人数,金额\n东镇,山底村,3,8640\n东镇,大槐墟社区居委会,0,0\n")
    #expect(none.errors.isEmpty)
  }

  @Test func `those who are gone from a corrected list are told by village, in the order of their rows`() throws {
    let before = payments(rows: [
      "东镇,水口村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "东镇,水口村,李乙,否,12,2880", "东镇,山底村,王丙,否,12,2880",
      "东镇,山底村,赵丁,否,12,2880", "东镇,山底村,孙己,否,12,2880",
    ])
    let after = payments(rows: ["东镇,水口村,李乙,否,12,2880", "东镇,山底村,孙己,否,6,1440"])
    let trial = Trial([("发放表.csv", Array(before.utf8)), ("发放表（更正）.csv", Array(after.utf8))])
    let found = try #require(trial.records.discrepancies.first { $0.code == .correctedUpload })
    #expect(
      found.message.zh.contains("山底村委会 E5 月数 12 → 6、山底村委会 F5 金额 2,880.00 → 1,440.00、水口村委会 减少 2 人等"),
      "\(found.message.zh)")
    #expect(found.message.zh.contains("更正 4 处"), "\(found.message.zh)")
  }

  @Test func `a file that cannot be read holds the county, a table without a header only where no other has figures`() {
    let broken = (name: "b.xlsx", bytes: Array("PK".utf8) + [3, 4] + Array(repeating: UInt8(0), count: 40))
    let strange = (name: "c.csv", bytes: Array("项目一,100,200\n项目二,300,400\n项目三,500,600\n项目四,700,800\n".utf8))
    let list = (name: "发放表.csv", bytes: Array(payments().utf8))
    func severity(_ code: String, _ files: [(name: String, bytes: [UInt8])]) -> Severity? {
      Trial(files).records.discrepancies.first { $0.code.rawValue == code }?.severity
    }
    #expect(severity("DZ101", [broken]) == .block && severity("DZ101", [broken, list]) == .block)
    #expect(severity("DZ103", [strange]) == .block && severity("DZ103", [strange, list]) == .warning)
  }
}
