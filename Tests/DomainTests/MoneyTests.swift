import Testing

@testable import Domain

@Suite struct MoneyTests {
  @Test func `three counties in 万元 add up exactly where doubles do not`() throws {
    let parts = try ["239.328", "171.36", "124.704"].map { try #require(StatedMoney($0, unit: .wan)).amount }
    #expect(parts.reduce(.zero, +) == Money(fen: 535_392_000))
    #expect(239.328 + 171.36 + 124.704 != 535.392)
  }

  @Test(arguments: [
    ("689.39", 689_392_0_00, true), ("689.40", 689_392_0_00, false), ("689.392", 689_392_0_00, true),
    ("689.38", 689_392_0_00, false),
  ])
  func `a stated total agrees at its precision or not at all`(_ stated: String, _ fen: Int64, _ agrees: Bool) throws {
    let total = try #require(StatedMoney(stated, unit: .wan))
    switch total.agreement(with: Money(fen: fen)) {
    case .mismatch: #expect(!agrees)
    case .exact, .rounded: #expect(agrees)
    }
  }

  @Test(arguments: [
    ("0.005", MoneyUnit.yuan, 1, false), ("-0.005", .yuan, -1, false), ("0.0049", .yuan, 0, false),
    ("-0.0149", .yuan, -1, false), ("12.345", .yuan, 1235, false), ("0", .yuan, 0, true), ("0.0000005", .wan, 1, false),
    ("0.00000049", .wan, 0, false), ("-1.00001", .thousand, -100_001, true), ("1.2345678", .wan, 1_234_568, false),
  ])
  func `an amount beyond fen is rounded half away from zero, and said to be`(
    _ written: String, _ unit: MoneyUnit, _ fen: Int64, _ isExact: Bool
  ) throws {
    let decimal = try #require(WrittenDecimal(written))
    let money = try #require(decimal.money(in: unit))
    #expect(money.amount == Money(fen: fen) && money.isExact == isExact)
  }

  @Test func `the fund's residual is told with its sign`() throws {
    let stated = try #require(StatedMoney("689.39", unit: .wan))
    #expect(stated.agreement(with: Money(fen: 689_392_000)) == .rounded(residual: Money(fen: 2000)))
  }

  @Test
  func `an amount that its column rounds away agrees with itself exactly, and with the rounded one at its places`() {
    // 3005元 in a column of 万元 with one place.
    let odd = StatedMoney(amount: Money(fen: 300_500), unit: .wan, places: 1)
    #expect(odd.agreement(with: Money(fen: 300_500)) == .exact)
    #expect(odd.agreement(with: Money(fen: 300_000)) == .rounded(residual: Money(fen: -500)))
    #expect(odd.agreement(with: Money(fen: 400_000)) == .mismatch(residual: Money(fen: 99_500)))
  }

  @Test(arguments: [(0, "0.00"), (-288_000, "-2880.00"), (5, "0.05"), (239_328_000, "2393280.00")])
  func `money is written with two decimals`(_ fen: Int64, _ text: String) { #expect("\(Money(fen: fen))" == text) }

  @Test(arguments: [(0, "0.00"), (99_900, "999.00"), (100_000, "1,000.00"), (-123_456_789_01, "-123,456,789.01")])
  func `for people every third digit of the whole yuan has a comma before it`(_ fen: Int64, _ text: String) {
    #expect(Money(fen: fen).grouped == text)
  }

  @Test func `a decimal has at most 18 places, and a digit at least`() {
    let zeros = String(repeating: "0", count: 17)
    #expect(WrittenDecimal("0." + zeros + "1") == WrittenDecimal(digits: 1, places: 18))
    #expect(WrittenDecimal("0." + zeros + "01") == nil)
    #expect(WrittenDecimal("9223372036854775807")?.digits == .max && WrittenDecimal("9223372036854775808") == nil)
    #expect(WrittenDecimal(".") == nil && WrittenDecimal("1-") == nil && WrittenDecimal("+7")?.digits == 7)
  }

  @Test(arguments: [
    ("1.50", 100, 150), ("0.01", 100, 1), ("0.012", 1_000, 12), ("-2.5", 10, -25), ("1.5", 1, nil), ("0.011", 100, nil),
  ])
  func `a decimal times a factor is a whole number or none`(_ text: String, _ factor: Int64, _ whole: Int64?) throws {
    #expect(try #require(WrittenDecimal(text)).scaled(by: factor) == whole)
  }

  @Test(arguments: [
    ("689.39", MoneyUnit.wan, 68_939, 2), ("5.00", .yuan, 500, 2), ("12", .thousand, 12, 0),
    ("1.2345678", .wan, 1_234_568, 6),
    ("0.005", .yuan, 1, 2),
  ])
  func `a stated amount keeps its places, down to fen`(
    _ text: String, _ unit: MoneyUnit, _ digits: Int64, _ places: Int
  ) throws {
    let figure = try #require(StatedMoney(text, unit: unit)).figure
    #expect(figure.written == WrittenDecimal(digits: digits, places: places) && figure.scale == Ratio(unit.fen))
  }

  @Test(arguments: ["", "-", "1.2.3", "1e5", "１", "99999999999999999999"])
  func `what is no plain decimal is refused`(_ text: String) { #expect(WrittenDecimal(text) == nil) }
}

@Suite struct PersonalDataTests {
  /// Numbers are made here from parts, so that no whole one stands in a source file.
  private func number(check: String) -> String { "440781" + "19800101" + "001" + check }

  @Test func `exactly one of eleven check characters is valid`() {
    let valid = "0123456789X".filter { IDNumber(number(check: String($0)))?.hasValidCheck == true }
    #expect(valid.count == 1)
  }

  @Test func `masks keep six and one of an ID, and hide long numbers in texts`() throws {
    let id = try #require(IDNumber(number(check: "X")))
    #expect(id.masked == "440781***********X")
    #expect(!Mask.numbers(in: "电话 " + "1380" + "0138000").contains("0013"))
    #expect(Mask.numbers(in: "2021年12月") == "2021年12月")
    #expect(Mask.persons(in: "汶村镇440781112204发放表20220131093000.xlsx") == "汶村镇440781112204发放表20220131093000.xlsx")
    #expect(Mask.persons(in: "张三1380" + "0138000.csv") == "张三138*******0.csv")
    #expect(Mask.persons(in: "44078119700101" + "001X表.csv") == "440**************X表.csv")
    #expect(Mask.name("欧阳某") == "欧**")
  }

  @Test(arguments: [(Int64(-288_000), "-2,880.00"), (288_000, "+2,880.00"), (0, "0.00"), (-1000, "-10.00")])
  func `a difference has its sign, and its thousands apart as the amounts beside it have`(fen: Int64, words: String) {
    #expect(Money(fen: fen).signed == words)
  }
}

@Suite struct CatalogueTests {
  @Test(arguments: Code.allCases) func `every code is explained in both languages`(_ code: Code) {
    let explanation = code.explanation
    for message in [explanation.title, explanation.meaning, explanation.mend] {
      #expect(!message.zh.isEmpty && !message.en.isEmpty)
    }
    #expect(code.explanation("zh").contains(code.rawValue) && code.explanation("en") != code.explanation("zh"))
  }
}
