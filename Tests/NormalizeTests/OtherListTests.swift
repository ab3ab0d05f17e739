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

  @Test(arguments: ["发放表（作废）", "作废-发放表", "发放表（废）"])
  func `a file that is called void counts for nothing`(_ name: String) {
    let void = list().replacing("12,2880", with: "6,1440")
    let trial = trial(("发放表.csv", list()), (name + ".csv", void))
    #expect(
      trial.amounts == [2880, 2880, 2880, 2880] && trial.codes.contains("DZ112") && !trial.codes.contains("DZ703"))
  }

  @Test(arguments: ["发放表（草稿）", "发放表旧版", "发放表（勿用）", "发放表(旧)"])
  func `a draft and an old file come after whatever holds the document`(_ name: String) {
    let draft = list().replacing("12,2880", with: "6,1440")
    #expect(trial(("发放表.csv", list()), (name + ".csv", draft)).amounts == [2880, 2880, 2880, 2880])
    #expect(trial((name + ".csv", draft)).amounts == [1440, 1440, 1440, 1440])
  }
}
