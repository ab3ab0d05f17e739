import Testing

@testable import Domain
@testable import Normalize

/// Lists of members who hold another post, sent again.
@Suite struct SidesSentAgainTests {
  private let title = "甲市村监委成员兼任纪检委员情况表\n镇,村,姓名,职务\n"

  private let places = ["东镇,山底村,张甲", "东镇,水口村,李乙", "东镇,水口村,王丙"]

  private func list(_ names: [String]) -> [UInt8] {
    Array((title + names.map { name in places.first { $0.hasSuffix(name) }! + ",委员\n" }.joined()).utf8)
  }

  private func marked(_ name: String, _ first: [String], _ again: [String]) -> (names: [String], codes: [String]) {
    let trial = Trial([
      ("发放表.csv", Array(payments(header: "镇,村,姓名,月数,金额", rows: places.map { "\($0),12,2880" }).utf8)),
      ("兼任纪检委员情况表.csv", list(first)), (name, list(again)),
    ])
    return (trial.records.members.filter { $0.isConcurrent == true }.map(\.name.text), trial.codes)
  }

  @Test func `a corrected list of posts takes the place of the one before`() {
    let other = marked("兼任纪检委员情况表（更正）.csv", ["张甲"], ["李乙"])
    #expect(other.names == ["李乙"] && other.codes.contains("DZ703"))
    #expect(marked("兼任纪检委员情况表（更正）.csv", ["张甲", "李乙"], ["李乙"]).names == ["李乙"])
  }

  @Test func `a correction of a few villages leaves the others as they were`() {
    #expect(marked("兼任纪检委员情况表（更正）.csv", ["张甲", "李乙"], ["王丙"]).names == ["张甲", "王丙"])
  }

  @Test func `another list of posts stands beside the first`() {
    #expect(marked("东镇兼任纪检委员情况表（更正）.csv", ["张甲"], ["李乙"]).names == ["张甲", "李乙"])
    #expect(marked("兼任纪检委员情况表2.csv", ["张甲"], ["李乙"]).names == ["张甲", "李乙"])
  }
}
