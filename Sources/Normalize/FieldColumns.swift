import Domain

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
