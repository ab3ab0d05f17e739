import Testing

@testable import Domain
@testable import Reconcile

/// Seats that nobody holds, for the year or for some of its months.
@Suite struct VacancyTests {
  @Test func `as many empty seats as a town's row says are paid elsewhere are theirs`() {
    let rows = ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880"] + ["赵丁", "钱戊", "孙己"].map { "东镇,水口村,\($0),12,2880" }
    func told(_ summed: String, _ rows: [String] = rows) -> Int {
      Books([
        paymentList(rows, header: "镇,村,姓名,月数,金额"), summary("镇,应有人数,兼任不发人数,核发人数,金额", [summed]),
      ]).found(.vacancy).count { $0.field == "members" }
    }
    #expect(told("东镇,6,1,5,14400") == 0)
    // One seat more is empty, a village says itself that nobody is, or the town says nothing of it.
    #expect(told("东镇,6,1,4,11520", Array(rows.dropLast())) == 2 && told("东镇,6,,5,14400") == 1)
    let marked = Books([
      paymentList(rows.map { $0.replacing(",12,", with: ",否,12,") }),
      summary("镇,应有人数,兼任不发人数,核发人数,金额", ["东镇,6,1,5,14400"]),
    ])
    #expect(marked.found(.vacancy).count { $0.field == "members" } == 1)
  }

  private let four = "镇,村,应有人数,兼任不发人数,核发人数,金额"

  @Test func `a seat is empty for the months that nobody's term covers`() {
    let header = "镇,村,姓名,是否兼任,月数,金额,任职时间,离任时间"
    let books = Books([
      paymentList(
        [
          "东镇,山底村,张甲,否,12,2880,2020-01,", "东镇,山底村,李乙,否,3,720,2020-01,2021-03",
          "东镇,山底村,王丙,否,7,1680,2021-06,", "东镇,山底村,赵丁,否,12,2880,2020-01,",
          "东镇,水口村,钱戊,否,12,2880,,", "东镇,水口村,孙己,否,12,2880,,", "西镇,簕冲村,周庚,否,12,2880,,", "西镇,簕冲村,吴辛,否,12,2880,,",
          "西镇,簕冲村,郑壬,否,12,2880,,",
        ], header: header)
    ])
    let found = books.found(.vacancy)
    #expect(found.map(\.subject.village) == [0, 1])
    #expect(found.first?.message.zh.contains("缺员 1 人、共 2 人月（2021-04—2021-05）") == true)
    #expect(found.last?.message.zh == "在册 2 人，缺员 1 人、共 12 人月")
    #expect(
      found.map(\.gap) == [
        .counts(expected: 36, actual: 34, unit: "人月"), .counts(expected: 3, actual: 2, unit: "人"),
      ])
    // Of known months those are at stake, and of a whole year the year.
    #expect(found.first?.consistentWith.map(\.zh) == ["相差 2 个人月，480.00 元"])
    #expect(found.last?.consistentWith.map(\.zh) == ["相差 1 人，全年为 2,880.00 元"])
    let worth = Worth(Books.policy())
    #expect(found.map { worth.most(of: $0) } == [Money(fen: 48_000), Money(fen: 288_000)])
  }

  @Test func `a list of the paid alone has no empty seat for whoever another document says is not paid again`() {
    let rows = ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880"]
    let list = paymentList(rows, header: "镇,村,姓名,月数,金额")
    #expect(Books([list, summary(four, ["东镇,山底村,3,1,2,5760"])]).found(.vacancy).isEmpty)
    #expect(Books([list, summary(four, ["东镇,山底村,3,0,2,5760"])]).found(.vacancy).map(\.subject.village) == [0])
  }

  @Test func `an empty seat is told with whoever is listed, the roster's members before the list's rows`() {
    func told(_ books: Books) -> [String] { books.found(.vacancy).map(\.message.zh) }
    let halves = ["1-6月", "7-12月"].map { part in
      (
        name: part + ".csv",
        csv: "甲市2021年\(part)补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n东镇,山底村,张甲,否,6,1440\n东镇,山底村,李乙,否,6,1440\n"
      )
    }
    #expect(told(Books(halves)) == ["在册 2 人，缺员 1 人、共 12 人月"])
    #expect(told(Books([halves[0]])) == ["在册 2 人，缺员 1 人、共 6 人月（2021-01—2021-06）"])
    let list = paymentList(["东镇,山底村,张甲,否,12,2880"])
    let two = roster("镇,村,姓名", ["东镇,山底村,张甲", "东镇,山底村,李乙"])
    #expect(told(Books([list, two])) == ["在册 2 人，缺员 1 人、共 12 人月"] && told(Books([list])) == ["在册 1 人，缺员 2 人、共 24 人月"])
    // A list with marks holds whoever is paid elsewhere: nobody sits outside it, whatever a summary says.
    #expect(told(Books([list, summary(four, ["东镇,山底村,3,1,2,5760"])])) == ["在册 1 人，缺员 2 人、共 24 人月"])
    let bare = paymentList(["东镇,山底村,张甲,12,2880"], header: "镇,村,姓名,月数,金额")
    #expect(told(Books([bare, summary(four, ["东镇,山底村,3,1,2,5760"])])) == ["在册 1 人，缺员 1 人、共 12 人月"])
    #expect(told(Books([bare, two, summary(four, ["东镇,山底村,3,1,2,5760"])])) == ["在册 2 人，缺员 1 人、共 12 人月"])
    let rules = Books.policy([Books.rule(1, 6, quota: 1), Books.rule(7, 12, quota: 2)])
    let changed = Books([list], policy: rules).found(.vacancy)
    #expect(changed.map(\.message.zh) == ["在册 1 人，缺员 1 人、共 6 人月（2021-07—2021-12）"])
    #expect(changed.map(\.gap) == [.counts(expected: 18, actual: 12, unit: "人月")])
  }

  @Test func `an empty seat is told with the row that says so, and with no other note`() {
    let rows = ["东镇,山底村,张甲,12,2880,", "东镇,山底村,李乙,6,1440,2021年6月离任", "东镇,山底村,空缺,,,"]
    let books = Books([paymentList(rows, header: "镇,村,姓名,月数,金额,备注")])
    #expect(books.found(.vacancy).map { $0.spots.map(\.place.cell) } == [["C4", "C5", "C6"]])
  }

  @Test func `one month in which a seat is empty is told as well as a year's`() {
    let header = "镇,村,姓名,月数,金额,任职时间,离任时间"
    let two = ["东镇,山底村,张甲,12,2880,,", "东镇,山底村,李乙,12,2880,,"]
    func told(_ end: String) -> [String] {
      Books([paymentList(two + ["东镇,山底村,王丙,12,2880,,\(end)"], header: header)]).found(.vacancy).map(\.message.zh)
    }
    #expect(told("2021-11") == ["在册 3 人，缺员 1 人、共 1 人月（2021-12—2021-12）"] && told("2021-12").isEmpty)
    #expect(told("2021-01") == ["在册 3 人，缺员 1 人、共 11 人月（2021-02—2021-12）"])
    #expect(told("2020-12") == ["在册 3 人，缺员 1 人、共 12 人月"])
  }

  @Test func `a seat that two hold one after the other by notes is one, and the other is empty`() {
    func seats(_ rows: [String]) -> [Discrepancy.Gap] {
      Books([paymentList(rows, header: "镇,村,姓名,标准,月数,金额,备注")]).found(.vacancy).map(\.gap)
    }
    let rows = ["东镇,山底村,王一,240,12,2880,", "东镇,山底村,王二,240,2,480,2月离任"]
    #expect(seats(rows + ["东镇,山底村,王三,240,10,2400,3月到任"]) == [.counts(expected: 3, actual: 2, unit: "人")])
    #expect(seats(rows + ["东镇,山底村,王三,240,10,2400,3月到任", "东镇,山底村,王四,240,12,2880,"]).isEmpty)
    // Whoever is paid on is told for that (DZ607), and sat there as long.
    let paidOn = ["东镇,山底村,王二,240,12,2880,2月离任", "东镇,山底村,王一,240,12,2880,", "东镇,山底村,王三,240,12,2880,"]
    #expect(seats(paidOn).isEmpty)
    // A roster of the year's end knows nobody who left before.
    let today = roster("镇,村,姓名,是否兼任,备注", ["东镇,山底村,王一,否,", "东镇,山底村,王四,否,", "东镇,山底村,王三,否,2021年3月到任"])
    let paid = rows + ["东镇,山底村,王三,240,10,2400,3月到任", "东镇,山底村,王四,240,12,2880,"]
    #expect(Books([today, paymentList(paid, header: "镇,村,姓名,标准,月数,金额,备注")]).found(.vacancy).isEmpty)
  }
}
