import Testing

@testable import Domain
@testable import Reconcile

/// Figures of towns, summaries and returns, where no list of members has them.
@Suite struct ChainOfRowsTests {
  private static let raised = Books.policy([Books.rule(1, 6, yuan: 200), Books.rule(7, 12)])

  @Test func `a town counts by its own rows where no village of it is reported`() {
    let header = "镇,村数,核发人数,月数,金额"
    let books = Books([summary(header, ["东镇,2,6,12,17280", "西镇,2,5,6,7200"])])
    let towns = books.figures.towns.map(\.tally)
    #expect(towns.map(\.eligible) == [6, 5] && towns.map(\.personMonths) == [72, 30])
    #expect(towns.map(\.due?.fen) == [1_728_000, 720_000] && towns.map(\.quota) == [6, 6])
    #expect(books.figures.tally.stated == Money(fen: 2_448_000) && books.figures.tally.villagesReported == 4)
    let beside = Books([
      summary(header, ["东镇,2,6,12,17280", "西镇,2,5,6,7200"]), paymentList(["东镇,山底村,张甲,否,12,2880"]),
    ])
    #expect(beside.figures.towns.map(\.tally.eligible) == [1, 5])
    let whole = Books([summary("县,村数,核发人数,金额", ["甲市,4,12,34560"])])
    #expect(whole.figures.tally.eligible == 12 && whole.figures.tally.due == Money(fen: 3_456_000))
  }

  @Test func `a town reports no more villages than the register has of it`() {
    let header = "镇,村数,核发人数,月数,金额"
    func tally(_ rows: [String]) -> [Int] {
      let books = Books([summary(header, rows)])
      return [
        books.figures.tally.villagesReported, books.figures.tally.quota, books.found(.villageCountMismatch).count,
      ]
    }
    #expect(tally(["东镇,3,6,12,17280", "西镇,2,5,6,7200"]) == [4, 12, 1])
    // Fewer are what the row says, and the county's own row has all of its villages.
    #expect(tally(["东镇,1,3,12,8640", "西镇,2,5,6,7200"]) == [3, 9, 1])
    #expect(Books([summary("县,村数,核发人数,金额", ["甲市,4,12,34560"])]).figures.tally.villagesReported == 4)
  }

  @Test func `a town's returns count month by month, each month once`() {
    func returns(_ rows: [String], _ header: String = "1月人数,1月金额,2月人数,2月金额") -> Tally {
      Books([("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村数,\(header)\n" + rows.map { $0 + "\n" }.joined())]).figures.towns[0]
        .tally
    }
    let one = returns(["东镇,2,6,1440,5,1200", "西镇,2,6,1440,6,1440"])
    #expect(one.eligible == 6 && one.personMonths == 11 && one.due == Money(fen: 264_000))
    #expect(one.stated == Money(fen: 264_000) && one.quota == 6 && one.villagesReported == 2)
    let twice = returns(["东镇,2,6,1440,5,1200", "东镇,2,6,1440,5,1200", "西镇,2,6,1440,6,1440"])
    #expect(twice.personMonths == 11 && twice.stated == Money(fen: 264_000))
    // Beside a summary a return that has heads counts, with its own exclusions, else the summary's.
    func beside(_ header: String, _ row: String) -> Tally {
      let csv = "甲市2021年补贴月报表\n单位：元\n镇,\(header)1月人数,1月金额\n东镇,\(row)4,960\n西镇,\(row)4,960\n"
      let towns = summary("镇,村数,应有人数,兼任不发人数,核发人数,金额", ["东镇,2,6,1,5,14400", "西镇,2,6,1,5,14400"])
      return Books([("月报.csv", csv), towns]).figures.towns[0].tally
    }
    #expect(beside("", "").eligible == 4 && beside("", "").concurrent == 1 && beside("兼任不发人数,", "2,").concurrent == 2)
    let year = returns(["东镇,2,6,5,2640", "西镇,2,6,6,2880"], "1月人数,2月人数,全年金额")
    #expect(year.stated == Money(fen: 264_000) && year.personMonths == 11)
  }

  @Test func `returns of money leave heads to the summary, and give the amounts where they are of the whole year`() {
    let money = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,1月金额,2月金额\n东镇,山底村,720,480\n")
    let both = Books([money, summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640"])])
    #expect(both.tally(0)?.eligible == 3 && both.figures.villages[0].basis == .summary)
    #expect(both.tally(0)?.stated == Money(fen: 864_000))
    let months = (1...12).map { "\($0)月金额" }.joined(separator: ",")
    let amounts = Array(repeating: "720", count: 11).joined(separator: ",")
    let year = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,\(months)\n东镇,山底村,\(amounts),480\n")
    let whole = Books([year, summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640"])])
    #expect(whole.tally(0)?.eligible == 3 && whole.tally(0)?.stated == Money(fen: 840_000))
    let heads = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,1月人数,1月金额\n东镇,山底村,2,480\n")
    let counted = Books([heads, summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640"])])
    #expect(counted.figures.villages[0].basis == .monthly && counted.tally(0)?.eligible == 2)
    let alone = Books([money]).tally(0)
    #expect(alone?.eligible == nil && alone?.due == nil && alone?.personMonths == nil)
  }

  @Test func `a summary's heads are its seats less the excluded where it states none, and blank months are unknown`() {
    let seats = Books([summary("镇,村,应有人数,兼任不发人数,金额", ["东镇,山底村,3,1,5760", "东镇,水口村,3,0,8640"])])
    #expect(
      seats.tally(0)?.eligible == 2 && seats.tally(0)?.personMonths == 24 && seats.tally(1)?.due == Money(fen: 864_000))
    let blank = Books([summary("镇,村,核发人数,月数,金额", ["东镇,山底村,3,,8640", "东镇,水口村,3,12,8640"])])
    #expect(blank.tally(0)?.eligible == 3 && blank.tally(0)?.personMonths == nil && blank.tally(0)?.due == nil)
    let many = Books([summary("镇,村,核发人数,月数,人月,金额", ["东镇,山底村,3,12,34,8160", "东镇,水口村,3,13,,8640"])])
    #expect(many.tally(0)?.personMonths == 34 && many.tally(0)?.due == Money(fen: 816_000))
    #expect(many.tally(1)?.personMonths == 36)
    let half = Books(
      [summary("镇,村,核发人数,月数,补贴标准,金额", ["东镇,山底村,3,6,240,4320", "东镇,水口村,3,6,200,3600"])], policy: Self.raised)
    #expect(half.tally(0)?.due == Money(fen: 432_000) && half.tally(1)?.due == Money(fen: 360_000))
    #expect(half.figures.months.map(\.heads) == Array(repeating: 3, count: 12))
  }

  @Test func `a community's rows count in no village and no month, and its members are checked all the same`() {
    let register = Register(
      [("100200", "山底村委会", VillageKind.village), ("100001", "西园社区居委会", .community)].map {
        .init(code: "990101" + $0.0, county: "甲市", town: "东镇", name: $0.1, kind: $0.2)
      })
    let rows = ["东镇,山底村,张甲,否,12,2880", "东镇,西园社区,李乙,否,12,2640", "东镇,西园社区,王丙,是,12,2880"]
    let books = Books([paymentList(rows)], register: register)
    #expect(books.figures.villages.map(\.village) == [1] && books.figures.tally.eligible == 1)
    #expect(books.figures.months.map(\.heads) == Array(repeating: 1, count: 12))
    #expect(books.figures.months.map(\.due.fen) == Array(repeating: 24_000, count: 12))
    #expect(books.cells(.dueVsPaid) == ["F5"] && books.cells(.dualPostPaid) == ["D6"])
    let sums = Books(
      [summary("镇,村,核发人数,金额", ["东镇,山底村,1,2880", "东镇,西园社区,2,5760"])], register: register)
    #expect(sums.figures.months.map(\.heads) == Array(repeating: 1, count: 12))
  }

  @Test func `what a return states is its months' amounts, or its year's where a month has no column for one`() {
    func stated(_ header: String, _ row: String) -> Int64? {
      let csv = "甲市2021年补贴月报表\n单位：元\n镇,村,\(header)\n东镇,山底村,\(row)\n东镇,水口村,\(row)\n"
      return Books([("月报.csv", csv)]).tally(0)?.stated.map { $0.fen / 100 }
    }
    #expect(stated("1月金额,2月金额,全年金额", "720,480,1300") == 1200)
    #expect(stated("1月人数,2月人数,全年金额", "3,2,1300") == 1300)
    #expect(stated("1月人数,1月金额,2月人数,2月金额", "3,720,2,") == 720)
  }
}
