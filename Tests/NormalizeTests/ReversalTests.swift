import Testing

@testable import Domain
@testable import Normalize

/// Rows in red that take back what a row above them pays, and names that stand twice where no number tells whose they are.
@Suite struct ReversalTests {
  private func list(_ rows: [String], header: String = "镇,村,姓名,身份证号码,月数,金额,备注") -> Trial {
    Trial(payments(header: header, rows: rows))
  }

  @Test func `a reversal is no head, and leaves its person what the two rows come to`() {
    let part = list(["东镇,山底村,张甲,,12,2880,", "东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,-3,-720,冲销多发"])
    #expect(part.amounts == [2880, 2160] && part.records.members.map(\.months) == [.value(12), .value(9)])
    #expect(part.errors.isEmpty && part.cell("DZ405") == "F6")
    // A clerk writes how many months were taken back, or how much, or both.
    let bare = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,3,-720,冲销多发"])
    #expect(bare.records.members.map(\.months) == [.value(9)])
    let open = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,,-720,扣回上年多发"])
    #expect(open.records.members.map(\.months) == [.value(12)] && open.amounts == [2160])
  }

  @Test func `a row that is taken back whole pays nothing, and one written anew stands for both`() {
    let none = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,,-2880,冲销"])
    #expect(none.records.members.map(\.months) == [.value(0)] && none.amounts == [0])
    let anew = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,-12,-2880,冲销", "东镇,山底村,李乙,,10,2400,重发"])
    #expect(anew.records.members.map(\.months) == [.value(10)] && anew.amounts == [2400] && anew.errors.isEmpty)
  }

  @Test func `what takes back more than a row pays, or nobody's row, stays as it stands`() {
    #expect(list(["东镇,山底村,李乙,,6,1440,", "东镇,山底村,李乙,,-12,-2880,冲销"]).amounts == [1440, -2880])
    #expect(list(["东镇,山底村,张甲,,12,2880,", "东镇,水口村,张甲,,-12,-2880,冲销"]).amounts == [2880, -2880])
    #expect(
      list(["东镇,山底村,张甲,990101198001010013,12,2880,", "东镇,山底村,张甲,990101198001010056,-12,-2880,冲销"]).amounts == [
        2880, -2880,
      ])
  }

  @Test func `a name that stands twice in a village is told where no number tells whether it is one person`() {
    let twice = ["东镇,山底村,张甲,,12,2880,", "东镇,山底村,李乙,,12,2880,", "东镇,山底村,张甲,,12,2880,"]
    #expect(list(twice).errors == ["DZ602"] && list(twice).cell("DZ602") == "C4")
    let masked = twice.map { $0.replacing("张甲", with: "张某某") }
    #expect(list(masked).errors.isEmpty)
    #expect(list(["东镇,山底村,张甲,,12,2880,", "东镇,水口村,张甲,,12,2880,"]).errors.isEmpty)
  }
}
