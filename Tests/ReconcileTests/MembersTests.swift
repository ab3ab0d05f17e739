import Testing

@testable import Domain
@testable import Reconcile

/// What is said of members one by one: blanks, terms, departures, lists that name them, payments that came back.
@Suite struct MembersTests {
  private let names = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥").map { "张\($0)" }

  private func yuan(_ expected: Int64, _ actual: Int64) -> Discrepancy.Gap {
    .money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100))
  }

  private func months(_ expected: Int, _ actual: Int) -> Discrepancy.Gap {
    .counts(expected: expected, actual: actual, unit: "月")
  }

  private func list(_ name: String, _ town: String, _ rows: [String], _ header: String = "镇,村,姓名,是否兼任,月数,金额")
    -> (name: String, csv: String)
  {
    (name, "甲市\(town)2021年补贴发放表\n单位：元\n\(header)\n" + rows.joined(separator: "\n") + "\n")
  }

  private func blanks(_ books: Books, _ field: Field) -> [String] {
    books.found(.missingNotZero).filter { $0.field == field.rawValue && !$0.subject.detail.hasSuffix("#blank") }.map {
      "\($0.spots[0].place.file.dropFirst(4).dropLast(4)) \($0.spots[0].place.cell)"
    }
  }

  @Test func `blank months are told member by member, table by table, and a whole column of them once`() {
    let books = Books([
      list("b.csv", "东镇", ["东镇,山底村,张甲,否,,2880", "东镇,山底村,李乙,是,,0", "东镇,山底村,王丙,否,12,2880"]),
      list("a.csv", "西镇", ["西镇,簕冲村,赵丁,否,12,2880", "西镇,簕冲村,钱戊,否,,2880"]),
    ])
    #expect(blanks(books, .months) == ["a E5", "b E4"])
    #expect(books.figures.tally.eligible == 2 && books.figures.tally.personMonths == 24)
    func many(_ count: Int) -> [String] {
      let rows = names.prefix(count).map { "东镇,山底村,\($0),否,,2880" } + ["东镇,水口村,李乙,否,12,2880"]
      return blanks(Books([list("a.csv", "东镇", rows)]), .months)
    }
    #expect(many(20).count == 20 && many(20).first == "a E4" && many(21) == ["a E4:E24"])
  }

  @Test func `a blank amount is told of whoever is due something`() {
    let header = "镇,村,姓名,是否兼任,月数,应发金额,实发金额"
    func told(_ rows: [String], _ header: String = header) -> [String] {
      blanks(Books([list("a.csv", "东镇", rows, header)]), .amount)
    }
    let paid = "东镇,山底村,王丙,否,12,2880,2880"
    #expect(told([paid, "东镇,山底村,张甲,否,12,2880,"]) == ["a G5"])
    #expect(told([paid, "东镇,山底村,张甲,否,12,,"]) == ["a G5"])
    #expect(told([paid, "东镇,山底村,张甲,否,0,2880,"]).isEmpty && told([paid, "东镇,山底村,张甲,否,12,0,"]).isEmpty)
    #expect(told([paid, "东镇,山底村,张甲,是,0,2880,"]).isEmpty)
    #expect(told(["东镇,山底村,张甲,否,12,", "东镇,山底村,王丙,否,12,2880"], "镇,村,姓名,是否兼任,月数,实发金额") == ["a F4"])
  }

  @Test func `payments of a year that came back are told from the day on that the threshold names`() {
    let rows = ["东镇,山底村,张甲,否,12,2880,退票", "东镇,山底村,李乙,否,12,2880,已发放", "东镇,山底村,王丙,否,0,0,退票"]
    func told(_ asOf: CalendarDate?, days: Int) -> [Discrepancy] {
      var thresholds = Thresholds()
      thresholds.returnedDays = days
      return Books(
        [list("a.csv", "东镇", rows, "镇,村,姓名,是否兼任,月数,金额,发放状态")], asOf: asOf, thresholds: thresholds
      ).found(.paymentReturned)
    }
    let day = CalendarDate(year: 2022, month: 1, day: 10)
    #expect(told(day, days: 10).map(\.gap) == [yuan(2880, 0)] && told(day, days: 11).isEmpty)
    #expect(told(day, days: 10).first?.message.zh.hasSuffix("已 10 天") == true)
    #expect(told(nil, days: 0).count == 1 && told(nil, days: 1).isEmpty)
    #expect(told(CalendarDate(year: 2021, month: 6, day: 1), days: 0).first?.message.zh.hasSuffix("已 0 天") == true)
  }

  @Test func `months below the term are told where nobody else is paid for them and nothing says why`() {
    let header = "镇,村,姓名,是否兼任,月数,金额,任职时间,离任时间"
    func told(_ last: String) -> [Discrepancy.Gap] {
      Books([
        list("a.csv", "东镇", ["东镇,山底村,张甲,否,12,2880,,", "东镇,山底村,李乙,否,12,2880,,", last], header)
      ]).found(.monthsOutOfRange).map(\.gap)
    }
    #expect(told("东镇,山底村,王丙,否,11,2640,,") == [months(12, 11)])
    #expect(told("东镇,山底村,王丙,否,10,2400,2021-02,") == [months(11, 10)])
    #expect(told("东镇,山底村,王丙,否,11,2640,2021-02,").isEmpty && told("东镇,山底村,王丙,否,12,2880,,").isEmpty)
    #expect(told("东镇,山底村,王丙,是,0,0,,").isEmpty)
    #expect(told("东镇,山底村,王丙,否,0,0,,") == [months(12, 0)])
    // Dates of the list's own count before the roster's.
    let own = Books([
      list(
        "发放表.csv", "东镇", ["东镇,山底村,张甲,12,2880,", "东镇,山底村,李乙,12,2880,", "东镇,山底村,王丙,10,2400,2021-02"],
        "镇,村,姓名,月数,金额,任职时间"),
      roster("镇,村,姓名,任职时间", ["东镇,山底村,王丙,2021-03"]),
    ])
    #expect(own.found(.monthsOutOfRange).map(\.gap) == [months(11, 10)])
    // What was taken back says why.
    let taken = Books([
      list(
        "a.csv", "东镇", ["东镇,山底村,张甲,11,2640,240", "东镇,山底村,李乙,12,2880,", "东镇,山底村,王丙,12,2880,"],
        "镇,村,姓名,月数,金额,扣回")
    ])
    #expect(taken.found(.monthsOutOfRange).isEmpty)
    func many(_ count: Int) -> [String] {
      let rows = names.prefix(count).enumerated().map {
        "东镇,\($0.offset % 2 == 0 ? "山底" : "水口")村,\($0.element),否,1,240"
      }
      return Books([list("a.csv", "东镇", rows)]).found(.monthsOutOfRange).map {
        "\($0.spots[0].place.cell) \($0.message.zh.prefix { $0 != "，" }) \($0.message.en.prefix { $0 != ";" })"
      }
    }
    #expect(many(20).count == 20 && many(20)[0] == "E4 发放 1 个月 1 month(s) are paid of 12")
    #expect(many(21) == ["E4:E24 21 人发放 1 个月 21 members: 1 month(s) are paid of 12"])
    // Whoever is paid elsewhere fills a seat; without a column of months what is due tells them, else what is paid.
    let full = ["张甲,是,0,0", "李乙,否,12,2880", "王丙,否,6,1440", "赵丁,否,6,1440"].map { "东镇,山底村,\($0)" }
    #expect(Books([list("a.csv", "东镇", full)]).found(.monthsOutOfRange).isEmpty)
    func cells(_ header: String, _ row: String) -> [String] {
      Books([list("a.csv", "东镇", ["东镇,山底村,张甲,\(row)"], "镇,村,姓名,\(header)")]).cells(.monthsOutOfRange)
    }
    #expect(cells("应发金额,实发金额", "2640,2640") == ["D4"] && cells("备注,实发金额", ",2640") == ["E4"])
  }

  @Test func `nobody is paid beyond the roster's term, nor to the year's end without standing in it`() {
    let listed = roster("镇,村,姓名,任职时间,离任时间", ["东镇,山底村,张甲,2020-01,2021-06", "东镇,山底村,李乙,2021-07,", "东镇,山底村,王丙,,"])
    func told(_ rows: [String], _ header: String = "镇,村,姓名,月数,金额") -> [String] {
      Books([list("发放表.csv", "东镇", rows, header), listed]).findings.filter {
        [.leftOfficePaid, .monthsOutOfRange, .headcountMismatch].contains($0.code) && $0.field != "months_below_term"
      }.map { "\($0.code.rawValue) \($0.spots[0].place.cell)" }.sorted()
    }
    let rest = ["东镇,山底村,李乙,6,1440", "东镇,山底村,王丙,12,2880"]
    #expect(told(["东镇,山底村,张甲,6,1440"] + rest).isEmpty)
    #expect(told(["东镇,山底村,张甲,7,1680"] + rest) == ["DZ607 D4"])
    #expect(told(["东镇,山底村,张甲,6,1440", "东镇,山底村,李乙,7,1680", rest[1]]) == ["DZ403 D5"])
    let ended = Books([
      list("发放表.csv", "东镇", ["东镇,山底村,张甲,7,1680"], "镇,村,姓名,月数,金额"),
      roster("镇,村,姓名,任职时间,离任时间", ["东镇,山底村,张甲,,2021-06", "东镇,山底村,李乙,2021-07,"]),
    ])
    #expect(ended.found(.leftOfficePaid).map(\.gap) == [months(6, 7)])
    // Whoever left within the year may be gone from the roster; whoever is paid to its end is not.
    #expect(told(["东镇,山底村,张甲,6,1440", "东镇,山底村,赵丁,6,1440"] + rest).isEmpty)
    #expect(told(["东镇,山底村,张甲,6,1440", "东镇,山底村,赵丁,12,2880"] + rest) == ["DZ302 C5"])
    #expect(told(["东镇,山底村,赵丁,0,0"] + rest).isEmpty)
    // A list that dates its members is held against its own dates.
    #expect(
      told(["东镇,山底村,张甲,7,1680,,2021-07", "东镇,山底村,王丙,12,2880,,"], "镇,村,姓名,月数,金额,任职时间,离任时间").isEmpty)
  }

  @Test func `one name twice in a village's roster is nobody's, and two numbers are two persons`() {
    let twice = roster("镇,村,姓名,任职时间", ["东镇,山底村,张甲,2021-07", "东镇,山底村,张甲,2020-01"])
    let paid = list("发放表.csv", "东镇", ["东镇,山底村,张甲,12,2880"], "镇,村,姓名,月数,金额")
    #expect(Books([paid, twice]).found(.monthsOutOfRange).isEmpty)
    func numbered(_ roster: String, _ list: String) -> [Code] {
      Books([
        self.list("发放表.csv", "东镇", ["东镇,山底村,张甲,\(list),12,2880"], "镇,村,姓名,身份证号码,月数,金额"),
        numberedRoster(["东镇,山底村,张甲,\(roster),2021-07"]),
      ]).findings.map(\.code).filter { [.monthsOutOfRange, .headcountMismatch].contains($0) }
    }
    #expect(numbered(idNumber(1), idNumber(1)) == [.monthsOutOfRange])
    #expect(numbered("", idNumber(1)) == [.monthsOutOfRange] && numbered(idNumber(1), "") == [.monthsOutOfRange])
    #expect(numbered(idNumber(3), idNumber(1)) == [.headcountMismatch])
  }

  private func numberedRoster(_ rows: [String]) -> (name: String, csv: String) {
    roster("镇,村,姓名,身份证号码,任职时间", rows)
  }

  @Test func `months from or up to the one that a note names are none too few`() {
    func told(_ months: Int, _ note: String) -> [Discrepancy.Gap] {
      Books([
        list("a.csv", "东镇", ["东镇,山底村,张甲,\(months),\(months * 240),\(note)"], "镇,村,姓名,月数,金额,备注")
      ]).findings.filter { $0.field == "months_below_term" }.map(\.gap)
    }
    #expect(told(6, "2021年6月离任").isEmpty && told(6, "2021年6月病故").isEmpty)
    #expect(told(4, "2021年9月起任职").isEmpty)
    #expect(told(6, "") == [.counts(expected: 12, actual: 6, unit: "月")])
    #expect(told(5, "2021年6月离任") == [.counts(expected: 6, actual: 5, unit: "月")])
  }

  @Test func `whoever a note says has left is paid to that month and no further`() {
    func told(_ months: Int, _ note: String) -> [Discrepancy] {
      Books([
        list(
          "a.csv", "东镇", ["东镇,山底村,张甲,\(months),\(months * 240),\(note)", "东镇,山底村,李乙,12,2880,"], "镇,村,姓名,月数,金额,备注")
      ]).findings.filter { $0.code == .leftOfficePaid || $0.code == .deceasedPaid }
    }
    #expect(told(6, "2021年6月离任").isEmpty)
    #expect(told(7, "2021年6月离任").map(\.gap) == [yuan(1440, 1680)])
    #expect(
      told(7, "2021年6月离任").map(\.message.zh) == [
        "“2021年6月离任”之后仍计发 1 个月、240.00 元；按此 D4 应为 6 月，E4 应为 1,440.00 元，或填写离任时间"
      ])
    #expect(told(12, "2021年6月去世").map(\.code) == [.deceasedPaid])
    #expect(told(12, "2021年6月去世").map(\.gap) == [yuan(1440, 2880)])
    #expect(told(0, "2020年6月离任").isEmpty && told(1, "2020年12月离任").map(\.gap) == [yuan(0, 240)])
  }

  @Test func `whom a list names is paid to its date, and beside another payroll not from its month on`() throws {
    func told(_ kind: EvidenceListKind, _ date: CalendarDate?, months: Int = 12) throws -> [Discrepancy] {
      let id = try #require(IDNumber(idNumber(1)))
      let place = Place(file: "list.csv", cell: "A2")
      return Books(
        [list("a.csv", "东镇", ["东镇,山底村,张甲,\(idNumber(1)),\(months),\(months * 240)"], "镇,村,姓名,身份证号码,月数,金额")],
        lists: [EvidenceList(kind: kind, persons: [id: .init(date: date, place: place)])]
      ).findings.filter { [.leftOfficePaid, .deceasedPaid, .otherPayroll].contains($0.code) }
    }
    let june = CalendarDate(year: 2021, month: 6, day: 20)
    #expect(try told(.leftOffice, june).map(\.gap) == [yuan(1440, 2880)])
    #expect(try told(.leftOffice, june, months: 6).isEmpty && told(.leftOffice, june, months: 7).count == 1)
    #expect(try told(.deceased, june).map(\.code) == [.deceasedPaid])
    #expect(try told(.payroll, june).map(\.gap) == [yuan(1200, 2880)])
    #expect(try told(.payroll, june, months: 5).isEmpty && told(.payroll, june, months: 6).count == 1)
    #expect(try told(.leftOffice, nil).map(\.gap) == [yuan(0, 2880)] && told(.leftOffice, nil, months: 0).isEmpty)
    #expect(try told(.leftOffice, CalendarDate(year: 2021, month: 12, day: 31)).isEmpty)
  }

  @Test func `one number in lists of two months is one person, in two of one month a double`() {
    func lists(_ a: String, _ b: String) -> Books {
      Books(
        [a, b].enumerated().map { index, months in
          (
            "\(index).csv",
            "甲市2021年\(months)补贴发放表\n单位：元\n镇,村,姓名,身份证号码,金额\n东镇,\(index == 0 ? "山底" : "水口")村,张甲,\(idNumber(1)),1440\n"
          )
        })
    }
    #expect(lists("1-6月", "7-12月").found(.duplicatePerson).isEmpty)
    #expect(lists("1-6月", "6-11月").found(.duplicatePerson).count == 1)
  }

  @Test
  func `who is marked and paid all the same is told with both cells, by what is due where nothing else is stated`() {
    let books = Books([
      list(
        "a.csv", "东镇", ["东镇,山底村,张甲,是,12,2880,2640", "东镇,山底村,李乙,是,12,2880,", "东镇,山底村,王丙,否,12,2880,2880"],
        "镇,村,姓名,是否兼任,月数,应发金额,实发金额")
    ])
    #expect(books.found(.dualPostPaid).map { $0.spots.map(\.place.cell) } == [["D4", "G4"], ["D5", "F5"]])
    #expect(books.found(.dualPostPaid).map(\.gap) == [yuan(0, 2640), yuan(0, 2880)])
  }

  @Test func `under rules for part months a month that nobody dates to the day is whole`() throws {
    let policy = Policy(
      id: "trial", from: Books.january, until: Books.december, rules: [Books.rule()], partMonths: .byFifteenth)
    let id = try #require(IDNumber(idNumber(1)))
    func listed(_ kind: EvidenceListKind, _ day: Int, months: Int) -> Int {
      let date = CalendarDate(year: 2021, month: 6, day: day)
      return Books(
        [list("a.csv", "东镇", ["东镇,山底村,张甲,\(idNumber(1)),\(months),"], "镇,村,姓名,身份证号码,月数,金额")], policy: policy,
        lists: [EvidenceList(kind: kind, persons: [id: .init(date: date, place: Place(file: "l.csv"))])]
      ).findings.count { $0.code == .leftOfficePaid || $0.code == .otherPayroll }
    }
    #expect(listed(.leftOffice, 10, months: 6) == 1 && listed(.leftOffice, 10, months: 5) == 0)
    #expect(listed(.leftOffice, 16, months: 6) == 0 && listed(.leftOffice, 16, months: 7) == 1)
    #expect(listed(.payroll, 10, months: 5) == 0 && listed(.payroll, 10, months: 6) == 1)
    func noted(_ note: String, months: Int) -> Int {
      Books([list("a.csv", "东镇", ["东镇,山底村,张甲,\(months),,\(note)"], "镇,村,姓名,月数,金额,备注")], policy: policy)
        .found(.leftOfficePaid).count
    }
    let five = list("a.csv", "东镇", ["东镇,山底村,张甲,5,1200,2021年6月离任"], "镇,村,姓名,月数,金额,备注")
    #expect(Books([five], policy: policy).found(.monthsOutOfRange).map(\.gap) == [months(6, 5)])
    #expect(noted("2021年6月离任", months: 6) == 0 && noted("2021年6月离任", months: 7) == 1)
    #expect(noted("2021年6月10日离任", months: 6) == 1 && noted("2021年6月20日离任", months: 6) == 0)
  }

  @Test func `a note of a second list is about that list's member`() {
    let header = "镇,村,姓名,月数,金额,备注"
    let books = Books([
      list("a.csv", "东镇", ["东镇,山底村,张甲,12,2880,", "东镇,山底村,李乙,12,2880,"], header),
      list("b.csv", "西镇", ["西镇,簕冲村,王丙,12,2880,", "西镇,簕冲村,赵丁,12,2880,2021年6月离任"], header),
    ])
    #expect(
      books.found(.leftOfficePaid).map { $0.spots.map { "\($0.place.file) \($0.place.cell)" } } == [
        ["jia/b.csv F5", "jia/b.csv D5"]
      ])
    #expect(books.found(.leftOfficePaid).map(\.subject.village) == [2])
  }

  @Test func `who is paid without a name or number that the others have is asked for`() {
    func told(_ rows: [String], header: String = "镇,村,姓名,身份证号码,是否兼任,月数,金额") -> [String] {
      let others = (1...6).map { "西镇,簕冲村,赵某\($0),\(idNumber($0 * 2 + 10)),否,12,2880" }
      let books = Books([paymentList(rows + others, header: header)])
      return books.found(.missingNotZero).map { "\($0.severity) \($0.field) \($0.spots[0].place.cell)" }
    }
    let first = "东镇,山底村,张甲,\(idNumber(1)),否,12,2880"
    #expect(told([first, "东镇,山底村,李乙,,否,12,2880"]) == ["warning id D5"])
    #expect(told([first, "东镇,山底村,李乙,\(idNumber(3)),否,12,2880"]).isEmpty)
    // Nobody is asked for who is excluded, nor where the number is told to be wrong, nor where most have none.
    #expect(told([first, "东镇,山底村,李乙,,是,0,0"]).isEmpty)
    #expect(told([first, "东镇,山底村,李乙,44078119,否,12,2880"]).isEmpty)
    #expect(told((1...4).map { "东镇,水口村,孙某\($0),,否,12,2880" }).isEmpty)
  }

  @Test func `a payment of a second list that came back is that list's`() {
    let header = "镇,村,姓名,月数,金额,发放状态"
    let books = Books(
      [
        list("a.csv", "东镇", ["东镇,山底村,张甲,12,2880,已发放"], header),
        list("b.csv", "西镇", ["西镇,簕冲村,王丙,12,2880,已发放", "西镇,簕冲村,赵丁,11,2640,退票"], header),
      ], asOf: CalendarDate(year: 2022, month: 6, day: 1))
    #expect(
      books.found(.paymentReturned).map(\.subject.village) == [2]
        && books.found(.paymentReturned).map(\.gap) == [yuan(2640, 0)])
  }
}
