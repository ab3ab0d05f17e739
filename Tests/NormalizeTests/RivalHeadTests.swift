import Support
import Testing

@testable import Domain
@testable import Normalize

/// Columns whose words both claim who is paid.
@Suite struct RivalHeadTests {
  private func summary(_ header: String, _ rows: [String], of time: String = "2021年") -> Trial {
    let villages = ["东镇,大槐墟社区", "东镇,山底村", "东镇,水口村", "西街道,山底村", "西街道,簕冲村"]
    let lines = zip(villages, rows).map { "\($0),\($1)" }
    return Trial("甲市\(time)补贴汇总表\n单位：元\n镇,村,\(header)\n" + lines.joined(separator: "\n") + "\n", name: "汇总表.csv")
  }

  private func heads(_ trial: Trial, _ field: Field) -> [Int?] { trial.records.aggregates.map { $0[field].count } }

  private let paid = ["3,2,5760", "3,3,8640", "3,2,5760", "3,3,8640", "3,2,5760"]

  @Test(arguments: ["应核人数,实际人数", "核定人数,支付人数", "应发人数,在职人数", "在编人数,实发人数", "应享受人数,享受人数"])
  func `who comes to the money is paid, and the others are the seats`(_ header: String) {
    let found = summary("\(header),金额", paid)
    #expect(heads(found, .eligible) == [2, 3, 2, 3, 2] && heads(found, .quota) == [3, 3, 3, 3, 3])
    #expect(!found.codes.contains("DZ104") && found.rules.contains("column-by-content"))
    // One village that is paid for its seats is to be found.
    let wrong = summary("\(header),金额", ["3,2,5760", "3,1,2880", "3,2,5760", "3,2,5760", "3,2,8640"])
    #expect(heads(wrong, .eligible) == [2, 1, 2, 2, 2])
  }

  @Test func `a month's and a quarter's returns pay for their months`() {
    func eligible(_ trial: Trial) -> [Int?] {
      trial.records.aggregates.flatMap { $0.months.prefix(1).map(\.heads.count) }
    }
    let month = summary("应核人数,实际人数,金额", [2, 3, 2, 3, 2].map { "3,\($0),\($0 * 240)" }, of: "2021年9月")
    #expect(eligible(month) == [2, 3, 2, 3, 2])
    let quarter = summary("应核人数,实际人数,金额", [2, 3, 2, 3, 2].map { "3,\($0),\($0 * 720)" }, of: "2021年第三季度")
    #expect(eligible(quarter) == [2, 3, 2, 3, 2])
  }

  @Test(arguments: ["年标准", "发放季度数", "月数", "补贴标准"])
  func `money is of the rate and the months that the row states`(_ header: String) {
    let (word, of) = ["年标准": ("2880", 12), "发放季度数": ("4", 12), "月数": ("6", 6), "补贴标准": ("240", 12)][header] ?? ("", 0)
    let rows = [2, 3, 2, 3, 2].map { "3,\($0),\(word),\($0 * of * 240)" }
    #expect(heads(summary("应核人数,实际人数,\(header),金额", rows), .eligible) == [2, 3, 2, 3, 2])
  }

  @Test(arguments: ["已领补贴人数,支付人数", "已领补贴人数,核发人数", "支付人数,已领补贴人数"])
  func `who is paid elsewhere is what is left of the seats`(_ header: String) {
    let isFirst = header.hasPrefix("已")
    let rows = [(1, 2, 5760), (0, 3, 8640), (1, 2, 5760), (0, 3, 8640), (1, 2, 5760)].map { excluded, paid, money in
      isFirst ? "\(excluded),\(paid),\(money)" : "\(paid),\(excluded),\(money)"
    }
    let found = summary("\(header),金额", rows)
    #expect(heads(found, .eligible) == [2, 3, 2, 3, 2] && heads(found, .concurrent) == [1, 0, 1, 0, 1])
    // A blank is nobody, and a column of noughts and blanks tells nothing.
    let blank = summary("\(header),金额", rows.map { $0.replacing(isFirst ? /^0,/ : /,0,/, with: isFirst ? "," : ",,") })
    #expect(heads(blank, .eligible) == [2, 3, 2, 3, 2] && heads(blank, .concurrent)[0] == 1)
    let none = summary("\(header),金额", Array(repeating: isFirst ? "0,3,8640" : "3,0,8640", count: 5))
    #expect(!none.rules.contains("column-by-content"))
    // Seats that nobody holds are what is left as well.
    let vacant = summary(header.replacing("已领补贴人数", with: "空缺人数") + ",金额", rows)
    #expect(heads(vacant, .concurrent).allSatisfy { $0 == nil } && vacant.codes.contains("DZ104"))
  }

  @Test func `where nothing tells the words do`() {
    let alike = summary("应核人数,实际人数,金额", Array(repeating: "3,3,8640", count: 5))
    #expect(!alike.rules.contains("column-by-content") && heads(alike, .quota).allSatisfy { $0 == nil })
    let once = summary("应核人数,实际人数,金额", ["3,2,5760", "3,3,8640", "3,3,8640", "3,3,8640", "3,3,8640"])
    #expect(heads(once, .eligible) == [3, 3, 3, 3, 3])
    // Money for neither, and none at all.
    #expect(heads(summary("应核人数,实际人数,金额", Array(repeating: "3,2,2880", count: 5)), .eligible) == [3, 3, 3, 3, 3])
    #expect(heads(summary("应核人数,实际人数", Array(repeating: "3,2", count: 5)), .eligible) == [3, 3, 3, 3, 3])
  }

  @Test func `too much or too little that was paid stays to be found`() {
    // 兼任 was not taken off anywhere.
    let all = Array(repeating: "3,2,8640", count: 5)
    #expect(heads(summary("应发人数,实发人数,金额", all), .eligible) == [2, 2, 2, 2, 2])
    let listed = summary("在册人数,核定人数,金额", all)
    #expect(heads(listed, .eligible) == [2, 2, 2, 2, 2] && heads(listed, .listed) == [3, 3, 3, 3, 3])
    let excluded = Array(repeating: "3,1,2,8640", count: 5)
    #expect(heads(summary("应核人数,兼任人数,实际人数,金额", excluded), .eligible) == [2, 2, 2, 2, 2])
    #expect(heads(summary("核定人数,兼任人数,实发人数,金额", excluded), .quota) == [3, 3, 3, 3, 3])
    // Those in post may be fewer because seats are vacant.
    #expect(heads(summary("核定人数,兼任人数,实有人数,金额", excluded), .listed) == [2, 2, 2, 2, 2])
    // Somebody is owed his pay.
    #expect(heads(summary("核发人数,发放人数,金额", paid), .eligible) == [3, 3, 3, 3, 3])
    #expect(heads(summary("核发人数,在岗人数,金额", paid), .eligible) == [3, 3, 3, 3, 3])
  }

  @Test(arguments: ["在岗人数,领补贴人数", "在岗人数,人数", "应补贴人数,已补贴人数", "核定补贴人数,已发放人数"])
  func `seats that were paid for too many in a few rows of many stay to be found`(_ header: String) {
    let villages = ["东镇,山底村", "东镇,水口村", "西街道,山底村", "西街道,簕冲村", "东镇,大槐墟社区"]
    let rows = (0..<15).map { "\(villages[$0 % 5]),3,\($0 % 5 == 1 ? 2 : 3),8640" }
    let found = Trial("甲市2021年补贴汇总表\n单位：元\n镇,村,\(header),金额\n" + rows.joined(separator: "\n") + "\n", name: "汇总表.csv")
    #expect(heads(found, .eligible).contains(2) && !heads(found, .listed).contains(2), "\(header)")
  }

  @Test func `heads of another kind are no seats`() {
    let found = summary("核发人数,户籍人数,金额", ["2,1200,5760", "3,950,8640", "2,800,5760", "3,700,8640", "2,1100,5760"])
    #expect(heads(found, .quota).allSatisfy { $0 == nil } && heads(found, .listed).allSatisfy { $0 == nil })
    let plain = summary("应配人数,核发人数,女性人数,金额", ["3,2,1,5760", "3,3,1,8640", "3,2,2,5760", "3,3,0,8640", "3,2,1,5760"])
    #expect(heads(plain, .eligible) == [2, 3, 2, 3, 2] && heads(plain, .concurrent).allSatisfy { $0 == nil })
  }
}
