import Domain

/// A total below tables that stand side by side may be of all of them, though it stands in the columns of one.
func tieTotalsOfSheet(_ tables: inout ArraySlice<TableRecords>) {
  let kinds = Set(tables.map(\.source.kind))
  guard kinds.count == 1, tables.allSatisfy({ $0.source.part == tables.first?.source.part }) else { return }
  for index in tables.indices {
    for position in tables[index].totals.indices {
      let total = tables[index].totals[position]
      guard total.isGrand, total.month == nil, total.partColumns == nil, total.stated != total.sum, total.isComplete,
        total.parts.upperBound < total.row, areBeside(tables, above: total.row),
        let whole = wholeSum(of: total.field, in: tables), whole == total.stated
      else { continue }
      tables[index].totals[position].sum = whole
    }
  }
}

/// An amount in words or in a sentence below members side by side in the row of their village is of all of them, and stands once.
func tieTotalsOfGroups(_ tables: inout [TableRecords], _ groups: [Int]) {
  var together: [Int: (table: Int, total: StatedTotal)] = [:]
  for index in groups {
    let columns = tables[index].source.columns
    tables[index].totals.removeAll { total in
      guard total.partColumns == nil, total.month == nil, columns[total.field] != total.column, case .money = total.unit
      else { return false }
      let parts = together[total.row]?.total.parts ?? total.parts
      together[total.row] = together[total.row] ?? (index, total)
      together[total.row]?.total.parts =
        min(parts.lowerBound, total.parts.lowerBound)...max(parts.upperBound, total.parts.upperBound)
      return true
    }
  }
  for (index, total) in together.values.sorted(by: { $0.total.row < $1.total.row }) {
    let parts = groups.map { group in
      var part = tables[group]
      part.members.removeAll { !total.parts.contains(Int($0.row)) }
      return part
    }
    var total = total
    let whole = wholeSum(of: total.field, in: parts)
    (total.sum, total.isComplete) = (whole ?? total.sum, whole != nil)
    tables[index].totals.append(total)
  }
}

/// A total at the end of a list that goes on from sheet to sheet or file to file (续表, 第2页) is of all of them, or of those so far:
/// of its own sheet's rows it is no sum.
func tieTotalsOfPages(_ tables: inout [TableRecords]) {
  for index in tables.indices {
    let own = tables[index].source
    for position in tables[index].totals.indices {
      let total = tables[index].totals[position]
      guard total.isGrand, total.month == nil, total.partColumns == nil, total.stated != total.sum, total.isComplete
      else { continue }
      let pages = tables.indices.filter { other in
        let source = tables[other].source
        return source.kind == own.kind && source.part == own.part && source.purpose == own.purpose
          && source.town == own.town && !tables[other].isHidden
          && (other == index || source.sheet != own.sheet || source.file != own.file)
      }
      let soFar = pages.filter { $0 <= index && tables[$0].source.file == own.file }
      // A page with a total of its own is a whole of its own.
      let open = pages.filter { page in page == index || !tables[page].totals.contains(where: \.isGrand) }
      for whole in [soFar, open] where whole.count > 1 {
        guard wholeSum(of: total.field, in: whole.map { tables[$0] }) == total.stated else { continue }
        tables[index].totals[position].sum = total.stated
        break
      }
    }
  }
}

/// Whether every table has rows above a row, and no two share columns.
private func areBeside(_ tables: ArraySlice<TableRecords>, above row: Int) -> Bool {
  let spans = tables.map(\.source.span).sorted { $0.lowerBound < $1.lowerBound }
  return tables.allSatisfy { $0.source.rows.lowerBound < row }
    && zip(spans, spans.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
}

/// What a field comes to over all tables; nil where some row's cannot be read.
private func wholeSum(of field: Field, in tables: some Sequence<TableRecords>) -> Int64? {
  var whole: Int64 = 0
  for table in tables {
    let readings =
      table.members.map { member in
        switch field {
        case .amount: member.amount
        case .due: member.due
        case .months: member.months
        case .listed: Reading.value(1)
        default: Reading.unreadable
        }
      } + table.aggregates.map { $0[field] }
    guard !readings.contains(.unreadable) else { return nil }
    whole += readings.compactMap(\.value).reduce(0, +)
  }
  return whole
}
