import Workbooks

extension FaultPlanter {
  /// The second county's two text files with faults. Its columns: 2 quota, 3 concurrent, 4 paid, 6 amount.
  mutating func texts(of county: World.County, neighbour: World.County) -> [SampleFile] {
    var county = county
    let absent = county.towns[6].villages.remove(at: 4)
    let files = Shapes.textFiles(county)
    var table = VillageTable(county: county, file: files[0], firstRow: 3, totalRow: files[0].sheets[0].rows.count - 2)
    note(
      "DZ301", in: table.file, row: nil, column: 0, county: county, village: absent, field: "village",
      expected: "present",
      actual: "absent")
    change(&table, town: 1, column: 3, "DZ206", "concurrent") { _ in .text("/") }
    change(&table, town: 2, column: 2, "DZ205", "quota") { _ in .text("约3") }
    change(&table, town: 3, column: 4, "DZ302", "paid", alsoIn: [4], by: 1) { $0.moved(by: 1) }
    change(&table, town: 4, column: 6, "DZ402", "amount", alsoIn: [6], by: -10) { $0.moved(by: -10) }
    subtotal(&table, town: 5, column: 6, by: 1080)
    repeatVillage(&table, town: 8, village: 3)

    // A person of the first county stands in the second's roster too.
    var roster = files[1]
    let person = neighbour.towns[0].villages[0].members[1]
    let line = roster.sheets[0].rows.count - 1
    roster.sheets[0].rows[line][3] = .text(person.name)
    roster.sheets[0].rows[line][4] = .text(person.isMale ? "男" : "女")
    roster.sheets[0].rows[line][5] = .text("'" + person.id)
    note(
      "DZ603", in: roster, row: line, column: 5, county: county, village: county.towns.last?.villages.last, field: "id",
      expected: "one county", actual: neighbour.name)
    return [table.file, roster]
  }

  /// The third county's monthly return and roster with faults. Month m has its heads in column 2m + 1, its amount in 2m + 2.
  mutating func monthly(of county: World.County) -> [SampleFile] {
    let file = Shapes.monthlyWorkbook(county)[0]
    var table = VillageTable(county: county, file: file, firstRow: 4, totalRow: file.sheets[0].rows.count - 2)
    change(&table, town: 0, column: 12, "DZ402", "amount", alsoIn: [12, 27], by: -15) { $0.moved(by: -15) }
    change(&table, town: 1, column: 22, "DZ404", "amount", alsoIn: [22, 27], by: 240) { $0.moved(by: 240) }
    let crowded = change(&table, town: 2, column: 17, "DZ303", "members", alsoIn: [17], by: 1) { $0.moved(by: 1) }
    table.move(row: crowded, town: 2, columns: [18, 27], by: 240)
    subtotal(&table, town: 4, column: 27, by: 2400)

    let hidden = table.row(town: 3, village: 1)
    table.file.sheets[0].hiddenRows.insert(hidden)
    note(
      "DZ108", in: table.file, row: hidden, column: 0, county: county, village: county.towns[3].villages[1],
      field: "row",
      expected: "visible", actual: "hidden row with figures")

    let member = 56
    let before = table.file.sheets[1].rows[1 + member][4]
    table.file.sheets[1].rows[1 + member][4] = before.withWrongCheck
    note(
      "DZ601", in: table.file, sheet: 1, row: 1 + member, column: 4, county: county,
      village: county.towns.flatMap(\.villages)[member / 3], field: "id", expected: before.words,
      actual: before.withWrongCheck.words)
    return [table.file]
  }

  /// Changes a cell of a town's first village without concurrent posts, and moves the named columns' sums; gives the row.
  @discardableResult
  private mutating func change(
    _ table: inout VillageTable, town: Int, column: Int, _ code: String, _ field: String, alsoIn columns: [Int] = [],
    by difference: Int = 0, _ changed: (CellValue) -> CellValue
  ) -> Int {
    let village = table.county.towns[town].plainVillage()
    let row = table.row(town: town, village: village)
    let before = table.file.sheets[0].rows[row][column]
    table.file.sheets[0].rows[row][column] = changed(before)
    table.move(row: row, town: town, columns: columns, by: difference, except: column)
    note(
      code, in: table.file, row: row, column: column, county: table.county,
      village: table.county.towns[town].villages[village], field: field, expected: before.words,
      actual: table.file.sheets[0].rows[row][column].words)
    return row
  }

  /// A subtotal that its rows do not add up to; the county's total stays with the rows.
  private mutating func subtotal(_ table: inout VillageTable, town: Int, column: Int, by difference: Int) {
    let row = table.row(town: town + 1, village: -1)
    let before = table.file.sheets[0].rows[row][column]
    table.file.sheets[0].rows[row][column] = before.moved(by: difference)
    note(
      "DZ408", in: table.file, row: row, column: column, county: table.county, village: nil, field: "subtotal",
      expected: before.words, actual: before.moved(by: difference).words)
  }

  /// A village that stands twice, one row below the other; the sums count it twice. Rows below move down: plant it last.
  private mutating func repeatVillage(_ table: inout VillageTable, town: Int, village: Int) {
    let row = table.row(town: town, village: village)
    let repeated = table.file.sheets[0].rows[row]
    for column in [2, 3, 4, 6] {
      let value = Int(repeated[column].words.replacing(",", with: "")) ?? 0
      table.move(row: row, town: town, columns: [column], by: value, except: column)
    }
    table.file.sheets[0].rows.insert(repeated, at: row + 1)
    note(
      "DZ207", in: table.file, row: row + 1, column: 1, county: table.county,
      village: table.county.towns[town].villages[village], field: "village", expected: "one row", actual: "two rows")
  }
}

/// A table with a row a village and a subtotal a town, while faults are planted in it.
private struct VillageTable {
  var county: World.County
  var file: SampleFile
  var firstRow: Int
  var totalRow: Int

  func row(town: Int, village: Int) -> Int {
    firstRow + county.towns.prefix(town).reduce(0) { $0 + $1.villages.count + 1 } + village
  }

  /// Moves columns of the town's subtotal and the total, and of the row itself except where it has been changed already.
  mutating func move(
    row: Int, town: Int, columns: [Int], by difference: Int, except changed: Int? = nil
  ) {
    for column in columns {
      for place in [row, self.row(town: town + 1, village: -1), totalRow] where place != row || column != changed {
        file.sheets[0].rows[place][column] = file.sheets[0].rows[place][column].moved(by: difference)
      }
    }
  }
}
