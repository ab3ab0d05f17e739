import Testing

@testable import Domain
@testable import Normalize

/// Forms of one person each, and copies of them.
@Suite struct FormCopyTests {
  private func form(_ name: String, months: String = "12", amount: String = "2880", title: String = "") -> [[String]] {
    [["甲市2021年补贴领取表" + title], ["镇", "村", "姓名", "月数", "金额（元）"], ["东镇", "山底村", name, months, amount]]
  }

  private func trial(_ sheets: [(String, [[String]])]) -> Trial {
    Trial([("表.xlsx", book(sheets.map { ($0.0, sheetXML($0.1)) }))])
  }

  @Test func `a person's form on two sheets counts once, and is asked for where neither is called a copy`() throws {
    let copy = trial([("张甲", form("张甲")), ("李乙", form("李乙")), ("张甲(副本)", form("张甲"))])
    #expect(copy.records.members.map { $0.name.text } == ["张甲", "李乙"])
    let told = try #require(copy.records.discrepancies.first { $0.code == .fileOrSheetSetAside })
    #expect(told.severity == .info && told.spots[0].place.sheet == "张甲(副本)")
    let again = trial([("1", form("张甲")), ("2", form("张甲"))])
    #expect(again.records.members.count == 1)
    #expect(again.records.discrepancies.first { $0.code == .fileOrSheetSetAside }?.severity == .warning)
  }

  @Test func `two forms of a person that together pay no more than a year are none of each other's copies`() {
    let half = form("张甲", months: "6", amount: "1440")
    let halves = trial([("1", half), ("2", half)])
    #expect(halves.records.members.count == 2)
    let copy = trial([("张甲", half), ("张甲 (2)", half)])
    #expect(copy.records.members.count == 1 && copy.codes.contains("DZ112"))
    // What brackets say parts two forms as well as other words do.
    let named = trial([("张甲", half), ("张甲（上半年）", half), ("张甲（下半年）", half)])
    #expect(named.records.members.count == 3)
    let other = trial([("1", form("张甲")), ("2", form("张甲", months: "10", amount: "2400"))])
    #expect(other.records.members.count == 2)
  }

  @Test func `the second copy on a sheet counts once, by its number or as a counterfoil`() {
    for words in ["（第二联）", "（存根联）"] {
      let trial = trial([("1", form("张甲") + [[]] + form("张甲", title: words))])
      #expect(trial.records.members.count == 1 && trial.errors.isEmpty)
    }
  }

  @Test(arguments: [
    ("发放表存根", 2), ("发放表（副本）", 2), ("发放表（复印件）", 2), ("发放表（附身份证复印件）", nil), ("存根另存的发放表", nil), ("发放表（第一联）", 1),
  ])
  func `a copy is called so at the end of its title or in brackets`(_ title: String, _ copy: Int?) {
    #expect(TitleSubject.copy("甲市2021年" + title + "　单位：元") == copy)
  }

  @Test func `forms of several persons of a village, a file each, correct nobody's but their own`() {
    func file(_ name: String, _ of: String, months: String = "12") -> (name: String, bytes: [UInt8]) {
      (name, book([("Sheet1", sheetXML(form(of, months: months)))]))
    }
    let files = [file("张甲.xlsx", "张甲"), file("李乙.xlsx", "李乙"), file("王丙(2).xlsx", "王丙")]
    #expect(Trial(files).records.members.count == 3 && !Trial(files).codes.contains("DZ703"))
    let copied = Trial(files + [file("张甲 - 副本.xlsx", "张甲", months: "11")])
    #expect(copied.records.members.count == 3 && copied.codes.contains("DZ703"))
    #expect(copied.records.members.allSatisfy { $0.months == .value(12) })
    // The same file again with another name has the name right.
    let again = Trial([file("山底村.xlsx", "王丙"), file("山底村(2).xlsx", "王柄")])
    #expect(again.records.members.map { $0.name.text } == ["王柄"] && again.codes.contains("DZ703"))
    for name in ["山底村20220108.xlsx", "山底村新.xlsx", "山底村发放表2.xlsx"] {
      let dated = Trial([file("山底村.xlsx", "王丙"), file(name, "王柄")])
      #expect(dated.records.members.count == 1 && dated.codes.contains("DZ703"))
    }
    let bracketed = Trial([file("山底村（张甲）.xlsx", "张甲"), file("山底村（李乙）.xlsx", "李乙")])
    #expect(bracketed.records.members.count == 2 && !bracketed.codes.contains("DZ703"))
    // Who is named in a correction takes the place of whom it corrects.
    #expect(Trial([files[0], file("更正.xlsx", "周庚")]).records.members.map { $0.name.text } == ["周庚"])
  }

  @Test func `a form that names each thing beside its value is told as one of a person`() throws {
    let sheet = [
      ["村务监督委员会成员补贴审批表"], ["姓名", "张甲", "性别", "男"], ["身份证号码", "990101198001010013", "职务", "委员"],
      ["所在镇", "东镇", "所在村", "山底村"], ["补贴标准", "240元/月", "补贴月数", "12"], ["村委会意见", "同意"],
    ]
    let told = try #require(trial([("张甲", sheet)]).records.discrepancies.first { $0.code == .headerNotFound })
    #expect(told.severity == .block && told.field == "form" && told.message.zh.contains("每人一行"))
    // A list without villages is a list.
    let list = [["甲市2021年补贴表"], ["姓名", "职务", "电话"], ["张甲", "主任", "1"], ["李乙", "委员", "2"], ["王丙", "委员", "3"]]
    #expect(!trial([("表", list)]).records.discrepancies.contains { $0.field == "form" })
    // Nor is a list on its side.
    let side = [["成员情况"], ["姓名", "张甲", "李乙"], ["职务", "主任", "委员"], ["电话", "1", "2"], ["账号", "3", "4"]]
    #expect(!trial([("表", side)]).records.discrepancies.contains { $0.field == "form" })
  }
}
