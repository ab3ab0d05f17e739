import Domain
import Spreadsheet

/// What is told about a table as a whole.
extension TableReader {
  mutating func findUnits(fallback: MoneyUnit?) {
    let money =
      table.fields.filter { [.amount, .due, .deduction, .backPay].contains($0.value) }.keys
      + table.months.compactMap(\.amount) + table.spans.compactMap(\.amount)
    let open = money.filter { units[$0] == nil }
    tellRefutedUnits()
    if !table.unitConflict.isEmpty, table.refutedUnits.isEmpty {
      unitDiscrepancy(
        zh: "单位前后不一：\(table.unitConflict.joined(separator: "、"))，按列名的单位读取",
        en: "units contradict each other: \(table.unitConflict.joined(separator: ", ")); the column's own is used",
        column: money.min())
    }
    guard !open.isEmpty else { return }
    var unit = fallback
    if unit == nil, let rate = policy.singleRate, rate.fen > 0 {
      // No unit is stated: amounts that are whole multiples of the rate in yuan prove it.
      var seen = 0
      var whole = 0
      for row in table.body.prefix(300) {
        for column in open {
          guard let cell = grid.cell(rowIndex: row, column: column),
            case .number(let written) = NumberText(cells.text(cell)),
            let fen = written.value.money(in: .yuan)?.amount.fen, fen != 0
          else { continue }
          seen += 1
          // 0.864万元 says its unit itself, and as 千元 it would be more than the row can have.
          if written.unit != nil || fen % rate.fen == 0 || fen > mostOfRow.fen / 1000 { whole += 1 }
        }
      }
      if seen > 0 && whole * 2 >= seen {
        unit = .yuan
        cells.log.note(
          "unit-from-amounts", row: out.source.headerRows.upperBound, column: open.min() ?? 1, raw: "", value: "元")
      } else if seen > 0 {
        unitDiscrepancy(zh: "金额没有注明单位，按元读取", en: "amounts have no unit; they are read as yuan", column: open.min())
      }
    }
    for column in open { units[column] = unit ?? .yuan }
  }

  /// Twice what a member, a village or all villages can be due: whatever is more was written in a smaller unit.
  private var mostOfRow: Money {
    let villages = namesVillages ? 1 : gazetteer.register.villageCount(ofCounty: county)
    let heads = isOfMembers ? 1 : policy.quota * max(1, villages)
    return policy.fullAmount.multiplied(by: 2 * heads) ?? policy.fullAmount
  }

  mutating func unitDiscrepancy(zh: String, en: String, column: Int?) {
    out.discrepancies.append(
      Discrepancy(
        .unitMissingOrConflict, subject: Subject(county: county, town: out.source.town, detail: out.source.sheet),
        period: period, field: Field.amount.rawValue,
        spots: [.init(cells.place(out.source.headerRows.upperBound, column ?? 1))], level: .county, touches: [.stated],
        zh: zh, en: en))
  }

  mutating func finish() {
    settleLeadingSums(level: Sums.grand)
    if let wholeRow, out.aggregates.isEmpty { aggregateWhole(wholeRow) }
    tellRowsWithoutSum()
    tellMasked()
    tellElection()
    tellShares()
    settleHowFarPaid()
    settleBareMarks()
    settleFlags()
    tellUnmarkedPosts()
    out.source.scales = cells.writtenScales
    let owner = Subject(county: county, town: out.source.town, detail: out.source.sheet)
    for gap in serial.gaps.prefix(20) {
      out.discrepancies.append(
        Discrepancy(
          .serialGap,
          subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(gap.from)"),
          period: period, field: Field.serial.rawValue,
          spots: [.init(out.source.place(.serial, row: gap.row), raw: "\(gap.to)")],
          gap: .counts(expected: gap.from + 1, actual: gap.to, unit: ""), zh: "序号由 \(gap.from) 跳到 \(gap.to)",
          en: "the serial number jumps from \(gap.from) to \(gap.to)"))
    }
    tellHiddenRows()
    for range in grid.hiddenColumns where range.lowerBound <= out.source.span.upperBound {
      let columns = range.clamped(to: 1...max(out.source.span.upperBound, range.lowerBound))
      out.discrepancies.append(
        Discrepancy(
          .hiddenContent,
          subject: Subject(
            county: county, town: out.source.town, detail: "\(out.source.sheet)#\(Place.letters(columns.lowerBound))"),
          period: period, field: "column",
          spots: [
            .init(
              Place(
                file: out.source.file, sheet: out.source.sheet,
                cell: Place.range(
                  row: out.source.headerRows.lowerBound, column: columns.lowerBound,
                  toRow: out.source.headerRows.lowerBound, toColumn: columns.upperBound)))
          ],
          zh: "第 \(Place.letters(columns.lowerBound)) 列起有隐藏列，已计入",
          en: "columns from \(Place.letters(columns.lowerBound)) on are hidden; they count"))
    }
    tellOtherRows()
    for aside in table.ofOthers {
      out.discrepancies.append(
        Discrepancy(
          .rowSetAside,
          subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(aside.words)"),
          period: period, field: "column",
          spots: [
            .init(
              Place(
                file: out.source.file, sheet: out.source.sheet,
                cell: Place.range(
                  row: out.source.headerRows.lowerBound, column: aside.columns.lowerBound,
                  toRow: out.source.rows.upperBound, toColumn: aside.columns.upperBound)), raw: aside.words)
          ], zh: "“\(aside.words)”各列未采用：不是现任成员本人",
          en: "the columns under \(aside.words) are not used: they are about others than the members in office"))
    }
    for column in table.unknown where isUsed(column) {
      unknownColumn(column, owner)
    }
    tieWordsToFigures()
    tieSumsOfGroups()
    tellRepeated()
    // What only a comment explains is kept beside the cell that it explains.
    for (address, comment) in grid.comments
    where out.source.headerRows.lowerBound <= address.row && address.row <= out.source.rows.upperBound {
      let (raw, value) = (shown(comment, at: address), shown(address))
      cells.log.note("comment", row: address.row, column: address.column, raw: raw, value: value)
    }
    tellCorrectionsInComments()
    tellColours()
    out.discrepancies += cells.discrepancies
    out.normalizations += cells.log.normalizations(county: county, file: out.source.file, sheet: out.source.sheet)
    blankSummary()
    blankMonths()
  }

  /// Rows that are hidden or filtered away count; they are told together, for a filter hides hundreds.
  private mutating func tellHiddenRows() {
    // Whoever reads a record tells its amount first; that any hidden row is one comes after.
    var seen: Set<Int> = []
    let rows = hidden.filter { seen.insert($0.row).inserted }.sorted { $0.row < $1.row }
    guard !rows.isEmpty else { return }
    let money = Money(fen: rows.reduce(0) { $0.addingReportingOverflow($1.amount).partialValue }).grouped
    let runs = Self.runs(of: rows.map(\.row))
    let named = runs.prefix(8).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    let isCut = runs.count > named.count
    let zh = named.joined(separator: "、") + (isCut ? "……" : "")
    let en = named.joined(separator: ", ") + (isCut ? ", …" : "")
    out.discrepancies.append(
      Discrepancy(
        .hiddenContent,
        subject: Subject(
          county: county, town: out.source.town, detail: "\(out.source.sheet)#\(out.source.headerRows.lowerBound)"),
        period: period, field: "row",
        spots: rows.map {
          .init(out.source.place(row: $0.row), parsed: $0.amount == 0 ? "" : "\(Money(fen: $0.amount))")
        },
        zh: "第 \(zh) 行\(rows.count > 1 ? "（共 \(rows.count) 行）" : "")被隐藏，已计入（含隐藏行的金额多 \(money) 元）",
        en: rows.count == 1
          ? "row \(en) is hidden; it counts (\(money) yuan with it)"
          : "\(rows.count) rows are hidden (\(en)); they count (\(money) yuan with them)"))
  }

  /// Numbers that follow one another, together.
  private static func runs(of rows: [Int]) -> [ClosedRange<Int>] {
    rows.reduce(into: []) { runs, row in
      if let last = runs.last, last.upperBound == row - 1 {
        runs[runs.count - 1] = last.lowerBound...row
      } else {
        runs.append(row...row)
      }
    }
  }

  /// Numbers whose middle is hidden can neither be checked nor compared: told once for the list.
  mutating func tellMasked() {
    tellMasked(
      .idNumber, cells.maskedIDs, detail: "masked", zh: "身份证号码已脱敏，无法校验，也无法查重复领取；请报送完整号码",
      en: "ID numbers are masked: they can neither be checked nor compared; send them whole")
    tellMasked(
      .account, cells.maskedAccounts, detail: "masked accounts", zh: "银行账号已脱敏，无法校验，也无法查一户多人；请报送完整账号",
      en: "accounts are masked: they can neither be checked nor compared; send them whole")
  }

  private mutating func tellMasked(_ field: Field, _ rows: [Int], detail: String, zh: String, en: String) {
    guard let column = columnOf[field], let first = rows.first, let last = rows.last else { return }
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#\(detail)"),
        period: period,
        field: field.rawValue,
        spots: [
          .init(
            Place(
              file: out.source.file, sheet: out.source.sheet,
              cell: Place.range(row: first, column: column, toRow: last, toColumn: column)))
        ], zh: "\(rows.count) 个\(zh)", en: "\(rows.count) \(en)"))
  }

  func isUsed(_ column: Int) -> Bool {
    // 离岗时间 is blank for nearly all.
    table.body.contains { !isBlank(grid.cell(rowIndex: $0, column: column)) }
  }

  /// Blanks in a column that has at least one 是 mean 否; in a column without any mark nothing is stated.
  mutating func settleFlags() {
    guard flags.marked, let column = columnOf[.concurrent] ?? columnOf[.role] ?? columnOf[.note] ?? columnOf[.name],
      !flags.blanks.isEmpty
    else { return }
    for index in flags.blanks {
      out.members[index].isConcurrent = false
    }
    let rows = flags.blanks.map { Int(out.members[$0].row) }
    out.normalizations.append(
      Normalization(
        county: county,
        place: Place(
          file: out.source.file, sheet: out.source.sheet,
          cell: Place.range(row: rows.min() ?? 1, column: column, toRow: rows.max() ?? 1, toColumn: column)),
        rule: "blank-flag-is-no", raw: "", value: "false", count: flags.blanks.count))
    flags.blanks = []
  }
}
