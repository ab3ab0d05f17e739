public import Domain

/// `changes.csv`: values that differ from the previous publication.
public struct ChangesTable {
  private var csv = CSVBuilder(header: Schema.changes.columns.map(\.name))

  /// A table without rows.
  public init() {}

  /// Adds a value that differs.
  public mutating func add(
    dataset: String, key: String, field: String, before: String, after: String, delta: Money?, cause: String,
    source: String
  ) {
    csv.text(dataset)
    // Keys, amounts and texts alike: they are as the tables published them, which have their marks already.
    csv.published(key)
    csv.text(field)
    csv.published(before)
    csv.published(after)
    csv.money(delta)
    csv.plain(cause)
    csv.text(source)
    csv.endRow()
  }

  /// The table.
  public var bytes: [UInt8] { csv.bytes }
}
