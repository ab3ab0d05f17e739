import Testing

@testable import Domain
@testable import Reconcile

/// One cause is told once, and what it makes differ names it: which findings explain which ties.
@Suite struct CausesTests {
  private func finding(
    _ code: Code, cell: String, village: Int? = 0, town: Int? = 0, field: String = "", period: String = "2021",
    level: Discrepancy.Level = .row, touches: Quantities = [.heads, .due, .stated], isTie: Bool = false,
    severity: Severity? = nil
  ) -> Discrepancy {
    Discrepancy(
      code, severity: severity, subject: Subject(county: 0, town: town, village: village), period: period, field: field,
      spots: [.init(Place(file: "a.csv", cell: cell))], level: level, touches: touches, isTie: isTie, zh: "", en: "")
  }

  private func causes(_ findings: [Discrepancy], from first: Int? = nil) -> [[Int]] {
    var findings = findings
    if let first {
      attributeCauses(&findings, within: 0..<findings.count, from: first)
    } else {
      attributeCauses(&findings, within: 0..<findings.count)
    }
    return findings.map(\.causes)
  }

  @Test func `a sum owes its difference to its own parts in its own column, and never to itself`() {
    var sum = finding(.subtotalMismatch, cell: "F9", village: nil, level: .town, touches: [], isTie: true)
    sum.partRows = 4...8
    let parts = [
      finding(.valueNotParsed, cell: "F4"), finding(.valueNotParsed, cell: "F8"), finding(.valueNotParsed, cell: "E5"),
      finding(.valueNotParsed, cell: "F3"), finding(.valueNotParsed, cell: "F9"),
    ]
    #expect(causes([sum] + parts)[0] == [1, 2])
    sum.partRows = 4...9
    #expect(causes([sum] + parts)[0] == [1, 2, 5])
    var wrong = finding(.dueVsPaid, cell: "F9", level: .village, isTie: true)
    wrong.partRows = 4...9
    #expect(causes([wrong] + parts)[0] == [1, 2, 5])
    #expect(causes([sum] + parts, from: 1)[0] == [])
    // On another sheet the same cells are others.
    var elsewhere = parts[0]
    elsewhere.spots[0].place.file = "b.csv"
    #expect(causes([sum, elsewhere, parts[1]])[0] == [2])
  }

  @Test func `a total that adds up wrong written sums follows from them`() {
    func sum(_ cell: String, _ rows: ClosedRange<Int>, _ expected: Int, _ actual: Int) -> Discrepancy {
      var sum = finding(.subtotalMismatch, cell: cell, village: nil, level: .town, touches: [], isTie: true)
      sum.partRows = rows
      sum.gap = .counts(expected: expected, actual: actual, unit: "人")
      return sum
    }
    let town = sum("F6", 4...5, 3, 5), other = sum("F9", 7...8, 3, 4)
    #expect(causes([town, sum("F12", 4...11, 12, 14)]) == [[], [0]])
    #expect(causes([town, other, sum("F12", 4...11, 12, 15)]) == [[], [], [0, 1]])
    // Above its rows, or of the same rows as its only town's.
    #expect(causes([sum("F3", 4...11, 12, 14), town]) == [[1], []])
    #expect(causes([town, sum("F7", 4...5, 3, 5)]) == [[], [0]])
    // By another difference, in another column, or of other rows, each is wrong for itself.
    #expect(causes([town, sum("F12", 4...11, 12, 15)]) == [[], []])
    #expect(causes([town, sum("G12", 4...11, 12, 14)]) == [[], []])
    #expect(causes([town, sum("F12", 7...11, 12, 14)]) == [[], []])
    // What is wrong at the rows themselves says more.
    #expect(causes([town, sum("F12", 4...11, 12, 14), finding(.valueNotParsed, cell: "F8")])[1] == [2])
  }

  @Test func `a name of several towns is open for the town's name above it that nobody knows`() {
    let town = finding(.villageNotInRegister, cell: "A5", village: nil, town: nil, field: Field.town.rawValue)
    func open(_ cell: String, _ codes: String) -> Discrepancy {
      var finding = finding(.villageAmbiguous, cell: cell, village: nil, town: nil, field: Field.village.rawValue)
      finding.gap = .texts(expected: codes, actual: "山底")
      return finding
    }
    #expect(causes([town, open("B6", "990101100200 990101101200")]) == [[], [0]])
    // Of one town's own namesakes, or above it, it is none's.
    #expect(causes([town, open("B6", "990101100200 990101100201")]) == [[], []])
    #expect(causes([town, open("B4", "990101100200 990101101200")]) == [[], []])
  }

  @Test func `heads of a row that do not follow from wrong exclusions follow from these`() {
    func heads(_ field: Field, _ cell: String, _ expected: Int, _ actual: Int) -> Discrepancy {
      var finding = finding(.headcountMismatch, cell: cell, field: field.rawValue, level: .village, touches: [.heads])
      finding.gap = .counts(expected: expected, actual: actual, unit: "人")
      return finding
    }
    let wrong = heads(.concurrent, "E5", 0, 1)
    #expect(causes([wrong, heads(.eligible, "F5", 2, 3)]) == [[], [0]])
    #expect(causes([wrong, heads(.eligible, "F5", 2, 4)]) == [[], []])
    #expect(causes([wrong, heads(.eligible, "F6", 2, 3)]) == [[], []])
  }

  @Test func `a village's heads differ for what was found at its members, else for its empty seat`() {
    let tie = finding(.headcountMismatch, cell: "E4", level: .village, touches: [.heads], isTie: true)
    let months = finding(.valueNotParsed, cell: "E20")
    let elsewhere = finding(.valueNotParsed, cell: "E21", village: 1)
    let seat = finding(.vacancy, cell: "C20", level: .village)
    let otherSeat = finding(.vacancy, cell: "C21", village: 1, level: .village)
    #expect(causes([tie, elsewhere, months, seat])[0] == [2])
    #expect(causes([tie, elsewhere, otherSeat, seat])[0] == [3])
    #expect(causes([tie, elsewhere, otherSeat])[0] == [])
    let due = finding(.dueVsPaid, cell: "F4", level: .village, touches: [.stated], isTie: true)
    #expect(causes([due, otherSeat, months])[0] == [2])
  }

  @Test func `a mark that nobody can read is no reason for one month of its member's, and is one for all of them`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    func books(_ heads: [Int], marks: [String] = ["没挂", "没挂", "没挂"], from: Int = 1, returns: Int = 12) -> Books {
      let names = ["张甲", "李乙", "王丙"]
      func first(_ position: Int) -> Int { position == 2 ? from : 1 }
      let paid = names.indices.map {
        "东镇,山底村,\(names[$0]),2021.\(first($0)),\(13 - first($0)),\(240 * (13 - first($0)))"
      }
      let seats = names.indices.map { "东镇,山底村,\(names[$0]),\(marks[$0]),2021.\(first($0))" }
      let header = months.split(separator: ",").prefix(returns).map { "\($0)人数" }.joined(separator: ",")
      let row = heads.prefix(returns).map { "\($0)" }.joined(separator: ",")
      return Books([
        paymentList(paid, header: "镇,村,姓名,任职时间,月数,金额"), roster("镇,村,姓名,是否兼任,任职时间", seats),
        ("月报.csv", "甲市2021年补贴月报表\n镇,村,\(header)\n东镇,山底村,\(row)\n"),
      ])
    }
    func causes(_ books: Books) -> [[String]] {
      books.found(.headcountMismatch).map { $0.causes.map { books.findings[$0].spots[0].place.cell } }
    }
    let year = Array(repeating: 3, count: 12)
    let july = year.enumerated().map { $0.offset == 6 ? 2 : $0.element }
    #expect(books(july).found(.valueNotParsed).count == 3)
    #expect(causes(books(july)) == [[]])
    // Every month alike, or all that the return has: any of the marks may be why.
    #expect(causes(books(Array(repeating: 2, count: 12))) == [["D3", "D4", "D5"]])
    #expect(causes(books([2], returns: 1)) == [["D3", "D4", "D5"]])
    // Of one who came in July, all months since.
    let half = year.enumerated().map { $0.offset < 6 ? 2 : $0.element }
    let since = Array(repeating: 2, count: 12)
    #expect(causes(books(half, from: 7)).isEmpty)
    #expect(causes(books(since, from: 7)) == [["D5"]])
    let but = causes(books(since.dropLast() + [3], from: 7))
    #expect(but.count == 1 && !but[0].contains("D5"))
  }

  @Test func `a row's amount differs for its heads, its months or its rate, and two counts do not explain each other`()
  {
    let due = finding(.dueVsPaid, cell: "F4", touches: [.stated], isTie: true)
    let heads = finding(.headcountMismatch, cell: "E4", level: .village, touches: [.heads], isTie: true)
    let rate = finding(.rateMismatch, cell: "D4", touches: [.stated])
    let below = finding(.rateMismatch, cell: "D5", touches: [.stated])
    let month = finding(.headcountMismatch, cell: "H4", period: "2021-03", touches: [])
    #expect(causes([due, heads, rate, below, month])[0] == [1, 2, 4])
    // What one month's amount is comes from that month's heads.
    let other = finding(.headcountMismatch, cell: "G4", period: "2021-04", touches: [])
    let ofMonth = finding(.dueVsPaid, cell: "H4", period: "2021-03", touches: [.stated], isTie: true)
    #expect(causes([ofMonth, other])[0] == [] && causes([ofMonth, month])[0] == [1])
    let count = finding(
      .headcountMismatch, cell: "C4", field: "concurrent", level: .village, touches: [.concurrent], isTie: true)
    #expect(causes([heads, count])[0] == [] && causes([heads, count])[1] == [])
    #expect(causes([heads, finding(.rateMismatch, cell: "D4", village: 1, touches: [])])[0] == [1])
  }

  @Test func `more heads than seats explain no member's amount, and of a row's only what is short`() {
    func due(_ wanted: Int64, _ paid: Int64) -> Discrepancy {
      var tie = finding(.dueVsPaid, cell: "F4", touches: [.stated], isTie: true)
      tie.gap = .money(expected: Money(fen: wanted), actual: Money(fen: paid))
      return tie
    }
    let members = finding(.overQuota, cell: "C4", field: "members", level: .village)
    let heads = finding(.overQuota, cell: "E4", field: "eligible", level: .village)
    #expect(causes([due(180_000, 108_000), members])[0] == [] && causes([due(108_000, 180_000), members])[0] == [])
    #expect(causes([due(180_000, 108_000), heads])[0] == [1] && causes([due(108_000, 180_000), heads])[0] == [])
    let wrong = due(180_000, 108_000)
    #expect([wrong, members, heads].reasonsOfStated(among: [0, 1, 2]) == [0, 2])
  }

  @Test func `whoever is excluded and paid is why less is due by a seat, and not why every excluded seat is missing`() {
    func causes(due: Int64, allocated: Int64, concurrent: Int, paid: Int = 1, others: [Code] = []) -> [Int] {
      var figures = CountyFigures(county: 0, status: .current)
      (figures.tally.due, figures.tally.concurrent) = (Money(fen: due * 100), concurrent)
      figures.allocated = StatedMoney(amount: Money(fen: allocated * 100), unit: .yuan, places: 2)
      var marked = finding(.dualPostPaid, cell: "E4")
      marked.gap = .money(expected: .zero, actual: Money(fen: 288_000))
      var tie = finding(.countyVsAllocation, cell: "", village: nil, town: nil, level: .county, isTie: true)
      tie.causes = Array(1..<1 + paid + others.count)
      var all = [tie] + Array(repeating: marked, count: paid) + others.map { finding($0, cell: "E5") }
      dropPaidExclusions(&all, figures, Books.policy())
      return all[0].causes
    }
    #expect(causes(due: 25_920, allocated: 28_800, concurrent: 1) == [1])
    #expect(causes(due: 25_920, allocated: 31_680, concurrent: 3) == [1])
    #expect(causes(due: 25_920, allocated: 34_560, concurrent: 3) == [])
    #expect(causes(due: 25_920, allocated: 34_560, concurrent: 3, paid: 3) == [1, 2, 3])
    #expect(causes(due: 28_800, allocated: 25_920, concurrent: 1) == [])
    #expect(causes(due: 25_920, allocated: 26_160, concurrent: 1) == [])
    #expect(causes(due: 28_800, allocated: 25_920, concurrent: 1, others: [.overQuota]) == [1, 2])
  }

  @Test func `a coarse tie owes its difference to finer findings within it, errors before what is only worth a look`() {
    let tie = finding(
      .countyVsAllocation, cell: "", village: nil, town: nil, level: .county, touches: [.due], isTie: true)
    let error = finding(.valueNotParsed, cell: "E4")
    let seat = finding(.vacancy, cell: "C4", level: .village, severity: .warning)
    let apart = finding(.valueNotParsed, cell: "E5", touches: [.listed])
    let same = finding(.linesVsTotal, cell: "B2", level: .county, touches: [.due])
    #expect(causes([tie, seat, error, apart, same])[0] == [2])
    #expect(causes([tie, seat, apart, same])[0] == [1])
    var outside = error
    outside.subject.county = 1
    #expect(causes([tie, outside])[0] == [])
    let town = finding(.villageCountMismatch, cell: "", village: nil, town: 1, level: .town, touches: .row, isTie: true)
    #expect(causes([town, error])[0] == [])
    let heads = finding(.headcountMismatch, cell: "E9", village: nil, level: .town, touches: [.heads], isTie: true)
    #expect(causes([heads, error, finding(.valueNotParsed, cell: "E5", village: 2, town: 1)])[0] == [1])
  }

  @Test func `what a county is due owes nothing to documents that it is not reckoned from`() {
    func causes(_ tie: Discrepancy, _ others: Discrepancy...) -> [Int] {
      var findings = [tie] + others
      attributeCauses(&findings, within: findings.indices) { $0.spots[0].place.cell != "E4" }
      return findings[0].causes
    }
    let (beside, own) = (finding(.valueNotParsed, cell: "E4"), finding(.valueNotParsed, cell: "E5"))
    func tie(_ code: Code) -> Discrepancy {
      finding(code, cell: "", village: nil, town: nil, level: .county, touches: [.due], isTie: true)
    }
    #expect(causes(tie(.countyVsAllocation), beside, own) == [2] && causes(tie(.dueVsPaid), beside, own) == [1, 2])
    // A town's amount follows from its own row's figures, and its heads do not.
    func ofTown(_ code: Code) -> Discrepancy {
      finding(code, cell: "F4", village: nil, level: .town, touches: [.stated], isTie: true)
    }
    let rate = finding(.rateMismatch, cell: "D4", village: nil, level: .town, touches: [])
    #expect(causes(ofTown(.dueVsPaid), rate) == [1] && causes(ofTown(.headcountMismatch), rate) == [])
  }

  @Test func `a name that no register has may be the missing village's`() {
    let missing = finding(
      .villageCountMismatch, cell: "", village: nil, town: 1, level: .town, touches: .row, isTie: true)
    let name = finding(.villageNotInRegister, cell: "B7", village: nil, town: nil, touches: .row)
    let other = finding(.valueNotParsed, cell: "E7", village: nil, town: nil, touches: .row)
    #expect(causes([missing, other, name])[0] == [2])
  }

  @Test func `a cell is read from its A1 form`() throws {
    #expect(try #require(A1("A1")).row == 1 && #require(A1("A1")).column == 1)
    #expect(try #require(A1("AB120")).row == 120 && #require(A1("AB120")).column == 28)
    #expect(try #require(A1("C4:F9")).row == 4 && #require(A1("C4:F9")).column == 3)
    for text in ["", "A", "7", "A0"] { #expect(A1(text)?.row == nil, "\(text)") }
  }

  @Test func `what is worth a look explains a sum, what is worth knowing does not`() {
    var sum = finding(.subtotalMismatch, cell: "F9", village: nil, level: .town, touches: [], isTie: true)
    sum.partRows = 4...8
    let parts = [Severity.info, .warning, .error, .block].map { finding(.missingNotZero, cell: "F5", severity: $0) }
    #expect(causes([sum] + parts)[0] == [2, 3, 4])
    // A row's amount is explained by what is wrong in it only.
    let due = finding(.dueVsPaid, cell: "F4", touches: [.stated], isTie: true)
    let rates = [Severity.info, .warning, .error].map {
      finding(.rateMismatch, cell: "D4", touches: [.stated], severity: $0)
    }
    #expect(causes([due] + rates)[0] == [3])
    #expect(causes([due, finding(.valueNotParsed, cell: "D4", touches: [.stated])])[0] == [])
  }

  @Test func `a sum beside its parts owes its difference to their columns`() {
    var sum = finding(.subtotalMismatch, cell: "O4", level: .village, touches: [], isTie: true)
    (sum.partRows, sum.partColumns) = (4...4, 3...14)
    let parts = ["B4", "C4", "N4", "O4", "C5", "C3"].map { finding(.valueNotParsed, cell: $0) }
    #expect(causes([sum] + parts)[0] == [2, 3])
  }

  @Test func `one number twice brings its accounts, and makes a village one too many`() throws {
    let (one, two) = (try #require(IDNumber(idNumber(1))), try #require(IDNumber(idNumber(3))))
    func of(_ code: Code, _ person: IDNumber, county: Int = 0, cells: [String] = ["A1"]) -> Discrepancy {
      Discrepancy(
        code, subject: Subject(county: county, person: person), period: "2021", field: "",
        spots: cells.map { .init(Place(file: "a.csv", cell: $0)) }, level: .row, touches: [], zh: "", en: "")
    }
    #expect(causes([of(.duplicatePerson, one), of(.manyAccounts, one), of(.manyAccounts, two)]) == [[], [0], []])
    #expect(
      causes([of(.manyAccounts, one), of(.duplicatePerson, one), of(.crossCountyDuplicate, one)]) == [[1], [], []])
    #expect(causes([of(.duplicatePerson, one, county: 1), of(.manyAccounts, one)]) == [[], []])
    let doubled = of(.duplicatePerson, one, cells: ["E4", "E9"])
    #expect(causes([of(.overQuota, two, cells: ["C4", "C5", "C6"]), doubled])[0] == [1])
    #expect(causes([of(.overQuota, two, cells: ["C5", "C6"]), doubled])[0] == [])
    #expect(causes([of(.vacancy, two, cells: ["C4"]), doubled])[0] == [])
  }

  @Test func `an error value in a village's cell is why nobody knows the village`() {
    let books = Books([paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,#REF!,李乙,否,12,2880"])])
    let found = books.findings
    let errors = found.indices.filter { found[$0].code == .cellErrorValue }
    #expect(errors.count == 1 && found.first { $0.code == .villageNotInRegister }?.causes == errors)
  }

  @Test func `a month's odd amount is why its row's sum is odd`() {
    let part = finding(.notMultipleOfRate, cell: "F4", period: "2021 7月", touches: [.stated])
    let odd = finding(.notMultipleOfRate, cell: "H4", touches: [.stated], isTie: true)
    let short = finding(.dueVsPaid, cell: "H4", touches: [.stated], isTie: true)
    let other = finding(.dueVsPaid, cell: "H5", touches: [.stated], isTie: true)
    #expect(causes([part, odd, short, other]) == [[], [0], [0], []])
  }
}
