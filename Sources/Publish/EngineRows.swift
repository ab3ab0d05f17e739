public import Domain

/// What one county gives an engine: its rows of the tables, its findings, and its persons, who may stand in other counties too.
public struct EngineRows: Sendable {
  private let county: CountyPublication?
  private let discrepancies: [Discrepancy]
  private let hashes: [String: String]
  private let persons: [Person]

  /// A person's row: by what those of several counties are brought together, and all of it for whoever looks at them.
  public struct Person: Sendable {
    let person: String
    let account: String
    let sha256: String
    let entry: String

    /// Keyed hashes of the person and of the account, empty where there is none; the file's SHA-256; the row itself, in a line.
    public init(person: String, account: String, sha256: String, entry: String) {
      (self.person, self.account, self.sha256, self.entry) = (person, account, sha256, entry)
    }
  }

  /// A county's records, figures and findings; SHA-256 of each of its files; its persons.
  public init(
    county: CountyPublication?, discrepancies: [Discrepancy], hashes: [String: String] = [:], persons: [Person] = []
  ) {
    self.county = county
    self.discrepancies = discrepancies
    self.hashes = hashes
    self.persons = persons
  }

  /// A line a row: table, the county's code, the row's number in the county, and the row as it is published, its line ends escaped.
  public func lines(_ context: PublishContext) -> [UInt8] {
    var out: [UInt8] = []
    let code = county.map { context.register.counties[$0.figures.county].code } ?? ""
    for (table, page) in zip(tables, county?.pages(context) ?? []) {
      Self.add(page, of: table.schema.name, county: code, to: &out)
    }
    let publication = Publication(
      context: context, budget: [], claims: [], language: "", budgetPlaces: [:], report: "",
      discrepancies: discrepancies, hashes: hashes)
    // What the fund adds to the other tables is not of one county.
    if let table = tables.first(where: { $0.schema.name == Schema.discrepancies.name }) {
      var rows: [UInt8] = []
      try? table.fund(publication) { rows += $0 }
      Self.add(rows, of: table.schema.name, county: code, to: &out)
    }
    var csv = CSVBuilder()
    for person in persons {
      csv.code(person.person)
      csv.code(person.account)
      csv.code(person.sha256)
      csv.text(person.entry)
      csv.endRow()
    }
    Self.add(csv.bytes, of: Schema.persons.name, county: code, to: &out)
    return out
  }

  private static func add(_ rows: [UInt8], of table: String, county: String, to out: inout [UInt8]) {
    let head = Array("\(table)\t\(county)\t".utf8)
    var (number, isQuoted, isStart) = (0, false, true)
    for byte in rows {
      if isStart {
        number += 1
        out += head
        out += "\(number)\t".utf8
        isStart = false
      }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      switch byte {
      case 10 where !isQuoted:
        out.append(10)
        isStart = true
      case 10: out += "\\n".utf8
      case 13: out += "\\r".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      default: out.append(byte)
      }
    }
  }
}

extension Schema {
  /// Where a county's persons stand, for the engine to find who stands in another county too. It is not published.
  static let persons = Schema(
    name: "persons", title: Message(zh: "人员", en: "Persons"),
    columns: ["person_key", "account_key", "sha256", "entry"].map { Column($0, "", "") })
}

/// The tables that an engine is given rows of: name, header row, and columns with their types as SQL knows them.
public let engineTables: [(name: String, header: String, columns: String)] =
  (tables.map(\.schema).filter { !["budget", "claims"].contains($0.name) } + [.persons]).map { schema in
    (
      schema.name, schema.columns.map(\.name).joined(separator: ","),
      schema.columns.map { "`\($0.name)` \($0.kind.sql)" }.joined(separator: ", ")
    )
  }

extension Column.Kind {
  fileprivate var sql: String {
    switch self {
    case .text, .digits, .form, .choice, .month, .number: "STRING"
    case .count: "BIGINT"
    case .money: "DECIMAL(18,2)"
    case .ratio: "DECIMAL(12,4)"
    case .flag: "BOOLEAN"
    case .date: "DATE"
    }
  }
}
