import Domain
import Spreadsheet

/// Two persons in one row under headers of their own: 换届前（姓名、离任时间）│ 换届后（姓名、任职时间）. Whoever was there before is no member of this
/// list, and what it says of him is never the other's.
extension Table {
  /// Leaves out what is said of the person before, where exactly one of two groups of the header says that it is his.
  mutating func settleGroupsOfPersons() {
    guard let own = column(.name), let ownGroup = group(of: own),
      let other = repeated.first(where: { $0.field == .name })?.column, let otherGroup = group(of: other),
      Self.isOfBefore(ownGroup) != Self.isOfBefore(otherGroup)
    else { return }
    let (kept, left) = Self.isOfBefore(ownGroup) ? (otherGroup, ownGroup) : (ownGroup, otherGroup)
    let fieldOf = fields.merging(repeated.map { ($0.column, $0.field) }) { $1 }
    let fieldsOfKept = Set(fieldOf.filter { group(of: $0.key) == kept }.values)
    // Figures that the row states but once may be the row's; a term or a number is a person's own.
    let columns = fieldOf.filter { column, field in
      group(of: column) == left && field != .other && (fieldsOfKept.contains(field) || Self.ofPerson.contains(field))
    }.keys
    guard let first = columns.min(), let last = columns.max() else { return }
    for column in columns { fields[column] = .other }
    repeated.removeAll { columns.contains($0.column) }
    // Columns of the one who stays may have stood back behind those of the other.
    for (column, field) in repeated where group(of: column) == kept && self.column(field) == nil {
      fields[column] = field
    }
    repeated.removeAll { fields[$0.column] == $0.field }
    ofOthers.append((first...last, left))
  }

  private static let ofPerson: Set<Field> = [.name, .sex, .idNumber, .start, .end, .phone]

  /// The header above a column's own words.
  func group(of column: Int) -> String? {
    guard let path = paths[column], let mark = path.lastIndex(of: "›") else { return nil }
    return Text.squeezed(String(path[..<mark]))
  }

  private static func isOfBefore(_ group: String) -> Bool {
    // 原因 is nobody, and 还原 and 平原镇 are none of before.
    group.split(separator: "›").contains { $0.hasPrefix("原") && !$0.hasPrefix("原因") }
      || ["换届前", "变动前", "调整前", "更换前", "变更前", "原任", "上届", "上一届", "前任", "离任"].contains { group.contains($0) }
  }
}
