import Testing

@testable import Domain
@testable import Normalize

/// What folders and zips say of the time of what lies in them, and what equal names in several of them do not say.
@Suite struct FolderTimeTests {
  private func list(_ months: Int, title: String = "村务监督委员会成员补贴发放表", day: Int = 1) -> [UInt8] {
    let rows = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙", "东镇,水口村,赵丁"]
    return Array(
      ("\(title)\n镇,村,姓名,是否兼任,月数,金额\n" + rows.map { "\($0),否,\(months),\(240 * months)\n" }.joined()
        + "审核：张某,2021年12月\(day)日\n").utf8)
  }

  private func months(_ folders: [String], of months: Int) -> Trial {
    Trial(folders.enumerated().map { ($1 + "/补贴.csv", list(months, day: $0 + 1)) })
  }

  @Test(arguments: [
    (1...12).map { "2021.\($0 < 10 ? "0" : "")\($0)" }, (1...12).map { "21年\($0)月" }, (1...12).map { "\($0)月份补贴" },
    (1...12).map { "\($0)月份（\($0)月28日报）" }, (1...12).map { "2021年\($0)月.zip" },
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map { $0 + "月" },
  ])
  func `folders and zips that are a month say of which their lists are`(_ folders: [String]) {
    let trial = months(folders, of: 1)
    #expect(trial.records.members.count == 48 && !trial.codes.contains("DZ703"), "\(folders[0]): \(trial.codes)")
  }

  @Test func `zips of half-years are their lists' months`() {
    let trial = months(["上半年.zip", "下半年.zip"], of: 6)
    #expect(trial.records.members.count == 8 && !trial.codes.contains("DZ703"))
  }

  @Test(arguments: [["1", "2"], ["甲", "乙"], ["2021年3月发放", "2021年6月发放"]])
  func `equal names in different folders are asked about where both come to no more than the year`(_ folders: [String])
  {
    #expect(months(folders, of: 3).errors.contains("DZ703"))
    #expect(!months(folders, of: 12).errors.contains("DZ703"))
  }

  @Test func `a month of next year is when a list came`() {
    #expect(months(["22年1月", "2022.01"], of: 12).records.sources.allSatisfy { $0.part == nil })
  }

  @Test func `a zip that is called void counts for nothing, and one of another year is asked about`() {
    let void = Trial([("发放表.csv", list(12)), ("发放表（作废）.zip/发放表.csv", list(6))])
    #expect(void.records.members.allSatisfy { $0.months.value == 12 } && !void.codes.contains("DZ703"))
    let years = Trial([("2021年.zip/发放表.csv", list(12)), ("2022年.zip/发放表.csv", list(12, day: 8))])
    #expect(years.errors == ["DZ703"])
  }

  private func sums(_ months: Int, heads: Int = 3) -> [UInt8] {
    Array(
      "村务监督委员会成员补贴汇总表\n镇,核发人数,月数,金额\n东镇,\(heads),\(months),\(heads * months * 240)\n西街道,3,\(months),\(3 * months * 240)\n"
        .utf8)
  }

  @Test func `a summary in a part's folder is that part's, unless it pays for more`() {
    let halves = Trial([("上半年/汇总.csv", sums(6)), ("下半年/汇总.csv", sums(6, heads: 4))])
    #expect(halves.records.aggregates.count == 4 && !halves.codes.contains("DZ703"), "\(halves.codes)")
    let year = Trial([("12月/汇总.csv", sums(12))])
    #expect(year.records.sources.map(\.kind) == [.summary])
    let bare = Trial([("12月/汇总.csv", Array("村务监督委员会成员补贴汇总表\n镇,核发人数\n东镇,3\n".utf8))])
    #expect(bare.records.sources.map(\.kind) == [.summary])
  }

  @Test func `two lists whose titles name one quarter are one, unless their names are of other times`() {
    let quarter = "甲市2021年第三季度村务监督委员会成员补贴发放表"
    let clean = Trial([("第三季度.csv", list(2, title: quarter)), ("7-9月.csv", list(3, title: quarter, day: 8))])
    #expect(clean.errors.isEmpty && clean.amounts == [720, 720, 720, 720])
    let month = "甲市2021年7月村务监督委员会成员补贴发放表"
    let names = Trial([("7月.csv", list(1, title: month)), ("8月.csv", list(1, title: month, day: 8))])
    #expect(names.errors.contains("DZ703"))
    let folders = Trial([("1月/a.csv", list(1, title: month)), ("7月/a.csv", list(1, title: month, day: 8))])
    #expect(folders.errors.contains("DZ703"))
    let sent = Trial([("7月.csv", list(1, title: month)), ("8月更正.csv", list(1, title: month, day: 8))])
    #expect(!sent.errors.contains("DZ703"))
  }

  @Test func `quarters of the same bytes are asked about beside the roster of their workbook too`() {
    let roster = sheetXML([["镇", "村", "姓名", "职务"], ["东镇", "山底村", "张甲", "主任"], ["东镇", "水口村", "王丙", "主任"]])
    let paid = sheetXML([
      ["村务监督委员会成员补贴发放表"], ["镇", "村", "姓名", "月数", "金额"], ["东镇", "山底村", "张甲", "3", "720"],
      ["东镇", "水口村", "王丙", "3", "720"],
    ])
    let bytes = book([("花名册", roster), ("发放表", paid)])
    let trial = Trial([("第一季度.xlsx", bytes), ("第二季度.xlsx", bytes)])
    #expect(trial.errors.contains("DZ705"))
  }

  @Test func `a correction with the bytes of what another has replaced is asked about`() {
    let (first, second) = (list(12), list(11, day: 8))
    let trial = Trial([("发放表.csv", first), ("发放表更正.csv", second), ("发放表更正2.csv", first)])
    #expect(trial.errors.contains("DZ705"))
    #expect(!Trial([("发放表.csv", first), ("发放表更正.csv", first)]).errors.contains("DZ705"))
  }

  @Test func `a month's list that says no month does not swallow those that do in silence`() {
    func list(_ title: String, _ months: Int) -> [UInt8] {
      let rows = ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),否,\(months),\(240 * months)" }
      return Array("\(title)\n镇,村,姓名,是否兼任,月数,金额\n\(rows.joined(separator: "\n"))\n".utf8)
    }
    let months = (1...11).map { ("\($0)月.csv", list("甲市2021年\($0)月补贴发放表", 1)) }
    #expect(Trial(months + [("末月.csv", list("甲市2021年补贴发放表", 1))]).errors.contains("DZ111"))
    #expect(!Trial(months + [("全年.csv", list("甲市2021年补贴发放表", 12))]).errors.contains("DZ111"))
  }
}
