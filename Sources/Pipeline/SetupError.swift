import Foundation

/// Why a run cannot begin: usage or configuration, exit code 2. Says what, where, and how to mend it, in both languages.
public struct SetupError: Error, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  public var file: String
  /// The line in it, if known.
  public var line: Int?
  /// 中文
  public var zh: String
  /// English
  public var en: String
  /// The line as it stands in the file, and the word in it that is wrong.
  public var excerpt: (line: String, word: String)?
  /// What to write or type, to the letter, where that is certain.
  public var mend: String?

  /// Why a run cannot begin.
  public init(
    _ file: String, line: Int? = nil, excerpt: (line: String, word: String)? = nil, zh: String, en: String,
    mend: String? = nil
  ) {
    self.file = file
    self.line = line
    self.excerpt = excerpt
    self.zh = zh
    self.en = en
    self.mend = mend
  }

  /// `error: … --> file:line` in both languages.
  public var description: String { text(in: nil) }

  /// The same in one language, or in both.
  public func text(in language: String?) -> String {
    var lines: [String] = []
    if language != "zh" { lines.append("error: \(en)") }
    if language != "en" { lines.append(language == "zh" ? "错误：\(zh)" : " 错误：\(zh)") }
    lines.append("  --> \(file)" + (line.map { ":\($0)" } ?? ""))
    if let excerpt, let found = excerpt.line.range(of: excerpt.word) {
      let before = displayWidth(excerpt.line[..<found.lowerBound])
      lines.append("   | \(excerpt.line)")
      lines.append(
        "   | " + String(repeating: " ", count: before)
          + String(repeating: "^", count: max(1, displayWidth(excerpt.word))))
    }
    if let mend { lines.append((language == "zh" ? " 改法：" : " mend: ") + mend) }
    return lines.joined(separator: "\n")
  }
}
