import Foundation
import Workbooks

/// A table of cells that is written as a workbook's sheet or as CSV, and in which a fault finds its cell again.
struct SampleSheet {
  var name: String
  var rows: [[CellValue]] = []
  var merges: [(text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
  var headerRows: Set<Int> = []
  var hiddenRows: Set<Int> = []

  /// Adds a row and gives its position, from 0.
  @discardableResult
  mutating func add(_ row: [CellValue], isHeader: Bool = false) -> Int {
    rows.append(row)
    if isHeader { headerRows.insert(rows.count - 1) }
    return rows.count - 1
  }

  /// Whether a formula stands in the sheet that failed or was saved without its value.
  var hasBrokenFormulas: Bool {
    rows.contains { row in
      row.contains { value in
        switch value {
        case .error, .emptyFormula: true
        default: false
        }
      }
    }
  }

  /// The sheet as delimited text.
  func text(delimiter: String, lineEnd: String) -> String {
    rows.map { row in
      row.map { value in
        switch value {
        case .blank, .emptyFormula: ""
        case .text(let text):
          text.contains(delimiter) || text.contains("\"") || text.contains("\n")
            ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        case .number(let number), .formula(_, let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .date(let year, let month, let day): "\(year)/\(month)/\(day)"
        case .error(_, let name): name
        }
      }.joined(separator: delimiter) + lineEnd
    }.joined()
  }
}

/// A file of an upload.
struct SampleFile {
  /// How its bytes are made.
  enum Form {
    case xlsx
    /// A workbook whose rows go to disk as they come, with the texts inside the cells; no cell may be merged downwards.
    case streamedXlsx
    case gb18030
    case utf16Tabs
    case utf8
  }

  var name: String
  var form: Form
  var sheets: [SampleSheet]

  /// Writes the file.
  func write(to folder: String) throws {
    let path = folder + "/" + name
    switch form {
    case .xlsx, .streamedXlsx:
      guard let book = WorkbookWriter(path: path, isStreamed: form == .streamedXlsx) else {
        throw SampleError.cannotWrite(name)
      }
      for sheet in sheets {
        book.beginSheet(sheet.name)
        for (row, values) in sheet.rows.enumerated() {
          for (column, value) in values.enumerated() {
            book.write(value, row: row, column: column, isHeader: sheet.headerRows.contains(row))
          }
        }
        for merge in sheet.merges { book.merge(merge.text, rows: merge.rows, columns: merge.columns) }
        for row in sheet.hiddenRows { book.hide(row: row) }
      }
      guard book.close() else { throw SampleError.cannotWrite(name) }
      if sheets.contains(where: \.hasBrokenFormulas) { try breakFormulas(in: path) }
    case .gb18030:
      try encoded(sheets[0].text(delimiter: ",", lineEnd: "\r\n"), as: "GB18030").write(to: URL(fileURLWithPath: path))
    case .utf16Tabs:
      let text = try encoded(sheets[0].text(delimiter: "\t", lineEnd: "\r\n"), as: "UTF-16LE")
      try (Data([0xFF, 0xFE]) + text).write(to: URL(fileURLWithPath: path))
    case .utf8:
      try Data(sheets[0].text(delimiter: ",", lineEnd: "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
  }

  private func encoded(_ text: String, as encoding: String) throws -> Data {
    guard let converter = iconv_open(encoding, "UTF-8"), converter != iconv_t(bitPattern: -1) else {
      throw SampleError.cannotWrite(name)
    }
    defer { iconv_close(converter) }
    var source = Array(text.utf8.map { CChar(bitPattern: $0) })
    var target = [CChar](repeating: 0, count: source.count * 4 + 16)
    var sourceLeft = source.count
    var targetLeft = target.count
    let isDone = source.withUnsafeMutableBufferPointer { input in
      target.withUnsafeMutableBufferPointer { output in
        var from = input.baseAddress
        var to = output.baseAddress
        return iconv(converter, &from, &sourceLeft, &to, &targetLeft) != -1
      }
    }
    guard isDone else { throw SampleError.cannotWrite(name) }
    return Data(target[..<(target.count - targetLeft)].map { UInt8(bitPattern: $0) })
  }
}
