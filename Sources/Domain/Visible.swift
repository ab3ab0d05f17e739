/// A text of an upload as people may be shown it: no control characters, no marks that turn the writing, nobody's
/// number whole, and not without end.
public func visible(_ text: String, limit: Int = 200) -> String {
  let text = Mask.persons(in: text)
  // Most texts are short and have nothing to hide, which their bytes tell.
  if text.utf8.count < limit, !hasHarm(text, keeping: []) { return text }
  var out = ""
  var count = 0
  for scalar in text.unicodeScalars {
    out.unicodeScalars.append(isInvisible(scalar) ? " " : scalar)
    count += 1
    if count >= limit { return out + "…" }
  }
  return out
}

/// Lines for a terminal: an escape sequence in the name of a file or a village would do there what it says, and a person's number
/// in it would be shown.
public func harmless(_ text: String) -> String { replacing(Mask.persons(in: text), keeping: ["\n"]) { _ in " " } }

/// The same of lines that have nothing to do with one another: digits at a line's end and those that begin the next are no number.
public func harmlessLines(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { harmless(String($0)) }.joined(separator: "\n")
}

/// A field of a table: line ends and tabs stay, for they are quoted.
public func harmlessField(_ text: String) -> String {
  replacing(Mask.persons(in: text), keeping: ["\n", "\r", "\t"]) { _ in " " }
}

/// The same for JSON, where such characters stand inside texts alone, and may be written as their numbers.
public func harmlessJSON(_ text: String) -> String {
  replacing(Mask.persons(inJSON: text), keeping: ["\n"]) { scalar in
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// Whether a field of a table stands as it is in `harmlessField`, told by its bytes alone.
public func isHarmlessField(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  !WrittenNumbers.mayBePersonal(bytes) && !hasHarm(bytes, keeping: ["\n", "\r", "\t"])
}

private func replacing(
  _ text: String, keeping: [Unicode.Scalar], _ replacement: (Unicode.Scalar) -> String
) -> String {
  guard hasHarm(text, keeping: keeping) else { return text }
  var out = ""
  for scalar in text.unicodeScalars {
    if isInvisible(scalar), !keeping.contains(scalar) {
      out += replacement(scalar)
    } else {
      out.unicodeScalars.append(scalar)
    }
  }
  return out
}

private func hasHarm(_ text: String, keeping: [Unicode.Scalar]) -> Bool {
  var text = text
  return text.withUTF8 { hasHarm($0, keeping: keeping) }
}

/// What `isInvisible` says of any character, told by bytes: tables are written by the million.
private func hasHarm(_ bytes: UnsafeBufferPointer<UInt8>, keeping: [Unicode.Scalar]) -> Bool {
  for (position, byte) in bytes.enumerated()
  where byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte == 0xEF {
    switch byte {
    case 0x7F: return true
    case ..<0x20: if !keeping.contains(Unicode.Scalar(byte)) { return true }
    case 0xC2: if bytes[position + 1] < 0xA0 { return true }
    case 0xD8: if bytes[position + 1] == 0x9C { return true }
    case 0xE2:
      let (second, third) = (bytes[position + 1], bytes[position + 2])
      if second == 0x80, third == 0x8E || third == 0x8F || (0xA8...0xAE).contains(third) { return true }
      if second == 0x81, (0xA6...0xA9).contains(third) { return true }
    case 0xEF: if bytes[position + 1] == 0xBB, bytes[position + 2] == 0xBF { return true }
    default: break
    }
  }
  return false
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F: true
  // Marks that turn the direction of writing make a reader see another order than the file's; the rest break lines unseen.
  case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
