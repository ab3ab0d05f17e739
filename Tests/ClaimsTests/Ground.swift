import Claims
import Domain
import Foundation
import Support
import Testing

@testable import Pipeline

/// The figures that a report is judged against, reckoned once from uploads.
struct Ground {
  var facts: Facts
  let rules: ClaimRules
  let policy: Policy
  private let remade: @Sendable ([String: (numerator: Int64, denominator: Int64)], Policy) -> Facts

  init(inbox: String?, register: String?) async throws {
    var pipeline = try PipelineFile(path: Project.root + "/pipelines/jiangmen-2021.yaml")
    pipeline.report = nil
    var options = RunOptions()
    options.inbox = inbox
    options.output = try Project.temporaryFolder()
    options.register = register
    await Turn.begin()
    defer { Turn.end() }
    let outcome = try await pipeline.run(options: options)
    let policy = try readPolicy(path: pipeline.policy)
    let register = try readRegister(path: register ?? pipeline.register)
    let line = pipeline.subsidyLine
    self.policy = policy
    remade = { evidence, policy in
      Facts(
        counties: outcome.counties.map(\.figures), budget: outcome.budget, subsidyLine: line, policy: policy,
        register: register, evidence: evidence)
    }
    facts = remade([:], policy)
    rules = try readClaimRules(path: try #require(pipeline.claims))
  }

  func facts(with evidence: [String: (numerator: Int64, denominator: Int64)]) -> Facts {
    remade(evidence, policy)
  }

  /// The same figures under another policy.
  func facts(under policy: Policy) -> Facts { remade([:], policy) }

  func judged(_ text: String) throws -> ReportReading {
    try judge(Report(text, rules: rules, facts: facts), against: facts, file: "report.txt", period: "2021")
  }

  /// The demo's uploads state the same figures as the real report.
  static let demo = Task { try await Ground(inbox: nil, register: nil) }
  static let real = Task {
    let shared = try #require(Project.shared)
    return try await Ground(
      inbox: shared + "/uploads/2021-as-reported", register: shared + "/register/villages-2021.csv")
  }
}
