/// The path of a zip member in UTF-8. Chinese archivers write GBK without saying so.
func memberPath(_ raw: UnsafeBufferPointer<UInt8>) -> String { fileName([UInt8](raw)) }

/// A file's name by its bytes: UTF-8, else GB18030, as Chinese systems have written names.
public func fileName(_ bytes: [UInt8]) -> String {
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  return String(decoding: transcoded(bytes, from: .gb18030).utf8, as: UTF8.self)
}

/// The form of a part's path that all spellings share: backslashes, odd case, a leading slash, `.`, `..` and percent escapes are smoothed.
func partKey(_ path: String) -> String {
  // Nearly all paths are as plain as this, and a container may have tens of thousands.
  var last = UInt8(ascii: "/")
  let isPlain = path.utf8.allSatisfy { byte in
    defer { last = byte }
    let isStep = byte == UInt8(ascii: "/") && (last == UInt8(ascii: "/") || last == UInt8(ascii: "."))
    return byte < 0x80 && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "%") && !isStep
  }
  if isPlain, last != UInt8(ascii: "/") { return path.lowercased() }
  var pieces: [Substring] = []
  let flat = String(path.map { $0 == "\\" ? "/" : $0 })
  for piece in flat.split(separator: "/", omittingEmptySubsequences: true) {
    switch piece {
    case ".": continue
    case "..": pieces.removeLast(min(1, pieces.count))
    default: pieces.append(piece)
    }
  }
  return percentDecoded(pieces.joined(separator: "/")).lowercased()
}

/// The part that a relationship's target names, seen from the part that owns the relationship.
func resolvedPart(_ target: String, from owner: String) -> String {
  let flat = String(target.map { $0 == "\\" ? "/" : $0 })
  if flat.hasPrefix("/") { return partKey(flat) }
  let folder = owner.split(separator: "/").dropLast().joined(separator: "/")
  return partKey(folder + "/" + flat)
}

/// The part that holds the relationships of another part.
func relationshipsPart(of owner: String) -> String {
  var pieces = owner.split(separator: "/")
  guard let last = pieces.popLast() else { return "_rels/.rels" }
  return (pieces + ["_rels", last + ".rels"]).joined(separator: "/")
}

private func percentDecoded(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  let bytes = [UInt8](text.utf8)
  var decoded: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexDigit(bytes[index + 1]),
      let low = hexDigit(bytes[index + 2])
    {
      decoded.append(high << 4 | low)
      index += 3
    } else {
      decoded.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}
