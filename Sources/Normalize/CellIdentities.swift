import Domain
import Spreadsheet

/// Cells that hold a person's ID number or account.
extension CellReader {
  /// An ID number; nil if blank, or damaged, which is told.
  mutating func id(_ cell: Cell?, row: Int, column: Int, owner: RowOwner) -> IDNumber? {
    guard let cell, let id = writtenID(cell, row: row, column: column, owner: owner) else { return nil }
    guard id.isCutToDigits else { return id }
    precisionLost(cell, .idNumber, row: row, column: column, owner: owner)
    return nil
  }

  private mutating func writtenID(_ cell: Cell, row: Int, column: Int, owner: RowOwner) -> IDNumber? {
    if cell.kind == .number {
      precisionLost(cell, .idNumber, row: row, column: column, owner: owner)
      return nil
    }
    if cell.kind == .error { _ = tellsError(cell, .idNumber, row: row, column: column, owner: owner) }
    guard cell.kind == .text else { return nil }
    // Most IDs are plain 18 bytes: no String is made for them.
    if let id = grid.texts.withBytes(of: cell.text, { IDNumber($0) }) { return id }
    let raw = grid.texts[cell.text]
    if let id = grid.texts.withBytes(
      of: cell.text, { bytes in Self.bare(bytes).withUnsafeBufferPointer { IDNumber($0) } })
    {
      log.note("id-form", row: row, column: column, raw: Mask.number(Text.trimmed(raw)), value: id.masked)
      return id
    }
    if tellsError(cell, .idNumber, row: row, column: column, owner: owner) { return nil }
    var word = Text.squeezed(raw)
    if word.isEmpty || ["/", "-", "—", "无"].contains(word) { return nil }
    word = Self.withoutSigns(word)
    if let id = IDNumber(word) {
      log.note("id-form", row: row, column: column, raw: Mask.number(Text.trimmed(raw)), value: id.masked)
      return id
    }
    if word.contains("E+") || word.contains("e+") {
      precisionLost(cell, .idNumber, row: row, column: column, owner: owner)
      return nil
    }
    if word.count >= 6, Self.isCovered(word) {
      maskedIDs.append(row)
      return nil
    }
    let masked = Mask.number(raw)
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, field: Field.idNumber.rawValue,
        spots: [.init(place(row, column), raw: masked)],
        zh: "身份证号码应为 18 位，这里是 \(word.count) 位", en: "an ID number has 18 characters; this one has \(word.count)"))
    return nil
  }

  /// A bank account; nil if blank or damaged.
  mutating func account(_ cell: Cell?, row: Int, column: Int, owner: RowOwner) -> Account? {
    guard let cell else { return nil }
    if cell.kind == .number {
      if abs(cell.number) >= 1e15 {
        precisionLost(cell, .account, row: row, column: column, owner: owner)
        return nil
      }
      let account = Account(grid.raw(cell))
      if account == nil, cell.number != 0 { unreadableAccount(grid.raw(cell), row: row, column: column, owner: owner) }
      return account
    }
    if cell.kind == .error { _ = tellsError(cell, .account, row: row, column: column, owner: owner) }
    guard cell.kind == .text else { return nil }
    if let account = grid.texts.withBytes(of: cell.text, { Account($0) }) { return account }
    let raw = grid.texts[cell.text]
    if let account = grid.texts.withBytes(
      of: cell.text,
      { bytes in
        Self.bare(bytes).withUnsafeBufferPointer { Account($0) }
      })
    {
      log.note(
        "account-form", row: row, column: column, raw: Mask.number(Text.trimmed(raw)), value: account.masked)
      return account
    }
    if tellsError(cell, .account, row: row, column: column, owner: owner) { return nil }
    let word = Self.withoutSigns(Text.squeezed(raw))
    guard let account = Account(word) ?? Self.onlyAccount(in: word) else {
      if word.contains("E+") || word.contains("e+") {
        precisionLost(cell, .account, row: row, column: column, owner: owner)
      } else if Self.isCovered(word) {
        maskedAccounts.append(row)
      } else if word.contains(where: { $0.isASCII && $0.isNumber }) {
        unreadableAccount(raw, row: row, column: column, owner: owner)
      }
      return nil
    }
    log.note("account-form", row: row, column: column, raw: Mask.number(Text.trimmed(raw)), value: account.masked)
    return account
  }

  private static func withoutSigns(_ word: String) -> String {
    String(String.UnicodeScalarView(word.unicodeScalars.filter { !"'’‘`-".unicodeScalars.contains($0) }))
  }

  /// Whether somebody has put marks in the place of digits.
  private static func isCovered(_ word: String) -> Bool {
    Text.has(word, anyOf: "*●") || word.uppercased().contains("XXX")
  }

  /// The one account in a text that names its bank too: 农行6228….
  private static func onlyAccount(in text: String) -> Account? {
    let runs = text.split { !($0.isASCII && $0.isNumber) }
    guard runs.count == 1, let run = runs.first, (12...19).contains(run.count) else { return nil }
    // A letter among the digits is a digit that was mistyped.
    guard !text.contains(where: { $0.isASCII && $0.isLetter }) else { return nil }
    return Account(String(run))
  }

  private mutating func unreadableAccount(_ text: String, row: Int, column: Int, owner: RowOwner) {
    let raw = Mask.number(Text.trimmed(text))
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning, subject: owner.subject, field: Field.account.rawValue,
        spots: [.init(place(row, column), raw: raw)],
        zh: "银行账号读不出来（\(header(column))），无法核对一户多人；请只填一个完整账号",
        en:
          "no account can be read for \(header(column)), so who shares it stays unknown: give one whole account number")
    )
  }

  /// A number's bytes without the spaces, tabs, apostrophes and hyphens that people put in and around it.
  private static func bare(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    bytes.filter { $0 > 0x20 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "`") }
  }

  private mutating func precisionLost(_ cell: Cell, _ field: Field, row: Int, column: Int, owner: RowOwner) {
    discrepancies.append(
      Discrepancy(
        .precisionLostNumber, subject: owner.subject, field: field.rawValue,
        spots: [.init(place(row, column), raw: Mask.numbers(in: text(cell)))],
        zh: "\(header(column))按数值保存，15 位以后的数字已丢失且无法恢复；请将该列设为文本后重新填写",
        en:
          "\(header(column)) was saved as a number, so digits past the 15th are lost for good; format the column as text and type it again"
      ))
  }
}
