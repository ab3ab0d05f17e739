import Domain

/// What a pipeline was begun with, for programs: all of it proposals.
private struct ScaffoldReply: Encodable {
  struct County: Encodable {
    var folder: String
    /// Not there where neither names nor titles tell.
    var county, code: String?
    var files, rows: Int
    var unplacedColumns: [String]
  }

  var folder: String
  var year: Int
  var rateYuan: String?
  var quota: Int?
  var counties: [County]
}

extension Scaffold {
  /// For programs.
  public var json: String {
    get throws {
      let counties = counties.map { county in
        let entry = county.county.map { register.counties[$0] }
        return ScaffoldReply.County(
          folder: county.folder, county: entry?.name, code: entry?.code, files: county.files, rows: county.rows,
          unplacedColumns: Set(county.unplaced).sorted())
      }
      let reply = ScaffoldReply(
        folder: folder, year: year, rateYuan: rate.map { "\(Money(fen: $0.value))" }, quota: quota?.value,
        counties: counties)
      return try Form("init", reply).json
    }
  }
}

/// The same for people.
extension Scaffold {
  /// What was understood, and what a person does next.
  public func text(_ language: String) -> String {
    func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }
    var lines = [text("已写 \(folder)/pipeline.yaml", "wrote \(folder)/pipeline.yaml")]
    if policyPath == nil { lines[0] += text("、policy.yaml", " and policy.yaml") }
    lines.append(text("年度：\(year)", "year: \(year)"))
    for county in counties {
      let name = county.county.map { register.counties[$0].name }
      lines.append(
        name.map {
          text(
            "  \(county.folder) → \($0)：\(county.files) 个文件，\(county.rows) 行",
            "  \(county.folder) → \($0): \(county.files) file(s), \(county.rows) rows")
        }
          ?? text(
            "  \(county.folder) → ？：看不出是哪个县，请在 pipeline.yaml 中写明",
            "  \(county.folder) → ?: which county it is has to be written into pipeline.yaml"))
      if !county.unplaced.isEmpty {
        let headers = Set(county.unplaced).sorted().prefix(6).joined(separator: text("、", ", "))
        lines.append(
          text(
            "      未识别的列：\(headers)（duizhang map \(folder)/\(county.folder)/文件 给出配置行）",
            "      columns that no word places: \(headers) (duizhang map \(folder)/\(county.folder)/FILE proposes lines)"
          ))
      }
    }
    if policyPath == nil {
      lines.append(
        text("补贴标准：", "rate: ") + (rate.map { "\(Money(fen: $0.value))" } ?? "?")
          + evidence(rate, text).replacing("   # ", with: text("，", ", ")))
      lines.append(
        text("每村员额：", "quota a village: ") + (quota.map { "\($0.value)" } ?? "?")
          + evidence(quota, text).replacing("   # ", with: text("，", ", ")))
    }
    let absent = absent(text)
    if !absent.isEmpty {
      let names = absent.map(\.file).joined(separator: text("、", ", "))
      lines.append(
        text(
          "没有 \(names)：有了就放进来，并去掉 pipeline.yaml 里那一行开头的 #，就能一直对到预算和报告。",
          "there is no \(names): put each there once you have it and take the # off its line in pipeline.yaml to tie up to the budget and the report."
        )
      )
    }
    lines.append(text("接着：", "next:"))
    let blank = [rate == nil ? "rate_yuan" : nil, quota == nil ? "quota" : nil].compactMap(\.self)
    if policyPath == nil, !blank.isEmpty {
      let names = blank.joined(separator: text("、", ", "))
      lines.append(text("  在 \(folder)/policy.yaml 中填写 \(names)", "  fill in \(names) in \(folder)/policy.yaml"))
    }
    lines += [
      "  duizhang inspect \(typed(folder + "/pipeline.yaml"))", "  duizhang check \(typed(folder + "/pipeline.yaml"))",
    ]
    return lines.joined(separator: "\n")
  }
}
