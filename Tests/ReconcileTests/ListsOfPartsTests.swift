import Testing

@testable import Domain
@testable import Reconcile

/// Lists of quarters: who is marked in those around one, who is missing in one town's, and months for which no list has come.
@Suite struct ListsOfPartsTests {
  private func quarter(_ number: Int, _ rows: [String], town: String = "") -> (name: String, csv: String) {
    let name = ["一", "二", "三", "四"][number - 1]
    return (
      "\(town)第\(name)季度.csv",
      "甲市2021年第\(name)季度村务监督委员会成员补贴发放表（元）\n镇,村,姓名,是否兼任,月数,金额\n"
        + rows.map { $0 + "\n" }.joined()
    )
  }

  private func rows(_ mark: String) -> [String] {
    ["东镇,山底村,张甲,否,3,720", "东镇,山底村,李乙," + (mark == "是" ? "是,0,0" : "否,3,720"), "东镇,水口村,王丙,否,3,720"]
  }

  private func dual(_ marks: [String]) -> [String] {
    Books(marks.enumerated().map { quarter($0 + 1, rows($1)) }).found(.dualPostPaid).map {
      "\($0.spots[0].place.file.dropFirst(4)) \($0.spots[0].place.cell)"
    }
  }

  @Test func `who is marked before and after a quarter that pays is asked about, and who gave the post up is not`() {
    #expect(dual(["是", "是", "否", "是"]) == ["第三季度.csv D4"])
    #expect(dual(["是", "是", "否", "否"]).isEmpty)
    #expect(dual(["否", "否", "是", "是"]).isEmpty)
    #expect(dual(["否", "是", "是", "否"]).isEmpty)
    // Two quarters together are a time without the post, and a list's second of the name is somebody else.
    #expect(dual(["是", "否", "否", "是"]).isEmpty)
    let namesakes = rows("是") + ["东镇,山底村,李乙,否,3,720"]
    #expect(Books((1...4).map { quarter($0, namesakes) }).found(.dualPostPaid).isEmpty)
  }

  @Test func `who is marked in one quarter alone and not paid in it is asked about, and who takes the post up is not`()
  {
    func told(_ marks: [String]) -> [String] {
      Books(marks.enumerated().map { quarter($0 + 1, rows($1)) }).found(.headcountMismatch).map {
        "\($0.spots[0].place.file.dropFirst(4)) \($0.spots[0].place.cell) \($0.severity)"
      }
    }
    #expect(told(["否", "否", "是", "否"]) == ["第三季度.csv D4 warning"])
    #expect(told(["否", "否", "是", "是"]).isEmpty && told(["否", "是", "是", "否"]).isEmpty)
    #expect(told(["是", "否", "否", "否"]).isEmpty && told(["否", "否", "否", "是"]).isEmpty)
  }

  private let roster = rosterOfPeople(["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙", "西镇,簕冲村,赵丁", "西镇,横坑村,孙戊"])

  @Test func `a member who is missing in one town's quarter is told though another town sends a year's list`() {
    let year: (name: String, csv: String) = (
      "西镇.csv",
      "西镇2021年村务监督委员会成员补贴发放表（元）\n镇,村,姓名,是否兼任,月数,金额\n西镇,簕冲村,赵丁,否,12,2880\n西镇,横坑村,孙戊,否,12,2880\n"
    )
    func told(_ last: [String]) -> [String] {
      Books([roster, year] + (1...4).map { quarter($0, $0 == 4 ? last : rows("否"), town: "东镇") }).findings
        .filter { $0.code == .headcountMismatch && $0.field == Field.months.rawValue }.map { $0.spots[0].place.cell }
    }
    #expect(told(rows("否")).isEmpty)
    #expect(told(rows("否").filter { !$0.contains("李乙") }) == ["C4"])
    // Somebody else held the seat in the first half-year.
    let full = rosterOfPeople(["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,山底村,周辛", "东镇,水口村,王丙"])
    let lists = (1...4).map { number in
      quarter(number, rows("否") + ["东镇,山底村,\(number < 3 ? "韩庚" : "周辛"),否,3,720"], town: "东镇")
    }
    #expect(
      Books([full, year] + lists).findings
        .allSatisfy { $0.code != .headcountMismatch || $0.field != Field.months.rawValue })
  }

  @Test func `a month's return is not held against a quarter whose list has not come`() {
    func month(_ month: Int, heads: Int = 2) -> (name: String, csv: String) {
      ("月报\(month)月.csv", "甲市2021年\(month)月补贴月报表\n镇,村,人数\n东镇,山底村,\(heads)\n东镇,水口村,1\n")
    }
    func told(_ files: [(name: String, csv: String)]) -> [String] {
      Books([quarter(1, rows("否"))] + files).found(.headcountMismatch).map(\.period)
    }
    #expect(told((1...4).map { month($0) }).isEmpty)
    #expect(told([month(1), month(2, heads: 3), month(3), month(4)]) == ["2021-02"])
  }
}

private func rosterOfPeople(_ rows: [String]) -> (name: String, csv: String) {
  ("花名册.csv", "甲市村务监督委员会成员花名册\n镇,村,姓名,是否兼任\n" + rows.map { $0 + ",否\n" }.joined())
}
