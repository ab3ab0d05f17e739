import Claims
import Domain
import Support
import Testing

@testable import Pipeline

/// Sentences as reports have them, and what each figure is held against.
@Suite struct SenseTests {
  static let sentences: [(String, [String])] = [
    ("台山市每人每月发放补贴240元。", ["policy.rate_yuan exact"]),
    ("村监委成员每人每年2880元。", ["policy.rate_yuan * policy.months exact"]),
    ("开平市平均每村补贴0.758万元。", [" unverifiable"]),
    (
      "台山、开平分别有277个、226个行政村，应有人数分别为831人、678人，实际发放831人、595人。",
      [
        "counties.440781.villages_reported exact", "counties.440783.villages_reported exact",
        "counties.440781.quota exact", "counties.440783.quota exact", "counties.440781.eligible exact",
        "counties.440783.eligible exact",
      ]
    ),
    (
      "（二）开平市。全市226个村，核发595人。", ["counties.440783.villages_reported exact", "counties.440783.eligible exact"]
    ),
    ("2020年核发1800人，2021年核发1859人。", [" unverifiable", "sum(counties.eligible) exact"]),
    ("开平市上半年核发590人。", [" unverifiable"]), ("台山市上年村数为280个。", [" unverifiable"]),
    ("其余4项支出154万元。", [" unverifiable", " unverifiable"]), ("预算调减10万元。", [" unverifiable"]),
    (
      "开平226个村678名成员、兼任83名。",
      [
        "counties.440783.villages_reported exact", " unverifiable", "counties.440783.concurrent exact",
      ]
    ),
    ("核发近9000人。", ["sum(counties.eligible) mismatch"]), ("核发近1900人。", ["sum(counties.eligible) rounded"]),
    ("核发超过10人。", ["sum(counties.eligible) unverifiable"]),
    ("台山市239\n.328万元。", ["counties.440781.amount_due_yuan exact"]),
    (
      "一、三市共有654个村（台山277个，开平226个，恩平\n151个）。",
      [
        "count(counties) exact", "sum(counties.villages_reported) exact", "counties.440781.villages_reported exact",
        "counties.440783.villages_reported exact", "counties.440785.villages_reported exact",
      ]
    ),
    ("2021年度农村最低生活保障资金自评报告\n\n享受补贴1859人。", [" unverifiable"]),
    ("下达资金共计800000000000万元。", ["sum(lines.allocated_yuan) mismatch"]),
  ]

  @Test(arguments: sentences)
  func `a figure is held against what its words make of it`(_ text: String, _ wanted: [String]) async throws {
    let claims = try await Ground.demo.value.judged(text).claims
    #expect(claims.map { "\($0.formula) \($0.verdict.rawValue)" } == wanted)
  }

  @Test func `a report of another fund is told`() async throws {
    let found = try await Ground.demo.value.judged("2021年度农村最低生活保障资金自评报告\n\n享受补贴1859人。").discrepancies
    #expect(found.contains { $0.code == .scopeMismatch && $0.field == "fund" })
  }

  @Test func `an amount finer than fen has its gap in yuan`() async throws {
    let found = try await Ground.demo.value.judged("恩平市124.704元。").discrepancies
    let gap = try #require(found.first { $0.code == .claimMismatch }).gap
    #expect({ if case .money = gap { true } else { false } }())
  }
}
