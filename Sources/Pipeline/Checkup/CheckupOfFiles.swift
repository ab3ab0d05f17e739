import Domain
import Foundation

extension Checkup {
  /// Who may read and write what, and whether there is room for the next run.
  mutating func lookAtFiles(_ pipeline: PipelineFile, inbox: String, output: String) {
    lookAtInbox(inbox)
    let parent = URL(fileURLWithPath: output).deletingLastPathComponent().path
    let place = access(output, F_OK) == 0 ? output : parent
    guard access(place, W_OK | X_OK) == 0 else {
      guard errno != EROFS else {
        return add(
          .error, "output", zh: "\(place) 所在的磁盘只读", en: "the disk of \(place) is read-only",
          mend: (
            "看 dmesg 中磁盘的报错；mount -o remount,rw 重新挂载，或换一个 --output",
            "see dmesg for what the disk reports; mount -o remount,rw, or choose another --output"
          ))
      }
      add(
        .error, "output", zh: "不能写入 \(place)", en: "\(place) cannot be written",
        mend: place == output
          ? ("chown \(userName()) \(place)，或换一个 --output", "chown \(userName()) \(place), or choose another --output")
          // The folder above holds more than this user's own; and by hand, what the schedule sets is not set.
          : (
            "sudo install -d -m 700 -o \(userName()) \(typed(output))；或用 --output、DUIZHANG_OUTPUT 指明夜间运行所用的文件夹",
            "sudo install -d -m 700 -o \(userName()) \(typed(output)), or name the folder of the nights by --output or DUIZHANG_OUTPUT"
          ))
      return
    }
    let closed = lookAtOwners(output)
    let key = pipeline.keyFile ?? output + "/key"
    let secrets = [("archive", output + "/archive"), ("cache", output + "/cache"), ("key", key)]
    let open = (secrets + ["", "-wal"].map { ("history", output + "/history.sqlite" + $0) }).filter {
      Self.mode($0.1).map { $0 & 0o077 != 0 } ?? false
    }
    for (subject, path) in open {
      add(
        .error, subject, zh: "\(path) 里有个人信息或密钥，其他用户却能打开",
        en: "\(path) holds personal data or the secret, and others can open it",
        mend: ("chmod go= \(path)", "chmod go= \(path)"))
    }
    if open.isEmpty, !closed {
      add(.ok, "permissions", zh: "收件可读，输出可写，存档与密钥只有本人能打开", en: "inbox, output, archive and key are as they should be")
    }
    lookAtRoom(place, output: output, inbox: inbox)
  }

  /// Whether something of the output folder is closed to whoever runs this, as what root restored from a backup is.
  private mutating func lookAtOwners(_ output: String) -> Bool {
    let closed = ["runs", "archive", "cache", "history.sqlite"].filter { name in
      var status = stat()
      guard stat(output + "/" + name, &status) == 0 else { return false }
      return access(output + "/" + name, R_OK | W_OK | (status.st_mode & S_IFMT == S_IFDIR ? X_OK : 0)) != 0
    }
    for name in closed {
      let path = output + "/" + name
      let mend = Self.opening(path)
      add(
        .error, name == "history.sqlite" ? "history" : name, zh: "\(path) 不能由本用户读写，运行无法发布",
        en: "\(path) cannot be read and written by this user: a run could not publish", mend: (mend, mend))
    }
    return !closed.isEmpty
  }

  /// The command that opens a path to whoever runs this: only root gives away what is another's.
  private static func opening(_ path: String) -> String {
    var status = stat()
    return stat(path, &status) == 0 && status.st_uid != geteuid()
      ? "sudo chown -R \(userName()) \(typed(path))" : "chmod -R u+rwX \(typed(path))"
  }

  private mutating func lookAtInbox(_ inbox: String) {
    guard let walk = FileManager.default.enumerator(atPath: inbox), access(inbox, R_OK | X_OK) == 0 else {
      add(
        .error, "inbox", zh: "\(inbox) 不存在或不能读", en: "\(inbox) does not exist or cannot be read",
        mend: ("见流程文件的 inbox:", "see inbox: of the pipeline file"))
      return
    }
    var closed: [String] = []
    for case let name as String in walk {
      var status = stat()
      let path = inbox + "/" + name
      guard lstat(path, &status) == 0 else { continue }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      if access(path, isFolder ? R_OK | X_OK : R_OK) != 0 { closed.append(name) }
    }
    if let first = closed.first {
      add(
        .error, "inbox", zh: "\(closed.count) 个文件或文件夹不能读，如 \(Mask.numbers(in: first))",
        en: "\(closed.count) files or folders cannot be read, for instance \(Mask.numbers(in: first))",
        mend: ("chmod -R u+rX \(inbox)（由文件所有者执行）", "chmod -R u+rX \(inbox), by their owner"))
    }
  }

  private mutating func lookAtRoom(_ place: String, output: String, inbox: String) {
    var room = statvfs()
    guard statvfs(place, &room) == 0 else { return }
    let free = Int(room.f_bavail) * Int(room.f_frsize)
    let last = PublishedRuns.current(output).map { Self.bytes(below: output + "/runs/" + $0) } ?? 0
    // A run writes its publication, the archive's new inputs, and what counties came to.
    let wanted = 3 * last + 2 * Self.bytes(below: inbox) + 16_000_000
    let (has, wants) = ("\(free / 1_000_000) MB", "\(wanted / 1_000_000) MB")
    let (zh, en) = ("剩余 \(has)，下次运行最多约需 \(wants)", "\(has) free, the next run may want \(wants)")
    if free < wanted || room.f_favail < 200 && room.f_files > 0 {
      add(.error, "disk", zh: zh, en: en, mend: ("清理磁盘，或 duizhang prune", "make room, or duizhang prune"))
    } else if free < 10 * wanted {
      add(
        .warning, "disk", zh: zh, en: en,
        mend: ("在流程文件里写 retention:，定期 duizhang prune", "set retention: and run duizhang prune"))
    } else {
      add(.ok, "disk", zh: zh, en: en)
    }
  }

  private static func mode(_ path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  private static func bytes(below folder: String) -> Int {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return 0 }
    var sum = 0
    for case let name as String in walk {
      var status = stat()
      if lstat(folder + "/" + name, &status) == 0 { sum += Int(status.st_size) }
    }
    return sum
  }
}
