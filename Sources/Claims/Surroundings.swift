/// The words around a figure, from near to far, in which its meaning is looked for.
struct Surroundings {
  /// How far away a window of text is.
  enum Level: Int, Comparable, CaseIterable {
    case near, phrase, clause, sentence, paragraph, heading
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  /// Text before (its end is nearest) or behind (its start is nearest) the figure, without brackets and quotes.
  struct Window {
    var level: Level
    var isBefore: Bool
    var text: [Character]
    let codes: [UInt32]

    init(level: Level, isBefore: Bool, text: [Character]) {
      self.level = level
      self.isBefore = isBefore
      self.text = text
      codes = Claims.codes(text)
    }

    /// Whether what stands at a position is the next figure's: 其中兼任103名 says nothing of a figure before it.
    func opensFigure(behind end: Int) -> Bool {
      for character in text[min(end, text.count)...].prefix(7) {
        if character.isASCII && character.isNumber { return true }
        if ",;、:。".contains(character) { return false }
      }
      return false
    }
  }

  /// From near to far.
  private(set) var windows: [Window] = []
  /// 共, 合计 before the figure, or brackets with its parts behind it.
  private(set) var isWhole = false
  /// 少, 增加, 下降 directly before the figure.
  private(set) var isChange = false
  /// Whether it stands in brackets that hold figures.
  private(set) var isBracketed = false
  /// Whether the figure counts things, which are named behind it; of persons the next figure may be told there: 应有678人实发595人.
  private let isThing: Bool

  /// The first window of a level and side.
  func text(_ level: Level, isBefore: Bool) -> [Character] {
    windows.first { $0.level == level && $0.isBefore == isBefore }?.text ?? []
  }

  /// The nearest occurrence of a word within a reach: its level and its distance in characters.
  func distance(to word: ClaimRules.Word, within reach: Level) -> (level: Level, distance: Int)? {
    var best: (level: Level, distance: Int)?
    for window in windows {
      // From near to far: what is found nearer decides.
      if window.level > min(reach, best?.level ?? reach) { break }
      let found = window.codes.positions(of: word)
      guard
        let position = window.isBefore
          ? found.last : found.first(where: { window.level == .near || !window.opensFigure(behind: $0 + word.count) })
      else { continue }
      let distance = window.isBefore ? window.codes.count - position - word.count : position
      // 三个县级市654个村: what is counted stands directly behind.
      if isThing, !window.isBefore, window.level == .near, position == 0, !word.isLoose { return (.near, -1) }
      // A word before the figure is nearer than one as far behind it: Chinese names the thing first. Beyond the phrase, what
      // follows is mostly about the next figure.
      let weighted = window.isBefore ? distance * 2 : distance * 2 + (window.level == .near ? 1 : 10_000)
      if best.map({ (window.level, weighted) < ($0.level, $0.distance) }) ?? true { best = (window.level, weighted) }
    }
    return best
  }

  init(_ figure: Figure, in paragraph: MarkedParagraph, heading: [Character]) {
    isThing = figure.unit.kind == .count && !["人", "名"].contains(figure.unit.written)
    if let cell = paragraph.paragraph.cells.firstIndex(where: { $0.contains(figure.range.lowerBound) }) {
      readTable(figure, cell: cell, paragraph.paragraph, heading: heading)
      return
    }
    let start = figure.range.lowerBound
    let end = figure.range.upperBound
    // What is said of some of the people is not said of all.
    let isOfPersons = ["人", "名"].contains(figure.unit.written)
    func withoutParts(_ text: [Character]) -> [Character] { isOfPersons ? Self.withoutParts(text) : text }
    windows = [
      Window(level: .near, isBefore: true, text: paragraph.before(start, until: .phrase, stopsAtFigure: true)),
      Window(
        level: .near, isBefore: false, text: withoutParts(paragraph.after(end, until: .phrase, stopsAtFigure: true))),
    ]
    for level in [Level.phrase, .clause, .sentence, .paragraph] {
      windows.append(Window(level: level, isBefore: true, text: paragraph.before(start, until: level)))
      if level < .paragraph {
        windows.append(Window(level: level, isBefore: false, text: withoutParts(paragraph.after(end, until: level))))
      }
    }
    windows.append(Window(level: .heading, isBefore: true, text: heading))
    isBracketed = paragraph.isBracketed(start)
    let near = String(windows[0].text.suffix(4))
    isChange = [
      "少", "多", "增加", "减少", "增长", "下降", "提高", "降低", "上升", "节约", "结余", "相差", "超出", "增加了", "减少了", "下降了", "增长了", "提高了",
    ].contains {
      near.hasSuffix($0)
    }
    // 共核发1859人, but not 共和镇, 共建共治.
    let opensWithAll =
      windows[0].text.first == "共" && windows[0].text.dropFirst().first.map { !"和同建治享产青".contains($0) } ?? true
    isWhole =
      opensWithAll
      || ["共计", "合计", "总计", "共", "总数", "共有", "一共", "总共", "合计共", "总数为", "共为"].contains { near.hasSuffix($0) }
      || ["共计", "合计", "总计", "总数", "总额"].contains { String(windows[0].text).contains($0) }
      || paragraph.hasParts(behind: end, of: figure)
  }

  /// 35人中兼任2人, 共70人，其中云台县2人兼任: the words behind persons up to where some of them are spoken of.
  private static func withoutParts(_ text: [Character]) -> [Character] {
    var text = text
    if let parts = text.positions(of: ClaimRules.Word("其中")).first { text = Array(text[..<parts]) }
    guard let place = text.firstIndex(of: "中"), place <= 12 else { return text }
    let before = String(text[..<place])
    let behind = text[(place + 1)...].first ?? " "
    let isPart =
      before.isEmpty
      ? !"层心央间国共小".contains(behind) : ["成员", "人员", "干部", "对象", "当", "之"].contains { before.hasSuffix($0) }
    return isPart && !before.contains { "在从,;".contains($0) } ? Array(text[..<place]) : text
  }

  private mutating func readTable(
    _ figure: Figure, cell: Int, _ paragraph: ReportText.Paragraph, heading: [Character]
  ) {
    let label = paragraph.cells.first.map { Array(plain(paragraph.folded[$0])) } ?? []
    let column = cell < paragraph.columns.count ? Array(plain(paragraph.columns[cell])) : []
    let own = Array(plain(paragraph.folded[paragraph.cells[cell].lowerBound..<figure.range.lowerBound]))
    windows = [
      Window(level: .near, isBefore: true, text: label + ["|"] + column + own),
      Window(level: .phrase, isBefore: true, text: label + ["|"] + column + own),
      Window(level: .heading, isBefore: true, text: heading),
    ]
    isWhole = ["合计", "总计", "全市", "三市"].contains(String(label))
  }
}

/// A paragraph with its figures, and how strongly each character parts it.
struct MarkedParagraph {
  private(set) var paragraph: ReportText.Paragraph
  let figures: [Figure]
  /// Without brackets, quotes and spaces, with the line of each character.
  let plainText: [Character]
  let plainLines: [Int]
  // For each character, the level of text that ends there; nil inside.
  private var breaks: [Surroundings.Level?]
  // The other end of brackets that hold figures or sentences; short brackets as in 村(居) part nothing.
  private var partners: [Int: Int] = [:]

  init(_ paragraph: ReportText.Paragraph) {
    self.paragraph = paragraph
    let scanner = FigureScanner(paragraph)
    figures = scanner.figures
    let kept = zip(paragraph.folded, paragraph.lines).filter { !plain([$0.0]).isEmpty }
    plainText = kept.map(\.0)
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
  func bounds(around range: Range<Int>, of level: Surroundings.Level) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, range.lowerBound - start < Self.reach, !ends(start - 1, level) { start -= 1 }
    var end = range.upperBound
    while end < breaks.count, end - range.upperBound < Self.reach, !ends(end, level) { end += 1 }
    return start..<end
  }

  private func ends(_ index: Int, _ level: Surroundings.Level) -> Bool {
    breaks[index].map { $0 >= level } ?? false
  }

  func before(_ start: Int, until level: Surroundings.Level, stopsAtFigure: Bool = false) -> [Character] {
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
    return Array(plain(out.reversed()))
  }

  func after(_ end: Int, until level: Surroundings.Level, stopsAtFigure: Bool = false) -> [Character] {
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
    return Array(plain(out))
  }

  /// Whether brackets that hold figures stand around a place.
  func isBracketed(_ place: Int) -> Bool {
    (max(0, place - Self.reach)..<place).contains { partners[$0].map { $0 > place } ?? false }
  }

  /// Whether brackets directly behind a figure hold two or more figures of its unit.
  func hasParts(behind end: Int, of figure: Figure) -> Bool {
    var index = end
    while index < min(breaks.count, end + 6), paragraph.folded[index] != "(", !ends(index, .phrase) { index += 1 }
    guard index < breaks.count, let close = partners[index], close > index else { return false }
    return figures[figures(before: index)..<figures(before: close)].count { $0.unit == figure.unit } >= 2
  }
}
