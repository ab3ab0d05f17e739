/// Tells a headed column of figures that have commas, 12,5 or 1,234.50, from two columns below a title. Where one line of words stands above
/// figures alone, and every comma has its place in a figure, programs of half of Europe have written one column.
enum CSVFigureColumn {
  /// The delimiter that such a file would have between columns.
  static let delimiter = UInt8(ascii: ";")

  /// Whether the lines are a head without a delimiter and figures, some of which have commas. As many commas, two and more, in each line of
  /// whole numbers divide columns.
  static func isOne(_ sample: [UInt8]) -> Bool {
    let head = sample.drop(while: isLineEnd).prefix { !isLineEnd($0) }
    // Nearly every file's head has delimiters, and is no figure.
    guard !isFigure(head), !head.contains(where: { $0 == comma || others.contains($0) }) else { return false }
    var (lines, figures) = (0, 0)
    var commas: Set<Int> = []
    var isMoney = false
    for line in sample[head.endIndex...].split(whereSeparator: isLineEnd) where !line.allSatisfy({ $0 == 0x20 }) {
      lines += 1
      // 合计, n/a and — may stand among figures.
      if !line.contains(where: { $0 == comma || others.contains($0) }), !isFigure(line) { continue }
      guard isFigure(line) else { return false }
      figures += 1
      commas.insert(line.count { $0 == comma })
      isMoney = isMoney || line.contains { $0 == point || $0 == UInt8(ascii: "$") || $0 >= 0x80 }
    }
    return commas.max() ?? 0 > 0 && figures * 2 > lines && (isMoney || commas.count > 1 || commas == [1])
  }

  /// Whether all commas stand within figures, or between two, below a first line that has none.
  static func hasAllCommas(of sample: [UInt8]) -> Bool {
    let head = sample.drop(while: isLineEnd).prefix { !isLineEnd($0) }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    return !head.contains(comma)
      && sample.indices.allSatisfy { index in
        guard sample[index] == comma else { return true }
        guard index > 0, index + 1 < sample.count, isDigit(sample[index - 1]) else { return false }
        return isDigit(sample[index + 1]) || sample[index + 1] == UInt8(ascii: "-")
      }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }
  private static let comma = UInt8(ascii: ",")
  private static let point = UInt8(ascii: ".")
  private static let others = Array(";\t|".utf8)

  // Digits in groups, a sign or currency around them.
  private static func isFigure(_ line: ArraySlice<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func isAround(_ byte: UInt8) -> Bool { byte >= 0x80 || " +-()$%".utf8.contains(byte) }
    guard let first = line.firstIndex(where: isDigit), let last = line.lastIndex(where: isDigit),
      line[..<first].allSatisfy(isAround), line[(last + 1)...].allSatisfy(isAround)
    else { return false }
    func isWhole(_ text: ArraySlice<UInt8>) -> Bool { !text.isEmpty && text.allSatisfy(isDigit) }
    let parts = line[first...last].split(separator: comma, omittingEmptySubsequences: false)
    guard let head = parts.first, let tail = parts.last else { return false }
    // Commas group what stands before a decimal point.
    let pieces = tail.split(separator: point, omittingEmptySubsequences: false)
    let groups = parts.dropLast() + [pieces[0]]
    if pieces.count <= 2, (pieces + groups).allSatisfy(isWhole), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.count == 1 || groups[0].count <= 3
    {
      return true
    }
    // One comma is a decimal one, before which points or blanks group.
    let thousands = head.split(omittingEmptySubsequences: false) { $0 == point || $0 == 0x20 }
    return parts.count <= 2 && thousands.allSatisfy(isWhole) && thousands.dropFirst().allSatisfy { $0.count == 3 }
      && (parts.count == 1 || isWhole(tail))
  }
}
