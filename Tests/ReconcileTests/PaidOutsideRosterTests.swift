import Testing

@testable import Domain
@testable import Reconcile

/// Lists of parts of the year beside a roster, or alone: who stands in one of them only, left another village, or has two numbers.
@Suite struct PaidOutsideRosterTests {
  /// Quarters' lists: village, name and serial of the number of each row, by quarter.
  private func quarters(_ rows: (Int) -> [String]) -> [(name: String, csv: String)] {
    (1...4).map { quarter in
      let body = rows(quarter).map { "东镇,\($0),3,720\n" }.joined()
      return ("第\(quarter)季度.csv", "甲市2021年第\(quarter)季度补贴发放表\n单位：元\n镇,村,姓名,身份证号码,月数,金额\n" + body)
    }
  }

  private func row(_ name: String, _ serial: Int, _ village: String = "山底村") -> String {
    "\(village),\(name),\(idNumber(serial))"
  }

  private var three: [String] { [row("张一", 1), row("张二", 2), row("张三", 3)] }

  private func members(_ terms: [String] = ["", "", ""], more: [String] = []) -> (name: String, csv: String) {
    roster("镇,村,姓名,身份证号码,任职时间,离任时间", zip(three, terms).map { "东镇,\($0),\($1.isEmpty ? "," : $1)" } + more)
  }

  private func strangers(_ books: Books) -> [String] {
    books.found(.headcountMismatch).filter { $0.field == "name" }.compactMap(\.spots.first).map {
      "\($0.place.file.suffix(8)) \($0.place.cell)"
    }
  }

  @Test func `a stranger in one quarter's list is told where the roster's members hold all the seats`() {
    let odd = quarters { $0 == 3 ? [three[0], three[1], row("李四", 4)] : three }
    #expect(strangers(Books([members()] + odd)) == ["第3季度.csv C6"])
    let dated = Array(repeating: "2020-12,", count: 3)
    let first = quarters { $0 == 1 ? [three[0], three[1], row("李四", 4)] : three }
    #expect(strangers(Books([members(dated)] + first)) == ["第1季度.csv C6"])
    // Once, whatever number of lists has him.
    let twice = quarters { [2, 3].contains($0) ? [three[0], three[1], row("李四", 4)] : three }
    #expect(strangers(Books([members()] + twice)) == ["第3季度.csv C6"])
  }

  @Test func `who may have left before the roster was made is no stranger`() {
    let former = quarters { $0 <= 2 ? [three[0], three[1], row("李四", 4)] : three }
    #expect(strangers(Books([members()] + former)).isEmpty)
    #expect(strangers(Books([members(["2020-12,", "2020-12,", "2021-07,"])] + former)).isEmpty)
    // Who is paid from the month after his election on has left that month to the predecessor.
    let months = (1...12).map { month in
      let all = [three[0], three[1], month <= 6 ? row("李四", 4) : three[2]]
      let body = all.map { "东镇,\($0),240\n" }.joined()
      return (name: "\(month)月.csv", csv: "甲市2021年\(month)月补贴发放表\n单位：元\n镇,村,姓名,身份证号码,金额\n" + body)
    }
    #expect(strangers(Books([members(["2018-03,", "2018-03,", "2021-06,"])] + months)).isEmpty)
    let january = paymentList(
      [three[0] + ",12,2880", three[1] + ",12,2880", three[2] + ",11,2640", row("李四", 4) + ",1,240"].map { "东镇,\($0)" },
      header: "镇,村,姓名,身份证号码,月数,金额")
    #expect(strangers(Books([members(["2018-03,", "2018-03,", "2021-01,"]), january])).isEmpty)
    // A year's list that dates nobody says of neither when he was there.
    let list = paymentList(
      [
        "张一,\(idNumber(1)),12,2880", "张二,\(idNumber(2)),12,2880", "张三,\(idNumber(3)),6,1440",
        "李四,\(idNumber(4)),6,1440",
      ]
      .map { "东镇,山底村,\($0)" }, header: "镇,村,姓名,身份证号码,月数,金额")
    #expect(strangers(Books([members(), list])).isEmpty)
    // A roster of two leaves a seat for whoever it does not name.
    let two = roster("镇,村,姓名,身份证号码", three.dropLast().map { "东镇,\($0)" })
    let odd = quarters { $0 == 3 ? three : Array(three.dropLast()) }
    #expect(strangers(Books([two] + odd)).isEmpty)
  }

  @Test func `a member under another number is told at it in whatever list it stands`() {
    let odd = quarters { $0 == 3 ? [three[0], three[1], row("张三", 5)] : three }
    #expect(strangers(Books([members()] + odd)) == ["第3季度.csv D6"])
    // Namesakes who are paid together are two.
    let namesake = quarters { $0 <= 2 ? three + [row("张三", 5)] : three }
    let other = roster("镇,村,姓名,身份证号码", three.suffix(1).map { "东镇,\($0)" })
    #expect(strangers(Books([other] + namesake)).allSatisfy { !$0.hasSuffix("D6") })
  }

  @Test func `who left by one village's roster is paid no more in another, whose roster does not have him`() {
    let west = ["水口村,王一,\(idNumber(11))", "水口村,王二,\(idNumber(12))"]
    func left(_ months: (Int) -> [String], roster: [String]) -> [String] {
      let files = [members(["2017-04,", "2017-04,", "2017-04,2021-06"], more: roster.map { "东镇,\($0),2017-04," })]
      return Books(files + quarters(months)).found(.leftOfficePaid).map {
        "\($0.spots[0].place.file.suffix(8)) \($0.spots[0].place.cell)"
      }
    }
    func lists(_ quarter: Int) -> [String] {
      (quarter <= 2 ? three : Array(three.dropLast())) + west + (quarter == 4 ? [row("张三", 3, "水口村")] : [])
    }
    #expect(left(lists, roster: west) == ["第4季度.csv D8"])
    // Whom the other roster has moved there; before he left he was there as well, which is told otherwise.
    #expect(left(lists, roster: west + [row("张三", 3, "水口村")]).isEmpty)
    #expect(left({ $0 == 4 ? Array(three.dropLast()) + west : three + west }, roster: west).count == 1)
    // Whom a year's list pays his term there and the months after it here has moved.
    let moved = paymentList(
      [three[2] + ",6,1440", row("张三", 3, "水口村") + ",6,1440"].map { "东镇,\($0)" }, header: "镇,村,姓名,身份证号码,月数,金额")
    let known = members(["2017-04,", "2017-04,", "2017-04,2021-06"], more: west.map { "东镇,\($0),2017-04," })
    #expect(Books([known, moved]).found(.leftOfficePaid).isEmpty)
    // A village without a roster may have him.
    #expect(left(lists, roster: []).isEmpty)
  }

  @Test func `one name under two numbers in lists that never meet counts as two, which is told`() {
    func told(_ rows: (Int) -> [String]) -> [String] {
      Books(quarters(rows)).found(.headcountMismatch).map { finding in
        finding.spots.map { "\($0.place.file.suffix(8)) \($0.place.cell)" }.joined(separator: " ")
      }
    }
    #expect(told { $0 == 3 ? [three[0], row("张二", 5), three[2]] : three } == ["第3季度.csv D5 第1季度.csv D5"])
    // Two who are paid together are two, and so are they when one has left.
    #expect(told { _ in three + [row("张二", 5)] }.isEmpty)
    #expect(told { $0 == 1 ? three + [row("张二", 5)] : three }.isEmpty)
    // One who left before the other came is another.
    let terms = ["上半年": (1, "2017-03,2021-06"), "下半年": (5, "2021-07,")].map { half, member in
      let row = "东镇,山底村,张一,\(idNumber(member.0)),\(member.1),6,1440\n"
      let header = "镇,村,姓名,身份证号码,任职时间,离任时间,月数,金额\n"
      return (name: half + "发放表.csv", csv: "甲市2021年\(half)补贴发放表\n单位：元\n" + header + row)
    }
    #expect(Books(terms).found(.headcountMismatch).isEmpty)
    // A number with a wrong check digit is told for itself.
    let wrong = String(idNumber(5).dropLast()) + (idNumber(5).hasSuffix("1") ? "2" : "1")
    #expect(told { $0 == 3 ? [three[0], "山底村,张二,\(wrong)", three[2]] : three }.isEmpty)
  }
}
