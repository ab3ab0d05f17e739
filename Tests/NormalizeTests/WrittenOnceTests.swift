import Support
import Testing

@testable import Domain
@testable import Normalize

/// Figures that stand once for several, and tables on their side that are wider than one row of places.
@Suite struct WrittenOnceTests {
  private static let header = "镇,村,姓名,职务,是否兼任,补贴标准,月数,金额"

  @Test(arguments: ["36,8640", "12,8640"])
  func `months and money that stand once for three members are each one's share`(_ figures: String) {
    let trial = Trial(
      payments(
        header: Self.header,
        rows: ["东镇,山底村,张甲,主任,否,240,\(figures)", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,", "东镇,水口村,赵丁,主任,否,240,12,2880"],
        foot: "合计,,,,,,,11520\n"))
    #expect(trial.amounts == [2880, 2880, 2880, 2880] && trial.errors.isEmpty)
    #expect(trial.records.members.map(\.months) == Array(repeating: .value(12), count: 4))
    #expect(trial.rules.contains("shared-among-members"))
  }
  @Test func `whoever is paid elsewhere has no share of what stands once`() {
    let trial = Trial(
      payments(
        header: Self.header,
        rows: ["东镇,山底村,张甲,主任,是,240,24,5760", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,"], foot: "合计,,,,,,,5760\n"))
    #expect(trial.amounts == [0, 2880, 2880] && trial.errors.isEmpty)
  }
  @Test(arguments: ["36,8400", "30,8640", ",4320", "12,2880"])
  func `what does not come out even stays as it is written`(_ figures: String) {
    let trial = Trial(
      payments(
        header: Self.header, rows: ["东镇,山底村,张甲,主任,否,240,\(figures)", ",,李乙,委员,否,,,", ",,王丙,委员,否,,,"]))
    #expect(trial.amounts.dropFirst() == [nil, nil] && !trial.rules.contains("shared-among-members"))
  }
  @Test(arguments: [("合计", ""), ("合计,金额", ",2880"), ("小计,补贴金额", ",2880")])
  func `what ticks come to counts months`(_ header: String, _ money: String) {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    let ticks = Array(repeating: "√", count: 12).joined(separator: ",")
    let trial = Trial(
      payments(
        header: "镇,村,姓名,\(months),\(header)",
        rows: ["东镇,山底村,张甲,\(ticks),12\(money)", "东镇,水口村,李乙,\(ticks),12\(money)"]))
    #expect(trial.records.members.map(\.months) == [.value(12), .value(12)] && trial.errors.isEmpty)
    #expect(trial.amounts == (money.isEmpty ? [nil, nil] : [2880, 2880]) && !trial.codes.contains("DZ104"))
  }
  @Test func `towns may stand above the villages that head columns`() {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n项目,东镇,,西街道,,合计\n,山底村,水口村,山底村,簕冲村,\n核发人数,3,2,3,1,9\n金额,8640,5760,8640,2880,25920\n",
      name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [3, 2, 3, 1])
    #expect(
      trial.records.aggregates.map { Trial.register.villages[Int($0.village)].code }
        == ["990101100200", "990101100201", "990101101200", "990101101201"])
  }
  @Test func `a table on its side may go on below itself`() {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n项目,东镇山底村,东镇水口村\n核发人数,3,2\n金额,8640,5760\n\n项目,西街道山底村,西街道簕冲村\n核发人数,3,1\n金额,8640,2880\n",
      name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.records.aggregates.map { $0[.eligible].count } == [3, 2, 3, 1])
    #expect(trial.records.aggregates.map { $0[.amount] }.last == .value(288_000))
  }
}
