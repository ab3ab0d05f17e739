import Testing

@testable import Domain
@testable import Normalize

/// Months that are due beside months that are paid.
@Suite struct DueMonthsTests {
  private func list(_ rows: [(due: Int, paid: Int, dueYuan: Int, paidYuan: Int)]) -> Trial {
    Trial(
      payments(
        header: "镇,村,姓名,应发月数,实发月数,应发金额,实发金额",
        rows: zip(["张甲", "李乙", "王丙"], rows).map { "东镇,山底村,\($0),\($1.due),\($1.paid),\($1.dueYuan),\($1.paidYuan)" }))
  }
  private func months(_ trial: Trial) -> [Int64?] { trial.records.members.map(\.months.value) }

  @Test func `what is due is of the months that are due`() {
    let trial = list([(12, 12, 2880, 2880), (12, 11, 2880, 2640), (12, 12, 2880, 2880)])
    #expect(months(trial) == [12, 12, 12] && trial.amounts == [2880, 2640, 2880])
    #expect(trial.rules.contains("column-by-content") && !trial.codes.contains("DZ104"))
  }

  @Test func `months that what is due is not the pay of prove nothing`() {
    // What is due is of the months that are paid.
    let trial = list([(12, 12, 2880, 2880), (12, 11, 2640, 2640), (12, 10, 2400, 2400)])
    #expect(months(trial) == [12, 11, 10] && trial.codes.contains("DZ104"))
  }

  @Test func `months that are not what is paid stay the months`() {
    let trial = list([(12, 12, 2880, 2880), (12, 11, 2880, 2880), (12, 12, 2880, 2880)])
    #expect(months(trial) == [12, 11, 12] && trial.codes.contains("DZ104"))
    let same = list([(12, 12, 2880, 2880), (11, 11, 2640, 2640)])
    #expect(months(same) == [12, 11])
  }
}
