import ArgumentParser
import Spreadsheet

/// What a person may know better than the look of a CSV; `extract` and `inspect` take the same.
struct CSVArguments: ParsableArguments {
  private static let encodings = TextEncoding.allCases.map { $0.rawValue.lowercased() }

  @Option(help: "The encoding of a CSV: \(encodings.joined(separator: ", ")).", completion: .list(encodings))
  var encoding: String?
  @Option(help: "The delimiter of a CSV, or `tab`.")
  var delimiter: String?
  @Option(help: "The quote of a CSV, or `none`.")
  var quote: String?
  @Option(
    help: "How a CSV writes a quote inside quotes: doubled or backslash.", completion: .list(["doubled", "backslash"]))
  var escape: String?
  @Option(help: ArgumentHelp("Lines at the beginning of a CSV that are not read.", valueName: "lines"))
  var skip = 0

  func validate() throws {
    if let encoding, TextEncoding(name: encoding) == nil {
      _ = try oneOf(Self.encodings)(encoding)
    }
    if let quote, quote != "none", quote.utf8.count != 1 {
      throw ValidationError(zh: "引号是一个字符或 none", en: "the quote is one character or `none`")
    }
    if let escape, CSVDialect.Escape(rawValue: escape) == nil {
      throw ValidationError(zh: "引号的写法是 doubled 或 backslash", en: "the escape is doubled or backslash")
    }
    if skip < 0 { throw ValidationError(zh: "跳过的行数不能小于 0", en: "the lines to skip are 0 or more") }
    if let delimiter, delimiter.isEmpty { throw ValidationError(zh: "分隔符不能为空", en: "the delimiter is empty") }
  }

  /// The same as the reader takes it.
  var options: CSVOptions {
    var options = CSVOptions.automatic
    options.encoding = encoding.flatMap { TextEncoding(name: $0) }
    options.delimiter = delimiter == "tab" || delimiter == "\\t" ? "\t" : delimiter
    options.escape = escape.flatMap { CSVDialect.Escape(rawValue: $0) }
    options.skippedLines = skip
    switch quote {
    case nil: break
    case "none": options.quote = .none
    case .some(let text): options.quote = text.utf8.first.map { .character($0) } ?? .automatic
    }
    return options
  }
}

/// How much a file may ask of the reader; `raise_limits:` of a pipeline file does the same for uploads.
struct BoundsArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Multiply the bounds on size and expansion.", valueName: "factor"))
  var raiseLimits = 1

  func validate() throws { if raiseLimits < 1 { throw ValidationError(zh: "倍数不能小于 1", en: "the factor is 1 or more") } }

  /// The bounds as the reader takes them.
  var limits: Limits { Limits.standard.raised(by: raiseLimits) }
}

/// The way of reading XML that `--xml` names.
func xmlReading(_ name: String) throws -> XMLReading {
  XMLReading(rawValue: try oneOf(XMLReading.allCases.map(\.rawValue))(name)) ?? .plain
}
