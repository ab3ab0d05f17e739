import Support
import Testing

@testable import Domain
@testable import Normalize

/// Monthly returns and summaries whose towns, months, heads and money stand in other orders.
@Suite struct ReturnLayoutTests {
  private static let title = "甲市2021年村务监督委员会成员补贴发放月报表\n"
  private static let months = (1...12).map { "\($0)月" }

  /// Each town's heads and fen by month, from whichever records have them.
  private func figures(_ trial: Trial, _ town: Int) -> [YearMonth: (heads: Int64?, amount: Int64?)] {
    var found: [YearMonth: (heads: Int64?, amount: Int64?)] = [:]
    for row in trial.records.aggregates where row.town == town {
      for (entry, month) in zip(row.months, trial.records.sources[row.source.index].monthColumns) {
        found[month.month] = (entry.heads.value, entry.amount.value)
      }
    }
    return found
  }

  private func isComplete(_ trial: Trial) -> Bool {
    let (east, west) = (figures(trial, 0), figures(trial, 1))
    return east.count == 12 && west.count == 12
      && east.values.allSatisfy { $0.heads == 6 && $0.amount == 144_000 }
      && west.values.allSatisfy { $0.heads == 5 && $0.amount == 120_000 }
  }

  @Test func `a town written once has a row of each of its months`() {
    func rows(_ town: String, _ figures: String, _ months: [String]) -> [String] {
      months.enumerated().map { "\($0.offset == 0 ? town : ""),\($0.element),\(figures)" }
    }
    func trial(_ rows: [String]) -> Trial {
      Trial(Self.title + "镇街,月份,发放人数,发放金额\n" + rows.joined(separator: "\n") + "\n", name: "月报.csv")
    }
    let (east, west) = (rows("东镇", "6,1440", Self.months), rows("西街道", "5,1200", Self.months))
    let whole = trial(east + west + ["合计,,,31680"])
    #expect(whole.errors.isEmpty && isComplete(whole))
    let summed = trial(east + ["小计,,,17280"] + west + ["小计,,,14400", "合计,,,31680"])
    #expect(summed.errors.isEmpty && isComplete(summed))
    // A month that comes again is a town's that nobody names.
    let nameless = trial(east + rows("", "5,1200", Self.months))
    #expect(nameless.errors.count { $0 == "DZ109" } == 12)
    // Where each row states its town, a row without one is nobody's.
    func stated(_ town: String, _ months: [String]) -> [String] { months.map { "\(town),\($0),5,1200" } }
    let half = trial(stated("东镇", Self.months) + stated("西街道", Array(Self.months.prefix(6))) + stated("", Self.months))
    #expect(half.errors.count { $0 == "DZ109" } == 12)
    // So it is where each month's sum stands above its towns without a word.
    let byMonth = Self.months.flatMap { [",\($0),11,2640", "东镇,\($0),6,1440", "西街道,\($0),5,1200"] }
    #expect(trial(byMonth).records.aggregates.count { $0.town == 1 } == 12)
  }

  @Test func `months below quarters that nothing merges have a row of words below them`() throws {
    func groups(_ count: Int, _ names: [String]) -> String {
      names.map { $0 + String(repeating: ",", count: count - 1) }.joined(separator: ",")
    }
    let quarters = ["一季度", "二季度", "三季度", "四季度"]
    func trial(_ end: (String, String, String, String, String), isInEach: Bool = false) -> Trial {
      let above =
        isInEach ? quarters.flatMap { Array(repeating: $0, count: 6) }.joined(separator: ",") : groups(6, quarters)
      func row(_ name: String, _ figures: String, _ sum: String) -> String {
        name + "," + Array(repeating: figures, count: 12).joined(separator: ",") + sum
      }
      return Trial(
        Self.title + "序号,镇街," + above + end.0 + "\n,," + groups(2, Self.months) + end.1 + "\n"
          + row(",", "人数,金额", end.2) + "\n" + row("1,东镇", "6,1440", end.3) + "\n" + row("2,西街道", "5,1200", end.4)
          + "\n",
        name: "月报.csv")
    }
    let plain = trial(("", "", "", "", ""))
    #expect(plain.errors.isEmpty && isComplete(plain))
    #expect(isComplete(trial(("", "", "", "", ""), isInEach: true)))
    let summed = trial((",全年合计,", ",,", ",人月数,金额", ",72,17280", ",60,14400"))
    #expect(summed.codes.filter { $0 != "DZ706" }.isEmpty && isComplete(summed))
    #expect(summed.records.sources[0].columns[.amount] == 28)
  }

  @Test(arguments: [("人数", "金额"), ("发放人数（人）", "发放金额（元）"), ("核发人数", "补贴资金")])
  func `a row of heads and a row of money of each town are its return`(_ heads: String, _ money: String) throws {
    func pair(_ town: String, _ number: String, _ figures: (Int, Int)) -> String {
      [(heads, figures.0, "\(number),\(town)"), (money, figures.1, ",")].map { item, figure, lead in
        "\(lead),\(item)," + Array(repeating: "\(figure)", count: 12).joined(separator: ",") + ",\(figure * 12)"
      }.joined(separator: "\n")
    }
    func trial(_ sum: (Int, Int)) -> Trial {
      Trial(
        Self.title + "序号,镇街,项目," + Self.months.joined(separator: ",") + ",合计\n" + pair("东镇", "1", (6, 1440)) + "\n"
          + pair("西街道", "2", (5, 1200)) + "\n" + pair("合计", "", sum) + "\n填表人：张甲,,审核人：李乙\n", name: "月报.csv")
    }
    let whole = trial((11, 2640))
    #expect(whole.errors.isEmpty && isComplete(whole), "\(whole.codes)")
    let source = whole.records.sources[0]
    let may = try #require(source.monthColumns.first { $0.month.month == 5 })
    #expect(source.place(row: 3, column: try #require(may.heads)).cell == "H3")
    #expect(source.place(row: 3, column: try #require(may.amount)).cell == "H4")
    // A sum that does not tie is told at its own cell.
    let untied = try #require(trial((11, 2700)).records.totals.first { $0.stated == 270_000 && $0.field == .amount })
    #expect(source.place(row: untied.row, column: untied.column).cell.hasSuffix("8"))
  }

  @Test func `heads and money one below the other that leave a row out are not read`() {
    let row = Array(repeating: "6", count: 12).joined(separator: ",")
    let trial = Trial(
      Self.title + "镇街,项目," + Self.months.joined(separator: ",")
        + "\n东镇,人数,\(row)\n,金额,\(row)\n西街道,人数,\(row)\n东镇,人数,\(row)\n,金额,\(row)\n",
      name: "月报.csv")
    #expect(trial.records.aggregates.isEmpty && trial.records.discrepancies.contains { $0.code.rawValue == "DZ103" })
  }

  @Test(arguments: [0, 1, 2]) func `months as rows below towns of two columns each are a return of each town`(
    _ sum: Int
  ) {
    func row(_ month: String, _ times: Int, _ isHeader: Bool = false) -> String {
      let total = isHeader ? ["合计,"] : [month.isEmpty ? "人数,金额" : "11,\(2640 * times)"]
      let towns =
        isHeader ? ["东镇,", "西街道,"] : month.isEmpty ? ["人数,金额", "人数,金额"] : ["6,\(1440 * times)", "5,\(1200 * times)"]
      return ([month] + (sum == 1 ? total + towns : sum == 2 ? towns + total : towns)).joined(separator: ",")
    }
    for hasQuarters in [false, true] {
      var rows = [row("月份", 1, true), row("", 1)]
      for (index, month) in Self.months.enumerated() {
        rows.append(row(month, 1))
        if hasQuarters, index % 3 == 2 { rows.append(row("第\(["一", "二", "三", "四"][index / 3])季度小计", 3)) }
      }
      let trial = Trial(Self.title + rows.joined(separator: "\n") + "\n", name: "月报.csv")
      #expect(trial.errors.isEmpty && isComplete(trial), "\(trial.codes) \(hasQuarters)")
    }
  }

  @Test func `one town and its sum have two columns each as several towns have`() {
    let rows = Self.months.map { "\($0),6,1440,6,1440\n" }
    let trial = Trial(Self.title + "月份,东镇,,合计,\n,人数,金额,人数,金额\n" + rows.joined(), name: "月报.csv")
    let east = figures(trial, 0)
    #expect(east.count == 12 && east.values.allSatisfy { $0.heads == 6 && $0.amount == 144_000 })
  }

  @Test(arguments: [
    ("项目,合计,东镇,西街道", [2, 0, 1]), (",东镇,西街道,合计", [0, 1, 2]), (",合计,东镇,西街道", [2, 0, 1]), ("项目,东镇,合计", [0, 0]),
    ("项目,合计,东镇", [0, 0]), ("补贴统计,东镇,西街道,合计", [0, 1, 2]), ("补贴统计,合计,东镇,西街道", [2, 0, 1]),
  ])
  func `a summary below towns may have its sum on either side, and no corner`(_ header: String, _ order: [Int]) {
    let lines: [(String, [Int])] = [
      ("行政村数（个）", [2, 2, 4]), ("应有人数（人）", [6, 6, 12]), ("兼任不发人数（人）", [0, 1, 1]), ("核发人数（人）", [6, 5, 11]),
      ("月数", [12, 12, 12]), ("补贴金额（元）", [17280, 14400, 31680]),
    ]
    let rows = lines.map { name, figures in ([name] + order.map { "\(figures[$0])" }).joined(separator: ",") }
    let trial = Trial(
      "甲市2021年村务监督委员会成员补贴汇总表\n" + header + "\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv")
    let towns = trial.records.aggregates.map { Int($0.town) }
    #expect(towns == (order.contains(1) ? [0, 1] : [0]) && trial.errors.isEmpty, "\(trial.codes)")
    #expect(trial.records.aggregates.first?[.amount] == .value(1_728_000))
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum })
  }

  @Test(arguments: [
    ("发放人数\n", "发放金额\n", "", ""), ("一、人数\n", "二、金额\n", "", ""), ("单位：人\n", "单位：元\n", "", ""), ("", "", "人数", "金额"),
  ])
  func `a table of heads above one of money is one return`(
    _ upper: String, _ lower: String, _ heads: String, _ money: String
  )
    throws
  {
    func table(_ word: String, _ east: Int, _ west: Int) -> String {
      func row(_ name: String, _ figure: Int) -> String {
        name + "," + Array(repeating: "\(figure)", count: 12).joined(separator: ",") + ",\(figure * 12)\n"
      }
      let header = Self.months.map { $0 + word }.joined(separator: ",")
      return "序号,镇街,\(header),\(word)合计\n" + row("1,东镇", east) + row("2,西街道", west) + row("合计,", east + west)
    }
    let trial = Trial(
      Self.title + upper + table(heads, 6, 5) + "\n" + lower + table(money, 1440, 1200), name: "月报.csv")
    #expect(trial.errors.isEmpty && isComplete(trial), "\(trial.codes)")
    let source = trial.records.sources[0]
    let may = try #require(source.monthColumns.first { $0.month.month == 5 })
    let row = trial.records.aggregates[0].row
    #expect(
      source.place(row: Int(row), column: try #require(may.amount)).cell == "G\(Int(row) + (upper.isEmpty ? 5 : 6))")
    // Of other places, they are two documents.
    let other = Trial(
      Self.title + upper + table(heads, 6, 5) + "\n" + lower
        + table(money, 1440, 1200).replacing("西街道", with: "南镇"), name: "月报.csv")
    #expect(!isComplete(other))
  }

  @Test func `money below heads keeps the unit that its line states`() {
    func table(_ east: String, _ west: String) -> String {
      func row(_ name: String, _ figure: String) -> String {
        name + "," + Array(repeating: figure, count: 12).joined(separator: ",") + "\n"
      }
      return "序号,镇街," + Self.months.joined(separator: ",") + "\n" + row("1,东镇", east) + row("2,西街道", west)
    }
    let trial = Trial(
      Self.title + "一、发放人数\n" + table("6", "5") + "二、发放金额（万元）\n" + table("0.144", "0.12"), name: "月报.csv")
    #expect(isComplete(trial) && !trial.codes.contains("DZ107"))
  }

  @Test func `a hidden row of a place's two is named by its own number`() {
    func row(_ town: String, _ item: String, _ figure: String) -> [String] {
      [town, item] + Array(repeating: figure, count: 12)
    }
    let rows = [
      [String(Self.title.dropLast())], ["镇街", "项目"] + Self.months, row("东镇", "人数", "6"), row("", "金额", "1440"),
      row("西街道", "人数", "5"), row("", "金额", "1200"),
    ]
    let trial = Trial([("月报.xlsx", book([("月报", sheetXML(rows, hidden: [4]))]))])
    let told = trial.records.discrepancies.first { $0.code == .hiddenContent }
    #expect(told?.message.zh.hasPrefix("第 4 行被隐藏") == true)
  }

  @Test func `a group's sum left of its months counts them above a signed foot too`() {
    let months = (1...12).map { "\($0)月" }.joined(separator: ",")
    func row(_ town: String, _ heads: Int) -> String {
      "\(town),\(heads * 12)," + Array(repeating: "\(heads)", count: 12).joined(separator: ",") + ",\(heads * 2880),"
        + Array(repeating: "\(heads * 240)", count: 12).joined(separator: ",")
    }
    let blanks = String(repeating: ",", count: 13)
    let trial = Trial(
      "甲市2021年补贴发放月报表\n镇,人数\(blanks)金额\n,合计,\(months),合计,\(months)\n\(row("东镇", 5))\n\(row("西街道", 3))\n"
        + "制表人：张三,,审核人：李四\n", name: "月报表.csv")
    #expect(trial.records.aggregates.map { $0[.personMonths].value } == [60, 36])
    #expect(trial.records.aggregates.allSatisfy { $0[.eligible] == .absent })
  }
}
