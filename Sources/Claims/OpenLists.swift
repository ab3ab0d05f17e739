import Domain

extension Findings {
  /// DZ805: a list of parts that ends in 等 and falls short of its whole.
  func openLists() -> [Discrepancy] {
    var found: [Discrepancy] = []
    for last in report.figures.indices {
      let figure = report.figures[last]
      let paragraph = report.paragraphs[figure.paragraph]
      guard paragraph.after(figure.figure.range.upperBound, until: .phrase, stopsAtFigure: true).first == "等" else {
        continue
      }
      let sentence = paragraph.bounds(around: figure.figure.range, of: .sentence)
      let head = Array(paragraph.paragraph.folded[sentence.lowerBound..<figure.figure.range.lowerBound])
      guard
        let marker = ["其中", "包括", "主要有", "主要是", "分别是"].compactMap({ head.positions(of: ClaimRules.Word($0)).last })
          .max()
      else { continue }
      let start = sentence.lowerBound + marker
      let same = report.figures.indices.filter {
        report.figures[$0].paragraph == figure.paragraph
          && report.figures[$0].figure.unit.kind == figure.figure.unit.kind
          && (figure.figure.unit.kind == .money || report.figures[$0].figure.unit == figure.figure.unit)
          && sentence.contains(report.figures[$0].figure.range.lowerBound)
      }
      let listed = same.filter { report.figures[$0].figure.range.lowerBound >= start && $0 <= last }
      guard let whole = same.last(where: { report.figures[$0].figure.range.upperBound <= start }),
        let remainder = remainder(of: whole, without: listed), remainder.value.numerator > 0
      else { continue }
      found.append(finding(whole: whole, listed: listed, last: last, remainder: remainder))
    }
    return found
  }

  /// The exact whole where it is known, for the stated one may be rounded.
  private func wholeValue(_ index: Int) -> Ratio? {
    let isTied = judged[index].verdict == .exact || judged[index].verdict == .rounded
    return isTied ? judged[index].computed?.value : report.figures[index].figure.base
  }

  private func remainder(of whole: Int, without listed: [Int]) -> Quantity? {
    guard var rest = wholeValue(whole) else { return nil }
    for index in listed {
      guard let part = report.figures[index].figure.base, let less = try? rest.minus(part) else { return nil }
      rest = less
    }
    return Quantity(rest, report.figures[whole].figure.unit.kind == .money ? .money : .number)
  }

  private func finding(whole: Int, listed: [Int], last: Int, remainder: Quantity) -> Discrepancy {
    let named = Set(listed.compactMap { judged[$0].line })
    let others = report.facts.lines.filter { !named.contains($0) }
    let rest = named.isEmpty ? [] : others
    let whole = wholeValue(whole) ?? Ratio(0)
    let sum = (try? whole.minus(remainder.value)) ?? Ratio(0)
    let gap: Discrepancy.Gap =
      if remainder.kind == .money, let expected = Quantity(whole, .money).money,
        let actual = Quantity(sum, .money).money
      {
        .money(expected: expected, actual: actual)
      } else if let expected = whole.whole, let actual = sum.whole {
        .counts(expected: Int(expected), actual: Int(actual), unit: report.figures[last].figure.unit.written)
      } else {
        .none
      }
    return Discrepancy(
      .openList, subject: Subject(detail: "open list \(judged[last].line ?? "")"), period: period, field: "list",
      spots: [spot(last)], gap: gap, level: .fund,
      zh: "“等”之前列出 \(listed.count) 项，合计 \(people(Quantity(sum, remainder.kind)).zh)，其余 \(people(remainder).zh)没有列出"
        + (rest.isEmpty ? "" : "（应为：\(rest.joined(separator: "、"))）"),
      en:
        "\(listed.count) items are named before 等 and add up to \(people(Quantity(sum, remainder.kind)).en); \(people(remainder).en) is left unnamed"
        + (rest.isEmpty ? "" : " (by the budget: \(rest.joined(separator: ", ")))"))
  }
}
