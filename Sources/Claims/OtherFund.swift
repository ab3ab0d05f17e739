import Domain

extension Report {
  /// The fund that the report's title names, where it is another than the one that is reconciled: its figures are held against nothing.
  static func otherFund(_ paragraphs: [MarkedParagraph], rules: ClaimRules, facts: Facts) -> (name: String, line: Int)?
  {
    guard !rules.fundWords.isEmpty, let title = paragraphs.first(where: { !$0.plainText.isEmpty }) else { return nil }
    let text = String(title.plainText)
    guard text.count <= 60, text.contains("报告") || text.contains("自评"),
      let match = text.firstMatch(of: /(\p{Han}{2,24})(?:资金|经费|补贴|补助金?)/)
    else { return nil }
    // What every fund may be called names none.
    var name = String(match.1)
    for word in ["年度", "关于", "市级", "省级", "中央", "县级", "财政", "专项", "项目", "部门", "单位", "预算", "整体", "支出", "使用"] {
      name = name.replacing(word, with: "")
    }
    let known = rules.fundWords + facts.lines + rules.lineWords.values.flatMap(\.self) + ["民政"]
    guard name.count >= 4, !known.contains(where: { shares($0, text) }) else { return nil }
    return (String(match.0), title.plainLines.first ?? 1)
  }

  /// Whether a title has any four characters of a word, or all of a shorter one.
  private static func shares(_ word: String, _ title: String) -> Bool {
    let characters = Array(plain(word))
    guard characters.count > 4 else { return title.contains(String(characters)) }
    return characters.indices.dropLast(3).contains { title.contains(String(characters[$0..<$0 + 4])) }
  }
}

extension Findings {
  /// DZ808: a report of another fund.
  func otherFund() -> [Discrepancy] {
    guard let other = report.otherFund else { return [] }
    return [
      Discrepancy(
        .scopeMismatch, subject: Subject(detail: "fund"), period: period, field: "fund",
        spots: [.init(place(line: other.line), raw: other.name)],
        gap: .texts(expected: report.rules.fundWords.first ?? "", actual: other.name), level: .fund,
        zh: "报告标题写的是“\(other.name)”，不是本次对账的资金：报告中的数没有核对",
        en:
          "the title names \(other.name), another fund than the one that is reconciled: the report's figures are held against nothing"
      )
    ]
  }
}
