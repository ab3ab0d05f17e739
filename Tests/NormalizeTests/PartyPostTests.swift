import Support
import Testing

@testable import Domain
@testable import Normalize

/// Posts in the party beside those of the committee, and sheets that are none of the county's data.
@Suite struct PartyPostTests {
  private func marks(_ header: String, _ posts: [String]) -> [Bool?] {
    Trial(
      payments(
        header: "镇,村,姓名,职务,\(header),月数,金额",
        rows: zip(["张甲", "李乙", "王丙"], posts).map { "东镇,山底村,\($0),委员,\($1),12,2880" })
    ).records.members.map(\.isConcurrent)
  }

  @Test(arguments: ["党内职务", "村党组织职务", "两委职务", "其他职务"])
  func `a post of discipline in the party's column is held, and no other post there is one`(
    _ header: String
  ) {
    #expect(marks(header, ["纪检委员", "组织委员", ""]) == [true, false, false])
    #expect(marks(header, ["组织委员", "支部委员", "无"]) == [nil, nil, nil])
    // Who held it once is not excluded without a word of the member's own.
    #expect(marks(header, ["原纪检委员", "组织委员", ""]) == [nil, nil, nil])
  }

  @Test(arguments: ["村党组织职务", "党支部职务", "现任党内职务", "支委职务", "村内其他职务", "其他职务"])
  func `the party's posts left of the committee's are no posts in it`(_ header: String) {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,\(header),监委会职务,月数,金额",
        rows: ["东镇,山底村,张甲,纪检委员,主任,12,2880", "东镇,山底村,李乙,,委员,12,2880"]))
    #expect(trial.records.members.map(\.isConcurrent) == [true, false])
    #expect(trial.records.members.map(\.role) == ["主任", "委员"] && !trial.codes.contains("DZ104"))
  }

  @Test func `a column of marks says more than the party's posts`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,党内职务,是否兼任,月数,金额", rows: ["东镇,山底村,张甲,纪检委员,否,12,2880", "东镇,山底村,李乙,,是,,"]))
    #expect(trial.records.members.map(\.isConcurrent) == [false, true])
  }

  private func sheets(_ name: String, _ rows: [[String]] = listRows) -> Trial {
    Trial([("发放表.xlsx", book([("东镇", sheetXML(listRows)), (name, sheetXML(rows))]))])
  }

  @Test func `a sheet that is called void counts for nothing`() {
    var wrong = listRows
    wrong[3][5] = "2640"
    let trial = sheets("东镇（作废）", wrong)
    #expect(
      trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty && trial.codes.contains("DZ112"))
    let other = [listRows[0], listRows[1], listRows[2], ["西街道", "簕冲村", "赵丁", "否", "12", "2880"]]
    for name in ["西街道未作废", "西街道（原表作废）", "西街道原表作废重报"] { #expect(sheets(name, other).records.members.count == 4) }
  }

  @Test(arguments: ["模板", "填写样例", "样表1"])
  func `a template's sheet is set aside, unless it names villages of the register`(_ name: String) {
    let example = [
      ["XX市2021年补贴发放表"], ["单位：元"], listRows[2], ["XX镇", "XX村", "张三", "否", "12", "2880"],
    ]
    let trial = sheets(name, example)
    #expect(trial.records.members.count == 3 && trial.errors.isEmpty)
    #expect(sheets("汇总", example).errors.contains("DZ201"))
    let other = [listRows[0], listRows[1], listRows[2], ["西街道", "簕冲村", "赵丁", "否", "12", "2880"]]
    #expect(sheets(name, other).records.members.count == 4)
  }
}
