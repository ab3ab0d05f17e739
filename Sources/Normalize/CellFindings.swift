import Domain
import Spreadsheet

/// What is told of a cell that cannot be read as it should.
extension CellReader {
  mutating func unreadable(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, period: String
  ) -> Reading {
    let raw = Mask.numbers(in: grid.display(cell))
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)], touches: .touched(by: field),
        zh: "“\(raw)”不是可用的数（\(header(column))），按缺失处理，请填写一个数",
        en: "\"\(raw)\" is not a number for \(header(column)); it counts as missing: give one number"))
    return .unreadable
  }

  static let errorNames: Set<String> = [
    "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
  ]

  mutating func errorValue(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, period: String
  ) -> Reading {
    tellErrorValue(grid.texts[cell.text], field, row: row, column: column, owner.subject, period: period)
    return .unreadable
  }

  /// DZ106: an error value stands where a figure, a name or a village should.
  mutating func tellErrorValue(
    _ raw: String, _ field: Field, row: Int, column: Int, _ subject: Subject, period: String
  ) {
    discrepancies.append(
      Discrepancy(
        .cellErrorValue, subject: subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)], touches: .touched(by: field),
        zh: "“\(header(column))”单元格是错误值 \(raw)，按缺失处理",
        en: "the cell under \(header(column)) holds the error \(raw); it counts as missing"))
  }

  /// Tells a cell that holds an error value where a text is read; whether it does.
  mutating func tellsError(_ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner) -> Bool {
    guard cell.kind == .error || cell.kind == .text,
      cell.kind == .error || grid.texts.withBytes(of: cell.text, { $0.contains(UInt8(ascii: "#")) })
    else { return false }
    let raw = Text.squeezed(grid.texts[cell.text])
    guard cell.kind == .error || Self.isErrorValue(raw) else { return false }
    tellErrorValue(raw, field, row: row, column: column, owner.subject, period: "")
    return true
  }

  /// Whether a text is an error value.
  static func isErrorValue(_ text: String) -> Bool { text.utf8.first == UInt8(ascii: "#") && errorNames.contains(text) }

  mutating func withoutValue(_ field: Field, row: Int, column: Int, owner: RowOwner, period: String) -> Reading {
    let formula = grid.formulas[CellAddress(row: row, column: column)] ?? ""
    discrepancies.append(
      Discrepancy(
        .formulaWithoutValue, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: formula.isEmpty ? "" : "=" + formula)], touches: .touched(by: field),
        zh: "“\(header(column))”的公式没有保存计算结果，按缺失处理",
        en: "the formula under \(header(column)) was saved without its value; it counts as missing"))
    return .unreadable
  }

  mutating func missingMark(
    _ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner, period: String
  ) {
    let raw = text(cell)
    discrepancies.append(
      Discrepancy(
        .missingNotZero, subject: owner.subject, period: period, field: field.rawValue,
        spots: [.init(place(row, column), raw: raw)], touches: .touched(by: field),
        zh: "“\(header(column))”写的是“\(raw)”，不等于 0；如确为 0 请填 0",
        en: "\(header(column)) says \"\(raw)\", which is not zero; if zero is meant, write 0"))
  }
}
