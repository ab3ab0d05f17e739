import Domain

/// A date up to which the report's figures are said to hold.
private struct CutOff {
  var paragraph: Int
  var position: Int
  var written: String
  var year: Int?
  var month: Int
  var day: Int?

  func agrees(with other: CutOff) -> Bool {
    month == other.month && day == other.day && (year == nil || other.year == nil || year == other.year)
  }
}

extension Findings {
  /// DZ806: figures of one report that hold up to different dates, or up to a date and a month.
  func cutOffs() -> [Discrepancy] {
    let found = allCutOffs()
    var groups: [[CutOff]] = []
    for cutOff in found {
      if let index = groups.firstIndex(where: { $0.allSatisfy { $0.agrees(with: cutOff) } }) {
        groups[index].append(cutOff)
      } else {
        groups.append([cutOff])
      }
    }
    groups.sort { $0.count > $1.count }
    guard groups.count > 1 else { return [] }
    let places = Array(groups[0].prefix(1)) + groups.dropFirst().flatMap(\.self)
    let words = groups.map { "“\($0[0].written)”\($0.count) 处" }.joined(separator: "、")
    let english = groups.map { "\($0[0].written) (\($0.count)×)" }.joined(separator: ", ")
    return [
      Discrepancy(
        .cutoffInconsistent, subject: Subject(detail: "cut-off"), period: period, field: "cutoff",
        spots: places.map { spot($0) }, gap: .texts(expected: groups[0][0].written, actual: groups[1][0].written),
        level: .fund, zh: "报告的截至日期写法不一：\(words)",
        en: "the report's figures are said to hold up to different dates: \(english)")
    ]
  }

  /// DZ808 of time: a report whose every date lies outside the period that is reconciled.
  func periodMismatch() -> [Discrepancy] {
    let policy = report.facts.policy
    let dated = allCutOffs().compactMap { cutOff in
      cutOff.year.map { (cutOff, YearMonth(year: $0, month: cutOff.month)) }
    }
    guard let first = dated.first, dated.allSatisfy({ $0.1 < policy.from || $0.1 > policy.until }) else { return [] }
    return [
      Discrepancy(
        .scopeMismatch, subject: Subject(detail: "period"), period: period, field: "period", spots: [spot(first.0)],
        gap: .texts(expected: period, actual: first.0.written), level: .fund,
        zh: "报告的数截至 \(first.1)，对账期间是 \(period)：两者不是同一期间",
        en: "the report's figures hold up to \(first.1); \(period) is reconciled: the periods differ")
    ]
  }

  private func spot(_ cutOff: CutOff) -> Discrepancy.Spot {
    let lines = report.paragraphs[cutOff.paragraph].plainLines
    return .init(
      place(line: lines[min(cutOff.position, lines.count - 1)]), raw: cutOff.written,
      parsed: [cutOff.year.map { "\($0)" } ?? "", "\(cutOff.month)", cutOff.day.map { "\($0)" } ?? ""].filter {
        !$0.isEmpty
      }
      .joined(separator: "-"))
  }

  private func allCutOffs() -> [CutOff] {
    var found: [CutOff] = []
    for (index, paragraph) in report.paragraphs.enumerated() {
      let text = String(paragraph.plainText)
      for match in text.matches(of: ReportPatterns.cutOff) {
        guard let month = Int(match.3), (1...12).contains(month) else { continue }
        let isNamed = match.1.hasPrefix("截")
        // 1月至12月 is a span; 至12月31日 a cut-off only with its day.
        if !isNamed {
          let before = text[..<match.range.lowerBound].last
          guard before.map({ !"年月日".contains($0) && !$0.isNumber }) ?? true, match.4 != nil || match.5 != nil else {
            continue
          }
        }
        let year = match.2.flatMap { Int($0) }
        var day = match.4.flatMap { Int($0) }
        if match.5 != nil { day = CalendarDate.days(year: year ?? 2021, month: month) }
        found.append(
          CutOff(
            paragraph: index, position: text.distance(from: text.startIndex, to: match.range.lowerBound),
            written: String(match.0), year: year, month: month, day: day))
      }
    }
    return found
  }
}
