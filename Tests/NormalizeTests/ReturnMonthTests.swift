import Testing

@testable import Domain
@testable import Normalize

/// Returns of one month beside returns of all of them.
@Suite struct ReturnMonthTests {
  private func wide(_ last: Int) -> [[String]] {
    let header = ["镇"] + (1...12).flatMap { ["\($0)月人数", "\($0)月金额"] }
    func row(_ town: String, _ heads: [Int]) -> [String] { [town] + heads.flatMap { ["\($0)", "\($0 * 240)"] } }
    let eleven = [Int](repeating: 5, count: 11)
    return [["甲市2021年村务监督委员会成员补贴月报"], header, row("东镇", eleven + [last]), row("西街道", eleven + [5])]
  }

  private func month(_ month: Int, _ heads: Int) -> [[String]] {
    [
      ["甲市2021年\(month)月村务监督委员会成员补贴月报表"], ["镇", "本月人数", "本月金额"], ["东镇", "\(heads)", "\(heads * 240)"],
      ["西街道", "5", "1200"],
    ]
  }

  private func csv(_ rows: [[String]]) -> [UInt8] {
    Array(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
  }

  /// The heads of all months and towns.
  private func heads(_ trial: Trial) -> Int64 {
    trial.records.aggregates.flatMap(\.months).compactMap(\.heads.value).reduce(0, +)
  }

  @Test func `a town's month that is sent again takes its place among all months`() {
    let trial = Trial([("月报.csv", csv(wide(4))), ("月报12月（更正）.csv", csv(month(12, 5)))])
    #expect(heads(trial) == 120 && trial.errors.isEmpty, "\(trial.codes)")
    let told = trial.records.discrepancies.first { $0.code == .correctedUpload }
    #expect(told?.message.zh.contains("更正 2 处") == true)
  }

  @Test func `sheets of the months beside one of all are one document, and what differs is an error`() {
    func trial(_ march: Int) -> Trial {
      let sheets = [("汇总", sheetXML(wide(5)))] + (1...12).map { ("\($0)月", sheetXML(month($0, $0 == 3 ? march : 5))) }
      return Trial([("月报.xlsx", book(sheets))])
    }
    #expect(heads(trial(5)) == 120 && trial(5).errors.isEmpty)
    #expect(heads(trial(4)) == 120 && trial(4).errors == ["DZ112"])
  }

  @Test func `sheets of other towns' months stay beside the return of some`() {
    let east = wide(5).filter { $0[0] != "西街道" }
    let west = month(12, 5).filter { $0[0] != "东镇" }
    #expect(heads(Trial([("月报.xlsx", book([("东镇", sheetXML(east)), ("12月", sheetXML(west))]))])) == 65)
  }

  @Test func `a sheet whose title was left from the month before is asked about`() {
    let sheets = (1...12).map { ("\($0)月", sheetXML(month($0 == 8 ? 7 : $0, 5))) }
    #expect(Trial([("月报.xlsx", book(sheets))]).errors == ["DZ703"])
    let files = (1...12).map { ("月报\($0)月.csv", csv(month($0 == 8 ? 7 : $0, $0 == 8 ? 4 : 5))) }
    #expect(Trial(files).errors == ["DZ703"])
    let right = (1...12).map { ("\($0)月", sheetXML(month($0, 5))) }
    #expect(Trial([("月报.xlsx", book(right))]).errors.isEmpty)
  }

  @Test func `whom the roster and the lists before and after mark is not paid by the one list that denies it`() {
    func list(_ quarter: String, _ mark: String) -> [UInt8] {
      let rows = "东镇,山底村,张甲,\(mark),\(mark == "是" ? 0 : 3)\n东镇,山底村,李乙,否,3\n"
      return Array("甲市2021年第\(quarter)季度村监委成员补贴发放表\n镇,村,姓名,是否兼任,月数\n\(rows)".utf8)
    }
    func marks(_ quarters: [String]) -> [Bool?] {
      let roster = Array("甲市村监委成员花名册\n镇,村,姓名,是否兼任\n东镇,山底村,张甲,是\n东镇,山底村,李乙,否\n".utf8)
      let lists = zip("一二三四", quarters).map { ("第\($0)季度.csv", list("\($0)", $1)) }
      let trial = Trial([("花名册.csv", roster)] + lists)
      return trial.records.members.filter { trial.records.sources[$0.source.index].kind == .paymentList }
        .filter { $0.name.text == "张甲" }.map(\.isConcurrent)
    }
    #expect(marks(["是", "是", "否", "是"]).allSatisfy { $0 == true })
    // Who came into the post within the year was paid until then.
    #expect(marks(["否", "否", "是", "是"]).count { $0 == true } == 2)
    // So is who gave it up.
    #expect(marks(["是", "是", "否", "否"]).count { $0 == true } == 2)
  }

  @Test func `本月数 is what the month paid, or to how many`() {
    func read(_ header: String, _ rows: [String]) -> Trial {
      Trial("甲市2021年3月村监委补贴月报表\n单位：元\n镇,村,\(header)\n" + rows.joined(separator: "\n") + "\n", name: "月报.csv")
    }
    let money = read("本月人数,本月数,累计数", ["东镇,山底村,3,720,2160", "东镇,水口村,3,720,2160"])
    #expect(money.records.aggregates.map { $0.months.first?.amount.value } == [72_000, 72_000] && money.errors.isEmpty)
    let alone = read("本月数", ["东镇,山底村,720", "东镇,水口村,720"])
    #expect(alone.records.aggregates.map { $0.months.first?.amount.value } == [72_000, 72_000])
    let heads = read("本月数,本月金额", ["东镇,山底村,3,720", "东镇,水口村,3,720"])
    #expect(heads.records.aggregates.map { $0.months.first?.heads.value } == [3, 3] && heads.errors.isEmpty)
  }

  @Test(arguments: ["金额,累计金额", "金额,本年累计", "金额,累计"])
  func `what the months have come to is held against them under any name`(_ header: String) {
    func codes(_ last: Int) -> [String] {
      let files = (1...3).map { month in
        let sum = month == 3 ? last : month * 720
        let text = "甲市2021年\(month)月村监委补贴月报表\n单位：元\n镇,村,发放人数,\(header)\n东镇,山底村,3,720,\(sum)\n"
        return ("月报\(month)月.csv", Array(text.utf8))
      }
      let trial = Trial(files)
      #expect(trial.records.aggregates.compactMap { $0.months.first?.amount.value } == [72_000, 72_000, 72_000])
      #expect(trial.records.totals.count { $0.label == String(header.dropFirst(3)) } == 3)
      return trial.codes.filter { $0 == "DZ104" }
    }
    #expect(codes(2160).isEmpty)
  }

  @Test func `persons so far are no money so far`() {
    let trial = Trial(
      "甲市2021年3月村监委补贴月报表\n单位：元\n镇,村,发放人数,金额,累计\n东镇,山底村,3,720,9\n", name: "月报3月.csv")
    #expect(trial.records.totals.isEmpty && trial.errors.isEmpty)
  }

  @Test(arguments: ["应发金额,累计金额", "应发金额,本年累计"])
  func `what is due in a month beside what the months have come to is the month's`(_ header: String) {
    let trial = Trial(
      (1...3).map { month in
        let text = "甲市2021年\(month)月村监委补贴月报表\n单位：元\n镇,村,发放人数,\(header)\n东镇,山底村,3,720,\(month * 720)\n"
        return ("月报\(month)月.csv", Array(text.utf8))
      })
    #expect(trial.records.aggregates.count == 3 && heads(trial) == 9)
    #expect(trial.errors.isEmpty && !trial.codes.contains("DZ703"))
  }
}
