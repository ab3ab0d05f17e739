import Support
import Testing

@testable import Domain
@testable import Normalize

/// Good sheets that look like something else: each would give wrong figures without a word.
@Suite struct LookalikeTests {
  func sheet(_ lines: [String], name: String = "上报.csv") -> Trial {
    Trial(lines.joined(separator: "\n") + "\n", name: name)
  }

  @Test func `numbers under a form's columns are no months`() {
    let trial = sheet([
      "甲市2021年汇总表", "单位：元", "镇,村,应配人数,在册人数,兼任人数,实发人数,标准,金额", "甲,乙,1,2,3,4,5,6", "东镇,山底村,3,3,1,2,240,5760",
      "东镇,水口村,3,3,0,3,240,8640",
    ])
    #expect(trial.records.sources.map(\.kind) == [.summary] && trial.errors.isEmpty)
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [2, 3])
  }

  @Test(arguments: [
    "甲,乙,丙,丁,戊,己,1,2", ",甲,乙,丙,丁,戊,1,2", "栏次,甲,乙,丙,丁,戊,1,2", "栏1,栏2,栏3,栏4,栏5,栏6,栏7,栏8", "Ⅰ,Ⅱ,Ⅲ,Ⅳ,Ⅴ,Ⅵ,Ⅶ,Ⅷ",
  ])
  func `T25 letters and numbers under a form's columns are no member`(_ numbers: String) {
    let trial = sheet([
      "甲市2021年发放表", "单位：元", "序号,镇,村,姓名,职务,是否兼任,月数,金额", numbers, "1,东镇,山底村,甲,委员,否,12,2880", "2,东镇,水口村,戊,委员,否,12,2880",
    ])
    #expect(trial.records.members.map(\.name.text) == ["甲", "戊"] && trial.errors.isEmpty)
  }

  @Test(arguments: ["2021年1-12月补贴汇总表", "2021年全年补贴汇总表", "2021年第一季度至第四季度补贴汇总表"])
  func `a year's summary that is sent in December is no return of December`(_ title: String) {
    let trial = sheet([title, "单位：元", "镇,村,核发人数,金额", "东镇,山底村,2,5760", "东镇,水口村,3,8640"], name: "甲市2021年12月上报.csv")
    #expect(trial.records.sources.map(\.kind) == [.summary])
    #expect(trial.records.aggregates.map { $0[.amount] } == [.value(576_000), .value(864_000)])
  }

  @Test(arguments: [
    "镇,村,姓名,2021年补贴标准（元/月）,月数,金额", "镇,村,姓名,2021年补贴标准,月数,金额", "镇,村,姓名,2021年度补贴标准,月数,金额",
  ])
  func `a year in front of a rate does not make it a year's`(_ header: String) {
    let trial = sheet(["发放表", "单位：元", header, "东镇,山底村,张甲,240,12,2880", "东镇,山底村,李乙,240,12,2880"])
    #expect(trial.records.members.map(\.rate) == [.value(24_000), .value(24_000)])
    let yearly = sheet(["发放表", "单位：元", "镇,村,姓名,年补贴标准,月数,金额", "东镇,山底村,张甲,2880,12,2880"])
    #expect(yearly.records.members.map(\.rate) == [.value(24_000)])
  }

  @Test(arguments: ["过次页", "承前页", "转下页"])
  func `a page's sum is no member where names stand`(_ word: String) {
    let trial = sheet(["2021年发放表", "单位：元", "镇,村,姓名,月数,金额", "东镇,山底村,张甲,12,2880", ",,\(word),,2880", "东镇,水口村,王丙,12,2880"])
    #expect(trial.records.members.map(\.name) == ["张甲", "王丙"] && trial.codes.contains("DZ113"))
  }

  @Test(arguments: ["经办人：李四代领", "复核：无误", "联系人：李四"])
  func `a note with a colon signs no list off`(_ note: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "镇,村,姓名,月数,金额,备注", "东镇,山底村,张甲,12,2880,\(note)", "东镇,水口村,王丙,12,2880,",
      "经办人：李四,,审核人：王五,,,日期：2022年1月5日",
    ])
    #expect(trial.records.members.map(\.name) == ["张甲", "王丙"] && trial.errors.isEmpty)
  }

  @Test func `a row whose name was forgotten is no sum of its town`() {
    let trial = sheet([
      "2021年发放表", "单位：元", "镇,村,姓名,身份证号,月数,金额", "东镇,山底村,张甲,,12,2880", "东镇,山底村,,,12,2880", "东镇,水口村,王丙,,12,2880",
      "合计,,,,,8640",
    ])
    #expect(trial.codes.contains("DZ109") && !trial.codes.contains("DZ408"))
    #expect(trial.records.totals.count == 1)
  }

  @Test(arguments: ["是否任职", "是否任满一年"])
  func `whether somebody is in office says nothing of another post`(_ header: String) {
    let trial = sheet(["2021年发放表", "单位：元", "镇,村,姓名,\(header),月数,金额", "东镇,山底村,张甲,是,12,2880", "东镇,水口村,王丙,是,12,2880"])
    #expect(trial.records.members.allSatisfy { $0.isConcurrent == nil })
  }

  @Test func `a half-year's list that stands there twice is no list of two half-years`() {
    let rows = ["东镇,山底村,张甲,6,1440", "东镇,水口村,王丙,6,1440"]
    let trial = sheet(["2021年上半年发放表", "单位：元", "镇,村,姓名,月数,金额"] + rows + rows)
    #expect(trial.records.sources.compactMap(\.part).map(\.upperBound.month) == [6])
  }

  @Test func `half-years beside their quarters are not counted again`() {
    let trial = sheet([
      "2021年补贴表", "单位：元", "镇,村,一季度,二季度,上半年,三季度,四季度,下半年", "东镇,山底村,2160,2160,4320,2160,2160,4320",
      "东镇,水口村,2160,2160,4320,2160,2160,4320",
    ])
    #expect(trial.records.aggregates.compactMap { $0[.amount].value } == [864_000, 864_000])
  }

  @Test func `a sum of heads is no money`() {
    let trial = sheet([
      "2021年汇总表", "单位：元", "镇,村,发放人数,,,金额", ",,主任,委员,小计,", "东镇,山底村,1,2,3,8640", "东镇,水口村,1,2,3,8640",
    ])
    #expect(trial.records.aggregates.map { $0[.amount] } == [.value(864_000), .value(864_000)])
    #expect(trial.records.aggregates.map { $0[.eligible].count } == [3, 3])
  }

  @Test func `a CSV's months of two terms are counts, no names`() {
    let trial = sheet([
      "2021年发放表", "单位：元", "镇,村,姓名,月数,金额", "东镇,山底村,张甲,5,1200", "东镇,山底村,张甲,7,1680", "东镇,水口村,王丙,5,1200",
      "东镇,水口村,王丙,7,1680",
    ])
    #expect(trial.records.members.map(\.months) == [.value(5), .value(5), .value(7), .value(7)])
    #expect(trial.records.sources.allSatisfy { $0.part?.lowerBound != $0.part?.upperBound })
  }

  @Test func `an amount with its own unit in a column of another is told by its own`() {
    let trial = sheet(["2021年汇总表", "单位：万元", "镇,村,核发人数,金额", "东镇,山底村,3,0.864", "东镇,水口村,3,8640元"])
    #expect(trial.records.aggregates.map { $0[.amount] } == [.value(864_000), .value(864_000)])
    #expect(trial.records.normalizations.filter { $0.rule == "wan-to-yuan" }.map(\.count) == [1])
  }

  @Test func `a number in the place of a village is told masked`() {
    let secret = "1380" + "0138000"
    let trial = sheet(["2021年发放表", "单位：元", "镇,村,姓名,月数,金额", "东镇,某村\(secret),张甲,12,2880", "东镇,,李乙,12,2880"])
    #expect(!trial.records.normalizations.contains { ($0.raw + $0.value).contains(secret) })
    #expect(!trial.records.discrepancies.contains { $0.message.zh.contains(secret) })
  }

  @Test(arguments: ["转下页", "承前页", "续前页"])
  func `a remark that the list goes on overleaf drops nobody`(_ note: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "镇,村,姓名,月数,金额,备注", "东镇,山底村,张甲,12,2880,\(note)", ",,,,2880,\(note)",
      "东镇,水口村,王丙,12,2880,",
    ])
    #expect(trial.records.members.map(\.name) == ["张甲", "王丙"] && trial.errors.isEmpty)
  }

  @Test(arguments: ["作废原表，以此行为准", "原标准作废", "原申报表作废", "姓名写错，前表作废"])
  func `what makes another thing void voids no row`(_ note: String) {
    func names(_ note: String) -> [MemberName] {
      sheet([
        "2021年发放表", "单位：元", "镇,村,姓名,月数,金额,备注", "东镇,山底村,张甲,12,2880,\(note)", "东镇,水口村,王丙,12,2880,",
      ]).records.members.map(\.name)
    }
    #expect(names(note) == ["张甲", "王丙"])
    for void in [
      "作废（银行卡号写错，另起一行）", "因填报错误已作废", "该行重复，予以作废", "作废不计", "写错作废", "已离任作废", "与上行重复作废", "作废见第5行", "此栏作废", "作废*",
      "重复或录错作废", "重复录入一条作废", "陈如意作废", "作废待重报", "不再申请作废", "本人待业时误报作废", "本行及上一行作废",
    ] {
      #expect(names(void) == ["王丙"], "\(void)")
    }
  }

  @Test(arguments: [
    ("疑作废，待核", true), ("上一行作废", true), ("第5行作废，以此行为准", true), ("此人作废重报", true), ("是否作废？", true),
    ("未作废", false), ("旧卡作废", false), ("前一行作废", true), ("第3、4行作废", true), ("上述一栏作废", true), ("作废？", true), ("应作废", true),
  ])
  func `a remark that may make another row void drops nobody and is asked about`(_ note: String, _ isAsked: Bool) {
    let trial = sheet([
      "2021年发放表", "单位：元", "镇,村,姓名,月数,金额,备注", "东镇,山底村,张甲,12,2880,\(note)", "东镇,水口村,王丙,12,2880,",
    ])
    #expect(trial.records.members.map(\.name) == ["张甲", "王丙"] && trial.errors.isEmpty)
    #expect(trial.cell("DZ109") == (isAsked ? "F4" : nil))
  }

  @Test(arguments: ["水囗村委会", "水囗村委会（3人）", "新塘村", "2、水囗村委会", "二、水囗村委会", "三河村委会", "全合村委会", "共合村委会"])
  func `a misspelt heading where villages stand takes no members to the village above`(_ heading: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "村别,姓名,月数,金额", "山底村委会,,,", ",张甲,12,2880", "\(heading),,,", ",王丙,12,2880", "簕冲村委会,,,",
      ",赵丁,12,2880",
    ])
    #expect(trial.records.members.count == 3 && trial.village(1) == nil)
    #expect(trial.records.discrepancies.contains { $0.code.rawValue == "DZ201" && $0.spots[0].place.cell == "A6" })
  }

  @Test(arguments: ["2、水囗村委会", "二、水囗村委会", "三河村委会", "全安村委会"])
  func `an unknown heading where no column has villages takes no members to the village above`(_ heading: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "序号,姓名,月数,金额", "东镇,,,", "1、山底村委会,,,", "1,张甲,12,2880", "\(heading),,,", "1,王丙,12,2880",
    ])
    #expect(trial.records.members.count == 2 && trial.village(0) == "990101100200" && trial.village(1) == nil)
    #expect(trial.cell("DZ201") == "A7")
  }

  @Test(arguments: ["行政村", "社区", "贫困村", "抄送：各村", "共三个村", "续山底村委会"])
  func `words that sort villages or go on with one are none`(_ words: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "村,姓名,月数,金额", "东镇,,,", "山底村,张甲,12,2880", "\(words),,,",
      words.hasPrefix("续") ? ",王丙,12,2880" : "水口村,王丙,12,2880",
    ])
    #expect(
      !trial.codes.contains("DZ201") && trial.village(1) == (words.hasPrefix("续") ? "990101100200" : "990101100201"))
  }

  @Test func `what ends as a town's name among names and notes is no town`() {
    let named = sheet(["2021年东镇花名册", "村,姓名,性别,职务", "山底村,张甲,男,主任", ",陈国镇,,", ",李乙,男,委员"])
    let noted = sheet([
      "2021年东镇发放表", "单位：元", "村,姓名,月数,金额,备注", "山底村,张甲,12,2880,", ",,,,调往外镇", ",赵丁,12,2880,",
    ])
    for trial in [named, noted] {
      #expect(!trial.codes.contains("DZ201") && trial.village(1) == "990101100200")
    }
  }

  @Test(arguments: ["以上共3个村", "以下空白", "各行政村"])
  func `words that count villages head none of them`(_ words: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "镇,村,姓名,月数,金额", "东镇,水口村委会,张甲,12,2880", ",\(words),,,", ",,王丙,12,2880",
    ])
    #expect(!trial.codes.contains("DZ201") && trial.village(1) == trial.village(0))
  }

  @Test func `a misspelt town's heading takes no villages to the town above`() {
    func read(_ heading: String) -> Trial {
      sheet([
        "2021年发放表", "单位：元", "村,姓名,月数,金额", "东镇,,,", "山底村,张甲,12,2880", "\(heading),,,", "山底村,王丙,12,2880",
        "簕冲村,赵丁,12,2880",
      ])
    }
    let trial = read("酉街道")
    #expect(trial.cell("DZ201") == "A6" && trial.village(0) == "990101100200" && trial.village(1) == nil)
    #expect(trial.village(2) == "990101101201" && trial.codes.filter { $0 == "DZ201" }.count == 1)
    for words in ["全镇", "本乡镇", "以下各镇"] { #expect(read(words).cell("DZ201") != "A6", "\(words)") }
  }

  @Test(arguments: [
    "审核：李某,,,制表：王某,,2022年1月10日", "审核：,李某,,制表：,王某,2022年1月10日", "核对：王某,,,制表：李某,,2022年1月10日",
    "填报：王某,,,核对：李某,,日期：2022年1月10日",
  ])
  func `a foot of bare words with a day signs the list`(_ foot: String) {
    let trial = sheet(["2021年发放表", "单位：元", "序号,镇,村,姓名,月数,金额", "1,东镇,山底村,张甲,12,2880", foot])
    #expect(trial.records.members.count == 1 && trial.errors.isEmpty && !trial.codes.contains("DZ706"))
  }

  @Test(arguments: ["经办：,审核：,,局领导：,日期：,2022.1.10", "经办：,,审核：,,局领导：,2022.1.10"])
  func `a foot of labels that nobody has signed yet is no record`(_ foot: String) {
    for header in ["镇,村,应有人数,兼任人数,发放人数,金额", "序号,镇,村,姓名,月数,金额"] {
      let row = header.hasPrefix("镇") ? "东镇,山底村,3,1,2,5760" : "1,东镇,山底村,张甲,12,2880"
      let trial = sheet(["2021年测算表", "单位：元", header, row, foot])
      #expect(trial.errors.isEmpty && trial.records.members.count + trial.records.aggregates.count == 1)
    }
  }

  @Test func `a foot with a day in a cell of its own signs a summary`() {
    let rows = [
      ["2021年汇总表"], ["单位：元"], ["镇", "村", "应有人数", "兼任人数", "发放人数", "金额"], ["东镇", "山底村", "3", "1", "2", "5760"],
      ["合计", "", "3", "1", "2", "5760"],
    ]
    func trial(_ foot: [String]) -> Trial {
      let csv = Trial((rows + [foot]).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n", name: "汇总表.csv")
      #expect(!csv.codes.contains("DZ109"), "\(foot)")
      return csv
    }
    for foot in [["审核：李某", "", "", "制表：王某", "", "2022年1月5日"], ["审核：李某", "制表：王某", "2022-01-05"]] {
      #expect(trial(foot).records.aggregates.count == 1)
    }
    let sheet = sheetXML(rows + [["审核：李某", "制表：王某", "44566"]], style: ["C6": 1])
    let dated = Trial([
      ("汇总表.xlsx", WorkbookText(sheets: [("汇总", sheet)], styles: stylesText(["yyyy-mm-dd"])).bytes)
    ])
    #expect(!dated.codes.contains("DZ109") && dated.records.aggregates.count == 1)
  }

  @Test(arguments: ["经办人：王某", "核对：无误", "审核：同意", "电话：0750-5551234", "会计：王某"])
  func `a mark beside a member and a day signs nothing`(_ note: String) {
    for head in ["镇,村,姓名,任职时间,备注", "镇,村,姓名,备注,任职时间"] {
      let row = head.hasSuffix("备注") ? "2021年1月1日,\(note)" : "\(note),2021年1月1日"
      let trial = sheet(["2021年花名册", head, "东镇,山底村,张甲,\(row)", ",,李乙,\(row)", "东镇,水口村,王丙,\(row)"])
      #expect(trial.records.members.map(\.name) == ["张甲", "李乙", "王丙"], "\(head)")
    }
  }

  @Test(arguments: ["三合村委会,会计：李某,", "三合村委会,审核：李某,", "村名：三合村委会,联系电话：0750-5551235,", "三合村委会,电话：5551235,2022年1月10日"])
  func `who signs or keeps the books beside a village's name signs nothing`(_ line: String) {
    let trial = sheet([
      "2021年东镇发放表", "单位：元", "姓名,月数,金额", "水口村委会,,", "王丙,12,2880", line, "张甲,12,2880",
    ])
    // Its members are its own, or somebody is asked: never silently those of the village above.
    #expect(trial.village(trial.records.members.count - 1) == "990101100202" || !trial.errors.isEmpty)
  }

  @Test(arguments: ["东镇,审核：已核,李乙,,,2021年1月10日", "张甲,审核：,,主任,委员,2021年1月10日"])
  func `one bare word beside others signs nothing`(_ row: String) {
    let trial = sheet(["2021年花名册", "镇,村,姓名,职务,,任职时间", "东镇,山底村,张甲,主任,,2021年1月1日", row])
    #expect(!trial.errors.isEmpty || trial.records.members.count == 2)
  }

  @Test func `a role that signs lists elsewhere signs none where its holder is paid`() {
    let trial = sheet([
      "2021年发放表", "单位：元", "职务,姓名,镇,村,月数,金额", "负责人,张甲,东镇,山底村,12,2880", "委员,李乙,东镇,山底村,12,2880",
      "填表人,王五,审核人,李四,,", "负责人：王五,,经办人：李四,,,",
    ])
    #expect(trial.records.members.map(\.name) == ["张甲", "李乙"] && trial.errors.isEmpty)
  }

  @Test(arguments: ["填表人：王五,,,,,5512345", "负责人,李四,,,,20211231", "负责人：李四,王五,,,,2021", "审核：李四,,,,,"])
  func `a foot with a telephone number or a date is no member`(_ foot: String) {
    let trial = sheet(["2021年发放表", "单位：元", "职务,姓名,镇,村,月数,金额", "主任,张甲,东镇,山底村,12,2880", foot])
    #expect(trial.records.members.map(\.name) == ["张甲"] && trial.errors.isEmpty)
  }
}
