import Testing

@testable import Domain
@testable import Reconcile

/// Heads of one place that its documents state together: those who are paid, and those who are not paid again.
@Suite struct PaidBesideExcludedTests {
  private static let plain = roster(
    "镇,村,姓名,职务",
    ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"].flatMap { village in
      ["张甲", "李乙", "王丙"].map { "\(village),\($0)\(village.suffix(2).prefix(1)),成员" }
    })

  private func villages(_ counts: [Int], header: String = "镇,村,兼任人数") -> (name: String, csv: String) {
    summary(
      header, zip(["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"], counts).map { "\($0),\($1)" })
  }

  @Test func `a summary's exclusions beside a roster that pays all are told, village by village`() {
    let books = Books([Self.plain, villages([1, 0, 0, 1])])
    #expect(books.cells(.headcountMismatch) == ["C4", "C7"] && books.figures.tally.eligible == 12)
    #expect(
      books.found(.headcountMismatch).map(\.gap)
        == Array(repeating: .counts(expected: 2, actual: 3, unit: "人"), count: 2))
    #expect(Books([Self.plain, villages([0, 0, 0, 0])]).found(.headcountMismatch).isEmpty)
  }

  @Test func `a town's own row says the same of its villages`() {
    let books = Books([Self.plain, summary("镇,村数,兼任人数", ["东镇,2,1", "西镇,2,0"])])
    #expect(books.cells(.headcountMismatch) == ["C4"])
    #expect(books.found(.headcountMismatch).map(\.gap) == [.counts(expected: 5, actual: 6, unit: "人")])
  }

  @Test func `a row that pays all its seats and excludes one is told without its seats being stated`() {
    let header = "镇,村,兼任人数,核发人数,金额"
    let books = Books([summary(header, ["东镇,山底村,1,3,8640", "东镇,水口村,1,2,5760"])])
    #expect(books.cells(.headcountMismatch) == ["C4"])
  }

  @Test func `lists that name the paid only, or say who is not, contradict nothing`() {
    let paid = paymentList(
      ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880", "东镇,水口村,王丙,12,2880", "东镇,水口村,赵丁,12,2880", "东镇,水口村,钱戊,12,2880"],
      header: "镇,村,姓名,月数,金额")
    #expect(Books([paid, villages([1, 0])]).found(.headcountMismatch).isEmpty)
    let marked = paymentList([
      "东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,是,0,0", "东镇,水口村,赵丁,否,12,2880",
    ])
    #expect(Books([marked, villages([1, 0])]).found(.headcountMismatch).isEmpty)
    // Who came for somebody who left is no head more.
    let halves = paymentList(
      [
        "东镇,山底村,张甲,12,2880,2020-01,", "东镇,山底村,李乙,6,1440,2020-01,2021-06", "东镇,山底村,王丙,6,1440,2021-07,",
      ], header: "镇,村,姓名,月数,金额,任职时间,离任时间")
    #expect(Books([halves, villages([1])]).found(.headcountMismatch).isEmpty)
    let undated = paymentList(
      ["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,6,1440", "东镇,山底村,王丙,6,1440"], header: "镇,村,姓名,月数,金额")
    #expect(Books([undated, villages([1])]).found(.headcountMismatch).isEmpty)
  }

  @Test func `a fourth member who is paid in the excluded one's seat is told at the village's rows`() {
    func list(_ months: String) -> Books {
      Books([
        paymentList([
          "东镇,山底村,张甲,是,0,0", "东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,否,12,2880",
          "东镇,山底村,赵丁,否,\(months)", "东镇,水口村,钱戊,是,0,0", "东镇,水口村,孙己,否,12,2880", "东镇,水口村,周庚,否,12,2880",
        ])
      ])
    }
    let books = list("12,2880")
    #expect(books.found(.headcountMismatch).map(\.spots.count) == [4])
    #expect(books.found(.headcountMismatch).map(\.gap) == [.counts(expected: 2, actual: 3, unit: "人")])
    // Who came in the middle of the year may have come for the excluded one.
    #expect(list("6,1440").found(.headcountMismatch).isEmpty)
    // Excluded persons whom only the roster names hold seats too.
    let four = roster("镇,村,姓名,兼任", ["东镇,山底村,张甲,是", "东镇,山底村,李乙,", "东镇,山底村,王丙,", "东镇,山底村,赵丁,"])
    let paid = paymentList(
      ["东镇,山底村,李乙,12,2880", "东镇,山底村,王丙,12,2880", "东镇,山底村,赵丁,12,2880"], header: "镇,村,姓名,月数,金额")
    #expect(
      Books([four, paid]).found(.headcountMismatch).contains { $0.gap == .counts(expected: 2, actual: 3, unit: "人") })
    // One who left before by a note holds none.
    let left = roster(
      "镇,村,姓名,兼任,备注", ["东镇,山底村,张甲,是,2020年12月离任", "东镇,山底村,李乙,,", "东镇,山底村,王丙,,", "东镇,山底村,赵丁,,"])
    #expect(
      !Books([left, paid]).found(.headcountMismatch).contains { $0.gap == .counts(expected: 2, actual: 3, unit: "人") })
  }

  @Test func `who is excluded from some month on, or beyond the seats, contradicts nothing`() {
    let header = "镇,村,姓名,月数,金额"
    func list(_ months: Int) -> (name: String, csv: String) {
      let last = "东镇,山底村,王丙,\(months),\(months * 240)"
      return paymentList(["东镇,山底村,张甲,12,2880", "东镇,山底村,李乙,12,2880", last], header: header)
    }
    let july = Books([list(6), summary("镇,村,应有人数,兼任人数,金额", ["东镇,山底村,3,1,7200"])])
    #expect(july.found(.headcountMismatch).isEmpty)
    let four = Books([list(12), summary("镇,村,实有人数,兼任人数,核发人数,标准,月数,金额", ["东镇,山底村,4,1,3,240,12,8640"])])
    #expect(four.found(.headcountMismatch).isEmpty)
    #expect(!Books([list(12), villages([1])]).found(.headcountMismatch).isEmpty)
  }

  @Test func `where posts exclude, or nobody is excluded, what is counted as concurrent takes nobody off`() {
    let nobody = Books.policy([Books.rule(exclusion: .nobody)])
    #expect(Books([Self.plain, villages([1, 0, 0, 1])], policy: nobody).found(.headcountMismatch).isEmpty)
  }

  // MARK: Names

  private func seats(_ rows: [String], last: String = "兼任纪检委员人员") -> Books {
    let csv =
      "甲市2021年村务监督委员会成员花名册\n镇,村,主任,,委员,,委员,,\(last)\n,,姓名,身份证号,姓名,身份证号,姓名,身份证号,\n"
      + rows.enumerated().map { index, row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let people = (0..<3).map { "\(cells[2 + $0]),\(idNumber(index * 3 + $0 + 1))" }.joined(separator: ",")
        return "\(cells[0]),\(cells[1]),\(people),\(cells[5])\n"
      }.joined()
    return Books([("花名册.csv", csv)])
  }

  @Test func `whom a column behind all seats names is the one who is not paid again`() {
    let books = seats(["东镇,山底村,张甲,李乙,王丙,", "东镇,水口村,陈丁,何戊,周己,陈丁", "西镇,簕冲村,梁庚,林辛,吴壬,林辛", "西镇,横坑村,黄甲,许乙,郑丙,"])
    #expect(books.figures.tally.listed == 12 && books.figures.tally.concurrent == 2)
    #expect(books.figures.tally.eligible == 10 && books.found(.headcountMismatch).isEmpty)
    let marked = books.records.members.filter { $0.isConcurrent == true }.map(\.name.text)
    #expect(Set(marked) == ["陈丁", "林辛"])
    let words = seats(["东镇,山底村,张甲,李乙,王丙,无", "东镇,水口村,陈丁,何戊,周己,陈丁", "西镇,簕冲村,梁庚,林辛,吴壬,无", "西镇,横坑村,黄甲,许乙,郑丙,/"])
    #expect(words.figures.tally.concurrent == 1 && words.figures.tally.eligible == 11)
  }

  @Test func `somebody who sits on no seat of the village is told, and nobody is taken off`() {
    let books = seats(["东镇,山底村,张甲,李乙,王丙,", "东镇,水口村,陈丁,何戊,周己,陈定", "西镇,簕冲村,梁庚,林辛,吴壬,林辛"])
    #expect(books.found(.headcountMismatch).map(\.subject.village) == [1])
    #expect(books.tally(1)?.eligible == 3 && books.tally(2)?.eligible == 2)
  }

  @Test func `in a list of one member a row another's name is no answer`() {
    let books = Books([
      roster("镇,村,姓名,职务,兼任纪检委员人员", ["东镇,山底村,张甲,主任,李乙", "东镇,山底村,李乙,成员,", "东镇,山底村,王丙,成员,", "东镇,水口村,陈丁,主任,陈丁"])
    ])
    #expect(books.records.members.map(\.isConcurrent)[0] == nil && books.found(.valueNotParsed).count == 1)
    #expect(books.records.members[3].isConcurrent == true)
  }
}
