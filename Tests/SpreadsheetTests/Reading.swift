import Spreadsheet
import Support

/// A sheet's cells by address, without number formats.
func rawCells(_ bytes: [UInt8], sheet: Int = 0, name: String = "表.xlsx", csv: CSVOptions = .automatic) throws
  -> [String: String]
{
  let grid = try Workbook(bytes: bytes, name: name, csv: csv).grid(ofSheet: sheet)
  return cells(of: grid, grid.raw)
}

/// A sheet's cells by address, as displayed.
func shownCells(_ bytes: [UInt8], sheet: Int = 0) throws -> [String: String] {
  let grid = try Workbook(bytes: bytes, name: "表.xlsx").grid(ofSheet: sheet)
  return cells(of: grid, grid.display)
}

func cells(of grid: Grid, _ text: (Cell) -> String) -> [String: String] {
  var result: [String: String] = [:]
  for row in grid.rows {
    for cell in grid.cells[row.cells] {
      result[CellAddress(row: row.number, column: Int(cell.column)).description] = text(cell)
    }
  }
  return result
}

/// A CSV's records as the grid has them, blank fields as "".
func records(_ text: String, csv: CSVOptions = .automatic) throws -> [[String]] {
  try records(Array(text.utf8), csv: csv)
}

/// A CSV's records as the grid has them, blank fields as "".
func records(_ bytes: [UInt8], csv: CSVOptions = .automatic) throws -> [[String]] {
  let grid = try Workbook(bytes: bytes, name: "表.csv", csv: csv).grid(ofSheet: 0)
  var result: [[String]] = []
  for row in grid.rows {
    while result.count < row.number - 1 { result.append([]) }
    var fields: [String] = []
    for cell in grid.cells[row.cells] {
      while fields.count < Int(cell.column) - 1 { fields.append("") }
      fields.append(grid.texts[cell.text])
    }
    result.append(fields)
  }
  return result
}

/// Why a file or its first sheet cannot be read; nil if it can.
func failure(_ bytes: [UInt8], name: String = "表.xlsx", limits: Limits = .standard) -> ReadError.Reason? {
  do throws(ReadError) {
    let workbook = try Workbook(bytes: bytes, name: name, limits: limits)
    _ = try workbook.grid(ofSheet: 0)
    return nil
  } catch {
    return error.reason
  }
}
