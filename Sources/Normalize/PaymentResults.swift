import Domain
import Spreadsheet

/// What a list says of payments that came back: in its columns of results, its notes, or where it should be signed.
extension TableReader {
  /// Keeps what a row says of a payment that came back.
  mutating func findReturn(_ row: Int, _ number: Int, _ owner: RowOwner) {
    for column in statusColumns {
      // Why a payment came back once says nothing where another column says that it arrived.
      if isReason(column), statusColumns.contains(where: { !isReason($0) && saysArrived(row, $0) }) { continue }
      guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else { continue }
      let text = cells.text(cell)
      switch PayStatus(text, isReason: isReason(column)) {
      case .settled: continue
      case .failed: return keepReturn(text, number, column)
      case .unknown: unknownStatus(text, number, column, owner)
      }
    }
    for field in [Field.note, .signature] {
      guard let column = columnOf[field], let cell = cell(row, field), cell.kind == .text, !isBlank(cell) else {
        continue
      }
      let words =
        returnWords[cell.text] ?? returnWords.keep(ReturnWords(grid.texts[cell.text]), of: cell.text, in: grid.texts)
      if words.isReturned { return keepReturn(grid.texts[cell.text], number, column) }
    }
  }

  private func isReason(_ column: Int) -> Bool { cells.header(column).contains("原因") }

  /// 成功 or 已到账; 处理完成 may as well be the handling of a failure.
  private func saysArrived(_ row: Int, _ column: Int) -> Bool {
    guard let cell = grid.cell(rowIndex: row, column: column), !isBlank(cell) else { return false }
    let text = cells.text(cell)
    return PayStatus(text, isReason: false) == .settled
      && ["成功", "到账", "到帐", "入账", "入帐"].contains { text.contains($0) }
  }

  private mutating func keepReturn(_ text: String, _ number: Int, _ column: Int) {
    let words = ReturnWords(text)
    out.returns.append(
      ReturnedPayment(
        member: out.members.count, place: cells.place(number, column), raw: Mask.numbers(in: Text.trimmed(text)),
        isMadeAgain: words.isMadeAgain, date: words.date))
  }

  private mutating func unknownStatus(_ text: String, _ number: Int, _ column: Int, _ owner: RowOwner) {
    let raw = Mask.numbers(in: Text.trimmed(text))
    cells.discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning, subject: owner.subject, field: Field.payStatus.rawValue,
        spots: [.init(cells.place(number, column), raw: raw)],
        zh: "“\(raw)”看不出是否发放成功（\(cells.header(column))），按已发放计算；请写明“成功”或“失败”",
        en: "\"\(raw)\" does not say whether the payment was made; it counts as made: write 成功 or 失败"))
  }
}
