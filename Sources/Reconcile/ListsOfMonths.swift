import Domain

/// The payment lists and returns of parts of the year, to find those that a village of other months is missing from.
struct ListsOfMonths {
  private struct Town: Hashable {
    var town: Int
    var source: Int
  }
  private let county: CountyCase
  /// The months of each list or return.
  private var months: [Int: Set<YearMonth>] = [:]
  /// The last row of a town's villages in each of them.
  private var lastRows: [Town: Int32] = [:]

  init(_ county: CountyCase) {
    self.county = county
    for (index, source) in county.records.sources.enumerated() {
      if source.kind == .monthly {
        months[index] = Set(source.monthColumns.map(\.month))
      } else if source.kind == .paymentList, source.purpose != .later, let part = source.part {
        months[index] = Set(county.policy.calendar.filter(part.contains))
      }
    }
    guard months.count > 1 else { return }
    for member in county.records.members { see(member.source, member.row, member.village) }
    for row in county.records.aggregates { see(row.source, row.row, row.village) }
  }

  private mutating func see(_ source: SourceID, _ row: Int32, _ village: Int32) {
    guard village >= 0, months[source.index] != nil else { return }
    let key = Town(town: county.register.villages[Int(village)].town, source: source.index)
    lastRows[key] = max(lastRows[key] ?? 0, row)
  }

  /// Where a village is to be added: below its town's others in the documents of some months; nothing where none of these has its town.
  func places(lacking subject: Subject, in missing: [YearMonth], of kind: DocumentKind) -> [Place] {
    guard subject.village != nil, let town = subject.town else { return [] }
    let lacking = months.filter { index, months in
      county.records.sources[index].kind == kind && !months.isDisjoint(with: missing)
    }
    let rows = lacking.keys.sorted().compactMap { index in
      lastRows[Town(town: town, source: index)].map { (county.records.sources[index], Int($0)) }
    }
    return rows.map { $0.place(.village, row: $1) }
  }
}
