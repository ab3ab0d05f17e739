import Testing

@testable import Domain
@testable import Reconcile

/// Amounts of towns and of parts of the year that stand beside a list of the members.
@Suite struct StatedPartsTests {
  private let members = roster(
    "镇,村,姓名,是否兼任",
    [("东镇", "山底"), ("东镇", "水口"), ("西镇", "簕冲"), ("西镇", "横坑")].enumerated().flatMap { index, place in
      ["甲", "乙"].map { "\(place.0),\(place.1)村,\("张李王赵".dropFirst(index).prefix(1))\($0),否" }
    })

  private func part(_ name: String, _ east: Int, _ west: Int) -> (name: String, csv: String) {
    (name + ".csv", "甲市2021年\(name)补贴汇总表\n单位：元\n镇,村数,金额\n东镇,2,\(east)\n西镇,2,\(west)\n合计,4,\(east + west)\n")
  }

  @Test func `what a summary states of towns is theirs and the county's where villages state nothing`() {
    let books = Books([members, part("年度", 11520, 11520)])
    #expect(books.figures.towns.map(\.tally.stated) == [Money(fen: 1_152_000), Money(fen: 1_152_000)])
    #expect(books.figures.tally.stated == Money(fen: 2_304_000) && books.found(.dueVsPaid).isEmpty)
    #expect(books.figures.statedRows[0]?.map(\.rows) == [4...4])
  }

  @Test func `parts of a year that state money alone are no corrections of each other`() {
    let halves = Books([members, part("上半年", 5760, 5760), part("下半年", 5760, 5760)])
    #expect(halves.found(.correctedUpload).isEmpty && halves.findings.filter { $0.severity >= .error }.isEmpty)
    #expect(halves.figures.tally.stated == Money(fen: 2_304_000))
    let quarters = Books([members] + ["一", "二", "三", "四"].map { part("第\($0)季度", 2880, 2880) })
    #expect(quarters.found(.correctedUpload).isEmpty && quarters.figures.tally.stated == Money(fen: 2_304_000))
    let again = Books([
      members, part("上半年", 5760, 5760), ("更正" + part("上半年", 5520, 5760).name, part("上半年", 5520, 5760).csv),
    ])
    #expect(again.found(.correctedUpload).count == 1)
  }

  @Test func `a part's amount is held against the members of its months, and a part that is missing is told`() {
    let wrong = Books([members, part("上半年", 5760, 6000), part("下半年", 5760, 5760)])
    #expect(wrong.cells(.dueVsPaid) == ["C5"])
    #expect(wrong.found(.dueVsPaid).map(\.gap) == [.money(expected: Money(fen: 576_000), actual: Money(fen: 600_000))])
    let one = Books([members, part("上半年", 5760, 5760)])
    #expect(one.found(.missingNotZero).contains { $0.field == Field.month.rawValue && !$0.touches.contains(.due) })
    #expect(one.found(.dueVsPaid).isEmpty)
  }

  @Test func `months of money alone are held against the members too`() {
    let header = "镇,村," + (1...12).map { "\($0)月金额" }.joined(separator: ",")
    func row(_ place: String, _ odd: Int) -> String {
      place + "," + (1...12).map { $0 == 5 ? "\(odd)" : "480" }.joined(separator: ",")
    }
    let books = Books([
      members,
      (
        "月报.csv",
        "甲市2021年补贴月报\n单位：元\n\(header)\n" + row("东镇,山底村", 480) + "\n" + row("东镇,水口村", 720) + "\n"
          + row("西镇,簕冲村", 480) + "\n" + row("西镇,横坑村", 480) + "\n"
      ),
    ])
    #expect(books.cells(.dueVsPaid) == ["G5"])
    // What is paid by quarter comes to the year all the same.
    let quarters = (1...12).map { $0 % 3 == 0 ? "1440" : "0" }.joined(separator: ",")
    let late = Books([members, ("月报.csv", "甲市2021年补贴月报\n单位：元\n\(header)\n东镇,山底村,\(quarters)\n")])
    #expect(late.found(.dueVsPaid).isEmpty)
  }

  @Test func `whole person-months in 万元 lost nothing, so a total a hundred yuan off is no rounding`() {
    let rows = (0..<12).map { "东镇,山底村,\("张李王赵钱孙周吴郑冯陈褚".dropFirst($0).prefix(1))甲,否,\($0 == 3 ? "十二个月" : "12"),0.288" }
    let list = (name: "发放表.csv", csv: "甲市2021年补贴发放表\n单位：万元\n镇,村,姓名,是否兼任,月数,金额\n" + rows.joined(separator: "\n"))
    func totals(_ sum: String) -> Books { Books([(list.name, list.csv + "\n合计,,,,,\(sum)\n")]) }
    #expect(totals("3.456").found(.subtotalMismatch).isEmpty)
    #expect(totals("3.460").found(.subtotalMismatch).count == 1)
  }

  @Test func `an amount that a summary's own columns bear out is held against the terms of as many members too`() {
    let members = roster("镇,村,姓名,任现职时间,离任时间", ["东镇,山底村,张甲,2017.05,", "东镇,山底村,李乙,2021.07,"])
    let header = "镇,村,核发人数,人月,金额"
    #expect(Books([members, summary(header, ["东镇,山底村,2,18,4320"])]).found(.dueVsPaid).isEmpty)
    let found = Books([members, summary(header, ["东镇,山底村,2,24,5760"])]).found(.dueVsPaid)
    #expect(found.map(\.gap) == [.money(expected: Money(fen: 432_000), actual: Money(fen: 576_000))])
    #expect(found.allSatisfy { $0.message.zh.hasPrefix("按名册任职起止应发 4,320.00 元") })
    // A roster without terms says nothing of months, and 任现职务 is no time.
    for column in ["", ",任现职务", ",任现职情况"] {
      let bare = roster("镇,村,姓名" + column, ["张甲", "李乙"].map { "东镇,山底村,\($0)" + (column.isEmpty ? "" : ",主任") })
      let books = Books([bare, summary(header, ["东镇,山底村,2,18,4320"])])
      #expect(books.found(.dueVsPaid).isEmpty && books.found(.valueNotParsed).isEmpty)
    }
    // Fewer heads are told as such.
    #expect(Books([members, summary(header, ["东镇,山底村,1,12,2880"])]).found(.dueVsPaid).isEmpty)
  }

  @Test func `who is paid under another spelling is told beside whom the roster has instead`() {
    let list = paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,陈五,否,12,2880"])
    let books = Books([roster("镇,村,姓名,是否兼任", ["东镇,山底村,张甲,否", "东镇,山底村,陈武,否"]), list])
    let told = books.found(.headcountMismatch).filter { $0.field == Field.name.rawValue }.map(\.message.zh)
    #expect(told.count == 1 && told[0].contains("花名册 C4 的陈*没有对应的发放行"))
    // A number on one side alone tells them apart no more than none, and two numbers do.
    func alike(_ paid: String, _ listed: String) -> Bool {
      let header = "镇,村,姓名,身份证号码"
      return Books([
        paymentList(["东镇,山底村,陈五,\(paid),12,2880"], header: header + ",月数,金额"),
        roster(header, ["东镇,山底村,陈武,\(listed)"]),
      ]).found(.headcountMismatch).contains { $0.message.zh.contains("没有对应的发放行") }
    }
    #expect(alike("", idNumber(1)) && alike(idNumber(1), "") && !alike(idNumber(1), idNumber(3)))
    // So do two roles.
    func alikeByRole(_ paid: String, _ listed: String) -> Bool {
      Books([
        paymentList(["东镇,山底村,陈五,\(paid),12,2880"], header: "镇,村,姓名,职务,月数,金额"),
        roster("镇,村,姓名,职务", ["东镇,山底村,陈武,\(listed)"]),
      ]).found(.headcountMismatch).contains { $0.message.zh.contains("没有对应的发放行") }
    }
    #expect(alikeByRole("主任", "主任") && alikeByRole("", "委员") && !alikeByRole("主任", "委员"))
    let other = Books([roster("镇,村,姓名,是否兼任", ["东镇,山底村,张甲,否", "东镇,山底村,李武,否"]), list])
    #expect(!other.found(.headcountMismatch).contains { $0.message.zh.contains("没有对应的发放行") })
  }

  @Test func `a summary of the year says more of what is stated than a return of its first half`() {
    let books = Books([members, part("年度", 11520, 11520), part("上半年", 5760, 5760)])
    #expect(
      books.figures.tally.stated == Money(fen: 2_304_000) && books.findings.filter { $0.severity >= .error }.isEmpty)
  }

  @Test func `who came within the year by a note is not paid for the months before without a word`() {
    func months(_ note: String, _ months: Int) -> [String] {
      let list = paymentList(
        ["东镇,山底村,张甲,否,\(months),\(months * 240),\(note)", "东镇,山底村,李乙,否,12,2880,"],
        header: "镇,村,姓名,是否兼任,月数,金额,备注")
      return Books([list]).found(.monthsOutOfRange).filter { $0.field == "months" }.compactMap(
        \.spots.first?.place.cell)
    }
    #expect(months("2021年9月起任职", 12) == ["G4"] && months("2021年9月起任职", 4).isEmpty)
    #expect(months("2021年9月补选", 6) == ["G4"] && months("2021年1月起任职", 12).isEmpty)
    #expect(months("2021年9月起兼任纪检委员", 12).isEmpty && months("2021年9月上任主任", 12).isEmpty)
  }
}
