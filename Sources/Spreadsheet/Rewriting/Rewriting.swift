extension FileKind {
  /// Whether `rewritten` sees a file's texts; of the others it sees bytes alone, in which a name or an account goes unseen.
  public var hasReadableTexts: Bool {
    switch self {
    case .csv, .json, .sylk, .dif, .xlsx, .ods, .officeDocument, .zipOfWorkbooks, .zipWithoutWorkbook, .empty,
      .lockFile:
      true
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
  case .csv, .json, .sylk, .dif: return rewrittenText(bytes, by: change)
  case .xlsx, .xlsb, .ods, .officeDocument, .zipOfWorkbooks, .zipWithoutWorkbook:
    do throws(ReadError.Reason) {
      return try ContainerRewriting(limits: limits, change: change).changed(bytes, depth: 0)
    } catch {
      throw ReadError(file: name, reason: error)
    }
  default: return change.bytes(bytes)
  }
}
