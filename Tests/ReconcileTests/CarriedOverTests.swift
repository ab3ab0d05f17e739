import Normalize
import Testing

@testable import Domain
@testable import Reconcile

/// What summaries carry over from another year, persons of one name in several lists, and notes that say why months are few.
@Suite struct CarriedOverTests {
  private let header = "镇,村,核发人数,月数,本年应发,补发上年,扣回多发,本年实发"

  @Test func `what a summary's row adds from last year and takes off is told, and no difference`() {
    let books = Books([summary(header, ["东镇,山底村,3,12,8640,720,,9360", "东镇,水口村,3,12,8640,,240,8400"])])
    #expect(books.found(.dueVsPaid).isEmpty)
    #expect(books.cells(.backPayment) == ["F4", "G5"])
    #expect(books.found(.backPayment).map(\.message.zh) == ["补发 720.00 元", "扣回 240.00 元"])
  }

  @Test func `a row that its own columns do not explain differs`() {
    let books = Books([summary(header, ["东镇,山底村,3,12,8640,720,,9120", "东镇,水口村,3,12,8640,,,8400"])])
    #expect(books.cells(.dueVsPaid) == ["H4", "H5"] && books.found(.backPayment).isEmpty)
    // What is taken off for those who are not paid again is no recovery.
    let excluded = Books([
      summary("镇,村,应有人数,兼任人数,核发人数,应发,扣减,实发", ["东镇,山底村,3,1,2,8640,2880,5760"])
    ])
    #expect(excluded.found(.dueVsPaid).isEmpty && excluded.found(.backPayment).isEmpty)
  }

  @Test(arguments: ["兼任扣减", "扣减", "补发", "扣回", "扣减上年兼任"])
  func `a column that names no other time explains no difference`(_ column: String) {
    let paid = column == "补发" ? 11520 : 5760
    let books = Books([
      summary("镇,村,应有人数,应发,\(column),实发", ["东镇,山底村,3,8640,2880,\(paid)", "东镇,水口村,3,8640,,8640"])
    ])
    #expect(books.cells(.dueVsPaid) == ["F4"] && books.found(.backPayment).isEmpty)
  }

  @Test func `two persons of one name in several months' lists are two`() {
    let lists = (1...4).map { quarter in
      (
        name: "\(quarter)季度.csv",
        csv: "2021年第\(quarter)季度补贴公示（元）\n镇,村,姓名,月数,金额\n东镇,山底村,李*,3,720\n东镇,山底村,李*,3,720\n东镇,山底村,张*,3,720\n"
      )
    }
    let books = Books(lists)
    #expect(books.tally(0)?.listed == 3 && books.tally(0)?.eligible == 3 && books.tally(0)?.personMonths == 36)
  }

  @Test(.timeLimit(.minutes(1))) func `many persons of one name are joined in time`() {
    let lists = (1...2).map { half in
      (
        name: "\(half).csv",
        csv: "2021年\(half == 1 ? "上" : "下")半年补贴公示（元）\n镇,村,姓名,月数,金额\n"
          + String(repeating: "东镇,山底村,李*,6,1440\n", count: 3000)
      )
    }
    #expect(Books(lists).tally(0)?.listed == 3000)
  }

  @Test func `a note that somebody came says why months are few`() {
    func short(_ months: Int, _ note: String) -> [String] {
      Books([
        paymentList(
          ["东镇,山底村,张甲,否,\(months),\(months * 240),\(note)", "东镇,山底村,李乙,否,12,2880,", "东镇,水口村,王丙,否,12,2880,"],
          header: "镇,村,姓名,是否兼任,月数,金额,备注")
      ]).cells(.monthsOutOfRange)
    }
    #expect(short(5, "8月补选到任").isEmpty)
    #expect(short(4, "8月补选到任") == ["E4"] && short(5, "") == ["E4"])
  }
}
