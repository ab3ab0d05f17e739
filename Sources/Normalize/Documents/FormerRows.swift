/// The rows of the replaced document: each newer row meets the next older one of its key, and those that none met are left.
struct FormerRows<Key: Hashable, Row> {
  private let rows: [Row]
  private let key: (Row) -> Key
  private let byKey: [Key: [Int]]
  // How many of a key have been met: a bank's file of a hundred thousand rows may call them all alike.
  private var met: [Key: Int] = [:]

  init(_ rows: [Row], by key: @escaping (Row) -> Key) {
    (self.rows, self.key) = (rows, key)
    byKey = Dictionary(grouping: rows.indices) { key(rows[$0]) }
  }

  mutating func next(like row: Row) -> Row? {
    let key = key(row)
    let position = met[key, default: 0]
    guard let alike = byKey[key], position < alike.count else { return nil }
    met[key] = position + 1
    return rows[alike[position]]
  }

  /// In the order of the document.
  var left: [Row] {
    var seen: [Key: Int] = [:]
    return rows.filter { row in
      let position = seen[key(row), default: 0]
      seen[key(row)] = position + 1
      return position >= met[key(row)] ?? 0
    }
  }
}
