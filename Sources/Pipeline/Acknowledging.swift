public import Domain
import Foundation
public import History

/// Takes the bureau's word that a discrepancy is right as it is. The fingerprint may be shortened as long as only one begins so.
public func acknowledge(
  _ fingerprint: String, by name: String, until: CalendarDate, reason: String, output: String
) throws -> FindingLife {
  func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
  guard !isBlank(name) else { throw SetupError("--by", zh: "须写明由谁核实", en: "say who answers for it") }
  guard !isBlank(reason) else { throw SetupError("--reason", zh: "须写明理由", en: "say why it is right as it is") }
  // It is published with the finding.
  for (option, text) in [("--by", name), ("--reason", reason)] where Mask.persons(in: text) != text {
    throw SetupError(option, zh: "不得含身份证号码、账号或电话", en: "leave out ID numbers, accounts and telephones")
  }
  if let asOf = publishedAsOf(output), let day = CalendarDate(asOf), until < day {
    throw SetupError(
      "--until", zh: "\(until) 早于当前发布的截至日期 \(asOf)，不会生效；请写 \(asOf) 或以后的日期",
      en: "\(until) is before \(asOf), which the publication is as of, so it would never count; give a later day")
  }
  let history = try openHistory(output)
  let lives = try history.lives()
  let exact = lives.filter { $0.sighting.fingerprint == fingerprint }
  let found =
    exact.isEmpty && fingerprint.count >= 6 ? lives.filter { $0.sighting.fingerprint.hasPrefix(fingerprint) } : exact
  guard let life = found.first else {
    // A code is what people know a finding by; the findings that bear it are told.
    let alike = lives.filter { $0.sighting.code == fingerprint.uppercased() && $0.status != .resolved }
    if !alike.isEmpty {
      let some = alike.prefix(5)
      func list(_ language: String, _ comma: String) -> String {
        some.map { "\($0.sighting.fingerprint) \(visible($0.sighting.message.text(language), limit: 40))" }.joined(
          separator: comma)
          + (alike.count > some.count ? comma + "…" : "")
      }
      throw SetupError(
        output, zh: "\(fingerprint) 是代码，请写其中一条的指纹：\(list("zh", "；"))",
        en: "\(fingerprint) is a code; give the fingerprint of one of its findings: \(list("en", "; "))")
    }
    let near = nearest(fingerprint, of: lives.filter { $0.status != .resolved }.map(\.sighting.fingerprint))
    throw SetupError(
      output,
      zh: "没有指纹为“\(fingerprint)”的疑点" + (near.map { "；是否为 \($0)？" } ?? "；")
        + "`duizhang history --view findings` 列出全部",
      en: "no discrepancy has the fingerprint \"\(fingerprint)\"" + (near.map { "; did you mean \($0)?" } ?? ";")
        + " `duizhang history --view findings` lists them")
  }
  guard found.count == 1 else {
    throw SetupError(
      output, zh: "有 \(found.count) 条疑点的指纹以“\(fingerprint)”开头，请写全",
      en: "\(found.count) discrepancies begin with \"\(fingerprint)\"; give the whole fingerprint")
  }
  guard life.status != .resolved else {
    throw SetupError(output, zh: "该疑点已消除，无须核实", en: "that discrepancy is resolved; there is nothing to acknowledge")
  }
  let given = Acknowledgement(
    fingerprint: life.sighting.fingerprint, by: name, until: "\(until)", reason: reason, made: timestamp(Date()),
    amount: life.sighting.amount)
  do { try history.acknowledge(given) } catch { throw named(error, output) }
  return life
}

/// A run writes the history at its end: who that is stands in the lock.
private func named(_ error: HistoryError, _ output: String) -> any Error {
  guard error.isBusy, let holder = RunLock.holder(output) else { return error }
  return LockedError(output: output, holder: holder)
}

/// The acknowledgement of a finding that stands, by the fingerprint or its beginning; nil where there is none.
public func standingAcknowledgement(_ fingerprint: String, output: String) -> Acknowledgement? {
  guard let words = try? openHistory(output).acknowledgements() else { return nil }
  let found = words.filter {
    !$0.isLapsed && ($0.fingerprint == fingerprint || fingerprint.count >= 6 && $0.fingerprint.hasPrefix(fingerprint))
  }
  return found.first { $0.fingerprint == fingerprint } ?? (found.count == 1 ? found[0] : nil)
}

/// The date that the current publication of an output folder is as of; nil where there is none.
public func publishedAsOf(_ output: String) -> String? {
  PublishedRuns.current(output).flatMap { RunManifest(folder: output + "/runs/" + $0)?.asOf }
}

/// Opens the history of an output folder that has one; to read it only, it may lie on a disk that nobody can write to.
public func openHistory(_ output: String, isReadOnly: Bool = false) throws -> RunHistory {
  let path = output + "/history.sqlite"
  guard access(path, F_OK) == 0 else {
    throw SetupError(output, zh: "该文件夹还没有运行过，没有历史", en: "no run has published here; there is no history")
  }
  return try isReadOnly ? RunHistory(readingFrom: path) : RunHistory(path: path)
}
