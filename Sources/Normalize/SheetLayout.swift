import Domain

/// How a sheet was laid out otherwise to be read: turned on its side, or with several rows of a place side by side.
struct SheetLayout {
  /// Whether rows and columns have changed places.
  var isTurned = false
  /// How rows were laid side by side, in the turned sheet where it is turned.
  var folding: Folding?
  /// The rows that the sheet hides.
  var hiddenRows: [Int] = []

  /// Whether the sheet was read as it stands.
  var isPlain: Bool { !isTurned && folding == nil }

  /// A place as the sheet names it.
  func asWritten(_ place: Place) -> Place {
    let own = folding.map(place.unfolded) ?? place
    return isTurned ? own.turned : own
  }

  /// The records of a table with every place named as the sheet names it.
  func asWritten(_ table: TableRecords) -> TableRecords {
    guard !isPlain else { return table }
    var records = table
    (records.source.isTurned, records.source.foldStep) = (isTurned, folding?.step ?? 0)
    for index in records.normalizations.indices {
      records.normalizations[index].place = asWritten(records.normalizations[index].place)
    }
    for index in records.discrepancies.indices {
      records.discrepancies[index] = asWritten(records.discrepancies[index])
    }
    for index in records.returns.indices { records.returns[index].place = asWritten(records.returns[index].place) }
    for index in records.remarks.indices { records.remarks[index].place = asWritten(records.remarks[index].place) }
    if isTurned { records.signOff.place = nil }
    return records
  }

  /// A finding with every place named as the sheet names it.
  func asWritten(_ finding: Discrepancy) -> Discrepancy {
    var finding = finding
    for index in finding.spots.indices { finding.spots[index].place = asWritten(finding.spots[index].place) }
    guard isTurned else { return namingHiddenRow(finding) }
    finding.message.zh = finding.message.zh.replacing(#/第 (\d+) 行/#) {
      "第 \(Int($0.output.1).map(Place.letters) ?? "") 列"
    }
    finding.message.en = finding.message.en.replacing(#/\brow (\d+)/#) {
      "column \(Int($0.output.1).map(Place.letters) ?? "")"
    }
    return finding
  }

  /// A finding of one hidden place with the row that is hidden in the sheet, which may be another than the place's first.
  private func namingHiddenRow(_ finding: Discrepancy) -> Discrepancy {
    guard folding?.step == 1, finding.code == .hiddenContent, finding.spots.count == 1 else { return finding }
    let rows = finding.spots[0].place.cell.split(separator: ":").compactMap { Int($0.drop { !$0.isNumber }) }
    guard let first = rows.first, let last = rows.last, first <= last else { return finding }
    let hidden = hiddenRows.filter((first...last).contains)
    guard hidden.count == 1 else { return finding }
    var finding = finding
    finding.message.zh = finding.message.zh.replacing("第 \(first) 行", with: "第 \(hidden[0]) 行")
    finding.message.en = finding.message.en.replacing("row \(first) is", with: "row \(hidden[0]) is")
    return finding
  }
}
