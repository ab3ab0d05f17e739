import Domain

/// What people call a column of a table, in a language; its name where the table has no such column.
public func columnTitle(_ column: String, of table: String, in language: String) -> String {
  tables.first { $0.schema.name == table }?.schema.columns.first { $0.name == column }?.title.text(language) ?? column
}
