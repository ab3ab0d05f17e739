import Testing

@testable import Domain
@testable import Normalize

/// Tables of places that count or pay something else than this subsidy.
@Suite struct SumSubjectTests {
  private let summary =
    "甲市2021年村务监督委员会成员补贴汇总表\n镇,应有人数,兼任不发人数,核发人数,标准,月数,金额\n东镇,6,1,5,240,12,14400\n西街道,6,0,6,240,12,17280\n填表日期：2022年1月8日\n"

  private func table(_ title: String, _ header: String, _ figures: String) -> String {
    "\(title)\n镇,\(header)\n东镇,\(figures)\n西街道,\(figures)\n填表日期：2022年2月8日\n"
  }

  private func trial(_ files: (String, String)...) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  private func heads(_ trial: Trial) -> [Int64?] { trial.records.aggregates.map { $0[.eligible].value } }

  @Test(arguments: [
    ("2021年村务监督委员会成员培训情况统计表", "参训人数"), ("村务监督委员会成员体检统计表", "体检人数"), ("村务监督委员会女性成员统计表", "人数"),
    ("2021年村务监督委员会成员考核优秀名额分配表", "人数"), ("2021年村级民主监督员统计表", "人数"), ("村“两委”干部统计表", "核定人数"),
    ("村务公开工作检查情况表", "参加人数"), ("甲市2021年网格员统计表", "核定人数"),
  ])
  func `statistics of heads are set aside beside the summary`(_ title: String, _ header: String) {
    let trial = trial(("汇总表.csv", summary), ("附件9.csv", table(title, header, "3")))
    #expect(heads(trial) == [5, 6] && trial.codes.contains("DZ112") && trial.errors.isEmpty, "\(trial.codes)")
  }

  @Test(arguments: ["资金申请表", "资金下达表", "补贴拨付表"])
  func `a file of the summary's amounts alone takes no summary's place`(
    _ title: String
  ) {
    func trial(_ first: String) -> Trial {
      self.trial(
        ("汇总表.csv", summary),
        ("\(title).csv", "甲市2021年村务监督委员会成员\(title)（元）\n镇,金额\n东镇,\(first)\n西街道,17280\n填表日期：2022年2月8日\n"))
    }
    let same = trial("14400")
    #expect(heads(same) == [5, 6] && same.codes.contains("DZ112") && same.errors.isEmpty, "\(same.codes)")
    #expect(!trial("14160").errors.isEmpty)
  }

  @Test(arguments: [
    ("甲市2021年村级换届选举工作经费分配表", "村数,金额", "2,3000"), ("2021年村(居)务公开栏建设补助表", "个数,金额", "2,20000"),
    ("2021年乡镇政府服务能力建设试点补助资金表", "金额", "100000"), ("甲市2021年村务监督委员会工作经费分配表", "金额", "4000"),
    ("甲市2021年村务监督委员会成员培训费用表", "培训人数,标准,金额", "6,100,600"), ("甲市2021年村级组织办公经费拨付表", "月数,标准,金额", "12,1000,12000"),
  ])
  func `tables of other budget lines are set aside with a warning`(_ title: String, _ header: String, _ row: String) {
    let trial = trial(("汇总表.csv", summary), ("附件9.csv", table(title, header, row)))
    #expect(heads(trial) == [5, 6] && trial.errors.isEmpty, "\(trial.codes)")
    #expect(trial.records.discrepancies.contains { $0.code == .fileOrSheetSetAside && $0.severity == .warning })
  }

  @Test(arguments: [
    ("甲市村务监督委员会成员考核后补贴汇总表", "核发人数,月数,金额", "4,12,11520"), ("甲市2021年村务监督补贴汇总表", "核发人数,金额", "4,11520"),
    ("甲市换届后村务监督委员会人数统计表", "核发人数,金额", "4,11520"), ("甲市2021年村务监督工作经费（成员补贴）分配表", "核发人数,金额", "4,11520"),
    ("甲市2021年村干部补贴汇总表", "核发人数,金额", "4,11520"), ("甲市2021年村务监督委员会党员成员补贴汇总表", "核发人数,金额", "4,11520"),
  ])
  func `a later summary of this subsidy counts, whatever else its title says`(
    _ title: String, _ header: String, _ row: String
  ) {
    let trial = trial(("汇总表.csv", summary), ("附件9.csv", table(title, header, row)))
    #expect(heads(trial) == [4, 4], "\(trial.codes)")
  }

  @Test func `alone such a table is all there is`() {
    #expect(heads(trial(("附件9.csv", table("村“两委”干部统计表", "核定人数", "3")))) == [3, 3])
  }

  @Test func `a list of another body takes no summary's place`() {
    let others = "甲市2021年村民小组长补贴发放表\n镇,村,姓名,标准,月数,金额\n东镇,山底村,陈戊,100,12,1200\n西街道,簕冲村,何己,100,12,1200\n"
    let trial = trial(("汇总表.csv", summary), ("小组长.csv", others))
    #expect(trial.records.members.isEmpty && heads(trial) == [5, 6] && trial.errors.isEmpty)
    // Where it pays this subsidy's rate it is the list.
    let own = others.replacing("100,12,1200", with: "240,12,2880")
    #expect(self.trial(("汇总表.csv", summary), ("小组长.csv", own)).records.members.count == 2)
  }

  @Test func `a later summary that says less than the one it replaces is asked about`() {
    let less = table("甲市2021年情况统计表", "人数", "3")
    #expect(trial(("汇总表.csv", summary), ("附件9.csv", less)).errors.contains("DZ703"))
    #expect(!trial(("汇总表.csv", summary), ("汇总表（更正）.csv", less)).errors.contains("DZ703"))
    let full = summary.replacing("5,240,12,14400", with: "6,240,12,17280").replacing("1月8日", with: "2月8日")
    #expect(!trial(("汇总表.csv", summary), ("附件9.csv", full)).errors.contains("DZ703"))
  }

  @Test func `a list of a residents' committee is set aside, and one of both is told`() {
    let residents = "甲市2021年居务监督委员会成员补贴发放表\n镇,村,姓名,月数,金额\n东镇,大槐墟社区居委会,陈戊,12,2880\n"
    let own = trial(("发放表.csv", payments()), ("居.csv", residents))
    #expect(own.records.members.count == 3 && own.errors.isEmpty && own.codes.contains("DZ112"))
    let both = residents.replacing("居务", with: "村(居)务")
    #expect(trial(("发放表.csv", payments()), ("居.csv", both)).errors.contains("DZ204"))
  }
}
