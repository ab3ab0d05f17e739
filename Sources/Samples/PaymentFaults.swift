import Workbooks

extension FaultPlanter {
  /// The first county's workbook with faults: a payment list a town, one fault a town, and the summary that follows them.
  mutating func payments(of county: World.County) -> [SampleFile] {
    var county = county
    var replacements = People(county: 0, from: 400_000)
    var random = Random(seed: 1)
    let extra = replacements.next(area: county.code, isChair: false, isConcurrent: false, random: &random)
    county.towns[14].villages[1].members.append(extra)
    county.towns[15].villages[2].members.removeLast()
    var list = PaymentList(county: county, file: Shapes.paymentWorkbook(county)[0])

    change(&list, town: 0, member: 10, column: 3, "DZ601", "id") { $0.withWrongCheck }
    change(&list, town: 1, member: 4, column: 9, "DZ106", "amount") { _ in .error("#REF!*I9", "#REF!") }
    change(&list, town: 2, member: 7, column: 9, "DZ105", "amount") { _ in .emptyFormula("H12*I12") }
    change(&list, town: 3, member: 2, column: 8, "DZ205", "months", amount: 2880) { _ in .text("十二个月左右") }
    change(&list, town: 4, member: 5, column: 8, "DZ403", "months", amount: 3120) { _ in .number(13) }
    change(&list, town: 5, member: 8, column: 9, "DZ404", "amount", amount: 2640) { _ in .number(2640) }
    change(&list, town: 6, member: 1, column: 7, "DZ401", "rate", amount: 3000) { _ in .number(250) }
    change(&list, town: 7, member: 3, column: 1, "DZ201", "village") { .text("错" + $0.words) }
    change(&list, town: 8, member: 6, column: 5, "DZ606", "concurrent", note: "paid 12 months") { _ in .text("是") }
    change(&list, town: 9, member: 3, column: 3, "DZ110", "id", note: "number with 15 digits left") { id in
      .number(Double(id.words.dropLast(3) + "000") ?? 0)
    }
    let person = list.file.sheets[11].rows[4]
    change(&list, town: 11, member: 5, column: 3, "DZ602", "id") { _ in person[3] }
    // The same person under the same name: only the village differs.
    list.file.sheets[12].rows[4 + 5][2] = person[2]
    let account = list.file.sheets[13].rows[4][10]
    change(&list, town: 12, member: 2, column: 10, "DZ604", "account") { _ in account }
    total(list: &list, town: 13, by: 540)
    committee(list, town: 14, village: 1, "DZ303")
    committee(list, town: 15, village: 2, "DZ306")
    return [list.file]
  }

  /// Changes a member's cell; an amount that changes with it moves the sums above. Members count from 0, three a village.
  private mutating func change(
    _ list: inout PaymentList, town: Int, member: Int, column: Int, _ code: String, _ field: String, amount: Int? = nil,
    note words: String = "", _ changed: (CellValue) -> CellValue
  ) {
    let (sheet, row) = (town + 1, 4 + member)
    let before = list.file.sheets[sheet].rows[row][column]
    list.file.sheets[sheet].rows[row][column] = changed(before)
    if let amount { list.setAmount(amount, sheet: sheet, row: row) }
    note(
      code, in: list.file, sheet: sheet, row: row, column: column, county: list.county,
      village: list.county.towns[town].villages[member / 3], field: field, expected: before.words,
      actual: list.file.sheets[sheet].rows[row][column].words, note: words)
  }

  /// A town's total that its rows do not add up to.
  private mutating func total(list: inout PaymentList, town: Int, by difference: Int) {
    let sheet = town + 1
    let row = list.file.sheets[sheet].rows.count - 3
    let before = Int(list.file.sheets[sheet].rows[row][9].words) ?? 0
    list.file.sheets[sheet].rows[row][9] = .count(before + difference)
    note(
      "DZ408", in: list.file, sheet: sheet, row: row, column: 9, county: list.county, village: nil, field: "total",
      expected: "\(before)", actual: "\(before + difference)")
  }

  /// A committee with another number of members than three.
  private mutating func committee(_ list: PaymentList, town: Int, village: Int, _ code: String) {
    let villages = list.county.towns[town].villages
    let row = 4 + villages.prefix(village).reduce(0) { $0 + $1.members.count }
    note(
      code, in: list.file, sheet: town + 1, row: row, column: 1, county: list.county, village: villages[village],
      field: "members", expected: "3", actual: "\(villages[village].members.count)")
  }
}

/// The payment workbook while faults are planted in it.
private struct PaymentList {
  var county: World.County
  var file: SampleFile

  /// Sets a member's amount as a plain number and moves the town's total and the summary with it.
  mutating func setAmount(_ amount: Int, sheet: Int, row: Int) {
    file.sheets[sheet].rows[row][9] = .count(amount)
    let summaryRow = 3 + sheet - 1
    let places = [(sheet, file.sheets[sheet].rows.count - 3, 9), (0, summaryRow, 6), (0, 3 + county.towns.count, 6)]
    for (sheet, row, column) in places {
      file.sheets[sheet].rows[row][column] = file.sheets[sheet].rows[row][column].moved(by: amount - 2880)
    }
  }
}
