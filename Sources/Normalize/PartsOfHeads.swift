import Domain
import Spreadsheet

/// 核发人数 │ 其中：主任 │ 委员: heads told apart by their posts.
extension PlacedTable {
  /// Knows unread columns right of heads that come to these in every row: they say nothing that the whole does not.
  mutating func settlePartsOfHeads() {
    guard !table.unknown.isEmpty, table.column(.name) == nil, table.column(.idNumber) == nil else { return }
    for whole in [Field.eligible, .listed, .quota].compactMap({ table.column($0) }) {
      var parts: [Int] = []
      while parts.count < 8, table.unknown.contains(whole + parts.count + 1) { parts.append(whole + parts.count + 1) }
      while parts.count > 1, !arePartsOf(whole, parts) { parts.removeLast() }
      guard parts.count > 1 else { continue }
      for column in parts { leave(column) }
    }
  }

  private func arePartsOf(_ whole: Int, _ parts: [Int]) -> Bool {
    let rows = table.body.prefix(500).filter { value($0, whole) ?? 0 != 0 }
    return !rows.isEmpty && rows.allSatisfy { isSum($0, whole, parts) }
      && parts.allSatisfy { part in rows.contains { value($0, part) ?? 0 != 0 } }
  }
}
