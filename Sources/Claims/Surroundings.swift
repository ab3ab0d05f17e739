/// The words around a figure, from near to far, in which its meaning is looked for.
struct Surroundings {
  /// Text before (its end is nearest) or behind (its start is nearest) the figure, without brackets and quotes.
  struct Window {
    var level: TextLevel
    var isBefore: Bool
    var text: [Character]
    let codes: [UInt32]

    init(level: TextLevel, isBefore: Bool, text: [Character]) {
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

  /// What is asked for most often, as one text each: what stands before the figure, from near to far, and directly behind it.
  private(set) var near = ""
  private(set) var behind = ""
  private(set) var clause = ""
  private(set) var sentence = ""

  /// The first window of a level and side.
  func text(_ level: TextLevel, isBefore: Bool) -> [Character] {
    windows.first { $0.level == level && $0.isBefore == isBefore }?.text ?? []
  }

  /// The nearest occurrence of a word within a reach: its level and its distance in characters.
  func distance(to word: ClaimRules.Word, within reach: TextLevel) -> (level: TextLevel, distance: Int)? {
    var best: (level: TextLevel, distance: Int)?
    for window in windows {
      // From near to far: what is found nearer decides.
      if window.level > min(reach, best?.level ?? reach) { break }
      let codes = window.codes
      let place =
        window.isBefore
        ? codes.last(of: word)
        : codes.indices.first {
          codes.stands(word, at: $0) && (window.level == .near || !window.opensFigure(behind: $0 + word.count))
        }
      guard let position = place else { continue }
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
      write()
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
    for level in [TextLevel.phrase, .clause, .sentence, .paragraph] {
      windows.append(Window(level: level, isBefore: true, text: paragraph.before(start, until: level)))
      if level < .paragraph {
        windows.append(Window(level: level, isBefore: false, text: withoutParts(paragraph.after(end, until: level))))
      }
    }
    windows.append(Window(level: .heading, isBefore: true, text: heading))
    write()
    isBracketed = paragraph.isBracketed(start)
    let near = near.suffix(4)
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
      || ["共计", "合计", "总计", "总数", "总额"].contains { self.near.contains($0) }
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

  private mutating func write() {
    near = String(text(.near, isBefore: true))
    behind = String(text(.near, isBefore: false))
    clause = String(text(.clause, isBefore: true))
    sentence = String(text(.sentence, isBefore: true))
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

extension ClaimRules.Rule.Reach {
  var level: TextLevel {
    switch self {
    case .near: .near
    case .phrase: .phrase
    case .clause: .clause
    case .sentence: .sentence
    case .paragraph: .paragraph
    }
  }
}
