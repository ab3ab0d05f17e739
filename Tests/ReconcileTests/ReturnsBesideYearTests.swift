import Testing

@testable import Domain
@testable import Reconcile

/// Monthly returns of a whole year beside a year's list or a summary that names no months.
@Suite struct ReturnsBesideYearTests {
  /// A return of heads and amounts; `odd` has the heads of single months.
  private func returns(
    _ place: String, _ heads: Int, odd: [Int: Int] = [:], paysBy: Int = 240, months: ClosedRange<Int> = 1...12
  ) -> (name: String, csv: String) {
    let places = place.contains(",") ? "镇,村" : "镇"
    let header = months.map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let cells = months.map { month in
      let count = odd[month] ?? heads
      return "\(count),\(count * paysBy)"
    }
    return ("月报.csv", "甲市2021年补贴月报表\n单位：元\n\(places),\(header)\n\(place),\(cells.joined(separator: ","))\n")
  }

  private func list(_ months: Int) -> (name: String, csv: String) {
    paymentList([
      "东镇,山底村,张甲,否,12,2880", "东镇,山底村,张乙,否,\(months),\(months * 240)", "东镇,水口村,李甲,否,12,2880",
    ])
  }

  private func told(_ books: Books) -> [String] {
    books.findings.filter { [.dueVsPaid, .headcountMismatch].contains($0.code) }.map {
      "\($0.code.rawValue) \($0.spots[0].place.cell) \($0.gap)"
    }
  }

  private func yuan(_ expected: Int64, _ actual: Int64) -> String {
    "\(Discrepancy.Gap.money(expected: Money(fen: expected * 100), actual: Money(fen: actual * 100)))"
  }

  @Test(arguments: [("东镇", 3, "B4:Y4", 7200, 8640), ("东镇,山底村", 2, "C4:Z4", 4320, 5760)])
  func `a member's six months that nobody dates are missing in the year of the returns`(
    _ place: String, _ heads: Int, _ cells: String, _ listed: Int64, _ returned: Int64
  ) {
    let found = told(Books([list(6), returns(place, heads)]))
    #expect(found.count == 1 && found[0].hasPrefix("DZ404 ") && found[0].hasSuffix(yuan(listed, returned)))
    #expect(told(Books([list(12), returns(place, heads)])).isEmpty)
    // The months in which the others were paid may be any six.
    let fewer = Dictionary(uniqueKeysWithValues: [1, 3, 5, 8, 9, 12].map { ($0, heads - 1) })
    #expect(told(Books([list(6), returns(place, heads, odd: fewer)])).isEmpty)
    // Months that no return is about are told as such.
    #expect(told(Books([list(6), returns(place, heads, months: 1...11)])).isEmpty)
  }

  @Test func `money that no heads bear out may be another year's, and is asked about`() {
    let header = (1...12).map { "\($0)月金额" }.joined(separator: ",")
    let cells = (1...12).map { $0 == 1 ? "840" : "600" }.joined(separator: ",")
    let csv = "甲市2021年补贴月报表\n单位：元\n镇,\(header),备注\n东镇,\(cells),1月含补发上年240元\n"
    #expect(Books([list(6), ("月报.csv", csv)]).found(.dueVsPaid).allSatisfy { $0.severity == .warning })
  }

  @Test func `heads alone are held against the year's person-months`() {
    let header = (1...12).map { "\($0)月人数" }.joined(separator: ",")
    func returns(_ heads: [Int]) -> (name: String, csv: String) {
      ("月报.csv", "甲市2021年补贴月报表\n镇,\(header)\n东镇,\(heads.map(String.init).joined(separator: ","))\n")
    }
    let full = Array(repeating: 3, count: 12)
    let found = Books([list(6), returns(full)]).found(.headcountMismatch)
    #expect(found.map(\.gap) == [.counts(expected: 30, actual: 36, unit: "人月")])
    #expect(found.first?.spots.map(\.place.cell) == ["B3:M3"])
    #expect(told(Books([list(6), returns(full.map { _ in 2 }.dropLast(6) + full.suffix(6))])).isEmpty)
  }

  @Test func `who is paid later than his months is right where the year's money is`() {
    let header = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let cells = (1...12).map { $0 == 6 ? "2,480" : $0 == 7 ? "3,960" : $0 < 6 ? "3,720" : "2,480" }
    let csv = "甲市2021年补贴月报表\n单位：元\n镇,\(header)\n东镇,\(cells.joined(separator: ","))\n"
    let books = Books([list(7), ("月报.csv", csv)])
    #expect(books.found(.dueVsPaid).allSatisfy { $0.period == "2021-07" })
  }

  @Test func `a summary's town is held against the year of its returns`() {
    func town(_ row: String, _ header: String = "镇,村数,核发人数,月数,金额", more: [String] = []) -> (name: String, csv: String) {
      summary(header, ["东镇,2,\(row)"] + more)
    }
    let june = returns("东镇", 6, odd: [6: 0])
    #expect(told(Books([town("6,12,17280"), june])) == ["DZ404 E4 " + yuan(15840, 17280)])
    #expect(told(Books([town("6,17280", "镇,村数,核发人数,金额"), june])) == ["DZ404 D4 " + yuan(15840, 17280)])
    #expect(told(Books([town("6,12,17280"), returns("东镇", 6)])).isEmpty)
    #expect(told(Books([town("6,15840", "镇,村数,核发人数,金额"), june])).isEmpty)
    // A row of eleven months among whole ones says less than its returns; a whole table of them is of no more.
    let eleven = ["西镇,2,6,12,17280"]
    #expect(told(Books([town("6,11,15840", more: eleven), returns("东镇", 6)])) == ["DZ404 E4 " + yuan(17280, 15840)])
    #expect(told(Books([town("6,11,15840"), returns("东镇", 6)])).isEmpty)
    let half = ("上半年汇总表.csv", "甲市2021年上半年补贴汇总表\n单位：元\n镇,村数,核发人数,月数,金额\n东镇,2,6,6,8640\n")
    #expect(told(Books([half, returns("东镇", 6)])).isEmpty)
    // Without money the person-months say it.
    #expect(
      Books([town("6,12", "镇,村数,核发人数,月数"), june]).found(.headcountMismatch).map(\.gap) == [
        .counts(expected: 66, actual: 72, unit: "人月")
      ])
    #expect(
      Books([town("6,12", "镇,村数,核发人数,月数"), june]).found(.headcountMismatch).map(\.severity) == [.warning])
    #expect(told(Books([town("6", "镇,村数,核发人数"), june])).isEmpty)
  }

  @Test func `a summary beside a roster is held against the returns too, and beside a list against that alone`() {
    let villages = ["山底村", "水口村"]
    let header = "镇,村,姓名,是否兼任"
    let people = villages.flatMap { village in ["甲", "乙", "丙"].map { "东镇,\(village),\(village.prefix(1))\($0),否" } }
    let eleven = summary("镇,村数,核发人数,月数,金额", ["东镇,2,6,11,15840", "西镇,2,6,12,17280"])
    let books = Books([roster(header, people), eleven, returns("东镇", 6)])
    #expect(
      books.found(.dueVsPaid).map(\.gap) == [.money(expected: Money(fen: 17280_00), actual: Money(fen: 15840_00))])
    let list = paymentList(people.map { $0 + ",12,2880" })
    #expect(Books([list, eleven, returns("东镇", 6)]).found(.dueVsPaid).count == 1)
  }

  @Test func `villages' summaries are held against their own returns and their town's`() {
    let header = "镇,村,核发人数,月数,金额"
    let short = summary(header, ["东镇,山底村,3,11,7920", "东镇,水口村,3,12,8640"])
    #expect(told(Books([short, returns("东镇,山底村", 3)])) == ["DZ404 E4 " + yuan(8640, 7920)])
    let town = told(Books([short, returns("东镇", 6)]))
    #expect(town.count == 1 && town[0].hasSuffix(yuan(16560, 17280)))
  }
}
