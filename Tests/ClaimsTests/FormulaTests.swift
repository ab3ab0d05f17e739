import Domain
import Testing

@testable import Claims

private let facts: Facts = {
  let register = Register([
    .init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village),
    .init(code: "990102100200", county: "乙市", town: "南镇", name: "松岗村委会", kind: .village),
  ])
  let policy = Policy(
    id: "test", from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12),
    rules: [
      .init(
        from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12), rate: Money(fen: 24_000),
        quota: 3)
    ])
  var counties = [CountyFigures(county: 0, status: .current), CountyFigures(county: 1, status: .current)]
  counties[0].tally.eligible = 3
  counties[0].tally.due = Money(fen: 864_000)
  counties[0].tally.concurrent = 1
  counties[1].tally.eligible = 2
  counties[1].tally.due = Money(fen: 576_000)
  let line = BudgetFigures(
    line: "城乡社区治理", stages: [.allocated: StatedMoney("115", unit: .wan)!, .spent: StatedMoney("115", unit: .wan)!],
    computed: nil, residual: nil, places: 0, verdict: .unverifiable)
  return Facts(counties: counties, budget: [line], subsidyLine: "补贴", policy: policy, register: register)
}()

private func value(_ text: String) throws -> String {
  try Formula(text).value(facts) { _ in nil }.value.text
}

@Suite struct FormulaTests {
  @Test(arguments: [
    ("sum(counties.eligible)", "5"), ("counties.990101.eligible", "3"), ("counties.甲市.eligible", "3"),
    ("sum(counties.amount_due_yuan)", "14400.00"), ("count(counties)", "2"),
    ("lines[城乡社区治理].spent_yuan / lines[城乡社区治理].allocated_yuan", "1"),
    ("sum(counties.eligible) * policy.months * policy.rate_yuan", "14400.00"),
    ("policy.months × policy.rate_yuan ÷ 2", "1440.00"), ("(1 + 2) * 3 - 4 / 8", "8.5"),
    ("counties.990101.amount_due_yuan - counties.990102.amount_due_yuan", "2880.00"),
  ])
  func `a formula is reckoned exactly`(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("counties.990103.eligible", "990101"), ("counties.990101.eligable", "eligible"),
    ("countys.990101.eligible", "counties"),
    ("lines[城乡社区理].spent_yuan", "城乡社区治理"), ("policy.month", "months"), ("sum(counties.amount_due)", "amount_due_yuan"),
  ])
  func `an unknown name is an error with the nearest one`(_ text: String, _ suggestion: String) throws {
    let error = #expect(throws: Unevaluated.self) { try value(text) }
    guard case .wrong(let wrong) = error else {
      Issue.record("\(text) is not told as wrong")
      return
    }
    #expect(wrong.zh.contains(suggestion) && wrong.en.contains(suggestion))
  }

  @Test func `a missing figure is missing, and so is a sum over it`() throws {
    for text in ["counties.990102.concurrent", "sum(counties.concurrent)", "evidence.sites"] {
      let error = #expect(throws: Unevaluated.self) { try value(text) }
      guard case .missing = error else {
        Issue.record("\(text) is not told as missing")
        continue
      }
    }
  }

  @Test(arguments: ["counties.990101.eligible + policy.rate_yuan", "policy.rate_yuan * policy.rate_yuan"])
  func `money and heads do not mix`(_ text: String) throws {
    let error = #expect(throws: Unevaluated.self) { try value(text) }
    guard case .wrong = error else {
      Issue.record("\(text) is reckoned")
      return
    }
  }

  @Test func `what leaves Int64 is told, never wrapped`() throws {
    for text in ["999999999999 * 999999999999", "1 / 0", "1 / (2 - 2)"] {
      let error = #expect(throws: Unevaluated.self) { try value(text) }
      guard case .arithmetic = error else {
        Issue.record("\(text) is reckoned")
        continue
      }
    }
  }

  @Test(arguments: [
    "", "1 +", "sum(", "sum(counties.eligible", "counties.", "a b", "lines[城乡", "max(counties.eligible)", "1..2", ")",
  ])
  func `a formula that cannot be read is told`(_ text: String) {
    #expect(throws: FormulaError.self) { try Formula(text) }
  }

  @Test(arguments: [("1962/3", 0, "654"), ("535392/1000", 3, "535.392"), ("2/3", 4, "0.6667"), ("0/5", 4, "0.0000")])
  func `fractions are shortened and rounded half up`(_ text: String, _ places: Int, _ expected: String) throws {
    let parts = text.split(separator: "/").compactMap { Int64($0) }
    #expect(try Ratio(parts[0], over: parts[1]).decimal(places: places) == expected)
    #expect(try Ratio(-parts[0], over: parts[1]).decimal(places: places).hasSuffix(expected))
  }
}
