import Domain

/// A discrepancy as people meet it: with its fingerprint, its worth in yuan and its rank.
struct Finding: Sendable {
  let discrepancy: Discrepancy
  let fingerprint: String
  /// Fingerprints of what caused it.
  let causes: [String]
  /// What is at stake, where it is an amount; signed: actual − expected.
  let effect: Money?
  /// The bureau's word that it is right as it is, where that holds.
  let word: Acknowledgement?
  /// What the county last answered, which acquits it of nothing.
  let reply: Reply?

  /// Whether a county has something to do about it.
  var isMendable: Bool { discrepancy.severity >= .warning && discrepancy.code.mender == .county && word == nil }

  /// All findings of a publication, worst first; the bureau's words are told by position.
  static func all(of publication: Publication, acknowledged: [Int: Acknowledgement], replies: [Reply]) -> [Finding] {
    let answers = Dictionary(replies.map { ($0.fingerprint, $0) }) { a, b in
      (a.received, a.file) < (b.received, b.file) ? b : a
    }
    let prints = publication.fingerprints
    let rate = publication.context.policy.singleRate
    let discrepancies = publication.discrepancies
    let ranks = discrepancies.indices.map { index in
      Rank(
        gravity: Gravity(discrepancies[index], rate: rate), code: discrepancies[index].code.rawValue,
        fingerprint: prints[index], position: index)
    }
    return ranks.sorted().map { rank in
      let discrepancy = discrepancies[rank.position]
      return Finding(
        discrepancy: discrepancy, fingerprint: rank.fingerprint,
        causes: discrepancy.causes.map { prints[$0] }.sorted(), effect: discrepancy.effect(rate: rate),
        word: acknowledged[rank.position], reply: answers[rank.fingerprint])
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
  var expected: String {
    switch discrepancy.gap {
    case .none: ""
    case .texts(let expected, _): expected
    case .counts(let expected, _, let unit): "\(expected) \(unit)"
    case .money(let expected, _): expected.grouped + " 元"
    }
  }

  /// What stands there, as people write it.
  var actual: String {
    switch discrepancy.gap {
    case .none: ""
    case .texts(_, let actual): actual
    case .counts(_, let actual, let unit): "\(actual) \(unit)"
    case .money(_, let actual): actual.grouped + " 元"
    }
  }
}

extension Place {
  /// `海宴镇!I60`, as a spreadsheet's Go To takes it.
  var link: String {
    guard !sheet.isEmpty else { return cell }
    // Ideographs are told by their numbers; what a letter is elsewhere, only Unicode's tables know.
    let isPlain =
      (sheet.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
        || sheet.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" })
      && sheet.first.map { !($0.isASCII && $0.isNumber) } == true
    let name = isPlain ? sheet : "'" + sheet.replacing("'", with: "''") + "'"
    return cell.isEmpty ? name : name + "!" + cell
  }

  /// The file's own name, without folders.
  var fileName: String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return file }
    return String(file[file.utf8.index(after: slash)...])
  }
}

/// A text of an upload as it may stand on a page: no control characters, and not without end.
func visible(_ text: String, limit: Int = 200) -> String {
  // Most texts are short and have nothing to hide, which their bytes tell.
  if text.utf8.count < limit, !text.utf8.contains(where: mayHide) { return text }
  var out = ""
  for (position, scalar) in text.unicodeScalars.enumerated() {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    // Marks that turn the direction of writing would make a page show another order than the file's.
    let isTurning = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    out.unicodeScalars.append(isControl || isTurning ? " " : scalar)
    if position + 1 >= limit { return out + "…" }
  }
  return out
}

/// Whether a byte may belong to a character that is not shown: a control character, or U+0080–U+009F and U+2000–U+2FFF by how they begin.
private func mayHide(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 }
