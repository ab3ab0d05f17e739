public import Domain
import Foundation
import History
import Normalize
import Spreadsheet

/// What forgetting a person came to.
public struct Forgetting: Sendable, Encodable {
  /// Who is to be forgotten.
  public enum Person: Sendable {
    /// The ID number.
    case number(IDNumber)
    /// The key of `members.csv`.
    case key(String)
  }

  /// A file that was replaced.
  public struct File: Sendable, Encodable {
    /// What people call it.
    public var name: String
    /// SHA-256 of what it was.
    public var sha256: String
    /// SHA-256 of what is kept in its place.
    public var redacted: String?
  }

  /// What is left for people to do.
  public struct Left: Sendable, Encodable {
    /// The file.
    public var file: String
    /// What is left of it.
    public var why: Message
  }

  /// Files of the archive that were replaced.
  public private(set) var files: [File] = []
  /// Uploads of the inbox that were replaced.
  public private(set) var uploads: [String] = []
  /// What is left for people to do.
  public private(set) var left: [Left] = []
  /// Whether anything of the person was found.
  public private(set) var isFound = false

  private let pipeline: PipelineFile
  private let output: String
  private let reading: ReadingSetting
  private var archive: String { output + "/archive" }

  private enum CodingKeys: CodingKey { case files, uploads, left, isFound }

  /// Forgets a person: in the archive, in what counties came to, in publications and, where wanted, in the inbox. Figures stay.
  public init(
    _ person: Person, in pipeline: PipelineFile, output given: String? = nil, reason: String, changesInbox: Bool,
    isDryRun: Bool
  ) throws {
    self.pipeline = pipeline
    output = given ?? pipeline.output
    guard access(output + "/runs", F_OK) == 0 else {
      throw SetupError(output, zh: "还没有发布过", en: "nothing has been published here yet")
    }
    guard !reason.allSatisfy(\.isWhitespace), Mask.persons(in: reason) == reason else {
      throw SetupError(
        "--reason", zh: "须写明理由，且不得含身份证号码、账号或电话", en: "say why, without an ID number, account or telephone")
    }
    reading = try ReadingSetting(pipeline, register: pipeline.register, output: output, key: .required)
    let folder = try isDryRun ? nil : OutputFolder(output)
    defer { folder?.release() }
    try forget(person, reason: reason, changesInbox: changesInbox, isDryRun: isDryRun)
  }

  private mutating func forget(_ person: Person, reason: String, changesInbox: Bool, isDryRun: Bool) throws {
    let sources = try ForgetSource.all(pipeline, output: output, reading: reading)
    var search = IDSearch()
    for source in sources {
      guard let bytes = source.bytes(archive: archive) else {
        leave(source, zh: "无法读取", en: "it cannot be read")
        continue
      }
      if !search.look(at: bytes, name: source.name, limits: pipeline.limits) {
        leave(
          source, zh: "内容无法检索（格式、密码或损坏），请人工查看", en: "it cannot be searched (its form, a password or damage): look at it"
        )
      }
    }
    let key = reading.key
    let id: IDNumber? =
      switch person {
      case .number(let id): id
      case .key(let text): search.found.first { key.person($0) == text }
      }
    var generator = SystemRandomNumberGenerator()
    guard let id else { return }
    guard let standIn = StandIn.id(for: id, at: reading.policy.until, avoiding: search.found, using: &generator) else {
      throw SetupError(
        pipeline.file, zh: "没有可用的替代号码，未作任何改动", en: "no number is left to stand in for this one; nothing was changed")
    }
    let redactor = try Redactor(
      id, standIn: standIn, sources: sources, pipeline: pipeline, reading: reading, archive: archive)

    // Nothing is changed before all is known, and what is kept in place of files lies beside them.
    var plan = ForgetPlan(redactions: [], keys: [key.person(id): key.person(standIn)], names: redactor.names)
    let today = "\(civilDate(Int(Date().timeIntervalSince1970)))"
    let disk = DiskSync()
    defer { try? disk.wait() }
    var changedUploads: [(RawPath, [UInt8])] = []
    for source in sources {
      if case .inbox = source.location, redactor.names.keys.contains(where: source.name.contains) {
        leave(source, zh: "文件名含有此人姓名，请改名", en: "the file is named after the person: give it another name")
      }
      guard let bytes = source.bytes(archive: archive), let new = redactor.redacted(bytes, of: source) else { continue }
      isFound = true
      guard !redactor.holds(new, name: source.name) else {
        leave(
          source, zh: "含有此人，但无法完全遮去，未改动；请人工处理",
          en: "it holds the person and cannot be redacted whole; it was left as it is")
        continue
      }
      guard try redactor.keepsOthers(bytes, new, of: source, pipeline, reading) else {
        leave(
          source, zh: "遮去此人会改动其他人或数字，未改动；请人工处理",
          en: "to redact it would change others or figures; it was left as it is: see to it by hand")
        continue
      }
      switch source.location {
      case .archive(let digest):
        let redacted = sha256(new)
        files.append(File(name: source.name, sha256: digest, redacted: isDryRun ? nil : redacted))
        plan.redactions.append(Redaction(sha256: digest, redacted: redacted, date: today, reason: reason))
        if !isDryRun { try InputArchive(output: output, disk: disk).keep(new, sha256: redacted, owner: digest) }
      case .inbox(let path) where changesInbox:
        uploads.append(source.name)
        changedUploads.append((path, new))
      case .inbox:
        leave(source, zh: "收件文件夹中仍有此人；加 --inbox 一并遮去", en: "the inbox still holds the person; --inbox redacts it too")
      case .reference:
        leave(
          source, zh: "流程引用的文件中仍有此人；请自行删改", en: "a file of the pipeline still holds the person; take them out of it")
      }
    }
    let published = try publishedKeys(plan.keys)
    isFound = isFound || published
    guard isFound, !isDryRun else { return }
    try disk.wait()
    try syncFolder(archive)
    try plan.carryOut(output)
    for (path, bytes) in changedUploads { try path.replace(bytes) }
  }

  private func publishedKeys(_ keys: [String: String]) throws -> Bool {
    PublishedRuns.names(output).contains { run in
      let data = FileManager.default.contents(atPath: output + "/runs/\(run)/members.csv") ?? Data()
      return keys.keys.contains { data.range(of: Data($0.utf8)) != nil }
    }
  }

  private mutating func leave(_ source: ForgetSource, zh: String, en: String) {
    let name: String =
      switch source.location {
      case .archive(let digest): "archive/\(digest) (\(source.name))"
      case .inbox: "inbox/" + source.name
      case .reference(let path): path
      }
    left.append(Left(file: Mask.persons(in: name), why: Message(zh: zh, en: en)))
  }

  /// For programs.
  public var json: String { get throws { try Form("forget", self).json } }

  /// In words.
  public func text(_ language: String, isDryRun: Bool) -> String {
    let isChinese = language == "zh"
    func text(_ zh: String, _ en: String) -> String { isChinese ? zh : en }
    var lines: [String] = []
    if !isFound {
      lines.append(text("没有找到此人。", "nobody of that number or key was found."))
    } else {
      let verb = isDryRun ? text("将遮去", "would redact") : text("已遮去", "redacted")
      let key = isDryRun ? text("将换", "would be another") : text("已换", "is another")
      lines.append(
        text(
          "\(verb)存档文件 \(files.count) 个、收件文件 \(uploads.count) 个；发布中此人的代码\(key)，数字不变。",
          "\(verb) \(files.count) archived and \(uploads.count) received file(s); the person's key in publications \(key), figures stay."
        ))
      // What a stand-in is made of is drawn anew each time, and so are the bytes that it stands in.
      lines += files.map { file in
        "  archive/\(file.sha256.prefix(12))…" + (file.redacted.map { " → \($0.prefix(12))…" } ?? "") + "  \(file.name)"
      }
      lines += uploads.map { "  inbox/\($0)" }
    }
    lines += left.map { text("  尚余 \($0.file)：\($0.why.zh)", "  left \($0.file): \($0.why.en)") }
    if isFound {
      lines.append(
        text(
          "备份、邮件和另行导出的副本不在本程序所及之内，须另行处理。",
          "Backups, mail and copies that were made elsewhere are out of this program's reach."))
    }
    return lines.joined(separator: "\n")
  }
}

extension RawPath {
  /// Puts bytes in the place of a file's, in one step; rights and the time of its receipt stay.
  fileprivate func replace(_ bytes: [UInt8]) throws {
    guard let status else { throw WriteError("inbox") }
    let descriptor = opened()
    guard descriptor >= 0 else { throw WriteError("inbox") }
    defer { close(descriptor) }
    let beside = beside(".duizhang.partial")
    let file = try beside.withCString { try SyncedFile(String(cString: $0), mode: status.st_mode & 0o777) }
    try file.append(bytes)
    try file.close()
    var times = [status.st_atim, status.st_mtim]
    let isDone = beside.withCString { new in
      chown(new, status.st_uid, status.st_gid) == 0 && utimensat(AT_FDCWD, new, &times, 0) == 0
        && withCString { rename(new, $0) } == 0
    }
    guard isDone else {
      let error = WriteError("inbox")
      _ = beside.withCString { unlink($0) }
      throw error
    }
  }
}
