import Domain

/// What a county is told to do about a finding, at one of its places.
struct Mending {
  let finding: Finding
  let spot: Discrepancy.Spot
  let register: Register
  let language: String
  /// All of the publication, by position.
  let discrepancies: [Discrepancy]
  /// The first line of each finding in the same list, by fingerprint: a fingerprint is not on paper.
  let lines: [String: Int]

  private var discrepancy: Discrepancy { finding.discrepancy }
  private func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }

  /// Whether villages are missing from a document, so that rows are to be added and nothing stands there to be mended.
  private var lacksVillages: Bool {
    discrepancy.code == .villageCountMismatch && discrepancy.field == Field.village.rawValue
  }

  /// Whether an amount is told of months.
  private var isOfNote: Bool {
    guard case .money = discrepancy.gap else { return false }
    return discrepancy.field == Field.months.rawValue
  }

  /// What stands at the place.
  var standing: String {
    if lacksVillages { return text("（没有这一村）", "(no such village)") }
    return visible(spot.raw.isEmpty ? finding.actual(in: language) : spot.raw)
  }

  /// What to do, with the cell and the figure wherever they are certain.
  var words: String {
    guard finding.causes.isEmpty else {
      // What should stand here follows from the cause: told as things are now, the figure would be wrong once that is mended.
      let told = finding.causes.compactMap { lines[$0] }.sorted().prefix(3).map(String.init)
      let causes =
        told.isEmpty ? unlisted : text("序号 ", "no. ") + told.joined(separator: text("、", ", ")) + text(" ", "")
      return text(
        "由\(causes)引起：先更正那里，再重算这里；之后仍不符的，再核对。",
        "Caused by \(causes): mend that first and reckon this anew; look into it only if it still differs.")
    }
    let mend = discrepancy.explanation.mend.text(language)
    switch discrepancy.code {
    case .villageCountMismatch where lacksVillages: return added
    case .vacancy:
      guard let cell = discrepancy.spots.last?.place.cell, !cell.isEmpty else { return mend }
      return text(
        "漏报的，在 \(cell) 所在行之后补一行，并重算合计；确实空缺的，答“情况属实”，注明空缺的月份。",
        "If a member was left out, add a row below \(cell) and sum anew; if the seat stood empty, reply “is so” and note the months."
      )
    case .dualPostPaid where discrepancy.spots.count == 2:
      let (mark, paid) = (discrepancy.spots[0].place.cell, discrepancy.spots[1].place.cell)
      return text(
        "确系兼任的，\(paid) 应为 0.00 元，停发并追回；标记有误的，\(mark) 应为“否”。",
        "If the post is held, \(paid) should be 0.00 yuan: stop and recover the payment; if the mark is wrong, \(mark) should be 否."
      )
    case .overQuota where discrepancy.spots.count > 1:
      return text(
        "应为 \(finding.expected(in: language))：多报的删去整行，并重算合计；年中更替的，写明两人各自的月数和任职时间。",
        "should be \(finding.expected(in: language)): delete the row of whoever is too many and sum anew; where one followed another, give the months and terms of both."
      )
    // A cell that answers yes or no is of no period; where the number of those who are not paid again stands, there is one.
    case .valueNotParsed where discrepancy.field == Field.concurrent.rawValue && discrepancy.period.isEmpty:
      return text("在该单元格填写“是”或“否”，说明文字移到备注。", "Write 是 or 否 in the cell and move any words to 备注.")
    // What is due by the note is an amount, and the months' cell wants months: the finding names both cells with what they should be.
    case .leftOfficePaid where isOfNote, .deceasedPaid where isOfNote: return mend
    // The nearest multiple of the rate is no figure that anybody is due, and how often a number may stand is nothing to write in its cell.
    case .notMultipleOfRate, .duplicatePerson, .crossCountyDuplicate, .sharedAccount, .manyAccounts,
      .duplicateVillageRow:
      return mend
    default:
      let expected = finding.expected(in: language)
      guard !expected.isEmpty else { return mend }
      return text("应为 ", "should be ") + visible(expected) + text("。", ". ") + mend + following
    }
  }

  /// Causes that have no line in the list, by what the county can find them by: a fingerprint is no place.
  private var unlisted: String {
    let own = spot.subject?.county ?? discrepancy.subject.county
    let causes = discrepancy.causes.prefix(3).map { position -> String in
      let cause = discrepancies[position]
      let title = cause.code.explanation.title.text(language)
      // What another county sent, or the bureau has to mend, is nothing that this county could look up.
      guard cause.code.mender == .county, cause.subject.county == own, let place = cause.spots.first?.place else {
        return title + text("（不在本县）", " (not in this county)")
      }
      let link = [place.fileName, place.link].filter { !$0.isEmpty }.joined(separator: " ")
      return visible(link.isEmpty ? title : title + text("（\(link)）", " (\(link))"))
    }
    return text("未列出的", "what is not listed here: ") + causes.joined(separator: text("、", ", "))
  }

  /// An amount that agrees with wrong heads, months or a wrong rate is no finding of its own yet.
  private var following: String {
    switch discrepancy.code {
    case .overQuota, .headcountMismatch, .rateMismatch, .monthsOutOfRange, .leftOfficePaid:
      text("同一行的金额随之重算。", " Reckon the row's amount anew.")
    default: ""
    }
  }

  /// Which rows to add, and where.
  private var added: String {
    let cell = spot.place.cell
    let name = (spot.subject ?? discrepancy.subject).village.map { visible(register.villages[$0].name) }
    let what = name.map { text("“\($0)”", $0) } ?? text("所列各村", "the villages named")
    let place = cell.isEmpty ? text("在这份文件中", "In this file") : text("在 \(cell) 所在行之后", "Below the row of \(cell),")
    return text(
      "\(place)补报\(what)：逐人填报的每名成员一行，逐村填报的一行；并重算小计、合计。",
      "\(place) add \(what): a row a member where members are listed, else one row; then sum anew.")
  }
}
