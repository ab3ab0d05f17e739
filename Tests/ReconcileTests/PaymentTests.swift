import Testing

@testable import Domain
@testable import Reconcile

/// What is paid against what is due: months, rates, deductions, later payments and sums.
@Suite struct PaymentTests {
  private func due(_ books: Books) -> [Discrepancy.Gap] { books.found(.dueVsPaid).map(\.gap) }
  private func yuan(_ expected: Int64, _ actual: Int64) -> Discrepancy.Gap {
    .money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100))
  }

  @Test func `deductions and back-pay stand between what is due and what is paid`() {
    let header = "镇,村,姓名,是否兼任,月数,应发金额,扣回,补发,实发金额"
    let right = Books([
      paymentList(
        ["东镇,山底村,张甲,否,12,2880,240,,2640", "东镇,山底村,李乙,否,12,2880,,480,3360", "东镇,山底村,王丙,否,12,2880,,,2880"], header: header
      )
    ])
    #expect(due(right).isEmpty && right.found(.backPayment).map(\.field) == ["deduction", "back_pay"])
    let wrong = Books([
      paymentList(
        ["东镇,山底村,张甲,否,12,2880,240,,2880", "东镇,山底村,李乙,否,12,2880,,480,2400", "东镇,山底村,王丙,否,12,2880,,,2880"], header: header
      )
    ])
    #expect(due(wrong) == [yuan(2640, 2880), yuan(3360, 2400)])
    #expect(wrong.found(.dueVsPaid).first?.message.zh.hasSuffix("差 +240.00 元") == true)
    // 应发 2,400 and 补发 480 come to what twelve months are due, and of eleven to too much.
    func made(_ months: Int) -> [Discrepancy.Gap] {
      due(Books([paymentList(["东镇,山底村,张甲,否,\(months),2400,,480,2880"], header: header)]))
    }
    #expect(made(12).isEmpty && made(11) == [yuan(3120, 2880)])
  }

  @Test func `amounts that were rounded to 万元 are told once a column, with what rounding leaves over`() {
    let rows = ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),11,0.26" } + ["东镇,水口村,赵丁,12,0.5"]
    let csv = "甲市2021年补贴发放表\n单位：万元\n镇,村,姓名,月数,金额\n" + rows.map { $0 + "\n" }.joined()
    let found = Books([("发放表.csv", csv)]).found(.roundingResidual)
    #expect(found.map { $0.spots.map(\.place.cell) } == [["E4:E6"]] && found.map(\.gap) == [yuan(7920, 7800)])
    #expect(found.map(\.message.zh) == ["3 处金额按所写的 2 位小数（万元）相符，尾差合计 +120.00 元"])
  }

  @Test func `a wrong due amount beside a right payment is told at its own cell`() {
    let header = "镇,村,姓名,是否兼任,月数,应发金额,实发金额"
    let books = Books([
      paymentList(["东镇,山底村,张甲,否,12,2640,2880", "东镇,山底村,李乙,否,12,2880,2880"], header: header)
    ])
    #expect(books.cells(.dueVsPaid) == ["F4"] && due(books) == [yuan(2880, 2640)])
  }

  @Test func `more than all months at every rate is too much, and no part of a month`() {
    let rates = Books.policy([Books.rule(1, 6, yuan: 260), Books.rule(7, 12, yuan: 300)])
    let books = Books(
      [summary("镇,村,核发人数,金额", ["东镇,山底村,1,33600", "东镇,水口村,1,3350"])], policy: rates)
    #expect(books.cells(.notMultipleOfRate) == ["D5"] && books.cells(.dueVsPaid) == ["D4", "D5"])
  }

  @Test func `a summary's row comes to its heads, months and rate`() {
    let header = "镇,村,核发人数,月数,金额"
    let books = Books([
      summary(header, ["东镇,山底村,3,12,8640", "东镇,水口村,2,6,2880", "西镇,簕冲村,3,12,8400", "西镇,横坑村,2,6,5760"])
    ])
    #expect(due(books) == [yuan(8640, 8400), yuan(2880, 5760)])
    #expect(books.tally(1)?.due == Money(fen: 288_000) && books.tally(1)?.personMonths == 12)
    let whole = Books([summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640", "东镇,水口村,2,2880"])])
    #expect(due(whole) == [yuan(5760, 2880)] && whole.tally(1)?.personMonths == 24)
    let byMonths = Books([summary("镇,村,人月,金额", ["东镇,山底村,36,8640", "东镇,水口村,30,7200"])])
    #expect(due(byMonths).isEmpty && byMonths.tally(1)?.due == Money(fen: 720_000))
  }

  @Test func `a summary's amount is what the payment list states, with or without deductions`() {
    let list = paymentList(
      ["东镇,山底村,张甲,否,12,2880,240,2640", "东镇,山底村,李乙,否,12,2880,,2880", "东镇,山底村,王丙,是,0,0,,"],
      header: "镇,村,姓名,是否兼任,月数,应发金额,扣回,实发金额")
    func both(_ paid: Int) -> [Discrepancy.Gap] {
      due(Books([list, summary("镇,村,核发人数,金额", ["东镇,山底村,2,\(paid)"])]))
    }
    #expect(both(5520) == [yuan(5760, 5520)])
    #expect(both(5760).isEmpty)
    let other = Books([list, summary("镇,村,金额", ["东镇,山底村,5280"])])
    #expect(due(other).contains(yuan(5760, 5280)) || due(other).contains(yuan(5520, 5280)))
  }

  @Test func `what is paid is whole months, and the nearest are what was meant`() {
    let books = Books([
      paymentList([
        "东镇,山底村,张甲,否,,2888", "东镇,山底村,李乙,否,,2870", "东镇,山底村,王丙,否,,2880", "东镇,水口村,赵丁,否,,240",
      ])
    ])
    #expect(books.cells(.notMultipleOfRate) == ["F4", "F5"])
    #expect(books.found(.notMultipleOfRate).map(\.gap) == [yuan(2880, 2888), yuan(2880, 2870)])
    #expect(books.found(.notMultipleOfRate).first?.message.zh.hasSuffix("余 8.00 元") == true)
  }

  @Test func `a month's amount is whole heads at that month's rate`() {
    let names = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let months = { (first: String) in first + "," + Array(repeating: "3,720", count: 11).joined(separator: ",") }
    let odd = Books([
      ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,\(names)\n东镇,山底村,\(months(",725"))\n东镇,水口村,\(months("3,720"))\n")
    ])
    #expect(odd.cells(.notMultipleOfRate) == ["D4"] && odd.found(.notMultipleOfRate).map(\.period) == ["2021-01"])
    #expect(odd.found(.notMultipleOfRate).map(\.gap) == [yuan(720, 725)])
    let wrong = Books([
      ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,\(names)\n东镇,山底村,\(months("2,720"))\n东镇,水口村,\(months("3,720"))\n")
    ])
    #expect(due(wrong) == [yuan(480, 720)] && wrong.tally(0)?.personMonths == 35 && wrong.tally(0)?.eligible == 3)
    #expect(wrong.figures.months.map(\.heads) == [5] + Array(repeating: 6, count: 11))
    #expect(wrong.figures.months.map(\.due.fen) == [120_000] + Array(repeating: 144_000, count: 11))
  }

  @Test func `returns with heads by month and one amount of the year come to that amount`() {
    let names = (1...12).map { "\($0)月人数" }.joined(separator: ",")
    let heads = { (first: Int) in "\(first)," + Array(repeating: "3", count: 11).joined(separator: ",") }
    let books = Books([
      ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,\(names),全年金额\n东镇,山底村,\(heads(2)),8400\n东镇,水口村,\(heads(3)),8400\n")
    ])
    #expect(due(books) == [yuan(8640, 8400)] && books.cells(.dueVsPaid) == ["O5"])
  }

  @Test func `an odd amount of the year beside heads by month is told as that too`() {
    let header = "镇,村," + (1...12).map { "\($0)月人数" }.joined(separator: ",") + ",补贴金额"
    func codes(_ amount: String) -> [[String]] {
      let row = "东镇,山底村," + Array(repeating: "3", count: 12).joined(separator: ",") + ",\(amount)\n"
      let books = Books([("月报.csv", "甲市2021年补贴月报表\n单位：元\n\(header)\n\(row)")])
      return [books.cells(.notMultipleOfRate), books.cells(.dueVsPaid)]
    }
    #expect(codes("8625") == [["O4"], ["O4"]] && codes("8400") == [[], ["O4"]] && codes("8640") == [[], []])
    // By the quarter, what is odd is a quarter's.
    let quarters = "镇,村,一季度人数,一季度金额,二季度人数,二季度金额,三季度人数,三季度金额,四季度人数,四季度金额,合计"
    let odd = Books([
      ("月报.csv", "甲市2021年补贴报表\n单位：元\n\(quarters)\n东镇,山底村,3,2160,3,2160,3,2160,3,2145,8625\n")
    ])
    #expect(odd.cells(.notMultipleOfRate).isEmpty)
  }

  @Test func `a year's amount beside its months is their sum`() {
    let names = (1...12).map { "\($0)月金额" }.joined(separator: ",")
    let months = Array(repeating: "720", count: 12).joined(separator: ",")
    let books = Books([
      ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,村,\(names),全年金额\n东镇,山底村,\(months),8640\n东镇,水口村,\(months),8460\n")
    ])
    #expect(books.found(.subtotalMismatch).map(\.gap) == [yuan(8640, 8460)])
    #expect(books.found(.subtotalMismatch).map(\.subject.village) == [1])
  }

  @Test func `a stated rate is the policy's, under rules that changed that of the member's months`() {
    let header = "镇,村,姓名,月数,补贴标准,金额"
    let one = Books([paymentList(["东镇,山底村,张甲,12,240,2880", "东镇,山底村,李乙,12,250,2880"], header: header)])
    #expect(one.cells(.rateMismatch) == ["E5"] && one.found(.rateMismatch).map(\.gap) == [yuan(240, 250)])
    let rules = Books.policy([Books.rule(1, 6, yuan: 200), Books.rule(7, 12, yuan: 240)])
    let raised = Books(
      [
        paymentList(
          [
            "东镇,山底村,张甲,6,200,1200,2020-01,2021-06", "东镇,山底村,李乙,6,240,1440,2021-07,",
            "东镇,山底村,王丙,6,240,1440,2020-01,2021-06",
            "东镇,水口村,赵丁,12,240,2640,,", "东镇,水口村,钱戊,12,220,2640,,",
          ], header: header + ",任职时间,离任时间")
      ], policy: rules)
    #expect(raised.cells(.rateMismatch) == ["E6", "E8"])
    #expect(raised.found(.rateMismatch).first?.gap == yuan(200, 240))
    #expect(raised.figures.tally.due == Money(fen: 912_000))
  }

  @Test func `whoever holds a post that is paid elsewhere is not paid again`() {
    let books = Books([paymentList(["东镇,山底村,张甲,是,12,2880", "东镇,山底村,李乙,是,0,0", "东镇,水口村,王丙,是,,0.01"])])
    #expect(books.found(.dualPostPaid).map(\.subject.village) == [0, 1])
    #expect(books.found(.dualPostPaid).first?.gap == yuan(0, 2880))
  }

  @Test func `a payment beside a bare 兼 is told in the words that are written`() {
    let rows = ["东镇,山底村,张甲（兼）,12,2880", "东镇,山底村,李乙（兼）,0,0"]
    let told = Books([paymentList(rows, header: "镇,村,姓名,月数,金额")]).found(.dualPostPaid)
    #expect(told.map(\.message.zh) == ["写有“兼”，仍发放 2,880.00 元"])
  }

  @Test func `what a later list pays goes on where the first ends, by number or by the name where one has none`() {
    func later(_ rows: [String]) -> (name: String, csv: String) {
      ("补发明细表.csv", "甲市2021年补贴补发明细表\n单位：元\n镇,村,姓名,身份证号码,金额\n" + rows.joined(separator: "\n") + "\n")
    }
    let header = "镇,村,姓名,身份证号码,月数,金额"
    let list = paymentList(
      ["东镇,山底村,张甲,\(idNumber(1)),10,2400", "东镇,山底村,李乙,\(idNumber(3)),12,2880"], header: header)
    for number in ["", idNumber(1)] {
      let books = Books([list, later(["东镇,山底村,张甲,\(number),480"])])
      #expect(books.tally(0)?.listed == 2 && books.tally(0)?.eligible == 2 && books.tally(0)?.personMonths == 24)
      #expect(books.tally(0)?.due == Money(fen: 576_000) && due(books).isEmpty)
      #expect(books.found(.backPayment).map(\.gap) == [yuan(0, 480)])
      #expect(books.figures.months.map(\.heads) == Array(repeating: 2, count: 12))
    }
    // Another number is another person of the same name.
    let other = Books([list, later(["东镇,山底村,张甲,\(idNumber(5)),480"])])
    #expect(other.tally(0)?.listed == 3)
    // No more months are paid later than are open.
    let csv = "甲市2021年补贴补发明细表\n单位：元\n镇,村,姓名,月数,金额\n东镇,山底村,张甲,"
    let rates = csv.replacing("月数", with: "补贴标准,月数") + "40,,240\n"
    #expect(Books([list, ("补发明细表.csv", rates)]).found(.rateMismatch).isEmpty)
    func months(_ row: String) -> [Discrepancy.Gap] {
      Books([list, ("补发明细表.csv", csv + row + "\n")]).found(.monthsOutOfRange).filter { $0.field == "months" }.map(\.gap)
    }
    #expect(months("2,480").isEmpty && months("3,720") == [.counts(expected: 2, actual: 3, unit: "月")])
    #expect(months("3,") == months("3,720") && months("3,100").isEmpty)
    // A difference of rates is of no months.
    let odd = Books([list, later(["东镇,山底村,张甲,,100"])])
    #expect(odd.tally(0)?.personMonths == 22 && due(odd) == [yuan(2400, 2500)])
  }

  @Test func `a month outside the period is told by its money or its heads`() {
    for (header, figure) in [("金额", "720"), ("人数", "3"), ("人数", "1")] {
      let csv =
        "甲市2021年补贴月报表\n单位：元\n镇,村,2021年11月\(header),2021年12月\(header),2022年1月\(header)\n东镇,山底村,\(figure),\(figure),\(figure)\n"
      #expect(Books([("月报.csv", csv)]).found(.paidOutsidePeriod).map(\.period) == ["2022-01"])
    }
  }

  @Test func `a total in 万元 that states what its members are due is rounded, another is wrong`() {
    let rows = ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),11,0.26" }
    func told(_ total: String) -> [Discrepancy] {
      let csv = "甲市2021年补贴发放表\n单位：万元\n镇,村,姓名,月数,金额\n" + (rows + ["合计,,,,\(total)"]).map { $0 + "\n" }.joined()
      return Books([("发放表.csv", csv)]).findings.filter { $0.spots.first?.place.cell == "E7" }
    }
    // Three times 0.264 万元 are due: 0.79, though the rounded parts come to 0.78.
    #expect(told("0.79").map(\.code) == [.roundingResidual])
    #expect(told("0.80").map(\.code) == [.subtotalMismatch])
  }

  @Test func `a payment just between two months is the lower one, and one past it the higher`() {
    func nearest(_ paid: String, _ months: String = "") -> [Discrepancy.Gap] {
      Books([paymentList(["东镇,山底村,张甲,否,\(months),\(paid)"])]).found(.notMultipleOfRate).map(\.gap)
    }
    #expect(nearest("2520") == [yuan(2400, 2520)] && nearest("120") == [yuan(0, 120)])
    #expect(nearest("2520.01") == [.money(expected: Money(fen: 264_000), actual: Money(fen: 252_001))])
    #expect(nearest("2640").isEmpty && nearest("0").isEmpty)
  }

  @Test func `an amount in 万元 is whole months if some whole months round to it`() {
    func odd(_ amount: String) -> Bool {
      let csv = "甲市2021年补贴发放表\n单位：万元\n镇,村,姓名,月数,金额\n东镇,山底村,张甲,,\(amount)\n东镇,山底村,李乙,12,0.29\n"
      return Books([("发放表.csv", csv)]).found(.notMultipleOfRate).contains { $0.spots[0].place.cell == "E4" }
    }
    // 0.264 and 0.288 stand as 0.26 and 0.29; 0.27 is neither.
    #expect(!odd("0.26") && !odd("0.29") && odd("0.27") && !odd("0.24") && odd("0.25"))
  }

  @Test func `a stated rate is told of whoever is paid for no month too`() {
    let rules = Books.policy([Books.rule(1, 6, yuan: 200), Books.rule(7, 12, yuan: 240)])
    func told(_ row: String) -> [Discrepancy.Gap] {
      Books([paymentList([row], header: "镇,村,姓名,月数,补贴标准,金额")], policy: rules).found(.rateMismatch).map(\.gap)
    }
    #expect(told("东镇,山底村,张甲,0,250,0") == [yuan(240, 250)] && told("东镇,山底村,张甲,0,200,0").isEmpty)
    #expect(told("东镇,山底村,张甲,1,240,240").isEmpty && told("东镇,山底村,张甲,12,200,2640").isEmpty)
    let row = Books([summary("镇,村,核发人数,补贴标准,金额", ["东镇,山底村,3,250,8640"])], policy: rules).found(.rateMismatch)
    #expect(row.map(\.message.zh) == ["补贴标准写 250.00 元，政策为 200.00 / 240.00 元/人·月"])
  }

  @Test func `a village's row is what its members state, where they state all`() {
    let header = "镇,村,姓名,是否兼任,月数,实发金额"
    func told(_ rows: [String], _ sum: Int = 5760, _ header: String = header) -> [Discrepancy.Gap] {
      let books = Books([paymentList(rows, header: header), summary("镇,村,金额", ["东镇,山底村,\(sum)"])])
      return books.found(.dueVsPaid).filter { $0.spots[0].place.file == "jia/汇总表.csv" }.map(\.gap)
    }
    let (whole, less) = ("东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2620")
    #expect(told([whole, less, "东镇,山底村,王丙,是,0,"]) == [yuan(5500, 5760)])
    #expect(told([whole, less, "东镇,山底村,王丙,否,0,"]).isEmpty && told([whole, less], 5500) == [yuan(5760, 5500)])
    let changes = "镇,村,姓名,月数,扣回,补发,实发金额"
    #expect(told(["东镇,山底村,张甲,12,240,,2640", "东镇,山底村,李乙,12,,480,3360"], 5760, changes).isEmpty)
    #expect(told(["东镇,山底村,张甲,12,,,2880", "东镇,山底村,李乙,12,,480,3120"], 5760, changes) == [yuan(6000, 5760)])
    let towns = Books([
      paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,水口村,李乙,否,12,2620"], header: header),
      summary("镇,金额", ["东镇,5760", "西镇,0"]),
    ])
    #expect(due(towns) == [yuan(2880, 2620), yuan(5500, 5760)])
  }

  @Test func `an amount of more months than the term that stands beside it is told where no months are stated`() {
    func cells(_ row: String, header: String = "任职时间,离任时间,金额") -> [String] {
      Books([
        paymentList(["东镇,山底村,张甲,否,\(row)", "东镇,山底村,李乙,否,2017-05,,2880"], header: "镇,村,姓名,是否兼任," + header)
      ]).findings.filter { [.monthsOutOfRange, .leftOfficePaid].contains($0.code) && $0.severity == .error }
        .map(\.spots[0].place.cell)
    }
    #expect(cells("2021-07,,2880") == ["G4"] && cells("2017-05,2021-06,2880") == ["G4"])
    #expect(cells("2021-07,,1440").isEmpty && cells("2017-05,2021-06,1440").isEmpty && cells("2017-05,,2880").isEmpty)
    #expect(cells("2021-07,,1440,", header: "任职时间,离任时间,应发金额,实发金额").isEmpty)
    #expect(cells("2021-07,,2880,", header: "任职时间,离任时间,应发金额,实发金额") == ["G4"])
    // Another rate is told as such.
    #expect(cells("2021-07,,480,2880", header: "任职时间,离任时间,补贴标准,金额").isEmpty)
  }
}
