public import Domain

/// What a code means, for programs.
private struct CodeReply: Encodable {
  var code, name, severity, titleZh, titleEn, meaningZh, meaningEn, mendZh, mendEn: String

  init(_ code: Code) {
    let words: Explanation = code.explanation
    (self.code, name, severity) = (code.rawValue, code.name, code.severity.rawValue)
    (titleZh, titleEn) = (words.title.zh, words.title.en)
    (meaningZh, meaningEn) = (words.meaning.zh, words.meaning.en)
    (mendZh, mendEn) = (words.mend.zh, words.mend.en)
  }
}

extension Code {
  /// What the code means and how to mend it, for programs.
  public var json: String { get throws { try Form("explain-code", CodeReply(self)).json } }
}
