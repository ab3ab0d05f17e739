import Domain
import Spreadsheet

/// Months and money that stand once for a village's members, in a merged cell or with blanks below: 36 │ 8640 beside three names.
extension PlacedTable {
  /// Gives each member the share of what stands once, where the whole period's months at the rate prove by whom it is shared; what they
  /// leave open stays as it is written. Whoever is marked as paid elsewhere, or had left before, has no share, and no void row has.
  mutating func shareFigures(_ policy: Policy) {
    guard table.kind == .paymentList, let money = table.column(.amount), table.months.isEmpty, table.spans.isEmpty,
      let rate = policy.singleRate?.fen, rate > 0, table.column(.name) != nil
    else { return }
    let columns = [money, table.column(.due), table.column(.deduction), table.column(.months)].compactMap(\.self)
    var numbers: [Int: [Int: Double]] = [:]
    var classifier = RowClassifier(grid: grid, table: table)
    var row = table.body.lowerBound
    while row < table.body.upperBound {
      let block = row...lastOfBlock(from: row, columns)
      row = block.upperBound + 1
      if block.count == 1, let whole = blockWithMonths(from: block.lowerBound, columns),
        let shares = sharesByMonths(whole, money, &classifier, rate: rate)
      {
        row = whole.upperBound + 1
        for (member, amount) in shares {
          numbers[member, default: [:]][money] = amount
          if let due = table.column(.due), holds(whole.lowerBound, due) { numbers[member]?[due] = amount }
          table.sharing[grid.rows[member].number] = whole.count
        }
        continue
      }
      guard block.count > 1, let paid = paid(block, &classifier, policy),
        let share = share(block, money, among: paid.count, rate: rate, months: policy.months)
      else { continue }
      for member in paid {
        numbers[member, default: [:]][money] = share.amount
        if let due = table.column(.due), holds(block.lowerBound, due) { numbers[member]?[due] = share.amount }
        if let months = table.column(.months) { numbers[member]?[months] = share.months }
      }
      if !paid.contains(block.lowerBound) {
        numbers[block.lowerBound] = Dictionary(uniqueKeysWithValues: columns.map { ($0, 0) })
      }
      for member in block { table.sharing[grid.rows[member].number] = block.count }
    }
    if !numbers.isEmpty { grid = grid.setting(numbers) }
  }

  /// The last row of those that begin with an amount and go on with members of the same village for whom nothing is stated.
  private func lastOfBlock(from row: Int, _ columns: [Int]) -> Int {
    // Nearly every row states its own: that is seen before a word is read.
    guard holds(row, columns[0]) else { return row }
    var last = row
    while last + 1 < table.body.upperBound, !columns.contains(where: { holds(last + 1, $0) }), isSeat(last + 1),
      last > row || isSeat(row), isOfSameVillage(last + 1, row)
    {
      last += 1
    }
    return last
  }

  /// Members of one village who have their own months and one amount.
  private func blockWithMonths(from row: Int, _ columns: [Int]) -> ClosedRange<Int>? {
    guard let months = table.column(.months), holds(row, months) else { return nil }
    let block = row...lastOfBlock(from: row, columns.filter { $0 != months })
    return block.count > 1 ? block : nil
  }

  /// Each member's yuan, where the months of all at the rate come to the one amount and those of the first alone do not.
  private func sharesByMonths(
    _ block: ClosedRange<Int>, _ money: Int, _ classifier: inout RowClassifier, rate: Int64
  ) -> [Int: Double]? {
    guard let column = table.column(.months), table.units[money] ?? .yuan == .yuan,
      case .number(let written) = NumberText(text(block.lowerBound, money)), let fen = written.fen(in: .yuan),
      table.column(.deduction).map({ !holds(block.lowerBound, $0) }) ?? true
    else { return nil }
    if let due = table.column(.due), holds(block.lowerBound, due) {
      guard case .number(let own) = NumberText(text(block.lowerBound, due)), own.fen(in: .yuan) == fen else {
        return nil
      }
    }
    var months: [Int: Int64] = [:]
    for row in block {
      guard case .record = classifier.kind(ofRow: row) else { return nil }
      switch NumberText(text(row, column)) {
      case .number(let own):
        guard let count = own.whole, (0...12).contains(count) else { return nil }
        months[row] = count
      case .nothing: months[row] = 0
      // Missing months are not none.
      case .blank, .unreadable: return nil
      }
    }
    guard months.values.reduce(0, +) * rate == fen, (months[block.lowerBound] ?? 0) * rate != fen else { return nil }
    return months.mapValues { Double($0 * rate) / 100 }
  }

  private func isOfSameVillage(_ row: Int, _ first: Int) -> Bool {
    guard let column = table.column(.village) ?? table.column(.code) else { return false }
    return !holds(row, column) || text(row, column) == text(first, column)
  }

  /// The rows of those who share what stands once; nil where a seat is vacant, or a row's words leave open what it has of it.
  private func paid(_ block: ClosedRange<Int>, _ classifier: inout RowClassifier, _ policy: Policy) -> [Int]? {
    var paid: [Int] = []
    for row in block {
      var hasNone = false
      if case .setAside(let reason) = classifier.kind(ofRow: row), reason != .ofWhich {
        hasNone = true
      } else {
        guard !isVacant(row) else { return nil }
        if isPaidElsewhere(row) { continue }
        let note = table.column(.note).map { text(row, $0) } ?? ""
        if let departure = DepartureWords(note), departure.date.month < policy.from {
          hasNone = true
        } else if NumberText.speaksOfNoPay(note) || DepartureWords.speaks(note)
          || ["未发", "不计发", "未领", "退出"].contains(where: { note.contains($0) })
        {
          // Who has less than the whole period, without how much, leaves the others' share open.
          return nil
        }
      }
      if !hasNone {
        paid.append(row)
      } else if row == block.lowerBound {
        // Figures beside a void or departed one may be that one's own.
        return nil
      }
    }
    // What stands at the only one who is paid is no share.
    return paid.isEmpty || paid == [block.lowerBound] ? nil : paid
  }

  /// Each member's months and yuan, where the amount is that of the whole period for each and any months stated are these.
  private func share(
    _ block: ClosedRange<Int>, _ money: Int, among members: Int, rate: Int64, months: Int
  ) -> (amount: Double, months: Double)? {
    let unit = table.units[money] ?? .yuan
    let (paid, each) = (Int64(members), Int64(months))
    guard unit == .yuan, case .number(let written) = NumberText(text(block.lowerBound, money)),
      let fen = written.fen(in: .yuan), fen > 0, fen % (paid * rate) == 0, fen / paid / rate == each
    else { return nil }
    if let due = table.column(.due), holds(block.lowerBound, due) {
      guard case .number(let own) = NumberText(text(block.lowerBound, due)), own.fen(in: .yuan) == fen else {
        return nil
      }
    }
    if let deduction = table.column(.deduction), holds(block.lowerBound, deduction) {
      guard case .number(let own) = NumberText(text(block.lowerBound, deduction)), own.whole == 0 else { return nil }
    }
    if let column = table.column(.months), holds(block.lowerBound, column) {
      guard case .number(let own) = NumberText(text(block.lowerBound, column)),
        let stated = own.whole, stated == each || stated == each * paid,
        // 12 │ 2880 is the first one's own, and the others' are missing.
        stated > each || stated * rate != fen
      else { return nil }
    }
    return (Double(fen / paid) / 100, Double(each))
  }

  private func isPaidElsewhere(_ row: Int) -> Bool {
    if let column = table.column(.concurrent), ["是", "√", "有", "Y", "兼任"].contains(text(row, column)) { return true }
    return [Field.role, .note].contains { field in
      table.column(field).map { PostMark(text(row, $0)) == .yes } ?? false
    }
  }

  /// Whether a row names a member, or says that nobody holds the seat.
  private func isSeat(_ row: Int) -> Bool {
    guard let name = table.column(.name), holds(row, name), !table.isSum(row, grid) else { return false }
    return PersonName.mayBe(text(row, name)) || isVacant(row)
  }

  private func isVacant(_ row: Int) -> Bool {
    table.column(.name).map { TableReader.isVacantSeat(text(row, $0)) } ?? true
  }

  private func holds(_ row: Int, _ column: Int) -> Bool {
    guard let cell = grid.cell(rowIndex: row, column: column) else { return false }
    return cell.kind != .text || grid.texts.withBytes(of: cell.text) { $0.contains { $0 > 0x20 } }
  }

  private func text(_ row: Int, _ column: Int) -> String {
    grid.cell(rowIndex: row, column: column).map { Text.squeezed(grid.raw($0)) } ?? ""
  }
}
