extension Array where Element == Character {
  /// Where a word begins, at every place that it stands.
  func positions(of word: ClaimRules.Word) -> [Int] { codes(self).positions(of: word) }

  func contains(_ word: ClaimRules.Word) -> Bool { !positions(of: word).isEmpty }
}

extension Array where Element == UInt32 {
  func contains(_ word: ClaimRules.Word) -> Bool { !positions(of: word).isEmpty }

  /// Where a word begins, at every place that it stands.
  func positions(of word: ClaimRules.Word) -> [Int] {
    let length = word.codes.count
    guard length > 0, count >= length else { return [] }
    var found: [Int] = []
    let first = word.codes[0]
    withUnsafeBufferPointer { text in
      word.codes.withUnsafeBufferPointer { wanted in
        var start = 0
        while start <= text.count - length {
          defer { start += 1 }
          guard text[start] == first else { continue }
          var offset = 1
          while offset < length, text[start + offset] == wanted[offset] { offset += 1 }
          guard offset == length else { continue }
          if start + length < text.count, word.notBefore.contains(text[start + length]) { continue }
          found.append(start)
        }
      }
    }
    return found
  }
}
