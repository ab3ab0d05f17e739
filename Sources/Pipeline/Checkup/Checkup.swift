import Domain
public import Foundation
import History
import Normalize
import Spreadsheet

/// What a person should know before the next night: each thing graded, and where it is not well, what to do.
public struct Checkup: Sendable, Encodable {
  /// How well something is.
  public enum Grade: String, Sendable, Encodable { case ok, warning, error }

  /// One thing that was looked at.
  public struct Line: Sendable, Encodable {
    /// How well it is.
    public var grade: Grade
    /// What was looked at.
    public var subject: String
    /// 中文
    public var zh: String
    /// English
    public var en: String
    /// What to do, in both languages; nil where nothing is to be done.
    public var mend: [String]?
  }

  /// In the order in which they were looked at.
  public private(set) var lines: [Line] = []

  /// For programs.
  public var json: String { get throws { try Form("doctor", self).json } }

  /// The gravest grade.
  public var grade: Grade {
    lines.contains { $0.grade == .error } ? .error : lines.contains { $0.grade == .warning } ? .warning : .ok
  }

  /// Looks at everything that a run of a pipeline hangs on, and changes nothing.
  public init(pipeline path: String, options: RunOptions, environment: [String: String], now: Date = Date()) {
    add(
      .ok, "program",
      zh: "duizhang \(programVersion)\(programCommit.isEmpty ? "" : "（\(programCommit)）")，构建 \(programBuild)",
      en: "duizhang \(programVersion)\(programCommit.isEmpty ? "" : " (\(programCommit))"), build \(programBuild)")
    add(
      .ok, "libraries",
      zh: "libxml2 \(libraryVersions.xml)，libzip \(libraryVersions.zip)，SQLite \(RunHistory.libraryVersion)",
      en: "libxml2 \(libraryVersions.xml), libzip \(libraryVersions.zip), SQLite \(RunHistory.libraryVersion)")
    lookAtMachine(environment, now: now)
    do {
      let pipeline = try PipelineFile(path: path)
      lookAtSetting(pipeline, options, now: now)
      let output = options.output ?? pipeline.output
      lookAtFiles(pipeline, inbox: options.inbox ?? pipeline.inbox, output: output)
      lookAtNights(pipeline, output: output, now: now)
    } catch {
      add(error, "pipeline")
    }
  }

  /// Whether the inputs beside the uploads can be read as a run would read them.
  private mutating func lookAtSetting(_ pipeline: PipelineFile, _ options: RunOptions, now: Date) {
    var options = options
    options.isDryRun = true
    do {
      let setting = try Setting(pipeline, options: options, output: options.output ?? pipeline.output)
      let files = setting.inbox.folders.reduce(0) { $0 + $1.files.count }
      add(
        .ok, "pipeline",
        zh: "“\(pipeline.name)”可读：\(setting.references.count) 个参照文件，\(setting.inbox.folders.count) 县，\(files) 个上报文件",
        en:
          "\"\(pipeline.name)\" can be read: \(setting.references.count) reference files, \(setting.inbox.folders.count) counties, \(files) uploads"
      )
      let output = options.output ?? pipeline.output
      let before = PublishedRuns.current(output).flatMap { RunManifest(folder: output + "/runs/" + $0) }?.inputs ?? []
      if !before.isEmpty,
        !setting.inbox.folders.contains(where: { !$0.files.allSatisfy { isLitter(path: $0.relative) } })
      {
        add(
          .error, "inbox", zh: "收件文件夹里没有任何县的文件，上次发布读了 \(before.count) 个；现在运行，各县都将沿用上次",
          en:
            "no county has a file in the inbox, and the last publication read \(before.count): a run would hold all counties",
          mend: ("看共享文件夹是否已挂载", "see whether the share is mounted"))
      }
      if let future = FutureUploads(setting.inbox, at: Int(now.timeIntervalSince1970)) {
        add(
          .warning, "inbox",
          zh: "\(future.count) 个文件的时间在将来，最晚的是 \(future.file)（\(future.day)）：\(FutureUploads.effect.zh)",
          en:
            "\(future.count) file(s) dated in the future, the latest \(future.file) (\(future.day)): \(FutureUploads.effect.en)",
          mend: (FutureUploads.mend.zh, FutureUploads.mend.en))
      }
      for missing in setting.references where missing.sha256.isEmpty {
        add(
          .warning, "pipeline", zh: "佐证 \(missing.name) 不存在", en: "the evidence \(missing.name) does not exist",
          mend: ("把文件放好，否则相应说法为“无法核实”", "put it there; what it would verify stays unverifiable"))
      }
    } catch {
      add(error, "pipeline")
    }
  }

  private mutating func add(_ error: any Error, _ subject: String) {
    if let error = error as? SetupError {
      let place = error.file + (error.line.map { ":\($0)" } ?? "")
      add(.error, subject, zh: "\(error.zh)（\(place)）", en: "\(error.en) (\(place))")
    } else {
      add(.error, subject, zh: "\(error.localizedDescription)", en: "\(error.localizedDescription)")
    }
  }

  mutating func add(
    _ grade: Grade, _ subject: String, zh: String, en: String, mend: (zh: String, en: String)? = nil
  ) {
    lines.append(Line(grade: grade, subject: subject, zh: zh, en: en, mend: mend.map { [$0.zh, $0.en] }))
  }

  /// In words, a line each, and one below it where something is to be done.
  public func text(_ language: String, width: Int = .max) -> String {
    let isChinese = language == "zh"
    let grades: [Grade: String] =
      isChinese
      ? [.ok: "正常", .warning: "注意", .error: "错误"] : [.ok: "ok     ", .warning: "warning", .error: "error  "]
    return lines.flatMap { line in
      let subject = line.subject.padding(toLength: 11, withPad: " ", startingAt: 0)
      let text = "\(grades[line.grade] ?? "")  \(subject)  \(isChinese ? line.zh : line.en)"
      let mend = line.mend.map { "         → " + (isChinese ? $0[0] : $0[1]) }
      return ([text] + [mend].compactMap(\.self)).map { wrapped($0, width: width, indent: "           ") }
    }.joined(separator: "\n")
  }
}
