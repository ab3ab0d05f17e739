/// A spreadsheet file, opened: its sheets are known, their cells are read when asked for.
public struct Workbook: Sendable {
  /// `.xlsx` or `.csv`.
  public let kind: FileKind
  /// The sheets in the workbook's order; a CSV has one, named "".
  public let sheets: [SheetInfo]
  /// How the text of a CSV was read; nil for a workbook.
  public let csv: CSVReading?

  private enum Content: Sendable {
    case parts(WorkbookParts)
    case text(CSVText)
  }

  private let content: Content
  private let name: String
  private let limits: Limits

  /// Opens a file of whatever name by what its bytes are; throws if they are neither a workbook nor a CSV.
  public init(
    bytes: [UInt8], name: String, limits: Limits = .standard, csv options: CSVOptions = .automatic,
    xml: XMLReading = .plain
  ) throws(ReadError) {
    self.name = name
    self.limits = limits
    do throws(ReadError.Reason) {
      let seen = FileKind.detect(bytes: bytes, name: name)
      // Whoever names the encoding says that it is a text.
      kind = seen == .binary && options.encoding != nil ? .csv : seen
      switch kind {
      case .xlsx:
        let parts = try WorkbookParts(bytes: bytes, limits: limits, xml: xml)
        sheets = parts.sheets
        csv = nil
        content = .parts(parts)
      case .csv:
        let text = CSVText(bytes: bytes, options: options)
        sheets = [SheetInfo(name: "", visibility: .visible, isWorksheet: true)]
        csv = text.reading
        content = .text(text)
      default:
        throw .unreadable(kind)
      }
    } catch {
      throw ReadError(file: name, reason: error)
    }
  }

  /// All cells of a sheet (a position in `sheets`, from 0), in reading order.
  public func grid(ofSheet index: Int) throws(ReadError) -> Grid {
    var sink = GridSink(limits: limits)
    let extras = try read(sheet: index, into: &sink)
    sink.settle()
    var grid = Grid()
    grid.rows = sink.rows
    grid.cells = sink.cells
    grid.texts = extras.texts
    grid.merges = extras.merges
    grid.hiddenColumns = extras.hiddenColumns
    grid.comments = extras.comments
    grid.formulas = extras.formulas
    if case .parts(let parts) = content {
      grid.styles = parts.styles
      grid.is1904 = parts.is1904
    }
    return grid
  }

  /// Gives a sheet's rows one by one, in the file's order, in memory that does not grow with them; false stops. In a damaged
  /// order a row's number may come again: `survey(ofSheet:)` tells beforehand, and a grid puts things right.
  public func forEachRow(ofSheet index: Int, _ body: (borrowing RowView) throws -> Bool) throws {
    var styles = Styles()
    var is1904 = false
    if case .parts(let parts) = content {
      styles = parts.styles
      is1904 = parts.is1904
    }
    let thrown: (any Error)? = try withoutActuallyEscaping(body) { body -> (any Error)? in
      var sink = BodySink(body: body, styles: styles, is1904: is1904)
      if case .parts(let parts) = content { sink.keptTexts = parts.strings.texts.count }
      _ = try read(sheet: index, into: &sink)
      return sink.thrown
    }
    if let thrown { throw thrown }
  }

  /// How far a sheet reaches and whether its rows are in order, in one pass that keeps nothing.
  public func survey(ofSheet index: Int) throws(ReadError) -> SheetSurvey {
    var sink = SurveySink()
    if case .parts(let parts) = content { sink.keptTexts = parts.strings.texts.count }
    let extras = try read(sheet: index, into: &sink)
    var survey = sink.survey
    survey.merges = extras.merges.count
    survey.hiddenColumns = extras.hiddenColumns.reduce(0) { $0 + $1.count }
    survey.comments = extras.comments.count
    return survey
  }

  /// The position of the first visible sheet with cells, or nil if there is none.
  public var firstVisibleSheet: Int? {
    sheets.firstIndex { $0.visibility == .visible && $0.isWorksheet && !$0.isMissing }
  }

  /// How many bytes a sheet has in its own form, before it is read; a measure of the work.
  public func byteCount(ofSheet index: Int) -> Int {
    switch content {
    case .text(let text): text.byteCount
    case .parts(let parts): parts.byteCount(ofSheet: index)
    }
  }

  private func read<Sink: RowSink>(sheet index: Int, into sink: inout Sink) throws(ReadError) -> SheetExtras {
    guard sheets.indices.contains(index) else {
      throw ReadError(file: name, reason: .noSuchSheet(position: index + 1, count: sheets.count))
    }
    do throws(ReadError.Reason) {
      switch content {
      case .parts(let parts): return try parts.read(sheet: index, into: &sink)
      case .text(let text): return try text.read(into: &sink, limits: limits)
      }
    } catch {
      throw ReadError(file: name, sheet: kind == .csv ? nil : sheets[index].name, reason: error)
    }
  }
}

/// Opens the spreadsheets of a zip archive as if it were a folder: their paths and bytes, within the bounds.
public func filesInside(
  zip bytes: [UInt8], name: String, limits: Limits = .standard
) throws(ReadError) -> [(path: String, bytes: [UInt8])] {
  do throws(ReadError.Reason) {
    return try bytes.withRaw { (raw) throws(ReadError.Reason) in
      let archive = try Archive(raw, limits: limits)
      var meter = ReadMeter()
      var files: [(path: String, bytes: [UInt8])] = []
      for member in archive.members {
        let path = String(member.path.map { $0 == "\\" ? "/" : $0 })
        let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
        // A path that climbs out of the archive is an attack, wherever it would lead.
        if path.hasPrefix("/") || pieces.contains("..") || path.utf8.contains(0) || pieces.first?.hasSuffix(":") == true
        {
          throw .unsafePath(member.path)
        }
        guard !path.hasSuffix("/"), isPlainFile(path) else { continue }
        var content: [UInt8] = []
        try archive.stream(member, meter: &meter) { (piece) throws(ReadError.Reason) in
          content.append(contentsOf: piece)
          return true
        }
        files.append((path, content))
      }
      return files
    }
  } catch {
    throw ReadError(file: name, reason: error)
  }
}
