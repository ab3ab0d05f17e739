/// A workbook whose parts are XML in the test's own code.
public struct WorkbookText: Sendable {
  /// Sheets: name and the XML inside `<worksheet>`.
  public var sheets: [(name: String, xml: String)]
  /// The items of the shared strings part, as `<si>…</si>`; nil leaves the part out.
  public var shared: String?
  /// What stands inside `<styleSheet>`; nil leaves the part out.
  public var styles: String?
  /// Attributes of `<workbookPr>`.
  public var properties = ""
  /// Further attributes of each `<sheet>`, by position.
  public var sheetAttributes: [Int: String] = [:]
  /// Further members, or replacements of the usual ones.
  public var parts: [String: [UInt8]] = [:]

  /// The main namespace of ordinary workbooks.
  public static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// A workbook with one sheet of rows.
  public init(rows: String, shared: String? = nil, styles: String? = nil) {
    self.init(sheets: [("甲", "<sheetData>\(rows)</sheetData>")], shared: shared, styles: styles)
  }

  /// A workbook of several sheets.
  public init(sheets: [(name: String, xml: String)], shared: String? = nil, styles: String? = nil) {
    self.sheets = sheets
    self.shared = shared
    self.styles = styles
  }

  /// The file.
  public var bytes: [UInt8] {
    var zip = ZipWriter()
    for (path, content) in members where !content.isEmpty { zip.add(path, content) }
    return zip.bytes
  }

  /// The members of the file: the usual ones that are not replaced, then the others by name.
  public var members: [(path: String, content: [UInt8])] {
    var members: [(path: String, content: [UInt8])] = []
    func put(_ path: String, _ text: String) { members.append((path, Array(text.utf8))) }
    let link = "http://schemas.openxmlformats.org/package/2006/relationships"
    put(
      "_rels/.rels",
      #"<Relationships xmlns="\#(link)"><Relationship Id="r1" Type="\#(Self.relationships)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    )
    var entries = ""
    var lines = ""
    for (index, sheet) in sheets.enumerated() {
      entries +=
        #"<sheet name="\#(sheet.name)" sheetId="\#(index + 1)" r:id="s\#(index)" \#(sheetAttributes[index] ?? "")/>"#
      lines +=
        #"<Relationship Id="s\#(index)" Type="\#(Self.relationships)/worksheet" Target="worksheets/sheet\#(index + 1).xml"/>"#
      put(
        "xl/worksheets/sheet\(index + 1).xml",
        #"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="\#(Self.namespace)">\#(sheet.xml)</worksheet>"#)
    }
    if let shared {
      lines += #"<Relationship Id="t" Type="\#(Self.relationships)/sharedStrings" Target="sharedStrings.xml"/>"#
      put("xl/sharedStrings.xml", #"<sst xmlns="\#(Self.namespace)">\#(shared)</sst>"#)
    }
    if let styles {
      lines += #"<Relationship Id="y" Type="\#(Self.relationships)/styles" Target="styles.xml"/>"#
      put("xl/styles.xml", #"<styleSheet xmlns="\#(Self.namespace)">\#(styles)</styleSheet>"#)
    }
    put(
      "xl/workbook.xml",
      #"<workbook xmlns="\#(Self.namespace)" xmlns:r="\#(Self.relationships)"><workbookPr \#(properties)/><sheets>\#(entries)</sheets></workbook>"#
    )
    put("xl/_rels/workbook.xml.rels", #"<Relationships xmlns="\#(link)">\#(lines)</Relationships>"#)
    return members.filter { parts[$0.path] == nil }
      + parts.sorted { $0.key < $1.key }.map { (path: $0.key, content: $0.value) }
  }
}

/// Styles with one cell format per number format code, the first being General; struck ones are named.
public func stylesText(_ codes: [String], struck: Set<Int> = []) -> String {
  var formats = ""
  var cells = #"<xf numFmtId="0" fontId="0"/>"#
  for (index, code) in codes.enumerated() {
    let escaped = code.map { $0 == "\"" ? "&quot;" : $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : String($0) }.joined()
    formats += #"<numFmt numFmtId="\#(200 + index)" formatCode="\#(escaped)"/>"#
    cells += #"<xf numFmtId="\#(200 + index)" fontId="\#(struck.contains(index + 1) ? 1 : 0)"/>"#
  }
  return
    "<numFmts>\(formats)</numFmts><fonts><font/><font><strike/></font></fonts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(cells)</cellXfs>"
}
