import Domain
import Spreadsheet

/// Notes that say of somebody that he is not paid, where nothing else says what anybody is.
extension TableReader {
  /// Whether a note denies pay in a table that states neither months nor money: 不予发放.
  func isDenied(_ text: String) -> Bool {
    [.months, .amount, .due].allSatisfy { columnOf[$0] == nil } && table.months.isEmpty && table.spans.isEmpty
      && PostMark.deniesPay(text)
  }

  /// DZ205: who is not paid by a note that does not say why counts as all others do, which is asked.
  mutating func tellDenied(_ number: Int, _ column: Int, _ text: String, _ owner: RowOwner) {
    // Until when he served says why.
    guard grid.rowIndex(number).map({ isBlank(cell($0, .end)) }) ?? true else { return }
    let raw = Mask.numbers(in: Text.trimmed(text))
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, period: period, field: Discrepancy.fieldOfDenied,
        spots: [.init(cells.place(number, column), raw: raw)], touches: .touched(by: .concurrent),
        zh: "“\(raw)”说不发补贴，但未写明原因，未据此扣减；如因兼任不发，请在“是否兼任”中写明，如已离任，请填离任时间",
        en:
          "\"\(raw)\" says that nothing is paid, and not why; nothing is taken off for it: mark the other post, or say until when he served"
      ))
  }
}

extension CountyReader {
  /// Beside a document that says who is paid such a note is only worth a question.
  mutating func settleDenied() {
    guard tables.contains(where: { $0.source.kind != .roster && !($0.members.isEmpty && $0.aggregates.isEmpty) })
    else { return }
    for index in out.discrepancies.indices where out.discrepancies[index].field == Discrepancy.fieldOfDenied {
      out.discrepancies[index].severity = .warning
    }
  }
}
