import Domain
import History

/// Holds what a county has sent against what its last publication was made of: what is gone since may be missing by mistake.
struct UploadGuard {
  private let county: Register.County
  private let position: Int
  private let before: [SeenInput]
  private let inputs: [SeenInput]
  private let period: String
  private let past: Past
  /// Fuller lists, each with the files that are still there and whose months it holds.
  private let contained: [(whole: String, parts: [String])]

  init(
    county: Register.County, position: Int, past: Past, inputs: [SeenInput], period: String,
    findings: [Discrepancy] = []
  ) {
    // The fuller list's place stands first.
    contained = findings.lazy.filter { $0.code == .detailAndSummary && $0.field == "file" }
      .map { $0.spots.map(\.place.file) }.filter { $0.count > 1 }.map { ($0[0], Array($0.dropFirst())) }
    self.county = county
    self.position = position
    self.past = past
    self.inputs = inputs
    self.period = period
    before = past.inputs(of: county.code)
  }

  // MARK: DZ704

  /// A kind of document, or all of them, with the rows of then and now.
  private struct Shrunk {
    /// Nil: all kinds together.
    var kind: DocumentKind?
    var before: Int
    var after: Int
  }

  /// DZ704: far fewer rows of a kind of document than the last publication was made of, or none at all.
  func shrunk(_ thresholds: Thresholds, isAccepted: Bool) -> Discrepancy? {
    guard !isAccepted, thresholds.shrinkPercent < 100, inputs.compactMap(\.rows).reduce(0, +) > 0
    else { return nil }
    let (then, now) = (Self.rows(before), Self.rows(inputs)?.merging(rowsContained, uniquingKeysWith: +))
    func isShrunk(_ a: Int, _ b: Int) -> Bool { a > 0 && b * 100 < a * (100 - thresholds.shrinkPercent) }
    var found = DocumentKind.allCases.compactMap { kind -> Shrunk? in
      let (a, b) = (then?[kind] ?? 0, now?[kind] ?? 0)
      guard now != nil, isShrunk(a, b) else { return nil }
      // A fuller document in its place says all that it said.
      let isReplaced = Self.fuller(kind).contains { then?[$0] == nil && now?[$0] != nil }
      return b == 0 && isReplaced ? nil : Shrunk(kind: kind, before: a, after: b)
    }
    let (a, b) = (
      past.rows(of: county.code) ?? 0, inputs.compactMap(\.rows).reduce(0, +) + rowsContained.values.reduce(0, +)
    )
    if found.isEmpty, isShrunk(a, b) { found = [Shrunk(before: a, after: b)] }
    guard let worst = found.max(by: { $0.before - $0.after < $1.before - $1.after }) else { return nil }
    return told(worst, all: found, percent: thresholds.shrinkPercent)
  }

  /// Rows by kind that were used last time and stand in a fuller list now, beyond that list's own: 120 of four quarters are no more than 30 of
  /// the year. A fuller list that has fewer rows than one of them holds less than they did.
  private var rowsContained: [DocumentKind: Int] {
    let gone = before.filter { former in
      contained.contains { $0.parts.contains { Self.isOf(former.name, $0) } }
        && inputs.contains { $0.sha256 == former.sha256 && $0.rows == nil }
    }
    let now = Self.rows(inputs) ?? [:]
    // A list that holds what was not used before either is no stead of what is gone.
    let wholes = contained.filter { list in
      gone.contains { former in list.parts.contains { Self.isOf(former.name, $0) } }
    }
    let own = Self.rows(inputs.filter { input in wholes.contains { Self.isOf(input.name, $0.whole) } }) ?? [:]
    return (Self.rows(gone) ?? [:]).filter { kind, _ in
      gone.allSatisfy { ($0.rowsOfKinds?[kind.rawValue] ?? 0) <= now[kind] ?? 0 }
    }.reduce(into: [:]) { $0[$1.key] = max(0, $1.value - (own[$1.key] ?? 0)) }
  }

  /// Whether a place's file is an input, or lies in it where that is a zip.
  private static func isOf(_ input: String, _ file: String) -> Bool { file == input || file.hasPrefix(input + "/") }

  private func told(_ worst: Shrunk, all: [Shrunk], percent: Int) -> Discrepancy {
    func words(_ one: Shrunk) -> Message {
      let (zh, en) = (one.kind?.zh ?? "", one.kind.map { " of the \($0.words)" } ?? "")
      return one.after == 0
        ? Message(
          zh: "上次发布用了\(zh) \(one.before) 行，这次没有\(zh)",
          en: "the last publication was made of \(one.before) rows\(en), this time there are none")
        : Message(
          zh: "上次发布用了\(zh) \(one.before) 行，这次只有 \(one.after) 行，减少超过 \(percent)%",
          en:
            "the last publication was made of \(one.before) rows\(en), this upload has \(one.after): more than \(percent)% fewer"
        )
    }
    let told = all.map(words)
    // What shrank, where it is still there; else what is gone.
    let kind = worst.kind?.rawValue
    let place =
      inputs.first { $0.rows != nil && (kind == nil || $0.documents.contains(kind ?? "")) }?.name
      ?? before.first { $0.documents.contains(kind ?? "") }?.name ?? ""
    return Discrepancy(
      .shrinkGuard, subject: Subject(county: position), period: period, field: "rows",
      spots: [.init(Place(file: place))], gap: .counts(expected: worst.before, actual: worst.after, unit: "行"),
      level: .county, zh: told.map(\.zh).joined(separator: "；") + "：可能不完整，沿用上次",
      en: told.map(\.en).joined(separator: "; ") + ", perhaps a part; the last one stands")
  }

  /// Rows by kind; nil where a record does not tell.
  private static func rows(_ inputs: [SeenInput]) -> [DocumentKind: Int]? {
    var rows: [DocumentKind: Int] = [:]
    for input in inputs where input.rows != nil {
      guard let kinds = input.rowsOfKinds ?? (input.rows == 0 ? [:] : nil) else { return nil }
      for (kind, count) in kinds { if let kind = DocumentKind(rawValue: kind) { rows[kind, default: 0] += count } }
    }
    return rows
  }

  /// The kinds of documents that say all that a kind says.
  private static func fuller(_ kind: DocumentKind) -> [DocumentKind] {
    switch kind {
    case .paymentList: []
    case .roster, .monthly: [.paymentList]
    case .summary: [.paymentList, .monthly]
    }
  }

  // MARK: DZ703

  private static let backInUse = "back-in-use"

  /// Whether a finding is one of these.
  static func isStepBack(_ finding: Discrepancy) -> Bool {
    finding.code == .correctedUpload && finding.field == backInUse
  }

  /// DZ703 as a warning: a file that counted is gone, and one of its kind that it had replaced counts.
  var stepsBack: [Discrepancy] {
    // Whoever puts other bytes in a file's place means them.
    func isThere(_ former: SeenInput) -> Bool {
      inputs.contains {
        $0.name == former.name || $0.sha256 == former.sha256
          || past.redactions.former($0.sha256).contains(former.sha256)
      }
    }
    let used = Set(before.map(\.sha256))
    return before.filter { !isThere($0) }.compactMap { gone -> Discrepancy? in
      guard
        let older = inputs.first(where: { input in
          // Both may have come on one night.
          input.rows != nil && input.firstSeen <= gone.firstSeen && !used.contains(input.sha256)
            && past.redactions.former(input.sha256).allSatisfy { !used.contains($0) }
            && !Set(input.documents).isDisjoint(with: gone.documents)
        })
      else { return nil }
      return Discrepancy(
        .correctedUpload, severity: .warning, subject: Subject(county: position, detail: gone.name), period: period,
        field: Self.backInUse, spots: [.init(Place(file: older.name)), .init(Place(file: gone.name))], level: .county,
        zh: "上次采用的“\(gone.name)”已不在收件文件夹，改用它所替换的“\(older.name)”：若非有意撤回，请放回更正后的文件",
        en:
          "\(gone.name), in use last time, is no longer in the inbox, and \(older.name), which it had replaced, is in use: unless it was withdrawn, put the corrected file back"
      )
    }
  }
}

extension CountyFigures {
  /// Whether these are of more months than figures before, and lack nobody of them: a year's list has fewer rows than the lists of its quarters,
  /// and a return's are another kind's. What is lost by mistake brings no months.
  func goBeyond(_ former: CountyFigures) -> Bool {
    func holds(_ own: Tally, _ other: Tally) -> Bool {
      (own.personMonths ?? 0) >= other.personMonths ?? 0 && own.listed ?? 0 >= other.listed ?? 0
        && own.villagesReported >= other.villagesReported
    }
    guard let before = former.tally.personMonths, before > 0, let now = tally.personMonths, now * 10 >= before * 11,
      holds(tally, former.tally)
    else { return false }
    let own = Dictionary(villages.map { ($0.village, $0.tally) }, uniquingKeysWith: { first, _ in first })
    let towns = Dictionary(self.towns.map { ($0.town, $0.tally) }, uniquingKeysWith: { first, _ in first })
    return former.villages.allSatisfy { holds(own[$0.village] ?? Tally(), $0.tally) }
      && former.towns.allSatisfy { holds(towns[$0.town] ?? Tally(), $0.tally) }
  }
}

extension DocumentKind {
  /// The English name.
  fileprivate var words: String {
    self == .paymentList ? "payment list" : self == .monthly ? "monthly return" : rawValue
  }
}
