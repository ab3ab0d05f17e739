import Testing

@testable import Domain
@testable import Reconcile

/// Faults that stand in one row, one village or one total: each is told, and what follows names those that it follows from.
@Suite struct FaultsTogetherTests {
  private static let places = CausesByRowsTests.villages
  private static let header = "镇,村,应有人数,兼任不发人数,核发人数,补贴标准,月数,金额"
  private static let listed = CausesByRowsTests.rows("12,2880")
  private static let listHeader = "镇,村,姓名,身份证号码,是否兼任,月数,金额"

  private func books(_ rows: [String], list: [String] = FaultsTogetherTests.listed, allocated: Int64? = nil) -> Books {
    Books(
      [paymentList(list, header: Self.listHeader), summary(Self.header, rows)],
      allocated: allocated.map { Self.entry($0) })
  }

  private static func entry(_ yuan: Int64) -> Budget.Entry {
    Budget.Entry(
      stated: StatedMoney(amount: Money(fen: yuan * 100), unit: .yuan, places: 0), place: Place(file: "allocation.csv"),
      raw: "\(yuan)")
  }

  private static func rows(_ changed: [Int: String] = [:]) -> [String] {
    let right = ["3,1,2,240,12,5760", "3,0,3,240,12,8640", "3,0,3,240,12,8640", "3,0,3,240,12,8640"]
    return right.indices.map { "\(Self.places[$0]),\(changed[$0] ?? right[$0])" }
  }

  private func causes(_ books: Books, _ codes: Code..., in file: String = "") -> [String: [String]] {
    let found = books.findings.filter { codes.contains($0.code) && $0.spots[0].place.file.contains(file) }
    return Dictionary(
      found.map { ($0.spots[0].place.cell, Set($0.causes.map { books.findings[$0].spots[0].place.cell }).sorted()) },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test func `seats and exclusions of one row are both wrong, and its heads follow from neither`() {
    let two = books(Self.rows([0: "2,9,2,240,12,5760"]))
    let found = causes(two, .headcountMismatch)
    #expect(found["C4"] == [] && found["D4"] == ["D4"] && found["E4"] == ["C4", "D4"])
    // Heads that are wrong for themselves follow from neither.
    let three = causes(books(Self.rows([0: "2,9,3,240,12,5760"])), .headcountMismatch)
    #expect(three["E4"] == [])
  }

  @Test func `a blank amount of a summary's row is told, and its subtotal follows`() {
    let blank = books(Self.rows([1: "3,0,3,240,12,"]) + ["合计,,12,1,11,,,31680"])
    let found = causes(blank, .missingNotZero)
    #expect(found == ["H5": []])
    #expect(causes(blank, .subtotalMismatch).values.allSatisfy { $0 == ["H5"] })
    // Two villages' one payment stands in the first one's row.
    let both = books(Self.rows([0: "3,1,2,240,12,14400", 1: "3,0,3,240,12,"]))
    #expect(both.found(.missingNotZero).isEmpty)
  }

  @Test func `a total is no less than what can be read of its parts`() {
    func totals(_ stated: Int, _ cell: String) -> [String: [String]] {
      let list = Self.listed.enumerated().map { $0.offset == 4 ? $0.element.replacing("2880", with: cell) : $0.element }
      return causes(
        Books([paymentList(list + ["合计,,,,,,\(stated)"], header: Self.listHeader)]), .subtotalMismatch)
    }
    #expect(totals(25920, "#VALUE!") == ["G16": []])
    #expect(totals(25920, "约2880") == ["G16": []])
    #expect(totals(28800, "#VALUE!").isEmpty && totals(31680, "#VALUE!").isEmpty)
    // Filling in a blank raises the sum further away.
    #expect(totals(25920, "") == ["G16": []] && totals(31680, "") == ["G16": ["G8"]])
  }

  @Test func `what a row of no known village pays is held against its months`() {
    let list = Self.listed.enumerated().map {
      $0.offset == 4 ? $0.element.replacing("水口", with: "溪尾塘").replacing("2880", with: "5760") : $0.element
    }
    let books = Books([paymentList(list + ["合计,,,,,,31680"], header: Self.listHeader)])
    #expect(causes(books, .dueVsPaid) == ["G8": []] && causes(books, .subtotalMismatch) == ["G16": ["G8"]])
  }

  @Test func `what is due does not follow from an amount beside stated months`() {
    let list = Self.listed.filter { !$0.contains("孙坑") }.map {
      $0.contains("钱坑") ? $0.replacing("2880", with: "5760") : $0
    }
    let books = Books([paymentList(list, header: Self.listHeader)], allocated: Self.entry(31_680))
    let found = books.found(.countyVsAllocation).flatMap { $0.causes.map { books.findings[$0].code } }
    #expect(found == [.vacancy])
  }

  @Test func `an allocation of just what is stated has the wrong amount in it`() {
    let list = Self.listed.map { $0.contains("钱坑") ? $0.replacing("2880", with: "3120") : $0 }
    let books = Books([paymentList(list, header: Self.listHeader)], allocated: Self.entry(31_920))
    let found = books.found(.countyVsAllocation).flatMap { $0.causes.map { books.findings[$0].code } }
    #expect(found == [.dueVsPaid])
  }

  @Test func `exclusions that the summary denies are why the allocation differs`() {
    let listed = CausesByRowsTests.rows("12,2880").map {
      $0.split(separator: ",").prefix(5).joined(separator: ",")
    }
    let books = Books(
      [
        roster("镇,村,姓名,身份证号码,是否兼任", listed),
        summary(Self.header, Self.rows([0: "3,0,3,240,12,8640"])),
      ], allocated: Self.entry(34_560))
    #expect(causes(books, .headcountMismatch, in: "汇总表") == ["D4": [], "E4": ["D4"]])
    #expect(
      books.found(.countyVsAllocation).flatMap { $0.causes.map { books.findings[$0].spots[0].place.cell } } == ["D4"])
  }

  @Test func `months in words that a total leaves out are why it is less`() {
    func found(_ total: Int) -> [String: [String]] {
      let list = Self.listed.map { $0.contains("钱口") ? $0.replacing(",12,", with: ",1-11月,") : $0 }
      return causes(
        Books([paymentList(list + ["合计,,,,,\(total),31680"], header: Self.listHeader)]), .subtotalMismatch)
    }
    #expect(found(120) == ["F16": ["F8"]] && found(100) == ["F16": []])
  }

  @Test func `an odd amount of a summary is its members'`() {
    let list = Self.listed.map { $0.contains("钱底") ? $0.replacing("2880", with: "2750") : $0 }
    let books = books(Self.rows([0: "3,1,2,240,12,5630"]), list: list)
    #expect(causes(books, .notMultipleOfRate, in: "汇总表").values.allSatisfy { !$0.isEmpty })
  }

  @Test func `who is listed and not paid is why less is due than was allocated`() {
    let books = Books(
      [
        paymentList(Self.listed.filter { !$0.contains("孙坑") }, header: Self.listHeader),
        roster(
          "镇,村,姓名,身份证号码,是否兼任",
          Self.listed.map { $0.split(separator: ",").prefix(5).joined(separator: ",") }),
      ], allocated: Self.entry(31_680))
    let found = books.found(.countyVsAllocation).flatMap { $0.causes.map { books.findings[$0].code } }
    #expect(found == [.headcountMismatch])
  }
}
