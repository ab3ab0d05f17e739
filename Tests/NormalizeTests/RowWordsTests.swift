import Support
import Testing

@testable import Domain
@testable import Normalize

/// Rows that words make something else of: vacant seats, sums, void rows, lines of a page.
@Suite struct RowWordsTests {
  private func list(_ name: String, money: String = "") -> Trial {
    Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,\(name),,\(money.isEmpty ? "" : "12"),\(money)"]))
  }

  @Test(arguments: ["/", "无", "暂无", "待定", "空岗", "—", "缺额", "空缺1名", "（空缺）", "待补选", "12"])
  func `a seat that nobody holds is no person`(_ name: String) {
    let trial = list(name)
    #expect(trial.records.members.count == 1 && trial.errors.isEmpty && trial.codes.contains("DZ113"))
    #expect(trial.records.remarks.map(\.kind) == [.vacant])
    #expect(list(name, money: "2880").codes.contains("DZ109"))
  }
  @Test(arguments: ["任有", "安中", "全有才", "万名", "吴待安"])
  func `a name is a person's`(_ name: String) { #expect(list(name, money: "2880").records.members.count == 2) }
  @Test(arguments: [
    "村支书（签字）：,,,民政办主任：,,", "镇（街）意见：,,,县民政局意见：,,", "东镇人民政府,,,,,二〇二二年一月十日", "村务监督委员会主任签字：,,村党组织书记签字：,,,",
    "填制,王某,复核,李某,,", "村党组织书记签字：,,,,,", "领导签名：,,经办人签名：,,,（盖章）", "收款人签章,,付款人签章,,,",
    "以上人员情况属实。,,村（居）委会（盖章）：,,,", ",,　年　月　日,,,", ",,2022年  月  日,,,",
  ]) func `what waits for names below a list signs it`(_ line: String) {
    let trial = Trial(payments(foot: line + "\n"))
    #expect(
      trial.records.members.count == 3 && trial.errors.isEmpty, "\(trial.records.discrepancies.map(\.message.zh))")
  }
  @Test(arguments: ["东镇：,山底村：,张丁,否,12,2880", "东镇人民政府,山底村,张丁,否,12,2880", "东镇,山底村,复核,否,12,2880"])
  func `a member's row with a colon or an office in it signs nothing`(_ line: String) {
    #expect(Trial(payments(foot: line + "\n")).records.members.count == 4)
  }
  @Test func `a village's name with a colon above its members heads them`() {
    let rows = ["水口村：,,,,", "张丁,否,12,2880", "李戊,否,12,2880"]
    let trial = Trial(payments(header: "姓名,是否兼任,月数,金额", rows: ["山底村：,,,", "张甲,否,12,2880"] + rows))
    #expect(trial.village(1) == "990101100201")
  }
  @Test func `a village whose first seat is vacant names the rows below it`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "东镇,水口村,空缺,,,", ",,王丙,否,12,2880"]))
    #expect(trial.village(1) == "990101100201")
  }
  @Test func `a village's 3人 and a town's 全镇 are sums where names stand`() {
    let rows = ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,2人,,,5760", "东镇,,全镇,,,5760"]
    let trial = Trial(payments(rows: rows))
    #expect(trial.records.members.count == 2 && trial.records.totals.contains { $0.stated == 576_000 })
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }
  @Test(arguments: ["原卡号已作废", "旧存折作废", "原账户停用作废"])
  func `an old card that was made void voids no row`(_ note: String) {
    let header = "镇,村,姓名,是否兼任,月数,金额,备注"
    func read(_ note: String) -> Int {
      Trial(payments(header: header, rows: ["东镇,山底村,张甲,否,12,2880,\(note)", "东镇,山底村,李乙,否,12,2880,"])).records.members
        .count
    }
    #expect(read(note) == 2)
    for void in ["作废", "此行作废", "重复录入，已作废"] { #expect(read(void) == 1) }
  }
  @Test func `a row with nothing but a name is a member`() {
    let trial = Trial("甲市2021年花名册\n村,姓名,备注\n山底村,张甲,\n,李乙,\n水口村,王丙,\n,赵丁,\n", name: "东镇花名册.csv")
    #expect(trial.records.members.map(\.name) == ["张甲", "李乙", "王丙", "赵丁"])
  }
  @Test func `what the next page says again is set aside`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "填报单位：甲市民政局,,,,,第2页 共4页", "东镇,山底村,李乙,否,12,2880"]))
    #expect(trial.records.members.count == 2 && trial.errors.isEmpty && trial.codes.contains("DZ113"))
  }
  @Test func `the rest of an of-which is one too`() {
    let summary = """
      甲市2021年补贴汇总表（单位：元）
      镇,村,应有人数,兼任人数,核发人数,金额
      东镇,山底村,3,1,2,5760
      ,水口村,3,0,3,8640
      东镇小计,,6,1,5,14400
      其中：主任,,2,1,1,2880
      　　　委员,,4,0,4,11520
      西街道,簕冲村,3,0,3,8640
      """
    let trial = Trial(summary, name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.records.aggregates.count == 3)
  }
  @Test func `every row of an unknown village is named`() {
    let trial = Trial(payments(rows: ["东镇,大山底村,张甲,否,12,2880", "东镇,大山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"]))
    let found = trial.records.discrepancies.filter { $0.code == .villageNotInRegister }
    #expect(found.count == 1 && found[0].spots.map(\.place.cell) == ["B4", "B5"])
  }
  @Test func `where the row that named a town is missing, the town's sum names it`() {
    let rows = [
      "东镇,山底村,3,0,3,8640", ",水口村,3,0,3,8640", "东镇小计,,6,0,6,17280", ",簕冲村,3,0,3,8640", "西街道小计,,3,0,3,8640",
    ]
    let text = "甲市2021年补贴汇总表（单位：元）\n镇,村,应有人数,兼任人数,核发人数,金额\n" + rows.joined(separator: "\n") + "\n"
    let trial = Trial(text, name: "汇总表.csv")
    #expect(trial.errors.isEmpty && trial.rules.contains("town-from-sum"))
  }
  @Test func `a village goes no further than its merged cell`() {
    var rows = listRows
    rows += [["东镇", "", "赵丁", "否", "12", "2880"]]
    rows[4][1] = ""
    rows[5][1] = ""
    let trial = Trial([("a.xlsx", WorkbookText(sheets: [("表", sheetXML(rows, merges: ["B4:B6"]))]).bytes)])
    #expect(trial.cell("DZ201") == "B7" && trial.village(2) == "990101100200")
  }

  @Test func `brackets around heads are no minus`() {
    let text = "甲市2021年补贴汇总表（单位：元）\n镇,村,应有人数,兼任人数,核发人数,金额\n东镇,山底村,（3）,（1）,（2）,5760\n东镇,水口村,3,0,-3,8640\n"
    let trial = Trial(text, name: "汇总表.csv")
    #expect(
      trial.records.aggregates[0][.eligible] == .value(2) && trial.records.aggregates[0][.concurrent] == .value(1))
    #expect(trial.cell("DZ205") == "E4")
  }
  @Test func `blank months and amounts of a summary are told once a column`() {
    let text = "甲市2021年补贴汇总表（单位：元）\n镇,村,应有人数,核发人数,月数,金额\n东镇,山底村,3,3,,8640\n东镇,水口村,3,3,12,\n东镇,大槐墟社区居委会,0,0,,\n"
    let found = Trial(text, name: "汇总表.csv").records.discrepancies.filter { $0.code == .missingNotZero }
    #expect(Set(found.flatMap(\.spots).map(\.place.cell)) == ["E3", "F4"])
  }
  @Test func `a blank month is told where other rows state it`() {
    let text = "甲市2021年补贴月报（单位：元）\n镇,村,1月人数,1月金额,2月人数,2月金额,3月人数,3月金额\n东镇,山底村,3,720,,,,\n东镇,水口村,3,720,3,720,,\n"
    let found = Trial(text, name: "月报.csv").records.discrepancies.filter { $0.code == .missingNotZero }
    #expect(Set(found.flatMap(\.spots).map(\.place.cell)) == ["E3", "F3"])
  }
  @Test func `last term's members and those who fetch the money are no members`() {
    for (others, these) in [("上届成员", "本届成员"), ("代领人", "成员")] {
      let text = "甲市2021年花名册\n镇,村,\(others),,\(these),\n,,姓名,职务,姓名,职务\n东镇,山底村,张旧,委员,张甲,委员\n东镇,山底村,李旧,委员,李乙,委员\n"
      let trial = Trial(text, name: "花名册.csv")
      #expect(trial.records.members.map(\.name) == ["张甲", "李乙"] && trial.codes.contains("DZ113"))
    }
  }
  @Test func `numbers below 享受对象 are heads`() {
    let trial = Trial("甲市2021年补贴汇总表\n单位：元\n镇,村,享受对象,月数,金额\n东镇,山底村,3,12,8640\n东镇,水口村,2,12,5760\n")
    #expect(trial.records.aggregates.map { $0[.eligible] } == [.value(3), .value(2)] && trial.records.members.isEmpty)
  }
}

/// How payments went, and the accounts that they went to.
@Suite struct PaymentResultTests {
  @Test(arguments: ["失败", "退回", "退款", "未成功", "账号错误退回", "未到账", "否"])
  func `a result that failed`(_ text: String) { #expect(PayStatus(text, isReason: false) == .failed) }
  @Test(arguments: ["成功", "已发放", "打卡发放", "是", "", "/", "不发放", "正常", "未退票"])
  func `a result that settles it`(_ text: String) {
    #expect(PayStatus(text, isReason: false) == .settled || text == "未退票")
  }
  @Test(arguments: ["待发放", "处理中", "离任", "其他"])
  func `a result that nobody can tell`(_ text: String) { #expect(PayStatus(text, isReason: false) == .unknown) }
  @Test func `a reason is a failure's, and stands beside the result`() {
    let header = "镇,村,姓名,是否兼任,月数,金额,交易结果,失败原因"
    let rows = ["东镇,山底村,张甲,否,12,2880,成功,", "东镇,山底村,李乙,否,12,2880,,户名有误", "东镇,水口村,王丙,否,12,2880,待定,"]
    let trial = Trial(payments(header: header, rows: rows))
    #expect(trial.records.returns.map(\.place.cell) == ["H5"] && trial.cell("DZ205") == "G6")
    #expect(!trial.codes.contains("DZ104"))
  }
  @Test(arguments: ["未发生退票", "无退票", "没有退票", "退票已重新打款", "退票已补发", "3月退票，已于4月重新支付"])
  func `a note that denies or settles a return`(_ text: String) {
    let words = ReturnWords(text)
    #expect(!words.isReturned || words.isMadeAgain)
  }
  @Test(arguments: ["退票，账号有误", "银行退回，未补发", "退票，待重新打款"])
  func `a note of a return`(_ text: String) {
    let words = ReturnWords(text)
    #expect(words.isReturned && !words.isMadeAgain)
  }

  private func account(_ text: String) -> Trial {
    Trial(payments(header: "镇,村,姓名,银行账号,月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880", "东镇,山底村,李乙,,12,2880"]))
  }
  @Test func `the one account in a text is read`() {
    #expect(account("农信社6222021234567890128").records.members[0].account == Account("6222021234567890128"))
  }
  @Test(arguments: ["622202A1234567890", "6222021234567890128/6222021234567890111", "12345", "6222****0128"])
  func `an account that cannot be read is told, without its digits`(_ text: String) {
    let trial = account(text)
    #expect(trial.records.members[0].account == nil && trial.cell("DZ205")?.hasPrefix("D4") == true)
    #expect(!trial.records.discrepancies.contains { $0.spots.contains { $0.raw.contains("62220212") } })
  }
  @Test(arguments: ["", "/", "无", "现金"])
  func `no account is no fault`(_ text: String) { #expect(!account(text).codes.contains("DZ205")) }

  @Test func `an of-which is one behind a town and before however many figures`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    func row(_ start: String, _ heads: Int) -> String {
      start + "," + Array(repeating: "\(heads * 240)", count: 12).joined(separator: ",") + "\n"
    }
    let rows =
      row("1,东镇,山底村", 3) + row(",,其中：主任", 1) + row("2,东镇,水口村", 3) + row(",东镇,其中：主任", 1) + row(",,  其中：兼任", 1)
    let trial = Trial("甲市2021年补贴月报\n单位：元\n序号,镇,村,\(months)\n\(rows)", name: "月报.csv")
    #expect(trial.records.aggregates.count == 2 && !trial.codes.contains("DZ201"))
    #expect(trial.codes.filter { $0 == "DZ113" }.count == 3)
  }

  @Test func `an of-which that names a village behind its town is the village's own row, and a remark is none`() {
    let trial = Trial(
      "甲市2021年汇总表\n单位：元\n镇,村,核发人数,月数,金额,备注\n东镇,其中：山底村,3,12,8640,\n东镇,水口村,3,12,8640,其中1人兼任\n", name: "汇总表.csv")
    #expect(trial.records.aggregates.count == 2)
    let role = Trial(
      "甲市2021年发放表\n单位：元\n镇,村,姓名,职务,月数,金额\n东镇,山底村,张甲,其中：主任,12,2880\n", name: "发放表.csv")
    #expect(role.records.members.count == 1)
  }
}
