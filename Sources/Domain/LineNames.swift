/// Tells which budget line a text means: people write 村（居）务公开经费 for 村(居)务公开.
public struct LineNames: Sendable {
  /// What a text is to the lines.
  public enum Match: Equatable, Sendable {
    /// The name of a line.
    case exact(Int)
    /// Another way of writing the line's name (DZ508).
    case variant(Int)
    /// No line that could be told.
    case unknown
  }

  private let names: [String]
  private let folded: [String]

  /// The lines in their order.
  public init(_ names: [String]) {
    self.names = names
    folded = names.map(Self.folded)
  }

  /// The line that a text means, if it is one beyond doubt.
  public func match(_ text: String) -> Match {
    if let position = names.firstIndex(of: text) { return .exact(position) }
    let words = Self.folded(text)
    guard !words.isEmpty else { return .unknown }
    let same = folded.indices.filter { folded[$0] == words }
    if same.count == 1 { return .variant(same[0]) }
    // 村监委成员补贴, 城乡社区理: most pairs of characters are shared with one line and with no other.
    let scores = folded.map { Self.likeness($0, words) }
    let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
    guard let best = ranked.first, scores[best] >= 60, ranked.count < 2 || scores[ranked[1]] * 3 <= scores[best] * 2
    else { return .unknown }
    return .variant(best)
  }

  /// The line that a text names in other brackets, spaces or with 经费; never one that is only like it.
  public func same(_ text: String) -> Int? {
    let words = Self.folded(text)
    return words.isEmpty ? nil : folded.firstIndex(of: words)
  }

  /// Without spaces, brackets and words that say only that it is money.
  private static func folded(_ text: String) -> String {
    var out = text.filter { !$0.isWhitespace && !"()（）[]【】“”\"、，".contains($0) }
    for word in ["市级配套", "工作经费", "专项经费", "专项资金", "经费", "资金", "支出"] { out = out.replacing(word, with: "") }
    return out
  }

  /// Shared pairs of characters, in percent of all pairs (Dice).
  private static func likeness(_ a: String, _ b: String) -> Int {
    func pairs(_ text: String) -> [String] { zip(text, text.dropFirst()).map { "\($0)\($1)" } }
    let (first, second) = (pairs(a), pairs(b))
    guard !first.isEmpty, !second.isEmpty else { return 0 }
    var left = second
    var shared = 0
    for pair in first {
      guard let position = left.firstIndex(of: pair) else { continue }
      left.remove(at: position)
      shared += 1
    }
    return 200 * shared / (first.count + second.count)
  }
}
