import Claims
import Domain
import Foundation
import Reconcile
import Spreadsheet

/// The published report: read as text, its figures judged against this run's, its findings added to the others.
struct ReportStage {
  private let name: String
  private let text: PlainText
  private let rules: ClaimRules
  /// SHA-256 of the report's bytes, by the name under which its places are told.
  let hash: (name: String, sha256: String)

  /// The report's text.
  var content: String { text.text }

  // A self-evaluation has a few pages; whatever is larger is another file.
  private static let limit = 1 << 20

  /// Reads the report and the claims file; nil if the pipeline has no report.
  init?(report: String?, claims: String?) throws {
    guard let report else { return nil }
    guard let data = FileManager.default.contents(atPath: report) else {
      throw SetupError(report, zh: "报告不存在或无法读取", en: "the report does not exist or cannot be read")
    }
    guard data.count <= Self.limit else {
      throw SetupError(report, zh: "报告超过 1 MB，应为纯文本", en: "the report is larger than 1 MB; plain text is wanted")
    }
    name = URL(fileURLWithPath: report).lastPathComponent
    do {
      text = try PlainText(bytes: [UInt8](data), name: name)
    } catch {
      throw SetupError(
        report, zh: "报告应为纯文本：\(error.explanation(.zh))",
        en: "the report should be plain text: \(error.explanation(.en))")
    }
    rules = try claims.map(readClaimRules) ?? ClaimRules()
    hash = (name, sha256([UInt8](data)))
  }

  /// Finds every figure of the report and what it is of, which needs no county's figures.
  /// - Parameters:
  ///   - counties: positions in the register.
  ///   - lines: the budget's lines by name.
  func read(counties: [Int], lines: [String], subsidyLine: String, policy: Policy, register: Register) -> Report {
    Report(
      content, rules: rules,
      facts: Facts(counties: counties, lines: lines, subsidyLine: subsidyLine, policy: policy, register: register))
  }

  /// Judges every figure of the report.
  func claims(
    of report: Report, against figures: [CountyFigures], lines: [BudgetFigures], evidence: [EvidenceResult],
    subsidyLine: String, policy: Policy, register: Register, claimsFile: String?, discrepancies: inout [Discrepancy]
  ) throws -> [Claim] {
    var measured: [String: (numerator: Int64, denominator: Int64)] = [:]
    for result in evidence {
      if let value = result.value { measured[result.claim] = (value.numerator, value.denominator) }
    }
    let facts = Facts(
      counties: figures, budget: lines, subsidyLine: subsidyLine, policy: policy, register: register, evidence: measured
    )
    let reading: ReportReading
    do throws(FormulaError) {
      reading = try judge(report, against: facts, file: name, period: policy.period)
    } catch {
      throw SetupError(claimsFile ?? "", zh: error.zh, en: error.en)
    }
    var found = reading.discrepancies
    if text.isEncodingGuessed {
      found.append(
        Discrepancy(
          .encodingGuessed, severity: text.replaced > 0 ? .warning : .info, subject: Subject(detail: name),
          period: policy.period, field: "file", spots: [.init(Place(file: name), parsed: text.encoding.rawValue)],
          level: .fund, zh: "报告按 \(text.encoding.rawValue) 读取（由内容推断）",
          en: "the report was read as \(text.encoding.rawValue), guessed from its bytes"))
    }
    addFundFindings(found, to: &discrepancies, policy: policy)
    return reading.claims
  }
}
