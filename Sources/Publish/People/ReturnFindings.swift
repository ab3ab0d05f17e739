import Domain

/// Which findings a county's list to mend has, in which order, and what it says of them all.
struct ReturnFindings {
  struct Row {
    var finding: Finding
    var spot: Discrepancy.Spot
    /// Places of the finding that are not listed.
    var more = 0
  }

  // A county that filled a column wrongly in every row mends the column, not each row by the list.
  private static let placesListed = 20
  private static let rowsListed = 2000

  let bulletin: Bulletin
  let county: Bulletin.County
  var rows: [Row] = []
  var findings = 0
  var unlisted = 0
  /// The first line of each finding, by fingerprint.
  var lines: [String: Int] = [:]

  init(_ bulletin: Bulletin, county: Bulletin.County) {
    self.bulletin = bulletin
    self.county = county
    // What is wrong first, then what may be right, and what follows from others last.
    let all = bulletin.toMend[county.position] ?? []
    let own = all.filter { bulletin.findings[$0].causes.isEmpty }
    let order =
      own.filter { Self.isToMend(bulletin.findings[$0].discrepancy) }
      + own.filter { !Self.isToMend(bulletin.findings[$0].discrepancy) }
      + all.filter { !bulletin.findings[$0].causes.isEmpty }
    for position in order {
      let finding = bulletin.findings[position]
      let spots = finding.discrepancy.spots.filter {
        ($0.subject?.county ?? finding.discrepancy.subject.county) == county.position
      }
      findings += 1
      guard rows.count < Self.rowsListed else {
        unlisted += spots.count
        continue
      }
      for spot in spots.prefix(Self.placesListed) { rows.append(Row(finding: finding, spot: spot)) }
      rows[rows.count - 1].more = max(0, spots.count - Self.placesListed)
      lines[finding.fingerprint] = rows.count - min(spots.count, Self.placesListed) + 1
    }
  }

  /// Whether something is wrong for certain. Of two counties that pay one person, one is right.
  static func isToMend(_ discrepancy: Discrepancy) -> Bool {
    discrepancy.severity >= .error && discrepancy.code != .crossCountyDuplicate
  }

  func text(_ zh: @autoclosure () -> String, _ en: @autoclosure () -> String) -> String {
    bulletin.language == "zh" ? zh() : en()
  }

  /// By which the list is known when it comes back.
  var mark: String {
    let context = bulletin.publication.context
    return ReturnMark.sealed(
      context.seal(ReturnMark.content(county: county.entry.code, fingerprints: rows.map(\.finding.fingerprint))))
  }

  /// What the bureau has said to be right as it is stands no longer in the list, and that is told.
  var settled: String {
    let count = bulletin.findings.count { finding in
      finding.word != nil && finding.discrepancy.subject.county == county.position
    }
    return count == 0 ? "" : text("另有 \(count) 项已由主管部门核实，不再列出。", " \(count) more were acknowledged by the bureau.")
  }

  /// By how much the county differs from what was allocated, and the lines that this goes back to.
  var difference: String {
    let figures = county.figures
    guard figures.status == .current, let due = figures.tally.due else { return "" }
    guard let allocated = figures.allocated?.amount, due != allocated else { return statedDifference(due) }
    let gap = due - allocated
    let signed = (gap.fen > 0 ? "+" : "") + gap.grouped
    let difference = bulletin.differences[county.position]
    let causes = (difference?.causes ?? []).compactMap { lines[bulletin.findings[$0].fingerprint] }
    let names = causes.sorted().map(String.init)
    let zh = "本县应发 \(due.grouped) 元，下达 \(allocated.grouped) 元，差 \(signed) 元"
    let en = "Due \(due.grouped) yuan, allocated \(allocated.grouped): \(signed)"
    let rest = difference?.rest?.wordsForCounty ?? Message(zh: "", en: "")
    guard !names.isEmpty else {
      return text(
        rest.zh.isEmpty ? zh + "。" : "\(zh)，\(rest.zh)。", rest.en.isEmpty ? en + ". " : "\(en); \(rest.en). ")
        + statedDifference(due, isTied: false)
    }
    let list = names.joined(separator: text("、", ", "))
    return text(
      "\(zh)，起因见序号 \(list)\(rest.zh.isEmpty ? "" : "；" + rest.zh)。",
      "\(en), because of no. \(list)\(rest.en.isEmpty ? "" : "; " + rest.en). ") + directions
      + statedDifference(due, isTied: false)
  }

  /// Which causes lower what is due and which raise it: together they come to the difference, and one may hide another.
  private var directions: String {
    let reasons = (bulletin.differences[county.position]?.causes ?? []).map { bulletin.findings[$0] }
    let worth = bulletin.worth
    func numbers(_ direction: ShareOfDue.Direction) -> String {
      let own = reasons.filter { worth.share(of: $0.discrepancy).direction == direction }
      return own.compactMap { lines[$0.fingerprint] }.sorted().map(String.init).joined(separator: text("、", ", "))
    }
    let (low, high) = (numbers(.lowers), numbers(.raises))
    guard !low.isEmpty, !high.isEmpty else { return "" }
    return text("其中 \(low) 使应发少计，\(high) 使应发多计。", "No. \(low) lower what is due, no. \(high) raise it. ")
  }

  /// By how much what the county states differs from what it is due, and the lines that have it; what is due is told here where it
  /// ties with what was allocated, or nothing was.
  private func statedDifference(_ due: Money, isTied: Bool = true) -> String {
    guard let stated = county.figures.tally.stated, stated != due else { return "" }
    let gap = stated - due
    let signed = (gap.fen > 0 ? "+" : "") + gap.grouped
    let reasons = bulletin.statedReasons[county.position] ?? []
    let own = reasons.compactMap { lines[bulletin.findings[$0[0]].fingerprint] }.sorted()
    let names = own.prefix(12).map(String.init).joined(separator: text("、", ", "))
    let more = own.count > 12 ? text("等", " …") : ""
    let tied = county.figures.allocated == nil ? "" : text("，与下达相符", ", as allocated")
    let zh = (isTied ? "本县应发 \(due.grouped) 元\(tied)；" : "") + "填报 \(stated.grouped) 元，填报 − 应发 \(signed) 元"
    let en =
      (isTied ? "Due \(due.grouped) yuan\(tied); stated" : "Stated") + " \(stated.grouped): stated − due \(signed)"
    let rest = bulletin.statedRests[county.position]?.wordsOfStated
    let (zhRest, enRest) = (rest.map { "；\($0.zh)" } ?? "", rest.map { "; \($0.en)" } ?? "")
    return names.isEmpty
      ? text("\(zh)\(zhRest)。", "\(en)\(enRest). ")
      : text("\(zh)，见序号 \(names)\(more)\(zhRest)。", "\(en), see no. \(names)\(more)\(enRest). ")
  }
}
