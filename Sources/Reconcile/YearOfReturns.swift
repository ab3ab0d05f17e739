import Domain

/// What the monthly returns of a village, a town or the county state for every month of the period.
struct YearOfReturns {
  /// The rows that state it.
  private(set) var rows: [AggregateRecord] = []
  /// Heads of each month; nil where some month's are not stated.
  private(set) var heads: [Int]?
  /// What they are due.
  private(set) var due: Money?
  /// The amounts together, to the fen; nil where some month's are not stated.
  private(set) var amount: Money?

  /// Heads of every month alike.
  var steadyHeads: Int? { heads.flatMap { Set($0).count == 1 ? $0[0] : nil } }
  /// All months' heads.
  var personMonths: Int? { heads.map { $0.reduce(0, +) } }

  /// - Parameter rows: a place's rows of monthly returns; of one that stands twice, which is told, nothing is known.
  init(_ rows: [AggregateRecord], _ county: CountyCase) {
    self.rows = rows
    let policy = county.policy
    var months: [Int: AggregateRecord.Month] = [:]
    for row in rows {
      let source = county.source(row.source)
      for (entry, column) in zip(row.months, source.monthColumns) {
        let position = Int(column.month.index - policy.from.index)
        guard (0..<policy.months).contains(position) else { continue }
        // What is rounded to 万元 says less than the fen.
        let isRounded = column.amount.map { source.scales[$0] != nil } ?? false
        let amount = isRounded ? .absent : entry.amount
        guard let before = months[position] else {
          months[position] = .init(heads: entry.heads, amount: amount)
          continue
        }
        // Heads and money may have a row each.
        let isOfHeads = before.amount == .absent && entry.heads == .absent
        guard isOfHeads || before.heads == .absent && amount == .absent else { return }
        months[position] =
          isOfHeads ? .init(heads: before.heads, amount: amount) : .init(heads: entry.heads, amount: before.amount)
      }
    }
    let all = (0..<policy.months).map { months[$0] }
    let heads = all.compactMap { $0?.heads.count }
    if heads.count == policy.months {
      self.heads = heads
      due = zip(heads, policy.calendar).reduce(.zero) { $0 + policy.rounded(policy.rate(in: $1.1)) * $1.0 }
    }
    let amounts = all.compactMap { $0?.amount.money }
    if amounts.count == policy.months { amount = amounts.reduce(.zero, +) } else { amount = yearStated(county) }
  }

  /// Several places' together.
  init(together years: [YearOfReturns]) {
    func sum<Figure>(_ figures: [Figure?], _ add: ([Figure]) -> Figure) -> Figure? {
      figures.contains { $0 == nil } ? nil : add(figures.compactMap(\.self))
    }
    rows = years.flatMap(\.rows)
    heads = sum(years.map(\.heads)) { all in all[0].indices.map { month in all.reduce(0) { $0 + $1[month] } } }
    due = sum(years.map(\.due)) { $0.reduce(.zero, +) }
    amount = sum(years.map(\.amount)) { $0.reduce(.zero, +) }
  }

  /// The year's amount where a return states heads by month and one sum of money.
  private func yearStated(_ county: CountyCase) -> Money? {
    guard rows.count == 1, heads != nil, let row = rows.first else { return nil }
    let source = county.source(row.source)
    guard source.monthColumns.allSatisfy({ $0.amount == nil }), let column = source.columns[.amount],
      source.scales[column] == nil
    else { return nil }
    return row[.amount].money
  }

  /// The cells that state it: a year's own amount, else the months' of each row.
  func places(_ county: CountyCase) -> [Place] {
    rows.map { row in
      let source = county.source(row.source)
      let number = Int(row.row)
      if row[.amount].money != nil, let column = source.columns[.amount] {
        return source.place(row: number, column: column)
      }
      let columns = source.monthColumns.compactMap { amount == nil ? $0.heads : $0.amount ?? $0.heads }
      guard let first = columns.min(), let last = columns.max() else { return source.place(row: number) }
      return first == last
        ? source.place(row: number, column: first)
        : Place(
          file: source.file, sheet: source.sheet, cell: source.range(rows: number...number, columns: first...last))
    }
  }
}

/// The year's returns of each place, as their rows are.
struct YearsOfReturns {
  private var ofVillage: [Int32: YearOfReturns] = [:]
  private var ofTown: [Int32: YearOfReturns] = [:]
  private let county: CountyCase

  init(_ county: CountyCase) {
    self.county = county
    let rows = county.records.aggregates.filter { county.source($0.source).kind == .monthly && !$0.months.isEmpty }
    ofVillage = Dictionary(grouping: rows.filter { $0.village >= 0 }, by: \.village).mapValues { .init($0, county) }
    // The whole county is the town -1.
    ofTown = Dictionary(grouping: rows.filter { !$0.isVillage }, by: \.town).mapValues { .init($0, county) }
  }

  /// Of each village, then each town and the county.
  var all: [YearOfReturns] {
    ofVillage.sorted { $0.key < $1.key }.map(\.value) + ofTown.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Those of a row's village or town; of a town, else those of all of its villages together.
  subscript(row: AggregateRecord) -> YearOfReturns? {
    if row.isVillage { return row.village >= 0 ? ofVillage[row.village] : nil }
    if let own = ofTown[row.town] { return own }
    guard row.town >= 0, !ofVillage.isEmpty else { return nil }
    let villages = county.register.towns[Int(row.town)].villages.filter {
      county.register.villages[$0].kind == .village
    }
    let years = villages.compactMap { ofVillage[Int32($0)] }
    return villages.isEmpty || years.count < villages.count ? nil : YearOfReturns(together: years)
  }
}
