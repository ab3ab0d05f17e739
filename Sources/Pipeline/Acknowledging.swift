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
  let history = try openHistory(output)
  let lives = try history.lives()
  let exact = lives.filter { $0.sighting.fingerprint == fingerprint }
  let found =
    exact.isEmpty && fingerprint.count >= 6 ? lives.filter { $0.sighting.fingerprint.hasPrefix(fingerprint) } : exact
  guard let life = found.first else {
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
  try history.acknowledge(
    Acknowledgement(
      fingerprint: life.sighting.fingerprint, by: name, until: "\(until)", reason: reason, made: timestamp(Date()),
      amount: life.sighting.amount))
  return life
}

/// Opens the history of an output folder that has one.
public func openHistory(_ output: String) throws -> RunHistory {
  let path = output + "/history.sqlite"
  guard access(path, F_OK) == 0 else {
    throw SetupError(output, zh: "该文件夹还没有运行过，没有历史", en: "no run has published here; there is no history")
  }
  return try RunHistory(path: path)
}
