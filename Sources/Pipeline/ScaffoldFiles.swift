import Domain
import Foundation

/// What a scaffold writes beside the uploads: `pipeline.yaml` and `policy.yaml`.
extension Scaffold {
  /// The folder's name, as names of pipelines and policies are written.
  private var name: String { URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent }

  /// Files beside the counties' folders that a pipeline names.
  private var companions: [(key: String, file: String)] {
    [("budget", "budget.csv"), ("allocation", "allocation.csv"), ("report", "report.txt"), ("aliases", "aliases.csv")]
      .filter { FileManager.default.fileExists(atPath: folder + "/" + $0.1) }
  }

  /// A path as a pipeline file in the folder names it: from there on, so that the whole may be moved; in full where nothing but the
  /// disk is common to both.
  private func relative(_ path: String) -> String {
    let inside = folder + "/"
    if path.hasPrefix(inside) { return String(path.dropFirst(inside.count)) }
    func steps(_ path: String) -> [String] {
      // As a pipeline file is read: by names, whatever is linked.
      URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    }
    let (from, to) = (steps(folder), steps(path))
    let common = zip(from, to).prefix { $0 == $1 }.count
    guard common > 1 else { return URL(fileURLWithPath: path).standardizedFileURL.path }
    return (repeatElement("..", count: from.count - common) + to[common...]).joined(separator: "/")
  }

  /// Files that a pipeline may name and that are not there yet, with what stands in them.
  func absent(_ text: (String, String) -> String) -> [(key: String, file: String, what: String)] {
    [
      (
        "allocation", "allocation.csv",
        text("各县下达数：county_code,line,amount,unit", "what each county was allocated: county_code,line,amount,unit")
      ),
      ("budget", "budget.csv", text("预算科目：line,stage,amount,unit", "the budget's lines: line,stage,amount,unit")),
      ("report", "report.txt", text("公布的报告全文，纯文本", "the published report as plain text")),
    ].filter { file in !companions.contains { $0.key == file.0 } }
  }

  /// The pipeline file.
  func pipeline(_ text: (String, String) -> String) -> String {
    var lines = [
      text(
        "# 由上报文件拟出，请逐行核对。路径相对于本文件。", "# Proposed from the uploads: check each line. Paths are relative to this file."),
      "name: \(ColumnMap.quoted(name))", "language: \(text("zh", "en"))", "inbox: .", "output: .output",
      "register: \(ColumnMap.quoted(relative(registerPath)))",
      "policy: \(ColumnMap.quoted(policyPath.map(relative) ?? "policy.yaml"))",
    ]
    lines += companions.map { "\($0.key): \($0.file)" }
    lines += absent(text).map { "# \($0.key): \($0.file)   # \($0.what)" }
    lines.append("counties:")
    for county in counties {
      guard let position = county.county else {
        lines += [
          text("  # 看不出“\(visible(county.folder))”是哪个县：", "  # which county is \"\(visible(county.folder))\"?"),
          "  # - name: ?",
          "  #   folders: [\(ColumnMap.quoted(county.folder))]",
        ]
        continue
      }
      lines.append("  - name: \(ColumnMap.quoted(register.counties[position].name))")
      lines.append("    folders: [\(ColumnMap.quoted(county.folder))]")
      for header in Set(county.unplaced).sorted() {
        lines.append(text("    # 未识别的列", "    # a column that no word places") + "：\(visible(header))")
      }
    }
    let own = ["pipeline.yaml", "policy.yaml"] + (registerPath.hasPrefix(folder + "/") ? [relative(registerPath)] : [])
    let beside = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") && !isExistingFolder(folder + "/" + $0) }
    let ignored = Set(own + beside).subtracting(companions.map(\.file)).sorted()
    lines.append("ignore: [\(ignored.map(ColumnMap.quoted).joined(separator: ", "))]")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The policy file.
  func policy(_ text: (String, String) -> String) -> String {
    let (rateLine, quotaLine) = (
      // Blank until a person fills it in, which every command then asks for by its line.
      rate.map { "\"\(Money(fen: $0.value))\"" } ?? "\"\"",
      quota.map { "\($0.value)" } ?? "\"\""
    )
    return """
      \(text("# 由上报文件拟出：标准和员额是各表写得最多的数，须与发文核对。", "# Proposed from the uploads: rate and quota are what most rows state; hold them against the document that sets them."))
      id: \(ColumnMap.quoted("\(name)-\(year)"))
      period: ["\(year)-01", "\(year)-12"]
      rules:
        - rate_yuan: \(rateLine)\(evidence(rate, text))
          quota: \(quotaLine)\(evidence(quota, text))

      """
  }

  func evidence<Value>(_ common: Common<Value>?, _ text: (String, String) -> String) -> String {
    guard let common else { return text("   # 上报中没有写，请填写", "   # no upload states it: fill it in") }
    return text(
      "   # \(common.all) 行中有 \(common.agreeing) 行这样写", "   # so say \(common.agreeing) of \(common.all) rows")
  }

  /// Writes `pipeline.yaml`, and `policy.yaml` where none was given; never over files that are there, unless forced.
  public func write(language: String, isForced: Bool) throws {
    func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }
    // The command to give again has what this one had.
    let given =
      (registerPath == folder + "/register.csv" ? "" : " --register \(typed(registerPath))")
      + (policyPath.map { " --policy \(typed($0))" } ?? "")
    var files = [("pipeline.yaml", pipeline(text))]
    if policyPath == nil { files.append(("policy.yaml", policy(text))) }
    for (name, _) in files where !isForced && FileManager.default.fileExists(atPath: folder + "/" + name) {
      throw SetupError(
        folder + "/" + name, zh: "文件已存在，不覆盖", en: "the file is there already and is not overwritten",
        mend: "duizhang init \(typed(folder))\(given) --force")
    }
    for (name, content) in files {
      do { try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) } catch {
        throw SetupError(folder + "/" + name, zh: "文件无法写入", en: "the file cannot be written")
      }
    }
  }
}
