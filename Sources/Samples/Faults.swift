/// A fault that was planted, in the words of `truth.csv`.
struct PlantedFault {
  var code: String
  var county: String
  var villageCode: String
  var village: String
  var file: String
  var sheet: String
  var cell: String
  var field: String
  var expected: String
  var actual: String
  var note: String
}

/// Plants faults in the demo's files, each at a cell that is written down; sums above a changed amount follow it.
struct FaultPlanter {
  private(set) var faults: [PlantedFault] = []
  private let world: World

  init(world: World) { self.world = world }

  /// Plants the faults of the first county's payment workbook.
  mutating func plantPayments(_ file: inout SampleFile) {
    let county = world.counties[0]
    payment(&file, county, town: 0, member: 10, column: 3, code: "DZ601", field: "id") { .text(Self.wrongCheck($0)) }
    payment(&file, county, town: 1, member: 4, column: 9, code: "DZ106", field: "amount") { _ in .error("#REF!*I9", "#REF!") }
    payment(&file, county, town: 2, member: 7, column: 9, code: "DZ105", field: "amount", note: "formula without a value") { _ in .emptyFormula("H12*I12") }
    payment(&file, county, town: 3, member: 2, column: 8, code: "DZ205", field: "months") { _ in .text("十二个月左右") }
    payment(&file, county, town: 4, member: 5, column: 8, code: "DZ403", field: "months", amount: 3120) { _ in .number(13) }
    payment(&file, county, town: 5, member: 8, column: 9, code: "DZ404", field: "amount", amount: 2640) { _ in .number(2640) }
    payment(&file, county, town: 6, member: 1, column: 7, code: "DZ401", field: "rate", amount: 3000) { _ in .number(250) }
    payment(&file, county, town: 7, member: 3, column: 1, code: "DZ201", field: "village") { value in
      if case .text(let name) = value { .text("错" + name) } else { value }
    }
    payment(&file, county, town: 8, member: 6, column: 5, code: "DZ606", field: "concurrent", note: "paid 12 months") { _ in .text("是") }
    payment(&file, county, town: 9, member: 3, column: 3, code: "DZ110", field: "id", note: "number with 15 digits left") { value in
      if case .text(let id) = value, let number = Double(id.dropLast(3) + "000") { .number(number) } else { value }
    }
    let other = file.sheets[11].rows[4][3]
    payment(&file, county, town: 11, member: 5, column: 3, code: "DZ602", field: "id") { _ in other }
    let account = file.sheets[13].rows[4][10]
    payment(&file, county, town: 12, member: 2, column: 10, code: "DZ604", field: "account") { _ in account }
    let sheet = 14
    let total = file.sheets[sheet].rows.count - 3
    if case .formula(_, let value) = file.sheets[sheet].rows[total][9] {
      file.sheets[sheet].rows[total][9] = .number(value + 540)
      note(file, sheet: sheet, row: total, column: 9, county, village: nil, code: "DZ408", field: "total", expected: "\(Int(value))", actual: "\(Int(value) + 540)")
    }
  }

  /// Plants the faults of the second county's summary.
  mutating func plantText(_ file: inout SampleFile, roster: inout SampleFile) {
    let county = world.counties[1]
    text(&file, county, town: 1, village: 2, column: 3, code: "DZ206", field: "concurrent", value: .text("/"))
    text(&file, county, town: 2, village: 3, column: 2, code: "DZ205", field: "quota", value: .text("约3"))
    text(&file, county, town: 3, village: 1, column: 4, code: "DZ302", field: "paid", value: .number(4))
    if let row = row(county, town: 4, village: 2) {
      text(&file, county, town: 4, village: 2, column: 6, code: "DZ402", field: "amount", value: .text("8,630"))
      let paid = county.towns[4].villages[2].members.filter { !$0.isConcurrent }.count * 2880
      shift(&file, county, town: 4, by: 8630 - paid)
      _ = row
    }
    // A person of the first county stands in the second's roster too.
    let person = world.counties[0].towns[0].villages[0].members[1]
    let line = roster.sheets[0].rows.count - 1
    roster.sheets[0].rows[line][5] = .text("'" + person.id)
    roster.sheets[0].rows[line][3] = .text(person.name)
    let village = county.towns.last?.villages.last
    note(roster, sheet: 0, row: line, column: 5, county, village: village, code: "DZ603", field: "id", expected: "one county", actual: world.counties[0].name)
  }

  /// Plants the faults of the third county's monthly return.
  mutating func plantMonthly(_ file: inout SampleFile) {
    let county = world.counties[2]
    let odd = 4
    monthly(&file, county, row: odd, column: 12, by: -15, code: "DZ402", field: "amount", village: county.towns[0].villages[0])
    monthly(&file, county, row: odd + 2, column: 22, by: 240, code: "DZ404", field: "amount", village: county.towns[0].villages[2])
    file.sheets[0].hiddenRows.insert(odd + 3)
    note(file, sheet: 0, row: odd + 3, column: 0, county, village: county.towns[0].villages[3], code: "DZ108", field: "row", expected: "visible", actual: "hidden row with figures")
  }

  private mutating func payment(
    _ file: inout SampleFile, _ county: World.County, town: Int, member: Int, column: Int, code: String, field: String, amount: Int? = nil,
    note words: String = "", _ change: (SampleValue) -> SampleValue
  ) {
    let sheet = town + 1
    let row = 4 + member
    let before = file.sheets[sheet].rows[row][column]
    let after = change(before)
    file.sheets[sheet].rows[row][column] = after
    if let amount {
      file.sheets[sheet].rows[row][9] = .number(Double(amount))
      let total = file.sheets[sheet].rows.count - 3
      if case .formula(let formula, let value) = file.sheets[sheet].rows[total][9] {
        file.sheets[sheet].rows[total][9] = .formula(formula, value + Double(amount - 2880))
      }
    }
    note(
      file, sheet: sheet, row: row, column: column, county, village: county.towns[town].villages[member / 3], code: code, field: field,
      expected: Self.words(before), actual: Self.words(after), words)
  }

  private func row(_ county: World.County, town: Int, village: Int) -> Int? {
    3 + county.towns.prefix(town).reduce(0) { $0 + $1.villages.count + 1 } + village
  }

  private mutating func text(
    _ file: inout SampleFile, _ county: World.County, town: Int, village: Int, column: Int, code: String, field: String, value: SampleValue
  ) {
    guard let row = row(county, town: town, village: village) else { return }
    let before = file.sheets[0].rows[row][column]
    file.sheets[0].rows[row][column] = value
    note(
      file, sheet: 0, row: row, column: column, county, village: county.towns[town].villages[village], code: code, field: field,
      expected: Self.words(before), actual: Self.words(value))
  }

  /// Moves a town's subtotal and the county's total with a changed amount.
  private func shift(_ file: inout SampleFile, _ county: World.County, town: Int, by difference: Int) {
    guard let subtotal = row(county, town: town + 1, village: -1) else { return }
    for row in [subtotal, file.sheets[0].rows.count - 2] {
      if case .text(let text) = file.sheets[0].rows[row][6], let value = Int(text.replacing(",", with: "")) {
        file.sheets[0].rows[row][6] = .text("\(value + difference)")
      }
    }
  }

  private mutating func monthly(
    _ file: inout SampleFile, _ county: World.County, row: Int, column: Int, by difference: Int, code: String, field: String, village: World.Village
  ) {
    let subtotal = 4 + county.towns[0].villages.count
    let before = file.sheets[0].rows[row][column]
    for changed in [row, subtotal, file.sheets[0].rows.count - 2] {
      for place in [column, 27] {
        if case .number(let value) = file.sheets[0].rows[changed][place] { file.sheets[0].rows[changed][place] = .number(value + Double(difference)) }
      }
    }
    note(file, sheet: 0, row: row, column: column, county, village: village, code: code, field: field, expected: Self.words(before), actual: Self.words(file.sheets[0].rows[row][column]))
  }

  private mutating func note(
    _ file: SampleFile, sheet: Int, row: Int, column: Int, _ county: World.County, village: World.Village?, code: String, field: String,
    expected: String, actual: String, _ words: String = ""
  ) {
    let letters = column < 26 ? String(UnicodeScalar(UInt8(65 + column))) : "A" + String(UnicodeScalar(UInt8(65 + column - 26)))
    faults.append(
      PlantedFault(
        code: code, county: county.name, villageCode: village?.code ?? "", village: village?.name ?? "", file: file.name,
        sheet: file.sheets[sheet].name, cell: "\(letters)\(row + 1)", field: field, expected: expected, actual: actual, note: words))
  }

  private static func words(_ value: SampleValue) -> String {
    switch value {
    case .blank: ""
    case .text(let text): text
    case .number(let number), .formula(_, let number): "\(Int(number))"
    case .date(let year, let month, let day): "\(year)-\(month)-\(day)"
    case .emptyFormula(let formula): "=" + formula
    case .error(_, let name): name
    }
  }

  private static func wrongCheck(_ value: SampleValue) -> String {
    guard case .text(let id) = value, let last = id.last else { return "" }
    return id.dropLast() + (last == "0" ? "1" : "0")
  }
}
