import Domain

/// Tells which findings owe their difference to finer ones, so that one cause is told once and its echoes name it.
///
/// A tie (a sum, a total, an allocation) is caused by finer findings within its subject that disturb the same quantity;
/// a stated sum is caused by findings on the very cells that it adds up. What a county is due is only disturbed by findings in the
/// documents that it is reckoned from, which `isOfBasis` tells, and heads of a month by what `mayExplain` lets pass. Ties before `first` have been told theirs already.
func attributeCauses(
  _ discrepancies: inout [Discrepancy], within range: Range<Int>, from first: Int = 0,
  isOfBasis: (Discrepancy) -> Bool = { _ in true },
  mayExplain: (_ finding: Discrepancy, _ tie: Discrepancy) -> Bool = { _, _ in true }
) {
  var byTown: [Int: [Int]] = [:]
  var townless: [Int] = []
  var byColumn: [Line: [(row: Int, index: Int)]] = [:]
  var inputsOfRow: [Line: [Int]] = [:]
  var sheets = Sheets()
  for index in range {
    if !discrepancies[index].touches.isEmpty {
      if let town = discrepancies[index].subject.town {
        byTown[town, default: []].append(index)
      } else {
        townless.append(index)
      }
    }
    if discrepancies[index].mayExplainSum {
      // What is only worth a look is reckoned with in what is due already.
      let isInput =
        (discrepancies[index].code.isInputOfAmount || discrepancies[index].isPartOfAmount
          || discrepancies[index].isUnreadInput)
        && discrepancies[index].severity >= .error
      for spot in discrepancies[index].spots {
        guard let cell = A1(spot.place.cell) else { continue }
        let sheet = sheets.number(spot.place)
        byColumn[Line(sheet: sheet, number: cell.column), default: []].append((cell.row, index))
        if isInput { inputsOfRow[Line(sheet: sheet, number: cell.row), default: []].append(index) }
      }
    }
  }
  // A total looks at its own rows only: a column of a wide county has tens of thousands.
  for line in byColumn.keys { byColumn[line]?.sort { ($0.row, $0.index) < ($1.row, $1.index) } }
  attributeAccounts(&discrepancies, within: range)
  attributeDoubledRows(&discrepancies, within: range)
  attributeErrorValues(&discrepancies, within: range)
  for index in range where index >= first && discrepancies[index].isTie {
    let tie = discrepancies[index]
    var causes = Set(tie.causes)
    if let rows = tie.partRows, let spot = tie.spots.first, let cell = A1(spot.place.cell) {
      for column in tie.partColumns ?? cell.column...cell.column {
        let line = Line(sheet: sheets.number(spot.place), number: column)
        for found in (byColumn[line] ?? []).of(rows)
        where found.index != index && discrepancies[found.index].accounts(forSum: tie) { causes.insert(found.index) }
      }
    } else if tie.level <= .village, let spot = tie.spots.first, let cell = A1(spot.place.cell) {
      // A village's heads differ from its members' for what was found at them.
      if tie.code == .headcountMismatch, let town = tie.subject.town {
        let found = byTown[town] ?? []
        causes.formUnion(found.filter { isFiner(discrepancies[$0], than: tie) })
        // Where nothing is wrong, an empty seat of its own explains it.
        if causes.isEmpty {
          causes.formUnion(
            found.filter {
              $0 != index && discrepancies[$0].code == .vacancy
                && discrepancies[$0].subject.village == tie.subject.village
            })
        }
      }
      if causes.isEmpty {
        causes.formUnion(inputs(of: tie, index, at: Line(sheet: sheets.number(spot.place), number: cell.row)))
      }
      // What a summary's row differs from its members by is what is wrong at one of them.
      if causes.isEmpty, tie.code == .dueVsPaid, tie.level == .village, let town = tie.subject.town {
        causes.formUnion(
          (byTown[town] ?? []).filter {
            isFiner(discrepancies[$0], than: tie) && discrepancies[$0].spots.first?.place != spot.place
          })
      }
    } else {
      let candidates = tie.subject.town.map { byTown[$0] ?? [] } ?? (byTown.values.flatMap(\.self) + townless)
      var finer = candidates.filter { $0 != index && isFiner(discrepancies[$0], than: tie) }
      if tie.code == .countyVsAllocation { finer.removeAll { !isOfBasis(discrepancies[$0]) } }
      // A seat that stands empty is reckoned with already: it explains a difference only where nothing is wrong.
      let wrong = finer.filter { discrepancies[$0].severity >= .error }
      causes.formUnion(wrong.isEmpty ? finer : wrong)
      // A name that the register does not know may be the missing village's, in whatever town it stands.
      if tie.code == .villageCountMismatch, causes.isEmpty {
        causes.formUnion(
          townless.filter {
            discrepancies[$0].code == .villageNotInRegister && mayExplain(discrepancies[$0], tie)
          })
      }
      if causes.isEmpty, tie.code == .dueVsPaid, let spot = tie.spots.first, let cell = A1(spot.place.cell) {
        causes.formUnion(inputs(of: tie, index, at: Line(sheet: sheets.number(spot.place), number: cell.row)))
      }
    }
    discrepancies[index].causes = causes.sorted()
  }
  attributeStrangeTowns(&discrepancies, within: range, from: first)
  attributeWrongExclusions(&discrepancies, within: range, from: first)
  attributeSumsOfSums(&discrepancies, within: range, from: first)
  // Heads, months or rate of the same row explain an amount that does not follow from them; two counts do not explain each other.
  func inputs(of tie: Discrepancy, _ index: Int, at line: Line) -> [Int] {
    (inputsOfRow[line] ?? []).filter {
      $0 != index && discrepancies[$0].isOfPeriod(of: tie)
        && !(tie.code == .headcountMismatch && discrepancies[$0].code == .headcountMismatch)
        && !discrepancies[$0].isSeatsBeside(tie)
    }
  }
  func isFiner(_ finding: Discrepancy, than tie: Discrepancy) -> Bool {
    // Of what a village's figures come to, nothing explains why the village itself is not there.
    let touched: Quantities = tie.code == .villageCountMismatch ? .villages : tie.touches
    return finding.level < tie.level && finding.isWithin(tie.subject, level: tie.level)
      && !finding.touches.isDisjoint(with: touched) && mayExplain(finding, tie)
  }
}

/// One number in two rows, or in two counties, brings two accounts with it: they are two persons' once the number is mended, or one
/// row goes.
private func attributeAccounts(_ discrepancies: inout [Discrepancy], within range: Range<Int>) {
  struct PersonOfCounty: Hashable {
    var person: IDNumber
    var county: Int?

    init?(_ subject: Subject) {
      guard let person = subject.person else { return nil }
      (self.person, county) = (person, subject.county)
    }
  }
  var doubled: [PersonOfCounty: Int] = [:]
  for index in range where [.duplicatePerson, .crossCountyDuplicate].contains(discrepancies[index].code) {
    guard let person = PersonOfCounty(discrepancies[index].subject), doubled[person] == nil else { continue }
    doubled[person] = index
  }
  for index in range where discrepancies[index].code == .manyAccounts {
    if let cause = PersonOfCounty(discrepancies[index].subject).flatMap({ doubled[$0] }) {
      discrepancies[index].causes = [cause]
    }
  }
}

/// A village that nobody knows for the error value in its cell: the formula is what has to be mended.
private func attributeErrorValues(_ discrepancies: inout [Discrepancy], within range: Range<Int>) {
  var errors: [Place: Int] = [:]
  for index in range where discrepancies[index].code == .cellErrorValue {
    for spot in discrepancies[index].spots { errors[spot.place] = index }
  }
  guard !errors.isEmpty else { return }
  for index in range where discrepancies[index].code == .villageNotInRegister {
    let causes = discrepancies[index].spots.map { errors[$0.place] }
    if !causes.contains(nil) { discrepancies[index].causes = Set(causes.compactMap(\.self)).sorted() }
  }
}

/// A person who stands twice makes a village one too many: one of the rows goes.
private func attributeDoubledRows(_ discrepancies: inout [Discrepancy], within range: Range<Int>) {
  struct Row: Hashable {
    var file: String
    var sheet: String
    var row: Int

    init?(_ place: Place) {
      guard let cell = A1(place.cell) else { return nil }
      (file, sheet, row) = (place.file, place.sheet, cell.row)
    }
  }
  var doubled: [Row: [Int]] = [:]
  for index in range where discrepancies[index].code == .duplicatePerson {
    for row in discrepancies[index].spots.compactMap({ Row($0.place) }) { doubled[row, default: []].append(index) }
  }
  guard !doubled.isEmpty else { return }
  for index in range where discrepancies[index].code == .overQuota {
    let rows = discrepancies[index].spots.compactMap { Row($0.place) }
    discrepancies[index].causes = Set(rows.flatMap { doubled[$0] ?? [] }).sorted()
  }
}

extension [(row: Int, index: Int)] {
  /// Those of some rows, of findings in the order of their rows.
  func of(_ rows: ClosedRange<Int>) -> ArraySlice<Element> {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].row < rows.lowerBound { low = middle + 1 } else { high = middle }
    }
    return self[low...].prefix { $0.row <= rows.upperBound }
  }
}

/// A row or column of a sheet.
private struct Line: Hashable {
  var sheet: Int
  var number: Int
}

/// Numbers for sheets: findings by the ten thousand stand on a few.
private struct Sheets {
  private struct Name: Hashable {
    var file: String
    var sheet: String
  }
  private var numbers: [Name: Int] = [:]
  private var last: (name: Name, number: Int)?

  mutating func number(_ place: Place) -> Int {
    let name = Name(file: place.file, sheet: place.sheet)
    if let last, last.name == name { return last.number }
    let number = numbers[name] ?? numbers.count
    numbers[name] = number
    last = (name, number)
    return number
  }
}

extension Code {
  /// Whether it is told where files are read: DZ1xx, DZ2xx.
  fileprivate var isOfReading: Bool { rawValue < "DZ3" }

  /// Whether it is about heads, months or a rate, from which a row's amount follows.
  fileprivate var isInputOfAmount: Bool {
    switch self {
    case .rateMismatch, .monthsOutOfRange, .leftOfficePaid, .headcountMismatch, .overQuota, .exclusionExceedsVillages:
      true
    default: false
    }
  }
}

extension Discrepancy {
  /// Whether a sum may be off for it: it is wrong, or a cell was not read. What is only noticed about figures leaves their sum as it is.
  fileprivate var mayExplainSum: Bool {
    guard code != .subtotalMismatch else { return false }
    return severity >= .error || severity == .warning && (code.isOfReading || code == .monthsOutOfRange)
  }

  /// Whether a sum is off for it, as far as the figures tell: fewer months than might be are only where the sum has just as many more.
  fileprivate func accounts(forSum tie: Discrepancy) -> Bool {
    // What is blank or cannot be read leaves the sum more than its other parts.
    let isUnread =
      [.missingNotZero, .cellErrorValue].contains(code)
      || code == .valueNotParsed && severity >= .error && field == tie.field && spots.allSatisfy { $0.parsed.isEmpty }
    if isUnread, let more = tie.gap.difference, more < 0 { return false }
    guard code == .monthsOutOfRange, severity < .error else { return true }
    // Months in words stand in the cell and in no formula's sum: all of them may be missing from it.
    if case .counts(_, let months, _) = gap, tie.field == Field.months.rawValue,
      tie.gap.difference == -Int64(months)
    {
      return true
    }
    return gap.difference.map { -$0 } == tie.gap.difference
  }

  /// Whether the finding is about a month's or quarter's amount, which a row's sum has in it.
  fileprivate var isPartOfAmount: Bool { [.notMultipleOfRate, .dueVsPaid].contains(code) && !isTie }

  /// Whether months, heads or a rate cannot be read, from which a row's amount follows.
  fileprivate var isUnreadInput: Bool {
    code == .valueNotParsed && [Field.months, .eligible, .personMonths, .rate].map(\.rawValue).contains(field)
  }

  /// Whether the finding's period is another's or a part of it: a month's heads are an input of the year's amount, no other month's of a run's.
  fileprivate func isOfPeriod(of tie: Discrepancy) -> Bool {
    if period.hasPrefix(tie.period) { return true }
    guard let month = YearMonth(period), let months = ClosedRange<YearMonth>(period: tie.period) else { return false }
    return months.contains(month)
  }

  /// Whether the finding is about more heads than seats and cannot be why an amount differs: each of a village's members is due the
  /// amount of a seat whether or not there is one too many, and heads that are mended downwards explain only what is short of them.
  fileprivate func isSeatsBeside(_ tie: Discrepancy) -> Bool {
    guard code == .overQuota, tie.code == .dueVsPaid else { return false }
    if field == "members" { return true }
    guard case .money(let due, let paid) = tie.gap else { return false }
    return paid > due
  }

  /// Whether the finding is about something inside a subject. A village that is missing from a town may stand there under another name.
  func isWithin(_ outer: Subject, level: Level) -> Bool {
    if let village = outer.village, level <= .village { return subject.village == village }
    if let town = outer.town { return subject.town == town }
    if let county = outer.county { return subject.county == county }
    return true
  }
}
