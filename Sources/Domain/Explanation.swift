/// What a code means, why it matters and how to mend it, in both languages.
public struct Explanation: Sendable {
  /// The name in the catalogue.
  public var title: Message
  /// What was compared, and why it matters.
  public var meaning: Message
  /// What to do in the sheet, or with which command.
  public var mend: Message

  /// An explanation of its three parts.
  public init(title: Message, meaning: Message, mend: Message) {
    self.title = title
    self.meaning = meaning
    self.mend = mend
  }
}

extension Code {
  private static let explanations =
    [explanationsOfSheets, explanationsOfPayments, explanationsOfFund, explanationsOfPersons, explanationsOfUploads]
    .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  /// What the code means and how to mend it.
  public var explanation: Explanation {
    if let known = Self.explanations[self] { return known }
    // Every code has an entry; a new one goes by its name until it is explained.
    let title = Message(zh: name, en: name)
    return Explanation(title: title, meaning: title, mend: title)
  }

  /// The text that `duizhang explain` prints, in zh or en.
  public func explanation(_ language: String) -> String {
    let isChinese = language == "zh"
    let text = { (message: Message) in isChinese ? message.zh : message.en }
    let parts: Explanation = explanation
    return "\(rawValue) \(name) \(text(parts.title)) (\(severity.rawValue))\n\n\(text(parts.meaning))\n\n"
      + (isChinese ? "怎样改：" : "mend: ") + text(parts.mend)
  }
}
