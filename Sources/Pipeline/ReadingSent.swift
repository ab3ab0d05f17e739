import Domain
import Foundation
import History
import Normalize

extension CountyStage {
  /// Reads the bytes of what a county has sent; what cannot be read is told.
  func read(_ folder: Inbox.Folder) -> SentFiles {
    var sent = SentFiles()
    let code = register.counties[folder.county].code
    for file in folder.files {
      if let section = file.section {
        take(section, of: file, folder, into: &sent)
        continue
      }
      guard file.wasUnreadable != .closed, let data = file.path.contents else {
        sent.unreadable.append(cannotOpen(file.relative, county: folder.county))
        sent.unread.append(.init(name: file.relative, reason: .closed))
        continue
      }
      guard file.wasUnreadable == nil, let status = file.path.status, Int(status.st_size) == data.count,
        data.count == file.bytes,
        status.st_mtim.tv_sec == file.received
      else {
        sent.unreadable.append(stillGrowing(file.relative, county: folder.county))
        sent.unread.append(.init(name: file.relative, reason: .growing))
        continue
      }
      var bytes = [UInt8](data)
      var digest = sha256(bytes)
      // A copy of a file in which a person was forgotten since is read as it is kept.
      let kept = past.redactions.kept(digest)
      if kept != digest, let redacted = FileManager.default.contents(atPath: past.archive + "/" + kept) {
        (bytes, digest) = ([UInt8](redacted), kept)
      }
      sent.uploads.append(
        SentUpload(
          file: file.relative, sha256: digest, size: bytes.count, received: file.received,
          firstSeen: past.firstSeen(digest, county: code), content: .bytes(bytes)))
    }
    return sent
  }

  /// What the current publication refused of a held county, from the archive; nil where the county was not held, or not all of it is there.
  func refused(_ county: Int) -> SentFiles? {
    let code = register.counties[county].code
    guard let manifest = past.manifest, manifest.held.contains(code), manifest.unread?.isEmpty ?? true else {
      return nil
    }
    var sent = SentFiles()
    for input in manifest.inputs where input.county == code && input.status == "refused" {
      let name = past.redactions.kept(input.kept)
      guard input.records == nil, let data = FileManager.default.contents(atPath: past.archive + "/" + name) else {
        return nil
      }
      let bytes = [UInt8](data)
      guard sha256(bytes) == name else { return nil }
      sent.uploads.append(
        SentUpload(
          file: input.name, sha256: name, size: bytes.count, received: input.received, firstSeen: input.firstSeen,
          content: .bytes(bytes)))
    }
    return sent
  }

  /// Takes what was read of a file elsewhere.
  private func take(_ section: RecordSection, of file: Inbox.File, _ folder: Inbox.Folder, into sent: inout SentFiles) {
    var reason = file.wasUnreadable
    if reason == nil, let bytes = section.bytes(),
      let upload = SentUpload(
        section: bytes, file: file.relative, county: folder.county, terms: reading.terms,
        firstSeen: { past.firstSeen($0, county: register.counties[folder.county].code) })
    {
      sent.uploads.append(upload)
      return
    }
    reason = reason ?? .lost
    let line = UploadRecords(
      county: folder.county, file: file.relative, unread: reason?.rawValue,
      setting: reading.digest(folder.county, folder.settings)
    ).lines(reading.terms)
    sent.unread.append(
      .init(name: file.relative, reason: reason ?? .lost, records: String(decoding: line, as: UTF8.self)))
    switch reason {
    case .closed: sent.unreadable.append(cannotOpen(file.relative, county: folder.county))
    case .growing: sent.unreadable.append(stillGrowing(file.relative, county: folder.county))
    case .died: sent.unreadable.append(readerDied(file.relative, county: folder.county))
    case .lost, nil: sent.unreadable.append(recordsLost(file.relative, county: folder.county))
    }
  }

  private func stillGrowing(_ file: String, county: Int) -> Discrepancy {
    Discrepancy(
      .unreadableFile, severity: .block, subject: Subject(county: county, detail: file), period: policy.period,
      field: "file", spots: [.init(Place(file: file))], level: .county, touches: .row,
      zh: "文件正在复制，读取时大小或时间有变；下次运行再读",
      en: "the file changed while it was read: it is still being copied; the next run reads it again")
  }

  private func readerDied(_ file: String, county: Int) -> Discrepancy {
    Discrepancy(
      .unreadableFile, severity: .block, subject: Subject(county: county, detail: file), period: policy.period,
      field: "file", spots: [.init(Place(file: file))], level: .county, touches: .row,
      zh: "读取该文件的进程异常终止（崩溃、内存不足或超时）；请检查文件，或单独运行 duizhang inspect",
      en: "its reader came to an end over it (a crash, memory or time): look at the file, or run duizhang inspect on it"
    )
  }

  private func recordsLost(_ file: String, county: Int) -> Discrepancy {
    Discrepancy(
      .unreadableFile, severity: .block, subject: Subject(county: county, detail: file), period: policy.period,
      field: "file", spots: [.init(Place(file: file))], level: .county, touches: .row,
      zh: "该文件的记录行不完整、有损坏或前后不一；请重新运行 normalize",
      en: "its record lines are not whole, damaged, or of two readings: normalize it again")
  }

  private func cannotOpen(_ file: String, county: Int) -> Discrepancy {
    Discrepancy(
      .unreadableFile, subject: Subject(county: county, detail: file), period: policy.period, field: "file",
      spots: [.init(Place(file: file))],
      level: .county, touches: .row, zh: "文件打不开（权限或磁盘问题）", en: "the file cannot be opened (permissions or disk)")
  }
}
