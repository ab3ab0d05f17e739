import Domain

/// A ratio with four places, rounded half up; empty where it cannot be taken.
func writtenRatio(_ part: Money?, _ whole: Money?) -> String {
  guard let part, let whole, whole.fen > 0, part.fen >= 0, part.fen < 1 << 47 else { return "" }
  let scaled = (part.fen * 20_000 / whole.fen + 1) / 2
  let digits = String(scaled % 10_000)
  return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.utf8.count) + digits
}
