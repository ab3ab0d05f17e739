public import Spreadsheet

/// What is in a spreadsheet file, before anything is known of its meaning.
public struct FileDescription: Codable, Sendable, Equatable {
  /// One sheet.
  public struct Sheet: Codable, Sendable, Equatable {
    /// The name; empty for a CSV.
    public var name: String
    /// `visible`, `hidden` or `veryHidden`.
    public var visibility: String
    /// False for charts, dialogs and macro sheets.
    public var isWorksheet: Bool
    /// From A1 to the last cell; nil without cells.
    public var dimension: String?
    /// Rows with cells.
    public var rows = 0
    /// Cells that are not blank.
    public var cells = 0
    /// Merged ranges.
    public var merges = 0
    /// Hidden rows.
    public var hiddenRows = 0
    /// Hidden columns.
    public var hiddenColumns = 0
    /// Cells with a comment.
    public var comments = 0
    /// Why the sheet cannot be read, if it cannot.
    public var problem: String?
  }

  /// How a CSV was read.
  public struct Text: Codable, Sendable, Equatable {
    /// The encoding's name.
    public var encoding: String
    /// Whether the encoding is only the likeliest.
    public var isEncodingGuessed: Bool
    /// Whether a byte order mark stands in front.
    public var hasByteOrderMark: Bool
    /// The delimiter.
    public var delimiter: String
    /// The quote; nil without.
    public var quote: String?
    /// `doubled` or `backslash`.
    public var escape: String
    /// How sure the dialect is, from 0 to 1.
    public var confidence: Double
    /// `LF`, `CRLF`, `CR`, or several joined by `+`.
    public var lineEnds: String
    /// Whether a first line named the delimiter.
    public var hasSeparatorLine: Bool
    /// Bytes that are no character.
    public var replacedBytes: Int
    /// NUL bytes, which are left out.
    public var nulBytes: Int
  }

  /// The name as given.
  public var name: String
  /// What the bytes are.
  public var kind: String
  /// Its size.
  public var bytes: Int
  /// For a CSV.
  public var text: Text?
  /// The sheets.
  public var sheets: [Sheet] = []
  /// What hinders reading, if anything does.
  public var problem: String?
  /// What to do about it.
  public var remedy: String?

  /// Looks into a file; one that cannot be read is described by its problem.
  public init(
    bytes: [UInt8], name: String, language: ReadLanguage, limits: Limits = .standard, csv: CSVOptions = .automatic
  ) {
    self.name = name
    self.bytes = bytes.count
    kind = FileKind.detect(bytes: bytes, name: name).rawValue
    do throws(ReadError) {
      let workbook = try Workbook(bytes: bytes, name: name, limits: limits, csv: csv)
      text = workbook.csv.map(Text.init)
      sheets = workbook.sheets.indices.map { Sheet(workbook, $0, language) }
    } catch {
      problem = error.explanation(language)
      remedy = error.remedy(language)
    }
  }
}

extension FileDescription.Sheet {
  fileprivate init(_ workbook: Workbook, _ index: Int, _ language: ReadLanguage) {
    let info = workbook.sheets[index]
    name = info.name
    visibility = info.visibility.rawValue
    isWorksheet = info.isWorksheet
    guard isWorksheet else { return }
    do throws(ReadError) {
      let survey = try workbook.survey(ofSheet: index)
      if survey.cells > 0 {
        let last = CellAddress(row: survey.lastRow, column: survey.lastColumn)
        dimension = CellRange(CellAddress(row: 1, column: 1), last).description
      }
      rows = survey.rows
      cells = survey.cells
      merges = survey.merges
      hiddenRows = survey.hiddenRows
      hiddenColumns = survey.hiddenColumns
      comments = survey.comments
    } catch {
      problem = error.explanation(language)
    }
  }
}

extension FileDescription.Text {
  fileprivate init(_ reading: CSVReading) {
    encoding = reading.encoding.rawValue
    isEncodingGuessed = reading.isEncodingGuessed
    hasByteOrderMark = reading.hasByteOrderMark
    delimiter = reading.dialect.delimiterText
    quote = reading.dialect.quoteText
    escape = reading.dialect.escape.rawValue
    confidence = reading.confidence
    lineEnds = reading.lineEnds.description
    hasSeparatorLine = reading.hasSeparatorLine
    replacedBytes = reading.replacedBytes
    nulBytes = reading.nulBytes
  }
}
