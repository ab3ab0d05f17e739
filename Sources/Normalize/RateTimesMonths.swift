/// A rate that says in its own cell how often it is paid.
enum RateTimesMonths {
  /// 240元/人·月×12个月: a month's rate, and the months that it is paid for; nil where words do not say that they are these.
  static func find(in text: String) -> (rate: WrittenNumber, months: Int64)? {
    let factors = Text.squeezed(text).split(omittingEmptySubsequences: false) { "×*xX✕".contains($0) }
    guard factors.count == 2, case .number(let rate) = NumberText(String(factors[0])),
      case .number(let months) = NumberText(String(factors[1])), rate.unit != nil, rate.monthsEach == nil,
      ["月", "个月"].contains(months.suffix), months.monthsEach == nil, let count = months.whole,
      (1...12).contains(count)
    else { return nil }
    return (rate, count)
  }
}
