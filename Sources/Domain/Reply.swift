/// A county's word on a finding of its list to mend. It informs and acquits nothing.
public struct Reply: Sendable, Hashable, Codable {
  /// What a county may choose from.
  public enum Answer: String, Sendable, Codable, CaseIterable {
    /// The sheet was mended, and will be sent again.
    case mended
    /// What stands there is right.
    case isSo = "is-so"
    /// Not settled yet.
    case toCheck = "to-check"

    /// As it stands in the list.
    public var words: Message {
      switch self {
      case .mended: Message(zh: "已更正", en: "mended")
      case .isSo: Message(zh: "情况属实", en: "is so")
      case .toCheck: Message(zh: "待核", en: "to be checked")
      }
    }

    /// The answer that a cell's text is.
    public init?(words text: String) {
      guard let answer = Self.allCases.first(where: { [$0.words.zh, $0.words.en].contains(text) }) else { return nil }
      self = answer
    }
  }

  /// Of the finding.
  public var fingerprint: String
  /// What was chosen; nil where there is only a note.
  public var answer: Answer?
  /// What the county adds, with numbers masked.
  public var note: String
  /// The list that came back, relative to the inbox.
  public var file: String
  /// When it came, in seconds since 1970.
  public var received: Int

  /// A county's word on a finding.
  public init(fingerprint: String, answer: Answer?, note: String, file: String, received: Int) {
    self.fingerprint = fingerprint
    self.answer = answer
    self.note = note
    self.file = file
    self.received = received
  }

  /// As people read it: what was chosen, and the note.
  public func text(_ language: String) -> String {
    [answer?.words.text(language) ?? "", note].filter { !$0.isEmpty }.joined(separator: language == "zh" ? "：" : ": ")
  }
}

/// A list to mend that came back among the uploads.
public struct ReturnedList: Sendable, Hashable {
  /// The file, relative to the inbox.
  public var file: String
  /// The seal that it bears; empty if it bears none.
  public var seal: String
  /// The findings that it names, each once, in order.
  public var fingerprints: [String]
  /// What the county answers.
  public var replies: [Reply]

  /// A list that came back.
  public init(file: String, seal: String, fingerprints: [String], replies: [Reply]) {
    self.file = file
    self.seal = seal
    self.fingerprints = fingerprints
    self.replies = replies
  }
}

/// The mark of a county's list to mend: one that comes back among the uploads is known by it, and is no data.
///
/// Behind the mark stands a seal under the run's key over the county and the findings named, so that a list of another county,
/// or one whose rows were changed, is not taken for what the run wrote.
public enum ReturnMark {
  /// Stands in the first cell of the list's second row.
  public static let text = "duizhang-return"
  /// Heads the column of fingerprints.
  public static let fingerprint = Message(zh: "编号", en: "fingerprint")
  /// Heads the column of answers.
  public static let answer = Message(zh: "核对结果", en: "reply")
  /// Heads the column of notes.
  public static let note = Message(zh: "说明", en: "note")

  /// The mark with a seal.
  public static func sealed(_ seal: String) -> String { "\(text) \(seal)" }

  /// The seal behind the mark of a text; empty if there is none, nil if the text bears no mark.
  public static func seal(in text: String) -> String? {
    guard let mark = text.firstRange(of: self.text) else { return nil }
    return String(text[mark.upperBound...].drop { $0 == " " }.prefix { $0.isASCII && $0.isHexDigit })
  }

  /// What the seal is over.
  public static func content(county: String, fingerprints: some Sequence<String>) -> String {
    ([text, county] + Set(fingerprints).sorted()).joined(separator: "\u{1E}")
  }
}
