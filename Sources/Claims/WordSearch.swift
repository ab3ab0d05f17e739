extension Array where Element == Character {
  /// Where a word begins, at every place that it stands.
  func positions(of word: ClaimRules.Word) -> [Int] { codes(self).positions(of: word) }

  func contains(_ word: ClaimRules.Word) -> Bool { codes(self).contains(word) }
}

extension Array where Element == UInt32 {
  func contains(_ word: ClaimRules.Word) -> Bool { indices.contains { stands(word, at: $0) } }

  /// Where a word begins last.
  func last(of word: ClaimRules.Word) -> Int? { indices.last { stands(word, at: $0) } }

  /// Where a word begins, at every place that it stands.
  func positions(of word: ClaimRules.Word) -> [Int] { indices.filter { stands(word, at: $0) } }

  /// Whether a word begins at a place.
  func stands(_ word: ClaimRules.Word, at start: Int) -> Bool {
    let end = start + word.codes.count
    guard self[start] == word.codes.first, end <= count else { return false }
    for offset in 1..<word.codes.count where self[start + offset] != word.codes[offset] { return false }
    return word.notBefore.isEmpty || end == count || !word.notBefore.contains(self[end])
  }
}

/// Names that are sought together, by the character that each begins with: a text is gone through once, however many they are.
struct NameSearch {
  typealias Place = (name: String, range: Range<Int>)

  private let names: [(name: String, word: ClaimRules.Word)]
  /// Positions in the list, by the first character.
  private let beginnings: [UInt32: [Int]]

  init(_ names: [(name: String, word: ClaimRules.Word)]) {
    self.names = names
    beginnings = Dictionary(grouping: names.indices) { names[$0].word.codes.first ?? 0 }
  }

  /// Every place at which a name stands, in the text's order.
  func places(in text: [UInt32]) -> [Place] {
    var found: [Place] = []
    for start in text.indices {
      guard let sought = beginnings[text[start]] else { continue }
      for index in sought where text.stands(names[index].word, at: start) {
        found.append((names[index].name, start..<start + names[index].word.count))
      }
    }
    return found
  }

  /// The name that ends last; of those the longest.
  func last(in text: [UInt32]) -> String? {
    places(in: text).max { ($1.range.upperBound, $0.range.lowerBound) > ($0.range.upperBound, $1.range.lowerBound) }?
      .name
  }

  /// The name that begins first; of those the longest.
  func first(in text: [UInt32]) -> String? {
    places(in: text).min { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }?.name
  }
}
