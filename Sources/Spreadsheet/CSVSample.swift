/// The part of a CSV that its dialect is found by.
enum CSVSample {
  // So much of a file shows its pattern.
  private static let sampleBytes = 256 * 1024

  // A quoted text may be longer; so far its end is looked for.
  private static let longestSample = 2 << 20

  static func of(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.count > sampleBytes else { return Array(text) }
    let head = text.prefix(sampleBytes)
    let end = head.lastIndex { $0 == 0x0a || $0 == 0x0d } ?? head.endIndex
    var isQuoted = head[..<end].reduce(false) { $1 == 0x22 ? !$0 : $0 }
    if !isQuoted, end < head.endIndex { return Array(head[..<end]) }
    let longest = text.prefix(longestSample)
    for index in end..<longest.endIndex {
      if longest[index] == 0x22 { isQuoted.toggle() }
      if !isQuoted, longest[index] == 0x0a || longest[index] == 0x0d { return Array(longest[..<index]) }
    }
    return longest.endIndex == text.endIndex && !isQuoted ? Array(text) : Array(head[..<end])
  }
}
