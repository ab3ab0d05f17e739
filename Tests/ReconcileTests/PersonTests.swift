import Testing

@testable import Domain
@testable import Reconcile

/// Persons and accounts within a county and across two: who stands twice, and what contradicts itself.
@Suite struct PersonTests {
  private func list(_ rows: [String]) -> (name: String, csv: String) {
    paymentList(rows, header: "镇,村,姓名,性别,身份证号码,银行账号,月数,金额")
  }

  private func row(_ village: String, _ name: String, _ id: String, _ account: String = "", sex: String = "男") -> String
  {
    "\(village),\(name),\(sex),\(id),\(account),12,2880"
  }

  @Test func `one number twice in a county is told with all its rows, and one name's two numbers are two persons`() {
    let books = Books([
      list([
        row("东镇,山底村", "张甲", idNumber(1)), row("东镇,水口村", "张甲", idNumber(1)), row("东镇,水口村", "李乙", idNumber(3)),
        row("西镇,簕冲村", "李乙", idNumber(5)), row("西镇,横坑村", "王丙", idNumber(1)),
      ])
    ])
    let found = books.found(.duplicatePerson)
    #expect(found.map(\.spots).map { $0.map(\.place.cell) } == [["E4", "E5", "E8"]])
    #expect(found.first?.gap == .counts(expected: 1, actual: 3, unit: "次"))
    #expect(books.found(.ageOrNameConflict).map(\.spots.count) == [3])
    let spelt = Books([list([row("东镇,山底村", "陈五", idNumber(1)), row("东镇,水口村", "陈武", idNumber(1))])])
    let isSpelling = { (books: Books) in books.found(.ageOrNameConflict).map { $0.message.zh.contains("；姓相同") } }
    #expect(isSpelling(books) == [false] && isSpelling(spelt) == [true])
    let alike = Books([list([row("东镇,山底村", "张甲", idNumber(1)), row("东镇,水口村", "张甲", idNumber(1))])])
    #expect(alike.found(.ageOrNameConflict).isEmpty && alike.found(.duplicatePerson).count == 1)
  }

  @Test func `one number in two villages of each half-year's list is paid twice, and not four times`() {
    func halves(_ parts: [String]) -> [Discrepancy] {
      Books(
        parts.map { part in
          (
            name: part + ".csv",
            csv: "甲市2021年\(part)补贴发放表\n单位：元\n镇,村,姓名,身份证号码,月数,金额\n东镇,山底村,张甲,\(idNumber(1)),6,1440\n"
              + "东镇,水口村,张甲,\(idNumber(1)),6,1440\n"
          )
        }
      ).found(.duplicatePerson)
    }
    let both = halves(["1-6月", "7-12月"])
    #expect(both.map(\.spots.count) == [4] && both.map(\.gap) == [.counts(expected: 1, actual: 2, unit: "次")])
    #expect(Worth(Books.policy()).most(of: both[0]) == Money(fen: 288_000))
    #expect(both.first?.message.zh.hasSuffix("在本县出现 4 次，同一月份至多 2 次") == true)
    // What one of the lists shows is the same amount.
    #expect(halves(["1-6月"]).map(\.gap) == both.map(\.gap))
  }

  @Test func `an ID number agrees with sex, age and area`() {
    let books = Books([
      list([
        row("东镇,山底村", "张甲", idNumber(2), sex: "女"), row("东镇,山底村", "李乙", idNumber(4)),
        row("东镇,水口村", "王丙", idNumber(5, born: 20_031_201)), row("东镇,水口村", "赵丁", idNumber(7, born: 20_040_101)),
        row("西镇,簕冲村", "钱戊", idNumber(9, born: 19_351_201)), row("西镇,簕冲村", "孙己", idNumber(11, area: 110_101)),
        row("西镇,簕冲村", "周庚", idNumber(13, area: 660_101)), row("西镇,横坑村", "吴辛", idNumber(15, area: 710_000)),
        row("西镇,横坑村", "郑壬", idNumber(17, area: 830_000)), row("西镇,横坑村", "冯癸", idNumber(19, area: 840_000)),
      ])
    ])
    #expect(books.cells(.idContradictsRecord).sorted() == ["E10", "E13", "E5"])
    #expect(books.found(.idContradictsRecord).map(\.field).sorted() == ["area", "area", "sex"])
    #expect(books.found(.idContradictsRecord).first { $0.field == "sex" }?.spots.map(\.raw).contains("男") == true)
    #expect(
      books.found(.ageOrNameConflict).map(\.gap) == [
        .counts(expected: 18, actual: 17, unit: "岁"), .counts(expected: 85, actual: 86, unit: "岁"),
      ])
  }

  @Test func `the register's own areas are no wrong ones`() {
    let books = Books([list([row("东镇,山底村", "张甲", idNumber(1, area: 990_101)), row("东镇,山底村", "李乙", idNumber(3))])])
    #expect(books.found(.idContradictsRecord).isEmpty)
  }

  @Test func `one account of two persons is told, and so are two of one person`() {
    let books = Books([
      list([
        row("东镇,山底村", "张甲", idNumber(1), accountNumber(1)), row("东镇,山底村", "李乙", idNumber(3), accountNumber(1)),
        row("东镇,水口村", "王丙", idNumber(5), accountNumber(2)), row("东镇,水口村", "王丙", idNumber(5), accountNumber(3)),
        row("西镇,簕冲村", "赵丁", idNumber(7), accountNumber(4)),
      ])
    ])
    #expect(books.found(.sharedAccount).map(\.gap) == [.counts(expected: 1, actual: 2, unit: "人")])
    #expect(books.found(.manyAccounts).map(\.gap) == [.counts(expected: 1, actual: 2, unit: "个")])
    #expect(books.found(.manyAccounts).map(\.spots).map { $0.map(\.place.cell) } == [["F6", "F7"]])
    var loose = Thresholds()
    (loose.personsPerAccount, loose.accountsPerPerson) = (2, 2)
    let quiet = Books(
      [
        list([
          row("东镇,山底村", "张甲", idNumber(1), accountNumber(1)), row("东镇,山底村", "李乙", idNumber(3), accountNumber(1)),
          row("东镇,水口村", "王丙", idNumber(5), accountNumber(2)), row("东镇,水口村", "王丙", idNumber(5), accountNumber(3)),
        ])
      ], thresholds: loose)
    #expect(quiet.found(.sharedAccount).isEmpty && quiet.found(.manyAccounts).isEmpty)
  }

  @Test func `a card's wrong check digit is told, unless as many of the list's have none`() {
    func wrong(_ account: String) -> String { account.dropLast() + (account.hasSuffix("0") ? "1" : "0") }
    let one = Books([
      list([
        row("东镇,山底村", "张甲", idNumber(1), accountNumber(1)), row("东镇,山底村", "李乙", idNumber(3), accountNumber(2)),
        row("东镇,水口村", "王丙", idNumber(5), wrong(accountNumber(3))),
        row("东镇,水口村", "赵丁", idNumber(7), wrong(accountNumber(4, digits: 15))),
      ])
    ])
    #expect(one.cells(.accountCheckDigit) == ["F6"])
    let sixteen = Books([
      list([
        row("东镇,山底村", "张甲", idNumber(1), accountNumber(1)), row("东镇,山底村", "李乙", idNumber(3), accountNumber(2)),
        row("东镇,水口村", "王丙", idNumber(5), wrong(accountNumber(3, digits: 16))),
      ])
    ])
    #expect(sixteen.cells(.accountCheckDigit) == ["F6"])
    let half = Books([
      list([
        row("东镇,山底村", "张甲", idNumber(1), accountNumber(1)), row("东镇,水口村", "王丙", idNumber(5), wrong(accountNumber(3))),
      ])
    ])
    #expect(half.found(.accountCheckDigit).isEmpty)
  }

  @Test func `ages and areas are borders, and a wrong number is held against nothing`() {
    func told(_ id: String, sex: String = "男") -> [String] {
      Books([list([row("东镇,山底村", "张甲", id, sex: sex)])]).findings.filter {
        [.idContradictsRecord, .ageOrNameConflict].contains($0.code)
      }.map(\.field)
    }
    #expect(told(idNumber(1, born: 20_031_231)).isEmpty && told(idNumber(1, born: 20_040_101)) == ["age"])
    #expect(told(idNumber(1, born: 19_360_101)).isEmpty && told(idNumber(1, born: 19_351_231)) == ["age"])
    for area in [110_000, 650_000, 710_000, 810_000, 830_000] {
      #expect(told(idNumber(1, area: area)).isEmpty, "\(area)")
    }
    for area in [100_000, 660_000, 700_000, 840_000] { #expect(told(idNumber(1, area: area)) == ["area"], "\(area)") }
    #expect(
      told(idNumber(1), sex: "女") == ["sex"] && told(idNumber(2), sex: "女").isEmpty && told(idNumber(2)) == ["sex"])
    #expect(told(idNumber(1), sex: "").isEmpty)
    #expect(told(idNumber(1, born: 19_800_231)) == ["birth"])
  }

  @Test func `of two lists that tie both kinds' rows are told, and a roster beside a list is no double`() {
    let header = "镇,村,姓名,身份证号码"
    let paid = paymentList(["东镇,山底村,张甲,\(idNumber(1)),2880"], header: header + ",金额")
    let listed = roster(header, ["东镇,山底村,张甲,\(idNumber(1))", "东镇,水口村,张甲,\(idNumber(1))"])
    #expect(Books([paid, roster(header, ["东镇,山底村,张甲,\(idNumber(1))"])]).found(.duplicatePerson).isEmpty)
    let twice = Books([paid, listed]).found(.duplicatePerson)
    #expect(twice.map { $0.spots.map(\.place.file) } == [["jia/花名册.csv", "jia/花名册.csv"]])
    let both = paymentList(
      ["东镇,山底村,张甲,\(idNumber(1)),2880", "东镇,水口村,张甲,\(idNumber(1)),2880"], header: header + ",金额")
    let first = Books([both, listed]).found(.duplicatePerson)
    #expect(first.map(\.gap) == [.counts(expected: 1, actual: 2, unit: "次")])
    #expect(first.map { $0.spots.map(\.place.file) } == [["jia/花名册.csv", "jia/花名册.csv", "jia/发放表.csv", "jia/发放表.csv"]])
  }

  @Test func `one account of one person's rows is none of two persons`() {
    let same = Books([
      list([row("东镇,山底村", "张甲", idNumber(1), accountNumber(1)), row("东镇,水口村", "张甲", idNumber(1), accountNumber(1))])
    ])
    #expect(same.found(.sharedAccount).isEmpty && same.found(.manyAccounts).isEmpty)
    let bare = Books([list([row("东镇,山底村", "张甲", "", accountNumber(1)), row("东镇,水口村", "李乙", "", accountNumber(1))])])
    #expect(bare.found(.sharedAccount).map { $0.spots.map(\.place.cell) } == [["F4", "F5"]])
    let three = Books([
      list((1...3).map { row("东镇,山底村", "张\(Array("甲乙丙")[$0 - 1])", idNumber($0 * 2 + 1), accountNumber(1)) })
    ])
    #expect(three.found(.sharedAccount).map(\.gap) == [.counts(expected: 1, actual: 3, unit: "人")])
  }

  @Test func `one person's terms one after the other in a village are no second person`() {
    func books(_ rows: [String]) -> Books {
      Books([
        paymentList(
          rows.map { $0.replacing("ID", with: idNumber(1)) }, header: "镇,村,姓名,身份证号,职务,起始月,截止月,月数,金额")
      ])
    }
    func told(_ books: Books) -> [Int?] { [books.figures.tally.eligible, books.figures.tally.personMonths] }
    let first = "东镇,山底村,张甲,ID,委员,2021.1,2021.3,3,720", then = "东镇,山底村,张甲,ID,主任,2021.4,2021.12,9,2160"
    let one = books([first, then])
    #expect(one.found(.duplicatePerson).isEmpty && told(one) == [1, 12] && one.figures.tally.listed == 1)
    // Terms that share a month, another village, and rows without numbers are asked about or counted as before.
    let both = books([first, "东镇,山底村,张甲,ID,主任,2021.3,2021.12,10,2400"])
    #expect(both.found(.duplicatePerson).count == 1 && told(both) == [2, 13])
    #expect(books([first, "西镇,簕冲村,张甲,ID,主任,2021.4,2021.12,9,2160"]).found(.duplicatePerson).count == 1)
    let other = ["东镇,水口村,李乙,,委员,2021.1,2021.12,12,2880", "东镇,水口村,王丙,,委员,2021.1,2021.12,12,2880"]
    #expect(told(books([first, then].map { $0.replacing("ID", with: "") } + other)) == [4, 36])
  }

  @Test func `one name and one account in two villages are one person where no numbers say otherwise`() {
    let accounts = (accountNumber(1), accountNumber(2))
    func cells(_ name: String, _ account: String, ids: [String] = ["", ""], village: String = "水口村") -> [String] {
      Books([
        paymentList(
          ["东镇,山底村,张甲,\(ids[0]),\(accounts.0),12,2880", "东镇,\(village),\(name),\(ids[1]),\(account),12,2880"],
          header: "镇,村,姓名,身份证号码,银行账号,月数,金额")
      ]).found(.duplicatePerson).filter { $0.severity == .error }.flatMap(\.spots).map(\.place.cell)
    }
    #expect(cells("张甲", accounts.0) == ["E4", "E5"])
    #expect(cells("张甲", accounts.0, ids: [idNumber(1), ""]) == ["E4", "E5"])
    #expect(cells("李乙", accounts.0).isEmpty && cells("张甲", accounts.1).isEmpty)
    // Nobody shares an account with somebody of the same name: one of the numbers is wrong, or one of the accounts.
    #expect(cells("张甲", accounts.0, ids: [idNumber(1), idNumber(2)]) == ["E4", "E5"])
    #expect(cells("张甲", accounts.0, ids: [idNumber(1), idNumber(2)], village: "山底村") == ["E4", "E5"])
    #expect(cells("李乙", accounts.0, ids: [idNumber(1), idNumber(2)]).isEmpty)
    #expect(cells("张甲", accounts.1, ids: [idNumber(1), idNumber(2)]).isEmpty)
    // An account of several persons is a town's or a village's own.
    let shared = Books([
      paymentList(
        [
          "东镇,山底村,张甲,,\(accounts.0),12,2880", "东镇,水口村,张甲,,\(accounts.0),12,2880",
          "东镇,水口村,李乙,,\(accounts.0),12,2880",
        ], header: "镇,村,姓名,身份证号码,银行账号,月数,金额")
    ])
    #expect(!shared.found(.duplicatePerson).contains { $0.field == "account" })
    // Within a village it is asked where the list is read.
    #expect(cells("张甲", accounts.0, village: "山底村").isEmpty)
  }

  @Test func `one of two of a name in the roster is no stranger to it`() {
    func told(_ rows: [String]) -> Int {
      Books([
        roster("镇,村,姓名,是否兼任", rows), paymentList(["东镇,山底村,张甲,12,2880"], header: "镇,村,姓名,月数,金额"),
      ]).found(.headcountMismatch).count { $0.field == Field.name.rawValue }
    }
    #expect(told(["东镇,山底村,张甲,否", "东镇,山底村,张甲,是"]) == 0)
    #expect(told(["东镇,山底村,李乙,否", "东镇,山底村,王丙,是"]) == 1)
  }
}
