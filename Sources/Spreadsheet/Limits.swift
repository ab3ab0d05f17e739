/// How much a file may ask of the reader: every bound is far above what real workbooks need, and below what harms the machine.
public struct Limits: Sendable, Equatable {
  /// The bounds that hold unless the user raises them.
  public static let standard = Limits()

  /// Unzipped bytes per zipped byte that a member may reach; real sheets stay below 100, a deflate bomb reaches 1,000.
  public var zipRatio = 100
  /// Unzipped bytes before the ratio counts: a sheet whose rows say the same shrinks several hundredfold, and so much is read in a
  /// blink.
  public var zipRatioGrace = 16 << 20
  /// Members of a container: a sheet with its comments and drawings has half a dozen, and people keep some dozens of sheets.
  public var zipMembers = 1_000
  /// Sheets of a workbook; Excel sets no bound, people rarely use more than a few hundred.
  public var sheets = 65_535
  /// Unzipped bytes of one member; a sheet of half a million rows and twelve columns has about that.
  public var memberBytes = 256 << 20
  /// Unzipped bytes read from one file in one call.
  public var fileBytes = 1 << 30
  /// Elements inside elements; SpreadsheetML itself needs about ten. libxml2 has the same bound, which does not rise.
  public var xmlDepth = 256
  /// Bytes of one text, and so of no more characters; Excel allows 32,767 in a cell.
  public var textBytes = 10 << 20
  /// Rows of a sheet, as in Excel: the format has no more, so that this does not rise.
  public var rows = 1_048_576
  /// Columns of a sheet, as in Excel: the format has no more, so that this does not rise.
  public var columns = 16_384
  /// Records of a CSV: what no spreadsheet shows was not made by people.
  public var records = 1_048_576
  /// Fields of a CSV's record: more are a file of another kind, and would be kept as cells by the million.
  public var fields = 16_384
  /// Cells kept in one grid: 16 bytes each, so that memory stays below 200 MiB; a third of them where rows come out of order.
  public var gridCells = 8_000_000
  /// Entries of the shared string table, and different texts of one grid.
  public var texts = 4_000_000
  /// Bytes of all different texts of one table.
  public var textTableBytes = 64 << 20
  /// Cell formats; Excel stops at 65,490, and a cell keeps its format's number in two bytes, so that this does not rise.
  public var styles = 65_536
  /// Merged ranges of a sheet.
  public var merges = 1_000_000

  /// The standard bounds.
  public init() {}

  /// The same bounds, each (but the sheet's own size) multiplied.
  public func raised(by factor: Int) -> Limits {
    var raised = self
    func times(_ value: Int) -> Int {
      let (product, overflow) = value.multipliedReportingOverflow(by: max(1, factor))
      return overflow ? .max : product
    }
    raised.zipRatio = times(zipRatio)
    raised.zipMembers = times(zipMembers)
    raised.sheets = times(sheets)
    raised.memberBytes = times(memberBytes)
    raised.fileBytes = times(fileBytes)
    raised.textBytes = times(textBytes)
    raised.records = times(records)
    raised.fields = min(times(fields), Int(Int32.max))
    raised.gridCells = times(gridCells)
    raised.texts = times(texts)
    raised.textTableBytes = times(textTableBytes)
    raised.merges = times(merges)
    return raised
  }
}
