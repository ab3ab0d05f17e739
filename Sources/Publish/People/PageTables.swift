import Domain

extension Article {
  /// A cell with the name of its CSV column, so that page and table can be compared.
  private func cell(_ field: String, _ value: String?) -> Fields {
    ["field": field, "text": value ?? text("缺", "missing")]
  }

  private func heads(_ names: [(String, isNumber: Bool)]) -> [Fields] {
    names.map { ["name": $0.0, "class": $0.isNumber ? "n" : ""] }
  }

  // Of many counties, those that differ most stand first; the table below has all.
  private static let countiesInBrief = 8

  /// Due − allocated.
  private func gap(_ figures: CountyFigures) -> Money? {
    guard let due = figures.tally.due, let allocated = figures.allocated?.amount else { return nil }
    return due - allocated
  }

  /// Stated − due.
  private func statedGap(_ figures: CountyFigures) -> Money? {
    guard let stated = figures.tally.stated, let due = figures.tally.due else { return nil }
    return stated - due
  }

  private func status(_ figures: CountyFigures) -> (text: String, tone: String) {
    switch (figures.status, gap(figures)) {
    case (.missing, _): (figures.status.title.text(language), "bad")
    case (.lastGood, _): (figures.status.title.text(language), "fair")
    case (.current, nil): (text("无从核对", "not compared"), "fair")
    case (.current, .some(.zero)): (text("相符", "ties"), "good")
    case (.current, .some): (text("不符", "differs"), "bad")
    }
  }

  // Who has read these knows where to begin; the list below has the rest.
  private static let reasonsInBrief = 6
  private static let statedReasonsInBrief = 4

  private func signed(_ amount: Money) -> String { (amount.fen > 0 ? "+" : "") + amount.grouped + text(" 元", " yuan") }

  /// Why what a county is due differs from what was allocated: the findings that the difference goes back to, each a link to where it
  /// is told, what is reckoned with besides, and what nothing explains.
  private func reasonsOfDue(_ county: Bulletin.County, linked: Set<Int>) -> [Fields] {
    guard let difference = bulletin.differences[county.position] else { return [] }
    let told = difference.causes.prefix(Self.reasonsInBrief).map { position in
      reason(
        position, linked: linked,
        worth: bulletin.worth.share(of: bulletin.findings[position].discrepancy).words.text(language))
    }
    let more = difference.causes.count - told.count
    let rest: [Fields] = more > 0 ? [["text": text("另有 \(more) 项", "and \(more) more")]] : []
    let open: [Fields] = difference.rest.map { [["text": $0.words.text(language)]] } ?? []
    return told + rest + reckoned(difference.reckoned) + open
  }

  /// Why what a county states differs from what it is due.
  private func reasonsOfStated(_ county: Bulletin.County, linked: Set<Int>) -> [Fields] {
    guard county.figures.status == .current, statedGap(county.figures) ?? .zero != .zero else { return [] }
    let all = bulletin.statedReasons[county.position] ?? []
    let told = all.prefix(Self.statedReasonsInBrief).map { group -> Fields in
      // Months of one village: the amount is that of all of them.
      let amounts = group.map { bulletin.findings[$0] }.compactMap { $0.most ?? $0.effect }
      let most =
        amounts.isEmpty ? nil : amounts.map { Money(fen: Int64(clamping: $0.fen.magnitude)) }.boundedSum.grouped
      let worth =
        group.count == 1
        ? voice.worth(bulletin.findings[group[0]]) ?? ""
        : text("等 \(group.count) 处", "\(group.count) places")
          + (most.map { text("，至多 \($0) 元", ", up to \($0) yuan") } ?? "")
      return reason(group[0], linked: linked, worth: worth)
    }
    let more = all.count - told.count
    let open: [Fields] = bulletin.statedRests[county.position].map { [["text": $0.wordsOfStated.text(language)]] } ?? []
    return told + (more > 0 ? [["text": text("另有 \(more) 项", "and \(more) more")]] : []) + open
  }

  private func reason(_ position: Int, linked: Set<Int>, worth: String) -> Fields {
    let finding = bulletin.findings[position]
    let discrepancy = finding.discrepancy
    let register = bulletin.publication.context.register
    let subject = discrepancy.spots.first?.subject ?? discrepancy.subject
    let place = [
      subject.town.map { register.towns[$0].name }, subject.village.map { register.villages[$0].name },
    ].compactMap(\.self).joined(separator: " ")
    let title = discrepancy.code.explanation.title.text(language) + " " + discrepancy.code.rawValue
    let cell = discrepancy.spots.first?.place.cell ?? ""
    let words = [visible(place), title, visible(cell), worth].filter { !$0.isEmpty }
    var item: Fields = ["text": words.joined(separator: " · ")]
    if linked.contains(finding.position) { item["link"] = [["anchor": voice.anchor(finding)] as Fields] }
    return item
  }

  /// Seats and months that stand empty are reckoned with already and explain nothing where something is wrong, but they are part of the
  /// difference.
  private func reckoned(_ positions: [Int]) -> [Fields] {
    guard !positions.isEmpty else { return [] }
    let codes = Set(positions.map { bulletin.findings[$0].discrepancy.code.rawValue }).sorted().joined(separator: " ")
    let most = positions.map { bulletin.findings[$0] }.compactMap { finding in
      finding.effect.map { Money(fen: Int64(clamping: $0.fen.magnitude)) } ?? finding.most
    }.boundedSum
    return [
      [
        "text": text(
          "此外缺员或不足月 \(positions.count) 处 \(codes)（已按空缺计算） · 少计至多 \(most.grouped) 元",
          "besides, empty seats or months: \(positions.count) \(codes) (reckoned as empty) · lower it by up to \(most.grouped) yuan"
        )
      ]
    ]
  }

  /// By how much each county differs and why, the most first.
  private func brief(linked: Set<Int>) -> [Fields] {
    let ordered = bulletin.counties.enumerated().map { offset, county in
      (county: county, gravity: gravity(county.figures), offset: offset)
    }.sorted { a, b in (b.gravity.rank, b.gravity.amount, a.offset) < (a.gravity.rank, a.gravity.amount, b.offset) }
    return ordered.prefix(Self.countiesInBrief).map { entry in
      let county = entry.county
      let (status, tone) = status(county.figures)
      let stated: [Fields] = [statedGap(county.figures)].compactMap(\.self).filter { $0 != .zero }.map {
        ["text": text("填报 − 应发 ", "stated − due ") + signed($0)]
      }
      let ofDue = reasonsOfDue(county, linked: linked)
      let ofStated = reasonsOfStated(county, linked: linked)
      let why: [Fields] = [
        [
          "of": "due",
          "because": bulletin.differences[county.position]?.causes.isEmpty == false
            ? text("应发 − 下达的起因", "due − allocated because of") : text("应发 − 下达", "due − allocated"), "reasons": ofDue,
        ],
        [
          "of": "stated",
          "because": ofStated.isEmpty || bulletin.statedReasons[county.position]?.isEmpty != false
            ? text("填报 − 应发", "stated − due") : text("填报与应发不同，见", "what is stated differs because of"),
          "reasons": ofStated,
        ],
      ]
      return [
        "name": county.entry.name, "text": compared(county.figures), "status": status, "tone": tone,
        "stated": stated,
        "why": zip(why, [ofDue, ofStated]).filter { !$0.1.isEmpty }.map(\.0),
      ]
    }
  }

  /// What is due beside what was allocated, in words.
  private func compared(_ figures: CountyFigures) -> String {
    if let gap = gap(figures) { return text("应发 − 下达 ", "due − allocated ") + signed(gap) }
    guard let due = figures.tally.due?.grouped else { return text("缺应发数", "what is due is missing") }
    return text("应发 \(due) 元，没有下达数可比", "\(due) yuan due, no allocation to compare with")
  }

  /// How soon a county wants to be looked at: those without figures, then by what their due differs, then by what they state.
  private func gravity(_ figures: CountyFigures) -> (rank: Int, amount: Int64) {
    if figures.status == .missing { return (2, 0) }
    if let gap = gap(figures), gap != .zero { return (1, abs(gap.fen)) }
    return (0, statedGap(figures).map { abs($0.fen) } ?? 0)
  }

  /// Counties as in `counties.csv`.
  func countyTable(linked: Set<Int>) -> Fields {
    [
      "brief": brief(linked: linked),
      "countyHeads": heads([
        (text("县", "county"), false), (text("状态", "status"), false), (text("村 已报/名册", "villages"), true),
        (text("应有", "quota"), true),
        (text("兼任", "concurrent"), true), (text("核发", "eligible"), true), (text("人月", "person-months"), true),
        (text("应发（元）", "due (yuan)"), true), (text("填报（元）", "stated (yuan)"), true),
        (text("下达（元）", "allocated (yuan)"), true),
        (text("差额（元）", "difference (yuan)"), true),
      ]),
      "counties": bulletin.counties.map { county -> Fields in
        let figures = county.figures
        let tally = figures.tally
        let isMissing = figures.status == .missing
        let gap = gap(figures)
        let (status, tone) = status(figures)
        return [
          "code": county.entry.code, "name": county.entry.name, "status": status, "tone": tone,
          "cells": [
            cell("villages_reported", isMissing ? nil : "\(tally.villagesReported) / \(tally.villagesRegistered)"),
            cell("quota", isMissing ? nil : "\(tally.quota)"), cell("concurrent", tally.concurrent.map(String.init)),
            cell("eligible", tally.eligible.map(String.init)),
            cell("person_months", tally.personMonths.map(String.init)),
            cell("amount_due_yuan", tally.due?.grouped), cell("amount_stated_yuan", tally.stated?.grouped),
            cell("allocated_yuan", figures.allocated?.amount.grouped),
            cell("difference_yuan", gap.map { ($0.fen > 0 ? "+" : "") + $0.grouped }),
          ],
        ]
      },
    ]
  }

  /// The budget's lines as in `budget.csv`.
  var budgetTable: Fields {
    [
      "budgetHeads": heads([
        (text("科目", "line"), false), (text("结论", "verdict"), false), (text("申请（元）", "requested (yuan)"), true),
        (text("下达（元）", "allocated (yuan)"), true), (text("支出（元）", "spent (yuan)"), true), (text("执行率", "rate"), true),
        (text("复算（元）", "computed (yuan)"), true), (text("尾差（元）", "residual (yuan)"), true),
      ]),
      "budget": bulletin.publication.budget.map { line -> Fields in
        let allocated = line.allocated
        let spent = line.stages[.spent]?.amount
        let rate = writtenRatio(spent, allocated)
        let blank = "—"
        return [
          "key": visible(line.line), "name": lineName(line.line, language), "verdict": name(line.verdict),
          "tone": tone(line.verdict),
          "cells": [
            cell("requested_yuan", line.stages[.requested]?.amount.grouped ?? blank),
            cell("allocated_yuan", allocated?.grouped ?? blank), cell("spent_yuan", spent?.grouped ?? blank),
            cell("execution_rate", rate.isEmpty ? blank : rate),
            cell(
              "computed_yuan",
              (line.line == "合计" && line.computed != nil ? text("科目之和 ", "Σ lines ") : "")
                + (line.computed?.grouped ?? blank)),
            cell("residual_yuan", line.residual.map { ($0.fen > 0 ? "+" : "") + $0.grouped } ?? blank),
          ],
        ]
      },
    ]
  }

  /// The report's figures as in `claims.csv`.
  var claimTable: Fields {
    let claims = bulletin.publication.claims
    func count(_ verdict: Verdict) -> Int { claims.filter { $0.verdict == verdict }.count }
    return [
      "hasClaims": !claims.isEmpty,
      "claimsTally": text(
        "报告共述 \(claims.count) 个数字：一致 \(count(.exact))，在书写精度内一致 \(count(.rounded))，不符 \(count(.mismatch))，无从核对 \(count(.unverifiable))。",
        "\(claims.count) figures: \(count(.exact)) exact, \(count(.rounded)) rounded, \(count(.mismatch)) different, \(count(.unverifiable)) unverifiable."
      ),
      "claimHeads": heads([
        (text("编号", "no."), false), (text("结论", "verdict"), false), (text("原文", "text"), false),
        (text("所述", "stated"), true), (text("复算", "computed"), true), (text("尾差", "residual"), true),
      ]),
      "claims": claims.map { claim -> Fields in
        [
          "id": claim.id, "text": visible(claim.text), "verdict": name(claim.verdict), "tone": tone(claim.verdict),
          "cells": [
            cell("stated", stated(claim.stated, claim.unit, language)),
            cell("computed", claim.computed.isEmpty ? "—" : grouped(claim.computed)),
            cell("residual", claim.residual.isEmpty ? "—" : grouped(claim.residual)),
          ],
        ]
      },
    ]
  }

  func tone(_ verdict: Verdict) -> String { Chain.Tone(verdict).rawValue }

  func name(_ verdict: Verdict) -> String { verdict.title.text(language) }
}
