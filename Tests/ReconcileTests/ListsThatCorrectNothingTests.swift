import Testing

@testable import Domain
@testable import Reconcile

/// Lists that stand beside the payment list and take nobody's place in it.
@Suite struct ListsThatCorrectNothingTests {
  private let year = paymentList(
    ["山底村,张甲", "山底村,李乙", "山底村,王丙", "水口村,赵丁", "水口村,钱戊", "水口村,孙己"].map { "东镇,\($0),否,12,2880" })

  private func books(_ name: String, _ csv: String) -> Books { Books([year, (name, csv)]) }

  private func rows(_ figures: String) -> String {
    ["赵丁", "钱戊", "孙己"].map { "东镇,水口村,\($0),\(figures)\n" }.joined()
  }

  @Test func `what came back is taken off nobody's pay by itself`() {
    for title in ["退款明细表", "补贴退回明细表"] {
      let books = books("退款.csv", "甲市2021年补贴\(title)\n镇,村,姓名,退回金额\n" + rows("480"))
      #expect(books.tally(1)?.stated == Money(fen: 864_000))
    }
    // A list that was sent back to be mended is the list.
    let again = books("退回修改发放表.csv", "甲市2021年补贴发放表\n镇,村,姓名,是否兼任,月数,金额\n" + rows("否,11,2640"))
    #expect(again.tally(1)?.stated == Money(fen: 792_000))
  }

  @Test func `a list that pays everybody less than half is asked about unless it says that it corrects`() {
    let small = "镇,村,姓名,金额\n" + rows("480")
    for name in ["培训误工补贴.csv", "停发人员.csv"] {
      #expect(books(name, small).found(.correctedUpload).contains { $0.severity == .error })
    }
    let called = books("发放表（更正）.csv", "甲市2021年补贴发放表\n镇,村,姓名,是否兼任,月数,金额\n" + rows("否,2,480"))
    #expect(called.found(.correctedUpload).allSatisfy { $0.severity < .error })
    #expect(called.tally(1)?.stated == Money(fen: 144_000))
    let little = books("发放表2.csv", "甲市2021年补贴发放表\n镇,村,姓名,是否兼任,月数,金额\n" + rows("否,11,2640"))
    #expect(little.found(.correctedUpload).allSatisfy { $0.severity < .error })
  }

  @Test func `what a table corrects is what it says after, and not before`() {
    for (before, after) in [("原金额", "更正后金额"), ("更正前金额", "更正后金额"), ("原发金额", "现金额")] {
      let books = books(
        "发放表（更正）.csv", "甲市2021年补贴发放表\n镇,村,姓名,\(before),\(after)\n" + rows("2880,2400"))
      #expect(books.tally(1)?.stated == Money(fen: 720_000), "\(before) │ \(after)")
      #expect(books.found(.unknownColumn).isEmpty)
    }
    // Rates of before and after a change are each paid for their months.
    let rates = Books([
      paymentList(["东镇,山底村,张甲,240,240,12,2880"], header: "镇,村,姓名,原标准,调整后标准,月数,金额")
    ])
    #expect(rates.tally(0)?.stated == Money(fen: 288_000))
  }

  @Test func `a list whose title says that it is void counts nowhere`() {
    let void = books("旧.csv", "甲市2021年补贴发放表（作废）\n镇,村,姓名,是否兼任,月数,金额\n" + rows("否,6,1440"))
    #expect(void.tally(1)?.stated == Money(fen: 864_000) && void.found(.correctedUpload).isEmpty)
  }
}
