/// Whether bytes read as Western European text in Windows' Latin-1, as most texts of single bytes do: no other encoding is looked for then.
enum WesternText {
  /// How many accented letters such a text has; nil where it has much that no such text has.
  static func letters(in sample: ArraySlice<UInt8>) -> Int? {
    var (letters, signs, strange) = (0, 0, 0)
    sample.withUnsafeBufferPointer { bytes in
      func isLetter(_ index: Int) -> Bool {
        guard bytes.indices.contains(index) else { return false }
        let byte = bytes[index]
        return (0x61...0x7a).contains(byte | 0x20) || byte >= 0xc0 && byte != 0xd7 && byte != 0xf7 || byte == 0x9c
      }
      var run = 0
      for (index, byte) in bytes.enumerated() {
        guard byte >= 0x80 else {
          run = 0
          continue
        }
        run = isLetter(index) ? run + 1 : 0
        if isLetter(index) {
          // Whole words of such letters are another alphabet's, and some letters nearly always are.
          if run > 2 || unusual.contains(byte) { strange += 1 } else { letters += 1 }
        } else if joining.contains(byte) {
          signs += 1
        } else if usual.contains(byte), !(isLetter(index - 1) && isLetter(index + 1)) {
          signs += 1
        } else {
          strange += 1
        }
      }
    }
    return letters + signs > 0 && strange * 30 <= letters + signs ? letters : nil
  }

  // Þ ð ý and the like, which Turkish, Czech and Cyrillic have in their stead; Icelandic is told by its language.
  private static let unusual: Set<UInt8> = [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe]
  // Signs that stand between letters: ’ – — × · and a hard space.
  private static let joining: Set<UInt8> = [0x91, 0x92, 0x96, 0x97, 0xa0, 0xb7, 0xd7]
  // Signs that stand beside letters and figures: € … “ ” • ™ ¡ £ § © ª « ® ° ± ² ³ µ º » ¼ ½ ¾ ¿ ÷ and more.
  private static let usual: Set<UInt8> = [
    0x80, 0x85, 0x93, 0x94, 0x95, 0x99, 0xa1, 0xa2, 0xa3, 0xa5, 0xa7, 0xa9, 0xaa, 0xab, 0xae, 0xb0, 0xb1, 0xb2, 0xb3,
    0xb4, 0xb5, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf, 0xf7,
  ]
}
