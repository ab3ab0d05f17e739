import Support
import Testing

@testable import Domain
@testable import Reconcile

/// A return of heads on one sheet and of money on another.
@Suite struct HeadsAndMoneyTests {
  private func xml(_ rows: [[String]]) -> String {
    let lines = rows.map { row in
      row.map { value in
        Double(value) == nil ? #"<c t="inlineStr"><is><t>\#(value)</t></is></c>"# : "<c><v>\(value)</v></c>"
      }.joined()
    }
    return "<sheetData>" + lines.enumerated().map { #"<row r="\#($0 + 1)">\#($1)</row>"# }.joined() + "</sheetData>"
  }

  private func pair(_ places: [String], _ heads: [Int], money: [Int], sheets: [String] = ["人数", "金额"]) -> Books {
    func sheet(_ subject: String, _ unit: String, _ figures: [[Int]]) -> String {
      let header = (places[0].contains(",") ? ["镇", "村"] : ["镇"]) + (1...12).map { "\($0)月" } + ["合计"]
      return xml(
        [["甲市2021年补贴发放\(subject)月报表"], ["单位：\(unit)"], header]
          + zip(places, figures).map { place, row in
            place.split(separator: ",").map(String.init) + (row + [row.reduce(0, +)]).map { "\($0)" }
          })
    }
    let all = heads.map { Array(repeating: $0, count: 12) }
    let paid = money.map { Array(repeating: $0, count: 12) }
    return Books(
      [],
      workbooks: [
        (
          "月报表.xlsx",
          WorkbookText(sheets: [(sheets[0], sheet("人数", "人", all)), (sheets[1], sheet("金额", "元", paid))]).bytes
        )
      ])
  }

  @Test func `heads of one sheet and the money of another are one return`() {
    for places in [["东镇", "西镇"], ["东镇,山底村", "西镇,簕冲村"]] {
      let books = pair(places, [3, 2], money: [720, 480])
      #expect(books.figures.tally.stated == Money(fen: 1_440_000) && books.figures.tally.personMonths == 60)
      #expect(books.found(.duplicateVillageRow).isEmpty && books.found(.dueVsPaid).isEmpty)
      #expect(books.found(.correctedUpload).isEmpty)
      // What a month pays is held against the heads of the other sheet.
      #expect(pair(places, [3, 2], money: [720, 720]).found(.dueVsPaid).count == 12, "\(places)")
    }
    // Two returns of heads are no pair.
    #expect(!pair(["东镇,山底村"], [3], money: [3]).found(.duplicateVillageRow).isEmpty)
  }

  @Test func `months of another year beside the period's are told, and not stated`() {
    let months = [2020, 2021].flatMap { year in (1...12).map { "\(year)年\($0)月" } }
    let header = months.map { "\($0)人数,\($0)金额" }.joined(separator: ",")
    let figures = Array(repeating: "3,720", count: 12).joined(separator: ",")
    let old = Array(repeating: "3,600", count: 12).joined(separator: ",")
    let books = Books([
      ("月报.csv", "甲市补贴发放月报表\n单位：元\n镇,\(header)\n东镇,\(old),\(figures)\n西镇,\(old),\(figures)\n")
    ])
    #expect(books.figures.tally.stated == Money(fen: 1_728_000))
    #expect(books.found(.dueVsPaid).isEmpty)
  }
}
