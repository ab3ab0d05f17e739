/// Masking of what stands in outputs.
public enum Mask {
  /// The first character of a name and a star for each other.
  public static func name(_ name: String) -> String {
    // Nearly all names are ideographs of three bytes, one character each.
    let bytes = name.utf8
    if !bytes.isEmpty, bytes.count <= 120, bytes.count % 3 == 0,
      bytes.allSatisfy({ (0x80...0xBF).contains($0) || (0xE4...0xE9).contains($0) })
    {
      return String(name.unicodeScalars.prefix(1)) + stars.prefix(bytes.count / 3 - 1)
    }
    guard let first = name.first else { return "" }
    return String(first) + String(repeating: "*", count: name.count - 1)
  }

  private static let stars = String(repeating: "*", count: 40)

  /// A text in which every run of 7 or more digits keeps its first 3 and last 1 and has stars between: no ID, account or phone stays whole.
  public static func numbers(in text: String) -> String { masked(persons(in: text)) }

  /// The same of a text that should be one number, where people set blanks, hyphens and apostrophes among its digits.
  public static func number(_ text: String) -> String {
    let digits = text.unicodeScalars.count(where: isDigit)
    guard digits >= 7 else { return text }
    let count = digits + (digits >= 14 && text.unicodeScalars.contains(where: isLastLetter) ? 1 : 0)
    var seen = 0
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isOfNumber = isDigit(scalar) || (seen >= 14 && isLastLetter(scalar))
      if isOfNumber { seen += 1 }
      out.append(!isOfNumber || seen <= 3 || seen == count ? scalar : "*")
    }
    return String(out)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9", "０"..."９": true
    default: false
    }
  }

  /// The letter in which an ID number may end.
  private static func isLastLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "x", "X", "ｘ", "Ｘ": true
    default: false
    }
  }

  /// The same of what has the form of an ID number, an account or a mobile phone alone, however its digits are set apart: the dates,
  /// serials and codes of villages that people name files by stay.
  public static func persons(in text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard WrittenNumbers.mayBePersonal(bytes) else { return nil }
      let hidden = WrittenNumbers(bytes).personal.flatMap { $0.dropFirst(3).dropLast() }
      guard !hidden.isEmpty else { return nil }
      var (out, position) = ([UInt8](), 0)
      for place in hidden {
        out += bytes[position..<place.lowerBound]
        out.append(UInt8(ascii: "*"))
        position = place.upperBound
      }
      return String(decoding: out + bytes[position...], as: UTF8.self)
    } ?? text
  }

  /// The same of lines that have nothing to do with one another.
  public static func persons(inLines text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { persons(in: String($0)) }.joined(
      separator: "\n")
  }

  /// The same of the texts of a JSON document: its numbers are no one's.
  public static func persons(inJSON text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard WrittenNumbers.mayBePersonal(bytes) else { return nil }
      var (out, start, isText, isEscaped) = ([UInt8](), 0, false, false)
      out.reserveCapacity(bytes.count)
      for (index, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "\""), !isEscaped {
          let piece = bytes[start..<index]
          if isText, WrittenNumbers.mayBePersonal(UnsafeBufferPointer(rebasing: piece)) {
            out += persons(in: String(decoding: piece, as: UTF8.self)).utf8
          } else {
            out += piece
          }
          (start, isText) = (index, !isText)
        }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      }
      return String(decoding: out + bytes[start...], as: UTF8.self)
    } ?? text
  }

  private static func masked(_ text: String) -> String {
    guard mayHideNumber(text) else { return text }
    var (out, run) = (String.UnicodeScalarView(), String.UnicodeScalarView())
    func flush() {
      if run.count >= 7 {
        out += run.prefix(3)
        out += repeatElement("*", count: run.count - 4)
        out += run.suffix(1)
      } else {
        out += run
      }
      run.removeAll()
    }
    for scalar in text.unicodeScalars {
      // A full-width digit is a digit too; a Chinese numeral is a word.
      if isDigit(scalar) || (run.count >= 14 && isLastLetter(scalar)) {
        run.append(scalar)
        continue
      }
      if !run.isEmpty { flush() }
      out.append(scalar)
    }
    flush()
    return String(out)
  }

  private static func mayHideNumber(_ text: String) -> Bool {
    var run = 0
    for byte in text.utf8 {
      if byte == 0xEF { return true }
      run = (48...57).contains(byte) ? run + 1 : 0
      if run >= 7 { return true }
    }
    return false
  }
}
