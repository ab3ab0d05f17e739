import Domain
import Spreadsheet

/// Two persons in one row under headers of their own: 换届前（姓名、离任时间）│ 换届后（姓名、任职时间）. What stands below one's header is never the
/// other's, and whoever was there before is no member of this list.
extension Table {
  /// Leaves to each person what stands under the same group of the header.
  mutating func settleGroupsOfPersons() {
    guard let own = column(.name), let ownGroup = group(of: own),
      let other = repeated.first(where: { $0.field == .name })?.column, let otherGroup = group(of: other),
      ownGroup != otherGroup
    else { return }
    let isOwnBefore = Self.isOfBefore(ownGroup) && !Self.isOfBefore(otherGroup)
    let (kept, left) = isOwnBefore ? (otherGroup, ownGroup) : (ownGroup, otherGroup)
    let columns = paths.keys.filter { group(of: $0) == left }
    guard let first = columns.min(), let last = columns.max() else { return }
    for column in columns { fields[column] = .other }
    repeated.removeAll { columns.contains($0.column) }
    unknown.removeAll { columns.contains($0) }
    // Columns of the one who stays may have stood back behind those of the other.
    for (column, field) in repeated where group(of: column) == kept && self.column(field) == nil {
      fields[column] = field
    }
    repeated.removeAll { fields[$0.column] == $0.field }
    ofOthers.append((first...last, left))
  }

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

  /// The header above a column's own words.
  private func group(of column: Int) -> String? {
    guard let path = paths[column], let mark = path.lastIndex(of: "›") else { return nil }
    return Text.squeezed(String(path[..<mark]))
  }

  private static func isOfBefore(_ group: String) -> Bool {
    ["换届前", "变动前", "调整前", "更换前", "变更前", "原", "上届", "上一届", "前任", "离任"].contains { group.contains($0) }
  }
}
