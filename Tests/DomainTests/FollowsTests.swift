import Domain
import Testing

@Suite struct FollowsTests {
  private func finding(_ severity: Severity, causes: [Int] = []) -> Discrepancy {
    var finding = Discrepancy(
      .subtotalMismatch, severity: severity, subject: Subject(), period: "2021", field: "amount", spots: [],
      level: .county, zh: "不符", en: "differs")
    finding.causes = causes
    return finding
  }

  @Test func `an error follows only from errors that somebody still has to mend`() {
    let findings = [
      finding(.warning), finding(.error, causes: [0]), finding(.error), finding(.error, causes: [2]),
      finding(.error, causes: [3]), finding(.warning, causes: [0]), finding(.error, causes: [1]),
    ]
    let all = Set(findings.indices)
    #expect(findings.indices.map { findings.follows($0, among: all) } == [false, false, false, true, true, true, true])
    #expect(!findings.follows(3, among: all.subtracting([2])), "its cause is acknowledged, so it is told itself")
  }
}
