import Domain

/// The fingerprint of each discrepancy: code, entity, period and field, without values, so that it stays the same from night to night.
func fingerprintsOf(_ discrepancies: [Discrepancy], _ context: PublishContext) -> [String] {
  var prints = discrepancies.indices.map { index in
    let subject = discrepancies[index].subject
    var entity =
      subject.village.map { context.register.villages[$0].code } ?? subject.town.map {
        context.register.towns[$0].code
      }
      ?? subject.county.map { context.register.counties[$0].code } ?? "fund"
    if let person = subject.person { entity += "/" + context.personKey(person) }
    if !subject.detail.isEmpty { entity += "/" + subject.detail }
    let code = discrepancies[index].code.rawValue
    return context.digest("\(code)|\(entity)|\(discrepancies[index].period)|\(discrepancies[index].field)")
  }
  // Findings that would share a fingerprint without being one are told apart in sheet order.
  var first: [String: Int] = [:]
  first.reserveCapacity(prints.count)
  var groups: [String: [Int]] = [:]
  for (index, print) in prints.enumerated() {
    if let former = first.updateValue(index, forKey: print) { groups[print, default: [former]].append(index) }
  }
  for group in groups.values {
    let ordered = group.sorted {
      sortKey(discrepancies[$0].spots.first?.place) < sortKey(discrepancies[$1].spots.first?.place)
    }
    for (rank, index) in ordered.enumerated() where rank > 0 { prints[index] += "#\(rank + 1)" }
  }
  return prints
}

/// Orders places as people read: by file, sheet, row and column.
func sortKey(_ place: Place?) -> SortKey {
  guard let place else { return SortKey(file: "", sheet: "", row: 0, column: 0) }
  let key = cellKey(place.cell)
  return SortKey(file: place.file, sheet: place.sheet, row: key.row, column: key.column)
}

/// Row and column of a cell, by its address.
func cellKey(_ cell: String) -> (row: Int, column: Int) {
  var row = 0
  var column = 0
  for byte in cell.utf8 {
    if byte == UInt8(ascii: ":") { break }
    if (65...90).contains(byte) {
      column = column * 26 + Int(byte - 64)
    } else if (48...57).contains(byte) {
      row = row * 10 + Int(byte - 48)
    }
  }
  return (row, column)
}

/// The order of places in a table.
struct SortKey: Comparable {
  var file: String
  var sheet: String
  var row: Int
  var column: Int
  static func < (a: SortKey, b: SortKey) -> Bool {
    (a.file, a.sheet, a.row, a.column) < (b.file, b.sheet, b.row, b.column)
  }
}
