import Domain

/// The tables, in the order in which people look for them.
let tables: [Table] = [
  villagesTable, membersTable, townsTable, countiesTable, monthsTable, budgetTable, claimsTable, discrepanciesTable,
  normalizationsTable, lineageTable,
]

/// Everything that a publication tells in rows: the tables, what a run adds by comparing itself with those before it, and the bureau's form.
let schemas: [Schema] = tables.map(\.schema) + [.changes, .lifecycle, .performance]

/// Each table's file and the bytes that it begins with, before any county.
public let tableHeads: [(file: String, bytes: [UInt8])] = tables.map {
  ($0.schema.name + ".csv", CSVBuilder(header: $0.schema.columns.map(\.name)).bytes)
}

extension CountyPublication {
  /// The county's rows of each table, in the order of `tableHeads`.
  public func pages(_ context: PublishContext) -> [[UInt8]] {
    onAllCores(tables) { table in
      var csv = CSVBuilder()
      table.county(self, context, &csv)
      return csv.bytes
    }
  }
}

extension Publication {
  /// Gives the fund's rows of each table, piece by piece, with the table's position in `tableHeads`.
  public func write(_ put: (_ table: Int, _ rows: [UInt8]) throws -> Void) throws {
    for (position, table) in tables.enumerated() {
      try table.fund(self) { try put(position, $0) }
    }
  }
}
