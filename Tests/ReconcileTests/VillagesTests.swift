import Support
import Testing

@testable import Domain
@testable import Reconcile

/// Which villages, towns and months are reported, by which document, and which lacks them.
@Suite struct VillagesTests {
  private func list(_ villages: [String]) -> (name: String, csv: String) {
    paymentList(
      villages.flatMap { village in ["张甲", "李乙", "王丙"].map { "\(village),\($0)\(village.prefix(2)),否,12,2880" } })
  }

  private func told(_ books: Books) -> [String] {
    books.found(.villageCountMismatch).map { finding in
      let spots = finding.spots.map { "\($0.place.file.dropFirst(4)) \($0.place.cell)" }.joined(separator: ", ")
      return "\(finding.subject.town ?? -1)/\(finding.subject.village ?? -1) \(spots)"
    }.sorted()
  }

  @Test func `a village that no document has is told below its town's last row`() {
    let books = Books([list(["东镇,山底村", "西镇,簕冲村", "西镇,横坑村"])])
    #expect(told(books) == ["0/1 发放表.csv B6"])
    #expect(books.found(.villageCountMismatch).first?.gap == .counts(expected: 4, actual: 3, unit: "村"))
    #expect(books.found(.villageCountMismatch).first?.message.zh.contains("上报 3 村）") == true)
    #expect(told(Books([list(["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"])])).isEmpty)
  }

  @Test func `a village that one document lacks and another has counts by the other`() {
    let rows = ["东镇,山底村,3,8640", "东镇,水口村,3,8640", "西镇,簕冲村,3,8640", "西镇,横坑村,3,8640"]
    let books = Books([list(["东镇,山底村", "西镇,簕冲村", "西镇,横坑村"]), summary("镇,村,核发人数,金额", rows)])
    #expect(told(books) == ["0/1 发放表.csv B6"])
    #expect(books.found(.villageCountMismatch).first?.message.zh.contains("该村按其他表计") == true)
    #expect(books.tally(1)?.due == Money(fen: 864_000) && books.figures.tally.villagesReported == 4)
  }

  @Test func `a stated number of villages is that of the detail, or of the register`() {
    let header = "镇,村数,核发人数,金额"
    let books = Books([summary(header, ["东镇,2,6,17280", "西镇,3,6,17280"])])
    #expect(told(books) == ["1/-1 汇总表.csv B5"])
    let detail = Books([
      list(["东镇,山底村", "西镇,簕冲村", "西镇,横坑村"]), summary(header, ["东镇,1,3,8640", "西镇,2,6,17280"]),
    ])
    #expect(told(detail) == ["0/1 发放表.csv B6"])
    // A town that counts by its own row is held against the register, whatever lists others send.
    let own = Books([list(["西镇,簕冲村", "西镇,横坑村"]), summary(header, ["东镇,3,6,17280", "西镇,2,6,17280"])])
    #expect(told(own).contains("0/-1 汇总表.csv B4") && own.found(.villageCountMismatch).allSatisfy { $0.level == .town })
  }

  @Test func `where nobody of a town is placed its villages are missing in the town's own list`() {
    func own(_ town: String, _ villages: [String]) -> (name: String, csv: String) {
      let rows = villages.map { "\($0),张甲\($0.prefix(1)),12,2880\n" }.joined()
      return (town + ".csv", "甲市\(town)2021年补贴发放表\n单位：元\n村,姓名,月数,金额\n\(rows)")
    }
    let books = Books([own("西镇", ["簕冲村", "横坑村"]), own("东镇", ["无名村"])])
    #expect(told(books) == ["0/0 东镇.csv ", "0/1 东镇.csv "])
  }

  private static let three = Register(
    [("100200", "东镇", "山底"), ("101200", "西镇", "簕冲"), ("102200", "南镇", "石桥")].map {
      Register.Entry(code: "990101" + $0.0, county: "甲市", town: $0.1, name: $0.2 + "村委会", kind: .village)
    })

  @Test func `a village whose town has no table is missing in the only sheet, or in the file`() {
    func workbook(_ name: String, _ sheets: [(name: String, rows: [String])]) -> (name: String, bytes: [UInt8]) {
      let texts = sheets.map { sheet in
        let rows = (["甲市2021年补贴发放表（元）", "镇,村,姓名,月数,金额"] + sheet.rows).map { row in
          "<row>" + row.split(separator: ",").map { #"<c t="inlineStr"><is><t>\#($0)</t></is></c>"# }.joined()
            + "</row>"
        }
        return (sheet.name, "<sheetData>\(rows.joined())</sheetData>")
      }
      return (name, WorkbookText(sheets: texts).bytes)
    }
    func told(_ workbooks: [(name: String, bytes: [UInt8])]) -> [String] {
      Books([], workbooks: workbooks, register: Self.three).found(.villageCountMismatch).flatMap(\.spots).map {
        "\($0.place.file) \($0.place.sheet)"
      }
    }
    let (east, west) = ("东镇,山底村,张甲,12,2880", "西镇,簕冲村,李乙,12,2880")
    #expect(told([workbook("全市.xlsx", [("表", [east, west])])]) == ["jia/全市.xlsx 表"])
    #expect(told([workbook("全市.xlsx", [("东镇", [east]), ("西镇", [west])])]) == ["jia/全市.xlsx "])
    #expect(told([workbook("东镇.xlsx", [("表", [east])]), workbook("西镇.xlsx", [("表", [west])])]) == ["jia/东镇.xlsx "])
  }

  @Test func `a document of towns has every town, whatever another document has`() {
    let towns = summary("镇,核发人数,金额", ["东镇,3,8640", "西镇,3,8640"])
    let list = paymentList(["南镇,石桥村,张甲,否,12,2880"])
    for files in [[towns], [towns, list]] {
      let found = Books(files, register: Self.three).found(.villageCountMismatch).filter { $0.field == "summary.town" }
      #expect(found.map(\.subject.town) == [2])
      #expect(found.map(\.gap) == [.counts(expected: 3, actual: 2, unit: "镇")])
    }
    let returns = (
      "月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,1月人数,1月金额\n东镇,3,720\n西镇,3,720\n南镇,3,720\n"
    )
    let beside = Books([towns, returns], register: Self.three).found(.villageCountMismatch)
    #expect(beside.contains { $0.field == "summary.town" && $0.subject.town == 2 })
  }

  @Test func `a village that stands twice in one document is told with all its rows`() {
    let rows = ["东镇,山底村,3,8640", "东镇,水口村,3,8640", "东镇,山底村,3,8640"]
    let books = Books([summary("镇,村,核发人数,金额", rows)])
    #expect(books.found(.duplicateVillageRow).map { $0.spots.map(\.place.cell) } == [["B4", "B6"]])
    let twice = Discrepancy.Gap.counts(expected: 1, actual: 2, unit: "行")
    #expect(books.found(.duplicateVillageRow).map(\.gap) == [twice])
    let towns = Books([summary("镇,核发人数,金额", ["东镇,6,17280", "西镇,6,17280", "东镇,6,17280"])])
    #expect(towns.found(.duplicateVillageRow).map(\.subject.town) == [0])
    #expect(towns.found(.duplicateVillageRow).map(\.gap) == [twice])
    #expect(Books([summary("镇,村,核发人数,金额", Array(rows.prefix(2)))]).found(.duplicateVillageRow).isEmpty)
  }

  private func returns(_ months: ClosedRange<Int>, _ rows: [String]) -> (name: String, csv: String) {
    let header = months.map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    let figures = months.map { _ in "3,720" }.joined(separator: ",")
    let body = rows.map { "\($0),\(figures)\n" }.joined()
    return ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇\(rows[0].contains(",") ? ",村" : ""),\(header)\n\(body)")
  }

  @Test func `months that no return is about are missing, once where all lack them`() {
    let all = Books([returns(1...10, ["东镇,山底村", "东镇,水口村"])])
    let missing = all.found(.missingNotZero).filter { $0.field == Field.month.rawValue }
    #expect(missing.map(\.gap) == [.counts(expected: 12, actual: 10, unit: "月")])
    #expect(missing.first?.subject == Subject(county: 0))
    let towns = Books([returns(1...11, ["东镇", "西镇"])])
    let ofTowns = towns.found(.missingNotZero).filter { $0.field == Field.month.rawValue }
    #expect(ofTowns.map(\.gap) == [.counts(expected: 12, actual: 11, unit: "月")])
    #expect(ofTowns.map(\.subject) == [Subject(county: 0)])
    let one = Books([returns(1...11, ["东镇"]), ("西镇.csv", returns(1...12, ["西镇"]).csv)])
    #expect(one.found(.missingNotZero).filter { $0.field == Field.month.rawValue }.map(\.subject.town) == [0])
    let whole = Books([returns(1...12, ["东镇,山底村", "东镇,水口村"])])
    #expect(whole.found(.missingNotZero).allSatisfy { $0.field != Field.month.rawValue })
    // Where the list counts, returns are only held against it.
    let beside = Books([list(["东镇,山底村", "东镇,水口村"]), returns(1...10, ["东镇,山底村", "东镇,水口村"])])
    #expect(beside.found(.missingNotZero).allSatisfy { $0.field != Field.month.rawValue })
  }

  @Test func `a town's amount is held against its own members only, readable or not elsewhere`() {
    let list = paymentList([
      "东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2640", "西镇,簕冲村,王丙,否,12,", "西镇,簕冲村,赵丁,否,12,2880",
    ])
    let books = Books([list, summary("镇,核发人数,金额", ["东镇,2,5760", "西镇,2,5760"])])
    let found = books.found(.dueVsPaid).filter { $0.spots[0].place.file == "jia/汇总表.csv" }
    #expect(found.map(\.gap) == [.money(expected: Money(fen: 552_000), actual: Money(fen: 576_000))])
    #expect(found.map(\.subject.town) == [0])
  }

  private static func town(_ villages: Int) -> Register {
    Register(
      (0..<villages).map {
        .init(
          code: "9901011002\($0 < 10 ? "0" : "")\($0)", county: "甲市", town: "东镇",
          name: "第\(Array("一二三四五六七八九十甲乙")[$0])村委会", kind: .village)
      })
  }

  @Test(arguments: [(10, 5, 1), (10, 4, 4), (11, 5, 5), (11, 6, 1), (8, 4, 4), (6, 5, 1)])
  func `a town of which half and five villages lack is told once`(_ all: Int, _ lack: Int, _ findings: Int) {
    let names = Array("一二三四五六七八九十甲乙").prefix(all - lack)
    let rows = names.map { "东镇,第\($0)村,3,8640" }
    let found = Books([summary("镇,村,核发人数,金额", rows)], register: Self.town(all)).found(.villageCountMismatch)
    #expect(found.count == findings)
    #expect(found.allSatisfy { $0.gap == .counts(expected: all, actual: all - lack, unit: "村") })
    #expect(Set(found.map(\.subject.village)) == (findings == 1 ? [nil] : Set((all - lack..<all).map { $0 })))
  }

  @Test func `towns that send documents of different kinds lack none of each other's`() {
    let apart = Books([list(["东镇,山底村", "东镇,水口村"]), summary("镇,村,核发人数,金额", ["西镇,簕冲村,3,8640", "西镇,横坑村,3,8640"])])
    #expect(told(apart).isEmpty)
    let lacking = Books([list(["东镇,山底村", "东镇,水口村"]), summary("镇,村,核发人数,金额", ["西镇,簕冲村,3,8640"])])
    #expect(Set(lacking.found(.villageCountMismatch).map(\.subject.village)) == [3])
    let mixed = Books([
      list(["东镇,山底村", "东镇,水口村"]), summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640", "西镇,簕冲村,3,8640", "西镇,横坑村,3,8640"]),
    ])
    #expect(Set(mixed.found(.villageCountMismatch).compactMap(\.subject.village)).isSuperset(of: [1]))
  }

  @Test func `one town's own document is asked for no other town`() {
    let header = "镇,核发人数,金额"
    #expect(
      Books([summary(header, ["东镇,6,17280"])], register: Self.three).findings.allSatisfy { $0.field != "summary.town" })
    let two = Books([summary(header, ["西镇,3,8640", "南镇,3,8640"])], register: Self.three).findings
    #expect(two.filter { $0.field == "summary.town" }.map(\.subject.town) == [0])
    let mixed = Books(
      [summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640", "西镇,,3,8640", "南镇,,3,8640"])], register: Self.three)
    #expect(mixed.findings.allSatisfy { $0.field != "summary.town" })
  }

  @Test func `the whole county's row is held against its villages, if all are there`() {
    let all = ["东镇,山底村", "东镇,水口村", "西镇,簕冲村", "西镇,横坑村"]
    let header = "县,村数,应有人数,兼任不发人数,核发人数,金额"
    func told(_ row: String, _ villages: [String]) -> [String] {
      Books([list(villages), summary(header, [row])]).findings.filter {
        $0.spots.first?.place.file == "jia/汇总表.csv" && $0.isTie
      }.map { "\($0.code.rawValue) \($0.field) \($0.level)" }
    }
    #expect(told("甲市,4,12,0,12,34560", all).isEmpty)
    #expect(told("甲市,4,12,0,11,34560", all) == ["DZ302 paid county", "DZ404 amount county"])
    #expect(told("甲市,3,12,0,12,34560", all) == ["DZ301 villages county"])
    #expect(told("甲市,4,12,0,12,34500", all) == ["DZ404 amount county"])
    #expect(told("甲市,4,12,1,11,34560", all).contains("DZ302 concurrent county"))
    // What members are paid is less than they are due: the row states the one, and not the other.
    let paid = Books([
      ("发放表.csv", list(all).csv.replacing("西镇,簕冲村,张甲西镇,否,12,2880", with: "西镇,簕冲村,张甲西镇,否,12,2620")),
      summary(header, ["甲市,4,12,0,12,34560"]),
    ])
    let gaps = paid.found(.dueVsPaid).filter { $0.spots[0].place.file == "jia/汇总表.csv" }.map(\.gap)
    #expect(gaps == [.money(expected: Money(fen: 3_430_000), actual: Money(fen: 3_456_000))])
    // A town of communities alone has no part in it.
    let quarter = Register(
      [
        ("1200", "东镇", "山底村委会"), ("1201", "东镇", "水口村委会"), ("2200", "西镇", "簕冲村委会"), ("2201", "西镇", "横坑村委会"),
        ("3001", "南街道", "南园社区居委会"),
      ]
      .map {
        .init(
          code: "99010110" + $0.0, county: "甲市", town: $0.1, name: $0.2, kind: $0.0 == "3001" ? .community : .village)
      })
    let beside = Books([list(all), summary(header, ["甲市,4,12,0,11,34560"])], register: quarter)
    #expect(beside.cells(.headcountMismatch) == ["E4"])
    let alone = Books([paymentList(["南街道,南园社区,张甲,否,12,2880"])], register: quarter).found(.villageCountMismatch)
    #expect(alone.allSatisfy { $0.gap == .counts(expected: 4, actual: 0, unit: "村") } && alone.count == 4)
    // Nor is the county's a row of a village that nobody can place.
    #expect(Books([summary("镇,村,核发人数,金额", ["南镇,无名村,3,8640"])]).figures.tally.eligible == nil)
    // While a village is missing, which is told, the rest proves nothing.
    #expect(told("甲市,3,9,1,8,23040", Array(all.dropLast())).isEmpty)
  }

  @Test func `of a town that half is missing of the rest counts, and the missing are reckoned with nowhere`() {
    let rows = Array("一二三四五").map { "东镇,第\($0)村,3,8640" }
    let half = Books([summary("镇,村,核发人数,金额", rows)], register: Self.town(10)).found(.villageCountMismatch)
    #expect(half.map(\.touches) == [.row] && half.map { $0.message.zh.hasSuffix("上报 5 村）") } == [true])
    let list = paymentList(Array("一二三四五六七八九十").map { "东镇,第\($0)村,张甲,否,12,2880" })
    let beside = Books([summary("镇,村,核发人数,金额", rows), list], register: Self.town(10)).found(.villageCountMismatch)
    #expect(beside.map { $0.touches.contains(.beside) } == [true])
    #expect(beside.map { $0.message.zh.hasSuffix("汇总表有 5 村，该村按其他表计）") } == [true])
    // A town whose only list has nobody's village counts by its own row.
    let other = paymentList(["西镇,簕冲村,张甲,否,12,2880"])
    let own = Books([summary("镇,核发人数,金额", ["东镇,30,86400"]), other], register: Self.twoTowns).found(
      .villageCountMismatch)
    #expect(own.map(\.subject) == [Subject(county: 0, town: 0)] && own.map { $0.touches.contains(.beside) } == [true])
    #expect(own.map { $0.message.zh.hasSuffix("，该镇按其合计行计）") } == [true])
  }

  private static let twoTowns = Register(
    Array("一二三四五").enumerated().map {
      .init(code: "99010110020\($0.offset)", county: "甲市", town: "东镇", name: "第\($0.element)村委会", kind: .village)
    } + [.init(code: "990101101200", county: "甲市", town: "西镇", name: "簕冲村委会", kind: .village)])
}
