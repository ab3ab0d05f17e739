import Glibc
import Spreadsheet
import Support
import Testing

/// Mutated files are read or refused, never fatal. Runs a bounded time; DUIZHANG_FUZZ_SECONDS lengthens it.
struct FuzzTests {
  static let seconds = getenv("DUIZHANG_FUZZ_SECONDS").flatMap { Double(String(cString: $0)) } ?? 2

  private func run(seed: UInt64, _ sample: (inout SeededGenerator) -> [UInt8]) {
    var generator = SeededGenerator(seed: seed)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    var limits = Limits.standard
    limits.memberBytes = 4 << 20
    while clock.now < end {
      let bytes = sample(&generator)
      guard let workbook = try? Workbook(bytes: bytes, name: "x", limits: limits) else { continue }
      for index in workbook.sheets.indices {
        guard let grid = try? workbook.grid(ofSheet: index) else { continue }
        for cell in grid.cells.prefix(50) {
          _ = grid.display(cell)
          _ = grid.raw(cell)
          _ = grid.isStruck(cell)
        }
        for (before, after) in zip(grid.rows, grid.rows.dropFirst()) { #expect(before.number < after.number) }
      }
    }
  }

  private func mutate(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[index] = .random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(.random(in: 0...255, using: &generator), at: index)
      case 3: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 20)], at: index)
      default: bytes.removeLast(min(bytes.count, Int.random(in: 0...40, using: &generator)))
      }
    }
    return bytes
  }

  static let rows = """
    <row r="1" spans="1:3"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="2"><v>44227.5</v></c><c r="C1" t="b"><v>1</v></c></row>
    <row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><t>x_x000D_</t></r></is></c><c r="B2" t="e"><f>A1</f><v>#REF!</v></c></row>
    """
  static let workbook = WorkbookText(
    rows: rows, shared: "<si><t>甲</t></si><si><r><rPr><strike/></rPr><t>乙</t></r></si>",
    styles: stylesText(["0.00;(0)", "yyyy年m月", "[h]:mm", "# ?/?", "[DBNum2]General"], struck: [1]))

  static let rich: WorkbookText = {
    var workbook = FuzzTests.workbook
    workbook.sheets.append(("乙", "<sheetData><row><c><v>1</v></c></row></sheetData>"))
    workbook.parts["xl/worksheets/_rels/sheet1.xml.rels"] = Array(
      #"<Relationships xmlns="x"><Relationship Id="c" Type="http://x/comments" Target="../comments1.xml"/></Relationships>"#
        .utf8)
    workbook.parts["xl/comments1.xml"] = Array(
      #"<comments xmlns="y"><commentList><comment ref="B2"><text><r><t>说明</t></r></text></comment></commentList></comments>"#
        .utf8)
    return workbook
  }()

  @Test("workbooks spoilt in container, directory and parts", arguments: [1, 2])
  func spoiltWorkbooks(_ seed: UInt64) {
    var mutation = WorkbookMutation(seed: seed)
    run(seed: seed) { _ in mutation.next(Self.rich) }
  }

  @Test func `mutated number formats`() {
    let pieces = [
      "0", "#", "?", ".", ",", "%", "E+", "/", ";", "y", "m", "d", "h", "s", "[h]", "\"", "\\", "_", "*", "[Red]",
      "[>5]", "@", "General", "[DBNum1]", "AM/PM", "年", "[", "]", "e", "g", "b", "a", " ",
    ]
    run(seed: 3) { generator in
      let code = (0..<Int.random(in: 1...9, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let value = Double(bitPattern: .random(in: 0 ... .max, using: &generator))
      let plain = Double.random(in: -1e6...1e6, using: &generator)
      let rows =
        #"<row><c s="1"><v>\#(plain)</v></c><c s="1"><v>\#(value)</v></c><c s="1"><v>0</v></c><c s="1" t="str"><v>x</v></c></row>"#
      return WorkbookText(rows: rows, styles: stylesText([code])).bytes
    }
  }

  @Test func `mutated CSVs`() {
    let text = Array("sep=,\n标题,,\n\"a\"\"b\",'c',\"8,640\"\r\n1;2|3\t4，5；6\n\\\"x\\\"".utf8)
    run(seed: 4) { mutate(text, &$0) }
  }
}
