/// How the texts of a file become others: each answers nil where its text stays.
public struct TextChange {
  /// The texts of a row's cells, in their order.
  public var row: ([String]) -> [String]?
  /// A text that stands in no row: a comment, a property, a formula, a text box.
  public var text: (String) -> String?
  /// Bytes of no form that is known here. What they become must be as long.
  public var bytes: ([UInt8]) -> [UInt8]?

  /// How texts become others.
  public init(
    row: @escaping ([String]) -> [String]?, text: @escaping (String) -> String?,
    bytes: @escaping ([UInt8]) -> [UInt8]?
  ) {
    self.row = row
    self.text = text
    self.bytes = bytes
  }
}

extension FileKind {
  /// Whether `rewritten` sees a file's texts; of the others it sees bytes alone, in which a name or an account goes unseen.
  public var hasReadableTexts: Bool {
    switch self {
    case .csv, .json, .sylk, .xlsx, .ods, .officeDocument, .zipOfWorkbooks, .zipWithoutWorkbook, .empty, .lockFile: true
    default: false
    }
  }
}

/// The same file with some of its texts changed and all else as it was; nil where nothing changes.
///
/// A workbook keeps its parts, a CSV its encoding and dialect; a zip of spreadsheets is changed inside. Throws where a container cannot
/// be opened, for what lies in it is then unknown.
public func rewritten(
  _ bytes: [UInt8], name: String, limits: Limits = .standard, by change: TextChange
) throws(ReadError) -> [UInt8]? {
  switch FileKind.detect(bytes: bytes, name: name) {
  case .csv, .json, .sylk: return rewrittenText(bytes, by: change)
  case .xlsx, .xlsb, .ods, .officeDocument, .zipOfWorkbooks, .zipWithoutWorkbook:
    do throws(ReadError.Reason) {
      return try ContainerRewriting(limits: limits, change: change).rewritten(bytes, depth: 0)
    } catch {
      throw ReadError(file: name, reason: error)
    }
  default: return change.bytes(bytes)
  }
}
