import Testing

@testable import Domain
@testable import Normalize

/// Sheets and files of what is taken back beside the payment list: 扣回明细.
@Suite struct RecoveryTests {
  private func trial(paid: String, header: String = "镇,村,姓名,是否兼任,月数,金额", taken: String) -> Trial {
    let list = payments(header: header, rows: [paid, "东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"])
    let recoveries = "甲市2021年扣回补贴明细\n单位：元\n镇,村,姓名,扣回月数,扣回金额,扣回原因\n" + taken + "\n"
    return Trial([("发放表.csv", Array(list.utf8)), ("扣回明细.csv", Array(recoveries.utf8))])
  }

  @Test func `what is taken back of a whole year's pay is off its money and months, and nobody counts twice`() {
    let trial = trial(paid: "东镇,山底村,张甲,否,12,2880", taken: "东镇,山底村,张甲,3,720,10月起离任")
    #expect(trial.records.members.map(\.months) == [.value(9), .value(12), .value(12)])
    #expect(trial.amounts == [2160, 2880, 2880] && trial.errors.isEmpty)
    let told = trial.records.discrepancies.filter { $0.code == .backPayment }
    #expect(told.map(\.severity) == [.info] && told.map { $0.spots[0].place.cell } == ["E4"])
  }

  @Test(arguments: [("东镇,山底村,张甲,否,9,2160", "3,720"), ("东镇,山底村,张甲,否,12,2880", "2,720")])
  func `what may be taken off already, or contradicts itself, is asked about and changes nothing`(
    _ paid: String, _ taken: String
  ) {
    let trial = trial(paid: paid, taken: "东镇,山底村,张甲,\(taken),")
    #expect(trial.amounts.first == (paid.hasSuffix("2160") ? 2160 : 2880))
    let told = trial.records.discrepancies.filter { $0.code == .backPayment }
    #expect(told.map(\.severity) == [.warning] && trial.errors.isEmpty && trial.records.members.count == 3)
  }

  @Test func `what the payment list's own deduction has is only told`() {
    let trial = trial(
      paid: "东镇,山底村,张甲,否,12,720,2160", header: "镇,村,姓名,是否兼任,月数,扣减,实发金额", taken: "东镇,山底村,张甲,3,720,")
    #expect(trial.records.discrepancies.filter { $0.code == .backPayment }.map(\.severity) == [.info])
    #expect(trial.amounts.first == 2160 && trial.records.members[0].months == .value(12))
  }

  @Test func `whom the payment list lacks is told, and is no member`() {
    let trial = trial(paid: "东镇,山底村,张甲,否,12,2880", taken: "东镇,水口村,赵丁,3,720,")
    #expect(trial.records.discrepancies.filter { $0.code == .backPayment }.map(\.severity) == [.warning])
    #expect(trial.records.members.count == 3 && trial.amounts == [2880, 2880, 2880])
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
