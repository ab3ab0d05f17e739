import Domain

extension Findings {
  /// DZ807: one thing under several words, and names of budget lines that are not the budget's.
  func termVariants() -> [Discrepancy] {
    var found: [Discrepancy] = []
    for terms in report.rules.terms {
      let used = terms.words.compactMap { word in firstPlace(of: word).map { (word, $0) } }
      guard used.count > 1 else { continue }
      let words = used.map { "“\($0.0)”" }.joined(separator: "、")
      found.append(
        Discrepancy(
          .termInconsistent, subject: Subject(detail: terms.title.en), period: period, field: "term",
          spots: used.map { .init(place(line: $0.1), raw: $0.0) }, gap: .texts(expected: used[0].0, actual: used[1].0),
          level: .fund, zh: "报告对\(terms.title.zh)用了不同的词：\(words)",
          en: "the report has several words for the \(terms.title.en): \(used.map(\.0).joined(separator: ", "))"))
    }
    for line in report.facts.lines {
      for variant in SubjectFinder.misspelt(line) {
        guard let place = firstPlace(of: variant) else { continue }
        found.append(
          Discrepancy(
            .termInconsistent, subject: Subject(detail: line), period: period, field: "line",
            spots: [.init(self.place(line: place), raw: variant, parsed: line)],
            gap: .texts(expected: line, actual: variant),
            level: .fund, zh: "报告把科目“\(line)”写成“\(variant)”", en: "the report writes the line \(line) as \(variant)"))
        break
      }
    }
    return found
  }

  /// DZ808: places that the run has no data of, beside figures of the fund; and a period that is another.
  func scopes() -> [Discrepancy] {
    let own = report.facts.counties.map(\.name)
    guard !own.isEmpty else { return periodMismatch() }
    var found: [Discrepancy] = []
    for paragraph in report.paragraphs where !paragraph.figures.isEmpty {
      let text = String(paragraph.plainText)
      var places: [String] = []
      for place in SubjectFinder.outsidePlaces(text) where !own.contains(place) && !places.contains(place) {
        places.append(place)
      }
      guard let first = places.first, let position = paragraph.plainCodes.positions(of: ClaimRules.Word(first)).first
      else { continue }
      let names = places.joined(separator: "、")
      found.append(
        Discrepancy(
          .scopeMismatch, subject: Subject(detail: names), period: period, field: "area",
          spots: places.compactMap { place in
            paragraph.plainCodes.positions(of: ClaimRules.Word(place)).first.map {
              .init(self.place(line: paragraph.plainLines[$0]), raw: place)
            }
          }, gap: .texts(expected: own.joined(separator: "、"), actual: names), level: .fund,
          zh: "报告第 \(paragraph.plainLines[position]) 行的数涉及\(names)，本次对账只有\(own.joined(separator: "、"))的数据：范围不同，不能直接核对",
          en:
            "line \(paragraph.plainLines[position]) of the report speaks of \(places.joined(separator: ", ")); this run has data of \(own.joined(separator: ", ")) only: the scopes differ"
        ))
    }
    return found + periodMismatch()
  }

  private func firstPlace(of word: String) -> Int? {
    let wanted = ClaimRules.Word(word)
    for paragraph in report.paragraphs {
      if let position = paragraph.plainCodes.positions(of: wanted).first { return paragraph.plainLines[position] }
    }
    return nil
  }
}
