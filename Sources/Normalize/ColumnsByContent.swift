import Domain
import Spreadsheet

/// Columns whose header says nothing known, told by what stands in them: names of the register and ID numbers speak for themselves.
extension Table {
  /// Places the table's villages, towns and ID numbers where no header word does; what it found is kept in `byContent`.
  mutating func placeColumnsByContent(_ grid: Grid, gazetteer: Gazetteer) {
    settlePlaces(grid, gazetteer: gazetteer)
    let open = (unknown + fields.filter { $0.value == .other }.map(\.key) + columnsWithoutHeader(grid)).sorted()
    guard !open.isEmpty else { return }
    // Towns first: a community may bear its town's bare name.
    if column(.town) == nil { place(.town, among: open, grid) { gazetteer.town($0) != nil } }
    if column(.village) == nil, column(.code) == nil {
      // An alias may hold within its town only, which the title names; below it other towns' titles may follow.
      let towns = [nil, gazetteer.town(within: title)]
      place(.village, among: open, grid, isLike: Self.isVillageLike) { text in
        towns.contains { town in
          switch gazetteer.village(text, town: town) {
          case .found, .alias, .ambiguous: true
          case .wrongKind, .unknown: false
          }
        }
      }
    }
    placeUnits(grid, gazetteer: gazetteer)
    let ofMembers = open.filter { !Self.isOfOthers(paths[$0]) }
    if column(.name) == nil {
      if let numbers = column(.idNumber) {
        placeNames(beside: numbers, among: ofMembers, grid)
        // Whoever holds the card is the member where nobody else is named.
        if column(.name) == nil { placeNames(beside: numbers, among: open.filter { Self.isHolder(paths[$0]) }, grid) }
      } else {
        placePersons(among: ofMembers, grid)
      }
    }
    placeTerms(["任期", "本届任期"], among: open, grid)
    if column(.months) == nil, column(.month) == nil, column(.name) != nil, months.isEmpty, spans.isEmpty {
      let ranges = open.filter { Self.mayHeadMonths(paths[$0] ?? "") && areMonthsPaid(months(named: $0, grid), grid) }
      place(.months, among: ranges, grid) { Self.monthsNamed($0) != nil }
    }
    placeTerms(Self.spansOfOffice, among: open, grid)
    if column(.idNumber) == nil, column(.name) != nil {
      place(.idNumber, among: ofMembers, grid, Self.isIDNumber)
    }
    // Chance gives one number in ten a check digit that holds.
    if column(.account) == nil, column(.name) != nil {
      place(.account, among: open, grid) { text in
        Account(Text.squeezed(text)).map { (15...19).contains($0.length) && $0.hasValidCheck } ?? false
      }
    }
    placeRemarks(grid)
  }

  /// 发放时段, 在任月份 or 补贴期限 may head 1-12月; a rota, a day of payment, and what is insured, taken off, paid later or shown to the
  /// public are of other months.
  private static func mayHeadMonths(_ path: String) -> Bool {
    let words = Text.squeezed(path.split(separator: "›").last.map(String.init) ?? "")
    return ["月份", "时段", "时间", "期间", "起止", "期限"].contains(where: words.contains)
      && ["发放", "补贴", "补助", "享受", "领取", "计发", "任职", "在任", "在岗"].contains(where: words.contains)
      && ![
        "缴", "保", "扣", "补发", "补报", "公示", "培训", "学习", "考核", "停", "任期", "上年", "往年", "所属", "值班", "轮值", "批次", "打款", "到账",
        "录入",
      ].contains(where: Text.squeezed(path).contains)
  }

  /// How many months a text names by a range, or counts: 5-12月, 12个月.
  private static func monthsNamed(_ text: String) -> Int? {
    let words = Text.squeezed(text)
    if words.hasSuffix("个月"), let count = Int(words.dropLast(2)), (1...12).contains(count) { return count }
    return MonthSet(text, year: 2000).flatMap { $0.run != nil && $0.months.count > 1 ? $0.months.count : nil }
  }

  private func months(named column: Int, _ grid: Grid) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for row in body.prefix(80) {
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { continue }
      found[row] = Self.monthsNamed(grid.texts[cell.text])
    }
    return found
  }

  /// Columns between or beside those with a header that hold something though nothing stands over them.
  private func columnsWithoutHeader(_ grid: Grid) -> [Int] {
    guard let first = paths.keys.min(), let last = paths.keys.max() else { return [] }
    var found: Set<Int> = []
    for row in body.prefix(80) {
      for index in grid.rows[row].cells {
        let column = Int(grid.cells[index].column)
        if paths[column] == nil, first - 1 <= column, column <= last + 1 { found.insert(column) }
      }
    }
    return found.sorted()
  }

  private static func isIDNumber(_ text: String) -> Bool { IDNumber(Text.squeezed(text))?.hasValidCheck == true }

  /// Whether a header names somebody beside the member: 联系人证号, 负责人.
  static func isOfOthers(_ path: String?) -> Bool {
    let words = Text.squeezed(path ?? "")
    return [
      "联系", "代领", "代办", "经办", "监护", "负责", "填表", "审核", "前任", "原任", "上届", "配偶", "户主", "家属", "推荐", "介绍", "担保", "开户",
      "户名", "持卡", "包村", "包片", "驻村", "挂点", "挂村", "结对", "对接", "分管",
    ].contains(where: words.contains)
  }

  private static func isHolder(_ path: String?) -> Bool {
    ["持卡人", "户名", "开户人", "账户名"].contains(Text.headerWords(String(path?.split(separator: "›").last ?? "")))
  }

  /// ID numbers prove a list of persons whose header says neither 姓名 nor 身份证, where names stand beside them and nothing counts heads: a
  /// summary's 村主任 │ 证号 is nobody's pay.
  private mutating func placePersons(among open: [Int], _ grid: Grid) {
    let counted: [Field] = [.quota, .listed, .eligible, .villageCount, .personMonths]
    guard counted.allSatisfy({ column($0) == nil }), months.allSatisfy({ $0.heads == nil }) else { return }
    var found = self
    found.place(.idNumber, among: open, grid, Self.isIDNumber)
    guard let numbers = found.column(.idNumber), hasSeveralOfVillage(numbers, grid) else { return }
    // Of two columns of numbers nothing tells which are the members'.
    var other = found
    other.fields[numbers] = .bank
    other.place(.idNumber, among: open.filter { $0 != numbers }, grid, Self.isIDNumber)
    guard other.column(.idNumber) == nil else { return }
    found.placeNames(beside: numbers, among: open.filter { $0 != numbers }, grid)
    if found.column(.name) != nil { self = found }
  }

  /// Whether some village has several of the numbers: one of each may be whoever leads it or draws its money.
  private func hasSeveralOfVillage(_ numbers: Int, _ grid: Grid) -> Bool {
    guard let village = column(.village) else { return true }
    func text(_ row: Int, _ column: Int?) -> String {
      column.flatMap { grid.cell(rowIndex: row, column: $0) }.map { Text.squeezed(grid.raw($0)) } ?? ""
    }
    let rows = body.prefix(300).filter { Self.isIDNumber(text($0, numbers)) }
    return Set(rows.map { text($0, column(.town)) + "›" + text($0, village) }).count < rows.count
  }

  /// Persons' names beside their ID numbers, the nearest column of them, and left of these first: behind them may stand whoever looks after
  /// the village. Two to four Han characters after a common surname, hardly one twice.
  private mutating func placeNames(beside numbers: Int, among open: [Int], _ grid: Grid) {
    for column in open.filter({ $0 < numbers }).sorted(by: >) + open.filter({ $0 > numbers }).sorted()
    where fields[column] == nil || fields[column] == .other {
      var names: [String] = []
      var seen = 0
      for row in body.prefix(80) {
        guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { continue }
        let text = Text.squeezed(grid.texts[cell.text])
        guard !text.isEmpty else { continue }
        seen += 1
        if PersonName.isLikely(text) { names.append(text) }
      }
      // A town may have two members, right beside their numbers.
      let least = abs(column - numbers) == 1 && names.count == seen ? 2 : 3
      guard names.count >= least, names.count * 10 >= seen * 7, Set(names).count * 10 >= names.count * 7 else {
        continue
      }
      fields[column] = .name
      unknown.removeAll { $0 == column }
      byContent.append((column, .name))
      return
    }
  }

  /// Whether a row says more than a heading or a note does, and is not signed.
  func isRecord(_ row: Int, _ grid: Grid) -> Bool {
    let cells = grid.cells[grid.rows[row].cells].filter { cell in
      cell.kind != .text || grid.texts.withBytes(of: cell.text) { $0.contains { $0 > 0x20 } }
    }
    return cells.count >= 3 && !RowClassifier.isSignature(grid, cells)
  }

  /// Whether a text is called as every village is: what misspells a village's name goes on being one's.
  private static func isVillageLike(_ text: String) -> Bool {
    let words = Text.squeezed(text)
    return (3...14).contains(words.count)
      && ["村", "村委", "村委会", "村民委员会", "居委会", "居民委员会"].contains { words.hasSuffix($0) }
  }

  /// Whether a column of a list of one row stands right behind the serial numbers, or the villages' right behind the towns'. In a longer list one
  /// place among blanks is what a column of remarks or of where somebody comes from has.
  private func standsAsPlace(_ column: Int, _ field: Field, _ grid: Grid) -> Bool {
    guard fields[column] == nil, body.prefix(80).count(where: { isRecord($0, grid) && !isSum($0, grid) }) == 1,
      !["户", "籍", "原", "来", "挂"].contains(where: (paths[column] ?? "").contains)
    else { return false }
    return switch fields[column - 1] {
    case .serial: field == .town || field == .village
    case .town: field == .village
    default: false
    }
  }

  mutating func place(
    _ field: Field, among open: [Int], _ grid: Grid, isLike: (String) -> Bool = { _ in false },
    _ speaks: (String) -> Bool
  ) {
    for column in open where fields[column] == nil || fields[column] == .other {
      var seen = 0
      var spoke = 0
      var like = 0
      // A village may stand once for three members' twelve months: what speaks is counted, not the rows.
      for row in body.prefix(1000) where seen < 80 {
        guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text else { continue }
        let text = grid.texts[cell.text]
        guard !Text.trimmed(text).isEmpty, isRecord(row, grid), !Text.squeezed(text).hasSuffix("计") else { continue }
        // Each page's header, and the numbers or letters under it, are no values.
        if paths[column]?.hasSuffix(text) == true || text.utf8.count <= 3 && Int(text) != nil { continue }
        if ColumnNumbers.isOne(text) || ColumnNumbers.letters.contains(Text.squeezed(text)) { continue }
        seen += 1
        if speaks(text) { spoke += 1 } else if isLike(text) { like += 1 }
      }
      // A few rows are sums, notes or misspelt; chance gives a column of remarks no names of the register at all. One alone tells where it
      // stands as places do.
      guard spoke > 0, spoke + like >= 2 || standsAsPlace(column, field, grid),
        spoke * 3 >= seen * 2 || spoke + like == seen
      else { continue }
      fields[column] = field
      unknown.removeAll { $0 == column }
      byContent.append((column, field))
      return
    }
  }
}
