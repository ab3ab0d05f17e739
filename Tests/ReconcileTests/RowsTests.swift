import Testing

@testable import Domain
@testable import Reconcile

/// Rows of summaries and returns: against the policy's seats, each other's heads, their own months and their sums.
@Suite struct RowsTests {
  private let four = "镇,村,应有人数,兼任不发人数,核发人数,金额"

  private func yuan(_ expected: Int64, _ actual: Int64) -> Discrepancy.Gap {
    .money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100))
  }

  private func heads(_ expected: Int, _ actual: Int) -> Discrepancy.Gap {
    .counts(expected: expected, actual: actual, unit: "人")
  }

  /// Returns of twelve months with heads only, by village or town.
  private func returns(_ rows: [(place: String, heads: [Int])]) -> (name: String, csv: String) {
    let header = (1...12).map { "\($0)月人数" }.joined(separator: ",")
    let body = rows.map { "\($0.place),\($0.heads.map(String.init).joined(separator: ","))\n" }.joined()
    let places = rows[0].place.contains(",") ? "镇,村" : "镇"
    return ("月报.csv", "甲市2021年补贴月报表\n\(places),\(header)\n\(body)")
  }

  private func steady(_ heads: Int) -> [Int] { Array(repeating: heads, count: 12) }

  @Test func `a summary has the heads that returns have in every month, village by village`() {
    func told(_ summaryRows: [String], _ returned: [(place: String, heads: [Int])]) -> [Discrepancy.Gap] {
      Books([summary("镇,村,核发人数,金额", summaryRows), returns(returned)]).found(.headcountMismatch).map(\.gap)
    }
    let rows = ["东镇,山底村,3,8640", "东镇,水口村,2,5760"]
    #expect(told(rows, [("东镇,山底村", steady(3)), ("东镇,水口村", steady(2))]).isEmpty)
    #expect(told(rows, [("东镇,山底村", steady(2)), ("东镇,水口村", steady(2))]) == [heads(2, 3)])
    // Heads that move are compared with nothing: which of them the summary means is not said.
    #expect(told(rows, [("东镇,山底村", [3] + steady(2).dropLast()), ("东镇,水口村", steady(2))]).isEmpty)
    #expect(told(rows, [("东镇,山底村", steady(2).dropLast() + [3]), ("东镇,水口村", steady(2))]).isEmpty)
    // What does not follow from the row's own seats is told once, there.
    let odd = Books([
      summary(four, ["东镇,山底村,3,1,3,8640", "东镇,水口村,3,1,2,5760"]),
      returns([("东镇,山底村", steady(2)), ("东镇,水口村", steady(2))]),
    ])
    #expect(odd.found(.headcountMismatch).map(\.gap) == [heads(2, 3)])
    // Members say who they are: they are what a row is held against.
    let listed = Books([
      summary("镇,村,核发人数,金额", rows), returns([("东镇,山底村", steady(2)), ("东镇,水口村", steady(2))]),
      paymentList(["甲", "乙", "丙"].map { "东镇,山底村,张\($0),否,12,2880" }),
    ])
    #expect(listed.found(.headcountMismatch).allSatisfy { $0.message.zh.contains("名单应发 3 人") })
  }

  @Test func `a summary's town has the heads of all its villages' returns, if all are there`() {
    let header = "镇,村数,核发人数,金额"
    let both = returns([("东镇,山底村", steady(3)), ("东镇,水口村", steady(2))])
    let wrong = Books([summary(header, ["东镇,2,6,17280", "西镇,2,6,17280"]), both])
    #expect(wrong.found(.headcountMismatch).map(\.subject.town) == [0])
    #expect(wrong.found(.headcountMismatch).map(\.gap) == [heads(5, 6)])
    #expect(Books([summary(header, ["东镇,2,5,14400", "西镇,2,6,17280"]), both]).found(.headcountMismatch).isEmpty)
    let half = Books([summary(header, ["东镇,2,6,17280", "西镇,2,6,17280"]), returns([("东镇,山底村", steady(3))])])
    #expect(half.found(.headcountMismatch).isEmpty)
  }

  @Test func `seats of a town are held against the policy only where it says of how many villages they are`() {
    let header = "镇,村数,应有人数,兼任不发人数,核发人数,金额"
    let right = Books([summary(header, ["东镇,2,6,0,6,17280", "西镇,2,6,1,5,14400"])])
    #expect(right.found(.headcountMismatch).isEmpty && right.found(.vacancy).isEmpty)
    let many = Books([summary(header, ["东镇,2,7,1,6,17280", "西镇,2,6,0,6,17280"])])
    #expect(many.cells(.headcountMismatch) == ["C4"] && many.found(.headcountMismatch).map(\.gap) == [heads(6, 7)])
    // One village is stated of two: whose seats are counted is open.
    let fewer = Books([summary(header, ["东镇,1,2,0,2,5760", "西镇,2,6,0,6,17280"])])
    #expect(fewer.found(.headcountMismatch).isEmpty)
    // Fewer seats of a town are no empty ones: they may be another count.
    let less = Books([summary(header, ["东镇,2,5,0,5,14400", "西镇,2,6,0,6,17280"])])
    #expect(less.found(.vacancy).isEmpty && less.found(.headcountMismatch).isEmpty)
    let changed = Books.policy([Books.rule(1, 6, quota: 3), Books.rule(7, 12, quota: 5)])
    for seats in [3, 5] {
      let books = Books([summary(four, ["东镇,山底村,\(seats),0,\(seats),", "东镇,水口村,3,0,3,"])], policy: changed)
      #expect(books.found(.headcountMismatch).isEmpty && books.found(.vacancy).isEmpty)
    }
    let between = Books([summary(four, ["东镇,山底村,4,0,4,", "东镇,水口村,3,0,3,"])], policy: changed)
    #expect(between.found(.vacancy).map(\.gap) == [heads(5, 4)])
  }

  @Test func `fewer seats than the policy gives are empty ones where all that are stated are accounted for`() {
    func told(_ row: String) -> [String] {
      let books = Books([summary(four, [row, "东镇,水口村,3,0,3,8640"])])
      return books.found(.vacancy).map { "DZ306 \($0.gap == heads(3, 2))" }
        + books.found(.headcountMismatch).map { "DZ302 \($0.spots[0].place.cell)" }
    }
    #expect(told("东镇,山底村,2,0,2,5760") == ["DZ306 true"] && told("东镇,山底村,2,1,1,2880") == ["DZ306 true"])
    // Three seats less one are the two that are paid: the stated seats are wrong.
    #expect(told("东镇,山底村,2,1,2,5760") == ["DZ302 C4"] && told("东镇,山底村,3,1,2,5760").isEmpty)
    #expect(told("东镇,山底村,2,0,1,2880") == ["DZ302 E4"])
  }

  @Test func `fewer months than the year are an error where the amount is the year's, and a question elsewhere`() {
    let header = "镇,村,核发人数,月数,金额"
    func told(_ rows: [String]) -> [String] {
      Books([summary(header, rows + ["西镇,簕冲村,3,12,8640"])]).found(.monthsOutOfRange).map {
        "\($0.spots[0].place.cell) \($0.severity)"
      }
    }
    #expect(told(["东镇,山底村,3,11,8640", "东镇,水口村,3,11,7920"]) == ["D4 error", "D5 warning"])
    #expect(told(["东镇,山底村,3,0,0", "东镇,水口村,0,0,0"]) == ["D4 warning"])
    #expect(told(["东镇,山底村,1,11,2640"]) == ["D4 warning"])
    #expect(told(["东镇,山底村,3,12,8640", "东镇,水口村,3,13,9360"]) == ["D5 error"])
    let members = paymentList(["甲", "乙", "丙"].map { "东镇,山底村,张\($0),否,11,2640" })
    let beside = Books([members, summary(header, ["东镇,山底村,3,11,7920", "东镇,水口村,3,11,7920"])])
    #expect(
      beside.found(.monthsOutOfRange).filter { $0.spots[0].place.file.hasSuffix("汇总表.csv") }.map(\.subject.village) == [
        1
      ])
    let towns = Books([summary("镇,村数,核发人数,月数,金额", ["东镇,2,6,11,17280", "西镇,2,6,11,15840"])])
    #expect(towns.found(.monthsOutOfRange).map(\.level) == [.town] && towns.cells(.monthsOutOfRange) == ["D4"])
    // Six months at the rate that stood for six are all there are.
    let rules = Books.policy([Books.rule(1, 6, yuan: 200), Books.rule(7, 12)])
    let raised = { (months: Int) in
      Books([summary("镇,村,核发人数,月数,补贴标准,金额", ["东镇,山底村,3,\(months),200,\(months * 600)"])], policy: rules)
    }
    #expect(raised(6).found(.monthsOutOfRange).isEmpty && raised(5).found(.monthsOutOfRange).count == 1)
  }

  @Test func `person-months are no more than the heads have`() {
    let rows = Books([summary("镇,村,核发人数,人月,金额", ["东镇,山底村,3,36,8640", "东镇,水口村,2,25,6000"])])
    #expect(rows.cells(.monthsOutOfRange) == ["D5"])
    let alone = Books([summary("镇,村,人月,金额", ["东镇,山底村,36,8640", "东镇,水口村,25,6000"])])
    #expect(alone.found(.monthsOutOfRange).isEmpty && alone.figures.tally.personMonths == 61)
    #expect(alone.figures.tally.due == Money(fen: 61 * 24_000) && alone.figures.tally.eligible == nil)
    #expect(alone.found(.missingNotZero).map(\.field).contains(Field.eligible.rawValue))
  }

  private func wan(_ rows: [String], total: String, header: String = "镇,村,核发人数,金额") -> [Discrepancy] {
    let columns = header.split(separator: ",").count
    let sum = "合计" + String(repeating: ",", count: columns - 1) + total
    let csv = "甲市2021年补贴汇总表\n单位：万元\n\(header)\n" + (rows + [sum]).map { $0 + "\n" }.joined()
    return Books([("汇总表.csv", csv)]).findings.filter { $0.spots.first?.raw == total }
  }

  @Test func `a total in 万元 of villages' rows states what they are due, whatever their roundings come to`() {
    // 0.864 each: 1.73 in all, though 0.86 and 0.86 come to 1.72.
    let rows = ["东镇,山底村,3,0.86", "东镇,水口村,3,0.86"]
    #expect(wan(rows, total: "1.73").map(\.code) == [.roundingResidual])
    #expect(wan(rows, total: "1.73").map(\.gap) == [yuan(17_200, 17_300)])
    #expect(wan(rows, total: "1.72").isEmpty)
    #expect(wan(rows, total: "1.74").map(\.code) == [.subtotalMismatch])
    #expect(wan(rows, total: "1.71").map(\.code) == [.subtotalMismatch])
  }

  @Test func `where nobody knows what is due, each part and the sum may be half a place off`() {
    let rows = ["东镇,山底村,0.86", "东镇,水口村,0.86"]
    func told(_ total: String) -> [Code] { wan(rows, total: total, header: "镇,村,金额").map(\.code) }
    #expect(told("1.72").isEmpty && told("1.73") == [.roundingResidual] && told("1.71") == [.roundingResidual])
    #expect(told("1.74") == [.subtotalMismatch] && told("1.70") == [.subtotalMismatch])
  }

  @Test func `a total that counts its subtotals in says so`() {
    let rows = ["东镇,山底村,3,8640", "东镇,水口村,3,8640", "小计,,6,17280", "西镇,簕冲村,3,8640", "小计,,3,8640"]
    func told(_ total: Int) -> [String] {
      Books([summary("镇,村,核发人数,金额", rows + ["合计,,9,\(total)"])]).found(.subtotalMismatch).map(\.message.zh)
    }
    #expect(told(25_920).isEmpty)
    #expect(told(51_840).map { $0.hasSuffix("（把小计也加进去了）") } == [true])
    #expect(told(25_930).map { $0.hasSuffix("（把小计也加进去了）") } == [false])
  }

  @Test func `a year beside its months is their sum where all that are stated can be read`() {
    let header = (1...12).map { "\($0)月金额" }.joined(separator: ",")
    func told(_ months: [String], _ year: Int) -> [Discrepancy] {
      let csv =
        "甲市2021年补贴月报表\n单位：元\n镇,村,\(header),全年金额\n东镇,山底村,\(months.joined(separator: ",")),\(year)\n东镇,水口村,"
        + "\(Array(repeating: "720", count: 12).joined(separator: ",")),8640\n"
      return Books([("月报.csv", csv)]).found(.subtotalMismatch)
    }
    let eleven = Array(repeating: "720", count: 11)
    #expect(told(eleven + ["720"], 8640).isEmpty && told(eleven + [""], 7920).isEmpty)
    #expect(told(eleven + [""], 8640).map(\.gap) == [yuan(7920, 8640)])
    #expect(told(eleven + ["约七百"], 8640).isEmpty)
    let found = told(eleven + ["720"], 8460)
    #expect(found.map(\.partRows) == [4...4] && found.map(\.partColumns) == [3...14])
  }

  @Test func `a grand total with unreadable parts is held against the county's detail`() {
    let list = paymentList(
      ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"].flatMap { village in
        ["张甲", "李乙", "王丙"].map { "\(village),\($0)\(village.suffix(2)),否,12,2880" }
      })
    let rows = ["东镇,山底村,3,0,3,8640", "东镇,水口村,3,0,3,8640", "西镇,簕冲村,3,0,三四,8640", "西镇,横坑村,3,0,3,约8640"]
    func told(_ total: String) -> [String] {
      Books([list, summary(four, rows + ["合计,,\(total)"])]).findings.filter {
        $0.isTie && $0.level == .county && $0.spots.first?.place.cell.hasSuffix("8") == true
      }.map { "\($0.code.rawValue) \($0.field)" }
    }
    #expect(told("12,0,12,34560").isEmpty)
    #expect(told("12,0,11,34560") == ["DZ302 paid"])
    #expect(told("12,0,12,34600") == ["DZ404 amount"])
  }

  @Test func `exclusions are no more than one a village, of a row and of a village's members together`() {
    let header = "镇,应有人数,兼任不发人数,核发人数,金额"
    #expect(Books([summary(header, ["东镇,6,2,4,11520", "西镇,6,3,3,8640"])]).cells(.exclusionExceedsVillages) == ["C5"])
    let dated = "镇,村,姓名,是否兼任,月数,金额,任职时间,离任时间"
    func members(_ second: String) -> [String] {
      Books([
        paymentList(["东镇,山底村,张甲,是,0,0,2020-01,2021-06", "东镇,山底村,李乙,是,0,0,\(second),"], header: dated)
      ]).cells(.exclusionExceedsVillages)
    }
    // Who follows a chair sits on the same seat.
    #expect(members("2021-07").isEmpty && members("2021-06") == ["D4"])
  }

  @Test func `turnover asks only of months that were compared, and not where someone came or went`() {
    let march = YearMonth(year: 2021, month: 3)
    func asked(_ months: Int, start: String = "", end: String = "") -> Int {
      let header = (1...months).map { "\($0)月人数" }.joined(separator: ",")
      let heads = Array(repeating: "3", count: months).joined(separator: ",")
      let csv = "甲市2021年补贴月报表\n镇,村,\(header)\n东镇,山底村,\(heads)\n东镇,水口村,\(heads)\n"
      let terms = roster("镇,村,姓名,任职时间,离任时间", ["西镇,簕冲村,张甲,\(start),\(end)", "西镇,簕冲村,李乙,2018-01,"])
      return Books([("月报.csv", csv), terms], policy: Books.policy(turnover: march...march)).found(.flatAcrossTurnover)
        .count
    }
    let least = Thresholds().flatMonths
    #expect(asked(least) == 1 && asked(least - 1) == 0)
    #expect(asked(12, start: "2021-02") == 1 && asked(12, start: "2021-03") == 0 && asked(12, start: "2021-04") == 0)
    #expect(asked(12, start: "2021-05") == 1)
    #expect(asked(12, start: "2018-01", end: "2021-04") == 0 && asked(12, start: "2018-01", end: "2021-05") == 1)
  }

  @Test func `a total is of its town where the document is, and of the county where that is`() {
    func told(_ rows: [String]) -> [Discrepancy] {
      let csv = "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,金额\n" + rows.map { $0 + "\n" }.joined()
      return Books([("汇总表.csv", csv)]).found(.subtotalMismatch)
    }
    let east = ["东镇,山底村,3,8640", "东镇,水口村,3,8640"]
    let own = "甲市东镇2021年补贴汇总表\n单位：元\n村,核发人数,金额\n山底村,3,8640\n水口村,3,8640\n合计,6,17000\n"
    #expect(Books([("汇总表.csv", own)]).found(.subtotalMismatch).map(\.subject.town) == [0])
    let west = ["西镇,簕冲村,3,8640", "合计,,9,25000"]
    #expect(told(east + west).map(\.subject.town) == [nil])
    #expect(told(east + ["东镇小计,,6,17000", "西镇,簕冲村,3,8640", "西镇小计,,3,8640"]).map(\.subject.town) == [0])
    #expect(told(east + ["东镇小计,,6,17280", "西镇,簕冲村,3,8640", "西镇小计,,3,8600"]).map(\.subject.town) == [1])
  }

  @Test func `rounded person by person, a row comes to its heads, not to its person-months`() {
    let rule = Policy.Rules(from: Books.january, until: Books.december, rate: Money(fen: 24_033), quota: 3)
    let policy = Policy(id: "trial", from: Books.january, until: Books.december, rules: [rule], rounding: .yuan)
    let header = "镇,村,核发人数,月数,人月,金额"
    #expect(Books([summary(header, ["东镇,山底村,3,10,30,7209"])], policy: policy).found(.dueVsPaid).isEmpty)
    let exact = Books([summary(header, ["东镇,山底村,3,10,30,7209.9"])], policy: policy).found(.dueVsPaid)
    #expect(exact.map(\.gap) == [.money(expected: Money(fen: 720_900), actual: Money(fen: 720_990))])
  }

  @Test func `heads that are short of the seats by those who are not in office are a vacancy, and nothing else is`() {
    let five = "镇,村,应有人数,实有人数,兼任不发人数,核发人数,金额"
    func told(_ row: String) -> [Code] {
      let books = Books([summary(five, [row, "东镇,水口村,3,3,0,3,8640"])])
      return [Code.headcountMismatch, .vacancy].flatMap { books.found($0).map(\.code) }
    }
    #expect(told("东镇,山底村,3,2,0,2,5760") == [.vacancy] && told("东镇,山底村,3,2,1,1,2880") == [.vacancy])
    #expect(told("东镇,山底村,3,2,0,3,8640") == [] && told("东镇,山底村,3,3,0,2,5760") == [.headcountMismatch])
  }

  @Test
  func `a row of the county, or of a village that nobody knows, has its vacancy told where nothing stands below it`() {
    let county = "县,村数,应有人数,扣减人数,实有人数,核发人数,金额"
    #expect(
      Books([summary(county, ["甲市,4,12,0,11,11,31680"])]).found(.vacancy).map(\.gap) == [
        .counts(expected: 12, actual: 11, unit: "人")
      ])
    let village = Books([summary("镇,村,应有人数,实有人数,兼任不发人数,核发人数,金额", ["东镇,水尾村,3,2,0,2,5760"])])
    #expect(village.cells(.vacancy) == ["D4"])
  }
}
