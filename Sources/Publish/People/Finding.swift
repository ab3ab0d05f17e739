import Domain

/// A discrepancy as people meet it: with its fingerprint, its worth in yuan and its rank. It is shared, not copied: there may be
/// tens of thousands, each of many texts.
final class Finding: Sendable {
  /// Its position among the publication's discrepancies.
  let position: Int
  let discrepancy: Discrepancy
  let fingerprint: String
  /// Fingerprints of what caused it.
  let causes: [String]
  /// What is at stake, where it is an amount; signed: actual − expected.
  let effect: Money?
  /// The most that can be at stake, where no amount is told.
  let most: Money?
  private let said: Said?

  /// The bureau's word that it is right as it is, where that holds.
  var word: Acknowledgement? { said?.word }
  /// What the county last answered, which acquits it of nothing.
  var reply: Reply? { said?.reply }

  /// What has been said of it: of few, so that the others need no room for it.
  private final class Said: Sendable {
    let word: Acknowledgement?
    let reply: Reply?

    init?(_ word: Acknowledgement?, _ reply: Reply?) {
      if word == nil, reply == nil { return nil }
      (self.word, self.reply) = (word, reply)
    }
  }

  private init(
    at position: Int, of publication: Publication, worth: Worth, word: Acknowledgement?, reply: Reply?
  ) {
    let prints = publication.fingerprints
    self.position = position
    discrepancy = publication.discrepancies[position]
    fingerprint = prints[position]
    causes = discrepancy.causes.map { prints[$0] }.sorted()
    effect = worth.effect(of: discrepancy)
    most = effect == nil ? worth.most(of: discrepancy) : nil
    said = Said(word, reply)
  }

  /// Whether a county has something to do about it.
  var isMendable: Bool { discrepancy.severity >= .warning && discrepancy.code.mender == .county && word == nil }

  /// All findings of a publication, worst first; the bureau's words are told by position.
  static func all(of publication: Publication, acknowledged: [Int: Acknowledgement], replies: [Reply]) -> [Finding] {
    let answers = Dictionary(replies.map { ($0.fingerprint, $0) }) { a, b in
      (a.received, a.file) < (b.received, b.file) ? b : a
    }
    let prints = publication.fingerprints
    let worth = Worth(publication.context.policy)
    let discrepancies = publication.discrepancies
    let ranks = discrepancies.indices.map { index in
      Rank(
        gravity: Gravity(discrepancies[index], worth: worth), code: discrepancies[index].code.rawValue,
        fingerprint: prints[index], position: index)
    }
    return ranks.sorted().map { rank in
      Finding(
        at: rank.position, of: publication, worth: worth, word: acknowledged[rank.position],
        reply: answers[rank.fingerprint])
    }
  }

  /// What findings are ordered by.
  private struct Rank: Comparable {
    var gravity: Gravity
    var code: String
    var fingerprint: String
    var position: Int

    static func < (a: Rank, b: Rank) -> Bool {
      if a.gravity != b.gravity { return a.gravity > b.gravity }
      return (a.code, a.fingerprint) < (b.code, b.fingerprint)
    }
  }

  /// What should stand there, as people write it; empty where nothing is compared.
  func expected(in language: String) -> String {
    switch discrepancy.gap {
    case .none: ""
    case .texts(let expected, _): expected
    case .counts(let expected, _, let unit): counted("\(expected)", unit, language)
    case .money(let expected, _): counted(expected.grouped, "元", language)
    }
  }

  /// What stands there, as people write it.
  func actual(in language: String) -> String {
    switch discrepancy.gap {
    case .none: ""
    case .texts(_, let actual): actual
    case .counts(_, let actual, let unit): counted("\(actual)", unit, language)
    case .money(_, let actual): counted(actual.grouped, "元", language)
    }
  }
}
