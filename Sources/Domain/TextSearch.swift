/// Looking for a word in a text, byte for byte. The library's own search, which these take the place of wherever both are plain texts,
/// is made for any collection and its elements; words of headers and titles are looked for by the ten thousand in each upload.
extension StringProtocol {
  /// Whether a word stands anywhere in the text.
  public func contains(_ word: String) -> Bool { offset(of: word) != nil }

  /// Where a word first stands, or nil.
  public func firstRange(of word: String) -> Range<Index>? {
    guard let offset = offset(of: word) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: word.utf8.count)
  }

  /// Where a word stands, one place behind the other.
  public func ranges(of word: String) -> [Range<Index>] {
    var ranges: [Range<Index>] = []
    var rest = self[...]
    while !word.isEmpty, let found = rest.firstRange(of: word) {
      ranges.append(found)
      rest = self[found.upperBound...]
    }
    return ranges
  }

  private func offset(of word: String) -> Int? {
    var word = word
    return word.withUTF8 { word in
      utf8.withContiguousStorageIfAvailable { Self.offset(of: word, in: $0) }
        ?? Array(utf8).withUnsafeBufferPointer { Self.offset(of: word, in: $0) }
    }
  }

  private static func offset(of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = word.first else { return 0 }
    guard text.count >= word.count else { return nil }
    for start in 0...(text.count - word.count) where text[start] == first {
      var length = 1
      while length < word.count, text[start + length] == word[length] { length += 1 }
      if length == word.count { return start }
    }
    return nil
  }
}

extension Substring {
  /// Whether the text begins with a word.
  public func hasPrefix(_ word: String) -> Bool { utf8.starts(with: word.utf8) }

  /// Whether the text ends with a word.
  public func hasSuffix(_ word: String) -> Bool { utf8.suffix(word.utf8.count).elementsEqual(word.utf8) }
}
