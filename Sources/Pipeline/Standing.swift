import Domain
import Publish

/// What the bureau has said about a run's findings: which are acknowledged, and whose word no longer holds.
struct Standing {
  /// The bureau's word by the position of the finding that it holds for.
  var acknowledged: [Int: Acknowledgement] = [:]
  /// DZ902: acknowledgements that have run out, or whose finding has come to another amount.
  var expired: [Discrepancy] = []
  /// Fingerprints whose amount has changed.
  var lapsed: [String] = []

  /// `held` has the codes of counties whose uploads were refused.
  init(
    _ publication: Publication, acknowledgements: [Acknowledgement], asOf: CalendarDate, policy: Policy,
    held: Set<String>
  ) {
    guard !acknowledgements.isEmpty else { return }
    let given = Dictionary(acknowledgements.map { ($0.fingerprint, $0) }, uniquingKeysWith: { _, b in b })
    for (position, sighting) in publication.sightings().enumerated() {
      guard let word = given[sighting.fingerprint] else { continue }
      switch word.state(of: sighting, asOf: asOf, isHeld: held.contains(sighting.county)) {
      case .holds: acknowledged[position] = word
      case .expired:
        expired.append(
          finding(
            publication.discrepancies[position], word, policy: policy,
            zh: "\(word.by)对 \(sighting.code) 的说明已于 \(word.until) 到期，疑点仍在",
            en: "what \(word.by) said of \(sighting.code) ran out on \(word.until), and the finding is still there"))
      case .amountChanged:
        lapsed.append(sighting.fingerprint)
        expired.append(
          finding(
            publication.discrepancies[position], word, policy: policy,
            zh: "\(word.by)说明 \(sighting.code) 之后金额有变，说明失效",
            en: "\(sighting.code) has come to another amount since \(word.by) acknowledged it, so that no longer holds")
        )
      }
    }
  }

  private func finding(_ about: Discrepancy, _ word: Acknowledgement, policy: Policy, zh: String, en: String)
    -> Discrepancy
  {
    var subject = about.subject
    subject.detail = word.fingerprint
    return Discrepancy(
      .acknowledgementExpired, subject: subject, period: policy.period, field: about.field,
      spots: about.spots.prefix(1) + [], level: about.level, zh: zh, en: en)
  }
}

/// DZ903: files of the publication that were changed after its run wrote them, or that somebody has added.
func changedByHand(_ tampered: [RunManifest.Tampering], policy: Policy) -> [Discrepancy] {
  tampered.map { change in
    let message =
      if change.isAdded {
        Message(
          zh: "\(change.run) 的文件夹里多出 \(change.file)，不是程序发布的；本次发布不含它",
          en: "\(change.file) was put into the folder of \(change.run) by hand; this run has published without it")
      } else if change.actual.isEmpty {
        Message(
          zh: "已发布的 \(change.file)（\(change.run)）被删除；本次已重新发布",
          en: "\(change.file) of \(change.run) was removed after it was published; this run has published it anew")
      } else {
        Message(
          zh: "已发布的 \(change.file)（\(change.run)）发布后被改动；本次已重新发布",
          en: "\(change.file) of \(change.run) was changed after it was published; this run has published it anew")
      }
    return Discrepancy(
      .outputTampered, subject: Subject(detail: change.file), period: policy.period, field: "file",
      spots: [.init(Place(file: "runs/\(change.run)/\(change.file)"))],
      gap: .texts(expected: change.expected, actual: change.actual), level: .fund, zh: message.zh, en: message.en)
  }
}
