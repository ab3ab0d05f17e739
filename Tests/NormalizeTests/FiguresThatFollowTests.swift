import Support
import Testing

@testable import Domain
@testable import Normalize

/// Unread columns that follow from the read ones in every row, and the same columns where they do not.
@Suite struct FiguresThatFollowTests {
  private func unknown(_ header: String, _ rows: [String]) -> Int {
    let rows = zip(["东镇,山底村", "东镇,水口村", "西街道,山底村"], rows).map { "\($0),\($1)\n" }
    return Trial("甲市2021年补贴汇总表\n单位：元\n镇,村,\(header)\n" + rows.joined(), name: "汇总表.csv").codes.count { $0 == "DZ104" }
  }

  @Test func `heads told apart by their posts`() {
    let header = "核发人数,其中：主任,委员,金额"
    #expect(unknown(header, ["3,1,2,8640", "2,1,1,5760"]) == 0)
    #expect(unknown(header, ["3,1,2,8640", "2,1,2,5760"]) == 2)
    #expect(unknown("核发人数,重复享受,单独享受,金额", ["3,1,2,8640", "2,1,1,5760"]) > 0)
  }

  @Test(arguments: ["校验结果", "是否一致", "复核结果"])
  func `a verdict that finds every row right, and one that says more`(_ header: String) {
    #expect(unknown("核发人数,金额,\(header)", ["3,8640,一致", "2,5760,一致"]) == 0)
    #expect(unknown("核发人数,金额,\(header)", ["3,8640,一致", "2,5760,不一致"]) == 1)
    #expect(unknown("核发人数,金额,\(header)", ["3,8640,√", "2,5760,主任兼任纪检委员，不应发放"]) > 0)
  }

  @Test func `an amount told apart by who pays it`() {
    let header = "核发人数,金额,其中：市级,县级"
    #expect(unknown(header, ["3,8640,5184,3456", "2,5760,3456,2304"]) == 0)
    #expect(unknown(header, ["3,8640,5184,3456", "2,5760,3456,2300"]) > 0)
  }

  @Test func `what of the amount due is not paid`() {
    let header = "核发人数,应发金额,实发金额,差额"
    #expect(unknown(header, ["3,8640,8640,0", "2,5760,2880,2880"]) == 0)
    #expect(unknown(header, ["3,8640,8640,0", "2,5760,2880,1000"]) == 1)
    #expect(unknown("核发人数,金额,未发", ["3,8640,0", "2,5760,0"]) == 0)
    #expect(unknown("核发人数,金额,差额", ["3,8640,0", "2,5760,张三多发2个月需扣回480元"]) == 1)
    #expect(unknown("核发人数,金额,奖励", ["3,8640,0", "2,5760,0"]) == 1)
  }

  @Test func `seats that nobody holds`() {
    let header = "应有人数,兼任人数,缺额,核发人数,金额"
    #expect(unknown(header, ["3,0,0,3,8640", "3,0,1,2,5760"]) == 0)
    #expect(unknown(header, ["3,0,0,3,8640", "3,0,0,2,5760"]) == 1)
  }

  @Test func `a year's rate beside the month's`() {
    let header = "核发人数,月数,标准（元/人·月）,标准（元/人·年）,金额"
    #expect(unknown(header, ["3,12,240,2880,8640", "2,12,240,2880,5760"]) == 0)
    #expect(unknown(header, ["3,12,240,2880,8640", "2,12,240,2400,5760"]) == 1)
  }

  @Test func `what a place's months have come to so far`() {
    func codes(_ last: Int) -> [String] {
      let rows = (1...12).flatMap { month in
        ["\(month)月,东镇,3,720,\(month < 12 ? month * 720 : last)", "\(month)月,西街道,1,240,\(month * 240)"]
      }
      return Trial(
        "甲市2021年补贴发放月报表\n单位：元\n月份,镇,发放人数,金额,累计金额\n" + rows.joined(separator: "\n") + "\n", name: "月报表.csv"
      ).codes.filter { $0 == "DZ104" }
    }
    #expect(codes(8640).isEmpty && !codes(8000).isEmpty)
  }

  @Test func `what a village's members come to, beside the first of them`() {
    func codes(_ second: Int) -> [String] {
      Trial(
        payments(
          header: "镇,村,姓名,是否兼任,月数,金额,村合计",
          rows: [
            "东镇,山底村,张甲,否,12,2880,5760", ",,李乙,否,12,2880,", "东镇,水口村,王丙,否,12,2880,\(second)", "合计,,,,36,8640,8640",
          ])
      ).codes.filter { $0 == "DZ104" }
    }
    #expect(codes(2880).isEmpty && codes(2400).count == 1)
  }
}
