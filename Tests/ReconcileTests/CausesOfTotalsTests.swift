import Testing

@testable import Domain
@testable import Reconcile

/// Totals that follow from a missing village, a row twice, a cell that nobody reads: each names what it follows from by its figures.
@Suite struct CausesOfTotalsTests {
  private static let places = CausesByRowsTests.villages
  private static let header = "镇,村,应有人数,兼任不发人数,核发人数,补贴标准,月数,金额"
  private static let listed = CausesByRowsTests.rows("12,2880", excluded: false)
  private static let listHeader = "镇,村,姓名,身份证号码,是否兼任,月数,金额"

  private static func rows(_ changed: [Int: String] = [:]) -> [String] {
    places.indices.map { "\(places[$0]),\(changed[$0] ?? "3,0,3,240,12,8640")" }
  }

  private func books(_ rows: [String], list: [String] = listed) -> Books {
    Books([paymentList(list, header: Self.listHeader), summary(Self.header, rows)])
  }

  private func causes(_ books: Books, _ codes: Code..., in file: String = "汇总表") -> [String: [String]] {
    let found = books.findings.filter { codes.contains($0.code) && $0.spots[0].place.file.contains(file) }
    return Dictionary(
      found.map { ($0.spots[0].place.cell, Set($0.causes.map { books.findings[$0].code.rawValue }).sorted()) },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test func `a total without a missing village follows from it beside a cell that cannot be read`() {
    let rows = Array(Self.rows([1: "3,0,3,240,12,#VALUE!"]).prefix(3))
    func found(_ total: String) -> [String]? {
      causes(books(rows + ["合计,,9,0,9,,,\(total)"]), .dueVsPaid)["H7"]
    }
    #expect(found("25920") == ["DZ301"] && found("24480") == [])
  }

  @Test func `a total follows from a row's heads beside its amount that cannot be read`() {
    let rows = Self.rows([1: "3,0,2,240,12,#REF!"])
    let total = causes(books(rows + ["合计,,12,0,11,,,31680"]), .dueVsPaid)["H8"]
    #expect(total == ["DZ302"])
  }

  @Test func `a town's own total is not held against the county`() {
    let rows = Self.rows([1: "3,0,3,240,12,#REF!"])
    let sums = ["东镇合计,,6,0,6,,,17280", "西镇合计,,6,0,6,,,17280", "合计,,12,0,12,,,34560"]
    let books = books([rows[0], rows[1], sums[0], rows[2], rows[3], sums[1], sums[2]])
    #expect(causes(books, .dueVsPaid, .subtotalMismatch).isEmpty)
  }

  @Test func `a total that has a row twice and another's heads names both`() {
    let rows = Self.rows([1: "3,0,4,240,12,8640"])
    let books = books([rows[0], rows[0]] + rows.dropFirst() + ["合计,,12,0,12,,,34560"])
    let found = causes(books, .subtotalMismatch)
    #expect(found["C9"] == ["DZ207"] && found["H9"] == ["DZ207"])
    #expect(found["E9"]?.contains("DZ207") == true && found["E9"]?.contains("DZ302") == true)
  }

  @Test func `sums of months have the part of a month that a row has`() {
    func found(_ total: String) -> [[String]] {
      let list = Self.listed.enumerated().map {
        $0.offset == 4 ? $0.element.replacing(",12,2880", with: ",11.5,2760") : $0.element
      }
      let books = Books([paymentList(list + ["合计,,,,,\(total),34440"], header: Self.listHeader)])
      return books.findings.filter { $0.code == .valueNotParsed && $0.spots[0].place.cell == "F16" }.map {
        $0.causes.map { books.findings[$0].spots[0].place.cell }
      }
    }
    #expect(found("143.5") == [["F8"]] && found("143.2") == [[]])
  }

  @Test func `a village that stands in another town is missing from its own`() {
    let list = Self.listed.map { $0.contains("簕冲") ? $0.replacing("西镇", with: "东镇") : $0 }
    let books = Books([paymentList(list, header: Self.listHeader)])
    #expect(causes(books, .villageCountMismatch, in: "发放表").values.allSatisfy { $0 == ["DZ201"] })
    let gone = Books([paymentList(Self.listed.filter { !$0.contains("簕冲") }, header: Self.listHeader)])
    #expect(causes(gone, .villageCountMismatch, in: "发放表").values.allSatisfy { $0.isEmpty })
  }

  @Test func `a name in another document brings no town back`() {
    let list = Self.listed.enumerated().map {
      $0.offset == 7 ? $0.element.replacing("簕冲", with: "溪尾塘") : $0.element
    }
    let books = Books([
      paymentList(list, header: Self.listHeader), summary("镇,村数,核发人数,金额", ["东镇,2,6,17280"]),
    ])
    #expect(books.found(.villageCountMismatch).allSatisfy { $0.causes.isEmpty })
  }

  @Test func `what the year has come to is right beside a month that is not`() {
    let files = (1...12).map { month -> (name: String, csv: String) in
      let rows = Self.places.enumerated().map { index, place in
        "\(place),0,3,\(month == 9 && index == 1 ? 705 : 720),\(720 * month)"
      }
      return (
        "\(month)月.csv",
        "甲市2021年\(month)月补贴月报\n单位：元\n镇,村,兼任不发人数,发放人数,本月金额,累计金额\n" + rows.joined(separator: "\n") + "\n"
      )
    }
    let found = causes(Books(files), .subtotalMismatch, in: "9月")
    #expect(found == ["F5": ["DZ402", "DZ404"]])
  }
}
