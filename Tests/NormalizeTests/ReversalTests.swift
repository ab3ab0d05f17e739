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
    let open = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,,-720,2021年10—12月冲销"])
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

  @Test func `what is taken back of another year is money alone, and no words prove nothing but the same amount`() {
    for row in ["3,-720,追回2020年多发3个月", "-3,-720,扣回上年多发", "12,-720,二〇二〇年多发", "3,-720,冲销20年10-12月"] {
      let part = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,\(row)"])
      #expect(part.records.members.map(\.months) == [.value(12)] && part.amounts == [2160])
      #expect(part.records.members[0].deduction == .value(72000) && part.cell("DZ405") == "F5")
    }
    let whole = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,12,-2880,退回2020年补贴"])
    #expect(whole.records.members.map(\.months) == [.value(12)] && whole.amounts == [0])
    let unsaid = list(["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,-3,-720,", "东镇,山底村,李乙,,-1,-240,扣回多发1年"])
    #expect(unsaid.amounts == [2880, -720, -240] && !unsaid.codes.contains("DZ602"))
    let bare = ["东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,-12,-2880,"]
    #expect(list(bare).amounts == [0] && list(bare.reversed()).amounts == [-2880, 2880])
  }

  @Test func `a reversal takes back its own month's row, and the row of its own role`() {
    let months = (1...12).map { "东镇,山底村,张甲,\($0)月,240" } + ["东镇,山底村,张甲,3月,-240"]
    let trial = list(months, header: "镇,村,姓名,月份,金额")
    let paid = trial.records.members.map { trial.records.sources[Int($0.source.index)].part?.lowerBound.month }
    #expect(zip(paid, trial.amounts).filter { $0.1 == 0 }.map(\.0) == [3] && paid.count == 12)
    let header = "镇,村,姓名,职务,月数,金额,备注"
    let roles = ["东镇,山底村,李*,主任,12,2880,", "东镇,山底村,李*,委员,6,1440,", "东镇,山底村,李*,主任,-3,-720,冲销"]
    #expect(list(roles, header: header).amounts == [2160, 1440])
    // Of two rows nobody knows which is meant.
    #expect(list(roles.map { $0.replacing("委员", with: "主任") }, header: header).amounts == [2880, 1440, -720])
  }

  @Test func `a total of heads may leave out the rows in red`() {
    let rows = ["东镇,山底村,张甲,,12,2880,", "东镇,山底村,李乙,,12,2880,", "东镇,山底村,李乙,,-3,-720,冲销"]
    #expect(list(rows + ["合计,,2人,,21,5040,"]).wrongTotals.isEmpty)
    #expect(list(rows + ["合计,,3人,,21,5040,"]).wrongTotals.isEmpty)
    #expect(list(rows + ["合计,,1人,,21,5040,"]).wrongTotals == [1])
  }

  @Test func `a name that stands twice in a village is told where no number tells whether it is one person`() {
    let twice = ["东镇,山底村,张甲,,12,2880,", "东镇,山底村,李乙,,12,2880,", "东镇,山底村,张甲,,12,2880,"]
    #expect(list(twice).codes.contains("DZ602") && list(twice).errors.isEmpty && list(twice).cell("DZ602") == "C4")
    let masked = twice.map { $0.replacing("张甲", with: "张某某") }
    #expect(!list(masked).codes.contains("DZ602"))
    #expect(!list(["东镇,山底村,张甲,,12,2880,", "东镇,水口村,张甲,,12,2880,"]).codes.contains("DZ602"))
  }

  @Test func `two of one name whom the list itself tells apart are asked about by nobody`() {
    func isAsked(_ header: String, _ one: String, _ other: String) -> Bool {
      let rows = [one, other].map { "东镇,山底村,张伟,\($0)" } + ["东镇,水口村,赵丁" + String(repeating: ",", count: 4)]
      return list(rows, header: "镇,村,姓名," + header).codes.contains("DZ602")
    }
    #expect(!isAsked("身份证号码,月数,金额,备注", "4407**********1234,12,2880,", "4407**********5678,12,2880,"))
    #expect(!isAsked("银行账号,月数,金额,备注", "6222020000000000011,12,2880,", "6222020000000000029,12,2880,"))
    #expect(!isAsked("联系电话,月数,金额,备注", "13800000000,12,2880,", "13800000001,12,2880,"))
    #expect(!isAsked("任职起,任职止,月数,金额", "2021年1月,2021年6月,6,1440", "2021年7月,2021年12月,6,1440"))
    #expect(!isAsked("职务,月数,金额,备注", "委员,6,1440,上半年", "委员,6,1440,下半年"))
    #expect(isAsked("银行账号,月数,金额,备注", "6222020000000000011,12,2880,", "6222020000000000011,12,2880,"))
  }
}

extension Trial {
  /// Stated heads that differ from what was counted.
  fileprivate var wrongTotals: [Int64] {
    records.totals.filter { $0.field == .listed && $0.stated != $0.sum }.map(\.stated)
  }
}
