import Testing

@testable import Domain
@testable import Normalize

/// Amounts whose thousands' comma cuts them in two, for no quotes stand about them.
@Suite struct CutThousandsTests {
  private func list(_ rows: [String], header: String = "镇,村,姓名,是否兼任,月数,应发金额,金额") -> Trial {
    Trial(payments(header: header, rows: rows))
  }

  @Test func `rows that are longer than the header by their cut amounts are read, and told once`() throws {
    let trial = list([
      "东镇,山底村,张甲,否,12,2,880.00,2,880.00", "东镇,山底村,李乙,否,12,2,880,2,880", "东镇,水口村,王丙,否,3,720,720",
    ])
    #expect(trial.amounts == [2880, 2880, 720] && trial.errors.isEmpty)
    let told = try #require(trial.records.discrepancies.first { $0.code == .valueNotParsed })
    #expect(told.severity == .warning && told.spots.map(\.place.cell) == ["F4", "F5"])
    #expect(told.spots[0].raw == "2,880.00")
    // 12 months at 240 are no 12,240.
    let rate = list(["东镇,山底村,张甲,否,12,240,2,880"], header: "镇,村,姓名,是否兼任,月数,标准,金额")
    #expect(rate.amounts == [2880] && rate.records.members[0].months == .value(12))
  }

  @Test func `what the header's columns do not prove stays as it stands, and is an error`() {
    let open = list(["东镇,山底村,张甲,2,880.00,", "东镇,山底村,李乙,2,880.00,"], header: "镇,村,姓名,金额,备注")
    #expect(open.amounts == [2, 2] && open.errors == ["DZ205"] && open.cell("DZ205") == "D4")
    // A column that the header does not name is another's.
    let beside = list(["东镇,山底村,张甲,480,240", "东镇,山底村,李乙,720,360"], header: "镇,村,姓名,金额")
    #expect(beside.amounts == [480, 720] && !beside.codes.contains("DZ205"))
    // Three figures in a remark are a remark.
    let remark = list(["东镇,山底村,张甲,480,101"], header: "镇,村,姓名,金额,备注")
    #expect(remark.amounts == [480] && remark.errors.isEmpty)
  }
}
