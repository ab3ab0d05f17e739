import Domain
import Foundation

extension Checkup {
  /// Who may read and write what, and whether there is room for the next run.
  mutating func lookAtFiles(_ pipeline: PipelineFile, inbox: String, output: String) {
    lookAtInbox(inbox)
    let parent = URL(fileURLWithPath: output).deletingLastPathComponent().path
    let place = access(output, F_OK) == 0 ? output : parent
    guard access(place, W_OK | X_OK) == 0 else {
      add(
        .error, "output", zh: "不能写入 \(place)", en: "\(place) cannot be written",
        mend: (
          "chown \(userName()) \(place)，或换一个 --output", "chown \(userName()) \(place), or choose another --output"
        ))
      return
    }
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
    if open.isEmpty {
      add(.ok, "permissions", zh: "收件可读，输出可写，存档与密钥只有本人能打开", en: "inbox, output, archive and key are as they should be")
    }
    lookAtRoom(place, output: output, inbox: inbox)
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
