import Testing

@testable import Domain
@testable import Reconcile

/// Heads that a return states month by month, beside those of the members or of other documents.
@Suite struct MonthlyHeadsTests {
  @Test func `returns have the heads that certain members have in their months`() {
    let header = "镇,村,姓名,月数,金额,任职时间,离任时间"
    func told(_ heads: [Int], _ rows: [String]) -> [String] {
      let names = (1...12).map { "\($0)月人数" }.joined(separator: ",")
      let csv = "甲市2021年补贴月报表\n镇,村,\(names)\n东镇,山底村,\(heads.map(String.init).joined(separator: ","))\n"
      return Books([paymentList(rows, header: header), ("月报.csv", csv)]).found(.headcountMismatch).map {
        "\($0.period) \($0.message.zh)"
      }
    }
    let rows = ["东镇,山底村,张甲,12,2880,2020-01,", "东镇,山底村,李乙,6,1440,2021-07,"]
    let right = Array(repeating: 1, count: 6) + Array(repeating: 2, count: 6)
    #expect(told(right, rows).isEmpty)
    #expect(told([2] + right.dropFirst(), rows) == ["2021-01 1 月：月报 2 人，名单应发 1 人"])
    #expect(told(right.dropLast() + [1], rows) == ["2021-12 12 月：月报 1 人，名单应发 2 人"])
    // Alike in one month after the other is one mistake; apart, or by different numbers, are several.
    #expect(told([2, 2] + right.dropFirst(2), rows) == ["2021-01/2021-02 1—2 月：月报 2 人，名单应发 1 人"])
    #expect(told(Array(repeating: 3, count: 12), rows).count == 2 && told(right.map { $0 + 1 }, rows).count == 2)
    #expect(
      told([0, 2] + right.dropFirst(2), rows).count == 2 && told([2, 1, 2] + right.dropFirst(3), rows).count == 2)
    // Six months of a year that nothing dates may be any, but no seven.
    let undated = [rows[0], "东镇,山底村,李乙,6,1440,,"]
    #expect(told([2] + right.dropFirst().dropLast() + [1], undated).isEmpty)
    #expect(told([2] + right.dropFirst(), undated) == ["2021 全年明细共 18 人月，月报各月人数相加为 19 人月"])
  }

  @Test func `heads before somebody came are one question for who sat there before`() {
    func told(_ heads: [Int], money: [Int]? = nil) -> [String] {
      let names = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
      let cells = zip(heads, money ?? heads.map { $0 * 240 }).map { "\($0),\($1)" }.joined(separator: ",")
      let books = Books([
        roster("镇,村,姓名,是否兼任,任职时间", ["东镇,山底村,张甲,否,2017-04", "东镇,山底村,李乙,否,2021-05"]),
        ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,\(names)\n东镇,山底村,\(cells)\n"),
      ])
      return books.found(.headcountMismatch).map { "\($0.period) \($0.spots.count) \($0.message.zh)" }
    }
    let steady = Array(repeating: 2, count: 12)
    #expect(told(steady) == ["2021-01/2021-04 4 1—4 月：月报 2 人，名单应发 1 人；2021-05 才有成员到任，前任如有请补列"])
    #expect(told([1, 1, 1] + steady.dropFirst(3)) == ["2021-04 1 4 月：月报 2 人，名单应发 1 人；2021-05 才有成员到任，前任如有请补列"])
    // Nobody is asked for before heads that are too few, or that end before somebody came.
    #expect(told([2, 2, 1, 1] + steady.dropFirst(4)) == ["2021-01/2021-02 2 1—2 月：月报 2 人，名单应发 1 人"])
    #expect(told([0, 0, 0, 0] + steady.dropFirst(4)) == ["2021-01/2021-04 4 1—4 月：月报 0 人，名单应发 1 人"])
    // Months that pay other heads than they state are each wrong for themselves.
    let paid = Array(repeating: 240, count: 4) + Array(repeating: 480, count: 8)
    #expect(told(steady, money: paid).count == 4)
  }

  @Test func `a town's return has the heads of its villages, whether lists, summaries or its own summary tell them`() {
    func returns(_ heads: [Int]) -> (name: String, csv: String) {
      let names = (1...heads.count).map { "\($0)月人数" }.joined(separator: ",")
      return ("月报.csv", "甲市2021年补贴月报表\n镇,\(names)\n东镇,\(heads.map(String.init).joined(separator: ","))\n")
    }
    func told(_ books: Books) -> [String] {
      books.found(.headcountMismatch).map { "\($0.period) \($0.spots.count) \($0.message.zh)" }
    }
    let (right, wrong) = (Array(repeating: 3, count: 12), Array(repeating: 2, count: 12))
    let list = paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"])
    #expect(told(Books([list, returns(right)])).isEmpty)
    #expect(told(Books([list, returns(wrong)])) == ["2021 12 月报各月均为 2 人，明细应发 3 人"])
    #expect(told(Books([list, returns([2] + right.dropFirst())])) == ["2021-01 1 1 月：月报 2 人，明细应发 3 人"])
    #expect(told(Books([list, returns([2, 3])])) == ["2021-01 1 1 月：月报 2 人，明细应发 3 人"])
    // Who is paid for some months that nothing dates may be paid for any.
    let undated = paymentList(["东镇,山底村,张甲,否,6,1440", "东镇,水口村,王丙,否,12,2880"])
    #expect(told(Books([undated, returns(Array(wrong.prefix(6)) + Array(repeating: 1, count: 6))])).isEmpty)
    let villages = summary("镇,村,核发人数,月数,金额", ["东镇,山底村,2,12,5760", "东镇,水口村,1,12,2880"])
    #expect(told(Books([villages, returns(right)])).isEmpty)
    #expect(told(Books([villages, returns(wrong)])) == ["2021 12 月报各月均为 2 人，明细应发 3 人"])
    let town = summary("镇,村数,核发人数,金额", ["东镇,2,3,8640"])
    #expect(told(Books([town, returns(right)])).isEmpty)
    #expect(told(Books([town, returns(wrong)])) == ["2021 1 汇总表核发人数 3 人，月报各月均为 2 人"])
  }

  @Test func `heads that are wrong in other months are another finding, and follow from their own months' faults`() {
    func found(_ heads: [Int]) -> [String: [String]] {
      let names = (1...12).map { "\($0)月人数" }.joined(separator: ",")
      let books = Books([
        paymentList(["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),否,12,2880" }),
        ("月报.csv", "甲市2021年补贴月报表\n镇,村,\(names)\n东镇,山底村,\(heads.map(String.init).joined(separator: ","))\n"),
      ])
      return Dictionary(
        uniqueKeysWithValues: books.found(.headcountMismatch).map { finding in
          (finding.period, finding.causes.map { "\(books.findings[$0].code.rawValue) \(books.findings[$0].period)" })
        })
    }
    let steady = Array(repeating: 3, count: 12)
    #expect(found([2, 2, 2] + steady.dropFirst(3)) == ["2021-01/2021-03": []])
    #expect(found(Array(repeating: 2, count: 9) + steady.dropFirst(9)) == ["2021-01/2021-09": []])
    // Too few in January to March, a fourth in September: two faults.
    #expect(
      found([2, 2, 2, 3, 3, 3, 3, 3, 4, 3, 3, 3]) == ["2021-01/2021-03": [], "2021-09": ["DZ303 2021-09"]])
    #expect(
      found([4, 4, 5, 5] + steady.dropFirst(4)) == [
        "2021-01/2021-02": ["DZ303 2021-01", "DZ303 2021-02"], "2021-03/2021-04": ["DZ303 2021-03", "DZ303 2021-04"],
      ])
  }

  /// The county's return, a month a row.
  private func months(_ heads: Int, of all: [Int] = Array(1...12)) -> (name: String, csv: String) {
    let rows = all.map { "\($0)月,\(heads),\(heads * 240),\n" }.joined()
    return ("月报表.csv", "甲市2021年补贴月报表\n单位：元\n月份,发放人数,发放金额,备注\n\(rows)")
  }

  @Test func `the county's months below one another are held against its members, and one that is missing is told`() {
    let members = roster(
      "镇,村,姓名,是否兼任",
      ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"].flatMap { village in
        ["张甲,是", "李乙,否", "王丙,否"].map { "\(village),\($0.prefix(2))\(village.suffix(2).prefix(1)),\($0.suffix(1))" }
      })
    let right = Books([members, months(8)])
    #expect(right.findings.filter { $0.severity >= .error }.isEmpty && right.figures.tally.eligible == 8)
    #expect(
      right.figures.tally.stated == Money(fen: 8 * 288_000) && right.figures.tally.due == right.figures.tally.stated)
    let wrong = Books([members, months(12)]).found(.headcountMismatch)
    #expect(wrong.count == 12 && Set(wrong.map(\.gap)) == [.counts(expected: 8, actual: 12, unit: "人")])
    for files in [
      [months(8, of: Array(1...4) + Array(6...12))], [members, months(8, of: Array(1...4) + Array(6...12))],
    ] {
      #expect(Books(files).found(.missingNotZero).map(\.field) == ["month"])
    }
    let alone = Books([months(8)])
    #expect(alone.figures.tally.personMonths == 96 && alone.found(.missingNotZero).isEmpty)
  }

  @Test func `a return alone pays the seats that its exclusions leave`() {
    func books(_ excluded: String, _ heads: [Int], quota: String? = nil) -> Books {
      let names = (1...12).map { "\($0)月人数" }.joined(separator: ",")
      let own = quota.map { ",\($0)" } ?? ""
      let header = "镇,村,兼任不发人数\(quota == nil ? "" : ",实有人数"),\(names)"
      let rows = ["东镇,山底村,\(excluded)\(own),\(heads.map(String.init).joined(separator: ","))"]
      return Books([("月报.csv", "甲市2021年补贴月报表\n\(header)\n" + rows.joined(separator: "\n") + "\n")])
    }
    let two = Array(repeating: 2, count: 12)
    #expect(books("0", two).found(.headcountMismatch).map(\.gap) == [.counts(expected: 1, actual: 0, unit: "人")])
    #expect(books("0", two).cells(.headcountMismatch) == ["C3"])
    #expect(books("0", two).found(.headcountMismatch).allSatisfy { $0.severity == .warning })
    #expect(books("1", two).found(.headcountMismatch).isEmpty && books("1", two).found(.vacancy).isEmpty)
    #expect(books("0", two, quota: "2").found(.headcountMismatch).isEmpty)
    #expect(books("0", two, quota: "2").found(.vacancy).count == 1)
    let late = [2, 2] + Array(repeating: 3, count: 10)
    #expect(books("0", late).found(.headcountMismatch).isEmpty)
    #expect(books("0", late).found(.vacancy).map(\.gap) == [.counts(expected: 36, actual: 34, unit: "人月")])
    // Beside whoever is excluded a seat that nobody holds all year is empty.
    let one = Array(repeating: 1, count: 12)
    #expect(books("1", one).found(.headcountMismatch).isEmpty && books("1", one).found(.vacancy).count == 1)
    // What is not stated contradicts nothing.
    #expect(books("", two).found(.headcountMismatch).isEmpty && books("", two).found(.vacancy).isEmpty)
  }

  @Test func `a town's summary of the year has more than returns that lack months`() {
    func told(_ months: Int, stated: Int = 12) -> [String] {
      let names = (1...months).map { "\($0)月人数" }.joined(separator: ",")
      let heads = (1...months).map { _ in "6" }.joined(separator: ",")
      return Books([
        ("月报.csv", "甲市2021年补贴月报表\n镇,\(names)\n东镇,\(heads)\n西镇,\(heads)\n"),
        summary("镇,核发人数,月数,金额", ["东镇", "西镇"].map { "\($0),6,\(stated),\(stated * 6 * 240)" }),
      ]).found(.headcountMismatch).map { "\($0.spots[0].place.cell) \($0.message.zh)" }
    }
    #expect(told(12).isEmpty && told(6, stated: 6).isEmpty)
    #expect(
      told(6) == ["C4 汇总表为全年 72 人月，月报只有 6 个月、共 36 人月：请补报其余月份的月报", "C5 汇总表为全年 72 人月，月报只有 6 个月、共 36 人月：请补报其余月份的月报"])
  }
}
