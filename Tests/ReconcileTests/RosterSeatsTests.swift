import Testing

@testable import Domain
@testable import Reconcile

/// Seats of lists by parts of the year, of rosters beside lists, and of returns.
@Suite struct RosterSeatsTests {
  private func quarters(_ months: String) -> [(name: String, csv: String)] {
    zip(["一", "二", "三", "四"], 1...).map { quarter, number in
      let rows = CausesByRowsTests.rows("3,720", excluded: false).enumerated().map {
        number == 2 && $0.offset == 4 ? $0.element.replacing(",3,720", with: ",\(months),720") : $0.element
      }
      return (
        "第\(quarter)季度.csv",
        "甲市2021年第\(quarter)季度补贴发放表\n单位：元\n镇,村,姓名,身份证号码,是否兼任,月数,金额\n" + rows.joined(separator: "\n") + "\n"
      )
    }
  }

  @Test(arguments: ["全季", "/"]) func `months of one quarter that nobody can read are no fourth head`(_ months: String) {
    let books = Books(quarters(months))
    #expect(books.found(.overQuota).isEmpty)
  }

  private static let more = zip(CausesByRowsTests.villages, 90...).map { "\($0),李\($0.suffix(1)),\(idNumber($1))" }

  @Test func `a fourth member of the roster is one too many whoever is paid`() {
    let paid = CausesByRowsTests.rows("12,2880", excluded: false)
    let listed = paid.map { $0.split(separator: ",").prefix(4).joined(separator: ",") }
    func found(_ more: String, _ header: String = "镇,村,姓名,身份证号码") -> [Discrepancy] {
      Books([
        paymentList(paid, header: "镇,村,姓名,身份证号码,是否兼任,月数,金额"),
        roster(header, listed.map { $0 + (header.hasSuffix("码") ? "" : ",") } + [more]),
      ]).found(.overQuota)
    }
    #expect(found("东镇,山底,李四,\(idNumber(90))").map(\.spots.count) == [4])
    #expect(found("东镇,山底,李四,\(idNumber(90))").map(\.severity) == [.warning])
    // A committee may have more members than the fund pays.
    let more = Self.more.joined(separator: "\n")
    #expect(found(more).isEmpty)
    // Who left, or of whom a note says something, may have made room.
    #expect(found("东镇,山底,李四,\(idNumber(90)),2021-06", "镇,村,姓名,身份证号码,离任时间").isEmpty)
    #expect(found("东镇,山底,李四,\(idNumber(90)),候补", "镇,村,姓名,身份证号码,备注").isEmpty)
  }

  @Test func `a return of amounts alone follows from the roster's empty seat`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    let pay = Array(repeating: "720", count: 12).joined(separator: ",")
    func found(_ leave: (String) -> Bool, _ more: [String] = []) -> [[Code]] {
      let rows = CausesByRowsTests.rows("", excluded: false).filter { !leave($0) } + more
      let books = Books([
        roster("镇,村,姓名,身份证号码", rows.map { $0.split(separator: ",").prefix(4).joined(separator: ",") }),
        (
          "月报.csv",
          "甲市2021年1-12月补贴发放月报\n单位：元\n镇,村,兼任不发人数,\(months),全年合计\n"
            + CausesByRowsTests.villages.map { "\($0),0,\(pay),8640" }.joined(separator: "\n") + "\n"
        ),
      ])
      return books.found(.dueVsPaid).map { $0.causes.map { books.findings[$0].code } }
    }
    let empty = found { $0.contains("孙坑") }
    #expect(empty.count >= 12 && empty.allSatisfy { $0 == [.vacancy] })
    let over = found({ _ in false }, ["西镇,横坑,李四,\(idNumber(90))"])
    #expect(over.count >= 12 && over.allSatisfy { $0 == [.overQuota] })
  }

  @Test func `seats without whoever is not paid again are no error where the row has no exclusions`() {
    let list = paymentList(["东镇,山底,张甲,是,0,0", "东镇,山底,李乙,否,12,2880", "东镇,山底,王丙,否,12,2880"])
    let books = Books([list, summary("镇,村,应有人数,核发人数,金额", ["东镇,山底,2,2,5760"])])
    #expect(books.found(.headcountMismatch).isEmpty)
  }

  @Test func `one month's heads that leave no room for the excluded are wrong where they stand`() {
    func found(_ heads: [Int]) -> [String] {
      let months = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
      let cells = heads.map { "\($0),480" }.joined(separator: ",")
      let right = Array(repeating: "3,720", count: 12).joined(separator: ",")
      let rows = CausesByRowsTests.villages.enumerated().map { "\($1),\($0 == 0 ? "1,\(cells)" : "0,\(right)")" }
      return Books([
        ("月报.csv", "甲市2021年补贴月报\n单位：元\n镇,村,兼任不发人数,\(months)\n" + rows.joined(separator: "\n") + "\n")
      ]).cells(.headcountMismatch)
    }
    #expect(found((1...12).map { $0 == 5 ? 3 : 2 }) == ["L4"])
    // It is held from February on, or until November.
    #expect(found((1...12).map { $0 == 1 ? 3 : 2 }).isEmpty && found((1...12).map { $0 == 12 ? 3 : 2 }).isEmpty)
    // From May on the other post is no longer held.
    #expect(found((1...12).map { $0 >= 5 ? 3 : 2 }).isEmpty)
  }
}
