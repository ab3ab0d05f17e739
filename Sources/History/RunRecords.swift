public import Domain

/// How a run ended.
public enum RunState: String, Sendable, Codable {
  /// Under way, or cut off and not yet found to be.
  case running
  /// Its publication is, or was, current.
  case published
  /// No county could be published.
  case unpublished
  /// It met an error.
  case failed
  /// It was cut off: by a crash, a kill or a power cut.
  case interrupted
}

/// A file that a run read.
public struct SeenInput: Sendable, Hashable, Codable {
  /// Its path in the inbox.
  public var name: String
  /// The county's six digits.
  public var county: String
  /// SHA-256 of its bytes.
  public var sha256: String
  /// How many.
  public var bytes: Int
  /// Records that were read from it; nil for a file that is not used.
  public var rows: Int?
  /// When it was received, in seconds since 1970.
  public var received: Int
  /// current, last-good, refused, superseded or set-aside.
  public var status: String
  /// The kinds of documents that count in it.
  public var documents: [String]
  /// Of the rows, how many each kind of document has; nil where the run did not tell.
  public var rowsOfKinds: [String: Int]?
  /// The number of the first run that saw these bytes from this county.
  public var firstSeen: Int
  /// SHA-256 of its record lines where it was read elsewhere: they are what the run read, and what is kept.
  public var records: String?

  /// The hash under which it is kept.
  public var kept: String { records ?? sha256 }

  /// A file that a run read.
  public init(
    name: String, county: String, sha256: String, bytes: Int, rows: Int?, received: Int, status: String,
    documents: [String], rowsOfKinds: [String: Int]? = nil, firstSeen: Int, records: String? = nil
  ) {
    self.name = name
    self.county = county
    self.sha256 = sha256
    self.bytes = bytes
    self.rows = rows
    self.received = received
    self.status = status
    self.documents = documents
    self.rowsOfKinds = rowsOfKinds
    self.firstSeen = firstSeen
    self.records = records
  }
}

/// A finished run as its folder tells it.
public struct PublishedRun: Sendable {
  /// Counted from 1 in an output folder.
  public var number: Int
  /// The name of its folder.
  public var id: String
  /// When it began.
  public var started: String
  /// When it ended.
  public var finished: String
  /// Its exit code.
  public var exitCode: Int32
  /// The version of the program.
  public var program: String
  /// The date that its outputs are as of.
  public var asOf: String
  /// What it said, in the pipeline's language.
  public var line: String
  /// The same in both.
  public var lines: Message
  /// What it read.
  public var inputs: [SeenInput]
  /// The lives of all discrepancies after it.
  public var lives: [FindingLife]
  /// Fingerprints whose acknowledgement no longer fits the amount.
  public var lapsed: [String]

  /// A finished run.
  public init(
    number: Int, id: String, started: String, finished: String, exitCode: Int32, program: String, asOf: String,
    line: String, lines: Message, inputs: [SeenInput], lives: [FindingLife], lapsed: [String]
  ) {
    self.number = number
    self.id = id
    self.started = started
    self.finished = finished
    self.exitCode = exitCode
    self.program = program
    self.asOf = asOf
    self.line = line
    self.lines = lines
    self.inputs = inputs
    self.lives = lives
    self.lapsed = lapsed
  }
}

/// A run in a listing.
public struct RunEntry: Sendable, Codable {
  /// Counted from 1.
  public var number: Int
  /// The name of its folder.
  public var id: String
  /// How it ended.
  public var state: RunState
  /// When it began.
  public var started: String
  /// Its exit code, once it has one.
  public var exitCode: Int32?
  /// The date that its outputs are as of.
  public var asOf: String
  /// What it said, in the pipeline's language.
  public var line: String
  /// The same in Chinese; empty where an older program ran.
  public var lineZh: String
  /// The same in English; empty where an older program ran.
  public var lineEn: String
  /// When its folder was removed; empty where it was not.
  public var pruned: String
}

/// An upload in a listing: a file's bytes, with the runs that saw them.
public struct UploadEntry: Sendable, Codable {
  /// The county's six digits.
  public var county: String
  /// Its path in the inbox when last seen.
  public var name: String
  /// SHA-256 of its bytes.
  public var sha256: String
  /// When it was received, in seconds since 1970.
  public var received: Int
  /// The kinds of documents that counted in it.
  public var documents: [String]
  /// What the last run that saw it made of it; `superseded` where the newest run does not use it.
  public var status: String
  /// The first run that saw it.
  public var firstRun: Int
  /// The last run that saw it.
  public var lastRun: Int
}
