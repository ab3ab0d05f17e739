import Domain
import Spreadsheet

/// 单位：万元 over 2,880, or 单位：元 over 0.288: what a row is due tells in which unit its amount is written.
extension PlacedTable {
  /// Gives columns the unit in which most of their rows tie, where next to none does in the one that is stated; what they say otherwise
  /// stays as it is written.
  /// - Parameters:
  ///   - most: the most heads that a row may be about.
  ///   - part: the months that the table says it is of, where these are a part of the period.
  ///   - fallback: the unit that the pipeline gives where a document states none.
  mutating func proveUnits(_ policy: Policy, heads most: Int, part: ClosedRange<YearMonth>?, fallback: MoneyUnit?) {
    let spans = table.spans.compactMap { span in
      span.amount.map { (column: $0, months: span.months, heads: span.heads) }
    }
    let months = table.months.compactMap { month in
      month.amount.map { (column: $0, months: month.month...month.month, heads: month.heads) }
    }
    let whole = [Field.amount, .due].compactMap { table.column($0) }
    guard !whole.isEmpty || !spans.isEmpty || !months.isEmpty else { return }
    var proof = UnitProof(self, policy, heads: most, part: part)
    for column in whole {
      let stated = table.units[column] ?? fallback
      judge(column, stated: stated, proof.ties(column, stated: stated ?? .yuan) { $0.due($1) })
    }
    for part in spans + months {
      let stated = table.units[part.column] ?? fallback
      judge(
        part.column, stated: stated,
        proof.ties(part.column, stated: stated ?? .yuan) { $0.due($1, months: part.months, heads: part.heads) })
    }
    // 扣减 and 补发 are blank or zero nearly everywhere: they are in the unit of the amounts beside them.
    for column in [Field.deduction, .backPay].compactMap({ table.column($0) }) {
      let stated = table.units[column]
      guard let index = table.refutedUnits.firstIndex(where: { $0.stated == stated }) else { continue }
      table.units[column] = table.refutedUnits[index].proven
    }
    if let rate = table.column(.rate), !statesUnit(rate), let unit = whole.first.flatMap({ table.units[$0] }),
      proof.areRates(rate, in: unit)
    {
      table.units[rate] = unit
    }
  }

  /// Whether a column's own header states a unit.
  private func statesUnit(_ column: Int) -> Bool {
    UnitWords.header((table.paths[column] ?? "").split(separator: "›").map(String.init)) != nil
  }

  private mutating func judge(_ column: Int, stated: MoneyUnit?, _ found: UnitProof.Ties?) {
    guard let found else { return }
    let own = found.counts[stated ?? .yuan] ?? 0
    guard
      let proven = MoneyUnit.allCases.first(where: { unit in
        let count = found.counts[unit] ?? 0
        // Whole months come out whole in 千元 and in 万元 alike: only heads that are stated tell the two apart.
        let isTold = found.isExact || unit == .yuan || stated ?? .yuan == .yuan
        return unit != stated ?? .yuan && count * 2 > found.rows && own * UnitProof.leastOwn <= count && isTold
      })
    else { return }
    let (cell, raw) = unitCell(of: column, stated: stated)
    table.units[column] = proven
    if let index = table.refutedUnits.firstIndex(where: { $0.stated == stated && $0.proven == proven }) {
      table.refutedUnits[index].columns.append(column)
      if !table.refutedUnits[index].cells.contains(cell) { table.refutedUnits[index].cells.append(cell) }
      return
    }
    table.refutedUnits.append(
      RefutedUnit(
        columns: [column], stated: stated, proven: proven, tying: found.counts[proven] ?? 0, rows: found.rows,
        cells: [cell], raw: raw))
  }

  /// The cell that states a column's unit: in its header, above it, or above the sheet's first table.
  private func unitCell(of column: Int, stated: MoneyUnit?) -> (CellAddress, String) {
    let own = CellAddress(row: grid.rows[table.header.upperBound].number, column: column)
    guard let stated else { return (own, "") }
    for row in table.header.reversed() {
      let cells = grid.cells[grid.rows[row].cells]
      // A group's header stands over its first column.
      guard let cell = cells.last(where: { Int($0.column) <= column }), cell.kind == .text,
        UnitWords.header([grid.texts[cell.text]]) == stated
      else { continue }
      return (CellAddress(row: grid.rows[row].number, column: Int(cell.column)), grid.texts[cell.text])
    }
    let above = table.header.lowerBound
    for row in (0..<above).reversed() where row >= above - 12 || row < 12 {
      for cell in grid.cells[grid.rows[row].cells] where cell.kind == .text {
        let text = grid.texts[cell.text]
        if UnitWords.title(text) == stated || Text.squeezed(text) == stated.rawValue {
          return (CellAddress(row: grid.rows[row].number, column: Int(cell.column)), text)
        }
      }
    }
    return (own, "")
  }
}

/// Holds a table's amounts against what its rows are due, in each unit.
struct UnitProof {
  /// How many rows tie in each unit, of how many that state an amount without a unit of its own.
  struct Ties {
    var counts: [MoneyUnit: Int] = [:]
    var rows = 0
    /// Whether every row says exactly what it is due.
    var isExact = true
  }

  private let grid: Grid
  private let table: Table
  private let policy: Policy
  private let most: Int
  /// How many months a row is paid for that states none.
  private let usualMonths: Int64
  /// Rows from all over the table, and which of them are known to be records or none.
  private let rows: [Int]
  private var areRecords: [Bool] = []
  private var classifier: RowClassifier
  private let isOfMembers: Bool
  /// The policy's rates in fen, ascending.
  private let ratesOfPolicy: [Int64]

  init(_ placed: PlacedTable, _ policy: Policy, heads most: Int, part: ClosedRange<YearMonth>?) {
    (grid, table, self.policy, self.most) = (placed.grid, placed.table, policy, most)
    ratesOfPolicy = Set(policy.rules.map(\.rate.fen)).sorted()
    classifier = RowClassifier(grid: grid, table: table)
    usualMonths = part.map { Int64($0.upperBound.index - $0.lowerBound.index) + 1 } ?? Int64(policy.months)
    // A unit that is wrong is wrong in every row: a hundred of them tell, from all over the table.
    let step = max(1, table.body.count / 100)
    rows = Array(stride(from: table.body.lowerBound, to: table.body.upperBound, by: step))
    isOfMembers = table.column(.name) != nil || table.column(.idNumber) != nil
  }

  /// What a row is due: exactly, or any whole number of person-months up to a bound, at any of some rates.
  struct Due {
    var rates: [Int64]
    var personMonths: ClosedRange<Int64>
    var isExact: Bool { personMonths.lowerBound == personMonths.upperBound }
  }

  /// What a row is due for the whole period, or for the months that it states.
  func due(_ row: Int) -> Due {
    let all = usualMonths
    if let count = whole(.personMonths, row) ?? sumOfMonths(row) {
      return Due(rates: rates(row), personMonths: count...count)
    }
    let months = whole(.months, row).map { $0 * Int64(table.column(.months).flatMap { table.monthsEach[$0] } ?? 1) }
    if !isOfMembers, let heads = heads(row), months != nil || table.column(.months) == nil {
      return Due(rates: rates(row), personMonths: heads * (months ?? all)...heads * (months ?? all))
    }
    // One amount may stand for a village's members together.
    return Due(rates: rates(row), personMonths: 1...max(1, 2 * Int64(isOfMembers ? policy.quota : most) * all))
  }

  /// What the heads of a row's months come to, where it states them all.
  private func sumOfMonths(_ row: Int) -> Int64? {
    guard table.months.count == policy.months, table.months.allSatisfy({ $0.heads != nil }) else { return nil }
    let heads = table.months.compactMap { month in month.heads.flatMap { number(row, $0)?.whole } }
    return heads.count == policy.months && heads.allSatisfy { (0...1_000_000).contains($0) } ? heads.reduce(0, +) : nil
  }

  /// What a row is due for some months.
  func due(_ row: Int, months: ClosedRange<YearMonth>, heads column: Int?) -> Due {
    let count = Int64(months.upperBound.index - months.lowerBound.index) + 1
    if let heads = column.flatMap({ number(row, $0)?.whole }) ?? (isOfMembers ? nil : heads(row)) {
      return Due(rates: rates(row), personMonths: heads * count...heads * count)
    }
    return Due(rates: rates(row), personMonths: 1...max(1, 2 * Int64(isOfMembers ? policy.quota : most) * count))
  }

  /// No unit is refuted in which more than one of so many rows tie.
  static let leastOwn = 4

  /// In which units the amounts of a column tie; nil as soon as too many tie as they are stated for another unit to be proven.
  mutating func ties(_ column: Int, stated own: MoneyUnit, to due: (UnitProof, Int) -> Due) -> Ties? {
    var stated: [(value: WrittenDecimal, due: Due)] = []
    var tying = 0
    for (position, row) in rows.enumerated() where isRecord(position) {
      guard let written = number(row, column), written.unit == nil, written.value.digits > 0 else { continue }
      let due = due(self, row)
      if Self.ties(written.value, own, due) { tying += 1 }
      if tying * Self.leastOwn > rows.count { return nil }
      stated.append((written.value, due))
    }
    // Nearly every column has tied by now; only one that has not is held against the other units.
    return Ties(
      counts: Dictionary(
        uniqueKeysWithValues: MoneyUnit.allCases.map { unit in
          (unit, stated.count { Self.ties($0.value, unit, $0.due) })
        }), rows: stated.count, isExact: stated.allSatisfy(\.due.isExact))
  }

  /// Whether a column's rates are the policy's in a unit, as most rows write them: 0.24 beside amounts in 千元.
  mutating func areRates(_ column: Int, in unit: MoneyUnit) -> Bool {
    guard unit != .yuan else { return false }
    var (count, own) = (0, 0)
    for (position, row) in rows.enumerated() where isRecord(position) {
      guard let written = number(row, column), written.unit == nil, written.value.digits > 0 else { continue }
      count += 1
      let months = Int64(written.monthsEach ?? table.monthsEach[column] ?? 1)
      guard months > 0, let fen = written.fen(in: unit) else { continue }
      if ratesOfPolicy.contains(fen / months) { own += 1 }
    }
    return own * 2 > count
  }

  /// Whether one of the rows is a record; what a row is may depend on those before it.
  private mutating func isRecord(_ position: Int) -> Bool {
    while areRecords.count <= position {
      areRecords.append(classifier.kind(ofRow: rows[areRecords.count]) == .record)
    }
    return areRecords[position]
  }

  private static func ties(_ value: WrittenDecimal, _ unit: MoneyUnit, _ due: Due) -> Bool {
    guard let fen = value.money(in: unit)?.amount.fen, fen <= Money.cellLimit else { return false }
    return due.rates.contains { rate in
      guard rate > 0 else { return false }
      let count = (fen + rate / 2) / rate
      let isOne = due.isExact
      guard due.personMonths.contains(isOne ? due.personMonths.lowerBound : count) else { return false }
      let (exactly, isOver) = rate.multipliedReportingOverflow(by: isOne ? due.personMonths.lowerBound : count)
      guard !isOver else { return false }
      let exact = Money(fen: exactly)
      // Places so few that any amount would do prove nothing.
      var step = unit.fen
      for _ in 0..<min(18, value.places) { step /= 10 }
      guard exact.fen > 0, step < rate else { return false }
      let stated = StatedMoney(amount: Money(fen: fen), unit: unit, places: value.places)
      return stated.agreement(with: exact).verdict != .mismatch
    }
  }

  private func rates(_ row: Int) -> [Int64] {
    guard let column = table.column(.rate), let written = number(row, column),
      let fen = written.fen(in: table.units[column] ?? .yuan)
    else { return ratesOfPolicy }
    let months = Int64(written.monthsEach ?? table.monthsEach[column] ?? 1)
    // No rate is above what a cell may state; 0.24 is one in 千元.
    guard months > 0, (1...Money.cellLimit).contains(fen), !ratesOfPolicy.contains(fen / months),
      let least = ratesOfPolicy.first, fen / months >= least / 10
    else { return ratesOfPolicy }
    return (ratesOfPolicy + [fen / months]).sorted()
  }

  /// Those who are paid, as far as the row counts them.
  private func heads(_ row: Int) -> Int64? {
    if let paid = whole(.eligible, row) { return paid }
    guard table.column(.eligible) == nil, let seats = whole(.quota, row) ?? whole(.listed, row) else { return nil }
    return seats - (whole(.concurrent, row) ?? 0)
  }

  private func whole(_ field: Field, _ row: Int) -> Int64? {
    table.column(field).flatMap { number(row, $0)?.whole }.flatMap { (0...1_000_000).contains($0) ? $0 : nil }
  }

  private func number(_ row: Int, _ column: Int) -> WrittenNumber? {
    guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .number || cell.kind == .text,
      case .number(let written) = NumberText(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell))
    else { return nil }
    return written
  }
}

extension TableReader {
  /// DZ107: a unit that the rows refute, told at its cell with what proves the other one, in which the amounts are read.
  mutating func tellRefutedUnits() {
    for (index, unit) in table.refutedUnits.enumerated() {
      for column in unit.columns {
        cells.log.note(
          "unit-from-amounts", row: unit.cells[0].row, column: column, raw: unit.stated?.rawValue ?? "",
          value: unit.proven.rawValue)
      }
      let detail = out.source.sheet + (index == 0 ? "" : "#\(index + 1)")
      let proof = Message(
        zh:
          "\(unit.rows) 行金额中有 \(unit.tying) 行只有按\(unit.proven.rawValue)才与人数、月数和标准相符，已按\(unit.proven.rawValue)读取；请更正单位",
        en:
          "\(unit.tying) of \(unit.rows) amounts tie to heads, months and rate in \(unit.proven.rawValue) only, and are read so: mend the unit"
      )
      let stated = unit.stated?.rawValue
      out.discrepancies.append(
        Discrepancy(
          .unitMissingOrConflict, subject: Subject(county: county, town: out.source.town, detail: detail),
          period: period, field: Field.amount.rawValue,
          spots: unit.cells.map {
            .init(cells.place($0.row, $0.column), raw: Mask.numbers(in: Text.trimmed(unit.raw)))
          },
          gap: .texts(expected: unit.proven.rawValue, actual: stated ?? ""), level: .county, touches: [],
          zh: (stated.map { "单位写的是“\($0)”，但 " } ?? "金额没有注明单位，") + proof.zh,
          en: (stated.map { "the unit is written \($0), but " } ?? "amounts have no unit; ") + proof.en))
    }
  }
}
