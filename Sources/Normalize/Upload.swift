public import Domain
public import Spreadsheet

/// What tells uploads apart, whether their bytes are at hand or only what was read of them elsewhere.
public protocol NamedUpload {
  /// The path relative to the inbox, with `/`.
  var file: String { get }
  /// SHA-256 of the bytes in hexadecimal.
  var sha256: String { get }
}

extension NamedUpload {
  /// The file's own name.
  public var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}

/// What one upload holds, before it is known which of it counts.
public struct UploadReading: Sendable {
  /// Its tables that are documents.
  var tables: [TableRecords] = []
  /// What could not be read as it should.
  var discrepancies: [Discrepancy] = []
  /// What could not be read at all, and may have held a document.
  var unread: [Discrepancy] = []
  /// Lists to mend that came back.
  var lists: [ReturnedList] = []

  /// Nothing yet.
  public init() {}

  /// Adds what more of the upload holds.
  mutating func add(_ more: UploadReading) {
    tables += more.tables
    discrepancies += more.discrepancies
    unread += more.unread
    lists += more.lists
  }

  /// The members' rows of its documents.
  public var members: [MemberRecord] { tables.flatMap(\.members) }

  /// Rows of its documents.
  public var rows: Int { tables.reduce(0) { $0 + $1.members.count + $1.aggregates.count } }

  /// Whether nobody misses anything of it: an empty form, notes, a list of another year.
  var holdsNothing: Bool {
    rows == 0 && unread.isEmpty && lists.isEmpty && discrepancies.allSatisfy { $0.severity == .info }
  }

  /// The same with the number of the run that saw the bytes first.
  public func seen(first run: Int) -> UploadReading {
    var reading = self
    for index in reading.tables.indices { reading.tables[index].firstSeen = run }
    return reading
  }
}

/// A file that a county sent.
public struct Upload: NamedUpload, Sendable {
  /// The path relative to the inbox, with `/`.
  public var file: String
  /// The file's bytes.
  public var bytes: [UInt8]
  /// SHA-256 in hexadecimal.
  public var sha256: String
  /// When it was received, in seconds since 1970; newer uploads of one document win.
  public var received: Int
  /// The number of the run that saw these bytes first; of one document, what a later run saw first counts.
  public var firstSeen: Int

  /// A file that a county sent.
  public init(file: String, bytes: [UInt8], sha256: String, received: Int, firstSeen: Int = 0) {
    self.file = file
    self.bytes = bytes
    self.sha256 = sha256
    self.received = received
    self.firstSeen = firstSeen
  }
}

/// What normalizing must know besides the uploads.
public struct Context: Sendable {
  /// The register.
  public var register: Register
  /// The alias file.
  public var aliases: [Alias]
  /// The policy: its period tells this year's sheets from last year's.
  public var policy: Policy
  /// A county's own column words → field names, by county name.
  public var columns: [String: String]
  /// The unit of amounts where a document states none, by the pipeline file.
  public var unit: MoneyUnit?
  /// How the XML of workbooks is read.
  public var xml = XMLReading.plain
  /// How much an upload may ask of the reader.
  public var limits = Limits.standard

  /// What normalizing must know besides the uploads.
  public init(
    register: Register, aliases: [Alias], policy: Policy, columns: [String: String] = [:], unit: MoneyUnit? = nil
  ) {
    self.register = register
    self.aliases = aliases
    self.policy = policy
    self.columns = columns
    self.unit = unit
  }
}
