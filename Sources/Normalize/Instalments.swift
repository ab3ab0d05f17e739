import Domain
import Spreadsheet

/// A list whose rows are payments: the same persons again at each date.
extension TableReader {
  private struct Person: Hashable {
    var village: Int32
    var id: IDNumber?
    var name: MemberName
  }

  /// A list of several payments a person as one list of each payment; any other list as it is.
  func byInstalment(_ records: TableRecords) -> [TableRecords] {
    guard kind == .paymentList, columnOf[.month] == nil else { return [records] }
    let persons = records.members.map {
      Person(village: $0.village, id: $0.id, name: $0.id == nil ? $0.name : "")
    }
    var times: [Person: Int] = [:]
    for person in persons { times[person, default: 0] += 1 }
    // A few persons twice are faults or successions; where most come as often as each other, the rows are payments.
    guard let count = times.values.max(), (2...12).contains(count),
      times.values.count(where: { $0 == count }) * 3 > times.count * 2
    else { return [records] }
    let rows = Dictionary(grouping: persons.indices) { persons[$0] }
    guard let order = instalments(records, rows, count: count), let spans = spans(records, order, count: count) else {
      return [records]
    }
    if let column = columnOf[.name] {
      var log = records
      log.normalizations.append(
        Normalization(
          county: county, place: records.source.place(row: records.source.headerRows.upperBound),
          rule: "list-of-payments",
          raw: cells.header(column), value: "\(count)", count: records.members.count))
      return parts(of: log, order, spans)
    }
    return parts(of: records, order, spans)
  }

  /// Which payment each row is, from 0: by a column that tells them apart, else by the order of a person's rows.
  private func instalments(_ records: TableRecords, _ rows: [Person: [Int]], count: Int) -> [Int]? {
    let dates = records.members.map { $0.paidOn.map { "\($0)" } ?? "" }
    let columns = table.fields.filter { $0.value == .other || $0.value == .note }.keys.sorted()
    let texts = columns.map { column in
      records.members.map { member in
        grid.rowIndex(Int(member.row)).flatMap { grid.cell(rowIndex: $0, column: column) }.map { cells.text($0) } ?? ""
      }
    }
    for (index, values) in ([dates] + texts).enumerated() {
      var seen: [String] = []
      for value in values where !seen.contains(value) && seen.count <= count { seen.append(value) }
      guard seen.count == count, !seen.contains(""),
        rows.values.allSatisfy({ of in Set(of.map { values[$0] }).count == of.count })
      else { continue }
      // Dates by the calendar, words as they come.
      let ranked = index == 0 ? seen.sorted() : seen
      return values.map { ranked.firstIndex(of: $0) ?? 0 }
    }
    // A list of one half-year that stands there twice is no list of two.
    guard records.source.part == nil, rows.values.allSatisfy({ $0.count == count }) else { return nil }
    var order = [Int](repeating: 0, count: records.members.count)
    for of in rows.values { for (rank, index) in of.enumerated() { order[index] = rank } }
    return order
  }

  /// The months of each payment, one after the other from the period's first, as most of its rows have them.
  private func spans(_ records: TableRecords, _ order: [Int], count: Int) -> [ClosedRange<YearMonth>]? {
    var spans: [ClosedRange<YearMonth>] = []
    var next = records.source.part?.lowerBound ?? policy.from
    let end = records.source.part?.upperBound ?? policy.until
    for rank in 0..<count {
      var lengths: [Int: Int] = [:]
      for (index, member) in records.members.enumerated() where order[index] == rank {
        if let months = months(member) { lengths[months, default: 0] += 1 }
      }
      guard let most = lengths.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key, most > 0 else { return nil }
      let last = next.advanced(by: most - 1)
      guard last <= end else { return nil }
      spans.append(next...last)
      next = last.advanced(by: 1)
    }
    return spans
  }

  private func months(_ member: MemberRecord) -> Int? {
    if let months = member.months.count { return months }
    guard let rate = policy.singleRate?.fen, rate > 0, let fen = member.amount.value ?? member.due.value,
      fen % rate == 0
    else { return nil }
    return Int(fen / rate)
  }

  private func parts(of records: TableRecords, _ order: [Int], _ spans: [ClosedRange<YearMonth>]) -> [TableRecords] {
    spans.indices.map { rank in
      // What the table as a whole says is said once, with its first payment.
      var part = (rank == 0 ? records : records.emptied).keeping { order[$0] == rank }
      part.source.part = spans[rank]
      return part
    }
  }
}
