import Testing

@testable import Domain
@testable import Normalize

/// Borders of what a bank's list, a numbered batch and a proven unit are taken for.
@Suite struct BankListTests {
  private let header = "镇,村,姓名,是否兼任,月数,金额"
  private let people = ["张甲", "李乙", "王丙", "赵丁"]

  private func both(_ bank: [String], list: [String]? = nil) -> Trial {
    let list = list ?? people.map { "东镇,山底村,\($0),否,12,2880" }
    let csv = "代发明细\n账号,户名,交易金额,交易结果\n" + bank.map { ",\($0)\n" }.joined()
    return Trial([("发放表.csv", Array(payments(rows: list).utf8)), ("银行.csv", Array(csv.utf8))])
  }

  @Test func `a bank's list has more than half of its persons in the payment list`() {
    let most = both(["张甲,2880,成功", "李乙,2880,成功", "钱戊,2880,成功"])
    #expect(most.codes.contains("DZ111") && most.records.members.count == 4)
    // The third is told, and counts nowhere.
    #expect(most.codes.filter { $0 == "DZ201" }.count == 1 && most.cell("DZ201") == "B5")
  }

  @Test func `of a list of mostly others those whom the payment list has are held against it, and replace nobody`() {
    for bank in [["张甲,2880,成功", "钱戊,2880,成功"], ["张甲,2880,成功", "钱戊,2880,成功", "孙己,2880,成功"]] {
      let trial = both(bank)
      #expect(!trial.codes.contains("DZ703") && trial.codes.contains("DZ111") && trial.errors.isEmpty)
      #expect(trial.records.members.filter { $0.village >= 0 }.map(\.name.masked) == ["张*", "李*", "王*", "赵*"])
      #expect(trial.codes.filter { $0 == "DZ201" }.count == 1)
    }
    let wrong = both(["张甲,2640,成功", "钱戊,2880,成功"])
    #expect(wrong.errors == ["DZ404"] && wrong.cell("DZ404") == "C3")
    // Of nobody in the list it is another list, placed by whatever else knows its persons.
    let other = both(["钱戊,2880,成功", "孙己,2880,成功"])
    #expect(!other.codes.contains("DZ111") && other.records.members.count == 6)
  }

  @Test func `the others of a bank's list are paid where a roster has them`() {
    let bank = "代发明细\n账号,户名,金额\n,张甲,2880\n,孙己,2880\n,周庚,2640\n"
    let roster = "镇,村,姓名,职务\n东镇,山底村,张甲,委员\n西街道,簕冲村,孙己,委员\n西街道,簕冲村,周庚,委员\n"
    let trial = Trial([
      ("发放表.csv", Array(payments(rows: people.map { "东镇,山底村,\($0),否,12,2880" }).utf8)),
      ("银行.csv", Array(bank.utf8)), ("花名册.csv", Array(roster.utf8)),
    ])
    let paid = trial.records.members.filter { $0.amount != .absent }
    #expect(paid.map { "\($0.name.masked) \($0.village)" } == ["张* 1", "李* 1", "王* 1", "赵* 1", "孙* 4", "周* 4"])
    #expect(trial.errors.isEmpty && !trial.codes.contains("DZ201") && !trial.codes.contains("DZ703"))
  }

  @Test func `what the bank paid is the list's amount in one sum or in several, with what came back or without`() {
    func told(_ rows: [String]) -> [Discrepancy.Gap] {
      both(rows + ["李乙,2880,成功", "王丙,2880,成功"]).records.discrepancies.filter {
        $0.code == .dueVsPaid && $0.severity == .error
      }.map(\.gap)
    }
    func yuan(_ actual: Int64) -> Discrepancy.Gap {
      .money(expected: Money(fen: 288_000), actual: Money(fen: actual * 100))
    }
    #expect(told(["张甲,2880,成功"]).isEmpty && told(["张甲,1440,成功", "张甲,1440,成功"]).isEmpty)
    #expect(told(["张甲,2881,成功"]) == [yuan(2881)] && told(["张甲,1440,成功", "张甲,1200,成功"]) == [yuan(2640)])
    #expect(told(["张甲,2880,失败"]).isEmpty && told(["张甲,2880,失败", "张甲,2880,成功"]).isEmpty)
    #expect(told(["张甲,2880,失败", "张甲,2640,成功"]) == [yuan(2640)])
    #expect(told(["张甲,2640,失败"]) == [yuan(2640)] && told(["张甲,约二千,成功"]).isEmpty)
  }

  @Test func `a payment that came back was made again only by one that stands below it`() {
    func returns(_ rows: [String]) -> [Bool] {
      both(rows + ["李乙,2880,成功", "王丙,2880,成功"]).records.returns.map(\.isMadeAgain)
    }
    #expect(returns(["张甲,2880,失败"]) == [false] && returns(["张甲,2880,成功"]).isEmpty)
    #expect(returns(["张甲,2880,失败", "张甲,2880,成功"]) == [true])
    #expect(returns(["张甲,2880,失败", "张甲,2880,失败"]) == [false])
  }

  @Test func `a name that stands twice, in either list, places nobody`() {
    func villages(_ bank: [String], _ roster: [String]) -> [Int32] {
      let csv = "代发明细\n账号,户名,金额\n" + bank.map { ",\($0),2880\n" }.joined()
      let listed = "镇,村,姓名,职务\n" + roster.map { "\($0),委员\n" }.joined()
      return Trial([("代发.csv", Array(csv.utf8)), ("花名册.csv", Array(listed.utf8))]).records.members.filter {
        $0.amount != .absent
      }.map(\.village)
    }
    #expect(villages(["张甲", "李乙"], ["东镇,山底村,张甲", "东镇,水口村,李乙"]) == [1, 2])
    #expect(villages(["张甲", "张甲"], ["东镇,山底村,张甲", "东镇,水口村,李乙"]) == [-1, -1])
    #expect(villages(["张甲", "李乙"], ["东镇,山底村,张甲", "东镇,水口村,张甲"]) == [-1, -1])
  }

  private func batches(_ months: [(number: String, months: Int)], header: String? = nil) -> [String] {
    let files = months.map { batch in
      let rows = people.prefix(3).map { name in
        header == nil
          ? "东镇,山底村,\(name),否,\(batch.months),\(batch.months * 240)" : "东镇,山底村,\(name),\(batch.months * 240)"
      }
      let csv = payments(
        title: "甲市2021年第\(batch.number)批补贴发放表\n单位：元\n", header: header ?? self.header, rows: rows)
      return ("第\(batch.number)批.csv", Array(csv.utf8))
    }
    return Trial(files).records.sources.compactMap(\.part).map { "\($0.lowerBound.month)-\($0.upperBound.month)" }
      .sorted()
  }

  @Test func `batches are of months one after the other, as many as the period has`() {
    #expect(batches([("一", 6), ("二", 6)]) == ["1-6", "7-12"] && batches([("1", 11), ("2", 1)]) == ["1-11", "12-12"])
    #expect(batches([("一", 3), ("二", 2)]) == ["1-3", "4-5"])
    #expect(batches([("一", 6), ("二", 7)]).isEmpty && batches([("一", 12), ("二", 1)]).isEmpty)
    #expect(
      batches([("一", 6), ("三", 6)]).isEmpty && batches([("二", 6), ("三", 6)]).isEmpty && batches([("一", 6)]).isEmpty)
    #expect(batches([("一", 6), ("二", 6)], header: "镇,村,姓名,金额") == ["1-6", "7-12"])
  }

  @Test func `a unit is refuted by more than half of the rows, where next to none bears it out`() {
    func isTold(_ amounts: [String]) -> Bool {
      let names = ["张甲", "李乙", "王丙", "赵丁", "钱戊", "孙己", "周庚", "吴辛", "郑壬", "冯癸"]
      return Trial(
        payments(
          title: "甲市2021年补贴发放表\n单位：万元\n", rows: zip(names, amounts).map { "东镇,山底村,\($0),否,12,\($1)" })
      ).codes.contains("DZ107")
    }
    let four = Array(repeating: "2880", count: 4)
    #expect(isTold(four + ["0.288"]) && !isTold(four.dropLast() + ["0.288"]))
    #expect(isTold(four + ["2881", "2881", "2881"]) && !isTold(four + ["2881", "2881", "2881", "2881"]))
    // Nothing paid and nothing stated prove no unit.
    #expect(isTold(["2880", "0", "0", ""]) && !isTold(["0", "0", "0"]))
  }

  @Test func `the bank that pays is a bank's column, and money that it got is none`() {
    let words = Vocabulary()
    for header in ["发放银行", "代发银行", "领取银行", "收款银行", "开户银行"] { #expect(words.field(header) == .bank, "\(header)") }
    #expect(words.field("转入银行") == nil && words.field("银行发放金额") == .amount)
  }

  @Test func `a sheet of contents is no table without a header`() {
    let contents = sheetXML([["目  录"], ["1", "东镇补贴发放表"], ["2", "西街道补贴发放表"]])
    let list = sheetXML(listRows)
    func codes(_ name: String) -> [String] {
      Trial([("发放表.xlsx", book([(name, contents), ("东镇", list)]))]).codes
    }
    #expect(codes("目录").contains("DZ112") && !codes("目录").contains("DZ103"))
    // What else holds numbers without a header is told.
    #expect(codes("名单").contains("DZ103"))
  }
}
