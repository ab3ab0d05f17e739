import Domain
import Foundation
import Normalize

/// The beginning of a pipeline, made from a folder of uploads: which folder is which county's, the year, the rate and the quota
/// that the uploads themselves state. All of it is a proposal that a person confirms.
public struct Scaffold {
  /// A subfolder and the county that it seems to be.
  struct County {
    var folder: String
    /// Position in the register; nil where neither names nor titles tell.
    var county: Int?
    var files: Int
    var rows = 0
    var unplaced: [String] = []
  }

  /// A value that rows state, and how many of all that state one agree.
  struct Common<Value: Hashable & Comparable> {
    var value: Value
    var agreeing: Int
    var all: Int
  }

  let folder: String
  private let registerPath: String
  let register: Register
  private let policyPath: String?
  private(set) var counties: [County] = []
  private(set) var year = 0
  private(set) var rate: Common<Int64>?
  private(set) var quota: Common<Int>?

  /// Looks at a folder that has a subfolder a county; writes nothing.
  public init(folder: String, register given: String?, policy: String?) throws {
    self.folder = folder
    policyPath = policy
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      let near = nearFile(folder)
      throw SetupError(
        folder, zh: "文件夹不存在" + (near.map { "；是否为 \($0)？" } ?? ""),
        en: "the folder does not exist" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    registerPath = given ?? folder + "/register.csv"
    guard FileManager.default.fileExists(atPath: registerPath) else {
      throw SetupError(
        registerPath, zh: "没有名册：需要一份列出全部行政村的 CSV（code,county,town,name,kind；代码 12 位，kind 为村或居）",
        en:
          "there is no register: a CSV of all villages is needed (code,county,town,name,kind; 12 digits, kind 村 or 居)",
        mend: "duizhang init \(folder) --register FILE")
    }
    register = try readRegister(path: registerPath)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { !$0.hasPrefix(".") && isDirectory(folder + "/" + $0) }
    guard !names.isEmpty else {
      throw SetupError(
        folder, zh: "其中没有子文件夹：每个县的上报文件放一个文件夹，例如 \(folder)/\(register.counties[0].name)/",
        en:
          "it has no folders: put each county's uploads into one, for instance \(folder)/\(register.counties[0].name)/")
    }
    var years: [Int: Int] = [:]
    let read = names.map { name in (name, Self.uploads(folder + "/" + name, relative: name)) }
    for (name, uploads) in read {
      var titles = uploads.map(\.name)
      for upload in uploads {
        let tables = try? understand(bytes: upload.bytes, name: upload.name, year: 2000)
        titles += tables?.map(\.title) ?? []
      }
      for title in titles {
        for match in title.matches(of: /(?:^|[^0-9])(20[0-9]{2})(?:[^0-9]|$)/) {
          years[Int(match.1) ?? 0, default: 0] += 1
        }
      }
      counties.append(County(folder: name, county: county(named: name, titles), files: uploads.count))
    }
    // The paper of January is about the year before, whose number its title bears more often.
    year =
      years.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? Calendar.current.component(.year, from: Date()) - 1
    try readFigures(read.map(\.1))
  }

  private static func uploads(_ path: String, relative: String) -> [Upload] {
    guard let names = FileManager.default.enumerator(atPath: path) else { return [] }
    return names.compactMap { $0 as? String }.sorted().compactMap { name -> Upload? in
      guard !isLockFile(name.split(separator: "/").last.map(String.init) ?? ""), !isDirectory(path + "/" + name),
        let data = FileManager.default.contents(atPath: path + "/" + name)
      else { return nil }
      return Upload(file: relative + "/" + name, bytes: [UInt8](data), sha256: sha256(data), received: 0)
    }
  }

  /// The county that a folder's own name, or else the names and titles of its files, speak of most.
  private func county(named folder: String, _ titles: [String]) -> Int? {
    func bare(_ name: String) -> String {
      name.count > 2 && "市县区旗".contains(name.last ?? " ") ? String(name.dropLast()) : name
    }
    if let exact = register.counties.firstIndex(where: { [$0.code, $0.name, bare($0.name)].contains(folder) }) {
      return exact
    }
    let counts = register.counties.map { county in titles.count { $0.contains(bare(county.name)) } }
    guard let most = counts.max(), most > 0, counts.count(where: { $0 == most }) == 1 else { return nil }
    return counts.firstIndex(of: most)
  }

  private mutating func readFigures(_ uploads: [[Upload]]) throws {
    let (from, until) = (YearMonth(year: year, month: 1), YearMonth(year: year, month: 12))
    // Only the period matters to reading; what the rules say is what is looked for.
    let policy =
      try policyPath.map(readPolicy)
      ?? Policy(
        id: "proposal", from: from, until: until,
        rules: [.init(from: from, until: until, rate: Money(fen: 100), quota: 100)])
    var (rates, quotas): ([Int64: Int], [Int: Int]) = ([:], [:])
    for (index, own) in uploads.enumerated() {
      guard let county = counties[index].county else { continue }
      let records = normalize(own, county: county, context: Context(register: register, aliases: [], policy: policy))
      counties[index].rows = records.members.count + records.aggregates.count
      var heads: [Int32: Int] = [:]
      for member in records.members {
        if let rate = member.rate.value { rates[rate, default: 0] += 1 }
        if member.village >= 0,
          records.sources[member.source.index].kind == .roster
            || records.sources[member.source.index].kind == .paymentList
        {
          heads[member.village, default: 0] += 1
        }
      }
      for row in records.aggregates {
        if let rate = row[.rate].value { rates[rate, default: 0] += 1 }
        if row.isVillage, let quota = row[.quota].count { quotas[quota, default: 0] += 1 }
      }
      if !records.aggregates.contains(where: { $0[.quota].count != nil }) {
        for count in heads.values { quotas[count, default: 0] += 1 }
      }
      counties[index].unplaced = own.flatMap { upload in
        ((try? unplacedColumns(bytes: upload.bytes, name: upload.name, year: year)) ?? []).map(\.header)
      }
    }
    (rate, quota) = (Self.common(rates), Self.common(quotas))
  }

  private static func common<Value>(_ counts: [Value: Int]) -> Common<Value>? {
    let all = counts.values.reduce(0, +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map {
      Common(value: $0.key, agreeing: $0.value, all: all)
    }
  }

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
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
    }
    let (from, to) = (steps(folder), steps(path))
    let common = zip(from, to).prefix { $0 == $1 }.count
    guard common > 1 else { return URL(fileURLWithPath: path).standardizedFileURL.path }
    return (repeatElement("..", count: from.count - common) + to[common...]).joined(separator: "/")
  }

  /// Files that a pipeline may name and that are not there yet, with what stands in them.
  private func absent(_ text: (String, String) -> String) -> [(key: String, file: String, what: String)] {
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
      .filter { !$0.hasPrefix(".") && !isDirectory(folder + "/" + $0) }
    let ignored = Set(own + beside).subtracting(companions.map(\.file)).sorted()
    lines.append("ignore: [\(ignored.map(ColumnMap.quoted).joined(separator: ", "))]")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The policy file.
  func policy(_ text: (String, String) -> String) -> String {
    let (rateLine, quotaLine) = (
      rate.map { "\"\(Money(fen: $0.value))\"" } ?? "?",
      quota.map { "\($0.value)" } ?? "?"
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

  private func evidence<Value>(_ common: Common<Value>?, _ text: (String, String) -> String) -> String {
    guard let common else { return text("   # 上报中没有写，请填写", "   # no upload states it: fill it in") }
    return text(
      "   # \(common.all) 行中有 \(common.agreeing) 行这样写", "   # so say \(common.agreeing) of \(common.all) rows")
  }

  /// Writes `pipeline.yaml`, and `policy.yaml` where none was given; never over files that are there, unless forced.
  public func write(language: String, isForced: Bool) throws {
    func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }
    // The command to give again has what this one had.
    let given =
      (registerPath == folder + "/register.csv" ? "" : " --register \(registerPath)")
      + (policyPath.map { " --policy \($0)" } ?? "")
    var files = [("pipeline.yaml", pipeline(text))]
    if policyPath == nil { files.append(("policy.yaml", policy(text))) }
    for (name, _) in files where !isForced && FileManager.default.fileExists(atPath: folder + "/" + name) {
      throw SetupError(
        folder + "/" + name, zh: "文件已存在，不覆盖", en: "the file is there already and is not overwritten",
        mend: "duizhang init \(folder)\(given) --force")
    }
    for (name, content) in files {
      do { try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) } catch {
        throw SetupError(folder + "/" + name, zh: "文件无法写入", en: "the file cannot be written")
      }
    }
  }

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
    lines += [
      text("接着：", "next:"),
      "  duizhang inspect \(folder)/pipeline.yaml", "  duizhang check \(folder)/pipeline.yaml",
    ]
    return lines.joined(separator: "\n")
  }
}

private func isDirectory(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
