/// How a stated figure stands against what was computed.
public enum Verdict: String, Sendable, CaseIterable {
  /// Equal to the fen.
  case exact
  /// Equal at the stated precision.
  case rounded
  /// Different.
  case mismatch
  /// Nothing to compute it from.
  case unverifiable

  /// In words.
  public var title: Message {
    switch self {
    case .exact: Message(zh: "一致", en: "exact")
    case .rounded: Message(zh: "舍入后一致", en: "rounded")
    case .mismatch: Message(zh: "不符", en: "mismatch")
    case .unverifiable: Message(zh: "无从核对", en: "unverifiable")
    }
  }
}
