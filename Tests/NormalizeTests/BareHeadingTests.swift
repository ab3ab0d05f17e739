import Support
import Testing

@testable import Domain
@testable import Normalize

/// Villages that head their members' rows by a bare name, and lines that stand so and are none.
@Suite struct BareHeadingTests {
  private let title = "甲市东镇2021年村监委成员补贴发放表\n单位：元\n"

  private func list(_ header: String, _ rows: [String]) -> Trial {
    Trial(title + header + "\n" + rows.joined(separator: "\n") + "\n")
  }

  private func told(_ trial: Trial) -> [String] {
    trial.records.discrepancies.filter { $0.code == .villageNotInRegister }.flatMap { $0.spots.map(\.place.cell) }
  }

  @Test(arguments: ["水囗", "二、水囗", "水囗（1人）"])
  func `T37 a bare name that the register does not know heads rows as the table's others do`(_ name: String) {
    func dressed(_ known: String) -> String { name.replacing("二", with: "一").replacing("水囗", with: known) }
    let column = list("村,姓名,月数,金额", [dressed("山底") + ",,,", ",张甲,12,2880", "\(name),,,", ",李乙,12,2880"])
    #expect([0, 1].map(column.village) == ["990101100200", nil] && told(column) == ["A6"])
    let none = list("序号,姓名,月数,金额", [dressed("山底") + ",,,", "1,张甲,12,2880", "\(name),,,", "2,李乙,12,2880"])
    #expect([0, 1].map(none.village) == ["990101100200", nil] && told(none) == ["A6"])
  }

  @Test func `T37 nor does a strange bare name beside its sum leave its rows to the village above`() {
    let trial = list(
      "序号,姓名,月数,金额", ["山底,,12,2880", "1,张甲,12,2880", "水囗,,12,2880", "1,李乙,12,2880", "水口,,12,2880", "1,王丙,12,2880"])
    // Each is counted from 1, so that a name like no other is a village's as well.
    #expect([0, 1, 2].map(trial.village) == ["990101100200", nil, "990101100201"] && told(trial) == ["A6"])
  }

  @Test func `T37 a merged line is one among lines merged alike only`() {
    func read(_ merges: [String]) -> Trial {
      let rows = [
        ["甲市东镇2021年补贴发放表"], ["单位：元"], ["序号", "姓名", "月数", "金额"], ["山底"], ["1", "张甲", "12", "2880"], ["水囗"],
        ["2", "李乙", "12", "2880"],
      ]
      return Trial([("发放表.xlsx", book([("表", sheetXML(rows, merges: merges))]))])
    }
    #expect(told(read(["A4:D4", "A6:D6"])) == ["A6"] && told(read(["A4:D4"])).isEmpty)
  }

  @Test(arguments: [
    "离任", "主任", "女", "在册人员", "党支部", "补发", "上半年", "注", "张三", "以下空白", "李大明", "第一组", "新当选", "正选", "群众", "在编", "外聘",
  ])
  func `T37 words, posts, groups and persons' names head no village's rows`(_ words: String) {
    let trial = list(
      "村,姓名,月数,金额", ["山底,,,", ",张甲,12,2880", "\(words),,,", ",李乙,12,2880", "水口,,,", ",王丙,12,2880"])
    #expect(told(trial).isEmpty && trial.village(0) == "990101100200" && trial.village(2) == "990101100201")
  }

  @Test(arguments: ["情况属实", "同意发放", "特此证明", "表内无误", "东镇民政", "水上"])
  func `T37 a line that closes a table or a village heads nobody`(_ words: String) {
    let villages = ["山底,,,", ",张甲,12,2880", "水口,,,", ",王丙,12,2880"]
    #expect(told(list("村,姓名,月数,金额", villages + ["合计,,24,5760", "\(words),,,"])).isEmpty)
    #expect(told(list("村,姓名,月数,金额", Array(villages[..<2]) + ["\(words),,,"] + Array(villages[2...]))).isEmpty)
  }

  @Test func `T37 what stands so more than once, or between rows that are counted on, is no village`() {
    let twice = list(
      "村,姓名,月数,金额",
      ["山底,,,", ",张甲,12,2880", "水上,,,", ",李乙,12,2880", "水口,,,", ",王丙,12,2880", "水上,,,", ",赵丁,12,2880"])
    #expect(told(twice).isEmpty)
    let counted = list(
      "序号,姓名,月数,金额",
      ["山底,,,", "1,张甲,12,2880", "水上,,,", "2,李乙,12,2880", "水口,,,", "1,王丙,12,2880"])
    #expect(told(counted).isEmpty && counted.village(1) == "990101100200")
    let others = list("村,姓名,月数,金额", ["山底村,张甲,12,2880", "水囗,,,", ",李乙,12,2880"])
    #expect(told(others).isEmpty)
  }

  @Test(arguments: ["南村,,,会计：张三", "南村　会计：张三,,,", "南村,会计：张三,,", "村名：南村　会计：张三,,,", "南村,电话：0750,,会计：张三"])
  func `T37 a village's line beside its accountant heads its rows`(_ line: String) {
    let register = Register([
      .init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village),
      .init(code: "990101100201", county: "甲市", town: "东镇", name: "南村村委会", kind: .village),
    ])
    let text =
      title + "序号,姓名,月数,金额\n" + line.replacing("南村", with: "山底村") + "\n1,张甲,12,2880\n" + line + "\n1,李乙,12,2880\n"
    let records = normalize(
      [Upload(file: "jia/发放表.csv", bytes: Array(text.utf8), sha256: "0", received: 0)], county: 0,
      context: Context(register: register, aliases: [], policy: Trial.policy))
    #expect(records.members.map(\.village) == [0, 1])
    #expect(!records.discrepancies.contains { $0.severity >= .error })
  }

  @Test(arguments: ["1,李乙,,,电话：0750", ",李乙,,,电话：0750", "委员,李乙,,,电话：0750"])
  func `a member beside a telephone number stays one`(_ row: String) {
    let trial = list("序号,姓名,月数,金额,备注", ["山底村,,,,", "1,张甲,12,2880,", row])
    #expect(trial.records.members.map(\.name.text) == ["张甲", "李乙"])
  }

  @Test func `a summary's town beside a telephone number keeps its row`() {
    let trial = Trial("甲市2021年补贴汇总表\n单位：元\n镇,核发人数,金额,备注\n东镇,,,电话：0750\n西街道,3,8640,\n", name: "汇总表.csv")
    #expect(trial.records.aggregates.count == 2)
  }

  @Test func `a village that is called as its town heads rows in the town's own list, and the town in the county's`() {
    let register = Register([
      .init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village),
      .init(code: "990101100201", county: "甲市", town: "东镇", name: "东村委会", kind: .village),
    ])
    func villages(_ title: String) -> [Int32] {
      let text = title + "\n单位：元\n序号,姓名,月数,金额\n山底,,,\n1,张甲,12,2880\n东,,,\n2,李乙,12,2880\n"
      return normalize(
        [Upload(file: "jia/发放表.csv", bytes: Array(text.utf8), sha256: "0", received: 0)], county: 0,
        context: Context(register: register, aliases: [], policy: Trial.policy)
      ).members.map(\.village)
    }
    #expect(villages("东镇2021年补贴发放表") == [0, 1] && villages("甲市2021年补贴发放表") != [0, 1])
  }

  @Test func `a village's line lies in the town that stands beside its members`() {
    func read(_ towns: [String]) -> Trial {
      Trial(
        "甲市2021年补贴发放表\n单位：元\n序号,镇,姓名,月数,金额\n山底村,,,,\n1,\(towns[0]),张甲,12,2880\n簕冲村,,,,\n2,\(towns[1]),李乙,12,2880\n山底村,,,,\n3,\(towns[1]),王丙,12,2880\n"
      )
    }
    let trial = read(["东镇", "西街道"])
    #expect([0, 1, 2].map(trial.village) == ["990101100200", "990101101201", "990101101200"] && trial.errors.isEmpty)
    // Beside a town that has no such village the line is no other town's.
    #expect(read(["东镇", "东镇"]).village(1) == nil)
  }

  @Test(arguments: ["单位：", "填报单位："])
  func `T37 a unit that is a town heads the town's rows, and no other unit does`(_ label: String) {
    func read(_ second: String) -> Trial {
      Trial(
        "甲市2021年补贴发放表\n单位：元\n序号,村,姓名,月数,金额\n\(label)东镇,,,,\n1,山底,张甲,12,2880\n\(label)\(second),,,,\n2,山底,李乙,12,2880\n"
      )
    }
    #expect([0, 1].map(read("西街道").village) == ["990101100200", "990101101200"] && read("西街道").errors.isEmpty)
    for words in ["元", "甲市民政局"] { #expect(read(words).village(1) == "990101100200") }
  }

  @Test func `T30 a town's total right below its heading sums up what follows, and one below its rows these`() {
    let list = "甲市2021年补贴发放表\n单位：元\n序号,姓名,月数,金额\n"
    let leading = Trial(
      list
        + "东镇,,,\n东镇合计,,24,5760\n山底村,,,\n1,张甲,12,2880\n2,李乙,12,2880\n西街道,,,\n西街道合计,,12,2880\n山底村,,,\n1,王丙,12,2880\n"
    )
    let trailing = Trial(
      list
        + "东镇,,,\n山底村,,,\n1,张甲,12,2880\n2,李乙,12,2880\n东镇合计,,24,5760\n西街道,,,\n山底村,,,\n1,王丙,12,2880\n西街道合计,,12,2880\n"
    )
    for trial in [leading, trailing] {
      #expect(trial.records.totals.count >= 2 && trial.records.totals.allSatisfy { $0.stated == $0.sum })
    }
  }
}
