import Workbooks

/// A fault that was planted, in the words of `truth.csv`.
struct PlantedFault {
  var code: String
  var county: String
  var villageCode: String
  var village: String
  var file: String
  var sheet: String
  var cell: String
  var field: String
  var expected: String
  var actual: String
  var note: String
}

/// Plants faults in the demo's files, each at a cell that is written down; sums above a changed figure follow it.
///
/// Who sits on a committee changes before a county's files are laid out, what a cell says after it.
struct FaultPlanter {
  private(set) var faults: [PlantedFault] = []

  /// Writes a fault down; row and column count from 0, and without a row the fault has no cell.
  mutating func note(
    _ code: String, in file: SampleFile, sheet: Int = 0, row: Int?, column: Int, county: World.County,
    village: World.Village?, field: String, expected: String, actual: String, note: String = ""
  ) {
    let letters =
      column < 26 ? String(UnicodeScalar(UInt8(65 + column))) : "A" + String(UnicodeScalar(UInt8(65 + column - 26)))
    faults.append(
      PlantedFault(
        code: code, county: county.name, villageCode: village?.code ?? "", village: village?.name ?? "",
        file: file.name,
        sheet: file.sheets[sheet].name, cell: row.map { letters + "\($0 + 1)" } ?? "", field: field, expected: expected,
        actual: actual, note: note))
  }
}

extension CellValue {
  /// What a reader sees in the cell, as truth.csv writes it.
  var words: String {
    switch self {
    case .blank: ""
    case .text(let text): text
    case .number(let number), .formula(_, let number): "\(Int(number))"
    case .date(let year, let month, let day): "\(year)-\(month)-\(day)"
    case .emptyFormula: "formula without a value"
    case .error(_, let name): name
    }
  }

  /// The cell with a number moved by a difference: a plain number, a formula's result, or digits in groups of three.
  func moved(by difference: Int) -> CellValue {
    switch self {
    case .number(let number): .number(number + Double(difference))
    case .formula(let formula, let number): .formula(formula, number + Double(difference))
    case .text(let text):
      Int(text.replacing(",", with: "")).map { .text(Shapes.grouped($0 + difference)) } ?? self
    case .blank, .date, .emptyFormula, .error: self
    }
  }

  /// An ID number with another last character than its check demands.
  var withWrongCheck: CellValue {
    guard case .text(let id) = self, let last = id.last else { return self }
    return .text(id.dropLast() + (last == "0" ? "1" : "0"))
  }
}

extension World.Town {
  /// The position of the first village from a position on in which nobody holds two posts.
  func plainVillage(from start: Int = 0) -> Int {
    villages.indices.first { $0 >= start && !villages[$0].members.contains(where: \.isConcurrent) } ?? start
  }
}
