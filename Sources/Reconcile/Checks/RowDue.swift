import Domain

extension CountyCase {
  /// What a row's own heads, months and rate come to; nil where it does not state enough.
  func rowDue(_ row: AggregateRecord) -> Money? {
    if let personMonths = row[.personMonths].count, let rate = policy.singleRate, policy.rounding == .fen {
      return rate * personMonths
    }
    guard let heads = row[.eligible].count else { return nil }
    switch row[.months] {
    case .absent:
      // At several rates other months than all of the year's are due what the members' are, and not the year's.
      if let months = row[.personMonths].count, months != heads * policy.months { return nil }
      return policy.fullAmount * heads
    case .value(let months):
      guard (0...Int64(policy.months)).contains(months) else { return nil }
      let paid = policy.months(Int(months), atRate: row[.rate].money)
      return policy.rounded(paid.reduce(.zero) { $0 + policy.rate(in: policy.calendar[$1]) }) * heads
    default: return nil
    }
  }
}
