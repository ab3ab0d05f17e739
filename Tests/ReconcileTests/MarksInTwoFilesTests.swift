import Testing

@testable import Domain
@testable import Reconcile

/// DZ304 of a village whose members stand in two files.
@Suite struct MarksInTwoFilesTests {
  @Test func `two marks in two lists follow from the one that is paid`() {
    func list(_ bank: String, _ rows: [String]) -> (name: String, csv: String) {
      let text = "甲市2021年补贴代发清单（\(bank)）\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n"
      return ("代发清单（\(bank)）.csv", text + rows.joined(separator: "\n") + "\n")
    }
    func others(_ name: String) -> [String] {
      ["东镇,水口,\(name)甲,否,12,2880", "西镇,簕冲,\(name)乙,否,12,2880", "西镇,横坑,\(name)丙,否,12,2880"]
    }
    let books = Books([
      list("农业银行", ["东镇,山底,赵丁,是,0,0"] + others("钱")), list("农商银行", ["东镇,山底,孙戊,是,12,2880"] + others("李")),
    ])
    let found = books.found(.exclusionExceedsVillages)
    #expect(found.count == 1)
    #expect(found.allSatisfy { Set($0.causes.map { books.findings[$0].code }) == [.dualPostPaid] })
  }
}
