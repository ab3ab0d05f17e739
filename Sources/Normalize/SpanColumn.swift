import Domain
import Spreadsheet

/// A column that says which quarter or half-year each row of a village or town is about: a year's returns one below another.
extension Table {
  private static let spanHeaders: Set<String> = ["季度", "季别", "所属季度", "发放季度", "补贴季度", "半年", "时段", "时间段", "时期"]

  /// Finds the column that says so, where every row does, and no place's two rows are of the same months.
  mutating func settleSpanColumn(_ grid: Grid, year: Int) {
    guard column(.name) == nil, column(.idNumber) == nil, column(.month) == nil, months.isEmpty, spans.isEmpty,
      let column = unknown.first(where: { Self.spanHeaders.contains(Text.headerWords(paths[$0] ?? "")) })
    else { return }
    let places = [Field.town, .village, .code].compactMap { self.column($0) }
    var last = places.map { _ in "" }
    var seen: [[String]: Set<Int32>] = [:]
    for row in body where isRecord(row, grid) && !isSum(row, grid) {
      func text(_ column: Int) -> String {
        grid.cell(rowIndex: row, column: column).map { Text.squeezed(grid.raw($0)) } ?? ""
      }
      // A page's repeated header is nobody's row.
      if text(column) == Text.squeezed(paths[column] ?? "") { continue }
      for (index, place) in places.enumerated() where !text(place).isEmpty { last[index] = text(place) }
      guard let span = Vocabulary.namedSpan(text(column), year: year) else { return }
      // Months that are fewer than the quarter's are a term's: which of them is not said.
      if let count = self.column(.months).map(text), !count.isEmpty {
        guard case .number(let written) = NumberText(count), written.whole == Int64(span.count) else { return }
      }
      for month in span.lowerBound.index...span.upperBound.index {
        guard seen[last, default: []].insert(month).inserted else { return }
      }
    }
    guard Set(seen.values.map(\.count)).contains(where: { $0 > 3 }) else { return }
    fields[column] = .other
    unknown.removeAll { $0 == column }
    spanOfRow = column
  }
}

extension Table {
  /// The column that says of each row whether its months are heads or money: 项目 of 人数 and, in the row below, 金额. Such rows are no
  /// villages' returns.
  func columnOfFigures(_ grid: Grid) -> Int? {
    guard months.count > 1, column(.name) == nil, column(.eligible) == nil else { return nil }
    return (unknown + fields.filter { $0.value == .other }.map(\.key)).sorted().first { column in
      var (heads, money, others) = (0, 0, 0)
      for row in body.prefix(60) {
        guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { continue }
        let words = Text.headerWords(grid.texts[cell.text])
        if words.hasSuffix("人数") {
          heads += 1
        } else if ["金额", "资金", "补贴", "补助"].contains(where: words.hasSuffix) {
          money += 1
        } else if !words.isEmpty {
          others += 1
        }
      }
      return heads > 1 && money > 1 && others < heads + money
    }
  }
}

extension TableReader {
  /// A table whose rows are about different quarters as one return of each; nil for any other.
  func bySpan(_ records: TableRecords) -> [TableRecords]? {
    guard let column = table.spanOfRow else { return nil }
    var spans: [ClosedRange<YearMonth>: [AggregateRecord]] = [:]
    for row in records.aggregates {
      guard let index = grid.rowIndex(Int(row.row)), let cell = grid.cell(rowIndex: index, column: column),
        let span = Vocabulary.namedSpan(cells.text(cell), year: policy.from.year)
      else { return nil }
      spans[span, default: []].append(row)
    }
    return spans.sorted { $0.key.lowerBound < $1.key.lowerBound }.enumerated().map { index, entry in
      // What the table as a whole says is said once, with its first quarter.
      var part = index == 0 ? records : records.emptied
      let months = (0..<entry.key.count).map { entry.key.lowerBound.advanced(by: $0) }
      part.aggregates = entry.value.map { record in
        var row = record
        row.months = months.map { _ in .init(heads: row[.eligible], amount: .absent) }
        (row.figures[.eligible], row.figures[.months]) = (nil, nil)
        return row
      }
      part.source.kind = .monthly
      part.source.monthColumns = months.map { ($0, columnOf[.eligible], nil) }
      (part.source.columns[.eligible], part.source.columns[.months]) = (nil, nil)
      return part
    }
  }
}

extension ClosedRange<YearMonth> {
  /// How many months there are.
  fileprivate var count: Int { Int(upperBound.index - lowerBound.index) + 1 }
}

extension TableReader {
  /// How many months, half-years or quarters rows are about, each of them for the same number of places; else one.
  func spans(of numbers: ClosedRange<Int>) -> Int {
    guard table.spanOfRow != nil || columnOf[.month] != nil else { return 1 }
    let rows = numbers.compactMap(grid.rowIndex).filter { !table.isSum($0, grid) }
    if table.spanOfRow == nil {
      let counts = Dictionary(grouping: rows.compactMap { monthOfRow[grid.rows[$0].number] }, by: \.self)
      return Set(counts.values.map(\.count)).count == 1 ? counts.count : 1
    }
    let counts = Dictionary(grouping: rows.compactMap(spanOfRow), by: \.self).mapValues(\.count)
    return Set(counts.values).count == 1 ? counts.count : 1
  }
}
