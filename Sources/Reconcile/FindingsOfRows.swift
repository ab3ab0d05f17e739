import Domain

/// A row of a sheet.
struct SheetRow: Hashable {
  var file: String
  var sheet: String
  var row: Int

  init(file: String, sheet: String, row: Int) { (self.file, self.sheet, self.row) = (file, sheet, row) }

  /// The row of a cell, or the first of a range; nil for what stands in none.
  init?(_ place: Place?) {
    guard let place, let cell = A1(place.cell) else { return nil }
    (file, sheet, row) = (place.file, place.sheet, cell.row)
  }
}

/// Findings by the rows and cells that they stand at.
struct FindingsOfRows {
  private var rows: [SheetRow: [Int]] = [:]
  private var cells: [Place: [Int]] = [:]

  init(_ discrepancies: [Discrepancy]) {
    for index in discrepancies.indices where discrepancies[index].severity >= .warning {
      for spot in discrepancies[index].spots {
        cells[spot.place, default: []].append(index)
        if let row = SheetRow(spot.place), rows[row]?.last != index { rows[row, default: []].append(index) }
      }
    }
  }

  func at(_ row: SheetRow?) -> [Int] { row.flatMap { rows[$0] } ?? [] }
  func at(_ place: Place) -> [Int] { cells[place] ?? [] }
}

extension Discrepancy {
  /// Whether a row is not counted for it: nobody knows whose it is.
  var isOfUnplacedRow: Bool {
    severity >= .error
      && [.cellErrorValue, .unclassifiedRow, .villageNotInRegister, .villageAmbiguous, .kindMismatch].contains(code)
  }

  /// How many more, of persons or of months, are stated than are right.
  func more(of unit: String) -> Int? {
    if case .counts(let expected, let actual, unit) = gap { actual - expected } else { nil }
  }
}
