import Support
import Testing

@testable import Domain
@testable import Normalize

/// Months that a list's header names by numbers: below quarters, or with their year.
@Suite struct MonthNumberHeaderTests {
  private static let title = "甲市2021年村务监督委员会成员补贴发放表"

  private func list(_ header: [[String]], merges: [String], cells: [String]) -> Trial {
    let rows = ["张甲", "李乙", "王丙"].map { ["东镇", "山底村", $0] + cells }
    return Trial([("发放表.xlsx", book([("表", sheetXML([[Self.title]] + header + rows, merges: merges))]))])
  }

  @Test(arguments: [["第一季度", "第二季度", "第三季度", "第四季度"], ["上半年", "下半年"]])
  func `numbers below quarters or half-years are their months`(_ groups: [String]) {
    let each = 12 / groups.count
    let upper = ["镇", "村", "姓名"] + groups.flatMap { [$0] + Array(repeating: "", count: each - 1) }
    let lower = ["", "", ""] + (1...12).map { "\($0)" }
    let merges = groups.indices.map {
      Place.range(row: 2, column: 4 + $0 * each, toRow: 2, toColumn: 3 + ($0 + 1) * each)
    }
    for cell in ["240", "√"] {
      let trial = list(
        [upper, lower], merges: merges + ["A2:A3", "B2:B3", "C2:C3"], cells: Array(repeating: cell, count: 12))
      #expect(trial.records.members.count == 3 && trial.errors.isEmpty, "\(trial.codes)")
      #expect(trial.records.members.allSatisfy { $0.months == .value(12) } || cell == "240")
      if cell == "240" { #expect(trial.amounts == [2880, 2880, 2880]) }
    }
  }

  @Test func `numbers of columns below quarters are no months`() {
    let trial = list(
      [["镇", "村", "姓名", "第一季度", "第二季度", "第三季度", "第四季度"], ["1", "2", "3", "4", "5", "6", "7"]], merges: [],
      cells: ["720", "720", "720", "720"])
    #expect(trial.amounts == [2880, 2880, 2880] && trial.errors.isEmpty)
  }

  @Test(arguments: [["1季度", "2季度", "3季度", "4季度"], ["一季", "二季", "三季", "四季"], ["Q1", "Q2", "Q3", "Q4"]])
  func `short words for quarters head money only where it comes to the amount`(_ quarters: [String]) {
    let header = [["镇", "村", "姓名"] + quarters + ["金额"]]
    for cell in ["720", "240", "3", "√", "是"] {
      let trial = list(header, merges: [], cells: Array(repeating: cell, count: 4) + ["2880"])
      #expect(trial.amounts == [2880, 2880, 2880], "\(cell)")
      #expect(!trial.codes.contains("DZ408") && !trial.codes.contains("DZ205"), "\(cell): \(trial.codes)")
      #expect(trial.codes.contains("DZ104") == (cell != "720"), "\(cell)")
    }
  }

  @Test(arguments: ["2021年M月", "21年M月", "2021MM", "2021-MM", "2021.M", "2021/MM"])
  func `months may be named with their year`(_ form: String) {
    for cell in ["inlineStr", "number"] where cell == "inlineStr" || form == "2021MM" {
      let header = (1...12).map { month in
        let two = month < 10 ? "0\(month)" : "\(month)"
        return form.replacing("MM", with: two).replacing("M", with: "\(month)")
      }
      let csv =
        Self.title + "\n镇,村,姓名,是否兼任," + header.joined(separator: ",") + "\n"
        + ["张甲", "李乙"].map { "东镇,山底村,\($0),否," + Array(repeating: "240", count: 12).joined(separator: ",") }
        .joined(separator: "\n") + "\n"
      let trial =
        cell == "number"
        ? list([["镇", "村", "姓名"] + header], merges: [], cells: Array(repeating: "240", count: 12)) : Trial(csv)
      #expect(
        trial.amounts.allSatisfy { $0 == 2880 } && trial.amounts.count >= 2 && trial.errors.isEmpty, "\(trial.codes)")
    }
  }
}
