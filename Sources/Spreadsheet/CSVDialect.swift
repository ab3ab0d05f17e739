/// How a CSV sets its fields apart.
public struct CSVDialect: Sendable, Equatable {
  /// How a quote inside a quoted field is written.
  public enum Escape: String, Sendable {
    /// `""`.
    case doubled
    /// `\"`.
    case backslash
  }

  /// Quotes as people type them, or a word processor changes them to; each pair opens and closes.
  enum PairedQuotes: String, CaseIterable {
    case curly = "“”"
    case low = "„“"
    case angular = "«»"
    case wide = "＂＂"

    var opening: [UInt8] { Array(String(rawValue.prefix(1)).utf8) }
    var closing: [UInt8] { Array(String(rawValue.suffix(1)).utf8) }
  }

  /// How many fields are quoted: none, some or nearly all.
  enum Quoting { case none, some, throughout }

  /// The delimiter's UTF-8 bytes: usually one, three for `，`.
  var delimiter: [UInt8]
  /// The quote, or nil if quotes mean nothing.
  var quote: UInt8?
  /// What serves in place of the quote, if anything does.
  var pairedQuotes: PairedQuotes?
  /// How quotes are escaped.
  public var escape = Escape.doubled
  /// Whether blanks may stand before a quote that opens a field: `1, "a, b"`.
  var skipsBlanks = false
  /// How many fields nearly every record has, if so many that no line of prose has as many by chance.
  var width: Int?
  /// The same of two fields too, where some are quoted: what shows how quotes are meant need not be beyond prose.
  var quotedWidth: Int?
  /// The columns whose values are numbers.
  var figureColumns: Set<Int> = []
  /// How many fields are quoted.
  var quoting = Quoting.none
  /// Whether every record is a line, so that no quoted field runs over a line's end.
  var staysOnLine = false

  /// The delimiter as text.
  public var delimiterText: String { String(decoding: delimiter, as: UTF8.self) }
  /// The quote as text, or nil.
  public var quoteText: String? { quote.map { String(decoding: [$0], as: UTF8.self) } ?? pairedQuotes?.rawValue }

  /// Commas and double quotes.
  public static let standard = CSVDialect(delimiter: [0x2c], quote: 0x22)

  /// Whether a text stands in a sample, and nowhere but between quotes.
  func guards(_ text: [UInt8], in sample: [UInt8]) -> Bool {
    var isQuoted = false
    var isThere = false
    var index = 0
    while index < sample.count {
      if escape == .backslash, sample[index] == 0x5c {
        index += 2
        continue
      }
      if sample[index] == quote { isQuoted.toggle() }
      if sample[index...].starts(with: text) {
        if !isQuoted { return false }
        isThere = true
      }
      index += 1
    }
    return isThere
  }
}

/// What the user knows better than the look of a file.
public struct CSVOptions: Sendable, Equatable {
  /// The quote to use.
  public enum Quote: Sendable, Equatable {
    /// Found by looking.
    case automatic
    /// None: every quote is text.
    case none
    /// This one.
    case character(UInt8)
  }

  /// The encoding, or nil to find it.
  public var encoding: TextEncoding?
  /// The delimiter, or nil to find it.
  public var delimiter: String?
  /// The quote.
  public var quote = Quote.automatic
  /// How quotes are escaped, or nil to find it.
  public var escape: CSVDialect.Escape?
  /// Lines at the beginning that are not read.
  public var skippedLines = 0

  /// Everything is found by looking.
  public static let automatic = CSVOptions()

  /// Options with some things fixed.
  public init(encoding: TextEncoding? = nil, delimiter: String? = nil, quote: Quote = .automatic) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.quote = quote
  }
}

/// How a CSV was read, and how sure that is.
public struct CSVReading: Sendable, Equatable {
  /// The encoding of its bytes.
  public internal(set) var encoding = TextEncoding.utf8
  /// Whether the encoding is the likeliest one, not one that the bytes prove.
  public internal(set) var isEncodingGuessed = false
  /// Whether a byte order mark stands in front.
  public internal(set) var hasByteOrderMark = false
  /// The delimiter, quote and escape.
  public internal(set) var dialect = CSVDialect.standard
  /// How sure the dialect is, from 0 to 1; 1 if it was given.
  public internal(set) var confidence = 1.0
  /// Whether a first line `sep=…` named the delimiter.
  public internal(set) var hasSeparatorLine = false
  /// Line ends of LF alone, CR LF, and CR alone.
  public internal(set) var lineEnds = LineEnds()
  /// Bytes that are no character of the encoding.
  public internal(set) var replacedBytes = 0
  /// Whether it ends in the middle of a character, as a copy that is not whole does.
  public internal(set) var isCutOff = false
  /// NUL bytes, which are left out.
  public internal(set) var nulBytes = 0

  /// How often each kind of line end occurs.
  public struct LineEnds: Sendable, Equatable {
    /// LF alone.
    public internal(set) var lf = 0
    /// CR LF.
    public internal(set) var crlf = 0
    /// CR alone.
    public internal(set) var cr = 0

    /// `LF`, `CRLF`, `CR`, joined by `+` where they are mixed; empty without any.
    public var description: String {
      [(lf, "LF"), (crlf, "CRLF"), (cr, "CR")].filter { $0.0 > 0 }.map(\.1).joined(separator: "+")
    }
  }
}
