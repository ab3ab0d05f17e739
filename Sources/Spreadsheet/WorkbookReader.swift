/// Reads the workbook part: sheets in order, and the epoch of dates.
struct WorkbookReader: XMLReader {
  /// A sheet as the workbook lists it.
  struct Entry {
    let name: String
    let visibility: SheetInfo.Visibility
    let relationship: String
    let number: Int
  }

  private(set) var sheets: [Entry] = []
  private(set) var is1904 = false
  let isDone = false
  private(set) var failure: ReadError.Reason?
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name.is("workbookPr") {
      is1904 = attributes.flag("date1904") ?? false
    } else if name.is("sheet") {
      let visibility: SheetInfo.Visibility =
        switch attributes.string("state")?.lowercased() {
        case "hidden": .hidden
        case "veryhidden": .veryHidden
        default: .visible
        }
      sheets.append(
        Entry(
          name: attributes.string("name") ?? "", visibility: visibility,
          relationship: attributes.string("id", prefixed: true) ?? attributes.string("id") ?? "",
          number: sheets.count + 1))
      if sheets.count > limits.sheets { failure = .tooManySheets(limit: limits.sheets) }
    }
  }

  mutating func end(_ name: XMLName) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
