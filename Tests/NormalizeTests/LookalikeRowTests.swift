import Support
import Testing

@testable import Domain
@testable import Normalize

/// Rows that look like a place's heading and are none.
extension LookalikeTests {
  @Test(arguments: ["以下空白", "无", "镇政府意见：", "村监委主任", "东镇片区", "兼任不发人员"])
  func `words alone where villages stand are no village`(_ words: String) {
    let trial = sheet([
      "2021年发放表", "单位：元", "序号,村,姓名,月数,金额", "1,水口村,张甲,12,2880", "(二),\(words),,,", "2,,王丙,12,2880",
    ])
    #expect(
      trial.records.members.map(\.village) == [trial.records.members[0].village, trial.records.members[0].village])
    #expect(trial.errors.isEmpty && trial.records.members.count == 2)
  }
}
