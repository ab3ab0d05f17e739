import Glibc

/// One target of the coverage-guided fuzzer: bytes that are read, or refused, without a crash, a hang or two answers.
enum FuzzTarget: String, CaseIterable {
  case csv, encoding, sheet, parts, container, format, rewriting

  func run(_ bytes: [UInt8]) {
    switch self {
    case .csv: read(bytes, "x.csv")
    case .encoding:
      guard let choice = bytes.first else { return }
      let encodings = TextEncoding.allCases
      let options = CSVOptions(encoding: encodings[Int(choice) % encodings.count], delimiter: ",")
      read(Array(bytes.dropFirst()), "x.csv", csv: options)
    case .sheet:
      // A container of the part alone, for opening a whole workbook costs more than reading the sheet.
      var zip = ZipWriter()
      zip.add("sheet.xml", bytes)
      agree(zip.bytes)
    case .parts:
      // Styles, shared strings and the workbook's own part, set apart by a zero byte.
      let pieces = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map {
        Array($0)
      }
      var workbook = Self.workbook
      for (path, piece) in zip(
        ["xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"], pieces)
      where !piece.isEmpty {
        workbook.parts[path] = piece
      }
      read(workbook.bytes, "x.xlsx")
    case .container:
      read(bytes, "x.xlsx")
      _ = try? filesInside(zip: bytes, name: "x.zip", limits: Self.limits)
    case .rewriting:
      // Whatever a file is, what is to go is gone after one pass.
      let change = TextChange(
        row: { row in row.contains { $0.contains("7") } ? row.map { $0.replacing("7", with: "8") } : nil },
        text: { $0.contains("7") ? $0.replacing("7", with: "8") : nil }, bytes: { _ in nil })
      for name in ["x.csv", "x.xlsx"] {
        guard let once = try? rewritten(bytes, name: name, limits: Self.limits, by: change) else { continue }
        let again = try? rewritten(once, name: name, limits: Self.limits, by: change)
        precondition(again == nil)
      }
    case .format:
      guard bytes.count > 8 else { return }
      let bits = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let format = NumberFormat(String(decoding: bytes.dropFirst(8), as: UTF8.self))
      for number in [Double(bitPattern: bits), 0, -1.5, 44227.75, 1e15] where number.isFinite {
        _ = format.display(number, is1904: bits & 1 == 1)
      }
      _ = format.display(text: "甲")
    }
  }

  private func read(_ bytes: [UInt8], _ name: String, csv: CSVOptions = .automatic) {
    guard let workbook = try? Workbook(bytes: bytes, name: name, limits: Self.limits, csv: csv)
    else { return }
    for index in workbook.sheets.indices.prefix(4) {
      guard let grid = try? workbook.grid(ofSheet: index) else { continue }
      for (before, after) in zip(grid.rows, grid.rows.dropFirst()) {
        precondition(before.number < after.number)
      }
      for row in grid.rows.prefix(50) {
        let columns = grid.cells[row.cells].map(\.column)
        for (left, right) in zip(columns, columns.dropFirst()) { precondition(left < right) }
      }
      for cell in grid.cells.prefix(200) {
        _ = grid.display(cell)
        _ = grid.raw(cell)
        _ = grid.dateTime(cell)
      }
    }
  }

  // Plain rows are read by their bytes; libxml2 alone must say the same.
  private func agree(_ bytes: [UInt8]) {
    func answer(_ xml: XMLReading) -> String {
      do throws(ReadError.Reason) {
        return try bytes.withRaw { (raw) throws(ReadError.Reason) in
          let archive = try Archive(raw, limits: Self.limits)
          var meter = ReadMeter()
          var reader = SheetReader(
            sink: GridSink(limits: Self.limits), strings: Self.opened.strings,
            styles: Self.opened.styles, is1904: false,
            limits: Self.limits)
          switch xml {
          case .plain: try archive.parseSheet(archive.members[0], meter: &meter, into: &reader)
          case .libxml2: try archive.parse(archive.members[0], meter: &meter, into: &reader)
          }
          let extras = reader.finish()
          if let failure = reader.failure { throw failure }
          guard var sink = reader.rows.sink as? GridSink else { return "" }
          sink.settle()
          let rows = sink.rows.map { row in
            "\(row.number) \(row.isHidden) "
              + sink.cells[row.cells].map { cell in
                let text =
                  cell.kind == .text || cell.kind == .error
                  ? extras.texts[cell.text] : "\(cell.bits)"
                return "\(cell.column) \(cell.style) \(cell.kind) \(text)"
              }.joined()
          }
          return rows.joined() + "\(extras.merges) \(extras.hiddenColumns) \(extras.formulas.count)"
        }
      } catch {
        return "\(error)"
      }
    }
    let plain = answer(.plain)
    let full = answer(.libxml2)
    if plain != full { fatalError("plain \(plain)\nlibxml2 \(full)") }
  }

  private static let limits: Limits = {
    var limits = Limits.standard
    limits.memberBytes = 4 << 20
    limits.fileBytes = 16 << 20
    return limits
  }()

  private static let opened: WorkbookParts = {
    do {
      return try WorkbookParts(bytes: workbook.bytes, limits: limits, xml: .plain)
    } catch {
      fatalError("\(error)")
    }
  }()

  private static let workbook = WorkbookText(
    rows: #"<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="2"><v>44227.5</v></c></row>"#,
    shared: "<si><t>甲</t></si><si><r><rPr><strike/></rPr><t>乙</t></r></si>",
    styles: stylesText(["0.00;(0)", "yyyy年m月", "[h]:mm", "# ?/?", "[DBNum2]General"], struck: [1]))

  /// What the fuzzer begins with.
  var seeds: [[UInt8]] {
    switch self {
    case .csv:
      return [
        "a,b\r\n1,\"x \"\"y\"\"\"\r\n", "sep=;\na;b\n1,5;2\n", "\u{feff}村\t金额\n石海\t\"1,2\"\n",
        "'a'|'b, c'\n'd'|'\\'e'\n",
        "“村”，“数”\n“石海”，3\n", "x y\n\"1\" 0.5 \"a\"\n", "a||b\n1||2\n", "标题\n\na,b\n1\n1,2,3\n",
      ].map { Array($0.utf8) }
    case .rewriting:
      let sheets = FuzzTarget.csv.seeds + FuzzTarget.container.seeds
      return sheets + [
        Array("姓名,证\r\n\"张\"\"七\",\"4407 83\n7\"\r\n".utf8), [0xff, 0xfe, 0x37, 0, 0x2c, 0, 0x5f, 0x67, 0x0a, 0],
      ]
    case .encoding:
      return (0..<TextEncoding.allCases.count).map {
        [UInt8($0), 0xd0, 0xd5, 0x2c, 0x41, 0x00, 0xe7, 0x9f, 0xb3, 0x0a]
      }
    case .sheet:
      let rows = [
        #"<row r="1" spans="1:3"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="2"><f>A1&amp;"x"</f><v>44227.5</v></c></row>"#,
        #"<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><t>x_x000D_</t></r></is></c><c r="B2" t="e"><v>#REF!</v></c></row>"#,
        #"<row><c t="str"><v><![CDATA[a]]>&#20;b</v></c><c t="b"><v>true</v></c><c t="d"><v>2021-01-31</v></c></row>"#,
        "<row r='3'>\n <c r=\"$B$3\">\n<v> 5 </v></c></row><row r=\"2.0\"/>",
      ]
      return rows.map {
        Array(
          #"<worksheet xmlns="\#(WorkbookText.namespace)"><sheetData>\#($0)</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#
            .utf8)
      }
    case .parts:
      let members = Dictionary(
        uniqueKeysWithValues: Self.workbook.members.map { ($0.path, $0.content) })
      let parts = ["xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"].map {
        members[$0] ?? []
      }
      return [Array(parts.joined(separator: [0]))]
    case .container:
      var streamed = ZipWriter(hasDescriptors: true)
      for (path, content) in Self.workbook.members { streamed.add(path, content) }
      var folder = ZipWriter()
      folder.add("台山/a.csv", "a,b\n1,2\n")
      folder.add("b.xlsx", WorkbookText(rows: "").bytes)
      return [Self.workbook.bytes, streamed.bytes, folder.bytes]
    case .format:
      let codes = [
        "#,##0.00;[Red](0);\"-\"??;@", "yyyy\"年\"m\"月\"d\"日\";@", "[h]:mm:ss.000", "# ?/?",
        "[DBNum2][$-804]General",
        "[>=100]0.0%;0.00E+00", "[$-411]ggge", "_ * #,##0_ ;上午/下午h", "[$-404]e/m/d aaaa",
      ]
      return codes.map { [0x40, 0xe5, 0x98, 0x60, 0, 0, 0, 0] + Array($0.utf8) }
    }
  }
}

private let target =
  FuzzTarget(rawValue: getenv("DUIZHANG_FUZZ_TARGET").map { String(cString: $0) } ?? "csv") ?? .csv

/// Called by the fuzzer before it begins: writes the seeds into the folder that the environment names.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer)
  -> CInt
{
  guard let folder = getenv("DUIZHANG_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
  for (number, seed) in target.seeds.enumerated() {
    guard let file = fopen("\(folder)/seed-\(number)", "wb") else { continue }
    _ = seed.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }
  return 0
}

/// Called by the fuzzer with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}
