import Domain

/// A stage without an amount is not stated, which is not zero.
func isNotStated(_ written: String) -> Bool { ["", "/", "-", "—", "无"].contains(written) }

/// An amount with its unit and places as written.
func statedEntry(_ path: String, _ row: ReferenceTable.Row) throws -> Budget.Entry {
  guard let unit = MoneyUnit(rawValue: row["unit"]) else {
    throw SetupError(path, line: row.line, zh: "单位应为元或万元", en: "the unit is 元 or 万元")
  }
  return try statedEntry(row.written("amount"), unit: unit, path: path, line: row.line, place: row.place("amount"))
}

/// An amount as written in a unit.
func statedEntry(_ raw: String, unit: MoneyUnit, path: String, line: Int, place: Place) throws -> Budget.Entry {
  guard let stated = StatedMoney(raw, unit: unit) else {
    throw SetupError(
      path, line: line, zh: "\(place.cell)：“\(Mask.numbers(in: raw))”不是金额",
      en: "\(place.cell): \"\(Mask.numbers(in: raw))\" is not an amount")
  }
  guard stated.amount.fen.magnitude <= Money.statedLimit.magnitude else {
    throw SetupError(
      path, line: line, zh: "\(place.cell)：\(raw)\(unit.rawValue) 超过十万亿元，请核对单位",
      en: "\(place.cell): \(raw) \(unit.rawValue) is more than ten trillion yuan; look at its unit")
  }
  return Budget.Entry(stated: stated, place: place, raw: raw + unit.rawValue)
}

/// A rate as written: 99.5%, or 0.995.
func statedRate(_ text: String, isPercent: Bool, path: String, place: Place) throws -> Budget.Rate {
  let raw = text.filter { !$0.isWhitespace }
  let isPercent = raw.hasSuffix("%") || isPercent
  guard let written = WrittenDecimal(raw.hasSuffix("%") ? String(raw.dropLast()) : raw) else {
    throw SetupError(
      path, line: rowNumber(place.cell), zh: "“\(raw)”不是执行率，如 99.5%", en: "\"\(raw)\" is no rate such as 99.5%")
  }
  return Budget.Rate(
    figure: StatedFigure(written, scale: isPercent ? .hundredth : Ratio(1)), place: place,
    raw: raw + (isPercent && !raw.hasSuffix("%") ? "%" : ""))
}

private func rowNumber(_ cell: String) -> Int? { Int(cell.drop { $0.isLetter }) }
