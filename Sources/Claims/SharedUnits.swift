import Domain

/// What figures take from what stands beside them: units that are written once, and numerals that count a list.
extension FigureScanner {
  /// 239.328、171.36、124.704万元: the last one's unit is all theirs; 金额(万元): 535.392 has it in its label.
  mutating func shareUnits(_ paragraph: ReportText.Paragraph) {
    for index in figures.indices.reversed() where figures[index].unit.kind == .none {
      let end = figures[index].range.upperBound
      if index + 1 < figures.count, figures[index + 1].unit.kind != .none {
        let between = String(text[end..<figures[index + 1].range.lowerBound]).filter { !$0.isWhitespace }
        if ["、", ",", "和", "及", "与", "、和"].contains(between) {
          figures[index].unit = figures[index + 1].unit
          continue
        }
      }
      var label =
        index > 0
        ? String(text[figures[index - 1].range.upperBound..<figures[index].range.lowerBound])
        : String(text[..<figures[index].range.lowerBound])
      if let cell = paragraph.cells.firstIndex(where: { $0.contains(figures[index].range.lowerBound) }),
        cell < paragraph.columns.count
      {
        label = paragraph.columns[cell]
      }
      if let unit = FigureUnit.named(in: label) ?? FigureUnit.counted(in: label) { figures[index].unit = unit }
    }
  }

  /// 一降两高三升(…,…,…): each numeral counts the items of its part of the brackets.
  mutating func addCountedLists() {
    for open in text.indices where text[open] == "(" && self[open - 1] == "\"" {
      guard let quote = text[..<(open - 1)].lastIndex(of: "\""), let close = closing(open) else { continue }
      let phrase = quote + 1..<open - 1
      guard (4...12).contains(phrase.count), phrase.count % 2 == 0 else { continue }
      let pairs = stride(from: phrase.lowerBound, to: phrase.upperBound, by: 2).map { $0 }
      guard pairs.allSatisfy({ ChineseNumeral.digits[text[$0]] != nil && ChineseNumeral.digits[text[$0 + 1]] == nil })
      else {
        continue
      }
      let groups = text[(open + 1)..<close].split(whereSeparator: { ",;".contains($0) })
      for (rank, index) in pairs.enumerated() {
        let count = groups.count == pairs.count ? groups[rank].split(separator: "、").count : nil
        figures.append(
          Figure(
            range: index..<index + 2, digits: index..<index + 1,
            stated: String(ChineseNumeral.digits[text[index]] ?? 0),
            value: Ratio(ChineseNumeral.digits[text[index]] ?? 0), places: 0,
            unit: FigureUnit(written: String(text[index + 1]), kind: .count, factor: Ratio(1)), listed: count ?? 0))
      }
    }
  }

  private func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<text.count {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}
