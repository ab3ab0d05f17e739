import Support
import Testing

@testable import Domain
@testable import Normalize

/// How tables stand on sheets and in archives: one under another, month beside year, figures beside words.
@Suite struct SheetLayoutTests {
  private let header = "村,姓名,是否兼任,月数,金额\n"

  @Test func `tables one under another are each of the town that their title names`() {
    let trial = Trial(
      "东镇2021年补贴发放表\n单位：元\n\(header)山底村,张甲,否,12,2880\n\n西街道2021年补贴发放表\n单位：元\n\(header)山底村,李乙,否,12,2880\n")
    #expect(trial.village(0) == "990101100200" && trial.village(1) == "990101101200" && trial.errors.isEmpty)
  }
  @Test func `last year's table under this year's is set aside`() {
    let trial = Trial(
      "东镇2021年补贴发放表\n单位：元\n\(header)山底村,张甲,否,12,2880\n\n东镇2020年补贴发放表\n单位：元\n\(header)山底村,张甲,否,12,2880\n")
    #expect(trial.records.members.count == 1 && trial.codes.contains("DZ112"))
  }
  @Test func `a unit that stands once above the first table holds for those below it`() {
    let trial = Trial(
      "东镇2021年补贴发放表\n单位：万元\n\(header)山底村,张甲,否,12,0.288\n\n西街道2021年补贴发放表\n\(header)山底村,李乙,否,12,0.288\n")
    #expect(trial.amounts == [2880, 2880])
  }
  @Test(arguments: [
    "合计（大写）,人民币捌仟陆佰肆拾元整\n", "合计金额（大写）：捌仟陆佰肆拾元整（￥8640.00）\n", "人民币（大写）：,,捌仟陆佰肆拾元整\n",
  ])
  func `an amount in words is held against the rows above it`(_ row: String) {
    let good = Trial(payments(foot: "合计,,,,,8640\n" + row))
    #expect(good.records.totals.map(\.stated) == [864_000, 864_000])
    #expect(good.records.totals.allSatisfy { $0.sum == 864_000 } && good.errors.isEmpty)
    let wrong = Trial(payments(foot: row.replacing("肆拾", with: "伍拾")))
    #expect(wrong.records.totals.map(\.stated) == [865_000] && wrong.records.totals.first?.sum == 864_000)
  }
  @Test func `beside a month's figures those of the year so far are no figures of the month`() {
    let trial = Trial(
      "甲市2021年3月补贴月报\n单位：元\n镇,村,本月数,,累计数,\n,,人数,金额,人数,金额\n东镇,山底村,3,720,9,2160\n东镇,水口村,3,720,9,2160\n",
      name: "3月.csv")
    #expect(trial.records.aggregates.map { $0.months.first?.amount } == [.value(72_000), .value(72_000)])
    #expect(trial.records.sources.first?.monthColumns.map(\.month.month) == [3])
  }
  @Test(arguments: ["旧村村委会", "旧村村民委员会", "旧村", "东镇旧村村委会"])
  func `a former name is known in each of its forms`(_ written: String) {
    let alias = Alias(county: "甲市", town: "东镇", alias: "旧村村委会", code: "990101100200", from: nil, until: nil)
    let trial = Trial(payments(rows: ["东镇,\(written),张甲,否,12,2880", "东镇,水口村,王丙,否,12,2880"]), aliases: [alias])
    #expect(trial.village(0) == "990101100200" && trial.errors.isEmpty && trial.codes.contains("DZ202"))
  }
  @Test func `an archive of text files is read file by file`() {
    var archive = ZipWriter()
    archive.add("东镇.txt", payments())
    #expect(Trial([("上报.zip", archive.bytes)]).records.sources.map(\.file) == ["jia/上报.zip/东镇.txt"])
  }
  @Test func `a list that came back ends its own workbook's reading, and no other's of its archive`() {
    let list = [["甲市 2021 核对清单"], ["【duizhang-return 44ecaeb99d55bec3】共 1 项"], ["序号", "核对结果", "说明", "编号"]]
    var archive = ZipWriter()
    archive.add("1.xlsx", book([("清单", sheetXML(list)), ("旧", sheetXML(listRows))]))
    archive.add("2.xlsx", book([("说明", sheetXML([["说明"]])), ("表", sheetXML(listRows))]))
    let trial = Trial([("上报.zip", archive.bytes)])
    #expect(trial.records.lists.map(\.file) == ["jia/上报.zip/1.xlsx"])
    #expect(trial.records.sources.map(\.file) == ["jia/上报.zip/2.xlsx"] && trial.records.members.count == 3)
    #expect(trial.errors.isEmpty)
    // A list that somebody added to it may be meant as sent.
    let added = book([("清单", sheetXML(list)), ("更正后发放表", sheetXML(listRows))])
    #expect(Trial([("清单.xlsx", added)]).errors == ["DZ112"])
  }
}
