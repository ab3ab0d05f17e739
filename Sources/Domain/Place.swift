/// A table on a sheet of an upload: what a document's rows belong to.
public struct SourceID: Hashable, Sendable, Codable {
  /// The position among the county's sources.
  public var rawValue: Int32
  /// A source by its position.
  public init(_ rawValue: Int) { self.rawValue = Int32(rawValue) }
  /// The position.
  public var index: Int { Int(rawValue) }
  /// What stands in a record until its table has a place among the county's.
  public static let toCome = SourceID(0)
}

/// Where something stands: a file, a sheet of it, and a cell or range in A1 form; parts that do not apply are empty.
public struct Place: Hashable, Sendable, Codable {
  /// The file, relative to the inbox.
  public var file: String
  /// The sheet; empty for a CSV file or a whole workbook.
  public var sheet: String
  /// A cell or range in A1 form, or empty for the whole sheet or file.
  public var cell: String

  /// A place.
  public init(file: String, sheet: String = "", cell: String = "") {
    self.file = file
    self.sheet = sheet
    self.cell = cell
  }

  /// `taishan/a.xlsx#海宴镇!I60`, the form in which a source column names cells.
  public var source: String {
    var text = ""
    text.reserveCapacity(file.utf8.count + sheet.utf8.count + cell.utf8.count + 2)
    text += file
    if !sheet.isEmpty {
      text += "#"
      text += sheet
    }
    if !cell.isEmpty {
      text += "!"
      text += cell
    }
    return text
  }

  /// The letters of a column, counted from 1.
  public static func letters(_ column: Int) -> String {
    String(unsafeUninitializedCapacity: 14) { putLetters(column, into: $0, at: 0) }
  }

  /// A cell in A1 form from its row and column, both from 1.
  public static func cell(row: Int, column: Int) -> String {
    // Up to 15 bytes a String needs no memory of its own.
    guard column < 10_000_000, row < 10_000_000_000 else { return letters(column) + String(row) }
    return String(unsafeUninitializedCapacity: 15) { putDigits(row, into: $0, at: putLetters(column, into: $0, at: 0)) }
  }

  private static func putLetters(_ column: Int, into bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
    var end = start
    var rest = column
    while rest > 0 {
      bytes[end] = UInt8(65 + (rest - 1) % 26)
      rest = (rest - 1) / 26
      end += 1
    }
    bytes[start..<end].reverse()
    return end
  }

  private static func putDigits(_ row: Int, into bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
    var end = start
    var rest = max(0, row)
    repeat {
      bytes[end] = UInt8(48 + rest % 10)
      rest /= 10
      end += 1
    } while rest > 0
    bytes[start..<end].reverse()
    return end
  }

  /// A stretch of one row, or of one column, in A1 form.
  public static func range(row: Int, column: Int, toRow: Int, toColumn: Int) -> String {
    let (first, last) = (cell(row: row, column: column), cell(row: toRow, column: toColumn))
    return first == last ? first : first + ":" + last
  }
}

extension Place {
  /// The same cells of a sheet whose rows and columns have changed places: C5:D9 is E3:I4.
  public var turned: Place {
    guard !cell.isEmpty else { return self }
    let ends = cell.split(separator: ":").map { end -> String in
      let letters = end.prefix { $0.isASCII && $0.isLetter }
      guard let number = Int(end.dropFirst(letters.count)), number > 0, !letters.isEmpty else { return String(end) }
      let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
      return Place.cell(row: column, column: number)
    }
    return Place(file: file, sheet: sheet, cell: ends.joined(separator: ":"))
  }

  /// `海宴镇!I60`, as a spreadsheet's Go To takes it.
  public var link: String {
    guard !sheet.isEmpty else { return cell }
    // Ideographs are told by their numbers; what a letter is elsewhere, only Unicode's tables know.
    let isPlain =
      (sheet.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
        || sheet.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" })
      && sheet.first.map { !($0.isASCII && $0.isNumber) } == true
    let name = isPlain ? sheet : "'" + sheet.replacing("'", with: "''") + "'"
    return cell.isEmpty ? name : name + "!" + cell
  }

  /// The file's own name, without folders.
  public var fileName: String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return file }
    return String(file[file.utf8.index(after: slash)...])
  }
}

extension Sequence where Element: Comparable {
  /// From the least to the greatest, as rows or columns of a range; nil where there is nothing.
  public var span: ClosedRange<Element>? {
    guard let first = self.min(), let last = self.max() else { return nil }
    return first...last
  }
}
