/// A text of an upload as people may be shown it: no control characters, no marks that turn the writing, and not without end.
public func visible(_ text: String, limit: Int = 200) -> String {
  // Most texts are short and have nothing to hide, which their bytes tell.
  if text.utf8.count < limit, !text.utf8.contains(where: mayHide) { return text }
  var out = ""
  var count = 0
  for scalar in text.unicodeScalars {
    out.unicodeScalars.append(isInvisible(scalar) ? " " : scalar)
    count += 1
    if count >= limit { return out + "…" }
  }
  return out
}

/// Lines for a terminal: an escape sequence in the name of a file or a village would do there what it says.
public func harmless(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 != 10 && mayHide($0) }) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { isInvisible($0) && $0 != "\n" ? " " : $0 }))
}

/// Whether a byte may belong to a character that is not shown: a control character, or one that is told by how its bytes begin.
private func mayHide(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte == 0xEF
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  // Marks that turn the direction of writing make a reader see another order than the file's; the rest break lines unseen.
  let isTurning =
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    || [0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF].contains(scalar.value)
  return isControl || isTurning
}
