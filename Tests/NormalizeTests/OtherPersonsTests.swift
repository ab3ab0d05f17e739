import Testing

@testable import Domain
@testable import Normalize

/// Lists of a few members each, which are parts of a document or versions of it.
@Suite struct OtherPersonsTests {
  private func list(_ title: String, _ rows: [String]) -> [UInt8] {
    Array(payments(title: "甲市2021年补贴代发清单\(title)\n单位：元\n", header: "镇,村,姓名,月数,金额", rows: rows).utf8)
  }

  @Test func `lists by bank of other members count together`() {
    let trial = Trial([
      ("代发清单（农商银行）.csv", list("（农商银行）", ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880"])),
      ("代发清单（农业银行）.csv", list("（农业银行）", ["东镇,山底村,赵丁,12,2880", "东镇,水口村,王丙,12,2880"])),
      ("代发清单（邮政储蓄银行）.csv", list("（邮政储蓄银行）", ["东镇,水口村,周戊,12,2880", "东镇,水口村,吴己,12,2880"])),
    ])
    #expect(trial.records.members.count == 6 && !trial.codes.contains("DZ703"))
  }

  @Test func `a list sent again is none of other members`() {
    let first = ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880"]
    func members(_ name: String, _ rows: [String]) -> [String] {
      Trial([("农商银行代发清单.csv", list("", first)), (name, list("", rows))]).records.members.map(\.name.text)
    }
    // Too many for the village's seats, named as the other is, or as a correction.
    let others = ["东镇,山底村,赵丁,12,2880", "东镇,山底村,王丙,12,2880"]
    #expect(members("农业银行代发清单.csv", others).count == 2)
    for name in ["代发清单.csv", "农商银行代发清单(2).csv", "农商银行代发清单新.csv", "农业银行代发清单（更正）.csv"] {
      #expect(members(name, [others[0]]) == ["赵丁"], "\(name)")
    }
    // Somebody in both.
    #expect(members("农业银行代发清单.csv", ["东镇,山底村,张甲,12,2880"]).count == 1)
  }
}
