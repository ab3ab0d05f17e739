import Domain

/// A figure that the text states: a number with its unit, where it stands, and how firmly it is meant.
struct Figure {
  /// What the words around the number make of it.
  enum Bound: String {
    /// The number itself.
    case exact = ""
    /// 140多: more, but not by a whole step of its last digit.
    case more = "多"
    /// 超过, 以上: that much or more.
    case atLeast = "以上"
    /// 不足, 以内: less.
    case atMost = "以内"
    /// 近: less, but not by much.
    case nearly = "近"
    /// 约, 左右.
    case about = "约"
  }

  /// The number and its unit, in the paragraph's characters.
  var range: Range<Int>
  /// The number alone.
  var digits: Range<Int>
  /// The number as plain digits: `1962`, `689.39`, `3-5`.
  var stated: String
  /// In the written unit.
  var value: Ratio
  /// The other end of a range.
  var upper: Ratio?
  /// Places after the point as written.
  var places: Int
  var unit: FigureUnit
  var bound = Bound.exact
  /// How many items the text itself lists for this figure: 一降两高三升(…), 市县镇三级.
  var listed: Int?

  /// The value in base units: fen, heads, a ratio.
  var base: Ratio? { try? value.times(unit.factor) }

  /// Half of the last place that was written, in base units: the most that rounding can hide.
  var halfPlace: Ratio? {
    var step: Int64 = 2
    for _ in 0..<places { step *= 10 }
    return try? Ratio(1, over: step).times(unit.factor)
  }
}
