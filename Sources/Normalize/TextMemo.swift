import Domain
import Spreadsheet

/// What was made of each text of a grid: a rule runs once a text, not once a cell.
struct TextMemo<Value> {
  // By the text's number, the position of its value and 1; 0 is not made yet.
  private var slots: [UInt32] = []
  private var values: [Value] = []

  /// What was made of a text, or nil.
  subscript(id: TextID) -> Value? {
    let slot = Int(id.rawValue)
    guard slot < slots.count, slots[slot] > 0 else { return nil }
    return values[Int(slots[slot]) - 1]
  }

  /// Keeps what was made of a text, and gives it back.
  mutating func keep(_ value: Value, of id: TextID, in texts: TextTable) -> Value {
    if slots.isEmpty { slots = [UInt32](repeating: 0, count: texts.count) }
    values.append(value)
    slots[Int(id.rawValue)] = UInt32(values.count)
    return value
  }
}

/// Columns by field, found without hashing.
struct FieldColumns {
  private var columns = [Int](repeating: 0, count: Field.allCases.count)

  /// The leftmost column of each field.
  init(_ fields: [Int: Field]) {
    for (column, field) in fields where self[field].map({ column < $0 }) ?? true { columns[field.ordinal] = column }
  }

  /// The column of a field, from 1; nil where the table has none.
  subscript(field: Field) -> Int? { columns[field.ordinal] > 0 ? columns[field.ordinal] : nil }
}
