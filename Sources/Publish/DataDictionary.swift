import Domain

/// The data dictionary as Markdown: every table and column in both languages, from the source of the headers themselves.
public func dataDictionary() -> String {
  var lines = [
    "# 数据字典 / Data dictionary", "",
    "每次发布的 CSV：UTF-8（带 BOM）、LF 换行、首行为列名；缺失为空，绝不等于零。 /",
    "The CSVs of a publication: UTF-8 with BOM, LF, a header row; missing is empty and never zero.",
  ]
  for schema in schemas {
    lines += ["", "## \(schema.name).csv", "", "\(schema.title.zh) / \(schema.title.en)"]
    if !schema.key.isEmpty { lines += ["", "主键 / key: " + schema.key.map { "`\($0)`" }.joined(separator: ", ")] }
    for reference in schema.references {
      lines += [
        "",
        "外键 / refers to: " + reference.columns.map { "`\($0)`" }.joined(separator: ", ") + " → \(reference.table).csv "
          + reference.keys.map { "`\($0)`" }.joined(separator: ", "),
      ]
    }
    lines += ["", "| 列 / column | 类型 / type | 单位 / unit | 含义 | meaning |", "|---|---|---|---|---|"]
    for column in schema.columns {
      lines.append(
        "| `\(column.name)`\(column.isRequired ? " *" : "") | \(column.kind.words) | \(column.unit) | "
          + column.described(column.title.zh, column.note.zh, "：") + " | "
          + column.described(column.title.en, column.note.en, ": ") + " |")
    }
  }
  lines += ["", "\\* 从不为空 / never empty", ""]
  return lines.joined(separator: "\n")
}

extension Column {
  fileprivate func described(_ title: String, _ note: String, _ colon: String) -> String {
    (note.isEmpty ? title : title + colon + note).replacing("|", with: "\\|")
  }
}

extension Column.Kind {
  /// The type and its bounds, for readers.
  fileprivate var words: String {
    switch self {
    case .text: "string"
    case .digits(let count): "string, \(count) digits"
    case .form(let form): "string, `\(form)`"
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: " ")
    case .count: "integer ≥ 0"
    case .money: "number, 2 places"
    case .ratio: "number ≥ 0, 4 places"
    case .number: "number"
    case .flag: "`true` `false`"
    case .date: "date"
    case .month: "month, `2021-01`"
    }
  }
}
