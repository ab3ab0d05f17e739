import CXlsxWriter
import Glibc

/// The version of libxlsxwriter.
public let workbookLibraryVersion = String(cString: lxw_version())

/// A workbook being written: the only face of libxlsxwriter. Positions count from 0, as in the library.
public final class WorkbookWriter {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let header: UnsafeMutablePointer<lxw_format>?
  private let date: UnsafeMutablePointer<lxw_format>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private let isStreamed: Bool
  /// What was written; not kept where the sheet is streamed.
  public private(set) var written: [WrittenSheet] = []
  // A workbook has a few styles and many cells: comparing finds one sooner than hashing.
  private var formats: [(style: CellStyle, format: UnsafeMutablePointer<lxw_format>)] = []

  // Excel and the library refuse longer texts, and the library would leave the cell out.
  private static let longestText = 32_000

  /// Streamed, only the row at hand is kept in memory.
  public init?(path: String, isStreamed: Bool = false) {
    self.isStreamed = isStreamed
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
    // A fixed moment: the same content gives the same bytes.
    properties.created = 1_640_995_200
    workbook_set_properties(book, &properties)
  }

  /// Begins a sheet.
  public func beginSheet(_ name: String) {
    sheet = workbook_add_worksheet(book, name)
    written.append(WrittenSheet(name: name))
    worksheet_set_column(sheet, 0, 12, 13, nil)
  }

  /// A value in a cell.
  public func write(_ value: CellValue, row: Int, column: Int, isHeader: Bool = false) {
    write(value, row: row, column: column, format: isHeader ? header : nil)
  }

  /// A value in a cell of a style; a blank keeps the style too.
  public func write(_ value: CellValue, row: Int, column: Int, style: CellStyle) {
    write(value, row: row, column: column, format: format(style))
  }

  private func note(_ value: CellValue, row: Int, column: Int) {
    if !isStreamed, !written.isEmpty { written[written.count - 1].note(value, row: row, column: column) }
  }

  private func write(_ value: CellValue, row: Int, column: Int, format: UnsafeMutablePointer<lxw_format>?) {
    var value = value
    if case .text(let text) = value, text.utf8.count > Self.longestText, text.utf16.count > Self.longestText {
      value = .text(String(text.prefix(Self.longestText / 2)) + "…")
    }
    note(value, row: row, column: column)
    let (row, column) = (UInt32(row), UInt16(column))
    switch value {
    case .blank: if let format { worksheet_write_blank(sheet, row, column, format) }
    case .text(let text): worksheet_write_string(sheet, row, column, text, format)
    case .number(let number): worksheet_write_number(sheet, row, column, number, format)
    case .date(let year, let month, let day):
      var moment = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
      worksheet_write_datetime(sheet, row, column, &moment, date)
    case .formula(let formula, let value): worksheet_write_formula_num(sheet, row, column, "=" + formula, nil, value)
    // The library has no failed formulas and none without a value: whoever needs these two finishes them in the file.
    case .emptyFormula(let formula): worksheet_write_formula_str(sheet, row, column, "=" + formula, nil, "")
    case .error(let formula, let name): worksheet_write_formula_str(sheet, row, column, "=" + formula, nil, name)
    }
  }

  private func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats.first(where: { $0.style == style }) { return known.format }
    guard let format = workbook_add_format(book) else { return nil }
    if style.isBold { format_set_bold(format) }
    if style.isCentered { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
    if style.isRight { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if style.isWrapped { format_set_text_wrap(format) }
    if style.isBordered {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xBFBFBF)
    }
    if style.isUnlocked { format_set_unlocked(format) }
    if let fill = style.fill { format_set_bg_color(format, fill) }
    if let color = style.color { format_set_font_color(format, color) }
    if let size = style.size { format_set_font_size(format, size) }
    if let numberFormat = style.numberFormat { format_set_num_format(format, numberFormat) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    formats.append((style, format))
    return format
  }

  /// A merged range with its text.
  public func merge(_ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    merge(text, rows: rows, columns: columns, format: header)
  }

  /// A merged range with its text and style.
  public func merge(_ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>, style: CellStyle) {
    merge(text, rows: rows, columns: columns, format: format(style))
  }

  private func merge(
    _ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>, format: UnsafeMutablePointer<lxw_format>?
  ) {
    note(.text(text), row: rows.lowerBound, column: columns.lowerBound)
    worksheet_merge_range(
      sheet, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound),
      text, format)
  }

  /// Hides a row.
  public func hide(row: Int) {
    var options = lxw_row_col_options()
    options.hidden = 1
    worksheet_set_row_opt(sheet, UInt32(row), 15, nil, &options)
  }

  /// Widths of columns from the first on, in characters.
  public func setWidths(_ widths: [Double]) {
    for (column, width) in widths.enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
    }
  }

  /// The height of a row in points.
  public func setHeight(_ height: Double, row: Int) { worksheet_set_row(sheet, UInt32(row), height, nil) }

  /// Keeps the rows above in sight, and repeats `header` on every printed page.
  public func freeze(above row: Int, repeating header: Int? = nil) {
    worksheet_freeze_panes(sheet, UInt32(row), 0)
    if let header { worksheet_repeat_rows(sheet, UInt32(header), UInt32(header)) }
  }

  /// Filters on a header row.
  public func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    worksheet_autofilter(
      sheet, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound))
  }

  /// Prints on A4, one page wide, with page numbers; only these rows and columns where they are given.
  public func setPrint(
    isLandscape: Bool, footer: String, rows: ClosedRange<Int>? = nil, columns: ClosedRange<Int>? = nil
  ) {
    worksheet_set_paper(sheet, 9)
    if isLandscape { worksheet_set_landscape(sheet) }
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6)
    worksheet_set_footer(sheet, "&L\(footer.replacing("&", with: "&&"))&R&P / &N")
    if let rows, let columns {
      worksheet_print_area(
        sheet, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound))
    }
  }

  /// Only unlocked cells may be filled; widths, heights and filters stay free.
  public func protect() {
    var options = lxw_protection()
    options.format_columns = 1
    options.format_rows = 1
    options.autofilter = 1
    worksheet_protect(sheet, nil, &options)
  }

  /// Lets people choose among a few words in a column of cells.
  public func offer(_ words: [String], rows: ClosedRange<Int>, column: Int, error: String) {
    let texts = words.map { strdup($0) }
    defer { for text in texts { free(text) } }
    var list = texts + [nil]
    error.withCString { message in
      list.withUnsafeMutableBufferPointer { list in
        var validation = lxw_data_validation()
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
        validation.value_list = list.baseAddress
        validation.error_message = UnsafeMutablePointer(mutating: message)
        worksheet_data_validation_range(
          sheet, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound), UInt16(column), &validation)
      }
    }
  }

  /// Writes the file; false if it cannot be.
  public func close() -> Bool { workbook_close(book) == LXW_NO_ERROR }
}
