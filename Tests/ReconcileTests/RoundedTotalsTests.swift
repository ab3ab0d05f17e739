import Testing

@testable import Domain
@testable import Reconcile

/// Totals in 万元 where nobody knows what is due: how far roundings of the parts and of the sum itself may reach.
@Suite struct RoundedTotalsTests {
  /// What is told of a total that stands as `total` in the last row.
  private func told(_ rows: [String], _ total: String, header: String = "镇,村,金额", name: String = "汇总表") -> [Code] {
    let columns = header.split(separator: ",").count
    let sum = "合计" + String(repeating: ",", count: columns - 1) + total
    let csv = "甲市2021年补贴\(name)\n单位：万元\n\(header)\n" + (rows + [sum]).map { $0 + "\n" }.joined()
    return Books([(name + ".csv", csv)]).findings.filter { $0.spots.first?.raw == total }.map(\.code)
  }

  private let places = ["东镇,山底村", "东镇,水口村", "西镇,簕冲村"]
  private func rows(_ amounts: String...) -> [String] { zip(places, amounts).map { "\($0),\($1)" } }

  @Test func `three rounded parts and their sum are two hundred yuan off at most`() {
    let parts = rows("0.86", "0.86", "0.86")
    #expect(told(parts, "2.58").isEmpty)
    #expect(told(parts, "2.60") == [.roundingResidual] && told(parts, "2.56") == [.roundingResidual])
    #expect(told(parts, "2.61") == [.subtotalMismatch] && told(parts, "2.55") == [.subtotalMismatch])
  }

  @Test func `a part that is whole person-months was not rounded`() {
    let whole = rows("0.864", "0.864", "0.864")
    #expect(told(whole, "2.592").isEmpty)
    #expect(told(whole, "2.593") == [.subtotalMismatch] && told(whole, "2.591") == [.subtotalMismatch])
    let one = rows("0.864", "0.864", "0.861")
    #expect(told(one, "2.590") == [.roundingResidual] && told(one, "2.588") == [.roundingResidual])
    #expect(told(one, "2.591") == [.subtotalMismatch] && told(one, "2.587") == [.subtotalMismatch])
    // A blank says nothing of its own rounding.
    #expect(told(rows("0.864", "", "0.861"), "1.726") == [.roundingResidual])
  }

  @Test func `a total of what is due is no rounding of parts that are a month short`() {
    func told(_ amounts: [String], _ total: String) -> [Code] {
      let rows = zip(["张甲", "李乙", "王丙"], amounts).map { "东镇,山底村,\($0),否,12,\($1)" }
      return self.told(rows, total, header: "镇,村,姓名,是否兼任,月数,金额", name: "发放表")
    }
    #expect(told(["0.264", "0.288", "0.288"], "0.864") == [.subtotalMismatch])
    // A total with more places than its parts: each is rounded at its own.
    #expect(told(["0.29", "0.29", "0.29"], "0.864") == [.roundingResidual])
    #expect(told(["0.3", "0.29", "0.288"], "0.864") == [.roundingResidual])
    #expect(told(["0.24", "0.29", "0.288"], "0.864") == [.subtotalMismatch])
    #expect(
      told(["0.3", "0.3", "0.3"], "0.9").isEmpty && told(["0.29", "0.29", "0.29"], "0.86") == [.roundingResidual])
  }

  @Test func `amounts in yuan are not rounded to anything`() {
    let csv = "甲市2021年补贴汇总表\n单位：元\n镇,村,金额\n" + rows("8601", "8602", "8603").joined(separator: "\n") + "\n合计,,25807\n"
    #expect(Books([("汇总表.csv", csv)]).found(.subtotalMismatch).count == 1)
  }

  @Test func `a month's total has that month's parts`() {
    let months = (1...12).map { "\($0)月金额" }.joined(separator: ",")
    func told(_ january: [String], _ total: String) -> [Code] {
      let rest = ",0.072" + String(repeating: ",0.072", count: 10)
      let sums = String(repeating: ",0.216", count: 11)
      let parts = zip(places, january).map { "\($0),\($1)\(rest)" }
      let csv = "甲市2021年补贴月报表\n单位：万元\n镇,村,\(months)\n" + parts.joined(separator: "\n") + "\n合计,,\(total)\(sums)\n"
      return Books([("月报.csv", csv)]).findings.filter { $0.spots.first?.raw == total }.map(\.code)
    }
    #expect(told(["0.072", "0.072", "0.072"], "0.217") == [.subtotalMismatch])
    for total in ["0.216", "0.214"] { #expect(told(["0.072", "0.071", "0.072"], total) == [.roundingResidual]) }
    #expect(told(["0.072", "0.071", "0.072"], "0.213") == [.subtotalMismatch])
  }

  @Test func `a town's total has its own rows only, and where money is worth nothing any part may be rounded`() {
    func told(_ rows: [String], _ raw: String, _ header: String = "镇,村,金额", yuan: Int64 = 240) -> [Code] {
      let csv = "甲市2021年补贴汇总表\n单位：万元\n\(header)\n" + rows.joined(separator: "\n") + "\n"
      return Books([("汇总表.csv", csv)], policy: Books.policy([Books.rule(yuan: yuan)])).findings.filter {
        $0.spots.first?.raw == raw
      }.map(\.code)
    }
    let east = ["东镇,山底村,0.864", "东镇,水口村,0.864", "小计,,1.728"]
    #expect(told(east + ["西镇,簕冲村,0.861", "小计,,0.862"], "0.862") == [.roundingResidual])
    // What one town is due is told by its own heads.
    let heads = ["东镇,山底村,3,0.86", "东镇,水口村,3,0.86", "小计,,6,1.73", "西镇,簕冲村,3,0.86", "小计,,3,0.86"]
    #expect(told(heads, "1.73", "镇,村,核发人数,金额") == [.roundingResidual])
    #expect(told(rows("0.86", "0.86", "0.86") + ["合计,,2.60"], "2.60", yuan: 0) == [.roundingResidual])
  }

  @Test func `a month's total is what that month's heads are due`() {
    func told(_ january: String) -> [Code] {
      let rows = places.map { "\($0),3,0.07,2,0.05" } + ["合计,,9,\(january),6,0.15"]
      let csv = "甲市2021年补贴月报表\n单位：万元\n镇,村,1月人数,1月金额,2月人数,2月金额\n" + rows.joined(separator: "\n") + "\n"
      return Books([("月报.csv", csv)]).findings.filter { $0.spots.first?.raw == january }.map(\.code)
    }
    // 0.072 each: 0.216 in all, though the parts come to 0.21.
    #expect(told("0.22") == [.roundingResidual] && told("0.20") == [.subtotalMismatch])
    #expect(told("0.14") == [.subtotalMismatch])
  }

  @Test func `a list's total of what is due and of what is paid have each column's own parts`() {
    let header = "镇,村,姓名,应发金额,实发金额"
    func told(_ due: [String], _ paid: [String], _ sums: (String, String), _ total: String) -> [Code] {
      let rows = zip(["张甲", "李乙", "王丙"], zip(due, paid)).map { "东镇,山底村,\($0),\($1.0),\($1.1)" }
      let csv =
        "甲市2021年补贴发放表\n单位：万元\n\(header)\n" + rows.joined(separator: "\n") + "\n合计,,,\(sums.0),\(sums.1)\n"
      return Books([("发放表.csv", csv)]).findings.filter { $0.spots.first?.raw == total }.map(\.code)
    }
    let whole = ["0.288", "0.288", "0.288"]
    #expect(told(whole, whole, ("0.865", "0.864"), "0.865") == [.subtotalMismatch])
    #expect(told(["0.288", "0.287", "0.288"], whole, ("0.862", "0.864"), "0.862") == [.roundingResidual])
    #expect(told(["0.288", "0.287", "0.288"], whole, ("0.861", "0.864"), "0.861") == [.subtotalMismatch])
  }
}
