import Testing

@testable import Domain
@testable import Normalize

/// Lists beside the committee's own that name other people, or say something else of its members.
@Suite struct OtherListTests {
  private static let members = ["东镇,山底村,张甲", "东镇,山底村,李乙", "东镇,水口村,王丙", "东镇,水口村,赵丁"]

  private func roster(_ rows: [String] = members, title: String = "甲市村务监督委员会成员花名册", more: String = "") -> String {
    "\(title)\n镇,村,姓名,是否兼任\(more.isEmpty ? "" : ",离任时间")\n" + rows.map { $0 + ",否\(more)\n" }.joined()
  }

  private func list(_ rows: [String] = members, title: String = "甲市2021年村监委成员补贴发放表") -> String {
    "\(title)\n镇,村,姓名,是否兼任,月数,金额\n" + rows.map { $0 + ",否,12,2880\n" }.joined()
  }

  private func trial(_ files: (String, String)...) -> Trial { Trial(files.map { ($0.0, Array($0.1.utf8)) }) }

  @Test(arguments: ["村民小组长花名册", "党员名册", "村民代表名册", "驻村干部名单", "村“两委”干部花名册"])
  func `a roster of other people is set aside beside the committee's`(_ title: String) {
    let others = ["东镇,山底村,陈戊", "东镇,山底村,何己"]
    let trial = trial(("村监委花名册.csv", roster()), ("其他.csv", roster(others, title: "甲市" + title)))
    #expect(trial.records.members.count == 4 && trial.codes.filter { $0 == "DZ112" }.count == 1 && trial.errors.isEmpty)
  }

  @Test(arguments: ["高龄津贴发放表", "村党组织书记补贴发放表", "村纪检委员补贴发放表", "村民小组长补贴发放表"])
  func `a payment list of another subsidy is set aside beside this fund's`(_ title: String) {
    for others in [["东镇,山底村,陈戊"], ["东镇,山底村,张甲", "东镇,水口村,王丙"]] {
      let trial = trial(("村监委补贴.csv", list()), ("其他.csv", list(others, title: "甲市2021年" + title)))
      #expect(trial.amounts == [2880, 2880, 2880, 2880] && trial.codes.contains("DZ112"), "\(others)")
    }
  }

  @Test(arguments: ["村民理事会成员", "人民调解员", "村级后备干部", "村级民主监督员"])
  func `people whom the committee's list does not name are no part of it`(_ name: String) {
    let trial = trial(("村监委补贴.csv", list()), ("其他.csv", list(["东镇,山底村,陈戊"], title: "甲市2021年\(name)补贴发放表")))
    #expect(trial.amounts == [2880, 2880, 2880, 2880] && trial.codes.contains("DZ112"))
  }

  @Test(arguments: ["春节慰问金", "通讯补贴", "年终绩效"])
  func `another payment to the committee's members is set aside`(_ name: String) {
    let other =
      "甲市2021年村务监督委员会成员\(name)发放表\n镇,村,姓名,是否兼任,金额\n" + Self.members.map { $0 + ",否,480\n" }.joined()
    let trial = trial(("村监委补贴.csv", list()), ("其他.csv", other))
    #expect(trial.amounts == [2880, 2880, 2880, 2880] && trial.codes.contains("DZ112") && trial.errors.isEmpty)
    // It may be what the county calls this subsidy.
    #expect(self.trial(("其他.csv", other), ("花名册.csv", roster())).records.members.count == 8)
  }

  @Test func `what is called otherwise is this fund's where no other list has its villages`() {
    let title = "甲市2021年村“两委”干部补贴发放表"
    #expect(trial(("甲.csv", list(title: title))).records.members.count == 4)
    let (first, second) = (Array(Self.members.prefix(2)), Array(Self.members.suffix(2)))
    #expect(trial(("甲.csv", list(first)), ("乙.csv", list(second, title: title))).records.members.count == 4)
    // The same persons again are a correction.
    let again = trial(("甲.csv", list()), ("乙.csv", list(title: title)))
    #expect(again.records.members.count == 4 && again.codes.contains("DZ703"))
  }

  @Test(arguments: ["补发表", "漏报人员补发明细表", "发放表（第二批）", "新增人员发放表"])
  func `a small list of members whom the other forgot is added to it`(_ name: String) {
    let trial = trial(
      ("发放表.csv", list(Array(Self.members.prefix(3)))),
      (name + ".csv", list(Array(Self.members.suffix(1)), title: "甲市2021年村监委补贴" + name)))
    #expect(trial.records.members.count == 4 && trial.errors.isEmpty && trial.codes.contains("DZ111"))
  }

  @Test func `what stands in brackets, or in a file's name below a title, makes no other list of one`() {
    let marked = "甲市村务监督委员会成员花名册（通讯录）\n镇,村,姓名,是否兼任\n东镇,山底村,张甲,是\n东镇,山底村,李乙,否\n"
    #expect(trial(("发放表.csv", list()), ("花名册.csv", marked)).records.sources.contains { $0.kind == .roster })
    for name in ["发放表（培训后修改）", "发放表（更正银行账号）", "绩效自评附件2：发放表", "发放表（公示后更正）"] {
      let newer = trial(("发放表.csv", list(Array(Self.members.prefix(3)))), (name + ".csv", list()))
      #expect(newer.records.members.count == 4, "\(name)")
    }
    let months = (1...12).map { month in
      (
        month == 7 ? "7月发放表（书记已审）.csv" : "\(month)月发放表.csv",
        Array((list(title: "甲市2021年\(month)月补贴发放表").replacing("12,2880", with: "1,240")).utf8)
      )
    }
    #expect(Trial(months).records.members.count == 48)
    let halves = trial(
      ("上半年.csv", list(title: "甲市2021年上半年村监委成员补贴发放表").replacing("12,2880", with: "6,1440")),
      ("下半年.csv", list(title: "甲市2021年下半年村监委成员误工补贴发放表").replacing("12,2880", with: "6,1440")))
    #expect(halves.records.members.count == 8 && halves.errors.isEmpty)
    let whole = roster(title: "甲市村务监督委员会成员花名册（人员变动后）")
    #expect(trial(("花名册.csv", whole), ("发放表.csv", list())).records.sources.contains { $0.kind == .roster })
  }

  @Test func `a newer list that knows nobody of a village is asked about, unless it says that it corrects`() {
    func codes(_ name: String) -> [String] {
      trial(("a.csv", list()), (name, list(["东镇,水口村,陈戊"]))).errors
    }
    #expect(codes("b.csv") == ["DZ703"])
    #expect(codes("更正.csv").isEmpty)
  }

  @Test func `a list of those who left ends terms, and adds whom no roster has`() {
    let left = "甲市村务监督委员会离任人员名单\n镇,村,姓名,离任时间\n东镇,山底村,张甲,2021年6月\n东镇,水口村,陈戊,2021年3月\n"
    let trial = trial(("花名册.csv", roster()), ("离任人员名单.csv", left))
    let ends = trial.records.members.map { $0.end.map { "\($0)" } ?? "" }
    #expect(
      ends.sorted() == ["", "", "", "2021-03", "2021-06"] && trial.errors.isEmpty && !trial.codes.contains("DZ703"))
    let stated = self.trial(("花名册.csv", roster(more: ",2021年5月")), ("离任人员名单.csv", left))
    #expect(stated.codes.contains("DZ205"))
    // Beside a payment list alone whoever is paid nothing is no member.
    #expect(self.trial(("发放表.csv", list()), ("离任人员名单.csv", left)).records.members.count == 4)
  }

  @Test func `a roster without whoever left within the period is asked about`() {
    let before = roster(more: ",").replacing("张甲,否,", with: "张甲,否,2021年3月")
    let after = roster(["东镇,山底村,陈戊"] + Self.members.dropFirst(), title: "甲市第八届村务监督委员会成员花名册")
    #expect(trial(("第七届.csv", before), ("第八届.csv", after)).errors == ["DZ703"])
    #expect(trial(("花名册.csv", before), ("花名册更正.csv", after)).errors.isEmpty)
  }

  @Test func `a list of newcomers begins terms, and counts nobody twice`() {
    let came = "甲市村务监督委员会新任人员名单\n镇,村,姓名,任职时间\n东镇,山底村,张甲,2021年7月\n东镇,水口村,陈戊,2021年4月\n"
    let trial = trial(("花名册.csv", roster()), ("新任人员名单.csv", came))
    let starts = trial.records.members.map { $0.start.map { "\($0)" } ?? "" }
    #expect(starts.sorted() == ["", "", "", "2021-04", "2021-07"] && trial.errors.isEmpty)
    #expect(self.trial(("发放表.csv", list()), ("新任人员名单.csv", came)).records.members.count == 4)
    // A roster of all who were elected is one.
    #expect(self.trial(("新当选人员花名册.csv", roster(title: "甲市新当选人员花名册"))).records.members.count == 4)
  }

  @Test func `a sheet of changes tells who left and who came side by side`() {
    let changes =
      "甲市村务监督委员会成员变动情况表\n序号,镇,村,离任人员,,新任人员,\n,,,姓名,离任时间,姓名,任职时间\n1,东镇,山底村,张甲,2021年6月,陈戊,2021年7月\n"
    let trial = trial(("花名册.csv", roster()), ("变动情况表.csv", changes))
    let terms = trial.records.members.map { "\($0.start.map { "\($0)" } ?? "")–\($0.end.map { "\($0)" } ?? "")" }
    #expect(terms.sorted() == ["2021-07–", "–", "–", "–", "–2021-06"] && trial.errors.isEmpty, "\(terms)")
  }

  @Test(arguments: ["未发放补贴人员情况表", "扣减人员名单", "不享受补贴人员花名册"])
  func `a list of those who are not paid marks them, and is no roster`(_ title: String) {
    let unpaid = "甲市2021年\(title)\n镇,村,姓名,兼任职务\n东镇,山底村,张甲,纪检委员\n"
    let trial = trial(("发放表.csv", list()), (title + ".csv", unpaid))
    #expect(trial.records.members.count == 4 && !trial.records.sources.contains { $0.kind == .roster })
  }

  @Test(arguments: ["培训签到表", "通讯录", "考核结果表", "体检名单", "候选人名单"])
  func `a list of an occasion is no roster beside what is`(_ title: String) {
    let names = "甲市2021年村务监督委员会成员\(title)\n镇,村,姓名,签名\n" + Self.members.map { $0 + ",\n" }.joined()
    let beside = trial(("a.csv", roster()), ("签.csv", names))
    #expect(beside.records.members.count == 4 && beside.records.members.allSatisfy { $0.isConcurrent == false })
    let paid = trial(("发放表.csv", list()), ("签.csv", names))
    #expect(paid.records.sources.map(\.kind) == [.paymentList] && paid.codes.contains("DZ112"))
    #expect(trial(("签.csv", names)).records.members.count == 4)
  }

  @Test func `who was elected is nobody paid`() {
    let elected = "甲市换届选举结果统计表\n镇,村,应选人数,当选人数,参选率\n东镇,山底村,3,3,95.2%\n东镇,水口村,3,3,91%\n"
    #expect(trial(("发放表.csv", list()), ("选举.csv", elected)).records.aggregates.isEmpty)
  }

  @Test func `a second payment to some is something more`() {
    let more = list(Array(Self.members.prefix(1)), title: "甲市2021年村监委补贴第二次发放表").replacing("12,2880", with: "1,240")
    let first = list().replacing("张甲,否,12,2880", with: "张甲,否,11,2640")
    let trial = trial(("发放表.csv", first), ("第二次发放表.csv", more))
    #expect(trial.amounts == [2640, 2880, 2880, 2880, 240] && trial.errors.isEmpty)
  }

  @Test func `a folder that is nothing but a time says of which its lists are`() {
    let bare = { (months: Int) in
      list(title: "村务监督委员会成员补贴发放表").replacing("12,2880", with: "\(months),\(240 * months)")
    }
    #expect(trial(("2021年/发放表.csv", list()), ("2022年/发放表.csv", bare(6))).errors == ["DZ703"])
    // 2022年 alone may be when it came.
    #expect(trial(("2022年1月/发放表.csv", bare(12))).records.members.count == 4)
    let ofMonth = { (month: Int) in Array((bare(1) + "审核：张某,2021年\(month)月28日\n").utf8) }
    let months = Trial((1...12).map { ("\($0)月/发放表.csv", ofMonth($0)) })
    #expect(months.records.members.count == 48 && !months.codes.contains("DZ703"))
    let numbers = Trial((1...12).map { ("2021/\($0 < 10 ? "0" : "")\($0)/发放表.csv", ofMonth($0)) })
    #expect(numbers.records.members.count == 48 && !numbers.codes.contains("DZ703"))
    let bareRates = "村务监督委员会成员补贴发放表\n镇,村,姓名,补贴标准\n" + Self.members.map { $0 + ",240\n" }.joined()
    #expect(trial(("12月/发放表.csv", bareRates)).records.sources.allSatisfy { $0.part == nil })
    // A list of the whole year that came in January is the year's.
    #expect(trial(("1月/发放表.csv", bare(12))).records.sources.allSatisfy { $0.part == nil })
  }

  @Test(arguments: ["发放表（作废）", "作废-发放表", "发放表（废）"])
  func `a file that is called void counts for nothing`(_ name: String) {
    let void = list().replacing("12,2880", with: "6,1440")
    let trial = trial(("发放表.csv", list()), (name + ".csv", void))
    #expect(
      trial.amounts == [2880, 2880, 2880, 2880] && trial.codes.contains("DZ112") && !trial.codes.contains("DZ703"))
  }

  @Test(arguments: ["发放表（上表有误，更正）", "发放表（以此为准，前表作废）", "发放表（第二次修订）"])
  func `a correction that speaks of what it replaces is one`(_ name: String) {
    let first = list().replacing("12,2880", with: "11,2640")
    let files = [("发放表.csv", first), (name + ".csv", list(title: "甲市2021年村监委成员补贴\(name)"))]
    #expect(Trial(files.map { ($0.0, Array($0.1.utf8)) }).amounts == [2880, 2880, 2880, 2880])
    #expect(trial(("发放表（第一版作废）.csv", first)).records.members.count == 4)
  }

  @Test(arguments: ["发放表（草稿）", "发放表旧版", "发放表（勿用）", "发放表(旧)", "发放表_old", "旧/发放表", "发放表（有误）"])
  func `a draft and an old file come after whatever holds the document`(_ name: String) {
    let draft = list().replacing("12,2880", with: "6,1440")
    #expect(trial(("发放表.csv", list()), (name + ".csv", draft)).amounts == [2880, 2880, 2880, 2880])
    #expect(trial((name + ".csv", draft)).amounts == [1440, 1440, 1440, 1440])
  }

  @Test func `a workbook's list of the year holds its parts', and one of the rest of the year does not`() {
    func trial(_ sheets: [(String, Int)]) -> Trial {
      let xml = sheets.map { name, months in
        (
          name,
          sheetXML(
            [["村务监督委员会成员补贴发放表"], ["镇", "村", "姓名", "是否兼任", "月数", "金额"]]
              + Self.members.map { $0.split(separator: ",").map(String.init) + ["否", "\(months)", "\(240 * months)"] })
        )
      }
      return Trial([("发放表.xlsx", book(xml))])
    }
    #expect(trial([("上半年", 6), ("下半年", 6), ("全年", 12)]).records.members.count == 4)
    #expect(trial([("第一季度", 3), ("2-4季度", 9)]).records.members.count == 8)
  }

  @Test func `one person in two lists of others is paid twice, and makes them no versions of one another`() {
    let (first, second) = (["张甲", "李乙", "王丙", "赵丁"], ["陈戊", "何己", "黄庚", "张甲"])
    let lists = [first, second].map { names in list(names.map { "东镇,山底村," + $0 }) }
    #expect(trial(("农商行.csv", lists[0]), ("邮储.csv", lists[1])).records.members.count == 8)
  }
}
