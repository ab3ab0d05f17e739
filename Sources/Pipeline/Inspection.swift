import Domain
import Normalize
public import Spreadsheet

/// A file as `inspect` tells it: what its bytes are, and what its tables mean.
public struct Inspection: Encodable {
  private var file: FileDescription
  private var tables: [TableUnderstanding]
  /// Whether the file, or a sheet of it, could not be read, or it has none to read.
  public var isUnreadable: Bool {
    file.problem != nil || !file.sheets.contains(where: \.isWorksheet) || file.sheets.contains { $0.problem != nil }
  }

  /// Looks at a file's bytes, with what is known better than its look.
  public init(
    bytes: [UInt8], name: String, limits: Limits = .standard, csv: CSVOptions = .automatic, language: String = "en"
  ) {
    file = FileDescription(
      bytes: bytes, name: name, language: language == "zh" ? .zh : .en, limits: limits, csv: csv)
    tables = file.problem == nil ? (try? understand(bytes: bytes, name: name, limits: limits, csv: csv)) ?? [] : []
  }

  /// As JSON.
  public var json: String { get throws { try Form("inspect", self).json } }

  /// As one screen of text.
  public func text(_ language: String) -> String {
    let isChinese = language == "zh"
    func text(_ zh: String, _ en: String) -> String { isChinese ? zh : en }
    var lines = [text("\(file.name)：\(file.kind)，\(file.bytes) 字节", "\(file.name): \(file.kind), \(file.bytes) bytes")]
    if let problem = file.problem {
      lines += ["  \(problem)"] + (file.remedy.map { [text("  改法：\($0)", "  mend: \($0)")] } ?? [])
    }
    if let csv = file.text {
      let delimiter = csv.delimiter == "\t" ? text("制表符", "tab") : csv.delimiter
      let sure = Int(csv.confidence * 100)
      lines.append(
        text(
          "  编码 \(csv.encoding)\(csv.isEncodingGuessed ? "（推断）" : "")，分隔符 \(delimiter)，引号 \(csv.quote ?? "无")，转义 \(csv.escape)，把握 \(sure)%",
          "  encoding \(csv.encoding)\(csv.isEncodingGuessed ? " (guessed)" : ""), delimiter \(delimiter), quote \(csv.quote ?? "none"), \(csv.escape) escape, confidence \(sure)%"
        ))
      let oddities = [
        csv.hasByteOrderMark ? text("有字节序标记", "byte order mark") : nil,
        csv.hasSeparatorLine ? text("有 sep= 行", "sep= line") : nil,
        csv.lineEnds.isEmpty ? nil : text("换行 \(csv.lineEnds)", "line ends \(csv.lineEnds)"),
        csv.replacedBytes > 0
          ? text("\(csv.replacedBytes) 个字节不成字符", "\(csv.replacedBytes) byte(s) that are no character") : nil,
        csv.nulBytes > 0 ? text("略去 \(csv.nulBytes) 个 NUL 字节", "\(csv.nulBytes) NUL byte(s) left out") : nil,
      ].compactMap(\.self)
      if !oddities.isEmpty { lines.append("  " + oddities.joined(separator: text("，", ", "))) }
    }
    for sheet in file.sheets {
      let name = sheet.name.isEmpty ? "(CSV)" : sheet.name
      let visibility =
        isChinese
        ? ["visible": "可见", "hidden": "隐藏", "veryHidden": "深度隐藏"][sheet.visibility] ?? sheet.visibility
        : sheet.visibility
      var parts = [
        text(
          "  工作表 \(name)  \(visibility)  \(sheet.rows) 行，\(sheet.cells) 格，合并 \(sheet.merges) 处",
          "  sheet \(name)  \(visibility)  \(sheet.rows) rows, \(sheet.cells) cells, \(sheet.merges) merges")
      ]
      if let dimension = sheet.dimension { parts.append(text("至 \(dimension)", "up to \(dimension)")) }
      if sheet.hiddenRows > 0 { parts.append(text("隐藏 \(sheet.hiddenRows) 行", "\(sheet.hiddenRows) hidden rows")) }
      if sheet.hiddenColumns > 0 {
        parts.append(text("隐藏 \(sheet.hiddenColumns) 列", "\(sheet.hiddenColumns) hidden columns"))
      }
      if sheet.comments > 0 { parts.append(text("批注 \(sheet.comments) 条", "\(sheet.comments) comments")) }
      if !sheet.isWorksheet { parts.append(text("不是工作表", "no worksheet")) }
      if let problem = sheet.problem { parts.append(text("问题：\(problem)", "problem: \(problem)")) }
      lines.append(parts.joined(separator: text("，", ", ")))
      if sheet.isWorksheet, sheet.problem == nil, sheet.cells > 0, !tables.contains(where: { $0.sheet == sheet.name }) {
        lines.append(
          text(
            "    没有找到表：没有一行读作表头（没有表头的名单要对照名册才认得：inspect 流程文件）",
            "    no table: no row reads as a header (a list without one is known by the register: inspect the pipeline file)"
          ))
      }
      for table in tables where table.sheet == sheet.name {
        let document = DocumentKind(rawValue: table.document)
        let rows = table.rows.sorted { $0.key < $1.key }
        lines.append(
          text(
            "    \(document?.zh ?? "不是四种文件之一")：表头第 \(table.header) 行；"
              + rows.map { "\(Self.kinds[$0.key] ?? $0.key) \($0.value) 行" }.joined(separator: "，"),
            "    \(document?.rawValue ?? "none of the four documents"): header rows \(table.header); "
              + rows.map { "\($0.value) \($0.key)" }.joined(separator: ", ")))
        if !table.title.isEmpty { lines.append(text("    标题：", "    title: ") + table.title) }
        lines += Self.packed(
          table.columns.map { column in
            "\(column.column) \(column.header) → \(isChinese ? Field.inChinese(column.field) : column.field)"
              + (column.unit.isEmpty ? "" : " (\(column.unit))")
          })
      }
    }
    return lines.map { line in
      wrapped(line, width: Self.width, indent: String(repeating: " ", count: line.prefix { $0 == " " }.count + 2))
    }.joined(separator: "\n")
  }

  // The columns of a screen.
  private static let width = 80

  // Lines of as many columns of the table as fit, so that a wide one takes no more than a screen.
  private static func packed(_ columns: [String]) -> [String] {
    let indent = "      "
    var lines: [String] = []
    for column in columns {
      if let last = lines.last, displayWidth(last) + 2 + displayWidth(column) <= width {
        lines[lines.count - 1] += "  " + column
      } else {
        lines.append(indent + column)
      }
    }
    return lines
  }

  /// Kinds of rows.
  private static let kinds = [
    "record": "数据", "total": "合计", "amount in words": "大写金额", "heading": "小标题", "set aside": "未采用",
    "signature": "签章", "note": "附注", "blank": "空",
  ]
}
