import ArgumentParser
import Domain

/// Takes one of a few words, and suggests the nearest one for any other.
func oneOf(_ words: [String]) -> @Sendable (String) throws -> String {
  { text in
    if words.contains(text) { return text }
    let near = nearest(text, of: words)
    throw ValidationError(
      zh: (near.map { "是否为 \($0)？" } ?? "") + "可用的有 " + words.joined(separator: "、"),
      en: (near.map { "did you mean \($0)? " } ?? "") + "known are " + words.joined(separator: ", "))
  }
}

/// The language that a person asks for.
struct LanguageArguments: ParsableArguments {
  static let words = ["zh", "en"]

  @Option(
    help: "The terminal's language: zh or en. Default: DUIZHANG_LANG, else LANG.", completion: .list(words),
    transform: oneOf(words))
  var lang: String?

  /// The language to speak.
  func language(otherwise language: String = "zh") -> String { terminalLanguage(lang, otherwise: language) }
}

/// Whether a program reads the answer.
struct JSONArguments: ParsableArguments {
  @Flag(help: "As JSON, with the name and version of its form in `schema`.")
  var json = false
}
