import Domain
import Foundation
import History

extension Checkup {
  /// Lock, publication, history and archive, and when the next run is due.
  mutating func lookAtNights(_ pipeline: PipelineFile, output: String, now: Date) {
    if let holder = RunLock.holder(output) {
      let (pid, user, since) = (holder["pid"] ?? "?", holder["user"] ?? "?", holder["since"] ?? "?")
      let isOld = moment(ofTimestamp: since).map { now.timeIntervalSince($0) > 3 * 3600 } ?? false
      if RunLock.isStopped(holder) {
        add(
          .error, "lock", zh: "\(user) 的进程 \(pid) 拿着锁，但已被暂停（SIGSTOP 或 Ctrl-Z），始于 \(since)",
          en: "process \(pid) of \(user) holds it since \(since), and is stopped (SIGSTOP or Ctrl-Z)",
          mend: (
            "kill -CONT \(pid) 让它继续；要结束它，再 kill \(pid)",
            "kill -CONT \(pid) lets it go on; to end it, kill \(pid) besides"
          ))
      } else {
        add(
          isOld ? .error : .warning, "lock", zh: "\(user) 的进程 \(pid) 正在运行，始于 \(since)",
          en: "process \(pid) of \(user) is at work since \(since)",
          mend: isOld ? ("若已卡住：kill \(pid)；锁随进程结束", "if it hangs: kill \(pid); the lock ends with it") : nil)
      }
    } else {
      add(.ok, "lock", zh: "空闲", en: "nobody holds it")
    }
    lookAtPublication(output, now: now)
    lookAtHistory(output)
    lookAtSchedule(pipeline, output: output, now: now)
  }

  private mutating func lookAtPublication(_ output: String, now: Date) {
    let named = PublishedRuns.current(output)
    if PublishedRuns.isCopied(output) {
      return add(
        .error, "current", zh: "current 是文件夹，不是链接：多半是不保留链接的复制所致",
        en: "current is a folder and no link: most likely it was copied without its links",
        mend: (
          "mv \(output)/current \(output)/current.copy，下次运行会让 current 指回最新的完整发布",
          "mv \(output)/current \(output)/current.copy: the next run lets current name the newest whole publication again"
        ))
    }
    if named.map({ access(output + "/runs/" + $0, F_OK) != 0 }) ?? true, let newest = PublishedRuns.newestWhole(output)
    {
      return add(
        .error, "current",
        zh: named.map { "current 指向的 \($0) 不在了" } ?? "current 不见了",
        en: named.map { "current is \($0), which is gone" } ?? "current is gone",
        mend: (
          "下次运行会让它指回最新的完整发布 \(newest.manifest.id)；不见了的从备份恢复到 runs/",
          "the next run lets it name \(newest.manifest.id) again, the newest whole one; restore what is gone into runs/ from a backup"
        ))
    }
    guard let current = named else {
      add(
        .warning, "current", zh: "还没有发布过", en: "nothing has been published yet", mend: ("duizhang run", "duizhang run"))
      return
    }
    let folder = output + "/runs/" + current
    guard let manifest = RunManifest(folder: folder) else {
      add(
        .error, "current", zh: "current 指向 \(current)，但它的 run.json 读不出",
        en: "current is \(current), whose run.json cannot be read",
        mend: ("duizhang run PIPELINE --force 重新发布", "duizhang run PIPELINE --force publishes anew"))
      return
    }
    let tampered = Past.tampering(folder, manifest)
    if tampered.isEmpty {
      add(
        .ok, "current", zh: "\(current)，退出码 \(manifest.exitCode)，\(manifest.files.count) 个文件完好",
        en: "\(current), exit code \(manifest.exitCode), \(manifest.files.count) files as they were written")
    }
    let mend = ("下次运行会重新发布（DZ903）", "the next run publishes anew (DZ903)")
    let changed = tampered.filter { !$0.isAdded }.map(\.file)
    if !changed.isEmpty {
      add(
        .error, "current", zh: "\(current) 的 \(changed.joined(separator: "、")) 发布后被改动",
        en: "\(changed.joined(separator: ", ")) of \(current) changed since", mend: mend)
    }
    let added = tampered.filter(\.isAdded).map(\.file)
    if !added.isEmpty {
      add(
        .error, "current", zh: "\(current) 里多出 \(added.joined(separator: "、"))，不是程序发布的",
        en: "\(added.joined(separator: ", ")) in \(current) was not written by its run", mend: mend)
    }
    if let started = moment(ofTimestamp: manifest.started), started > now.addingTimeInterval(60) {
      add(
        .error, "clock", zh: "上次运行在将来（\(manifest.started)）：时钟被拨回",
        en: "the last run is in the future (\(manifest.started)): the clock was set back",
        mend: ("校准时钟；运行的次序不受影响", "set the clock; the order of runs is safe"))
    }
  }

  private mutating func lookAtHistory(_ output: String) {
    let path = output + "/history.sqlite"
    // What is closed to this user is told already.
    guard access(path, R_OK) == 0 else { return }
    do {
      let history = try RunHistory(readingFrom: path)
      let faults = try history.faults()
      guard faults.isEmpty else {
        add(
          .error, "history", zh: "历史库损坏：\(faults[0])", en: "the history is damaged: \(faults[0])",
          mend: (
            "移开 history.sqlite，下次运行由 runs/ 重建；之后新给的核实说明须重新录入",
            "move history.sqlite away: the next run builds it from runs/; acknowledgements given since the last run are to be given again"
          ))
        return
      }
      let runs = try runsAsTheyStand(history, output: output)
      // What is under way says nothing yet.
      let ended = runs.drop { $0.state == .running }
      let failed = Array(ended.prefix { $0.state != .published && $0.state != .running })
      let look = RunLock.lastLook(output)
      // A night that found nothing changed has no record, and is well.
      let isWellSince =
        look?.isUnchanged == true && (failed.first.map { timestamp(look?.began ?? .distantPast) >= $0.started } ?? true)
      if failed.isEmpty || isWellSince {
        add(.ok, "history", zh: "\(runs.count) 次运行，完好", en: "\(runs.count) runs, sound")
      } else {
        let last = failed[0]
        let (zh, en) = (last.lineZh, last.lineEn)
        add(
          .error, "history",
          zh: "最近 \(failed.count) 次运行没有发布（\(last.id)：\(last.state.rawValue)）" + (zh.isEmpty ? "" : "：\(zh)"),
          en: "the last \(failed.count) run(s) published nothing (\(last.id): \(last.state.rawValue))"
            + (en.isEmpty ? "" : ": \(en)"),
          mend: ("看那次运行的日志，再手动运行一次", "see the log of that run, and run by hand"))
      }
      lookAtArchive(output, looked: try history.archiveLooks())
    } catch {
      add(
        .error, "history", zh: "历史库打不开：\(error.reason)", en: "the history cannot be opened: \(error.reason)",
        mend: (error.mend.zh, error.mend.en))
    }
  }

  private mutating func lookAtArchive(_ output: String, looked: [String: String]) {
    guard let names = try? archivedNames(output) else {
      // One that is closed to this user is told already.
      guard access(output + "/archive", F_OK) != 0 else { return }
      return add(
        .error, "archive", zh: "存档不在了", en: "the archive is gone",
        mend: ("从备份恢复 \(output)/archive", "restore \(output)/archive from a backup"))
    }
    let damaged = Redactions(archive: output + "/archive").damaged.filter { name in
      names.contains(name) && fileDigest(output + "/archive/" + name) != name
    }.sorted()
    if let first = damaged.first {
      add(
        .error, "archive", zh: "\(damaged.count) 个文件损坏，如 archive/\(first)",
        en: "\(damaged.count) file(s) damaged, for instance archive/\(first)",
        mend: (
          "若原文件仍在收件文件夹中，下次运行会重新存档；否则从备份恢复",
          "the next run keeps it again if it still lies in the inbox; else restore it from a backup"
        ))
    } else if !names.isEmpty, names.contains(where: { looked[$0] == nil }) {
      let fresh = names.count { looked[$0] == nil }
      add(
        .warning, "archive", zh: "\(names.count) 个文件，\(fresh) 个还没有复核过",
        en: "\(names.count) files, \(fresh) never rechecked",
        mend: ("每夜运行 duizhang verify --rotate", "run duizhang verify --rotate every night"))
    } else if let oldest = names.compactMap({ looked[$0] }).min() {
      add(
        .ok, "archive", zh: "\(names.count) 个文件，\(oldest) 以来都复核过",
        en: "\(names.count) files, all rechecked since \(oldest)")
    }
  }

  private mutating func lookAtSchedule(_ pipeline: PipelineFile, output: String, now: Date) {
    let recorded = (try? RunHistory(readingFrom: output + "/history.sqlite").runs(limit: 1))?.first?.started
    let last = [RunLock.lastLook(output)?.began, recorded.flatMap(moment(ofTimestamp:))].compactMap(\.self).max()
    let began = last.map { localTime($0) } ?? "—"
    guard let schedule = pipeline.schedule, let around = schedule.around(now) else {
      add(
        .ok, "schedule", zh: "上次运行始于 \(began)；流程文件没有 schedule:，不知道下次何时",
        en: "the last run began \(began); no schedule: tells when the next is due")
      return
    }
    let next = localTime(around.next)
    // A run has an hour to come, in which the one before it is judged.
    let due = schedule.around(now.addingTimeInterval(-3600))?.last ?? around.last
    if (last ?? .distantPast) < due.addingTimeInterval(-60) {
      add(
        .error, "schedule", zh: "\(localTime(due)) 的运行没有来，或没能开始；上次始于 \(began)，下次 \(next)",
        en:
          "the run of \(localTime(due)) did not come, or could not begin; the last began \(began), the next is due \(next)",
        mend: (
          "看 crontab -l 或 systemctl status duizhang.timer，并手动运行一次",
          "see crontab -l or systemctl status duizhang.timer, and run by hand"
        ))
    } else {
      add(.ok, "schedule", zh: "上次运行始于 \(began)，下次 \(next)", en: "the last run began \(began), the next is due \(next)")
    }
  }
}
