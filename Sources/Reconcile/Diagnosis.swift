import Domain

/// Words what a gap is consistent with, never as fact: at most three guesses, most specific first.
func diagnose(_ discrepancies: inout [Discrepancy], policy: Policy) {
  for index in discrepancies.indices {
    switch discrepancies[index].gap {
    case .money(let expected, let actual) where expected != actual:
      discrepancies[index].consistentWith = guesses(expected: expected, actual: actual, policy: policy)
    case .counts(let expected, let actual, _) where expected != actual && isTransposition(Int64(expected), Int64(actual)):
      discrepancies[index].consistentWith = [transposition]
    default: break
    }
  }
}

private let transposition = Message(zh: "相邻两位数字颠倒", en: "two adjacent digits swapped")

/// The guesses for a gap between two amounts.
func guesses(expected: Money, actual: Money, policy: Policy) -> [Message] {
  let gap = abs((actual - expected).fen)
  guard gap > 0 else { return [] }
  var found: [Message] = []
  if expected.fen != 0, actual.fen == expected.fen * 10_000 || expected.fen == actual.fen * 10_000 {
    found.append(Message(zh: "元与万元混淆", en: "yuan taken for 万元, or the reverse"))
  }
  if actual.fen == expected.fen * 2 {
    found.append(Message(zh: "重复计算一倍（重复上报或把小计也加进去）", en: "counted twice: a double upload, or subtotals summed in"))
  }
  if expected.fen != 0, actual.fen == expected.fen * 12 || expected.fen == actual.fen * 12 {
    found.append(Message(zh: "月数与全年数混淆（相差 12 倍）", en: "a month taken for a year, or the reverse (a factor of 12)"))
  }
  if expected.fen != 0, actual.fen * 12 == expected.fen * 11 {
    found.append(Message(zh: "少算一个月（11/12）", en: "a month is missing (11/12)"))
  }
  if isTransposition(expected.fen / 100, actual.fen / 100), expected.fen % 100 == actual.fen % 100 { found.append(transposition) }
  let full = policy.fullAmount.fen
  if full > 0, gap % full == 0 {
    found.append(Message(zh: "相当于 \(gap / full) 人全年补贴", en: "\(gap / full) head-year(s) of subsidy"))
  } else if let rate = policy.singleRate?.fen, rate > 0, gap % rate == 0 {
    found.append(Message(zh: "相当于 \(gap / rate) 人·月补贴", en: "\(gap / rate) head-month(s) of subsidy"))
  }
  return Array(found.prefix(3))
}

/// Whether swapping two adjacent digits of one number gives the other.
func isTransposition(_ a: Int64, _ b: Int64) -> Bool {
  let (a, b) = (Array(String(abs(a)).utf8), Array(String(abs(b)).utf8))
  guard a.count == b.count, a.count > 1 else { return false }
  let different = a.indices.filter { a[$0] != b[$0] }
  return different.count == 2 && different[1] == different[0] + 1 && a[different[0]] == b[different[1]] && a[different[1]] == b[different[0]]
}
