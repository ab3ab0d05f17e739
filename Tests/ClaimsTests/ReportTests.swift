import Claims
import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

private let rewordings = [
  "2022-reordered.txt", "2022-table.txt", "2022-narrow.txt", "2022-prose.txt", "2022-official.txt",
]

private func report(_ name: String) throws -> String {
  try String(contentsOfFile: Project.root + "/Tests/ClaimsTests/reports/" + name, encoding: .utf8)
}

private func published() throws -> String {
  try String(contentsOfFile: try #require(Project.shared) + "/report/self-evaluation-2021.txt", encoding: .utf8)
}

@Suite(.enabled(if: Project.shared != nil)) struct PublishedReportTests {
  @Test func `every figure of the published report is judged as the list says`() async throws {
    let reading = try await Ground.real.value.judged(published())
    let list = try records(ofCSV: Project.root + "/Tests/ClaimsTests/reports/self-evaluation-2021.csv")
    #expect(reading.claims.count == list.count)
    for (claim, want) in zip(reading.claims, list) {
      let got = [
        "\(claim.line)", claim.stated, claim.unit, claim.rule, claim.formula, claim.residual, claim.verdict.rawValue,
        claim.evidenceNeeded.zh,
      ]
      let columns = ["line", "stated", "unit", "subject", "formula", "residual", "verdict", "evidence"]
      #expect(got == columns.map { want[$0] ?? "" })
      #expect((claim.verdict == .unverifiable) == !claim.evidenceNeeded.zh.isEmpty)
      #expect((claim.verdict == .unverifiable) == claim.computed.isEmpty)
    }
  }

  @Test func `what a careful reader finds in the published report is found, once each`() async throws {
    let found = try await Ground.real.value.judged(published()).discrepancies
    let counts = Dictionary(found.map { ($0.code, 1) }, uniquingKeysWith: +)
    #expect(counts[.claimMismatch] == nil)
    #expect(counts[.claimRounded] == 3)
    #expect(counts[.claimUnverifiable] == 7)
    let months = try #require(found.first { $0.code == .impliedParameter && $0.subject.county == nil })
    #expect(months.spots[0].parsed == "12个月")
    let taishan = try #require(found.first { $0.code == .impliedParameter && $0.subject.county != nil })
    #expect(taishan.spots[0].parsed == "0人" && taishan.message.zh.contains("台山市"))
    let open = try #require(found.first { $0.code == .openList })
    #expect(open.gap == .money(expected: Money(fen: 689_392_000), actual: Money(fen: 670_392_000)))
    #expect(open.message.zh.contains("村级换届选举、村(居)务公开"))
    let cutOff = found.filter { $0.code == .cutoffInconsistent }
    #expect(cutOff.count == 1 && cutOff[0].spots.map(\.place.cell) == ["A17", "A39"])
    let terms = found.filter { $0.code == .termInconsistent }.map { Set($0.spots.map(\.raw)) }
    #expect(terms.contains(["资金使用率", "资金支出率"]))
    #expect(terms.contains(["城乡社区理经费"]))
    let places = found.filter { $0.code == .scopeMismatch }.flatMap { $0.spots.map(\.raw) }
    #expect(places == ["蓬江区", "江海区", "鹤山市", "新会区"])
  }

  /// Claims of the report and where their digits stand; figures written in Chinese are left out.
  private func places(_ text: String, _ claims: [Claim]) -> [(claim: Int, range: Range<String.Index>)] {
    var lines: [Range<String.Index>] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(where: \.isNewline) ?? text.endIndex
      lines.append(start..<end)
      start = end < text.endIndex ? text.index(after: end) : end
    }
    var used: [String: Int] = [:]
    return claims.indices.compactMap { index in
      let claim = claims[index]
      guard !["counties", "listed items"].contains(claim.rule) else { return nil }
      let line = lines[claim.line - 1]
      let found = text[line].ranges(of: claim.stated).filter { range in
        let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
        let after = text[range.upperBound...].prefix(2)
        let digits = "0123456789"
        return !digits.contains(before) && before != "." && !(after.first.map { digits.contains($0) } ?? false)
          && !(after.first == "." && after.dropFirst().first.map { digits.contains($0) } ?? false)
      }
      let rank = used["\(claim.line) \(claim.stated)", default: 0]
      used["\(claim.line) \(claim.stated)"] = rank + 1
      return rank < found.count ? (index, found[rank]) : nil
    }
  }

  @Test func `a changed digit of a figure with a formula changes a verdict; of one without, only what is stated`()
    async throws
  {
    let ground = try await Ground.real.value
    let text = try published()
    let before = try ground.judged(text).claims
    let places = places(text, before)
    #expect(places.count == before.count - 5)
    let tied = places.filter { !before[$0.claim].formula.isEmpty }
    let loose = places.filter { before[$0.claim].formula.isEmpty }
    var random = SeededGenerator(seed: 2021)
    let count = ProcessInfo.processInfo.environment["DUIZHANG_LONG"] == "1" ? 500 : 50
    for trial in 0..<count {
      let isTied = trial % 5 != 0
      let place = try #require((isTied ? tied : loose).randomElement(using: &random))
      var digits = Array(text[place.range])
      let positions = digits.indices.filter { digits[$0] != "." }
      let position = try #require(positions.randomElement(using: &random))
      let others = "0123456789".filter { $0 != digits[position] && !(position == 0 && $0 == "0") }
      digits[position] = try #require(others.randomElement(using: &random))
      let after = try ground.judged(text.replacingCharacters(in: place.range, with: String(digits))).claims
      try #require(after.count == before.count, "\(before[place.claim].stated) → \(String(digits))")
      #expect(after[place.claim].stated == String(digits))
      if isTied {
        #expect(after.map(\.verdict) != before.map(\.verdict), "\(before[place.claim].text) → \(String(digits))")
        #expect(after[place.claim].verdict == .mismatch)
      } else {
        #expect(after[place.claim].verdict == .unverifiable)
      }
    }
  }

  @Test func `line ends, encodings and marks make no difference`() async throws {
    let ground = try await Ground.real.value
    let text = try published()
    let folder = try Project.temporaryFolder()
    let expected = try ground.judged(text).claims
    let windows = text.replacing("\n", with: "\r\n")
    let files: [(name: String, bytes: [UInt8])] = [
      ("windows", Array(windows.utf8)), ("mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
      ("gb18030", try converted(windows, to: "GB18030", in: folder)),
      ("utf16", [0xFF, 0xFE] + (try converted(text, to: "UTF-16LE", in: folder))),
      ("old mac", Array(text.replacing("\n", with: "\r").utf8)),
    ]
    let rules = Project.root + "/pipelines/claims/jiangmen-2021.yaml"
    for file in files {
      let path = folder + "/" + file.name + ".txt"
      try Data(file.bytes).write(to: URL(fileURLWithPath: path))
      let stage = try #require(try ReportStage(report: path, claims: rules))
      #expect(try ground.judged(stage.content).claims == expected, "\(file.name)")
    }
  }

  private func converted(_ text: String, to encoding: String, in folder: String) throws -> [UInt8] {
    let process = Process()
    let (input, output) = (folder + "/in-" + encoding, Pipe())
    try text.write(toFile: input, atomically: true, encoding: .utf8)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["iconv", "-f", "UTF-8", "-t", encoding, input]
    process.standardOutput = output
    try process.run()
    let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return bytes
  }
}

@Suite struct RewordedReportTests {
  /// True reports in yet other words, and how many of their figures agree with a formula.
  @Test(arguments: [
    ("by-purpose", 32), ("respectively", 28), ("numerals", 13), ("summary", 17), ("tables", 38), ("briefly", 12),
    ("scored", 19), ("one-line", 19), ("full-width", 19), ("roughly", 18),
  ])
  func `no true figure is called a mismatch`(_ name: String, _ agreed: Int) async throws {
    let claims = try await Ground.real.value.judged(report("2021-\(name).txt")).claims
    #expect(claims.filter { $0.verdict == .mismatch }.isEmpty)
    #expect(claims.count { $0.verdict == .exact || $0.verdict == .rounded } == agreed)
  }

  /// The facts that every rewording states, by rule and formula.
  private static let expected: [(rule: String, formula: String, stated: Set<String>)] = [
    ("villages", "sum(counties.villages_reported)", ["654"]),
    ("villages", "counties.440781.villages_reported", ["277"]),
    ("villages", "counties.440783.villages_reported", ["226"]),
    ("villages", "counties.440785.villages_reported", ["151"]),
    ("quota", "sum(counties.quota)", ["1962"]), ("concurrent", "sum(counties.concurrent)", ["103"]),
    ("concurrent", "counties.440783.concurrent", ["83"]), ("concurrent", "counties.440785.concurrent", ["20"]),
    ("eligible", "sum(counties.eligible)", ["1859"]),
    ("allocated", "counties.440781.amount_due_yuan", ["239.328", "2393280"]),
    ("allocated", "counties.440783.amount_due_yuan", ["171.36", "1713600"]),
    ("allocated", "counties.440785.amount_due_yuan", ["124.704", "1247040"]),
    ("spent", "sum(lines.spent_yuan)", ["689.39"]),
    ("execution rate", "sum(lines.spent_yuan) / sum(lines.allocated_yuan)", ["100", "100.00"]),
  ]

  @Test(arguments: rewordings)
  func `the same facts in other words, order and layout are found and agree`(_ name: String) async throws {
    let claims = try await Ground.demo.value.judged(report(name)).claims
    for claim in claims { #expect(claim.verdict != .mismatch, "\(claim.text): \(claim.formula)") }
    for want in Self.expected {
      #expect(
        claims.contains { $0.rule == want.rule && $0.formula == want.formula && want.stated.contains($0.stated) },
        "\(want.rule) \(want.formula)")
    }
    #expect(claims.filter { $0.verdict == .rounded }.allSatisfy { $0.stated == "689.39" && $0.residual == "20.00" })
    for amount in ["115", "20", "10", "9"] {
      #expect(claims.contains { $0.stated == amount && $0.verdict == .exact && $0.formula.hasPrefix("lines[") })
    }
  }

  @Test(arguments: rewordings)
  func `a wrong figure in other words is caught`(_ name: String) async throws {
    let ground = try await Ground.demo.value
    let folded = try report(name).replacing("１９６２", with: "1962").replacing("1,962", with: "1962")
    for (old, new) in [("1962", "1926"), ("1859", "1895"), ("１８５９", "1895")] where folded.contains(old) {
      let claims = try ground.judged(folded.replacing(old, with: new)).claims
      #expect(claims.contains { $0.stated == new && $0.verdict == .mismatch }, "\(old)")
    }
  }

  @Test func `with its evidence given a figure is judged, at the precision and in the sense in which it is stated`()
    async throws
  {
    var ground = try await Ground.demo.value
    let text = "建成示范点23个。参选率95.2%，选出“两委”干部8292名，培训业务骨干140多名。"
    func verdicts(_ evidence: [String: (numerator: Int64, denominator: Int64)]) throws -> [String] {
      ground.facts = ground.facts(with: evidence)
      return try ground.judged(text).claims.map { "\($0.verdict.rawValue) \($0.residual)" }
    }
    #expect(
      try verdicts([
        "demonstration_sites": (23, 1), "turnout": (9523, 10_000), "cadres_elected": (8292, 1), "trainees": (143, 1),
      ]) == ["exact 0", "rounded 0.0003", "exact 0", "rounded 3"])
    #expect(
      try verdicts([
        "demonstration_sites": (22, 1), "turnout": (9526, 10_000), "cadres_elected": (8291, 1), "trainees": (139, 1),
      ]) == ["mismatch -1", "mismatch 0.0006", "mismatch -1", "mismatch -1"])
    #expect(try verdicts([:]) == Array(repeating: "unverifiable ", count: 4))
  }

  @Test(arguments: ["", "\n\n", "没有任何数字。", "((((", "“”（）、，。", "%", "1", "万元", "\u{FEFF}"])
  func `a report that states little does no harm`(_ text: String) async throws {
    #expect(try await Ground.demo.value.judged(text).claims.count <= 1)
  }

  @Test(arguments: [
    "个别村3个月才发放一次。", "有2个村未及时更换公开栏。", "部分经费用于委托第三方开展调研，支出5万元。", "其中购买换届资料支出3万元。", "补贴人数比上年减少103人。",
    "乡镇政府服务能力建设示范点2个。", "其中女性300人。",
  ])
  func `a part, a change or a figure of something else is not held against the whole`(_ text: String) async throws {
    let report = "村级换届选举下达10万元，支出10万元。三市共有654个村，实际核发1859人。" + text
    let claims = try await Ground.demo.value.judged(report).claims
    #expect(claims.count >= 5)
    #expect(claims.allSatisfy { $0.verdict != .mismatch }, "\(claims.filter { $0.verdict == .mismatch }.map(\.text))")
  }

  @Test func `no name or number of a person is told`() async throws {
    let text = """
      填报人姓名：欧阳某某　联系电话：0750-3366123
      负责人：关山月

      村务监督委员会成员补贴由关山月同志（电话13800138000 身份证440781199001010011）下达115万元，共99人。
      """
    let reading = try await Ground.demo.value.judged(text)
    let told =
      reading.claims.map(\.text).joined()
      + reading.discrepancies.flatMap { [$0.message.zh, $0.message.en] + $0.spots.map(\.raw) }.joined()
    #expect(reading.claims.count == 2)
    for secret in ["关山月", "13800138000", "440781199001010011", "3366123", "阳某某"] {
      #expect(!told.contains(secret), "\(secret)")
    }
    #expect(told.contains("关**"))
  }

  @Test(.enabled(if: Project.shared != nil))
  func `figures of two counties in each other's place are told as such`() async throws {
    let wrong = try published().replacing("(开平83人、恩平20人)", with: "(开平20人、恩平83人)")
    let found = try await Ground.real.value.judged(wrong).discrepancies.filter { $0.code == .claimMismatch }
    #expect(found.map { $0.consistentWith.map(\.zh) } == [["与恩平市的数写反了"], ["与开平市的数写反了"]])
  }

  @Test(.enabled(if: Project.shared != nil))
  func `who reads a finding about the report needs no column and no formula`() async throws {
    let wrong = try published().replacing("实际核发人数为1859人", with: "实际核发人数为1895人")
    let found = try await Ground.real.value.judged(wrong).discrepancies.filter { $0.code.rawValue.hasPrefix("DZ80") }
    #expect(found.contains { $0.message.zh.contains("按各县核发人数之和应为 1859 人，多写 36 人（") })
    #expect(found.contains { $0.message.en.contains("by the counties' eligible heads it should be 1859: 36 too much") })
    let implied = found.filter { $0.code == .impliedParameter }.map(\.message.zh)
    #expect(implied.contains { $0.contains("推得 ") && $0.contains("（报告写 ") })
    for message in found.flatMap({ [$0.message.zh, $0.message.en] }) {
      #expect(
        message.firstMatch(of: /(counties|lines|budget|policy|stated|parts)[.\[(]|_yuan|\bC\d\d=/) == nil,
        "\(message)")
    }
  }

  @Test func `a county whose figures are missing makes its claims unverifiable and says so`() async throws {
    let ground = try await Ground.demo.value
    let missing = Facts(
      counties: [CountyFigures(county: 0, status: .missing)], budget: [], subsidyLine: "补贴", policy: ground.policy,
      register: Register([.init(code: "990101100200", county: "甲市", town: "东镇", name: "山底村委会", kind: .village)]))
    let reading = try judge(
      Report("甲市有12个村。", rules: ground.rules, facts: missing), against: missing, file: "report.txt", period: "2021")
    #expect(reading.claims.map(\.verdict) == [.unverifiable])
    #expect(reading.claims[0].evidenceNeeded.zh.contains("甲市上报村数"))
  }
}
