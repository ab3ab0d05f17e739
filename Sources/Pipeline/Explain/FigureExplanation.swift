import Domain
import Foundation

/// What `explain` prints of a figure: the chain from it down to cells, as indented text or as CSV.
public struct FigureExplanation {
  private let nodes: [FigureChain.Link]
  /// What a county's difference goes back to, or why a figure is missing.
  private let reasons: [Reason]
  private let isMissing: Bool
  /// What was found of a county's difference, and what of it nothing explains.
  private let told: Message?
  private let isChinese: Bool

  private struct Reason: Encodable {
    var code, messageZh, messageEn, file, sheet, cell, fingerprint: String

    init(_ row: [String: String]) {
      func field(_ name: String) -> String { row[name] ?? "" }
      (code, messageZh, messageEn) = (field("code"), field("message_zh"), field("message_en"))
      (file, sheet, cell, fingerprint) = (field("file"), field("sheet"), field("cell"), field("fingerprint"))
    }
  }

  private struct Reply: Encodable {
    var figures: [FigureChain.Link]
    var reasons: [Reason]?
  }

  /// Explains a figure of the current publication of an output folder, or of a folder that is one itself.
  public init(_ what: String, output: String, depth: Int?, language: String) throws {
    let isPublication = FileManager.default.fileExists(atPath: output + "/lineage.csv")
    let tables = PublishedTables(folder: isPublication ? output : output + "/current")
    let names = try FigureName.read(what, in: tables)
    let difference = names.first { $0.dataset == "counties" && $0.field == "difference_yuan" }
    // Why a single figure is missing is told by what was found about its row.
    let missing = names.count == 1 ? names.first : nil
    let rows = try missing.map { try tables.rows($0.dataset).rows[$0.key] ?? [:] } ?? [:]
    isMissing = missing.map { rows[$0.field]?.isEmpty != false } ?? false
    reasons =
      isMissing
      ? try tables.findings(of: rows).map(Reason.init)
      : try difference.map { try tables.reasons(ofCounty: $0.key).map(Reason.init) } ?? []
    // Of a whole row, each figure is told with its rule; of one figure, everything below it. A difference is explained by what is
    // wrong, not by all that is right.
    let chain = FigureChain(tables: tables, depth: depth ?? (names.count > 1 ? 0 : difference == nil ? nil : 1))
    nodes = try names.map { try chain.node($0) }
    told =
      try isMissing
      ? nil
      : difference.flatMap { try tables.difference(ofCounty: $0.key) }.map { row in
        Message(zh: (row["message_zh"] ?? "") + "。", en: (row["message_en"] ?? "") + ".")
      }
    isChinese = language != "en"
  }

  /// Indented lines, the figure first.
  public var text: String {
    var lines: [String] = []
    func add(_ node: FigureChain.Link, _ level: Int) {
      let indent = String(repeating: "  ", count: level)
      let place = [node.file, node.sheet.isEmpty ? "" : node.sheet].filter { !$0.isEmpty }.joined(separator: "#")
      let cell = place.isEmpty ? "" : place + (node.range.isEmpty ? "" : "!" + node.range)
      if node.name.isEmpty {
        lines.append(indent + cell + (node.rule.isEmpty ? "" : "  (\(node.rule))"))
      } else {
        let value = node.value.isEmpty ? (isChinese ? "缺" : "missing") : node.value
        let parts = [
          "\(node.name) = \(value)", node.title,
          node.rule.isEmpty ? "" : cell.isEmpty ? "← " + node.rule : "(\(node.rule))", cell,
        ]
        lines.append(indent + parts.filter { !$0.isEmpty }.joined(separator: "  "))
      }
      for below in node.below { add(below, level + 1) }
      if node.folded > 0 {
        lines.append(
          indent + "  "
            + (isChinese ? "… 下一层 \(node.folded) 项（--depth 可展开）" : "… \(node.folded) more below (--depth shows them)"))
      }
    }
    for node in nodes { add(node, 0) }
    if let told { lines.append(told.text(isChinese ? "zh" : "en")) }
    if !reasons.isEmpty {
      lines.append(
        isMissing
          ? isChinese ? "缺数的缘由：" : "it is missing for this:"
          : isChinese ? "差额的起因：" : "the difference goes back to:")
    }
    for reason in reasons {
      let place = [reason.file, reason.sheet].filter { !$0.isEmpty }.joined(separator: "#")
      let cell = reason.cell.isEmpty ? "" : (place.isEmpty ? "" : "!") + reason.cell
      lines.append("  \(reason.code) \(isChinese ? reason.messageZh : reason.messageEn)  \(place)\(cell)")
    }
    return lines.joined(separator: "\n")
  }

  /// For programs: figures, each with what lies below it.
  public var json: String {
    get throws { try Form("explain-figure", Reply(figures: nodes, reasons: reasons.isEmpty ? nil : reasons)).json }
  }

  /// RFC 4180: a row a step, with its depth.
  public var csv: String {
    var rows = [["depth", "figure", "value", "title", "file", "sheet", "range", "rule"]]
    func add(_ node: FigureChain.Link, _ level: Int) {
      rows.append(["\(level)", node.name, node.value, node.title, node.file, node.sheet, node.range, node.rule])
      for below in node.below { add(below, level + 1) }
    }
    for node in nodes { add(node, 0) }
    return rows.map { $0.map(Self.field).joined(separator: ",") }.joined(separator: "\n")
  }

  private static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let isNumber = WrittenDecimal(text) != nil
    let safe = isFormula && !isNumber ? "'" + text : text
    guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
