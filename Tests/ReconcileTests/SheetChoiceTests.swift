import Support
import Testing

@testable import Domain
@testable import Reconcile

/// Sheets that their names or their form say how to take.
@Suite struct SheetChoiceTests {
  private let people = ["张甲", "李乙", "王丙", "赵丁", "钱戊", "孙己"]

  private func xml(_ rows: [[String]]) -> String {
    let lines = rows.enumerated().map { r, row in
      row.enumerated().map { c, value in
        #"<c r="\#(Place.cell(row: r + 1, column: c + 1))" t="inlineStr"><is><t>\#(value)</t></is></c>"#
      }.joined()
    }
    return "<sheetData>" + lines.enumerated().map { #"<row r="\#($0 + 1)">\#($1)</row>"# }.joined() + "</sheetData>"
  }

  private func book(_ sheets: [(name: String, village: String, first: String)]) -> Books {
    let parts = sheets.map { sheet in
      let rows = people.enumerated().map { index, name in
        [
          sheet.village, name, "否", index == 0 && sheet.first != "2880" ? "11" : "12",
          index == 0 ? sheet.first : "2880",
        ]
      }
      return (sheet.name, xml([["村", "姓名", "是否兼任", "月数", "金额"]] + rows))
    }
    return Books([], workbooks: [("发放表.xlsx", WorkbookText(sheets: parts).bytes)])
  }

  @Test(arguments: [("东镇", "东镇（更正）"), ("东镇草稿", "东镇"), ("东镇(旧)", "东镇"), ("东镇", "东镇修订")])
  func `of two sheets of one list the one that corrects the other by its name counts`(_ old: String, _ new: String) {
    for sheets in [[(old, "山底村", "2640"), (new, "山底村", "2880")], [(new, "山底村", "2880"), (old, "山底村", "2640")]] {
      let found = book(sheets)
      #expect(found.figures.tally.stated == Money(fen: 1_728_000))
      #expect(found.found(.fileOrSheetSetAside).map(\.severity) == [.info])
    }
  }

  @Test func `without such a word nobody knows which holds, and each village's own sheet counts`() {
    let open = book([("东镇", "山底村", "2640"), ("东镇 (2)", "山底村", "2880")])
    #expect(open.found(.fileOrSheetSetAside).map(\.severity) == [.error])
    let two = book([("山底村", "山底村", "2880"), ("水口村更正", "水口村", "2880")])
    #expect(two.figures.tally.stated == Money(fen: 3_456_000) && two.found(.fileOrSheetSetAside).isEmpty)
  }

  @Test func `an odd half-year under two rates is told at its own cell and rate`() {
    func odd(_ first: String, _ second: String, _ sum: String) -> [String] {
      let row = "东镇,山底村,张甲,\(first),\(second),\(sum)"
      let text = "甲市2021年补贴发放表\n单位：元\n镇,村,姓名,1-6月金额,7-12月金额,合计\n\(row)\n东镇,山底村,李乙,1200,1560,2760\n"
      let policy = Books.policy([Books.rule(1, 6, yuan: 200), Books.rule(7, 12, yuan: 260)])
      return Books([("发放表.csv", text)], policy: policy).cells(.notMultipleOfRate)
    }
    #expect(odd("1200", "1440", "2640").contains("E4") && odd("1200", "1560", "2760").isEmpty)
    // A whole month less is whole, and the first half's rate is none of the second's.
    #expect(odd("1200", "1300", "2500").isEmpty && odd("1040", "1560", "2600").contains("D4"))
  }

  @Test func `heads and money of a village one below the other are its return`() {
    func books(_ rows: [(String, String, Int)]) -> Books {
      let header = (1...12).map { "\($0)月" }.joined(separator: ",")
      let lines = rows.map { row in
        "\(row.0),\(row.1)," + Array(repeating: "\(row.2)", count: 12).joined(separator: ",") + "\n"
      }
      return Books([("月报.csv", "甲市2021年补贴月报\n单位：元\n镇,村,项目,\(header)\n" + lines.joined())])
    }
    let folded = books([
      ("东镇,山底村", "人数", 3), ("东镇,山底村", "金额", 720), ("东镇,水口村", "人数", 2), ("东镇,水口村", "金额", 480),
    ])
    #expect(folded.found(.headerNotFound).isEmpty && folded.found(.notMultipleOfRate).isEmpty)
    #expect(folded.figures.tally.stated == Money(fen: 1_440_000))
    // Where every row says the same, rows are villages'.
    let plain = books([("东镇,山底村", "补贴金额", 720), ("东镇,水口村", "补贴金额", 480)])
    #expect(plain.found(.headerNotFound).isEmpty && plain.figures.tally.stated == Money(fen: 1_440_000))
    let heads = books([("东镇,山底村", "人数", 3), ("东镇,水口村", "人数", 2)])
    #expect(heads.found(.headerNotFound).isEmpty)
  }

  @Test
  func `a list of another county is known by a name of one character where a title begins or says who fills it in`() {
    let register = Register(
      [("990101100200", "沛县"), ("990201100200", "丰县")].map {
        Register.Entry(code: $0.0, county: $0.1, town: "东镇", name: "山底村委会", kind: .village)
      })
    func members(_ title: String, _ office: String = "填报单位：民政局") -> Int {
      let csv = "\(title)\n\(office)\n镇,村,姓名,是否兼任,月数,金额\n东镇,山底村,张甲,否,12,2880\n"
      return Books([("发放表.csv", csv)], register: register).records.members.count
    }
    #expect(members("丰县2021年补贴发放表") == 0)
    #expect(members("2021年补贴发放表", "填报单位：丰县民政局") == 0 || members("2021年补贴发放表 填报单位：丰县民政局") == 0)
    // Its own, none, and the two characters by chance.
    #expect(members("沛县2021年补贴发放表") == 1 && members("2021年补贴发放表") == 1)
    #expect(members("2021年新丰县道沿线各村补贴发放表") == 1)
    #expect(members("沛县2021年补贴发放表（抄送丰县）") == 1)
  }
}
