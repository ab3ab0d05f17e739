/// A table: what it is, the rows that each county adds, and those of the fund that follow them.
struct Table: Sendable {
  let schema: Schema
  let county: @Sendable (CountyPublication, PublishContext, inout CSVBuilder) -> Void
  let fund: @Sendable (Publication, (_ rows: [UInt8]) throws -> Void) throws -> Void

  init(
    _ schema: Schema,
    county: @escaping @Sendable (CountyPublication, PublishContext, inout CSVBuilder) -> Void = { _, _, _ in },
    fund: @escaping @Sendable (Publication, inout CSVBuilder) -> Void = { _, _ in }
  ) {
    self.init(
      schema, county: county,
      inPieces: { publication, put in
        var csv = CSVBuilder()
        fund(publication, &csv)
        try put(csv.bytes)
      })
  }

  /// A table whose rows of the fund are too many to be held at once.
  init(
    _ schema: Schema,
    county: @escaping @Sendable (CountyPublication, PublishContext, inout CSVBuilder) -> Void = { _, _, _ in },
    inPieces fund: @escaping @Sendable (Publication, (_ rows: [UInt8]) throws -> Void) throws -> Void
  ) {
    self.schema = schema
    self.county = county
    self.fund = fund
  }
}
