import Testing

@testable import Domain
@testable import Reconcile

/// From cells to figures: which months a member is paid, what they come to, and which document a village's or town's figures come from.
@Suite struct ChainTests {
  private func books(_ header: String, _ rows: [String], policy: Policy = Books.policy(), title: String = "2021年")
    -> Books
  {
    Books(
      [("发放表.csv", "甲市\(title)补贴发放表\n单位：元\n\(header)\n" + rows.joined(separator: "\n") + "\n")], policy: policy)
  }

  /// Person-months and yuan that are due to a village of one member.
  private func due(_ header: String, _ row: String, policy: Policy = Books.policy(), title: String = "2021年") -> String
  {
    let tally = books("镇,村,姓名,\(header)", ["东镇,山底村,张甲,\(row)"], policy: policy, title: title).tally(0)
    return "\(tally?.personMonths ?? -1) \((tally?.due?.fen ?? -100) / 100)"
  }

  private static let raised = Books.policy([Books.rule(1, 6, yuan: 200), Books.rule(7, 12)])

  @Test func `months count as stated, within the period and the list's own months, and not where they cannot be read`()
  {
    #expect(due("月数,金额", "11,2640") == "11 2640" && due("月数,金额", "13,3120") == "12 2880")
    #expect(due("月数,金额", "-1,0") == "0 0" && due("月数,金额", "0,0") == "0 0")
    #expect(due("月数,金额", ",2880") == "0 0" && due("月数,金额", "约十,2880") == "0 0")
    #expect(due("月数,金额", "6,1440", title: "2021年1-6月") == "6 1440")
    let half = books("镇,村,姓名,月数,金额", ["东镇,山底村,张甲,6,1440", "东镇,山底村,李乙,6,1440", "东镇,山底村,王丙,7,1680"], title: "2021年1-6月")
    #expect(half.tally(0)?.personMonths == 18)
  }

  @Test func `a list without months states them by its amounts, what is due before what is paid, else by the term`() {
    #expect(due("金额", "2640") == "11 2640" && due("金额", "0") == "0 0" && due("金额", "3120") == "12 2880")
    #expect(due("金额", "2650") == "12 2880" && due("应发金额,实发金额", "2400,2640") == "10 2400")
    #expect(due("银行账号", "") == "12 2880" && due("任职时间", "2021-03") == "10 2400")
    #expect(due("金额,任职时间", "2650,2021-03") == "10 2400")
    #expect(due("金额", "1440", title: "2021年1-6月") == "6 1440" && due("金额", "1200", title: "2021年1-6月") == "5 1200")
    #expect(due("金额", "1430", title: "2021年1-6月") == "6 1440")
    // Under rates that changed, months of the term add up from its beginning until they come to the amount.
    #expect(due("金额", "1200", policy: Self.raised) == "6 1200" && due("金额", "1440", policy: Self.raised) == "7 1440")
    #expect(due("金额", "2640", policy: Self.raised) == "12 2640" && due("金额", "0", policy: Self.raised) == "0 0")
    #expect(due("金额", "2650", policy: Self.raised) == "12 2640")
    #expect(due("金额,任职时间", "240,2021-07", policy: Self.raised) == "1 240")
    #expect(due("金额", "100", policy: Books.policy([Books.rule(yuan: 0)])) == "12 0")
  }

  @Test func `months that nothing dates lie where the stated rate or the amount says`() {
    #expect(due("月数,补贴标准,金额", "6,240,1440", policy: Self.raised) == "6 1440")
    #expect(due("月数,补贴标准,金额", "6,200,1200", policy: Self.raised) == "6 1200")
    #expect(due("月数,金额", "6,1440", policy: Self.raised) == "6 1440")
    #expect(due("月数,金额", "6,1200", policy: Self.raised) == "6 1200")
    #expect(due("月数,金额", "6,1320", policy: Self.raised) == "6 1320")
    #expect(due("月数,金额", "6,1111", policy: Self.raised) == "6 1200")
    #expect(due("月数,应发金额,实发金额", "6,1440,1200", policy: Self.raised) == "6 1440")
  }

  @Test func `months are laid from the beginning of the term, and end with the period`() {
    func heads(_ months: Int, _ start: String, title: String = "2021年") -> [Int] {
      books("镇,村,姓名,月数,金额,任职时间", ["东镇,山底村,张甲,\(months),,\(start)"], title: title).figures.months.map(\.heads)
    }
    func span(_ from: Int, _ until: Int) -> [Int] { (1...12).map { (from...until).contains($0) ? 1 : 0 } }
    #expect(heads(3, "2021-07") == span(7, 9) && heads(6, "2021-07") == span(7, 12))
    #expect(heads(8, "2021-07") == span(5, 12) && heads(12, "2021-07") == span(1, 12))
    #expect(heads(3, "2021-03", title: "2021年1-6月") == span(3, 5))
    #expect(heads(6, "2021-03", title: "2021年1-6月") == span(1, 6))
  }

  @Test func `whoever the rules exclude in some months is paid in the others`() {
    let changed = Books.policy([Books.rule(1, 6, exclusion: .nobody), Books.rule(7, 12, exclusion: .marked)])
    #expect(due("是否兼任,月数,金额", "是,3,720", policy: changed) == "3 720")
    #expect(due("是否兼任,月数,金额", "是,12,1440", policy: changed) == "6 1440")
    #expect(due("是否兼任,月数,金额", "是,,1440", policy: changed) == "0 0")
    #expect(due("是否兼任,月数,金额", "是,-2,0", policy: changed) == "0 0")
    #expect(due("是否兼任,金额", "是,1440", policy: changed) == "6 1440")
    #expect(due("是否兼任,月数,金额", "否,12,2880", policy: changed) == "12 2880")
    let later = Books.policy([Books.rule(1, 6, exclusion: .marked), Books.rule(7, 12, exclusion: .nobody)])
    let books = books("镇,村,姓名,是否兼任,月数,金额", ["东镇,山底村,张甲,是,2,480"], policy: later)
    #expect(books.figures.months.map(\.heads) == [0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0])
  }

  @Test func `what rounding adds to a person's amount stands in the last month`() {
    let rule = Policy.Rules(from: Books.january, until: Books.december, rate: Money(fen: 24_033), quota: 3)
    let policy = Policy(id: "trial", from: Books.january, until: Books.december, rules: [rule], rounding: .yuan)
    let books = books("镇,村,姓名,月数,金额", ["东镇,山底村,张甲,10,2403"], policy: policy)
    #expect(books.tally(0)?.due == Money(fen: 240_300))
    #expect(books.figures.months.map(\.due.fen) == Array(repeating: 24_033, count: 9) + [24_003, 0, 0])
    let rows = Books([summary("镇,村,核发人数,月数,金额", ["东镇,山底村,3,10,7209"])], policy: policy)
    #expect(rows.tally(0)?.due == Money(fen: 720_900) && rows.found(.dueVsPaid).isEmpty)
  }

  @Test func `what is paid later has no more months than are open`() {
    let list = paymentList(["东镇,山底村,张甲,10,2400"], header: "镇,村,姓名,月数,金额")
    func later(_ header: String, _ row: String, title: String = "2021年") -> String {
      let books = Books([
        list, ("补发明细表.csv", "甲市\(title)补贴补发明细表\n单位：元\n镇,村,姓名,\(header)\n东镇,山底村,张甲,\(row)\n"),
      ])
      return "\(books.tally(0)?.personMonths ?? -1) \(books.figures.months.map(\.heads).reduce(0, +))"
    }
    #expect(later("金额", "240") == "11 11" && later("金额", "480") == "12 12" && later("金额", "720") == "10 10")
    #expect(later("月数,金额", "2,480") == "12 12" && later("月数,金额", "3,720") == "12 12")
    #expect(later("月数,金额", "1,480") == "11 11" && later("月数,金额", "-1,480") == "10 10")
    func after(_ months: Int?, _ row: String, _ part: String, start: String = "") -> String {
      let paid = months.map { "\($0),\($0 * 240)" } ?? ",2880"
      let first = paymentList(["东镇,山底村,张甲,\(paid),\(start)"], header: "镇,村,姓名,月数,金额,任职时间")
      let books = Books([
        first, ("补发明细表.csv", "甲市2021年\(part)补贴补发明细表\n单位：元\n镇,村,姓名,金额\n东镇,山底村,张甲,\(row)\n"),
      ])
      return "\(books.tally(0)?.personMonths ?? -1)" + books.figures.months.map { " \($0.heads)" }.joined()
    }
    #expect(
      after(12, "240", "") == "12 1 1 1 1 1 1 1 1 1 1 1 1" && after(11, "240", "") == "12 1 1 1 1 1 1 1 1 1 1 1 1")
    #expect(
      after(3, "720", "10-12月") == "6 1 1 1 0 0 0 0 0 0 1 1 1"
        && after(3, "480", "10-12月") == "5 1 1 1 0 0 0 0 0 0 1 1 0")
    // They follow those that are paid, wherever these lie; what the period has no room for came before. No month is paid twice.
    #expect(
      after(3, "720", "", start: "2021-07") == "6 0 0 0 0 0 0 1 1 1 1 1 1"
        && after(3, "960", "", start: "2021-07") == "7 1 0 0 0 0 0 1 1 1 1 1 1")
    #expect(
      after(3, "480", "3-4月") == "5 1 1 1 1 1 0 0 0 0 0 0 0" && after(nil, "240", "") == "1 1 0 0 0 0 0 0 0 0 0 0 0")
    func quarterly(_ quarter: String) -> (name: String, csv: String) {
      ("\(quarter)发放表.csv", "甲市2021年第\(quarter)季度补贴发放表\n单位：元\n镇,村,姓名,月数,金额\n东镇,山底村,张甲,3,720\n")
    }
    let fourth = ("补发明细表.csv", "甲市2021年补贴补发明细表\n单位：元\n镇,村,姓名,月数,金额\n东镇,山底村,张甲,3,720\n")
    let quarters = Books([quarterly("一"), quarterly("二"), quarterly("三"), fourth])
    #expect(quarters.tally(0)?.listed == 1 && quarters.tally(0)?.personMonths == 12)
    #expect(quarters.figures.months.allSatisfy { $0.heads == 1 })
    // No whole months' pay, whatever months are left behind it.
    #expect(after(3, "100", "10-12月") == "3 1 1 1 0 0 0 0 0 0 0 0 0")
    let unknown = paymentList(["东镇,山底村,张甲,,2880"], header: "镇,村,姓名,月数,金额")
    let rest = "甲市2021年补贴补发明细表\n单位：元\n镇,村,姓名,金额\n东镇,山底村,张甲,2880\n"
    #expect(Books([unknown, ("补发明细表.csv", rest)]).tally(0)?.personMonths == 12)
  }

  @Test func `lists of parts of a year are of one person each, lists of the same months of two payments`() {
    func both(_ parts: [String]) -> CountyFigures {
      Books(
        parts.enumerated().map { index, part in
          ("\(index).csv", "甲市2021年\(part)补贴发放表\n单位：元\n镇,村,姓名,月数,金额\n东镇,山底村,张甲,6,1440\n东镇,山底村,李乙,6,1440\n")
        }
      ).figures
    }
    func lists(_ parts: [String]) -> Tally? { both(parts).villages[0].tally }
    let year = both(["1-6月", "7-12月"]).members
    #expect(year.map(\.months) == [12, 12] && year.map(\.due) == [Money(fen: 288_000), Money(fen: 288_000)])
    #expect(lists(["1-6月", "7-12月"])?.listed == 2 && lists(["1-6月", "7-12月"])?.eligible == 2)
    #expect(lists(["1-6月", "7-12月"])?.personMonths == 24)
    #expect(lists(["1-6月", "6-11月"])?.listed == 4)
  }

  @Test func `a roster without marks leaves open who is paid where another document counts the excluded`() {
    let names = ["东镇,山底村,张甲,主任", "东镇,山底村,李乙,委员", "东镇,山底村,王丙,委员"]
    let four = "镇,村,应有人数,兼任不发人数,核发人数,金额"
    let open = Books([roster("镇,村,姓名,职务", names), summary(four, ["东镇,山底村,3,1,2,5760"])])
    #expect(open.tally(0)?.listed == 3 && open.tally(0)?.eligible == 2 && open.tally(0)?.concurrent == 1)
    #expect(open.figures.members.map(\.months) == [nil, nil, nil])
    let none = Books([roster("镇,村,姓名,职务", names), summary(four, ["东镇,山底村,3,0,3,8640"])])
    #expect(none.tally(0)?.eligible == 3 && none.figures.members.map(\.months) == [12, 12, 12])
    let silent = Books([roster("镇,村,姓名,职务", names), summary("镇,村,核发人数,金额", ["东镇,山底村,2,5760"])])
    #expect(silent.tally(0)?.eligible == 3 && silent.figures.members.map(\.months) == [12, 12, 12])
    // A post says who is not paid again only where the policy goes by posts.
    func concurrent(_ exclusion: Policy.Exclusion, _ role: String) -> Int? {
      Books([roster("镇,村,姓名,职务", ["东镇,山底村,张甲,\(role)"])], policy: Books.policy([Books.rule(exclusion: exclusion)]))
        .tally(
          0)?.concurrent
    }
    #expect(concurrent(.marked, "委员") == nil && concurrent(.roles(["主任"]), "委员") == 0)
    #expect(concurrent(.roles(["主任"]), "主任") == 1 && concurrent(.roles(["主任"]), "") == nil)
    let paid = Books([
      roster("镇,村,姓名,是否兼任", names.map { $0.replacing(/[^,]*$/, with: "否") }), summary(four, ["东镇,山底村,3,1,2,5760"]),
    ])
    #expect(paid.figures.members.map(\.months) == [12, 12, 12])
    let returns = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,兼任不发人数,1月人数,1月金额\n东镇,山底村,1,2,480\n")
    let returned = Books([roster("镇,村,姓名,职务", names), returns])
    #expect(returned.figures.members.map(\.months) == [nil, nil, nil] && returned.tally(0)?.eligible == 2)
    let marked = Books([
      roster("镇,村,姓名,是否兼任", ["东镇,山底村,张甲,是", "东镇,山底村,李乙,否", "东镇,山底村,王丙,否"]), summary(four, ["东镇,山底村,3,1,2,5760"]),
    ])
    #expect(marked.tally(0)?.eligible == 2 && marked.figures.members.map(\.months) == [0, 12, 12])
    let unstated = Books([roster("镇,村,姓名,职务", names), summary("镇,村,兼任不发人数,金额", ["东镇,山底村,1,5760"])])
    #expect(unstated.tally(0)?.eligible == 3)
  }

  @Test func `who is not paid again stands in the list, else in the roster, else in a summary or a return`() {
    let list = paymentList(["东镇,山底村,李乙,12,2880", "东镇,山底村,王丙,12,2880"], header: "镇,村,姓名,月数,金额")
    let marks = roster("镇,村,姓名,是否兼任", ["东镇,山底村,张甲,是", "东镇,山底村,李乙,否", "东镇,山底村,王丙,否"])
    #expect(Books([list]).tally(0)?.concurrent == nil && Books([list, marks]).tally(0)?.concurrent == 1)
    let four = "镇,村,应有人数,兼任不发人数,核发人数,金额"
    #expect(Books([list, summary(four, ["东镇,山底村,3,1,2,5760"])]).tally(0)?.concurrent == 1)
    let none = paymentList(["东镇,山底村,李乙,否,12,2880", "东镇,山底村,王丙,否,12,2880"])
    #expect(Books([none, summary(four, ["东镇,山底村,3,1,2,5760"])]).tally(0)?.concurrent == 0)
    // A list with a column of marks may leave out whom the roster marks just as well.
    #expect(Books([none, marks]).tally(0)?.concurrent == 1)
    let returns = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,兼任不发人数,1月人数,1月金额\n东镇,山底村,1,2,480\n")
    #expect(Books([returns]).tally(0)?.concurrent == 1 && Books([list, returns]).tally(0)?.concurrent == 1)
    let heads = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,1月人数,1月金额\n东镇,山底村,2,480\n")
    #expect(Books([heads, summary(four, ["东镇,山底村,3,1,2,5760"])]).tally(0)?.concurrent == 1)
  }

  @Test func `no heads, no months and no exclusions are what they say, and blank months are laid nowhere`() {
    func returns(_ row: String) -> Tally? {
      let csv = "甲市2021年补贴月报表\n单位：元\n镇,村,1月人数,1月金额,2月人数,2月金额\n东镇,山底村,\(row)\n东镇,水口村,3,720,3,720\n"
      return Books([("月报.csv", csv)]).tally(0)
    }
    #expect(returns("0,0,0,0")?.eligible == 0 && returns("0,0,0,0")?.due == .zero)
    #expect(returns("1,240,0,0")?.eligible == 1 && returns("1,240,0,0")?.personMonths == 1)
    func row(_ months: String) -> Books {
      Books([summary("镇,村,核发人数,月数,金额", ["东镇,山底村,3,\(months),2160", "东镇,水口村,2,12,5760"])])
    }
    #expect(row("").figures.months.map(\.heads) == Array(repeating: 2, count: 12))
    #expect(row("0").tally(0)?.personMonths == 0 && row("-1").tally(0)?.personMonths == 0)
    let seats = Books([summary("镇,村,应有人数,金额", ["东镇,山底村,3,8640"])]).tally(0)
    #expect(seats?.eligible == 3 && seats?.concurrent == nil)
  }

  @Test func `a member's rows that stand together are one stretch of cells`() {
    let list = paymentList([
      "东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880", "东镇,山底村,赵丁,否,12,2880",
    ])
    #expect(Books([list]).figures.villages[0].cells.map(\.rows) == [4...5, 7...7])
    #expect(Books([list]).figures.villages[0].statedCells.map(\.rows) == [4...5, 7...7])
  }
}
