import Testing

@testable import Domain
@testable import Reconcile

/// What a month's return says that the year has come to: 本年累计金额.
@Suite struct RunningTotalsTests {
  /// Returns of January to June: what each town's row, and their total, say of the year so far.
  private func returns(
    _ word: String = "本年累计金额", unit: String = "元", months: ClosedRange<Int> = 1...6,
    _ change: (Int, inout [Int]) -> Void = { _, _ in }
  ) -> [(name: String, csv: String)] {
    months.map { month in
      var sums = [1440 * month, 960 * month, 2400 * month]
      change(month, &sums)
      return (
        "\(month)月.csv",
        """
        甲市2021年\(month)月补贴月报表
        单位：\(unit)
        镇,本月发放人数,本月发放金额,\(word)
        东镇,6,1440,\(sums[0])
        西镇,4,960,\(sums[1])
        合计,10,2400,\(sums[2])

        """
      )
    }
  }

  private func told(_ files: [(name: String, csv: String)]) -> [String] {
    Books(files).found(.subtotalMismatch).map {
      "\($0.spots[0].place.file.suffix(6)) \($0.spots[0].place.cell) \($0.gap)"
    }
  }

  private func yuan(_ expected: Int64, _ actual: Int64) -> String {
    "\(Discrepancy.Gap.money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100)))"
  }

  @Test(arguments: ["本年累计金额", "累计发放金额"])
  func `a town's year so far is its months together, and the total's is that of its rows`(_ word: String) {
    #expect(told(returns(word)).isEmpty)
    let one = told(returns(word) { if $0 == 3 { $1[0] += 240 } })
    #expect(one.sorted() == ["3月.csv D4 " + yuan(4320, 4560), "3月.csv D6 " + yuan(7440, 7200)])
    // Wrong in row and total, and carried on from there: told where it begins.
    let both = told(
      returns(word) {
        if $0 >= 3 {
          $1[0] += 240
          $1[2] += 240
        }
      })
    #expect(both == ["3月.csv D4 " + yuan(4320, 4560)])
    #expect(told(returns(word) { if $0 == 3 { $1[2] += 240 } }) == ["3月.csv D6 " + yuan(7200, 7440)])
  }

  @Test func `sums of another time, other things or another unit are left alone`() {
    // What began before the year, or whose first months are missing, is another sum.
    #expect(told(returns { $1 = [$1[0] + 17280, $1[1] + 11520, $1[2] + 28800] }).isEmpty)
    #expect(told(returns(months: 2...6) { if $0 == 3 { ($1[0], $1[2]) = ($1[0] + 240, $1[2] + 240) } }).isEmpty)
    for word in ["本年累计人数", "累计发放人次", "历年累计金额", "本年累计应发金额", "累计金额（万元）", "本季累计金额", "累计下达资金", "累计到账金额"] {
      #expect(told(returns(word) { if $0 > 1 { $1[0] += 7 } }).isEmpty, "\(word)")
    }
    // What is due in a month is another sum than what was paid so far.
    let due = returns("累计发放金额") { if $0 > 1 { ($1[0], $1[2]) = ($1[0] + 240, $1[2] + 240) } }
    #expect(told(due.map { ($0.name, $0.csv.replacing("本月发放金额", with: "本月应发金额")) }).isEmpty)
    // A quarter's sum begins anew with its first month.
    for word in ["累计金额", "本季累计金额"] {
      let quarters = returns(word) { month, sums in
        let months = (month - 1) % 3 + 1
        sums = [1440 * months, 960 * months, 2400 * months]
      }
      #expect(told(quarters).isEmpty, "\(word)")
    }
  }

  @Test(arguments: ["补发金额", "上月调整"])
  func `what a row pays besides its month is in the year so far`(_ word: String) {
    // April pays 240 too little, which May makes up.
    func files(_ made: Int) -> [(name: String, csv: String)] {
      let title = "月补贴月报表\n单位：元\n镇,本月发放人数,本月发放金额,\(word),累计金额\n"
      return (1...6).map { month in
        let (heads, back) = (month == 4 ? 5 : 6, month == 5 ? made : 0)
        let sum = 1440 * month - (month == 4 ? 240 : 0)
        return ("\(month)月.csv", "甲市2021年\(month)" + title + "东镇,\(heads),\(heads * 240),\(back),\(sum)\n")
      }
    }
    #expect(told(files(240)).isEmpty)
    // A column that is nought says nothing.
    #expect(told(files(0)) == ["5月.csv E4 " + yuan(6960, 7200)])
  }

  @Test func `a total so far has in it what a place without a row came to before`() {
    func files(_ total: Int) -> [(name: String, csv: String)] {
      returns().map { name, csv in
        guard name == "6月.csv" else { return (name, csv) }
        let short = csv.replacing("西镇,4,960,5760\n", with: "")
        return (name, short.replacing("合计,10,2400,14400", with: "合计,6,1440,\(total)"))
      }
    }
    #expect(told(files(8640 + 4800)).isEmpty)
    #expect(told(files(8640 + 4000)) == ["6月.csv D5 " + yuan(8640, 12640)])
  }

  @Test func `the figures stay the months' own`() {
    let figures = Books(returns(months: 1...12)).figures.tally
    #expect(figures.stated == Money(fen: 28800_00) && figures.due == figures.stated && figures.eligible == 10)
  }
}
