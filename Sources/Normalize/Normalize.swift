public import Domain
import Spreadsheet

/// Cells to records: everything that one county sent, read, told apart and joined to one truth.
public func normalize(_ uploads: [Upload], county: Int, context: Context) -> CountyRecords {
  let reader = UploadReader(county: county, context: context)
  return join(uploads, county: county, context: context) { reader.read($0) }
}

/// A county's uploads joined to one truth. They are read side by side; what holds the same bytes as another is not read.
public func join<Sent: NamedUpload & Sendable>(
  _ uploads: [Sent], county: Int, context: Context, reading: @Sendable (Sent) -> UploadReading
) -> CountyRecords {
  var joined = CountyReader(county: county, context: context)
  // A copy that holds the same bytes is the one that is set aside.
  let order = uploads.sorted { (isCopy($0.name) ? 1 : 0, $0.file) < (isCopy($1.name) ? 1 : 0, $1.file) }
  var read = onAllCores(joined.distinct(order), reading).makeIterator()
  for upload in order where joined.isFirst(upload) {
    guard let next = read.next() else { continue }
    if next.holdsNothing { joined.out.blanks.append(upload.sha256) }
    joined.take(next)
  }
  return joined.finish()
}

/// Whether a file says in its name that it is a copy.
func isCopy(_ name: String) -> Bool { ["副本", "复件", "备份"].contains { name.contains($0) } }

/// Reads a county's files, each for itself: the same wherever and whenever, whatever else the county sent.
public struct UploadReader: Sendable {
  let county: Int
  let context: Context
  let gazetteer: Gazetteer
  let vocabulary: Vocabulary
  var out = UploadReading()
  /// What titles and names say of time, of those that were met.
  var titles: [String: TitleWords] = [:]
  /// What the columns of tables were taken for, and what of it their figures proved.
  var headers = HeadersRead()
  /// What other tables of the file have proven of their columns.
  var learned = ProvenHeaders()

  /// A reader of a county's files.
  public init(county: Int, context: Context) {
    self.county = county
    self.context = context
    gazetteer = Gazetteer(
      register: context.register, county: county, aliases: context.aliases, until: context.policy.until)
    vocabulary = Vocabulary(columns: context.columns)
  }

  /// What an upload holds.
  public func read(_ upload: Upload) -> UploadReading {
    var reader = self
    reader.readFile(upload)
    return reader.out
  }

  private mutating func readFile(_ upload: Upload) {
    if isLitter(upload.name) {
      return setAside(
        Place(file: upload.file), zh: "是电脑或办公软件自己留下的文件，不是报送的表格",
        en: "a computer or an office program has left it; it is no upload")
    }
    do {
      if FileKind.detect(bytes: upload.bytes, name: upload.name) == .zipOfWorkbooks {
        for inner in try filesInside(zip: upload.bytes, name: upload.name, limits: context.limits) {
          var part = upload
          part.file = upload.file + "/" + Mask.persons(in: inner.path)
          part.bytes = inner.bytes
          try readWorkbook(part)
        }
      } else {
        try readWorkbook(upload)
      }
    } catch let error as ReadError {
      out.unread.append(
        Discrepancy(
          .unreadableFile, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "file",
          spots: [.init(Place(file: upload.file, sheet: error.sheet ?? ""))], level: .county, touches: .row,
          zh: error.explanation(.zh) + "；" + error.remedy(.zh), en: error.explanation(.en) + "; " + error.remedy(.en)))
    } catch {
      out.unread.append(
        Discrepancy(
          .unreadableFile, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "file",
          spots: [.init(Place(file: upload.file))], level: .county, touches: .row, zh: "文件无法读取",
          en: "the file cannot be read"))
    }
  }

  private mutating func readWorkbook(_ upload: Upload) throws {
    let workbook = try Workbook(
      bytes: upload.bytes, name: upload.name, limits: context.limits, xml: context.xml)
    // Its cells can be shown, and its figures would be a part's.
    if workbook.csv?.isCutOff == true { throw ReadError(file: upload.file, reason: .cutOffText) }
    if let csv = workbook.csv, csv.isEncodingGuessed {
      out.discrepancies.append(
        Discrepancy(
          .encodingGuessed, subject: Subject(county: county, detail: upload.name), period: context.policy.period,
          field: "encoding",
          spots: [.init(Place(file: upload.file), raw: "", parsed: "\(csv.encoding)")],
          zh: "编码由内容推断为 \(csv.encoding)", en: "the encoding was told from the bytes: \(csv.encoding)"))
    }
    var empty = self
    empty.out = UploadReading()
    typealias Read = (out: UploadReading, headers: HeadersRead)
    func read(_ sheets: [Int], _ reader: UploadReader) -> [Result<Read, ReadError>] {
      onAllCores(sheets, worker: { reader }) { reader, index in
        (reader.out, reader.headers) = (UploadReading(), HeadersRead())
        return Result { () throws(ReadError) in
          try reader.readSheet(index, of: workbook, upload: upload)
          return (reader.out, reader.headers)
        }
      }
    }
    var sheets = read(Array(workbook.sheets.indices), empty)
    // What one table proves by its figures holds for those of the same header that are too small to prove it.
    for sheet in sheets { empty.learned.take((try? sheet.get())?.headers.proven ?? .init()) }
    let again = sheets.indices.filter { (try? sheets[$0].get())?.headers.differ(from: empty.learned) ?? false }
    for (index, sheet) in zip(again, read(again, empty)) { sheets[index] = sheet }
    for (index, sheet) in sheets.enumerated() {
      let read = try sheet.get().out
      out.add(read)
      // It says what the county found; its figures are quotations, never data.
      guard read.lists.isEmpty else {
        return tellSheets(besideList: sheets.dropFirst(index + 1).compactMap { try? $0.get().out })
      }
    }
  }

  private mutating func readSheet(_ index: Int, of workbook: Workbook, upload: Upload) throws(ReadError) {
    let sheet = workbook.sheets[index]
    let place = Place(file: upload.file, sheet: sheet.name)
    guard sheet.isWorksheet else { return setAside(place, zh: "是图表或宏表", en: "it is a chart or macro sheet") }
    let grid = try workbook.grid(ofSheet: index)
    guard !grid.cells.isEmpty else { return setAside(place, zh: "是空表", en: "it is empty") }
    if let list = grid.returnedList(upload) {
      out.lists.append(list)
    } else {
      readSheet(grid, sheet: sheet, upload: upload)
    }
  }

  mutating func setAside(_ place: Place, severity: Severity? = nil, zh: String, en: String) {
    out.discrepancies.append(
      notUsed(place, severity: severity, county: county, period: context.policy.period, zh: zh, en: en))
  }
}
