public import Domain

/// What one county gives an engine: its rows of the tables, its findings, and its persons, who may stand in other counties too.
public struct EngineRows: Sendable {
  private let county: CountyPublication?
  private let discrepancies: [Discrepancy]
  private let hashes: [String: String]

  /// A county's records, figures and findings; SHA-256 of each of its files.
  public init(county: CountyPublication?, discrepancies: [Discrepancy], hashes: [String: String] = [:]) {
    self.county = county
    self.discrepancies = discrepancies
    self.hashes = hashes
  }

  /// A line a row: table, the county's code, the row's number in the county, and the row as it is published, its line ends escaped.
  public func lines(_ context: PublishContext, across severity: Severity) -> [UInt8] {
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
    if let county { Self.add(persons(county, context, severity), of: Schema.persons.name, county: code, to: &out) }
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

  /// The persons of a county's records, as they were read.
  private func persons(_ county: CountyPublication, _ context: PublishContext, _ severity: Severity) -> [UInt8] {
    var csv = CSVBuilder()
    let register = context.register
    for member in county.records.members where member.id != nil || member.account != nil {
      let source = county.records.sources[member.source.index]
      let village = member.village >= 0 ? register.villages[Int(member.village)] : nil
      let town = village?.town ?? (member.town >= 0 ? Int(member.town) : nil)
      csv.text(member.id.map(context.personKey) ?? "")
      csv.text(member.id?.masked ?? "")
      csv.text(member.account?.key.map { String($0, radix: 16) } ?? "")
      csv.text(member.account?.masked ?? "")
      csv.text(register.counties[county.figures.county].name)
      csv.text(town.map { register.towns[$0].name } ?? "")
      csv.text(village?.code ?? "")
      csv.text(village?.name ?? "")
      csv.text(source.file)
      csv.text(source.sheet)
      csv.text(source.place(.idNumber, row: Int(member.row)).cell)
      csv.text(source.place(.account, row: Int(member.row)).cell)
      csv.text(source.sha256)
      csv.text(context.policy.period)
      csv.text(severity.rawValue)
      csv.endRow()
    }
    return csv.bytes
  }
}

extension Schema {
  /// A person's row among a county's records: what it takes to find who stands in another county too. It is not published.
  static let persons = Schema(
    name: "persons", title: Message(zh: "人员", en: "Persons"),
    columns: [
      "person_key", "id_masked", "account_key", "account_masked", "county", "town", "village_code", "village", "file",
      "sheet", "cell", "account_cell", "sha256", "period", "severity",
    ].map { Column($0, "", "") })
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
