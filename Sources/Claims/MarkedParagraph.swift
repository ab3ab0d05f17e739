/// A paragraph with its figures, and how strongly each character parts it.
struct MarkedParagraph {
  private(set) var paragraph: ReportText.Paragraph
  let figures: [Figure]
  /// Without brackets, quotes and spaces, with the line of each character.
  let plainText: [Character]
  /// The same as numbers, for words that are sought in it.
  let plainCodes: [UInt32]
  let plainLines: [Int]
  // For each character, the level of text that ends there; nil inside.
  private var breaks: [TextLevel?]
  // The other end of brackets that hold figures or sentences; short brackets as in 村(居) part nothing.
  private var partners: [Int: Int] = [:]

  init(_ paragraph: ReportText.Paragraph) {
    self.paragraph = paragraph
    let scanner = FigureScanner(paragraph)
    figures = scanner.figures
    let kept = zip(paragraph.folded, paragraph.lines).filter { !isBracketOrQuote($0.0) }
    plainText = kept.map(\.0)
    plainCodes = codes(plainText)
    plainLines = kept.map(\.1)
    breaks = paragraph.folded.map { character in
      switch character {
      case "。", "!", "?": .sentence
      case ";", ",": .clause
      case "、", ":": .phrase
      default: nil
      }
    }
    for figure in figures { for index in figure.range { breaks[index] = nil } }
    for range in scanner.personal { self.paragraph.mask(range) }
    var open: [Int] = []
    for (index, character) in paragraph.folded.enumerated() {
      if character == "(" { open.append(index) }
      if character == ")", let start = open.popLast() {
        let inner = start..<index
        let isStrong =
          figures(before: start + 1) < figures(before: index)
          || paragraph.folded[inner].contains { "。;".contains($0) }
        if isStrong {
          partners[start] = index
          partners[index] = start
        }
      }
    }
  }

  /// Hides a person's name wherever it stands: nothing that quotes the report shows it.
  mutating func mask(names: [[Character]]) {
    for name in names {
      for start in paragraph.folded.positions(of: ClaimRules.Word(String(name))) {
        paragraph.mask(start + 1..<start + name.count)
      }
    }
  }

  /// Nothing further away than this says what a figure is.
  private static let reach = 1500

  /// How many figures begin before a position.
  private func figures(before position: Int) -> Int {
    var (low, high) = (0, figures.count)
    while low < high {
      let middle = (low + high) / 2
      if figures[middle].range.lowerBound < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where the level of text that holds a position begins and ends.
  func bounds(around range: Range<Int>, of level: TextLevel) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < Self.reach, !ends(start - 1, level) { start -= 1 }
    var end = range.upperBound
    while end < breaks.count, end - range.upperBound < Self.reach, !ends(end, level) { end += 1 }
    return start..<end
  }

  private func ends(_ index: Int, _ level: TextLevel) -> Bool {
    breaks[index].map { $0 >= level } ?? false
  }

  func before(_ start: Int, until level: TextLevel, stopsAtFigure: Bool = false) -> [Character] {
    var index = start - 1
    var out: [Character] = []
    let neighbour = figures(before: start)
    let stop = max(start - Self.reach, stopsAtFigure && neighbour > 0 ? figures[neighbour - 1].range.upperBound : 0)
    while index >= stop {
      if ends(index, level) { break }
      if let partner = partners[index] {
        // Brackets on the way are another thought; the ones around the figure end its phrase.
        if partner < index { index = partner - 1 } else if level == .phrase { break } else { index -= 1 }
        continue
      }
      out.append(paragraph.folded[index])
      index -= 1
    }
    return plainCharacters(out.reversed())
  }

  func after(_ end: Int, until level: TextLevel, stopsAtFigure: Bool = false) -> [Character] {
    var index = end
    var out: [Character] = []
    let next = figures(before: end)
    let own = stopsAtFigure && next < figures.count ? figures[next].range.lowerBound : breaks.count
    let stop = min(own, breaks.count, end + Self.reach)
    while index < stop {
      if ends(index, level) { break }
      if let partner = partners[index] {
        if partner > index { index = partner + 1 } else if level == .phrase { break } else { index += 1 }
        continue
      }
      out.append(paragraph.folded[index])
      index += 1
    }
    return plainCharacters(out)
  }

  /// Whether brackets that hold figures stand around a place.
  func isBracketed(_ place: Int) -> Bool {
    partners.contains { open, close in open < place && close > place && place - open <= Self.reach }
  }

  /// Whether brackets directly behind a figure hold two or more figures of its unit.
  func hasParts(behind end: Int, of figure: Figure) -> Bool {
    var index = end
    while index < min(breaks.count, end + 6), paragraph.folded[index] != "(", !ends(index, .phrase) { index += 1 }
    guard index < breaks.count, let close = partners[index], close > index else { return false }
    return figures[figures(before: index)..<figures(before: close)].count { $0.unit == figure.unit } >= 2
  }
}
