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

  /// Why a run cannot begin.
  public init(_ file: String, line: Int? = nil, zh: String, en: String) {
    self.file = file
    self.line = line
    self.zh = zh
    self.en = en
  }

  /// `error: … --> file:line` in both languages.
  public var description: String {
    "error: \(en)\n 错误：\(zh)\n  --> \(file)" + (line.map { ":\($0)" } ?? "")
  }
}
