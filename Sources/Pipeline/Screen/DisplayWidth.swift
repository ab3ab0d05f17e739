import Domain

/// Columns that a text takes on a terminal: an ideograph takes two, a combining mark none.
public func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + columns($1) }
}

private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x25FD...0x25FE, 0x2614...0x2615,
  0x2648...0x2653, 0x26AA...0x26AB, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
  0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
  0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
]

private func columns(_ scalar: Unicode.Scalar) -> Int {
  guard scalar.value >= 0x300 else { return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? 0 : 1 }
  if wide.contains(where: { $0.contains(scalar.value) }) { return 2 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return 1
  }
}

/// Lines of at most `width` columns: broken at spaces, and between ideographs wherever they end; the lines after the first are indented.
public func wrapped(_ text: String, width: Int, indent: String = "") -> String {
  var lines = [""]
  var used = 0
  // A number that a line's end parts would not be known as one.
  for word in pieces(Mask.persons(in: text)) {
    let size = displayWidth(word)
    if used + size > width, used > displayWidth(lines.count > 1 ? indent : "") {
      lines.append(indent)
      used = displayWidth(indent)
      if word.allSatisfy({ $0 == " " }) { continue }
    }
    lines[lines.count - 1] += word
    used += size
  }
  // A space at a line's end is nothing that anybody would copy.
  return lines.map { line in
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}

/// Where a line may be broken: after each space and on both sides of an ideograph, but not before a mark that closes.
private func pieces(_ text: String) -> [String] {
  var found: [String] = []
  var isOpen = false
  for character in text {
    let isWide = displayWidth(String(character)) > 1
    let closes = "，。；：、）”》！？".contains(character)
    if closes || (isOpen && !isWide && character != " ") {
      if found.isEmpty { found.append("") }
      found[found.count - 1].append(character)
    } else {
      found.append(String(character))
    }
    isOpen = (!isWide && character != " ") || "（“《".contains(character)
  }
  return found
}
