import Testing

@testable import Domain
@testable import Reconcile

/// Months that state money alone, held against whoever is certain to be paid in them, and months that nobody reports.
@Suite struct MonthsOfMoneyTests {
  private func yuan(_ expected: Int64, _ actual: Int64) -> Discrepancy.Gap {
    .money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100))
  }

  /// A return of amounts, month by month; `odd` says what differs from the usual amount of a row.
  private func returns(
    _ rows: [(place: String, usual: Int, odd: [Int: Int])], months: ClosedRange<Int> = 1...12, name: String = "月报.csv"
  ) -> (name: String, csv: String) {
    let header = months.map { "\($0)月金额" }.joined(separator: ",")
    let places = rows[0].place.contains(",") ? "镇,村" : "镇"
    let body = rows.map { row in
      row.place + "," + months.map { "\(row.odd[$0] ?? row.usual)" }.joined(separator: ",") + "\n"
    }.joined()
    return (name, "甲市2021年补贴月报表\n单位：元\n\(places),\(header)\n\(body)")
  }

  private func list(_ rows: [String]) -> (name: String, csv: String) {
    paymentList(rows, header: "镇,村,姓名,是否兼任,月数,任职时间,离任时间")
  }

  private let east = ["东镇,山底村,张甲,否,12,,", "东镇,山底村,张乙,否,12,,", "东镇,水口村,李甲,否,12,,"]

  private func told(_ books: Books) -> [String] {
    books.found(.dueVsPaid).map { "\($0.spots[0].place.cell) \($0.period)" }
  }

  @Test func `each month of a village's row is what its members have, the first and the last too`() {
    let right = returns([("东镇,山底村", 480, [:]), ("东镇,水口村", 240, [:])])
    #expect(told(Books([list(east), right])).isEmpty)
    let wrong = returns([("东镇,山底村", 480, [1: 720, 12: 360]), ("东镇,水口村", 240, [6: 480])])
    let books = Books([list(east), wrong])
    #expect(told(books) == ["C4 2021-01", "N4 2021-12", "H5 2021-06"])
    #expect(books.found(.dueVsPaid).map(\.gap) == [yuan(480, 720), yuan(480, 360), yuan(240, 480)])
    #expect(books.found(.dueVsPaid).allSatisfy { $0.message.zh.hasPrefix("明细合计") })
  }

  @Test func `a town's month is what the members of all its villages have, if all have some`() {
    let town = returns([("东镇", 720, [3: 480])])
    #expect(told(Books([list(east), town])) == ["D4 2021-03"])
    #expect(told(Books([list(Array(east.prefix(2))), returns([("东镇", 480, [3: 720])])])).isEmpty)
    let west = east + ["西镇,簕冲村,王甲,否,12,,", "西镇,横坑村,赵甲,否,12,,"]
    #expect(told(Books([list(west), returns([("东镇", 720, [:]), ("西镇", 480, [12: 240])])])) == ["M5 2021-12"])
    // A community's members are nobody's months.
    let register = Register(
      [("100001", "墟", VillageKind.community), ("100200", "山底", .village), ("100201", "水口", .village)].map {
        Register.Entry(
          code: "990101" + $0.0, county: "甲市", town: "东镇", name: $0.1 + ($0.2 == .village ? "村委会" : "社区居委会"),
          kind: $0.2)
      })
    #expect(told(Books([list(east), town], register: register)) == ["D4 2021-03"])
  }

  @Test func `whose months are not certain leaves the village's months open`() {
    func months(_ row: String) -> [String] {
      told(Books([list([east[0], row]), returns([("东镇,山底村", 240, [9: 480, 10: 480, 11: 480, 12: 480])])]))
    }
    // Four months by the term are the last of the year.
    #expect(months("东镇,山底村,张乙,否,4,2021-09,").isEmpty)
    #expect(months("东镇,山底村,张乙,否,3,2021-10,") == ["K4 2021-09"])
    #expect(months("东镇,山底村,张乙,否,4,,").isEmpty && months("东镇,山底村,张乙,否,3,2021-09,").isEmpty)
    // Who is paid for no month, or paid elsewhere, is certain.
    #expect(months("东镇,山底村,张乙,否,0,,").count == 4 && months("东镇,山底村,张乙,是,0,,").count == 4)
    #expect(months("东镇,山底村,张乙,否,约三,,").isEmpty)
  }

  @Test func `a return that has heads is held against its own`() {
    let header = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let figures = Array(repeating: "1,240", count: 12).joined(separator: ",")
    let csv = "甲市2021年补贴月报表\n单位：元\n镇,村,\(header)\n东镇,山底村,\(figures)\n"
    #expect(told(Books([list(east), ("月报.csv", csv)])).isEmpty)
  }

  @Test func `a year's amount is that of its months' heads where all are of the period`() {
    let half = Policy(
      id: "trial", from: Books.january, until: YearMonth(year: 2021, month: 6), rules: [Books.rule(1, 6)])
    func told(_ months: Int, _ year: Int) -> [Discrepancy.Gap] {
      let header = (1...months).map { "\($0)月人数" }.joined(separator: ",")
      let heads = Array(repeating: "3", count: months).joined(separator: ",")
      let csv = "甲市2021年补贴月报表\n单位：元\n镇,村,\(header),合计金额\n东镇,山底村,\(heads),\(year)\n"
      return Books([("月报.csv", csv)], policy: half).found(.dueVsPaid).map(\.gap)
    }
    #expect(told(6, 4320).isEmpty && told(6, 4000) == [yuan(4320, 4000)])
    // July is of no rule: what the year comes to is open.
    #expect(told(7, 4000).isEmpty)
  }

  // Months that no return is about.

  private func missing(_ files: [(name: String, csv: String)]) -> [Discrepancy] {
    Books(files).found(.missingNotZero).filter { $0.field == Field.month.rawValue }
  }

  @Test func `one village's missing months are its own, and so are different months of several`() {
    func village(_ place: String, _ months: ClosedRange<Int>) -> (name: String, csv: String) {
      let header = months.map { "\($0)月人数" }.joined(separator: ",")
      let heads = months.map { _ in "3" }.joined(separator: ",")
      return (place + ".csv", "甲市2021年补贴月报表\n镇,村,\(header)\n东镇,\(place),\(heads)\n")
    }
    let one = missing([village("山底村", 1...11)])
    #expect(one.map(\.subject.village) == [0] && one.map(\.level) == [.village])
    #expect(one.map(\.gap) == [.counts(expected: 12, actual: 11, unit: "月")])
    #expect(one.allSatisfy { $0.message.zh.hasPrefix("月报缺 2021-12 共 1 个月") && $0.touches == [.heads, .due, .stated] })
    let two = missing([village("山底村", 1...11), village("水口村", 1...10)])
    #expect(Set(two.map(\.subject.village)) == [0, 1] && two.count == 2)
    #expect(missing([village("山底村", 1...11), village("水口村", 1...12)]).map(\.subject.village) == [0])
    let both = missing([village("山底村", 2...12), village("水口村", 2...12)])
    #expect(both.map(\.subject) == [Subject(county: 0)] && both.map(\.level) == [.town])
  }

  @Test func `money's missing months beside a list lower what is stated, not what is due`() {
    let found = missing([list(east), returns([("东镇,山底村", 480, [:])], months: 1...10)])
    #expect(
      found.count == 1 && found.allSatisfy { $0.touches.isSuperset(of: .stated) && $0.touches.isDisjoint(with: .due) })
    #expect(found.allSatisfy { $0.message.zh.hasSuffix("这些月份未计入上报金额") })
    let town = missing([list(east), returns([("东镇", 720, [:])], months: 1...10)])
    #expect(town.map(\.subject.town) == [0] && town.map(\.level) == [.town])
  }

  // A row's own figures.

  @Test func `a summary's months are held against its amount where the year has as many`() {
    func told(_ row: String) -> [Discrepancy.Gap] {
      Books([summary("镇,村,核发人数,月数,金额", [row])]).found(.dueVsPaid).map(\.gap)
    }
    #expect(told("东镇,山底村,3,12,8600") == [yuan(8640, 8600)] && told("东镇,山底村,3,0,240") == [yuan(0, 240)])
    // No year has thirteen: the amount is held against the year's.
    #expect(told("东镇,山底村,3,13,240") == [yuan(8640, 240)] && told("东镇,山底村,3,,240").isEmpty)
    #expect(told("东镇,山底村,3,11,7920").isEmpty && told("东镇,山底村,3,11,8640") == [yuan(7920, 8640)])
  }

  @Test func `who is said to have left or died is paid to that month, and the rest is counted`() {
    func told(_ months: Int, _ note: String) -> [Discrepancy] {
      Books([
        paymentList(
          ["东镇,山底村,张甲,否,\(months),\(months * 240),\(note)", "东镇,山底村,李乙,否,12,2880,"],
          header: "镇,村,姓名,是否兼任,月数,金额,备注")
      ]).findings.filter { [.leftOfficePaid, .deceasedPaid].contains($0.code) }
    }
    #expect(told(6, "2021年6月离任").isEmpty && told(7, "2021年6月离任").map(\.gap) == [yuan(1440, 1680)])
    #expect(told(12, "2021年6月离任").map(\.gap) == [yuan(1440, 2880)])
    #expect(told(12, "2021年12月离任").isEmpty && told(12, "2021年11月病故").map(\.code) == [.deceasedPaid])
    #expect(told(12, "2021年11月病故").map(\.gap) == [yuan(2640, 2880)])
    #expect(told(1, "2021年1月离任").isEmpty && told(2, "2021年1月离任").map(\.gap) == [yuan(240, 480)])
    #expect(told(0, "2020年6月离任").isEmpty && told(1, "2020年6月离任").map(\.gap) == [yuan(0, 240)])
  }

  /// A summary of what two villages or their town are paid for some months.
  private func sums(_ time: String, _ months: Int, ofTowns: Bool = false) -> (name: String, csv: String) {
    let title = "甲市2021年\(time)补贴汇总表\n单位：元\n"
    let rows = ["山底村", "水口村"].map { "东镇,\($0),3,\(months),\(720 * months)\n" }.joined()
    return (
      "\(time)汇总表.csv",
      title + (ofTowns ? "镇,村数,核发人数,月数,金额\n东镇,2,6,\(months),\(1440 * months)\n" : "镇,村,核发人数,月数,金额\n\(rows)")
    )
  }

  private func due(_ files: (name: String, csv: String)...) -> Int64? {
    Books(files).figures.tally.due.map { $0.fen / 100 }
  }

  @Test func `a half-year's return is a part of the year's summary, where nothing tells the other half`() {
    let year = sums("", 12)
    #expect(due(sums("上半年", 6), year) == 17280 && due(sums("1-3月", 3), sums("1-9月", 9), year) == 17280)
    #expect(due(sums("上半年", 6), sums("", 12, ofTowns: true)) == 17280)
    #expect(due(sums("1-3月", 3), sums("1-9月", 9)) == 12960)
    let books = Books([sums("上半年", 6), year])
    #expect(books.found(.detailAndSummary).contains { $0.message.zh.contains("只含 2021-01—2021-06") })
    // Both halves are returns of the whole year, and a summary of six months is none of twelve.
    let both = Books([sums("上半年", 6), sums("下半年", 6), year])
    #expect(!both.found(.detailAndSummary).contains { $0.message.zh.contains("只含") })
    #expect(due(sums("上半年", 6), sums("", 6)) == 8640)
    #expect(due(sums("3月", 1), year) == 1440)
    // Without months it is the whole where it pays each village more, and no batch or plan is.
    func beside(_ title: String, _ amounts: [Int], heads: String = "核发人数,金额") -> Int64? {
      let rows = zip(["山底村", "水口村"], amounts).map { "东镇,\($0),3,\($1)\n" }.joined()
      return self.due(sums("上半年", 6), ("\(title).csv", "甲市2021年补贴\(title)\n单位：元\n镇,村,\(heads)\n\(rows)"))
    }
    #expect(beside("汇总表", [8640, 8640]) == 17280)
    #expect(beside("汇总表（第二批）", [8640, 8640]) == 8640 && beside("汇总表", [4320, 8640]) == 8640)
    #expect(beside("资金分配汇总表", [8640, 8640]) == 8640)
    #expect(beside("汇总表", [8640, 8640], heads: "应发人数,应拨金额") == 8640)
  }

  @Test func `heads that a row states once are each month's where it is paid by the quarter`() {
    let header = "镇,村,人数," + (1...12).map { "\($0)月" }.joined(separator: ",") + ",合计"
    func books(_ quarter: Int) -> Books {
      let months = (1...12).map { $0 % 3 == 0 ? "\(quarter)" : "" }.joined(separator: ",")
      return Books([summary(header, ["东镇,山底村,3,\(months),\(quarter * 4)"])])
    }
    let whole = books(2160)
    #expect(whole.tally(0)?.personMonths == 36 && whole.tally(0)?.due == Money(fen: 864_000))
    #expect(whole.found(.dueVsPaid).isEmpty)
    // What comes to the year's due by other sums than whole months is each month's own fault.
    let odd = Books([
      summary(header, ["东镇,山底村,3,\((1...12).map { $0 <= 6 ? "600" : "840" }.joined(separator: ",")),8640"])
    ])
    #expect(odd.found(.dueVsPaid).count == 12)
    // A quarter that pays more or less than that leaves it to the months that pay.
    #expect(books(1440).tally(0)?.personMonths == 12 && !books(1440).found(.dueVsPaid).isEmpty)
  }

  @Test func `a month that no list of a part of the year is about is missing, and no seat stands empty in it`() {
    func list(_ month: Int, without place: String = "-") -> (name: String, csv: String) {
      let rows = [("山底村", "甲"), ("水口村", "乙")].flatMap { village, name in
        ["张", "李", "王"].map { "东镇,\(village),\($0)\(name),否,1,240\n" }
      }
      let own = rows.filter { !$0.contains(place) }.joined()
      return ("\(month)月.csv", "甲市2021年\(month)月补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + own)
    }
    func months(_ books: Books) -> [String] {
      books.found(.missingNotZero).filter { $0.field == Field.month.rawValue }.map { $0.message.zh }
    }
    let eleven = Books((1...11).map { list($0) })
    #expect(months(eleven).count == 1 && months(eleven)[0].hasPrefix("发放表缺 2021-12 共 1 个月"))
    #expect(eleven.found(.vacancy).isEmpty)
    let short = Books((1...12).map { $0 == 6 ? list($0, without: "水口村") : list($0) })
    #expect(months(short).count == 1 && short.found(.missingNotZero).contains { $0.subject.village == 1 })
    // A seat that is empty in a month's list stands empty in it.
    let empty = Books((1...12).map { $0 == 6 ? list($0, without: "李乙") : list($0) })
    #expect(months(empty).isEmpty && empty.found(.vacancy).map(\.subject.village) == [1])
    // A list of what is paid later is about its months too.
    let half = ("上半年.csv", "甲市2021年上半年补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n东镇,山底村,张甲,否,6,1440\n")
    let later = ("补.csv", "甲市2021年下半年补贴补发表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n东镇,山底村,张甲,否,6,1440\n")
    #expect(months(Books([half])).count == 1 && months(Books([half, later])).isEmpty)
  }

  @Test func `quarters one below another are returns of each`() {
    func books(_ change: (inout [String]) -> Void = { _ in }) -> Books {
      var rows = ["山底村", "水口村"].flatMap { village in
        ["一", "二", "三", "四"].map { "东镇,\(village),第\($0)季度,3,3,2160" }
      }
      change(&rows)
      return Books([summary("镇,村,季度,核发人数,月数,金额", rows + ["合计,,,,,\(8 * 2160)"])])
    }
    func told(_ books: Books) -> [Code] { books.findings.filter { $0.severity >= .error }.map(\.code) }
    let right = books()
    #expect(right.figures.tally.due?.fen == 17280_00 && told(right).filter { $0 != .villageCountMismatch }.isEmpty)
    let odd = books { $0[2] = "东镇,山底村,第三季度,3,3,1920" }
    #expect(odd.cells(.dueVsPaid) == ["F6"] && odd.figures.tally.due?.fen == 17280_00)
    // A quarter that stands twice, and one of fewer months, which nobody can place, are asked about as rows that come again.
    #expect(told(books { $0[3] = $0[2] }).contains(.duplicateVillageRow))
    #expect(told(books { $0[1] = "东镇,山底村,第二季度,3,2,1440" }).contains(.duplicateVillageRow))
    // One quarter alone is no year of them.
    #expect(!books { $0 = [$0[0], $0[4]] }.records.sources.contains { $0.kind == .monthly })
  }
}
