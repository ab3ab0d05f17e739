/// What the terminal that is written to can show.
public struct Look: Sendable {
  /// What a color says.
  public enum Ink: String, Sendable {
    /// Does not tie.
    case bad = "31"
    /// Nobody can tell for certain.
    case fair = "33"
    /// Ties.
    case good = "32"
    /// What is read second.
    case faint = "2"
    /// What is read first.
    case strong = "1"
  }

  /// Columns.
  public var width: Int
  /// Whether colors may be used.
  public var hasColor: Bool

  /// What a terminal can show.
  public init(width: Int, hasColor: Bool) {
    self.width = max(40, width)
    self.hasColor = hasColor
  }

  /// A text in a color, where colors may be used.
  public func paint(_ text: String, _ ink: Ink?) -> String {
    guard hasColor, let ink, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
  }
}
