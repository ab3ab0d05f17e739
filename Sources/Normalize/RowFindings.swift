import Domain
import Spreadsheet

/// What is told about single rows: those that are not used, and what contradicts itself within one.
extension TableReader {
  /// A row's first cells, masked.
  func rowText(_ row: Int, cells count: Int) -> String {
    let texts = grid.rows[row].cells.prefix(count).map { index in
      let text = cells.text(grid.cells[index])
      let word = Text.squeezed(text)
      // 合计 and 空缺 stand in the column of names too.
      let isName =
        columnOf[.name] == Int(grid.cells[index].column) && PersonName.mayBe(word) && !word.hasSuffix("计")
        && !Self.isVacantSeat(word)
      return isName ? Mask.name(word) : Mask.numbers(in: text)
    }
    return texts.joined(separator: " │ ")
  }

  mutating func setAside(_ row: Int, zh: String, en: String) {
    let number = grid.rows[row].number
    let text = rowText(row, cells: 4)
    out.discrepancies.append(
      Discrepancy(
        .rowSetAside, subject: Subject(county: county, town: town, detail: "\(out.source.sheet)#\(number)"),
        period: period, field: "row",
        spots: [.init(out.source.place(row: number), raw: String(text.prefix(80)))],
        zh: "第 \(number) 行未采用：\(zh)", en: "row \(number) is not used: \(en)"))
  }

  /// DZ109, a warning: a remark speaks of 作废, and not for certain of its row, which counts.
  mutating func askWhetherVoid(_ row: Int, _ number: Int, _ column: Int) {
    let raw = Mask.numbers(in: Text.trimmed(cells.text(grid.cell(rowIndex: row, column: column))))
    out.discrepancies.append(
      Discrepancy(
        .unclassifiedRow, severity: .warning,
        subject: Subject(county: county, town: town, detail: "\(out.source.sheet)#\(number)"), period: period,
        field: Discrepancy.fieldOfVoid,
        spots: [.init(cells.place(number, column), raw: String(raw.prefix(120)))], touches: [],
        zh: "“\(raw.prefix(40))”说到作废，但看不出是否本行作废，本行仍计入；本行作废的请只写“作废”，别的行作废的请写在该行",
        en:
          "\"\(raw.prefix(40))\" speaks of 作废, but not for certain of this row, which counts: write 作废 alone where it is void, or beside the row that is"
      ))
  }

  mutating func unclassified(_ row: Int, _ number: Int) {
    if isTotalWithoutLabel(row, number) { return }
    let text = rowText(row, cells: 6)
    out.discrepancies.append(
      Discrepancy(
        .unclassifiedRow, subject: Subject(county: county, town: town, detail: text), period: period,
        field: "row",
        spots: [.init(out.source.place(row: number), raw: String(text.prefix(120)))], touches: .row,
        zh: "第 \(number) 行有数字，但看不出是哪个村、哪个人或哪个合计",
        en: "row \(number) has figures, but for no village, person or total that it names"))
  }

  mutating func missingVillage(_ number: Int) {
    out.discrepancies.append(
      Discrepancy(
        .villageNotInRegister, subject: Subject(county: county, town: town, detail: "\(out.source.sheet)#\(number)"),
        period: period, field: Field.village.rawValue, spots: [.init(out.source.place(.village, row: number))],
        touches: .row, zh: "第 \(number) 行没有村名，上方也没有可沿用的村名",
        en: "row \(number) names no village, and none stands above it"))
  }

  mutating func badCheck(_ id: IDNumber, _ number: Int, _ subject: Subject) {
    out.discrepancies.append(
      Discrepancy(
        .idCheckDigit, subject: subject, period: period, field: Field.idNumber.rawValue,
        spots: [.init(out.source.place(.idNumber, row: number), raw: id.masked)],
        zh: "身份证号码校验位不符（GB 11643），请核对原件",
        en: "the ID number's check character is wrong (GB 11643): compare it with the card"))
  }

  mutating func checkSerial(_ row: Int, _ number: Int) {
    guard let cell = cell(row, .serial), let value = cells.plainNumber(cell) else { return }
    let current = Int(value)
    if let last = serial.last, current != last + 1, current != 1 { serial.gaps.append((number, last, current)) }
    serial.last = current
  }
}
