/// What is wrong with a formula, in both languages.
public struct FormulaError: Error, Sendable, Hashable {
  /// 中文
  public var zh: String
  /// English
  public var en: String
}
