import Support
import Testing

@testable import Domain
@testable import Normalize

/// Lists as they are pasted from web pages, typed in Hong Kong, printed in copies, or sent by a bank.
@Suite struct PastedFormTests {
  // Made from parts, so that no whole number stands in a source file.
  private let ids = ["440781" + "198001010" + "011", "440781" + "198001010" + "03X", "440781" + "198001010" + "054"]

  @Test func `signs of a web page's source are what they stand for, and logged`() {
    let trial = Trial(
      payments(
        header: "镇&nbsp;街,村&nbsp;名,姓&nbsp;&nbsp;名,是否兼任,月数,金额&#40;元&#41;",
        rows: [
          "东镇&nbsp;,山底村,张&nbsp;甲,否,12,2880", "东镇,山底村,李乙,是,&nbsp;,&amp;nbsp;", "东镇,水口村,王丙,否,12,&yen;2880",
        ]))
    #expect(trial.errors.isEmpty && trial.amounts == [2880, nil, 2880] && trial.rules.contains("html-entity"))
    #expect(trial.records.members.map(\.name.text) == ["张甲", "李乙", "王丙"])
    // An ampersand that stands for itself stays.
    #expect(!Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880,A&B;C"])).rules.contains("html-entity"))
  }

  @Test func `a form in traditional characters is read by its words, and its persons keep their names`() {
    let trial = Trial(
      "甲市2021年補貼發放表\n單位：萬元\n鎮,村,姓名,是否兼任,職務,月數,金額\n東鎮,山底村,陳萬國,否,委員,12,0.288\n東鎮,山底村,李乙,是,主任,0,0\n小計,,,,,12,0.288\n"
        + "填表人：張三,,審核人：李四\n",
      name: "發放表.csv")
    #expect(trial.errors.isEmpty && trial.amounts == [2880, 0] && trial.records.totals.count == 2)
    #expect(trial.records.members.first?.name == "陳萬國" && trial.rules.contains("traditional-words"))
  }

  @Test func `an ID number below or behind a name is that person's`() {
    let below = Trial(
      payments(
        header: "镇,村,姓名/身份证号码,是否兼任,月数,金额",
        rows: zip(["张甲", "李乙", "王丙"], ids).flatMap { ["东镇,山底村,\($0),否,12,2880", ",,\($1),,,"] }))
    #expect(below.records.members.map { $0.id != nil } == [true, true, true] && below.amounts == [2880, 2880, 2880])
    #expect(!below.codes.contains("DZ113") && below.records.sources.first?.columns[.idNumber] == 3)
    let behind = Trial(
      payments(
        header: "镇,村,姓名及身份证号,是否兼任,月数,金额",
        rows: zip(["张甲", "李乙", "王丙"], ids).map { "东镇,山底村,\($0)（\($1)）,否,12,2880" }))
    #expect(behind.records.members.map(\.name.text) == ["张甲", "李乙", "王丙"])
    #expect(behind.records.members.allSatisfy { $0.id != nil })
    let before = Trial(
      payments(
        header: "镇,村,姓名/身份证号,是否兼任,月数,金额",
        rows: ["东镇,山底村,\(ids[0]) 张甲,否,12,2880", "东镇,山底村,李乙（\(ids[1])）委员,否,12,2880"]))
    #expect(before.records.members.map(\.name.text) == ["张甲", "李乙"])
    #expect(before.records.members.allSatisfy { $0.id != nil })
  }

  @Test func `copies of one form on a sheet count once, if they are the same`() {
    func copy(_ number: String, _ amount: Int) -> String {
      payments(title: "甲市2021年补贴发放表（第\(number)联）\n单位：元\n", rows: ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,\(amount)"])
    }
    let same = Trial(copy("一", 2880) + copy("二", 2880) + copy("三", 2880))
    #expect(same.amounts == [2880, 2880] && same.codes.filter { $0 == "DZ112" }.count == 2)
    #expect(Trial(copy("一", 2880) + copy("二", 2640)).amounts.count == 4)
  }

  private let bank = "代发明细\n序号,账号,户名,金额\n1,,张甲,2880\n2,,李乙,2880\n3,,赵丁,2880\n"

  @Test func `a bank's list has its villages from the list that names the same persons`() {
    let roster = "镇,村,姓名,职务\n东镇,山底村,张甲,主任\n东镇,水口村,李乙,主任\n西街道,山底村,赵丁,委员\n"
    let trial = Trial([("代发.csv", Array(bank.utf8)), ("花名册.csv", Array(roster.utf8))])
    #expect(!trial.codes.contains("DZ201") && trial.rules.contains("village-by-person"))
    #expect(trial.records.members.filter { $0.amount != .absent }.map(\.village) == [1, 2, 3])
  }

  @Test
  func `whom no other document has is told once a list, and is no error beside documents that report the villages`() {
    let alone = Trial(bank, name: "代发.csv")
    #expect(alone.errors == ["DZ201"] && alone.cell("DZ201") == "C3:C5")
    let summary = "甲市2021年补贴汇总表\n镇,核发人数,金额（元）\n东镇,2,5760\n西街道,1,2880\n"
    let beside = Trial([("代发.csv", Array(bank.utf8)), ("汇总表.csv", Array(summary.utf8))])
    #expect(beside.codes.filter { $0 == "DZ201" }.count == 1 && beside.errors.isEmpty)
    // Of two villages' namesakes nobody knows which one is meant.
    let namesakes = "镇,村,姓名,职务\n东镇,山底村,张甲,主任\n东镇,水口村,张甲,主任\n西街道,山底村,赵丁,委员\n"
    let open = Trial([("代发.csv", Array(bank.utf8)), ("花名册.csv", Array(namesakes.utf8))])
    #expect(open.records.members.filter { $0.amount != .absent }.map(\.village) == [-1, -1, 3])
  }

  @Test func `a bank's list beside the payment list is held against it, and replaces nothing`() {
    let list = payments(
      title: "甲市2021年补贴发放表\n单位：元\n",
      rows: ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2880", "西街道,山底村,赵丁,否,12,2880", "西街道,山底村,钱戊,是,0,0"])
    func both(_ rows: [String]) -> Trial {
      let csv = "代发明细\n账号,户名,交易金额,交易结果\n" + rows.map { ",\($0)\n" }.joined()
      return Trial([("发放表.csv", Array(list.utf8)), ("银行.csv", Array(csv.utf8))])
    }
    let same = both(["张甲,2880,成功", "李乙,2880,成功", "赵丁,2880,成功"])
    #expect(same.errors.isEmpty && same.records.members.count == 4 && !same.codes.contains("DZ703"))
    #expect(same.codes.contains("DZ111"))
    let other = both(["张甲,2640,成功", "李乙,2880,成功", "赵丁,2880,账户已销户", "孙己,2880,成功"])
    #expect(other.errors == ["DZ404"] && other.cell("DZ404") == "C3")
    #expect(other.records.returns.map(\.member) == [2] && other.codes.filter { $0 == "DZ201" }.count == 1)
    let again = both(["张甲,1440,成功", "张甲,1440,成功", "李乙,2880,失败", "李乙,2880,成功", "赵丁,2880,成功"])
    let monthly = Trial(
      [("发放表.csv", Array(list.utf8))]
        + (1...12).map { month in
          let rows = ["张甲", "李乙", "赵丁"].map { "6228,\($0),\(month == 3 && $0 == "李乙" ? 200 : 240)\n" }.joined()
          return ("代发2021\(month < 10 ? "0" : "")\(month).csv", Array("\(month)月代发\n账号,户名,金额\n\(rows)".utf8))
        })
    #expect(monthly.errors == ["DZ404"] && monthly.records.members.count == 4)
    #expect(again.errors.isEmpty && again.records.returns.map(\.isMadeAgain) == [true])
    // Whom the bank leaves out may not have been paid; whom it pays for other months has another list, not a receipt.
    let less = both(["张甲,2880,成功", "李乙,2880,成功"])
    #expect(less.errors.isEmpty && less.cell("DZ404") == "C6")
    func half(_ name: String, _ rows: [String], header: String) -> (String, [UInt8]) {
      (name + ".csv", Array("甲市2021年\(name)补贴发放表\n单位：元\n\(header)\n\(rows.joined(separator: "\n"))\n".utf8))
    }
    let halves = Trial([
      half("上半年", ["东镇,山底村,张甲,6,1440", "东镇,水口村,李乙,6,1440"], header: "镇,村,姓名,月数,金额"),
      half("下半年", ["张甲,6,1440", "李乙,6,1440"], header: "姓名,月数,金额"),
    ])
    #expect(halves.errors.isEmpty && halves.records.members.map(\.village) == [1, 2, 1, 2])
  }

  @Test func `seats with an ID number each beside a village are its members`() {
    let trial = Trial(
      "2021年村务监督委员会成员名册\n镇,村,主任,身份证号,委员,身份证号,委员,身份证号\n"
        + "东镇,山底村,张甲,\(ids[0]),李乙,\(ids[1]),王丙,\(ids[2])\n东镇,水口村,赵丁,,钱戊,,孙己,\n", name: "名册.csv")
    #expect(trial.records.members.count == 6 && trial.records.members.count { $0.id != nil } == 3)
    #expect(trial.errors.allSatisfy { $0 == "DZ601" })
  }

  @Test func `a town's sum above its rows names the town of rows that leave it blank`() {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇街,村,实发人数,金额\n东镇小计,,5,14400\n,山底村,3,8640\n,水口村,2,5760\n西街道小计,,3,8640\n,山底村,3,8640\n",
      name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.records.aggregates.map(\.village) == [1, 2, 3])
  }

  @Test func `numbered batches pay one after the other and correct nothing`() {
    func batch(_ number: String, months: Int) -> (String, [UInt8]) {
      let rows = ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),否,\(months),\(months * 240)" }
      return ("第\(number)批.csv", Array(payments(title: "甲市2021年第\(number)批补贴发放表\n单位：元\n", rows: rows).utf8))
    }
    let three = Trial([batch("一", months: 4), batch("二", months: 4), batch("三", months: 4)])
    #expect(three.records.members.count == 9 && !three.codes.contains("DZ703"))
    #expect(
      three.records.sources.map(\.part?.lowerBound.month) == [1, 9, 5] && three.rules.contains("months-of-batch"))
    // Batches of other persons are paid side by side.
    let towns = ["东镇,山底村,张甲", "西街道,山底村,李乙"].enumerated().map { index, place in
      (
        "第\(index + 1)批.csv",
        Array(payments(title: "甲市2021年第\(index + 1)批补贴发放表\n单位：元\n", rows: [place + ",否,6,1440"]).utf8)
      )
    }
    #expect(!Trial(towns).rules.contains("months-of-batch"))
    // Batches that each pay the whole year are copies of one another.
    #expect(Trial([batch("一", months: 12), batch("二", months: 12)]).codes.contains("DZ703"))
  }
}
