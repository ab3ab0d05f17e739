import Domain

/// What the page says, in one of its languages.
struct Voice {
  let bulletin: Bulletin
  let language: String

  private var register: Register { bulletin.publication.context.register }

  func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }

  /// County, town and village of a finding.
  func subject(_ finding: Finding) -> String {
    let subject = finding.discrepancy.spots.first?.subject ?? finding.discrepancy.subject
    let names = [
      subject.county.map { register.counties[$0].name }, subject.town.map { register.towns[$0].name },
      subject.village.map { register.villages[$0].name },
    ].compactMap(\.self)
    return names.isEmpty ? text("全局", "the fund") : names.joined(separator: " ")
  }

  /// What a finding is worth in words: an amount, or the most that it can be.
  func worth(_ finding: Finding) -> String? {
    if let effect = finding.effect { return (effect.fen > 0 ? "+" : "") + effect.grouped + text(" 元", " yuan") }
    return finding.most.map { text("至多 \($0.grouped) 元", "up to \($0.grouped) yuan") }
  }

  /// The name of a finding's element, by which the page refers to it.
  func anchor(_ finding: Finding) -> String { "\(language)-" + finding.fingerprint.replacing("#", with: "-") }
}
