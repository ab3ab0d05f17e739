import Domain
import Spreadsheet

/// A subtotal that stands above the rows it sums up: it is tied when the next sum row or the table's end closes them.
struct LeadingSum {
  var row: Int
  var level: Int
  var label: String
  var town: Int?
  /// Whether it names a town that the register does not know.
  var isOfStrangeTown = false
}

/// The parts of the last total that stated money.
struct SummedUp {
  var field: Field
  var sum: Int64
  var parts: ClosedRange<Int>
  var isComplete: Bool
  var isGrand: Bool
  var town: Int
}

/// What a table's sum rows have been about so far: each of one town or village, or of several.
struct SumHabit {
  /// How many closed the rows of one town, or of one village.
  private var closed: [SummedPlace.Kind: Int] = [:]
  /// By what some closed several.
  private var isMixed: Set<SummedPlace.Kind> = []

  /// Whether the table's sum rows have each been of one place so far, at least so many.
  func isOfEach(_ kind: SummedPlace.Kind, atLeast count: Int) -> Bool {
    !isMixed.contains(kind) && closed[kind] ?? 0 >= count
  }

  /// What a table's sum rows are of: the smallest place that each of them was of.
  func kind(atLeast count: Int) -> SummedPlace.Kind? {
    [.village, .town].first { isOfEach($0, atLeast: count) }
  }

  mutating func learn(from sums: Sums, level: Int) {
    for kind in [SummedPlace.Kind.town, .village] {
      let stretches = sums.stretches(level: level, by: kind)
      if stretches.count > 1 { isMixed.insert(kind) }
      if stretches.count == 1 { closed[kind, default: 0] += 1 }
    }
  }
}

extension TableReader {
  // Made once: making a pattern costs more than looking for it.
  nonisolated(unsafe) private static let sumWords =
    #/(?:本页|全年|实际|实|应|发放|发|拨付|补贴|补助|津贴|资金|总|金额|款|额|合计|共计|总计|小计)+[:：]?/#

  /// The amount that a sum row's cell states behind its own words: 发放金额合计：74880元; nil for any other text, and for what its column does
  /// not sum up.
  mutating func amountBehindWords(_ cell: Cell, _ column: Sums.Column, row: Int) -> Int64? {
    guard cell.kind == .text else { return nil }
    let text = Text.squeezed(grid.texts[cell.text])
    guard let words = text.prefixMatch(of: Self.sumWords)?.output,
      case .number(let written) = NumberText(String(text[words.endIndex...])),
      written.suffix.isEmpty || written.unit != nil, let fen = written.fen(in: units[column.column] ?? .yuan),
      !words.contains("应") || column.field == .due, !words.contains("实") || column.field == .amount
    else { return nil }
    cells.log.note(
      "total-in-sentence", row: row, column: column.column, raw: Mask.numbers(in: text), value: "\(Money(fen: fen))")
    return fen
  }
}
