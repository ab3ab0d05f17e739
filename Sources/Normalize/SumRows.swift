import Domain

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

/// What a table's sum rows are called.
struct NamesOfSums {
  /// Rows that sum up a town: 大江镇合计, 本镇小计.
  var towns = 0
  /// Whether others sum up less than a town: 小计, 山底村小计.
  var hasLower = false
  /// Whether others sum up more: 合计, 总计.
  var hasHigher = false
}
