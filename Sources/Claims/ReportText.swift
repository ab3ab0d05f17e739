/// A report's text as it is meant to be read: broken lines joined, page furniture left out, every character with the line it came from.
struct ReportText {
  /// A paragraph, a heading or a table's row.
  struct Paragraph {
    /// As written, without the line breaks inside.
    var original: [Character]
    /// The same characters folded: half-width, one kind of quotes.
    var folded: [Character]
    /// The line of each character, from 1.
    var lines: [Int]
    var isHeading: Bool
    /// Cells of a table's row; empty for running text.
    var cells: [Range<Int>] = []
    /// Column words above a table's row, one for each cell.
    var columns: [String] = []

    /// Puts stars over characters that are personal.
    mutating func mask(_ range: Range<Int>) {
      for index in range where original[index].isNumber || original[index].isLetter { original[index] = "*" }
    }
  }

  private(set) var paragraphs: [Paragraph] = []

  /// Splits a text into paragraphs.
  init(_ text: String) {
    let lines = Self.lines(text)
    // Reports are wrapped at some width or not at all; a line shorter than that ends where its author ended it.
    let widths = lines.map(\.width).sorted()
    let full = max(10, min(40, (widths.isEmpty ? 0 : widths[widths.count * 9 / 10]) * 3 / 4))
    var open = false
    var lastWidth = 0
    for line in lines {
      if open, var last = paragraphs.last, Self.continues(last, with: line, isFull: lastWidth >= full) {
        last.original += line.original
        last.folded += line.folded
        last.lines += Array(repeating: line.number, count: line.folded.count)
        last.isHeading = false
        paragraphs[paragraphs.count - 1] = last
      } else {
        var paragraph = Paragraph(
          original: line.original, folded: line.folded, lines: Array(repeating: line.number, count: line.folded.count),
          isHeading: Self.isHeading(line.folded))
        paragraph.cells = Self.cells(line.folded)
        paragraphs.append(paragraph)
      }
      open = paragraphs.last?.cells.isEmpty ?? false
      lastWidth = line.width
    }
    nameColumns()
  }

  private struct Line {
    var number: Int
    var original: [Character]
    var folded: [Character]
    /// With the indentation that was trimmed.
    var width: Int
  }

  private static func lines(_ text: String) -> [Line] {
    var lines: [Line] = []
    var number = 1
    var current: [Character] = []
    var pageHeads: [String: Int] = [:]
    var startsPage = false
    func end() {
      let width = current.count
      let trimmed = Array(current.drop { isSpace($0) }.reversed().drop { isSpace($0) }.reversed())
      let folded = trimmed.map(foldedForm)
      current = []
      guard !folded.isEmpty, !isPageNumber(folded) else { return }
      if startsPage {
        startsPage = false
        pageHeads[String(folded), default: 0] += 1
        if pageHeads[String(folded), default: 0] > 1 { return }
      }
      lines.append(Line(number: number, original: trimmed, folded: folded, width: width))
    }
    for character in text {
      switch character {
      case "\n", "\r\n", "\r", "\u{2028}", "\u{2029}", "\u{85}":
        end()
        number += 1
      case "\u{C}":
        end()
        startsPage = true
      case "\u{FEFF}", "\u{200B}", "\u{AD}", "\u{0}": break
      default: current.append(character)
      }
    }
    end()
    return lines
  }

  private static func isSpace(_ character: Character) -> Bool { character.isWhitespace && character != "\t" }

  /// `- 3 -`, `第3页 共8页`, `3/8`: what printing adds to a page. A bare number could be a figure and stays.
  private static func isPageNumber(_ line: [Character]) -> Bool {
    let plain = line.filter { !$0.isWhitespace }
    // None is longer, and most lines are.
    return plain.count <= 13 && String(plain).wholeMatch(of: ReportPatterns.pageNumber) != nil
  }

  private static func startsWithMarker(_ line: some Sequence<Character>) -> Bool {
    String(line.prefix(8)).firstMatch(of: ReportPatterns.marker) != nil
  }

  private static func isHeading(_ line: [Character]) -> Bool {
    guard !line.contains(where: { "。;!?".contains($0) }) else { return false }
    if startsWithMarker(line) { return line.count <= 60 }
    return line.count <= 25 && !line.contains(",") && !line.contains { $0.isNumber && $0.isASCII }
  }

  /// Whether a line that begins as a heading is a sentence that goes on: brackets are open, a number stands last, or commas part it.
  private static func isBroken(_ line: [Character], isFull: Bool) -> Bool {
    if line.count(where: { $0 == "(" }) > line.count(where: { $0 == ")" }) { return true }
    guard let end = line.last else { return false }
    return ",、(".contains(end) || isFull && line.contains(",")
  }

  private static func continues(_ last: Paragraph, with next: Line, isFull: Bool) -> Bool {
    guard let end = last.folded.last, let first = next.folded.first, cells(next.folded).isEmpty else { return false }
    if "。!?;:".contains(end) { return false }
    if last.isHeading, startsWithMarker(last.folded), !isBroken(last.folded, isFull: isFull) { return false }
    // 239⏎.328万元: the point of a number.
    if end.isASCII, end.isNumber, first == ".", next.folded.dropFirst().first?.isNumber == true { return true }
    if ",、)]\"%元号。;:".contains(first) { return true }
    // A number and its unit, or the two halves of a number, belong together wherever the line was broken.
    if ",、(".contains(end)
      || end.isASCII && (end.isNumber || end == ".") && (first.isNumber || FigureUnit.begins(first))
    {
      return true
    }
    if startsWithMarker(next.folded) { return false }
    return isFull
  }

  /// The cells of a line that reads as a table's row: three or more, by tabs, bars or wide gaps.
  private static func cells(_ line: [Character]) -> [Range<Int>] {
    let byBar = line.count { $0 == "|" } >= 2
    var cells: [Range<Int>] = []
    var start: Int?
    var gap = 0
    for (index, character) in line.enumerated() {
      let separates = byBar ? character == "|" : character == "\t"
      if character == " " { gap += 1 } else { gap = 0 }
      if separates || (!byBar && gap >= 2) {
        if let begun = start { cells.append(begun..<(separates ? index : index - 1)) }
        start = nil
      } else if character != " ", start == nil {
        start = index
      }
    }
    if let begun = start { cells.append(begun..<line.count) }
    cells = cells.map { range in
      var end = range.upperBound
      while end > range.lowerBound, line[end - 1] == " " { end -= 1 }
      return range.lowerBound..<end
    }.filter { !$0.isEmpty }
    return cells.count >= 3 ? cells : []
  }

  /// A column's words with the unit of money that the line above the table states: 单位：万元 over 金额.
  private static func withUnit(of caption: String, _ column: String) -> String {
    let words = ["金额", "资金", "应发", "实发", "应拨", "拨付", "下达", "支出", "预算数", "补贴", "补助", "申请数"]
    guard let start = caption.ranges(of: "单位:").last?.upperBound, words.contains(where: column.contains),
      !["人", "村", "户", "标准", "月数", "率", "比", "("].contains(where: column.contains)
    else { return column }
    let stated = caption[start...].prefix { !")。".contains($0) }
    return ["万元", "亿元", "元"].first { stated.contains($0) }.map { "\(column)(\($0))" } ?? column
  }

  /// Gives each row of a table the words of the columns above it.
  private mutating func nameColumns() {
    var header: [String] = []
    var caption = ""
    for index in paragraphs.indices {
      let paragraph = paragraphs[index]
      guard !paragraph.cells.isEmpty else {
        header = []
        caption = String(paragraph.folded)
        continue
      }
      let texts = paragraph.cells.map { String(paragraph.folded[$0]) }
      if !texts.contains(where: { $0.contains { $0.isASCII && $0.isNumber } }) {
        if texts.contains(where: { $0.contains(where: \.isLetter) }) {
          header = texts.map { Self.withUnit(of: caption, $0) }
        }
      } else if header.count == texts.count {
        paragraphs[index].columns = header
      }
    }
  }
}
