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
