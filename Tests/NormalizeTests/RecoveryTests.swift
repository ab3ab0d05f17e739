import Testing

@testable import Domain
@testable import Normalize

/// Sheets and files of what is taken back beside the payment list: 扣回明细.
@Suite struct RecoveryTests {
  private static let usual = ["东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"]

  private func trial(
    paid: String = "东镇,山底村,张甲,否,12,2880", header: String = "镇,村,姓名,是否兼任,月数,金额",
    columns: String = "镇,村,姓名,扣回月数,扣回金额,扣回原因", taken: String, title: String = "甲市2021年扣回补贴明细"
  ) -> Trial {
    let list = payments(header: header, rows: [paid] + Self.usual)
    let recoveries = title + "\n单位：元\n" + columns + "\n" + taken + "\n"
    return Trial([("发放表.csv", Array(list.utf8)), ("扣回.csv", Array(recoveries.utf8))])
  }

  private func told(_ trial: Trial) -> [Discrepancy] { trial.records.discrepancies.filter { $0.code == .backPayment } }

  @Test(arguments: ["2021-09", ""])
  func `what is taken back of months after a stated end of office is off money and months, and nobody counts twice`(
    _ end: String
  ) {
    let trial = trial(columns: "镇,村,姓名,离任时间,扣回月数,扣回金额", taken: "东镇,山底村,张甲,\(end),3,720")
    let isTakenOff = !end.isEmpty
    #expect(trial.records.members.map(\.months) == [.value(isTakenOff ? 9 : 12), .value(12), .value(12)])
    #expect(trial.amounts == [isTakenOff ? 2160 : 2880, 2880, 2880] && trial.errors.isEmpty)
    #expect(told(trial).map(\.severity) == [isTakenOff ? .info : .warning])
    #expect(told(trial).map { $0.spots[0].place.cell } == ["F4"] && told(trial).map(\.field) == ["deduction"])
  }

  @Test(
    arguments: [
      ("东镇,山底村,张甲,否,9,2160", "3,720,"), ("东镇,山底村,张甲,否,12,2880", "2,720,"),
      ("东镇,山底村,张甲,否,12,2880", "3,720,2020年10-12月重复领取"), ("东镇,山底村,张甲,否,12,2880", "3,720,11月重复发放多发"),
    ])
  func `what no term proves to be too much is asked about and changes nothing`(_ paid: String, _ taken: String) {
    let trial = trial(paid: paid, taken: "东镇,山底村,张甲,\(taken)")
    #expect(trial.amounts.first == (paid.hasSuffix("2160") ? 2160 : 2880))
    #expect(told(trial).map(\.severity) == [.warning] && trial.errors.isEmpty && trial.records.members.count == 3)
  }

  @Test(
    arguments: [
      ("已发金额,扣回金额", "2880,720", "E4"), ("应发金额,实发金额,扣回金额", "2160,2880,720", "F4"),
      ("扣减前金额,扣回金额,扣减后金额", "2880,720,2160", "E4"), ("扣回原因,扣回金额", "离任,720", "E4"),
    ])
  func `what is taken back is the column that says so, whatever stands beside it`(
    _ columns: String, _ figures: String, _ cell: String
  ) {
    let trial = trial(columns: "镇,村,姓名," + columns, taken: "东镇,山底村,张甲," + figures)
    #expect(told(trial).map { $0.spots[0].parsed } == ["720.00"])
    #expect(told(trial).map { $0.spots[0].place.cell } == [cell])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty)
  }

  @Test func `several columns of what is taken back are told, and none is taken`() {
    let trial = trial(
      columns: "镇,村,姓名,应追缴金额,已追缴金额,未追缴金额", taken: "东镇,山底村,张甲,720,240,480", title: "甲市2021年补贴追缴名单")
    #expect(trial.codes.filter { $0 == "DZ104" }.count == 3 && told(trial).map(\.severity) == [.warning])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.records.members.count == 3)
  }

  @Test func `amounts of such a list that are blank, unreadable or not their total are told`() {
    func trial(_ taken: [String]) -> Trial {
      let paid =
        ["东镇,山底村,张甲,否,12,2880"] + Self.usual + ["赵丁", "钱戊", "孙己"].map { "西街道,山底村,\($0),否,12,2880" }
      let list = "甲市2021年扣回补贴明细\n单位：元\n镇,村,姓名,扣回月数,扣回金额\n" + taken.joined(separator: "\n") + "\n"
      return Trial([("发放表.csv", Array(payments(rows: paid).utf8)), ("扣回.csv", Array(list.utf8))])
    }
    let rows = trial(["东镇,山底村,张甲,3,720", "东镇,水口村,王丙,2,约480", "东镇,山底村,李乙,3,"])
    #expect(
      told(rows).map { $0.spots[0].place.cell } == ["E4", "E6"] && told(rows).map(\.severity) == [.warning, .warning])
    #expect(rows.errors == ["DZ205"] && rows.cell("DZ205") == "E5" && rows.records.members.count == 6)
    let total = trial(["东镇,山底村,张甲,3,720", "合计,,,3,960"])
    #expect(total.records.totals.contains { $0.stated == 96000 && $0.sum == 72000 })
  }

  @Test func `a sign before what is taken back is told as written`() {
    let trial = trial(columns: "镇,村,姓名,月数,金额", taken: "东镇,山底村,张甲,-3,-720", title: "甲市2021年补贴追缴名单")
    #expect(told(trial).map { $0.spots[0].raw } == ["-720.00"] && told(trial).map(\.severity) == [.warning])
  }

  @Test func `what the payment list's own deduction has is only told`() {
    let trial = trial(
      paid: "东镇,山底村,张甲,否,12,720,2160", header: "镇,村,姓名,是否兼任,月数,扣减,实发金额", taken: "东镇,山底村,张甲,3,720,")
    #expect(told(trial).map(\.severity) == [.info])
    #expect(trial.amounts.first == 2160 && trial.records.members[0].months == .value(12))
  }

  @Test(arguments: ["扣回金额", "应发金额,扣回金额"])
  func `whom the payment list lacks is told, and is no member`(_ columns: String) {
    let isSure = columns == "扣回金额"
    let others = isSure ? "" : "东镇,山底村,李乙,2880,720\n东镇,水口村,王丙,2880,720\n"
    let list = "甲市2021年扣回补贴明细\n镇,村,姓名,\(columns)\n东镇,水口村,周庚,\(isSure ? "" : "2880,")720\n" + others
    let paid =
      ["东镇,山底村,张甲,否,12,2880"] + Self.usual + ["赵丁", "钱戊", "孙己"].map { "西街道,山底村,\($0),否,12,2880" }
    let trial = Trial([("发放表.csv", Array(payments(rows: paid).utf8)), ("扣回.csv", Array(list.utf8))])
    #expect(told(trial).count == (isSure ? 1 : 3) && told(trial).allSatisfy { $0.severity == .warning })
    #expect(trial.amounts == Array(repeating: 2880, count: 6))
  }

  @Test(
    arguments: [
      ("甲市2021年发放表（离任人员补贴已扣回）", "二.csv"), ("2021年补贴发放明细表（补贴收回后重填）", "二.csv"), ("2021年补贴发放表（清退后人员）", "二.csv"),
      ("离任人员多发部分已于12月扣回，见明细\n甲市2021年补贴发放表", "二.csv"), ("水口村2021年补贴签名收回表", "二.csv"), ("2021年补贴", "水口村收回签名明细.csv"),
      ("2021年补贴", "扣回明细.csv"),
    ])
  func `a payment list is none of recoveries by a word in its title or name`(_ title: String, _ name: String) {
    let trial = Trial([
      ("发放表.csv", Array(payments(rows: ["东镇,山底村,张甲,否,12,2880", Self.usual[0]]).utf8)),
      (name, Array(payments(title: title + "\n单位：元\n", rows: [Self.usual[1]]).utf8)),
    ])
    #expect(trial.amounts.compactMap(\.self).reduce(0, +) == 8640 && trial.records.members.count == 3)
    #expect(told(trial).isEmpty)
  }

  @Test(
    arguments: [
      ("扣减金额", "(480)", 480, 0), ("补扣金额", "(480)", 480, 0), ("补扣金额", "480", 0, 480), ("扣减金额", "480", 480, 0),
    ])
  func `a sign below 扣减 or 补扣 is meant as what is due and paid beside it prove`(
    _ header: String, _ written: String, _ taken: Int64, _ added: Int64
  ) {
    let paid = 2880 - taken + added
    let trial = Trial(
      payments(header: "镇,村,姓名,是否兼任,月数,应发金额,\(header),实发金额", rows: ["东镇,山底村,张甲,否,12,2880,\(written),\(paid)"]))
    let member = trial.records.members[0]
    #expect((member.deduction.money ?? .zero) == Money(fen: taken * 100))
    #expect((member.backPay.money ?? .zero) == Money(fen: added * 100))
  }
}
