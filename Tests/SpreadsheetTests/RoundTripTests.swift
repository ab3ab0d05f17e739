import Glibc
import Spreadsheet
import Support
import Testing

/// What is written in any dialect and encoding is read back as it was.
@Suite struct RoundTripTests {
  private static let words = [
    "台城街道办事处", "东坑村委会", "张三", "2880", "1,234.50", "240元", "2021-12-31", "他说\"好\"", "a;b", "x|y", "甲\t乙", "第一行\n第二行",
    "", " 前后 ", "O'Neil", "是", "12", "备注：见附件", "-5", "100%",
  ]

  private func table(_ generator: inout SeededGenerator) -> [[String]] {
    let width = Int.random(in: 3...9, using: &generator)
    let header = ["序号", "镇（街）", "村", "姓名", "身份", "月数", "金额", "日期", "备注"].prefix(width).map(\.self)
    return [header]
      + (0..<Int.random(in: 5...40, using: &generator)).map { row in
        // A first field in every row, and a last one, so that no row reads as shorter than it is.
        ["\(row + 1)"] + (1..<width - 1).map { _ in Self.words.randomElement(using: &generator) ?? "" } + ["终"]
      }
  }

  private func text(_ rows: [[String]], delimiter: String, quotesAll: Bool, end: String) -> String {
    rows.map { row in
      row.map { field in
        guard quotesAll || field.contains(delimiter) || field.contains(where: { "\"\n\r".contains($0) }) else {
          return field
        }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: delimiter)
    }.joined(separator: end) + end
  }

  @Test(arguments: [",", ";", "\t", "|", "，"], [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030])
  func `a table in any dialect and encoding is read as it was written`(_ delimiter: String, _ encoding: TextEncoding)
    throws
  {
    var generator = SeededGenerator(seed: UInt64(delimiter.utf8.first ?? 0) + 7)
    for trial in 0..<12 {
      let rows = table(&generator)
      let end = ["\n", "\r\n", "\r"][trial % 3]
      let written = text(rows, delimiter: delimiter, quotesAll: trial % 4 == 0, end: end)
      let bytes = try encoded(written, encoding)
      let workbook = try Workbook(bytes: bytes, name: "表.csv")
      let grid = try workbook.grid(ofSheet: 0)
      let read = grid.rows.map { row in
        var fields = [String](repeating: "", count: rows[0].count)
        for cell in grid.cells[row.cells] where Int(cell.column) <= fields.count {
          fields[Int(cell.column) - 1] = grid.raw(cell)
        }
        return fields
      }
      #expect(read == rows, "\(delimiter) \(encoding) trial \(trial): \(workbook.csv.map { "\($0)" } ?? "")")
    }
  }

  /// The text in an encoding, with a mark where programs write one.
  private func encoded(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    switch encoding {
    case .utf16LittleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .gb18030: try #require(Self.gb18030(text))
    default: Array(text.utf8)
    }
  }

  private static func gb18030(_ text: String) -> [UInt8]? {
    guard let converter = iconv_open("GB18030", "UTF-8"), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = Array(text.utf8CString.dropLast())
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    let written = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output -> Int? in
        var (from, to) = (input.baseAddress, output.baseAddress)
        var (left, room) = (input.count, output.count)
        return iconv(converter, &from, &left, &to, &room) == -1 ? nil : output.count - room
      }
    }
    return written.map { output.prefix($0).map { UInt8(bitPattern: $0) } }
  }
}
