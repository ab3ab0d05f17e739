import Testing

@testable import Domain
@testable import Reconcile

/// Good files that look much like others in which something is wrong.
@Suite struct NearMissTests {
  private func list(_ lines: [String], register: Register = Books.register) -> Books {
    Books(
      [("发放表.csv", "甲市2021年补贴发放表\n单位：元\n村,姓名,月数,金额\n" + lines.joined(separator: "\n") + "\n")],
      register: register)
  }

  private func members(_ village: String) -> [String] { ["张甲", "李乙", "王丙"].map { "\(village),\($0),12,2880" } }

  private static let homonyms = Register(
    [("100200", "东镇", "山底"), ("101200", "西镇", "山底"), ("101201", "西镇", "横坑")].map {
      Register.Entry(code: "990101" + $0.0, county: "甲市", town: $0.1, name: $0.2 + "村委会", kind: .village)
    })

  @Test(arguments: ["填报单位：东镇,,,|填报单位：西镇,,,", "单位：东镇,,,|单位：西镇,,,"])
  func `a unit's line below its rows heads no others`(_ units: String) {
    let unit = units.split(separator: "|").map(String.init)
    let closed = list(members("山底") + [unit[0]] + members("簕冲") + [unit[1]])
    #expect(closed.found(.villageNotInRegister).isEmpty && closed.figures.tally.eligible == 6)
    #expect(closed.tally(0)?.eligible == 3 && closed.tally(2)?.eligible == 3)
    // Above its rows it names the town of those, as does one whose next village lies nowhere else.
    let headed = list([unit[0]] + members("山底") + [unit[1]] + members("山底"), register: Self.homonyms)
    #expect(headed.tally(0)?.eligible == 3 && headed.tally(1)?.eligible == 3)
    // Nobody knows whose a village of two towns is between two such lines.
    let open = list(members("横坑") + [unit[1]] + members("山底"), register: Self.homonyms)
    #expect(open.tally(0)?.eligible != 3)
  }

  @Test func `months above twelve are person-months only where header or money says so`() {
    func months(_ header: String, _ rows: [String]) -> Int? {
      Books([summary("镇,村,核发人数,\(header)", rows)]).figures.tally.personMonths
    }
    #expect(months("月数", ["东镇,山底村,3,24", "东镇,水口村,3,24", "西镇,簕冲村,3,12"]) == 108)
    #expect(months("发放月数合计", ["东镇,山底村,3,24", "东镇,水口村,3,24", "西镇,簕冲村,3,36"]) == 84)
    let money = ["东镇,山底村,3,24,8640", "东镇,水口村,3,24,8640", "西镇,簕冲村,3,12,8640"]
    #expect(months("月数,金额", money) == 108)
    #expect(months("月数,金额", ["东镇,山底村,3,24,5760", "东镇,水口村,3,30,7200", "西镇,簕冲村,1,12,2880"]) == 66)
    // A stated rate that is none of what a month comes to contradicts it.
    #expect(months("月数,标准,金额", ["东镇,山底村,3,24,240,8640", "东镇,水口村,3,24,240,8640"]) == 72)
  }
}
