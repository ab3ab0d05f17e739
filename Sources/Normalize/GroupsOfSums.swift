import Domain
import Spreadsheet

/// Groups of columns that a row sums up itself, below headers of their own.
extension Table {
  /// Takes what stands below 合计 for a row's figure, where the row has the same for each of several groups: 主任›人数 │ 委员›人数 │ 合计›人数.
  mutating func settleGroupsOfSums(_ grid: Grid) {
    for field in [Field.eligible, .listed, .amount, .due, .concurrent] {
      guard let own = column(field) else { continue }
      let columns = [own] + repeated.filter { $0.field == field }.map(\.column)
      let sums = columns.filter { group(of: $0).map(Self.isSum) ?? false }
      guard sums.count == 1, let sum = sums.first, sum != own else { continue }
      let parts = columns.filter { $0 != sum }
      guard parts.count > 1, parts.allSatisfy({ group(of: $0) != nil }), mostRows(grid, of: parts, comeTo: sum) else {
        continue
      }
      for part in parts { fields[part] = .other }
      fields[sum] = field
      if let unit = units[own], units[sum] == nil { units[sum] = unit }
      repeated.removeAll { columns.contains($0.column) }
      sumsOfGroups.append((sum, field, parts))
    }
  }

  private static func isSum(_ group: String) -> Bool { ["合计", "总计", "小计", "共计", "总数", "计"].contains(group) }

  /// Whether most rows state in one column what they state in others together.
  private func mostRows(_ grid: Grid, of parts: [Int], comeTo sum: Int) -> Bool {
    func number(_ row: Int, _ column: Int) -> Double? {
      guard let cell = grid.cell(rowIndex: row, column: column),
        case .number(let written) = NumberText(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell))
      else { return nil }
      return Double(written.value.digits) / (0..<written.value.places).reduce(1) { power, _ in power * 10 }
    }
    let ties = body.prefix(80).compactMap { row -> Bool? in
      guard let stated = number(row, sum) else { return nil }
      return abs(parts.reduce(0) { $0 + (number(row, $1) ?? 0) } - stated) < 0.00001
    }
    return !ties.isEmpty && ties.count(where: \.self) * 2 > ties.count
  }
}
