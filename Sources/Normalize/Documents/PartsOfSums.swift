import Domain
import Spreadsheet

/// Which months a summary is of.
extension UploadReader {
  /// The months that a summary's title, its sheet or its file says it is of, where they are a part of the period: one month's,
  /// quarter's or half-year's return, sent alone. Its folder says so only of what is paid, for it may as well say when that came.
  mutating func ownPart(of placed: PlacedTable, _ said: [String]) -> ClosedRange<YearMonth>? {
    let (table, policy, own) = (placed.table, context.policy, Array(said.prefix(2)))
    var part = month(of: table, own).map { $0...$0 }
    // What every column's header says of its own time comes before the title's.
    if part == nil, table.months.isEmpty, table.spans.isEmpty,
      table.column(.eligible) != nil || table.column(.amount) != nil
    {
      part = self.part(table, own) ?? self.part(ofFolders: Array(said.dropFirst(2)), of: placed)
    }
    guard let part, policy.from <= part.lowerBound, part.upperBound <= policy.until,
      part != policy.from...policy.until, !pays(moreThan: part, placed)
    else { return nil }
    return part
  }

  /// The part of the period that folders name, where a table's rows say that they are paid for no more.
  private mutating func part(ofFolders folders: [String], of placed: PlacedTable) -> ClosedRange<YearMonth>? {
    for folder in folders {
      guard let part = TitleWords(folder, year: context.policy.from.year).part else { continue }
      let told = exceeding(part, placed)
      return !told.isEmpty && told.count(where: \.self) * 2 <= told.count ? part : nil
    }
    return nil
  }

  /// Whether most rows of a table are paid for more months than some, whatever its file or title names.
  private func pays(moreThan part: ClosedRange<YearMonth>, _ placed: PlacedTable) -> Bool {
    let told = exceeding(part, placed)
    return told.count(where: \.self) * 2 > told.count
  }

  /// Of each row that tells, whether it is paid for more months than some.
  private func exceeding(_ part: ClosedRange<YearMonth>, _ placed: PlacedTable) -> [Bool] {
    let longest = Int64(part.upperBound.index - part.lowerBound.index) + 1
    func number(_ field: Field, _ row: Int) -> WrittenNumber? {
      guard let column = placed.table.column(field), let cell = placed.grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(placed.grid.raw(cell))
      else { return nil }
      return written
    }
    // Where no heads are stated, there are no more than a village has seats.
    let isOfVillages = placed.table.column(.village) != nil || placed.table.column(.code) != nil
    func seats(_ row: Int) -> Int64? {
      guard placed.table.column(.eligible) == nil else { return nil }
      let villages = isOfVillages ? 1 : number(.villageCount, row)?.whole
      return villages.flatMap { (0...1_000_000).contains($0) ? $0 * Int64(context.policy.quota) : nil }
    }
    // 每月金额 is a month's, whatever the table is of.
    let isOfMonth = placed.table.column(.amount).map { (placed.table.paths[$0] ?? "").contains("月") } ?? false
    if isOfMonth, placed.table.column(.months) == nil { return [] }
    let rate = context.policy.rate(in: part.upperBound)
    let unit = placed.table.column(.amount).flatMap { placed.table.units[$0] } ?? .yuan
    return placed.table.body.prefix(200).compactMap { row -> Bool? in
      if let months = number(.months, row)?.whole { return months > longest }
      guard let heads = number(.eligible, row)?.whole ?? seats(row), (1...1_000_000).contains(heads),
        let fen = number(.amount, row)?.fen(in: unit)
      else { return nil }
      return fen > heads * longest * rate.fen
    }
  }
}
