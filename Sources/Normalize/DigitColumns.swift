import Domain
import Spreadsheet

/// Amounts whose digits stand in a column each, as on printed vouchers: 千 │ 百 │ 十 │ 元 │ 角 │ 分 below 金额.
extension PlacedTable {
  /// Joins such columns into one amount; a row in which anything but one digit a column stands is left as text, which nobody reads as a number.
  mutating func joinDigits() {
    for run in table.runsOfDigits() {
      guard let first = run.first?.column else { continue }
      var numbers: [Int: [Int: Double]] = [:]
      var unreadable: [Int: [Int: String]] = [:]
      for row in table.body {
        let texts = run.map { digit in
          grid.cell(rowIndex: row, column: digit.column).map { Text.squeezed(grid.raw($0)) } ?? ""
        }
        switch Self.fen(texts, run.map(\.power)) {
        case .none: continue
        case .some(.none):
          guard grid.cell(rowIndex: row, column: first) != nil || isAmount(texts, row, first) else { continue }
          unreadable[row] = [first: texts.joined(separator: "│")]
        case .some(.some(let fen)): numbers[row] = [first: Double(fen) / 100]
        }
      }
      grid = grid.setting(numbers, texts: unreadable)
      table.joinDigits(run.map(\.column))
    }
  }

  /// Whether figures stand among a row's digits, behind what the row is about: who signs and when, below a list, is no amount.
  private func isAmount(_ texts: [String], _ row: Int, _ first: Int) -> Bool {
    grid.rows[row].cells.first.map { grid.cells[$0].column < first } == true
      && texts.contains { text in
        text.contains { $0.isASCII && $0.isNumber } && text.allSatisfy { "0123456789.,¥元".contains($0) }
      }
  }

  /// What a row's digits come to; nil for a row without any, and nil within where they are no digits. A currency sign stands before them.
  private static func fen(_ texts: [String], _ powers: [Int]) -> Int64?? {
    let digits = texts.map { ["¥", "￥"].contains($0) ? "" : $0 }
    if digits.allSatisfy(\.isEmpty) { return .none }
    var sum: Int64 = 0
    var hasBegun = false
    var places = Array(zip(digits, powers))[...]
    // Yuan that come first stand whole in their column; with nothing behind them they are an amount as it is.
    if powers[0] == 0 {
      if digits.dropFirst().allSatisfy(\.isEmpty) { return .none }
      guard case .number(let written) = NumberText(digits[0]), let yuan = written.whole,
        (0...1_000_000_000).contains(yuan)
      else { return .some(nil) }
      (sum, hasBegun) = (yuan * 100, true)
      places = places.dropFirst()
    }
    for (text, power) in places {
      if text.isEmpty, !hasBegun || power < 0 { continue }
      guard text.utf8.count == 1, let digit = Int64(text) else { return .some(nil) }
      hasBegun = true
      sum += digit * (0..<power + 2).reduce(1) { product, _ in product * 10 }
    }
    return .some(sum)
  }
}

extension Table {
  /// The powers of ten that head a digit's column.
  static let powers: [String: Int] = [
    "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "十": 1, "元": 0, "角": -1, "分": -2, "拾万": 5, "佰万": 6, "仟": 3,
    "佰": 2, "拾": 1, "圆": 0,
  ]

  /// Columns side by side below one header whose own words are powers of ten, each a tenth of the one before, yuan among them; where
  /// yuan come first, 元 │ 角 │ 分, they stand whole in their column.
  fileprivate func runsOfDigits() -> [[(column: Int, power: Int)]] {
    var runs: [[(column: Int, power: Int)]] = []
    for column in paths.keys.sorted() {
      let parts = (paths[column] ?? "").split(separator: "›")
      guard parts.count > 1, let own = parts.last, let power = Self.powers[Text.headerWords(String(own))] else {
        continue
      }
      if let last = runs.last?.last, last.column == column - 1, last.power == power + 1 {
        runs[runs.count - 1].append((column, power))
      } else {
        runs.append([(column, power)])
      }
    }
    return runs.filter { run in
      run.count >= (run[0].power > 0 ? 3 : 2) && run.contains { $0.power == 0 }
        && run.contains { fields[$0.column] == .amount || fields[$0.column] == .due }
    }
  }

  /// Takes the first of a run of columns for its amount, and the others for nothing.
  fileprivate mutating func joinDigits(_ run: [Int]) {
    guard let first = run.first,
      let field = run.compactMap({ fields[$0] }).first(where: { $0 == .amount || $0 == .due })
    else { return }
    paths[first] = paths[first].map { String($0[..<($0.lastIndex(of: "›") ?? $0.endIndex)]) }
    for column in run { fields[column] = column == first ? field : .other }
    units = units.filter { !run.contains($0.key) }
    units[first] = .yuan
    unitConflict = []
    unknown.removeAll { run.contains($0) }
    repeated.removeAll { run.contains($0.column) }
    joined.append(first)
  }
}
