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

  /// The same for a finding about one field, where that is another matter than what the code mostly means.
  public func explanation(ofField field: String) -> Explanation {
    var own = explanation
    switch (self, field) {
    case (.unclassifiedRow, Discrepancy.fieldOfVoid):
      own.meaning = Message(
        zh: "备注说到作废，却看不出作废的是本行还是别的行；本行照常计入。",
        en: "A remark speaks of 作废 and does not say whether it means its own row, which counts as it stands.")
      own.mend = Message(
        zh: "本行作废的，备注只写“作废”；别的行作废的，写在该行。",
        en: "Write 作废 alone where the row is void, or beside the row that is.")
    case (.sameBytesTwice, Discrepancy.fieldOfWrongMonth):
      own.meaning = Message(
        zh: "两份文件逐字节相同，文件名却是不同的月份：其中一份放错了内容，它的月份因此缺报。",
        en:
          "Two files are the same byte for byte under names of different months: one holds the other's content, and its months are missing."
      )
      own.mend = Message(
        zh: "重新报送内容放错的那一份；两期内容确实相同的，在各自表的标题中写明月份。",
        en: "Send the one with the wrong content again; where both are alike, say each one's month in its title.")
    default: break
    }
    return own
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

extension Discrepancy {
  /// The field of a remark that may make a row void.
  public static let fieldOfVoid = "void"
  /// The field of a note that denies somebody's pay and does not say why.
  public static let fieldOfDenied = "denied"
  /// The field of a file's months that its content is not of.
  public static let fieldOfWrongMonth = "months_of_file"

  /// What it means and how to mend it.
  public var explanation: Explanation { code.explanation(ofField: field) }
}
