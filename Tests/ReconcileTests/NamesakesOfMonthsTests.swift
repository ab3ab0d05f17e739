import Testing

@testable import Domain
@testable import Reconcile

/// One person in month files whose number is blank, unreadable or another in some month; and two who only bear one name.
@Suite struct NamesakesOfMonthsTests {
  private static let header = "镇,村,姓名,身份证号码,是否兼任,补贴标准,金额,银行账号"

  private func months(_ others: [Int: String], account: Int? = 1) -> Books {
    Books(
      (1...12).map { month in
        let bank = account.map { accountNumber($0) } ?? ""
        let own = others[month] ?? "\(idNumber(1)),否,240,240,\(bank)"
        let rows = [
          "东镇,山底村,张甲,\(own)", "东镇,山底村,李乙,\(idNumber(3)),否,240,240,\(accountNumber(3))",
          "东镇,山底村,王丙,\(idNumber(5)),否,240,240,\(accountNumber(5))",
        ]
        return (
          "\(month)月.csv", "甲市2021年\(month)月补贴发放表\n单位：元\n\(Self.header)\n" + rows.joined(separator: "\n") + "\n"
        )
      })
  }

  @Test(arguments: ["", String(idNumber(1).dropLast()), "身份证遗失", String(idNumber(1).dropLast()) + "Z"])
  func
    `a member without a readable number in one month is one member`(id: String)
  {
    for account in [1, nil] {
      let bank = account.map { accountNumber($0) } ?? ""
      let books = months([4: "\(id),否,240,240,\(bank)"], account: account)
      #expect(books.tally(0)?.listed == 3 && books.tally(0)?.eligible == 3)
      #expect(books.tally(0)?.personMonths == 36)
    }
  }

  @Test func `whose number fails its check in one month is one member, and shares his account with nobody`() {
    let last = idNumber(1).last == "0" ? "1" : "0"
    let books = months([4: "\(idNumber(1).dropLast())\(last),否,240,240,\(accountNumber(1))"])
    #expect(books.tally(0)?.listed == 3)
    #expect(books.found(.idCheckDigit).count == 1 && books.found(.sharedAccount).isEmpty)
  }

  @Test func `the first month may be the one that has no number`() {
    let books = months([1: ",否,240,240,\(accountNumber(1))", 7: ",否,240,240,\(accountNumber(1))"])
    #expect(books.tally(0)?.listed == 3 && books.tally(0)?.eligible == 3)
  }

  @Test func `another valid number is another person's, and asked about`() {
    let books = months([4: "\(idNumber(7)),否,240,240,\(accountNumber(1))"])
    #expect(books.tally(0)?.listed == 4 && books.found(.headcountMismatch).map(\.severity) == [.warning])
    #expect(months([4: "\(idNumber(7)),否,240,240,\(accountNumber(7))"]).tally(0)?.listed == 4)
    #expect(months([4: "\(idNumber(7)),否,240,240,"]).tally(0)?.listed == 4)
  }

  @Test func `another account without a number may be another person's`() {
    #expect(months([4: ",否,240,240,\(accountNumber(7))"]).tally(0)?.listed == 4)
  }

  @Test func `whoever stands twice in one month is two`() {
    let row = "\(idNumber(1)),否,240,240,\(accountNumber(1))"
    #expect(months([4: row + "\n东镇,山底村,张甲,,否,240,240,"]).tally(0)?.listed == 4)
  }

  @Test func `whom stated terms part are two`() {
    func listed(_ first: String, _ second: String) -> Int? {
      let header = "镇,村,姓名,身份证号码,任职时间,离任时间,月数,金额"
      let other = "东镇,山底村,李乙,\(idNumber(3)),2018-01,,6,1440"
      let halves = ["上半年": "张甲,\(idNumber(1)),\(first)", "下半年": "张甲,,\(second)"].sorted { $0.key < $1.key }
      return Books(
        halves.map { half, row in
          (half + "发放表.csv", "甲市2021年\(half)补贴发放表\n单位：元\n\(header)\n东镇,山底村,\(row),6,1440\n\(other)\n")
        }
      ).tally(0)?.listed
    }
    #expect(listed("2017-03,2021-06", "2021-07,") == 3)
    #expect(listed("2017-03,", "2017-03,") == 2)
  }

  @Test func `a month's list without amounts is told where other months have them`() {
    func books(_ header: String) -> Books {
      Books(
        (1...12).map { month in
          let own = month == 4 ? header : Self.header
          let rows = ["张甲", "李乙", "王丙"].enumerated().map { index, name in
            "东镇,山底村,\(name),\(idNumber(index * 2 + 1)),否,240," + (own.contains("金额") ? "240," : ",")
          }
          return ("\(month)月.csv", "甲市2021年\(month)月补贴发放表\n单位：元\n\(own)\n" + rows.joined(separator: "\n") + "\n")
        })
    }
    let silent = books(Self.header.replacing("金额", with: "备注"))
    let told = silent.found(.missingNotZero).filter { $0.field == Field.amount.rawValue }
    #expect(told.map(\.period) == ["2021-04"] && told.allSatisfy { $0.spots[0].place.file.hasSuffix("/4月.csv") })
    #expect(books(Self.header).found(.missingNotZero).isEmpty)
  }
}
