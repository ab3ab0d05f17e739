import Domain
import Foundation

/// A finished file of a publication, as `datapackage.json` describes it.
public struct PublishedFile: Sendable {
  /// The name, relative to the publication.
  public var name: String
  /// SHA-256 of its bytes.
  public var sha256: String
  /// Its size.
  public var bytes: Int
  /// Data rows of a table, without the header; nil for other files.
  public var rows: Int?

  /// A finished file.
  public init(name: String, sha256: String, bytes: Int, rows: Int? = nil) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.rows = rows
  }
}

/// `datapackage.json`: what every file of a publication is, for programs (Frictionless Data Package, version 1).
///
/// Titles are in the publication's language; `titles` and `descriptions` hold both.
public struct DataPackage: Encodable, Sendable {
  private let profile = "tabular-data-package"
  private let name = "duizhang"
  private let title: String
  private let titles: Texts
  private let version: String
  private let period: String
  private let sources: [Source]
  private let resources: [Resource]

  /// Describes files; `sources` are the inputs that they were made of, by name and SHA-256.
  public init(
    files: [PublishedFile], sources: [(name: String, sha256: String)], period: String, version: String, language: String
  ) {
    let message = Message(zh: "\(period) 对账发布", en: "\(period) reconciliation")
    title = message.text(language)
    titles = Texts(message)
    self.version = version
    self.period = period
    // File names are the only words in it that are not the program's own.
    self.sources = sources.map { Source(title: Mask.persons(in: $0.name), hash: "sha256:" + $0.sha256) }
    let schemas = Dictionary(Publish.schemas.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    resources = files.compactMap { file in
      guard file.name.hasSuffix(".csv"), let schema = schemas[String(file.name.dropLast(4))] else { return nil }
      return Resource(file, schema, language)
    }
  }

  /// As JSON, keys in order.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [10]
  }

  private struct Texts: Encodable {
    var zh: String
    var en: String
    init(_ message: Message) {
      zh = message.zh
      en = message.en
    }
    init?(some message: Message) {
      guard !message.zh.isEmpty else { return nil }
      self.init(message)
    }
  }

  private struct Source: Encodable {
    var title: String
    var hash: String
  }

  private struct Resource: Encodable {
    let profile = "tabular-data-resource"
    let name: String
    let path: String
    let title: String
    let titles: Texts
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let dialect = Dialect()
    let bytes: Int
    let hash: String
    let rows: Int?
    let schema: TableSchema

    init(_ file: PublishedFile, _ schema: Schema, _ language: String) {
      name = schema.name
      path = file.name
      title = schema.title.text(language)
      titles = Texts(schema.title)
      bytes = file.bytes
      hash = "sha256:" + file.sha256
      rows = file.rows
      self.schema = TableSchema(schema, language)
    }
  }

  private struct Dialect: Encodable {
    let delimiter = ","
    let lineTerminator = "\n"
    let quoteChar = "\""
    let doubleQuote = true
    let header = true
  }

  private struct TableSchema: Encodable {
    let fields: [Field]
    let missingValues = [""]
    let primaryKey: [String]?
    let foreignKeys: [ForeignKey]?

    init(_ schema: Schema, _ language: String) {
      fields = schema.columns.map { Field($0, isKey: schema.key == [$0.name], language) }
      primaryKey = schema.key.isEmpty ? nil : schema.key
      foreignKeys =
        schema.references.isEmpty
        ? nil
        : schema.references.map {
          ForeignKey(fields: $0.columns, reference: .init(resource: $0.table, fields: $0.keys))
        }
    }
  }

  private struct ForeignKey: Encodable {
    struct Reference: Encodable {
      var resource: String
      var fields: [String]
    }
    var fields: [String]
    var reference: Reference
  }

  private struct Field: Encodable {
    let name: String
    let type: String
    let title: String
    let titles: Texts
    let description: String?
    let descriptions: Texts?
    let unit: String?
    let trueValues: [String]?
    let falseValues: [String]?
    let constraints: Constraints

    init(_ column: Column, isKey: Bool, _ language: String) {
      name = column.name
      type = column.kind.type
      title = column.title.text(language)
      titles = Texts(column.title)
      descriptions = Texts(some: column.note)
      description = descriptions == nil ? nil : column.note.text(language)
      unit = column.unit.isEmpty ? nil : column.unit
      (trueValues, falseValues) = if case .flag = column.kind { (["true"], ["false"]) } else { (nil, nil) }
      constraints = Constraints(column, isKey: isKey)
    }
  }

  private struct Constraints: Encodable {
    let required: Bool
    let unique: Bool?
    let pattern: String?
    let minimum: Int?
    let `enum`: [String]?

    init(_ column: Column, isKey: Bool) {
      required = column.isRequired
      unique = isKey ? true : nil
      switch column.kind {
      case .digits(let count): (pattern, minimum, `enum`) = ("[0-9]{\(count)}", nil, nil)
      case .form(let form): (pattern, minimum, `enum`) = (form, nil, nil)
      case .choice(let words): (pattern, minimum, `enum`) = (nil, nil, words)
      case .count, .ratio: (pattern, minimum, `enum`) = (nil, 0, nil)
      default: (pattern, minimum, `enum`) = (nil, nil, nil)
      }
    }
  }
}

extension Column.Kind {
  /// The type's name in a table schema.
  var type: String {
    switch self {
    case .text, .digits, .form, .choice: "string"
    case .count: "integer"
    case .money, .ratio, .number: "number"
    case .flag: "boolean"
    case .date: "date"
    case .month: "yearmonth"
    }
  }
}
