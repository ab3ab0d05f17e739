import Support
import Testing

@testable import Domain
@testable import Normalize

/// What flags, roles and notes say of another post, and of terms.
@Suite struct MarkTests {
  private func flag(_ text: String, header: String = "是否兼任") -> Trial {
    Trial(
      payments(
        header: "镇,村,姓名,\(header),月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880", "东镇,山底村,李乙,否,12,2880"]))
  }
  private func roster(_ text: String, column: String = "职务") -> Trial {
    Trial("甲市2021年花名册\n镇,村,姓名,\(column)\n东镇,山底村,张甲,\(text)\n东镇,水口村,李乙,主任（兼纪检委员）\n")
  }

  @Test(arguments: [
    "是", "兼任", "兼任纪检委员", "是（纪委书记）", "村纪检委员", "●", "主任兼纪检委员", "兼任，不发", "兼任不发", "不发", "不享受", "不领取", "扣减", "属", "V", "勾",
  ])
  func `a flag says yes`(_ text: String) { #expect(flag(text).records.members[0].isConcurrent == true) }
  @Test(arguments: [
    "否", "无兼任", "非兼任", "没有兼任", "已不兼任", "暂未兼任", "无兼职", "不再兼任纪检委员", "否（无兼职）", "□", "发", "享受", "不扣减", "不属", "专职", "错",
    "不兼任",
  ])
  func `a flag that denies says no`(_ text: String) {
    #expect(flag(text).records.members[0].isConcurrent == false && flag(text).errors.isEmpty)
  }
  @Test(arguments: ["原兼任", "2021年7月起兼任", "村两委成员", "兼任村民小组长", "不详", "是（已不兼任）", "○", "未发", "停发"])
  func `what is neither yes nor no is asked`(_ text: String) {
    let trial = flag(text)
    #expect(trial.records.members[0].isConcurrent == nil && trial.cell("DZ205") == "D4")
    #expect(trial.records.discrepancies.contains { $0.message.zh.contains("请填写“是”或“否”") })
  }
  @Test func `a column that asks who is paid answers the other way round`() {
    let trial = Trial("甲市2021年花名册\n镇,村,姓名,是否领取补贴\n东镇,山底村,张甲,否\n东镇,山底村,李乙,是\n")
    #expect(trial.records.members.map(\.isConcurrent) == [true, false])
  }
  @Test(arguments: ["是否享受纪检委员补贴", "是否已领取纪检委员补贴", "是否领取村干部补贴", "是否已由财政发放", "是否享受村支书记补贴"])
  func `a column that asks of another post's pay marks who draws it`(_ header: String) {
    let trial = Trial("甲市2021年花名册\n镇,村,姓名,\(header)\n东镇,山底村,张甲,是\n东镇,山底村,李乙,\n东镇,山底村,王丙,否\n")
    #expect(trial.records.members.map(\.isConcurrent) == [true, false, false] && trial.errors.isEmpty)
  }
  @Test(arguments: [
    "是否享受补贴", "是否发放", "是否享受本补贴", "是否领取村监委成员补贴", "是否享受2021年补贴", "是否计发", "是否领取村监会补贴", "是否享受市财政补贴", "是否领取监督补贴",
    "是否符合发放条件", "是否纳入发放", "是否列入发放范围", "是否应发", "能否享受", "是否符合领取条件",
  ])
  func `a column that asks of this fund's pay is turned over`(_ header: String) {
    let trial = Trial("甲市2021年花名册\n镇,村,姓名,\(header)\n东镇,山底村,张甲,否\n东镇,山底村,李乙,是\n")
    #expect(trial.records.members.map(\.isConcurrent) == [true, false])
  }
  private func denied(_ header: String, _ last: String, _ others: String, figures: String = "") -> Trial {
    let rows = ["张甲", "李乙", "王丙"].map {
      "东镇,山底村,\($0),\($0 == "王丙" ? last : others)" + (figures.isEmpty ? "" : ",12,2880")
    }
    return Trial("甲市2021年名册\n镇,村,姓名,\(header)\(figures)\n" + rows.joined(separator: "\n") + "\n")
  }
  @Test(arguments: [
    ("审核意见", "不同意", "同意"), ("镇审核意见", "不同意发放", "同意发放"), ("审核意见", "不符合条件", ""), ("享受情况", "不享受", "享受"), ("享受补贴", "否", "是"),
    ("资格审核", "不通过", "通过"), ("民政审核", "未通过", "通过"), ("补贴资格", "无", "有"), ("是否符合条件", "否", "是"), ("发放标识", "×", "√"),
    ("领取状态", "停发", "正常"), ("发放情况", "不发", "已发"), ("复核结果", "不符合", "符合"), ("审批情况", "不批准", "批准"),
  ])
  func `what a column refuses one member and grants the others is kept`(
    _ header: String, _ last: String, _ others: String
  ) {
    for figures in ["", ",月数,金额"] {
      let found = denied(header, last, others, figures: figures).records.remarks.filter { $0.kind == .denied }
      #expect(found.map(\.member) == [2] && found.first?.raw == last, "\(figures)")
    }
  }
  @Test(arguments: [
    ("是否党员", "否", "是"), ("是否换届新任", "否", "是"), ("是否低保", "否", "是"), ("是否本村户籍", "否", "是"), ("是否签字", "否", "是"),
    ("是否建档", "否", "是"),
    ("是否享受低保", "否", "是"), ("考核结果", "不合格", "合格"), ("审核意见", "无", "同意"), ("审核意见", "情况属实", "同意"), ("是否取消资格", "否", "是"),
    ("是否本人领取", "否", "是"), ("是否一卡通发放", "否", "是"), ("任职资格审查", "不合格", "合格"), ("是否享受其他补贴", "否", "是"),
    ("审核意见", "不同意", "不同意"),
    ("审核人", "陈某", "林某"), ("其他补贴", "不享受", "享受"), ("是否有异议", "否", "是"), ("发放方式", "不发现金", "打卡"), ("享受情况", "未享受其他补贴", "享受"),
  ])
  func `what a column says of anything else refuses nobody`(_ header: String, _ last: String, _ others: String) {
    for figures in ["", ",月数,金额"] {
      #expect(!denied(header, last, others, figures: figures).records.remarks.contains { $0.kind == .denied })
    }
  }
  @Test(arguments: [
    ("上半年在任", 6), ("下半年任职", 6), ("享受补贴6个月", 6), ("在任9个月", 9), ("在任九个月", 9), ("按6个月发放", 6), ("1-6月在任", 6),
    ("7月至12月任职", 6),
    ("只发上半年", 6), ("2021年1月至6月任职", 6), ("应发6个月", 6), ("实际任职8个月", 8), ("领取两个月补贴", 2), ("6个月", 6), ("第一季度在岗", 3),
  ])
  func `a note counts or names the months of somebody`(_ text: String, _ months: Int) {
    #expect(ServedWords(text, year: 2021)?.months == months)
  }
  @Test(arguments: [
    "试用6个月", "补发上年6个月", "缺3个月", "少发2个月", "每季度发放3个月", "任职满6个月", "任职10年", "已任职36个月", "上半年换届", "2020年1月至6月任职", "6月",
    "2021年12月",
    "截至6月在任", "6个月后离任", "请假6个月", "上半年考核优秀", "参加培训3个月",
  ])
  func `a note of other months counts none`(_ text: String) { #expect(ServedWords(text, year: 2021) == nil) }
  @Test func `a note may name half of the year for when somebody came or left`() {
    #expect(DepartureWords("上半年已离任", year: 2021)?.date.month == YearMonth(year: 2021, month: 6))
    #expect(DepartureWords("6月份退出", year: 2021)?.date.month == YearMonth(year: 2021, month: 6))
    #expect(ArrivalWords("下半年新任", year: 2021)?.month == YearMonth(year: 2021, month: 7))
    for text in ["上半年离任的李某", "6月退出低保", "上半年换届"] { #expect(DepartureWords(text, year: 2021) == nil, "\(text)") }
    for text in ["下半年换届连任", "下半年任主任"] { #expect(ArrivalWords(text, year: 2021) == nil, "\(text)") }
  }
  @Test func `a column that asks of some other pay excludes nobody, and is an error where it may be a post's`() {
    func trial(_ header: String, _ answers: [String] = ["是", "否"]) -> Trial {
      Trial("甲市2021年花名册\n镇,村,姓名,\(header)\n东镇,山底村,张甲,\(answers[0])\n东镇,山底村,李乙,\(answers[1])\n")
    }
    #expect(trial("是否领取误工补贴").records.members.allSatisfy { $0.isConcurrent == nil })
    // The committee has a 主任 of its own.
    #expect(trial("是否享受主任岗位补贴").records.members.allSatisfy { $0.isConcurrent == nil })
    #expect(trial("是否领取误工补贴").errors == ["DZ104"] && trial("是否领取误工补贴", ["否", "否"]).errors.isEmpty)
    for header in ["是否享受低保补贴", "是否领取养老金", "是否本村领导", "是否领取工作证", "是否享受种粮补贴"] {
      #expect(trial(header).errors.isEmpty && trial(header).codes.contains("DZ104"), "\(header)")
      #expect(trial(header).records.members.allSatisfy { $0.isConcurrent == nil })
    }
  }
  @Test(arguments: ["已领纪检委员补贴，本表不再发放", "已在纪检委员处领取", "由村纪委书记兼任，不发", "已领取村纪检委员报酬", "以纪检委员身份领取补贴"])
  func `a note that another post pays is a mark`(_ note: String) {
    #expect(roster(note, column: "备注").records.members[0].isConcurrent == true)
    #expect(roster(note, column: "备注").errors.isEmpty)
  }
  @Test(arguments: ["未领纪检委员补贴", "2020年已领纪检委员补贴", "由纪检委员领取", "已领纪检委员补贴差额", "原由村纪委书记兼任", "纪检委员代领"])
  func `a note of another post that says anything else is asked`(_ note: String) {
    let trial = roster(note, column: "备注")
    #expect(trial.records.members[0].isConcurrent != true && trial.cell("DZ205") == "D3")
  }

  @Test(arguments: ["主任、纪检委员", "主任（纪委书记）", "主任兼纪检委员"])
  func `a role beside a post is a mark`(_ role: String) {
    #expect(roster(role).records.members[0].isConcurrent == true)
  }
  @Test func `a post alone, or a former one, where roles stand is asked about and excludes nobody`() {
    for role in ["纪检委员", "主任（原纪检委员）"] {
      let trial = roster(role)
      #expect(trial.records.members[0].isConcurrent != true && trial.cell("DZ205") == "D3")
    }
    for role in ["主任（无兼任纪检委员）", "委员兼出纳", "主任"] {
      #expect(roster(role).records.members[0].isConcurrent == false && !roster(role).codes.contains("DZ205"))
    }
  }
  @Test func `a note marks, denies or leaves open`() {
    func note(_ text: String) -> Trial { roster(text, column: "备注") }
    for text in ["兼任，不发", "纪检委员，不领取", "兼任村纪检委员"] { #expect(note(text).records.members[0].isConcurrent == true) }
    #expect(note("2021年7月起兼任纪检委员").cell("DZ205") == "D3")
    for text in ["已报镇纪委备案", "兼任村民小组长", "2021年1月当选"] {
      #expect(note(text).records.members[0].isConcurrent == false && note(text).errors.isEmpty)
    }
  }
  @Test func `a mark keeps its words and its place`() {
    let trial = flag("兼任纪检委员")
    #expect(trial.records.remarks.map(\.raw) == ["兼任纪检委员"] && trial.records.remarks[0].place.cell == "D4")
    #expect(flag("是").records.remarks.isEmpty)
  }

  private func term(_ text: String, header: String = "任职起止时间") -> Trial {
    Trial(payments(header: "镇,村,姓名,\(header),月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880", "东镇,山底村,李乙,,12,2880"]))
  }

  @Test(arguments: ["2017.05-2021.03", "2017年5月至2021年3月", "201705—202103", "2017.5.1～2021.3.31", "2017年5月任职，2021年3月离任"])
  func `a term in one cell has two ends`(_ text: String) {
    let member = term(text).records.members[0]
    #expect(member.start == YearMonth(year: 2017, month: 5) && member.end == YearMonth(year: 2021, month: 3))
  }
  @Test func `a term within a year, and one that goes on`() {
    let member = term("2021年1月-6月").records.members[0]
    #expect(member.start == YearMonth(year: 2021, month: 1) && member.end == YearMonth(year: 2021, month: 6))
    for text in ["2021.01至今", "2021年1月换届", "2021-01-31 08:30:00"] {
      let member = term(text).records.members[0]
      #expect(member.start == YearMonth(year: 2021, month: 1) && member.end == nil && term(text).errors.isEmpty)
    }
  }
  @Test(arguments: ["2021/01冬01", "至2021.03", "2021年3月离任", "2021.05-2017.03", "2017.5、2021.1"])
  func `a date that something else follows is asked about`(_ text: String) {
    #expect(term(text).records.members[0].start == nil && term(text).cell("DZ205") == "D4")
  }
  @Test func `a number that shows October is October, and one that shows a bare 1 is asked about`() {
    func start(_ format: String) -> Trial {
      var rows = listRows.map { $0.count > 1 ? $0 + [""] : $0 }
      rows[2][6] = "任职时间"
      rows[3][6] = "2021.1"
      return Trial([
        ("a.xlsx", WorkbookText(sheets: [("表", sheetXML(rows, style: ["G4": 1]))], styles: stylesText([format])).bytes)
      ])
    }
    #expect(start("0.00").records.members[0].start == YearMonth(year: 2021, month: 10))
    #expect(start("General").records.members[0].start == nil && start("General").cell("DZ205") == "G4")
  }

  @Test(arguments: [("2021年5月离任", 5), ("已离任，2021年6月起停发", 5), ("2021年3月15日去世", 3), ("于2021年8月辞职", 8)])
  func `a note tells when somebody left`(_ text: String, _ month: Int) {
    #expect(DepartureWords(text)?.date.month.month == month)
  }
  @Test func `a note's month without a year is one of its list's, unless it speaks of another year`() {
    let june = YearMonth(year: 2021, month: 6)
    #expect(DepartureWords("6月离任", year: 2021)?.date.month == june && DepartureWords("6月离任") == nil)
    #expect(ArrivalWords("6月起任职", year: 2021)?.month == june)
    for text in ["去年6月离任", "次年6月辞职", "明年6月离任", "上届6月离任"] {
      #expect(DepartureWords(text, year: 2021) == nil, "\(text)")
    }
    for text in ["去年6月起任职", "上年12月到任", "6月增补入账"] { #expect(ArrivalWords(text, year: 2021) == nil, "\(text)") }
  }
  @Test(arguments: ["接替2021年5月离任的张三", "2021年5月补选", "离任", "2021年5月离任，2021年7月恢复", "拟于2021年5月辞职"])
  func `a note about another, or without a time, tells of no departure`(_ text: String) {
    #expect(DepartureWords(text) == nil)
  }

  @Test(arguments: [("张甲（兼）", Bool?.some(true)), ("张甲（兼任）", true), ("张甲（主任）", nil), ("张甲（兼主任）", nil)])
  func `brackets behind a name say who holds the other post`(_ name: String, _ mark: Bool?) {
    let trial = Trial(payments(header: "镇,村,姓名,月数,金额", rows: ["东镇,山底村,\(name),12,2880", "东镇,山底村,李乙（兼）,0,0"]))
    #expect(trial.records.members.map(\.isConcurrent) == [mark ?? false, true])
  }

  @Test func `a stroke is no gap beside whoever is not paid again`() {
    let list = payments(header: "镇,村,姓名,月数,金额", rows: ["东镇,山底村,张甲,/,—", "东镇,山底村,李乙,12,/"])
    let roster = "甲市2021年村务监督委员会成员花名册\n镇,村,姓名,是否兼任\n东镇,山底村,张甲,是\n东镇,山底村,李乙,否\n"
    let trial = Trial([("发放表.csv", Array(list.utf8)), ("花名册.csv", Array(roster.utf8))])
    let told = trial.records.discrepancies.filter { $0.code == .missingNotZero }
    #expect(told.map { $0.spots[0].place.cell } == ["E5"])
    let settled = trial.records.normalizations.filter { $0.rule == "nothing-for-concurrent" }
    #expect(settled.map(\.place.cell) == ["D4", "E4"])
  }

  @Test func `a bare 兼 behind names of members who are all paid alike is asked, and excludes nobody`() {
    let rows = ["东镇,山底村,张甲（兼）,主任,12,2880", "东镇,山底村,李乙,委员,12,2880", "东镇,水口村,王丙（兼）,主任,12,2880"]
    let trial = Trial(payments(header: "镇,村,姓名,职务,月数,金额", rows: rows))
    #expect(trial.records.members.map(\.isConcurrent) == [nil, nil, nil])
    let asked = trial.records.discrepancies.filter { $0.field == Field.concurrent.rawValue }
    #expect(asked.map(\.severity) == [.warning])
    #expect(asked.first?.spots.map { $0.place.cell + $0.raw } == ["C4兼", "C6兼"])
    // Where nobody's amount is filled in yet, no blank shows what 兼 is of.
    let blank = Trial(payments(header: "镇,村,姓名,月数,金额", rows: ["东镇,山底村,张甲（兼）,,", "东镇,山底村,李乙,,"]))
    #expect(blank.records.members.map(\.isConcurrent) == [nil, nil])
  }

  @Test func `a term that ends before it begins is asked about`() {
    func trial(_ start: String, _ end: String) -> Trial {
      Trial("甲市2021年花名册\n镇,村,姓名,职务,任职时间,离任时间\n东镇,山底村,张甲,主任,\(start),\(end)\n东镇,水口村,李乙,委员,2017-05,\n")
    }
    #expect(trial("2021-07", "2021-03").errors == ["DZ205"] && trial("2021-07", "2021-03").cell("DZ205") == "F3")
    #expect(trial("2021-03", "2021-07").errors.isEmpty && trial("2021-03", "2021-03").errors.isEmpty)
  }
}
