import Testing

@testable import Domain
@testable import Reconcile

/// A roster and a payment list of the same villages: whose marks hold, and who stands in one of them only.
@Suite struct RosterBesideListTests {
  private let marked = roster(
    "镇,村,姓名,是否兼任", ["东镇,山底村,张一,是", "东镇,山底村,张二,否", "东镇,水口村,张六,是", "东镇,水口村,张七,否"])

  @Test(arguments: ["", "否"])
  func `whom the roster marks is not paid again, whatever a list leaves blank or denies`(_ flag: String) {
    let books = Books([
      marked,
      paymentList([
        "东镇,山底村,张一,是,,", "东镇,山底村,张二,\(flag),12,2880", "东镇,水口村,张六,\(flag),12,2880", "东镇,水口村,张七,\(flag),12,2880",
      ]),
    ])
    #expect(books.found(.dualPostPaid).map { $0.spots.map(\.place.cell) } == [["D5", "F6"]])
    #expect(books.figures.tally.eligible == 2 && books.figures.tally.concurrent == 2)
    let noted = Books([
      marked,
      paymentList(
        ["东镇,山底村,张一,,,兼任纪检委员，不重复发放", "东镇,山底村,张二,12,2880,", "东镇,水口村,张六,12,2880,", "东镇,水口村,张七,12,2880,"],
        header: "镇,村,姓名,月数,金额,备注"),
    ])
    #expect(noted.found(.dualPostPaid).count == 1 && noted.figures.tally.eligible == 2)
    // A list's own mark holds where the roster has none, and so does its no for whom the roster does not mark.
    let own = Books([
      marked, paymentList(["东镇,山底村,张一,是,,", "东镇,山底村,张二,是,,", "东镇,水口村,张六,是,,", "东镇,水口村,张七,否,12,2880"]),
    ])
    #expect(own.found(.dualPostPaid).isEmpty && own.figures.tally.concurrent == 3)
  }

  @Test func `whom the roster marks and no list names is not paid again, though the list has marks of its own`() {
    func concurrent(_ rows: [String]) -> Int? { Books([marked, paymentList(rows)]).figures.tally.concurrent }
    #expect(concurrent(["东镇,山底村,张二,否,12,2880", "东镇,水口村,张七,否,12,2880"]) == 2)
    #expect(concurrent(["东镇,山底村,张二,否,12,2880", "东镇,水口村,张六,是,,", "东镇,水口村,张七,否,12,2880"]) == 2)
    // A no for the whole year contradicts the roster, which is told as before, and is counted once.
    let denied = Books([marked, paymentList(["东镇,山底村,张一,否,12,2880", "东镇,水口村,张七,否,12,2880"])])
    #expect(denied.figures.tally.concurrent == 2 && !denied.found(.dualPostPaid).isEmpty)
  }

  @Test(arguments: ["2020-12", "2021-03"])
  func `a former chair in the roster, and a name in another spelling, exclude nobody more`(_ end: String) {
    let header = "镇,村,姓名,是否兼任,任职时间,离任时间"
    let members = ["东镇,山底村,张一,是,2017-05,", "东镇,山底村,李二,否,2017-05,", "东镇,山底村,王三,否,2017-05,"]
    let list = paymentList(["东镇,山底村,张一,是,,", "东镇,山底村,李二,否,12,2880", "东镇,山底村,王三,否,12,2880"])
    let former = Books([roster(header, members + ["东镇,山底村,赵四,是,2017-05,\(end)"]), list])
    #expect(former.tally(0)?.concurrent == 1)
    let spelt = paymentList(["东镇,山底村,张乙,是,,", "东镇,山底村,李二,否,12,2880", "东镇,山底村,王三,否,12,2880"])
    #expect(Books([roster(header, members), spelt]).tally(0)?.concurrent == 1)
  }

  @Test func `a no for some months holds against a mark of the year's end`() {
    func half(_ name: String, _ part: String, _ rows: [String]) -> (name: String, csv: String) {
      (name, "甲市2021年\(part)补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + rows.joined(separator: "\n") + "\n")
    }
    let one = "东镇,山底村,张一,否,6,1440"
    let two = "东镇,山底村,张二,否,6,1440"
    let post = roster("镇,村,姓名,是否兼任,备注", ["东镇,山底村,张一,否,", "东镇,山底村,张二,是,2021年7月起兼任纪检委员"])
    let books = Books([post, half("上半年.csv", "1-6月", [one, two]), half("下半年.csv", "7-12月", [one])])
    #expect(books.found(.dualPostPaid).isEmpty && books.figures.tally.personMonths == 18)
    #expect(Books([post, paymentList(["东镇,山底村,张一,否,12,2880", two])]).found(.dualPostPaid).isEmpty)
    let whole = Books([post, half("上半年.csv", "1-6月", [one, two]), half("下半年.csv", "7-12月", [one, two])])
    #expect(!whole.found(.dualPostPaid).isEmpty)
  }

  @Test func `whoever stands in the roster without another post and in no list is told`() {
    func told(_ rows: [String], _ paid: [String], _ header: String = "镇,村,姓名,是否兼任") -> [String] {
      Books([roster(header, rows), paymentList(paid)]).found(.headcountMismatch).compactMap(\.spots.first?.place.cell)
    }
    let rows = ["东镇,山底村,张一,否", "东镇,山底村,张二,否", "东镇,山底村,张三,是"]
    #expect(told(rows, ["东镇,山底村,张一,,12,2880"]) == ["C4"])
    #expect(told(rows, ["东镇,山底村,张一,,12,2880", "东镇,山底村,张二,,,"]).isEmpty)
    // A roster that marks nobody leaves open who is paid elsewhere; who left before, and whose seat is paid, is missed by nobody.
    #expect(told(rows.map { String($0.dropLast(2)) }, ["东镇,山底村,张一,,12,2880"], "镇,村,姓名").isEmpty)
    let left = ["东镇,山底村,张一,否,2017.4,", "东镇,山底村,张二,否,2017.4,2020.12"]
    #expect(told(left, ["东镇,山底村,张一,,12,2880"], "镇,村,姓名,是否兼任,任职时间,离任时间").isEmpty)
    let four = ["甲", "乙", "丙", "丁"].map { "东镇,山底村,张\($0),否" }
    #expect(told(four, ["甲", "乙", "丙"].map { "东镇,山底村,张\($0),,12,2880" }).isEmpty)
    // A note says why not, or for how long he was there.
    func noted(_ note: String) -> [String] {
      told(
        ["东镇,山底村,张一,否,", "东镇,山底村,张二,否,\(note)"], ["东镇,山底村,张一,,12,2880"], "镇,村,姓名,是否兼任,备注")
    }
    #expect(noted("") == ["C4"])
    for note in ["2020年12月离任", "已病故", "未到任", "2022年1月到任", "自愿放弃补贴", "公益性岗位人员，不重复领取"] {
      #expect(noted(note).isEmpty, "\(note)")
    }
    #expect(noted("2021年1月离任") == ["C4"])
    // Somebody else is paid in the seat, which is told there.
    #expect(told(rows, ["东镇,山底村,张一,,12,2880", "东镇,山底村,李四,,12,2880"]) == ["C5"])
  }

  @Test func `another number beside one name in roster and list is told at both`() {
    let books = Books([
      roster("镇,村,姓名,身份证号码", ["东镇,山底村,张一,\(idNumber(1))"]),
      paymentList(["东镇,山底村,张一,\(idNumber(2)),12,2880"], header: "镇,村,姓名,身份证号码,月数,金额"),
    ])
    let found = books.found(.headcountMismatch)
    #expect(found.map { $0.spots.map(\.place.cell) } == [["D4", "D3"]] && found[0].message.zh.contains("号码不同"))
  }

  @Test func `who stands twice in roster and list is told at all four rows`() {
    let id = idNumber(1)
    let rows = ["东镇,山底村,张一,\(id)", "西镇,簕冲村,张一,\(id)"]
    let list = paymentList(rows.map { $0 + ",12,2880" }, header: "镇,村,姓名,身份证号码,月数,金额")
    let both = Books([roster("镇,村,姓名,身份证号码", rows), list]).found(.duplicatePerson)
    #expect(both.map { $0.spots.map(\.place.cell).sorted() } == [["D3", "D4", "D4", "D5"]])
    // Twice in one of them alone is told there.
    #expect(Books([roster("镇,村,姓名,身份证号码", [rows[0]]), list]).found(.duplicatePerson).map(\.spots.count) == [2])
  }

  @Test(arguments: [("5月份当选", "came"), ("5月起发", "came"), ("接替李某（5月）", "came")])
  func `a note says in other words when somebody came`(_ note: String, _ kind: String) {
    func kinds(_ note: String) -> [String] {
      Books([paymentList(["东镇,山底村,张一,12,2880,\(note)"], header: "镇,村,姓名,月数,金额,备注")]).records.remarks
        .map(\.kind.rawValue)
    }
    #expect(kinds(note) == [kind])
    for words in ["7月起发新标准", "原5月当选", "5月换届当选连任", "当选", "5月当选主任"] { #expect(kinds(words).isEmpty, "\(words)") }
  }

  @Test func `whom lists of parts leave out for a while is told where the roster has them in office`() {
    func told(_ months: [Int], end: String = "") -> [String] {
      let files =
        [roster("镇,村,姓名,是否兼任,离任时间", ["东镇,山底村,张一,否,", "东镇,山底村,张二,否,\(end)"])]
        + (1...4).map { quarter in
          let rows = ["东镇,山底村,张一,否,3,720"] + (months.contains(quarter) ? ["东镇,山底村,张二,否,3,720"] : [])
          return (
            "第\(quarter)季度.csv",
            "甲市2021年第\(quarter)季度补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + rows.joined(separator: "\n") + "\n"
          )
        }
      return Books(files).found(.headcountMismatch).map { $0.spots.map(\.place.cell).joined(separator: " ") }
    }
    #expect(told([1, 2, 4]) == ["C4 C5"])
    #expect(told([1, 2, 3, 4]).isEmpty && told([1, 2], end: "2021.6").isEmpty)
  }

  @Test func `a summary's town is held against the list's amounts beside a roster too`() {
    let rows = ["东镇,山底村,张一,否,9,2160", "东镇,水口村,张二,否,12,2880"]
    let files = [roster("镇,村,姓名,是否兼任", ["东镇,山底村,张一,否", "东镇,水口村,张二,否"]), paymentList(rows)]
    func gaps(_ amount: String) -> Int {
      Books(files + [summary("镇,村数,核发人数,月数,金额", ["东镇,2,2,12,\(amount)"])]).found(.dueVsPaid).count
    }
    #expect(gaps("5760") == 1)
  }

  @Test func `a summary's town is held against the terms of a roster's members`() {
    let rows = ["东镇,山底村,张一,否,2017.4,2021.6", "东镇,水口村,张二,否,2017.4,"]
    func gaps(_ row: String, _ header: String) -> Int {
      Books([roster("镇,村,姓名,是否兼任,任职时间,离任时间", rows), summary(header, ["东镇,2," + row])]).found(.dueVsPaid).count
    }
    #expect(gaps("2,5760", "镇,村数,核发人数,金额") == 1 || gaps("2,12,5760", "镇,村数,核发人数,月数,金额") == 1)
    #expect(gaps("24,5760", "镇,村数,人月数,金额") == 1 && gaps("18,4320", "镇,村数,人月数,金额") == 0)
  }

  @Test(arguments: [("2021-09", ""), ("2021-09", "2021-09"), ("2021-10", ""), ("2021-09", "2021-10"), ("", "")])
  func `what comes back of months after an end of office that the roster states is off money and months`(
    _ end: String, _ named: String
  ) {
    let person = "东镇,山底村,张甲,\(idNumber(1))"
    let header = "镇,村,姓名,身份证号码"
    let books = Books([
      roster(header + ",任职时间,离任时间", [person + ",2017-04,\(end)"]),
      paymentList([person + ",12,2880"], header: header + ",月数,金额"),
      ("扣回.csv", "甲市2021年扣回补贴明细\n单位：元\n\(header),离任时间,扣回月数,扣回金额\n\(person),\(named),3,720\n"),
    ])
    let isTakenOff = end == "2021-09" && named != "2021-10"
    #expect(books.tally(0)?.personMonths == (isTakenOff ? 9 : 12))
    #expect(books.found(.backPayment).map(\.severity) == [isTakenOff ? .info : .warning])
    #expect(books.found(.leftOfficePaid).isEmpty == (isTakenOff || end.isEmpty))
  }

  @Test func `whom a list marks and does not pay, and the roster does not mark, is told`() {
    let books = Books([
      marked, paymentList(["东镇,山底村,张一,是,,", "东镇,山底村,张二,是,0,0", "东镇,水口村,张六,是,,", "东镇,水口村,张七,否,12,2880"]),
    ])
    #expect(books.found(.headcountMismatch).map { $0.spots.map(\.place.cell) } == [["D5", "D4"]])
  }
}
