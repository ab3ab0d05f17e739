import Foundation

/// A folder of `Tests/Golden`: a pipeline with a small inbox, and what must come out of it.
///
///     pipeline.yaml          the pipeline; its first line says what the case shows
///     inbox/<county>/…       uploads; a folder `名.xlsx/` becomes a workbook, one sheet a file `1 名.csv` (or `.xml`, the sheet's inside)
///     before/<county>/…      an earlier night's inbox, run first (optional)
///     received.csv           file,date of uploads that did not come on 2022-01-10 (optional)
///     expected/*.csv         tables of the publication that must come out as they are; discrepancies.csv in every case
public struct GoldenFolder: Sendable, CustomStringConvertible {
  /// The folder's name, which begins with a code.
  public let name: String
  /// The folder.
  public let path: String

  /// All folders, in order.
  public static let all: [GoldenFolder] = {
    let root = Project.root + "/Tests/Golden"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.sorted().filter { FileManager.default.fileExists(atPath: root + "/\($0)/pipeline.yaml") }
      .map { GoldenFolder(name: $0, path: root + "/" + $0) }
  }()

  /// How tests name the case.
  public var description: String { name }

  /// Whether expectations are written anew instead of compared.
  public static var isAccepting: Bool { ProcessInfo.processInfo.environment["ACCEPT"] == "1" }

  /// Copies an inbox (`inbox` or `before`) to a folder, building its workbooks, with fixed received times; false if the case has none.
  public func copy(_ inbox: String, to target: String) throws -> Bool {
    let source = path + "/" + inbox
    guard FileManager.default.fileExists(atPath: source) else { return false }
    let received = (try? records(ofCSV: path + "/received.csv")) ?? []
    try copyFolder(source, to: target, relative: "", received: received)
    return true
  }

  private func copyFolder(_ source: String, to target: String, relative: String, received: [[String: String]]) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
    for name in try manager.contentsOfDirectory(atPath: source).sorted() {
      let (from, to) = (source + "/" + name, target + "/" + name)
      let here = relative.isEmpty ? name : relative + "/" + name
      var isFolder: ObjCBool = false
      _ = manager.fileExists(atPath: from, isDirectory: &isFolder)
      if isFolder.boolValue, !name.hasSuffix(".xlsx") {
        try copyFolder(from, to: to, relative: here, received: received)
        continue
      }
      if isFolder.boolValue {
        try Data(workbook(from)).write(to: URL(fileURLWithPath: to))
      } else {
        try manager.copyItem(atPath: from, toPath: to)
      }
      let date = received.first { $0["file"] == here }?["date"] ?? "2022-01-10"
      // Noon in Beijing, so that the date is the same wherever the test runs.
      let time = try Date("\(date)T04:00:00Z", strategy: .iso8601)
      try manager.setAttributes([.modificationDate: time, .posixPermissions: 0o644], ofItemAtPath: to)
    }
  }

  private func workbook(_ folder: String) throws -> [UInt8] {
    var sheets: [(name: String, xml: String)] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      let sheet = file.split(separator: " ", maxSplits: 1).last.map { String($0.split(separator: ".")[0]) } ?? file
      sheets.append((sheet, file.hasSuffix(".xml") ? text : "<sheetData>\(sheetRows(text))</sheetData>"))
    }
    return WorkbookText(sheets: sheets).bytes
  }

  /// The expected tables by name.
  public var expected: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/expected")) ?? []).sorted()
  }
}

/// Rows of a worksheet from a simple CSV: numbers, `#REF!` errors, `=A1*2|480` formulas with their value, everything else as text.
private func sheetRows(_ text: String) -> String {
  var xml = ""
  for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
    xml += "<row r=\"\(row + 1)\">"
    for (column, field) in csvFields(String(line)).enumerated() where !field.isEmpty {
      let reference = "\(UnicodeScalar(UInt8(65 + column)))\(row + 1)"
      if field.hasPrefix("="), let mark = field.lastIndex(of: "|") {
        let value = field[field.index(after: mark)...]
        xml += "<c r=\"\(reference)\"><f>\(field.dropFirst().prefix(upTo: mark))</f>"
        xml += (value.isEmpty ? "" : "<v>\(value)</v>") + "</c>"
      } else if field.hasPrefix("#") {
        xml += "<c r=\"\(reference)\" t=\"e\"><v>\(field)</v></c>"
      } else if Double(field) != nil, field.utf8.count < 15 {
        xml += "<c r=\"\(reference)\"><v>\(field)</v></c>"
      } else {
        let escaped = field.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        xml += "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(escaped)</t></is></c>"
      }
    }
    xml += "</row>"
  }
  return xml
}
