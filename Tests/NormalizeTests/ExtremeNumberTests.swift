import Testing

@testable import Domain
@testable import Normalize

/// Numbers that no column can hold are told, wherever they stand; none is reckoned with.
struct ExtremeNumberTests {
  private static let numbers = [
    "9223372036854775807", "-9223372036854775808", "92233720368547758.07", "-92233720368547758.08",
    "4611686018427387904",
    "（9223372036854775808）", "-9223372036854775807", "9223372036854775807元/年", "每人每季92233720368547758.07",
    "922337203685477万元",
    "1E+18", "99999999999999999999999999",
  ]

  private static let headers =
    Vocabulary.words.values.compactMap(\.first)
    + ["补贴标准（元/年）", "季度标准", "半年补贴标准", "季度数", "1月", "1月人数", "第一季度", "上半年", "全年", "补发", "扣减", "兼任", "监委会成员", "合计"]

  @Test func `heads past all bounds below a quarter's title are no trap`() {
    for heads in ["900000000000000", "138001380001", "0", "-3"] {
      let csv = "甲市2021年第一季度补贴汇总表（元）\n镇,村,人数,金额\n东镇,山底村,\(heads),2160\n"
      #expect(Trial(csv).records.aggregates.count == 1)
    }
  }

  @Test(arguments: headers)
  func `a number past all bounds is no figure and no trap`(_ header: String) {
    for shape in ["镇,村,姓名,月数", "镇,村"] {
      let rows = Self.numbers.map { number in
        "东镇,山底村," + (shape.hasSuffix("村") ? "" : "张甲乙,12,") + number
      }
      let sums = Self.numbers.prefix(3).map { "合计,," + (shape.hasSuffix("村") ? "" : ",,") + $0 }
      let csv = ([shape + "," + header] + rows + sums).joined(separator: "\n") + "\n"
      let records = Trial("甲市2021年补贴发放表\n" + csv).records
      for member in records.members {
        for reading in [member.months, member.rate, member.due, member.deduction, member.backPay, member.amount] {
          #expect(reading.value.map { $0.magnitude <= Money.cellLimit.magnitude } ?? true)
        }
      }
    }
  }
}
