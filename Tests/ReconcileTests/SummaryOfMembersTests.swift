import Testing

@testable import Domain
@testable import Reconcile

/// A summary beside its members: what the months of those who came or left within the year make due, and how many they are at once.
@Suite struct SummaryOfMembersTests {
  @Test func `a summary without months is due what its list's months come to`() {
    let list = paymentList([
      "东镇,山底村,张一,否,12,2880", "东镇,山底村,张二,否,8,1920", "东镇,水口村,张三,否,12,2880",
    ])
    func gaps(_ amount: String, heads: Int = 3) -> [Discrepancy.Gap] {
      Books([list, summary("镇,村数,核发人数,金额", ["东镇,2,\(heads),\(amount)"])]).found(.dueVsPaid).map(\.gap)
    }
    func yuan(_ expected: Int64, _ actual: Int64) -> Discrepancy.Gap {
      .money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100))
    }
    #expect(gaps("7680").isEmpty && gaps("7920") == [yuan(7680, 7920)])
    // Another number of heads is told against them.
    #expect(gaps("8640") == [yuan(7680, 8640)] && gaps("7680", heads: 4) == [yuan(11520, 7680)])
  }

  @Test func `who came for somebody who left is no head more`() {
    func told(_ rows: [String], _ heads: String, _ amount: String) -> [Int] {
      let books = Books([
        roster("镇,村,姓名,是否兼任,任职时间,离任时间", rows), summary("镇,村数,核发人数,金额", ["东镇,2,\(heads),\(amount)"]),
      ])
      return [books.found(.headcountMismatch).count, books.found(.dueVsPaid).count]
    }
    let rows = [
      "东镇,山底村,张零,否,2017.4,2021.4", "东镇,山底村,张二,否,2021.5,", "东镇,山底村,张三,否,2017.4,", "东镇,水口村,张四,否,2017.4,",
    ]
    #expect(told(rows, "3", "8640") == [0, 0] && told(rows, "4", "8640") == [0, 0])
    #expect(told(rows, "2", "5760") == [1, 0])
    // Nobody came for whoever left: two are paid at once, three in all.
    let left = ["东镇,山底村,张零,否,2017.4,2021.4", "东镇,山底村,张三,否,2017.4,", "东镇,水口村,张四,否,2017.4,"]
    #expect(told(left, "2", "5760") == [1, 0] && told(left, "3", "6720") == [0, 0])
  }

  @Test func `who is not paid again may stand in a town's row alone`() {
    let list = paymentList(["东镇,山底村,张一,12,2880", "东镇,山底村,张二,12,2880"], header: "镇,村,姓名,月数,金额")
    let books = Books([list, summary("镇,村数,应有人数,兼任不发人数,核发人数,金额", ["东镇,2,6,1,2,5760"])])
    #expect(books.figures.tally.concurrent == 1 && books.found(.exclusionNotStated).isEmpty)
    // A town that says nothing leaves the county's number open, and is named.
    let west = paymentList(
      ["东镇,山底村,张一,12,2880", "东镇,山底村,张二,12,2880", "西镇,簕冲村,张三,12,2880"], header: "镇,村,姓名,月数,金额")
    let partly = Books([west, summary("镇,村数,应有人数,兼任不发人数,核发人数,金额", ["东镇,2,6,1,2,5760"])])
    #expect(partly.figures.tally.concurrent == nil)
    #expect(
      partly.found(.exclusionNotStated).map { $0.message.zh.contains("西镇") && !$0.message.zh.contains("东镇") } == [true])
    // What villages' own documents say counts, and not both.
    let both = Books([
      list, summary("镇,村,应有人数,兼任不发人数,核发人数,金额", ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,0,3,8640"]),
    ])
    #expect(both.figures.tally.concurrent == 1)
  }

  @Test func `what is due is checked where a list states nothing else`() {
    func cells(_ header: String, _ row: String) -> [[String]] {
      let books = Books([paymentList(["东镇,山底村,张一,\(row)"], header: "镇,村,姓名,标准,月数," + header)])
      return [books.cells(.notMultipleOfRate), books.cells(.dueVsPaid)]
    }
    #expect(cells("应发金额", "240,12,2640") == [[], ["F4"]] && cells("应发金额", "240,12,2870") == [["F4"], ["F4"]])
    #expect(cells("应发金额", "240,12,2880") == [[], []])
    // What is taken off is taken off what is due, and an amount says itself what is paid.
    #expect(cells("应发金额,扣减", "240,12,2880,240") == [[], []])
    #expect(cells("应发金额,补发", "240,12,2640,240") == [[], []] && cells("应发金额,扣减", "240,11,2880,240") == [[], []])
    #expect(cells("应发金额,补发", "240,12,2400,240")[1] == ["F4"])
    #expect(cells("应发金额,实发金额", "240,12,2880,2880") == [[], []])
  }

  @Test func `a number of villages that is the register's is right, whatever a list leaves out`() {
    let list = paymentList(["东镇,山底村,张一,否,12,2880"])
    func cells(_ count: Int) -> [String] {
      Books([list, summary("镇,村数,核发人数,金额", ["东镇,\(count),1,2880"])]).found(.villageCountMismatch)
        .flatMap(\.spots).filter { $0.place.file.contains("汇总") }.map(\.place.cell)
    }
    #expect(!cells(2).contains("B4") && !cells(1).contains("B4") && cells(3).contains("B4"))
  }

  @Test func `what is paid later is added where both lists state what is due alone`() {
    func list(_ name: String, _ title: String, _ rows: [String]) -> (name: String, csv: String) {
      (name, "甲市2021年\(title)\n单位：元\n镇,村,姓名,标准,月数,应发金额\n" + rows.joined(separator: "\n") + "\n")
    }
    func told(_ later: String) -> [[String]] {
      let year = list("发放表.csv", "补贴发放表", ["东镇,山底村,张一,240,12,2880", "东镇,山底村,张二,240,6,1440"])
      let books = Books([year, list("补发表.csv", "7-12月补贴补发表", ["东镇,山底村,张二,\(later)"])])
      return [books.cells(.dueVsPaid), books.cells(.notMultipleOfRate)]
    }
    #expect(told("240,6,1440") == [[], []])
    #expect(told("240,6,1200")[0] == ["F5"])
  }

  @Test func `a total that misses a blank amount is held against the members, and one that has it is right`() {
    let list = paymentList([
      "东镇,山底村,张一,否,12,2880", "东镇,水口村,张二,否,12,2880", "西镇,簕冲村,张三,否,12,2880", "西镇,横坑村,张四,否,12,2880",
    ])
    func told(_ east: String, _ total: String) -> [String] {
      let rows = ["东镇,2,2,\(east)", "西镇,2,2,5760", "合计,4,4,\(total)"]
      let books = Books([list, summary("镇,村数,核发人数,金额", rows)])
      return books.found(.dueVsPaid).flatMap(\.spots).map(\.place.cell) + books.cells(.subtotalMismatch)
    }
    #expect(told("5760", "11520").isEmpty && told("", "11520").isEmpty)
    #expect(told("", "5760") == ["D6"])
    #expect(told("", "8640").contains("D6"))
  }

  @Test func `person-months of a summary are due what the members' are at two rates`() {
    func told(_ amount: String, _ personMonths: String = "24") -> [Discrepancy.Gap] {
      Books(
        [
          roster(
            "镇,村,姓名,是否兼任,任职时间,离任时间",
            ["东镇,山底村,张零,否,2017.4,2021.3", "东镇,山底村,张二,否,2021.4,", "东镇,山底村,张三,否,2017.4,"]),
          summary("镇,村数,核发人数,人月数,金额", ["东镇,1,3,\(personMonths),\(amount)"]),
        ], policy: Books.policy([Books.rule(1, 6, yuan: 300), Books.rule(7, 12, yuan: 360)])
      ).found(.dueVsPaid).map(\.gap)
    }
    #expect(told("7920").isEmpty)
    #expect(told("11880").count == 1)
  }
}
