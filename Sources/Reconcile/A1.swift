/// A cell's row and column, read from its A1 form.
struct A1 {
  var row: Int
  var column: Int

  init?(_ text: String) {
    var column = 0
    var row = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: ":") { break }
      if (65...90).contains(byte) {
        column = column * 26 + Int(byte - 64)
      } else if (48...57).contains(byte) {
        row = row * 10 + Int(byte - 48)
      }
    }
    guard row > 0, column > 0 else { return nil }
    self.row = row
    self.column = column
  }
}
