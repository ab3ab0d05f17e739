import Domain

extension Findings {
  /// DZ804: parameters on which the report's figures rest, and which it does not state.
  func impliedParameters() throws(FormulaError) -> [Discrepancy] {
    var found: [Discrepancy] = []
    for implied in report.rules.implied {
      let stating = report.figures.indices.filter { report.figures[$0].rule?.name == implied.unless }
      if implied.isByCounty {
        let counties = Set(stating.compactMap { report.county(of: $0) })
        let silent = report.facts.counties.filter { !counties.contains($0.code) }
        // Where no county is named, the report simply does not go into counties; nothing that there is falls below zero.
        guard !counties.isEmpty, !silent.isEmpty, let value = try report.implied(implied.formula),
          !(value.value.value < Ratio(0))
        else { continue }
        for county in silent {
          let share =
            silent.count == 1
            ? Message(
              zh: "只有为 \(value.value.text) \(implied.unit)时，报告的数才成立",
              en: "the figures hold only if it is \(value.value.text)")
            : Message(
              zh: "未写明的 \(silent.count) 县合计须为 \(value.value.text) \(implied.unit)",
              en: "the \(silent.count) counties without it must add up to \(value.value.text)")
          found.append(
            finding(
              implied, value, county: county.position,
              zh: "报告没有写明\(county.name)的\(implied.title.zh)；\(share.zh)（\(words(of: implied.formula).zh)）。未写不等于零",
              en:
                "the report does not state \(county.name)'s \(implied.title.en); \(share.en) (\(words(of: implied.formula).en)). Missing is not zero"
            ))
        }
      } else if stating.isEmpty, let value = try report.implied(implied.formula),
        !(value.value.value < Ratio(0))
      {
        found.append(
          finding(
            implied, value, county: nil,
            zh: "报告没有写明\(implied.title.zh)；由“\(words(of: implied.formula).zh)”推得 \(value.value.text) \(implied.unit)",
            en:
              "the report does not state the \(implied.title.en); \(words(of: implied.formula).en) implies \(value.value.text)"
          ))
      }
    }
    return found
  }

  private func finding(
    _ implied: ClaimRules.Implied, _ value: Evaluation, county: Int?, zh: String, en: String
  ) -> Discrepancy {
    let sources = value.inputs.compactMap { Int($0.name.dropFirst()) }.map { $0 - 1 }
    let inputs = words(ofInputs: value.inputs)
    var spots = sources.prefix(1).map { spot($0) }
    if spots.isEmpty { spots = [.init(Place(file: file))] }
    spots[0].parsed = value.value.text + implied.unit
    return Discrepancy(
      .impliedParameter, subject: Subject(county: county, detail: implied.title.en), period: period,
      field: implied.unless, spots: spots, level: county == nil ? .fund : .county, zh: zh + "（报告写 \(inputs.zh)）",
      en: en + " (the report states \(inputs.en))")
  }
}
