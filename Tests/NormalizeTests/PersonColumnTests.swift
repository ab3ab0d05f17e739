import Support
import Testing

@testable import Domain
@testable import Normalize

/// Columns of persons that only their ID numbers tell, under headers that say neither 姓名 nor 身份证.
@Suite struct PersonColumnTests {
  private static let names = ["张国强", "李建华", "王志明", "赵秀英", "陈海燕", "黄伟雄"]
  private static let villages = ["东镇,山底村", "东镇,水口村", "西街道,簕冲村"]

  /// A number with its right check digit.
  private func number(_ sequence: Int) -> String {
    let digits = "99010119800101" + String(sequence + 1000).dropFirst()
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return digits + Array("10X98765432").map(String.init)[sum % 11]
  }

  private func list(_ header: String, count: Int = 6, _ own: (Int) -> String) -> Trial {
    let rows = (0..<count).map { "\(Self.villages[$0 / 2]),\(own($0)),12,2880" }
    return Trial("甲市2021年补贴发放表\n单位：元\n镇,村,\(header),月数,金额\n" + rows.joined(separator: "\n") + "\n")
  }

  @Test(arguments: ["ID号", "证号", "公民号"], ["在任人员", "监督委员", "履职者", "人员"])
  func `valid numbers prove themselves and the names beside them`(_ numbers: String, _ names: String) {
    for count in [2, 6] {
      let trial = list("\(names),\(numbers)", count: count) { "\(Self.names[$0]),\(number($0))" }
      #expect(trial.records.members.map(\.name.masked.first) == Self.names.prefix(count).map(\.first), "\(count)")
      #expect(trial.records.members.allSatisfy { $0.id != nil } && trial.errors.isEmpty)
    }
  }

  @Test(arguments: ["联系人,联系人证号,在任人员,证号", "在任人员,证号,联系人,联系人证号"])
  func `a contact's number is not the member's`(_ header: String) {
    let isFirst = header.hasPrefix("联系人")
    let trial = list(header) { index in
      let own = "\(Self.names[index]),\(number(index))"
      let contact = "周永康,\(number(index + 50))"
      return isFirst ? contact + "," + own : own + "," + contact
    }
    #expect(trial.records.members.map(\.id) == (0..<6).map { IDNumber(number($0)) })
    let named = list("姓名,联系人证号,证号") { "\(Self.names[$0]),\(number($0 + 50)),\(number($0))" }
    #expect(named.records.members.map(\.id) == (0..<6).map { IDNumber(number($0)) })
  }

  @Test(arguments: ["开户人", "包村干部", "持卡人", "结对人员", "组长"])
  func `whoever stands behind the numbers is not the member where names stand before them`(_ header: String) {
    for numbers in ["身份证号码", "证号"] {
      let trial = list("监督员,性别,\(numbers),\(header)") { index in
        "\(Self.names[index]),男,\(number(index)),\(["周永康", "吴小明", "郑大为", "冯国梁", "何春生", "许文海"][index])"
      }
      #expect(trial.records.members.map(\.name.masked.first) == Self.names.map(\.first), "\(numbers)")
    }
  }

  @Test func `of two columns of numbers none is the members'`() {
    let trial = list("甲方,甲方证号,乙方,乙方证号") {
      "\(Self.names[$0]),\(number($0)),\(Self.names[5 - $0]),\(number($0 + 50))"
    }
    #expect(trial.records.members.isEmpty && !trial.rules.contains("column-by-content"))
  }

  @Test func `whose number stands in a summary of heads is nobody's pay`() throws {
    let rows = Self.villages.enumerated().map { "\($0.element),\(Self.names[$0.offset]),\(number($0.offset)),3,3,8640" }
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇,村,村主任,证号,应有人数,核发人数,金额\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv")
    #expect(trial.records.members.isEmpty)
    #expect(trial.records.aggregates.map { $0[.eligible] } == Array(repeating: .value(3), count: 3))
  }

  @Test func `one person of each village is no list of its members`() {
    let rows = Self.villages.enumerated().map { "\($0.element),\(Self.names[$0.offset]),\(number($0.offset)),8640" }
    let trial = Trial("甲市2021年补贴汇总表\n单位：元\n镇,村,村主任,证号,金额\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv")
    #expect(trial.records.members.isEmpty && trial.records.aggregates.count == 3)
    // Where the village is written once, all below it are its own.
    let once = Trial(
      "甲市2021年补贴发放表\n单位：元\n镇,村,在任人员,证号,月数,金额\n"
        + (0..<3).map { "\($0 == 0 ? "东镇,山底村" : ","),\(Self.names[$0]),\(number($0)),12,2880\n" }.joined())
    #expect(once.records.members.count == 3)
  }

  @Test func `numbers of eighteen digits that are no persons' prove nobody`() {
    let trial = list("经办单位,流水号") { "信用社,20210101000000000\($0)" }
    #expect(trial.records.members.isEmpty && !trial.rules.contains("column-by-content"))
  }
}
