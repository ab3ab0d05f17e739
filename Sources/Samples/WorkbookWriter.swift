import CXlsxWriter

/// A workbook being written: the only face of libxlsxwriter. Positions count from 0, as in the library.
final class WorkbookWriter {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let header: UnsafeMutablePointer<lxw_format>?
  private let date: UnsafeMutablePointer<lxw_format>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?

  /// Streamed, only the row at hand is kept in memory.
  init?(path: String, isStreamed: Bool = false) {
    var options = lxw_workbook_options()
    options.constant_memory = isStreamed ? 1 : 0
    guard let book = workbook_new_opt(path, &options) else { return nil }
    self.book = book
    header = workbook_add_format(book)
    format_set_bold(header)
    format_set_align(header, UInt8(LXW_ALIGN_CENTER.rawValue))
    format_set_text_wrap(header)
    date = workbook_add_format(book)
    format_set_num_format(date, "yyyy\"年\"m\"月\"d\"日\"")
    var properties = lxw_doc_properties()
    // A fixed moment: the same seed gives the same bytes.
    properties.created = 1_640_995_200
    workbook_set_properties(book, &properties)
  }

  /// Begins a sheet.
  func beginSheet(_ name: String) {
    sheet = workbook_add_worksheet(book, name)
    worksheet_set_column(sheet, 0, 12, 13, nil)
  }

  /// A value in a cell.
  func write(_ value: SampleValue, row: Int, column: Int, isHeader: Bool = false) {
    let (row, column) = (UInt32(row), UInt16(column))
    switch value {
    case .blank: break
    case .text(let text): worksheet_write_string(sheet, row, column, text, isHeader ? header : nil)
    case .number(let number): worksheet_write_number(sheet, row, column, number, nil)
    case .date(let year, let month, let day):
      var moment = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
      worksheet_write_datetime(sheet, row, column, &moment, date)
    case .formula(let formula, let value): worksheet_write_formula_num(sheet, row, column, "=" + formula, nil, value)
    // The library has no failed formulas and none without a value: breakFormulas(in:) finishes these two.
    case .emptyFormula(let formula): worksheet_write_formula_str(sheet, row, column, "=" + formula, nil, "")
    case .error(let formula, let name): worksheet_write_formula_str(sheet, row, column, "=" + formula, nil, name)
    }
  }

  /// A merged range with its text.
  func merge(_ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    worksheet_merge_range(
      sheet, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound),
      text, header)
  }

  /// Hides a row.
  func hide(row: Int) {
    var options = lxw_row_col_options()
    options.hidden = 1
    worksheet_set_row_opt(sheet, UInt32(row), 15, nil, &options)
  }

  /// Writes the file; false if it cannot be.
  func close() -> Bool { workbook_close(book) == LXW_NO_ERROR }
}

/// What a sample cell holds.
enum SampleValue: Equatable {
  case blank
  case text(String)
  case number(Double)
  case date(Int, Int, Int)
  /// A formula and the value it was saved with.
  case formula(String, Double)
  /// A formula that was saved without its value.
  case emptyFormula(String)
  /// A formula that failed, and the error's name.
  case error(String, String)

  static func count(_ value: Int) -> SampleValue { .number(Double(value)) }
}
