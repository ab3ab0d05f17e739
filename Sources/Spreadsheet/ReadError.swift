/// Why a file or one of its sheets cannot be read, in the file's own terms.
public struct ReadError: Error, Sendable, Equatable {
  /// The single causes.
  public enum Reason: Error, Sendable, Equatable {
    /// The bytes are something other than a workbook or a CSV.
    case unreadable(FileKind)
    /// The zip container ends before its directory.
    case truncatedZip
    /// A text ends in the middle of a character.
    case cutOffText
    /// The zip container's directory makes no sense.
    case damagedZip
    /// A member cannot be unzipped.
    case damagedMember(String)
    /// A member's bytes do not match their checksum.
    case badChecksum(String)
    /// Two different members bear the name of one part.
    case duplicateMember(String)
    /// A member is encrypted by the archiver.
    case encryptedMember(String)
    /// A member is packed in a way that no spreadsheet program uses.
    case unknownCompression(String)
    /// More members than a workbook has.
    case tooManyMembers(count: Int, limit: Int)
    /// A member unzips to more bytes than allowed.
    case memberTooLarge(String, limit: Int)
    /// A member unzips to an absurd multiple of its size.
    case zipBomb(String, limit: Int)
    /// All members together unzip to more bytes than allowed.
    case fileTooLarge(limit: Int)
    /// An element has thousands of attributes.
    case tooManyAttributes(String)
    /// Members of the container share their bytes.
    case overlappingMembers(String, String)
    /// More sheets than allowed.
    case tooManySheets(limit: Int)
    /// More cell formats than allowed.
    case tooManyStyles(limit: Int)
    /// A path in an archive that leads out of its folder.
    case unsafePath(String)
    /// A part that the workbook names is not there.
    case missingPart(String)
    /// A part that is needed has no bytes.
    case emptyPart(String)
    /// A part is not well-formed XML.
    case brokenXML(part: String, line: Int)
    /// A part has a DOCTYPE, as only attacks do.
    case doctype(String)
    /// Elements are nested deeper than any workbook nests them.
    case tooDeep(String)
    /// A cell refers to a shared string that does not exist.
    case sharedStringOutOfRange(CellAddress, index: String, count: Int)
    /// A cell has two values.
    case secondValue(CellAddress)
    /// A cell stands outside the sheet.
    case cellOutside(String)
    /// A record of a CSV has more fields than a sheet has columns.
    case tooManyFields(record: Int, limit: Int)
    /// A CSV has more records than a sheet has rows.
    case tooManyRecords(limit: Int)
    /// A text is longer than allowed.
    case textTooLong(limit: Int)
    /// More different texts than allowed.
    case tooManyTexts(limit: Int)
    /// More cells than fit in a grid.
    case tooManyCells(limit: Int)
    /// More merged ranges than allowed.
    case tooManyMerges(limit: Int)
    /// The sheet holds no cells by its nature (a chart, a dialog).
    case notAWorksheet
    /// There is no sheet at that position.
    case noSuchSheet(position: Int, count: Int)
  }

  /// The file's name, as it was given.
  public let file: String
  /// The sheet, where one sheet is to blame.
  public let sheet: String?
  /// The cause.
  public let reason: Reason

  /// An error of a file, or of one sheet in it.
  public init(file: String, sheet: String? = nil, reason: Reason) {
    self.file = file
    self.sheet = sheet
    self.reason = reason
  }

  /// What the bytes are, where that is the trouble.
  public var kind: FileKind? {
    switch reason {
    case .unreadable(let kind): kind
    case .truncatedZip: .truncatedZip
    case .damagedZip, .damagedMember, .badChecksum: .damagedZip
    default: nil
    }
  }
}
