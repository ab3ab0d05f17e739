import Testing

@testable import Domain
@testable import Reconcile

/// Heads and seats of small counties: who counts, and which rows do not agree.
@Suite struct HeadsTests {
  private let four = "镇,村,应有人数,兼任不发人数,核发人数,金额"

  @Test func `a village of a list has the figures of its members`() {
    let books = Books([
      paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,5,1200", "东镇,山底村,王丙,是,0,0"])
    ])
    let village = books.tally(0)
    #expect(village?.listed == 3 && village?.concurrent == 1 && village?.eligible == 2)
    #expect(
      village?.personMonths == 17 && village?.due == Money(fen: 408_000) && village?.stated == Money(fen: 408_000))
    #expect(books.figures.months.map(\.heads) == [2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1])
    #expect(
      books.figures.months.map(\.due.fen) == [48_000, 48_000, 48_000, 48_000, 48_000]
        + Array(repeating: 24_000, count: 7))
  }

  @Test func `as many heads as seats are not too many, one more is`() {
    let full = Books([summary(four, ["东镇,山底村,3,0,3,8640", "东镇,水口村,3,0,3,8640"])])
    #expect(full.found(.overQuota).isEmpty && full.found(.headcountMismatch).isEmpty)
    let over = Books([summary(four, ["东镇,山底村,3,0,3,8640", "东镇,水口村,4,0,4,11520"])])
    #expect(over.cells(.overQuota) == ["E5"])
    #expect(over.found(.overQuota).map(\.gap) == [.counts(expected: 3, actual: 4, unit: "人")])
  }

  @Test func `a town's own row has the seats of its villages, or of as many as it states`() {
    let header = "镇,村数,应有人数,兼任不发人数,核发人数,金额"
    let fits = Books([summary(header, ["东镇,2,6,0,6,17280", "西镇,2,6,0,6,17280"])])
    #expect(fits.found(.overQuota).isEmpty && fits.figures.tally.quota == 12)
    let over = Books([summary(header, ["东镇,2,7,0,7,20160", "西镇,2,6,0,6,17280"])])
    #expect(over.cells(.overQuota) == ["E4"])
    let more = Books([summary(header, ["东镇,3,9,0,9,25920", "西镇,2,6,0,6,17280"])])
    #expect(more.found(.overQuota).isEmpty)
    let unstated = Books([summary("镇,应有人数,兼任不发人数,核发人数,金额", ["东镇,7,0,7,20160", "西镇,6,0,6,17280"])])
    #expect(unstated.found(.overQuota).map(\.gap) == [.counts(expected: 6, actual: 7, unit: "人")])
    let unmarked = Books([summary("镇,应有人数,核发人数,金额", ["东镇,7,7,20160", "西镇,6,6,17280"])])
    #expect(unmarked.found(.overQuota).map(\.gap) == [.counts(expected: 6, actual: 7, unit: "人")])
    let odd = Books([summary("镇,应有人数,核发人数,金额", ["东镇,8,7,20160", "西镇,6,6,17280"])])
    #expect(odd.found(.overQuota).isEmpty)
  }

  @Test func `a row's heads are its seats less those not paid again`() {
    let wrong = Books([summary(four, ["东镇,山底村,3,1,3,8640", "东镇,水口村,3,1,2,5760"])])
    #expect(wrong.cells(.headcountMismatch) == ["E4"])
    #expect(wrong.found(.headcountMismatch).map(\.gap) == [.counts(expected: 2, actual: 3, unit: "人")])
    // The policy's three seats less one give the two that are paid: the stated seats are wrong, and told at their own cell only.
    let seats = Books([summary(four, ["东镇,山底村,2,1,2,5760", "东镇,水口村,3,1,2,5760"])])
    #expect(seats.cells(.headcountMismatch) == ["C4"])
    let many = Books([summary(four, ["东镇,山底村,5,2,3,8640", "东镇,水口村,3,1,2,5760"])])
    #expect(many.cells(.headcountMismatch) == ["C4"])
    let few = Books([summary(four, ["东镇,山底村,2,0,2,5760", "东镇,水口村,3,1,2,5760"])])
    #expect(few.found(.headcountMismatch).isEmpty && few.cells(.vacancy) == ["C4"])
  }

  @Test func `rows agree with the members below them, village by village and town by town`() {
    let list = paymentList([
      "东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,是,0,0", "东镇,水口村,赵丁,否,12,2880",
      "东镇,水口村,钱戊,否,12,2880", "东镇,水口村,孙己,否,12,2880",
    ])
    let agreed = Books([list, summary(four, ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,0,3,8640"])])
    #expect(agreed.found(.headcountMismatch).isEmpty && agreed.found(.dueVsPaid).isEmpty)
    let heads = Books([list, summary(four, ["东镇,山底村,3,0,3,8640", "东镇,水口村,3,0,3,8640"])])
    #expect(heads.found(.headcountMismatch).map(\.field) == ["concurrent", "paid"])
    #expect(
      heads.found(.headcountMismatch).map(\.gap) == [
        .counts(expected: 1, actual: 0, unit: "人"), .counts(expected: 2, actual: 3, unit: "人"),
      ])
    let towns = Books([list, summary("镇,应有人数,兼任不发人数,核发人数,金额", ["东镇,6,1,5,14400", "西镇,6,0,6,17280"])])
    #expect(towns.found(.headcountMismatch).isEmpty)
    let town = Books([list, summary("镇,应有人数,兼任不发人数,核发人数,金额", ["东镇,9,3,6,17280", "西镇,6,0,6,17280"])])
    #expect(
      town.found(.headcountMismatch).filter { $0.subject.town == 0 }.map(\.field) == ["paid", "concurrent", "quota"])
  }

  @Test func `a summary's heads and pay are laid over the months of the year`() {
    let books = Books([
      summary("镇,村,核发人数,月数,金额", ["东镇,山底村,3,12,8640", "东镇,水口村,2,3,1440"])
    ])
    #expect(books.figures.months.map(\.heads) == [5, 5, 5] + Array(repeating: 3, count: 9))
    #expect(books.figures.months.map(\.due.fen) == [120_000, 120_000, 120_000] + Array(repeating: 72_000, count: 9))
  }

  @Test func `months of a half-year's list end with it, whenever the term began`() {
    let books = Books([
      ("上半年.csv", "甲市2021年1-6月补贴发放表\n单位：元\n镇,村,姓名,月数,金额,任职时间\n东镇,山底村,张甲,6,1440,2021-03\n东镇,山底村,李乙,4,960,2021-03\n")
    ])
    #expect(books.figures.months.map(\.heads) == [1, 1, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0])
  }

  @Test func `two half years in one seat are one head, and four at once are too many`() {
    let halves = ["张甲,否,12", "李乙,否,12", "王丙,否,6", "赵丁,否,6"].map { "东镇,山底村,\($0)," }
    #expect(Books([paymentList(halves)]).found(.overQuota).isEmpty)
    let crowd = ["张甲,否,12", "李乙,否,12", "王丙,否,12", "赵丁,否,1"].map { "东镇,山底村,\($0)," }
    #expect(Books([paymentList(crowd)]).found(.overQuota).map(\.spots.count) == [4])
    func told(_ months: [String]) -> [String] {
      let rows = zip(["张甲", "李乙", "王丙", "赵丁"], months).map { "东镇,山底村,\($0),否,\($1)," }
      return Books([paymentList(rows)]).found(.overQuota).map(\.message.zh)
    }
    #expect(told(["12", "12", "12"]).isEmpty && told(["12", "12", "12", ""]) == ["核发 4 人，超过每村 3 人的员额"])
    #expect(told(["12", "12", "12", "12"]) == ["核发 4 人，超过每村 3 人的员额"])
    #expect(told(["12", "12", "11", "3"]) == ["核发 4 人，超过每村 3 人的员额"])
  }

  @Test func `a town's heads are too many where its own seats say no less and no list of its members shows it`() {
    let header = "镇,应有人数,兼任不发人数,核发人数,金额"
    let seats = Books([summary(header, ["东镇,8,1,7,20160", "西镇,6,0,6,17280"])])
    #expect(seats.found(.overQuota).map(\.gap) == [.counts(expected: 6, actual: 7, unit: "人")])
    // And month by month, of a village as of a town.
    func months(_ place: String, _ heads: String) -> [String] {
      let columns = place.contains(",") ? "镇,村" : "镇"
      let csv = "甲市2021年补贴月报表\n\(columns),1月人数,2月人数,3月人数\n\(place),\(heads)\n"
      return Books([("月报.csv", csv)]).found(.overQuota).map { "\($0.period) \($0.message.zh)" }
    }
    #expect(months("东镇,山底村", "3,4,2") == ["2021-02 人数 4，超过每村 3 人的员额"])
    #expect(months("东镇", "6,7,5") == ["2021-02 人数 7，超过 2 个村共 6 人的员额"])
    let list = paymentList(["东镇,山底村,张甲,否,12,2880"])
    let both = Books([list, summary(header, ["东镇,7,0,7,20160", "西镇,7,0,7,20160"])])
    #expect(both.found(.overQuota).map(\.subject.town) == [1])
  }

  @Test func `a county's total that leaves its exclusions in is told so`() {
    let list = paymentList(
      ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"].flatMap { village in
        ["张甲", "李乙", "王丙"].map { "\(village),\($0)\(village.suffix(2)),\($0 == "王丙" ? "是,0,0" : "否,12,2880")" }
      })
    let total = Books([list, summary("县,村数,核发人数,金额", ["甲市,4,12,34560"])]).found(.headcountMismatch)
    #expect(total.map { $0.consistentWith.first?.zh } == ["兼任的 4 人没有扣减"])
  }

  @Test func `more exclusions than villages are told, for each has one chair`() {
    let header = "镇,村数,应有人数,兼任不发人数,核发人数,金额"
    let books = Books([summary(header, ["东镇,2,6,2,4,11520", "西镇,2,6,3,3,8640"])])
    #expect(books.cells(.exclusionExceedsVillages) == ["D5"])
    let rows = Books([summary(four, ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,2,1,2880"])])
    #expect(rows.cells(.exclusionExceedsVillages) == ["D5"])
    let members = Books([
      paymentList(["东镇,山底村,张甲,是,0,0", "东镇,山底村,李乙,是,0,0", "东镇,水口村,王丙,是,0,0"])
    ])
    #expect(members.cells(.exclusionExceedsVillages) == ["D4"])
  }

  @Test func `nobody's exclusions are stated only where no document has any`() {
    #expect(Books([summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640", "东镇,水口村,3,8640"])]).found(.exclusionNotStated).count == 1)
    #expect(Books([summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640"])]).found(.exclusionNotStated).count == 1)
    #expect(Books([summary(four, ["东镇,山底村,3,0,3,8640"])]).found(.exclusionNotStated).isEmpty)
    #expect(Books([]).found(.exclusionNotStated).isEmpty)
  }

  @Test func `three who are paid at once follow nobody, though their months come to two seats'`() {
    let list = paymentList(
      ["张甲,2017-05,,12,2880", "李乙,2017-05,2021-06,6,1440", "王丙,2017-05,2021-06,6,1440"].map { "东镇,山底村,\($0)" },
      header: "镇,村,姓名,任职时间,离任时间,月数,金额")
    let books = Books([list, summary("镇,村,应有人数,兼任人数,核发人数,金额", ["东镇,山底村,3,1,3,5760"])])
    #expect(!books.found(.headcountMismatch).isEmpty)
  }

  @Test func `heads that follow from seats in every row may be derived, unless a member is listed`() {
    let rows = summary(four, ["东镇,山底村,3,1,2,5760", "东镇,水口村,3,0,3,8640"])
    #expect(Books([rows]).found(.formulaEqualsCount).count == 1)
    #expect(Books([rows, paymentList(["东镇,山底村,张甲,否,12,2880"])]).found(.formulaEqualsCount).isEmpty)
    #expect(Books([summary(four, ["东镇,山底村,3,1,2,5760"])]).found(.formulaEqualsCount).isEmpty)
  }

  @Test func `one month with one head too many is told though the year's person-months fit`() {
    let books = Books([
      paymentList(
        [
          "东镇,山底村,张甲,12,2880,2020-01,", "东镇,山底村,李乙,12,2880,2020-01,", "东镇,山底村,王丙,11,2640,2020-01,2021-11",
          "东镇,山底村,赵丁,1,240,2021-11,2021-11",
        ], header: "镇,村,姓名,月数,金额,任职时间,离任时间")
    ])
    #expect(books.found(.overQuota).map(\.gap) == [.counts(expected: 3, actual: 4, unit: "人")])
    #expect(books.found(.overQuota).first?.message.zh.contains("2021-11") == true)
  }

  @Test
  func `heads of two villages that never move in a year of elections are worth a question, one village's are not`() {
    let header = (1...12).map { "\($0)月人数" }.joined(separator: ",")
    let heads = Array(repeating: "3", count: 12).joined(separator: ",")
    let moved = "3,3,2,3,3,3,3,3,3,3,3,3"
    func flat(_ rows: [String]) -> Int {
      let march = YearMonth(year: 2021, month: 3)
      let csv = "甲市2021年补贴月报表\n镇,村,\(header)\n" + rows.map { $0 + "\n" }.joined()
      return Books([("月报.csv", csv)], policy: Books.policy(turnover: march...march)).found(.flatAcrossTurnover).count
    }
    #expect(flat(["东镇,山底村,\(heads)", "东镇,水口村,\(heads)"]) == 1)
    // A town's own returns are of no village.
    let march = YearMonth(year: 2021, month: 3)
    let files = [("镇,村", "东镇,山底村"), ("镇", "西镇")].map { places, row in
      (name: row + ".csv", csv: "甲市2021年补贴月报表\n\(places),\(header)\n\(row),\(heads)\n")
    }
    let books = Books(files, policy: Books.policy(turnover: march...march))
    #expect(books.found(.flatAcrossTurnover).isEmpty && books.records.aggregates.map(\.village) == [0, -1])
    #expect(flat(["东镇,山底村,\(heads)", "东镇,水口村,\(moved)"]) == 0 && flat(["东镇,山底村,\(heads)"]) == 0)
  }

  @Test func `who is paid for the whole year sat there when there were fewest seats`() {
    let rules = Books.policy([Books.rule(1, 6, quota: 2), Books.rule(7, 12, quota: 3)])
    func told(_ row: String, _ header: String = "镇,村,核发人数,金额") -> [Discrepancy.Gap] {
      Books([summary(header, [row])], policy: rules).found(.overQuota).map(\.gap)
    }
    func heads(_ expected: Int, _ actual: Int) -> [Discrepancy.Gap] {
      [.counts(expected: expected, actual: actual, unit: "人")]
    }
    #expect(told("东镇,山底村,3,8640") == heads(2, 3) && told("东镇,山底村,3,5000").isEmpty)
    #expect(told("东镇,山底村,3,12,", "镇,村,核发人数,月数,金额") == heads(2, 3))
    #expect(told("东镇,山底村,3,6,", "镇,村,核发人数,月数,金额").isEmpty && told("东镇,山底村,4,") == heads(3, 4))
  }

  @Test func `a list of those who hold another post is held against a summary's heads where nothing lists the members`()
  {
    func books(_ header: String, _ rows: [String], _ named: [String], title: String = "兼任纪检委员人员名单") -> Books {
      Books([
        summary(header, rows), ("兼任名单.csv", "甲市2021年\(title)\n镇,村,姓名\n" + named.map { $0 + "\n" }.joined()),
      ])
    }
    let towns = "镇,村数,应有人数,兼任人数,核发人数,金额"
    let rows = ["东镇,2,6,1,5,14400", "西镇,2,6,1,5,14400"]
    let right = books(towns, rows, ["东镇,山底村,张甲", "西镇,横坑村,李乙"])
    #expect(right.findings.filter { $0.severity >= .error }.isEmpty)
    #expect(right.figures.tally.eligible == 10 && right.figures.tally.concurrent == 2 && right.records.members.isEmpty)
    let more = books(towns, rows, ["东镇,山底村,张甲", "东镇,水口村,王丙", "西镇,横坑村,李乙"])
    #expect(more.cells(.headcountMismatch) == ["D4"] && more.figures.tally.eligible == 10)
    let open = books("镇,村数,应有人数,核发人数,金额", ["东镇,2,6,5,14400", "西镇,2,6,6,17280"], ["东镇,山底村,张甲"])
    #expect(open.figures.tally.concurrent == 1 && open.found(.exclusionNotStated).isEmpty)
    let taken = open.records.normalizations.filter { $0.rule == "count-from-list-of-posts" }
    #expect(taken.map(\.value) == ["1", "0"])
    // A list of all who hold the other post need hold no members.
    let post = books(towns, rows, ["东镇,山底村,张甲", "西镇,横坑村,李乙"], title: "各村纪检委员名单")
    #expect(!post.found(.headcountMismatch).isEmpty)
    // Whom the seats leave no room for is asked about, and makes nobody less.
    let full = books("镇,村数,核发人数,金额", ["东镇,2,6,17280", "西镇,2,5,14400"], ["东镇,山底村,张甲", "西镇,横坑村,李乙"])
    #expect(full.cells(.headcountMismatch) == ["C4"] && full.records.aggregates[0][.concurrent] == .absent)
    #expect(full.records.aggregates[1][.concurrent] == .value(1))
    // One town's list is of its town.
    let town = Books([
      summary(towns, rows), ("东镇兼任名单.csv", "东镇2021年兼任纪检委员人员名单\n村,姓名\n山底村,张甲\n"),
    ])
    #expect(town.found(.headcountMismatch).isEmpty && town.figures.tally.concurrent == 2)
    // A roster of members is one, whatever sums stand beside it, and a list of posts without sums is all that there is.
    #expect(books(towns, rows, ["东镇,山底村,张甲"], title: "村监委成员花名册").figures.tally.listed == 1)
    #expect(Books([("兼任名单.csv", "甲市2021年兼任纪检委员人员名单\n镇,村,姓名\n东镇,山底村,张甲\n")]).records.members.count == 1)
  }
}
