import Foundation

/// Another run holds the output folder: exit code 75.
public struct LockedError: Error, Sendable, CustomStringConvertible {
  /// The output folder.
  public var output: String
  /// What the holder has written into the lock file: its process, user, machine and since when.
  public var holder: [String: String]

  /// Who, since when, and what to do, in both languages.
  public var description: String {
    func known(_ key: String) -> String { holder[key] ?? "?" }
    let (pid, user, host, since) = (known("pid"), known("user"), known("host"), known("since"))
    // A signal that would end it waits until it goes on.
    let mend =
      RunLock.isStopped(holder)
      ? "it is stopped (SIGSTOP or Ctrl-Z): let it go on with `kill -CONT \(pid)`, or end it with `kill \(pid); kill -CONT \(pid)`（该进程已被暂停：用 `kill -CONT \(pid)` 让它继续）"
      : "wait until it ends, or end it with `kill \(pid)`"
    return """
      error: another run holds the lock: process \(pid) of \(user) on \(host), since \(since)
       错误：另一次运行正在进行：\(host) 上 \(user) 的进程 \(pid)，始于 \(since)
        --> \(output)/lock
      mend: \(mend); the lock ends with its process and is never left behind
      """
  }
}

/// A lock on an output folder that ends with its process, however that ends.
final class RunLock: Sendable {
  private let descriptor: Int32

  init(output: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      if isReadOnly(output) { throw WriteError(output, reason: String(cString: strerror(EROFS))) }
      throw SetupError(output, zh: "输出文件夹无法创建或写入", en: "the output folder cannot be made or written")
    }
    let path = output + "/lock"
    try Self.refuseRoot(output)
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      // Who may write there is a matter of setting up; what the disk can do is none.
      guard [EACCES, EPERM, EISDIR, ENOTDIR, ELOOP].contains(errno) else { throw WriteError(path) }
      let reason = String(cString: strerror(errno))
      throw SetupError(path, zh: "锁文件无法写入：\(reason)", en: "the lock file cannot be written: \(reason)")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw LockedError(output: output, holder: Self.noteOfHolder(output))
    }
    // When a run last looked at the uploads outlives its holder: whoever holds the lock for something else is no run. In what an older
    // program has written every holder was taken for one.
    let former = Self.note(output)
    Self.write(former["looked"] ?? former["since"] ?? "-", to: descriptor)
  }

  /// A note that cannot be written, on a full disk for instance, takes nothing from the lock.
  private static func write(_ look: String, to descriptor: Int32) {
    let note = Array(
      "pid \(getpid())\nuser \(userName())\nhost \(hostName())\nsince \(timestamp(Date()))\nlooked \(look)\n".utf8)
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, note, note.count, 0)
  }

  /// Writes down, for whoever holds the lock, that a run has looked at the uploads, and whether it found them as they were.
  static func noteLook(_ output: String, began: Date, isUnchanged: Bool) {
    let descriptor = open(output + "/lock", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    write(timestamp(began) + (isUnchanged ? " unchanged" : ""), to: descriptor)
  }

  /// When a run last looked at the uploads, as far as is written down; a run of its own has its record in the history too.
  static func lastLook(_ output: String) -> (began: Date, isUnchanged: Bool)? {
    let note = note(output)
    guard let words = (note["looked"] ?? note["since"])?.split(separator: " "), let first = words.first,
      let began = moment(ofTimestamp: String(first))
    else { return nil }
    return (began, words.last == "unchanged")
  }

  /// What root writes into another user's folder that user cannot read on the next night, and a county would lose what it stands on.
  static func refuseRoot(_ output: String) throws {
    var status = stat()
    guard geteuid() == 0, stat(output + "/lock", &status) == 0 || stat(output, &status) == 0, status.st_uid != 0,
      isRootThere(output)
    else { return }
    let owner = getpwuid(status.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "#\(status.st_uid)"
    throw SetupError(
      output, zh: "输出文件夹由用户 \(owner) 使用，root 写入的文件它以后读不了：请以 \(owner) 运行",
      en: "the output folder is \(owner)'s, who could not read what root writes into it: run as \(owner)",
      mend: "sudo -u '\(owner)' …")
  }

  /// Lets the next run in.
  func unlock() { flock(descriptor, LOCK_UN) }

  /// Lets go, also where a child that is just being started still has the descriptor.
  func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Whether what root writes there is root's: a shared disk may give all to one user.
  private static func isRootThere(_ output: String) -> Bool {
    // A file without a name leaves the folder as it is; not all disks can hold one.
    let nameless = O_DIRECTORY | 0o20_000_000
    let path = "\(output)/owner.\(getpid()).partial"
    var file = open(output, nameless | O_WRONLY | O_CLOEXEC, 0o600)
    let isNamed = file < 0
    if isNamed { file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard file >= 0 else { return false }
    var status = stat()
    defer {
      close(file)
      if isNamed { unlink(path) }
    }
    return fstat(file, &status) == 0 && status.st_uid == 0
  }

  /// What a holder has written, who may have taken the lock only just and not yet have come to it.
  private static func noteOfHolder(_ output: String) -> [String: String] {
    for _ in 0..<40 {
      let note = note(output)
      if note["pid"] != nil { return note }
      usleep(5000)
    }
    return note(output)
  }

  /// What the last holder has written.
  static func note(_ output: String) -> [String: String] {
    let text = FileManager.default.contents(atPath: output + "/lock").map { String(decoding: $0, as: UTF8.self) } ?? ""
    return Dictionary(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        return words.count == 2 ? (words[0], words[1]) : nil
      }, uniquingKeysWith: { a, _ in a })
  }

  /// Whether a holder on this machine was stopped, and neither goes on nor ends by itself.
  static func isStopped(_ holder: [String: String]) -> Bool {
    guard holder["host"] == hostName(), let pid = holder["pid"].flatMap({ Int32($0) }),
      let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat")
    else { return false }
    // The name before the state may hold anything, brackets too.
    return String(decoding: data, as: UTF8.self).split(separator: ")").last?.first { $0 != " " } == "T"
  }

  /// Who holds an output folder now; nil if nobody does.
  static func holder(_ output: String) -> [String: String]? {
    let descriptor = open(output + "/lock", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer {
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : note(output)
  }
}

/// Whether a path, or what there is of it, lies on a disk that nobody may write to.
func isReadOnly(_ path: String) -> Bool {
  var place = URL(fileURLWithPath: path).standardizedFileURL
  while access(place.path, F_OK) != 0, place.path != "/" { place.deleteLastPathComponent() }
  return access(place.path, W_OK) != 0 && errno == EROFS
}

/// Who runs this program. Foundation would start Core Foundation for it, which is most of what an unchanged night costs.
func userName() -> String { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())" }

private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
  return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
