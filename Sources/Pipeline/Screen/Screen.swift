import Domain
import Publish

/// A run on a terminal: the morning's sentence, the counties, the chain tie by tie, and the worst findings with what mends them.
public struct Screen: Sendable {
  private let outcome: RunOutcome
  private let language: String
  private let look: Look

  // What does not fit a screen is not read: the page and the tables have the rest.
  private static let countiesShown = 20
  private static let findingsShown = 5
  private static let reasonsShown = 5

  /// A run in a language, on a terminal.
  public init(_ outcome: RunOutcome, language: String, look: Look) {
    self.outcome = outcome
    self.language = language
    self.look = look
  }

  private func text(_ zh: String, _ en: String) -> String { language == "zh" ? zh : en }

  /// The screen.
  public var text: String {
    let sentence = wrapped(Summary(outcome, language: language).line, width: look.width)
    guard outcome.unchangedSince == nil else { return sentence }
    var parts = [look.paint(sentence, .strong)]
    if !outcome.counties.isEmpty { parts.append((counties + reasons).joined(separator: "\n")) }
    if outcome.exitCode != 4 { parts.append(chain.joined(separator: "\n")) }
    if !outcome.kinds.isEmpty { parts.append(findings.joined(separator: "\n")) }
    if let folder = outcome.folder { parts.append(harmless(text("已发布：", "published: ") + folder)) }
    return parts.joined(separator: "\n\n")
  }

  private var counties: [String] {
    var table = ScreenTable(columns: [
      .init(title: text("县", "county"), isFigure: false),
      .init(title: text("村", "villages"), dispensable: 3),
      .init(title: text("应有", "quota"), dispensable: 6),
      .init(title: text("兼任", "concurrent"), dispensable: 5),
      .init(title: text("核发", "eligible"), dispensable: 2),
      .init(title: text("人月", "months"), dispensable: 7),
      .init(title: text("应拨（元）", "due (yuan)")),
      .init(title: text("应拨−下达", "due − allocated")),
      .init(title: text("填报−应拨", "stated − due"), dispensable: 4),
      .init(title: text("状态", "status"), isFigure: false, dispensable: 1),
    ])
    func differs(_ figures: CountyFigures) -> Bool {
      figures.status != .current || gap(figures).map { $0 != .zero } == true
        || stated(figures).map { $0 != .zero } == true
        || figures.tally.villagesReported != figures.tally.villagesRegistered
    }
    let isLong = outcome.counties.count > Self.countiesShown
    let shown =
      isLong
      ? Array(outcome.counties.filter { differs($0.figures) }.prefix(Self.countiesShown)) : outcome.counties
    for (name, figures) in shown {
      let tally = figures.tally
      let gap = gap(figures)
      func count(_ value: Int?) -> ScreenTable.Cell {
        value.map { .init("\($0)") } ?? .init(text("缺", "missing"), .fair)
      }
      table.rows.append([
        .init(name),
        .init(
          "\(tally.villagesReported)/\(tally.villagesRegistered)",
          tally.villagesReported == tally.villagesRegistered ? nil : .bad),
        .init("\(tally.quota)"), count(tally.concurrent), count(tally.eligible), count(tally.personMonths),
        tally.due.map { .init($0.grouped) } ?? .init(text("缺", "missing"), .fair),
        .init(gap.map { ($0.fen > 0 ? "+" : "") + $0.grouped } ?? "—", gap.map { $0 == .zero ? .good : .bad }),
        .init(
          stated(figures).map { ($0.fen > 0 ? "+" : "") + $0.grouped } ?? "—",
          stated(figures).map { $0 == .zero ? .good : .bad }),
        .init(figures.status.title.text(language), figures.status == .current ? nil : .fair),
      ])
    }
    let rest = outcome.counties.count - shown.count
    var lines = shown.isEmpty ? [] : table.lines(look)
    if rest > 0 {
      let clean = outcome.counties.count { !differs($0.figures) }
      lines.append(
        text(
          "另有 \(rest) 县，其中 \(clean) 县相符；全部见 counties.csv",
          "\(rest) more counties, \(clean) of which tie; counties.csv has all"))
    }
    return lines
  }

  private func gap(_ figures: CountyFigures) -> Money? {
    guard let due = figures.tally.due, let allocated = figures.allocated?.amount else { return nil }
    return due - allocated
  }

  private func stated(_ figures: CountyFigures) -> Money? {
    guard let due = figures.tally.due, let stated = figures.tally.stated else { return nil }
    return stated - due
  }

  /// Why counties differ: what the greatest differences go back to, each with its cell.
  private var reasons: [String] { reasonsOfDue + reasonsOfStated }

  private var reasonsOfDue: [String] {
    greatest(outcome.reasons, by: \.gap).map { reason in
      let shown = zip(reason.findings, reason.shares).prefix(Self.reasonsShown)
      var causes = shown.map { told($0, share: $1.words.text(language)) }
      let more = reason.findings.count - causes.count
      if more > 0 { causes.append(text("另有 \(more) 项", "\(more) more")) }
      if reason.reckoned.count > 0 {
        let most = reason.reckoned.most.grouped
        causes.append(
          text(
            "缺员或不足月 \(reason.reckoned.count) 处少计至多 \(most) 元",
            "empty seats or months (\(reason.reckoned.count)) lower it by up to \(most) yuan"))
      }
      if let rest = reason.rest { causes.append(rest.text(language)) }
      let head =
        reason.findings.isEmpty
        ? text("\(reason.county) 应拨−下达 \(reason.gap.signed) 元：", "\(reason.county) differs by \(reason.gap.signed): ")
        : text(
          "\(reason.county) 应拨−下达 \(reason.gap.signed) 元的起因：", "why \(reason.county) differs by \(reason.gap.signed): ")
      return line(head, causes)
    }
  }

  private var reasonsOfStated: [String] {
    greatest(outcome.statedReasons, by: \.gap).map { reason in
      var causes = reason.findings.prefix(Self.reasonsShown).map { group in
        let places = group.count == 1 ? "" : text("等 \(group.count) 处", "and \(group.count - 1) more")
        let worth =
          group.effect.map { text("\($0.signed) 元", "\($0.signed) yuan") }
          ?? group.most.map { text("至多 \($0.grouped) 元", "up to \($0.grouped) yuan") } ?? ""
        return told(group.first, share: [places, worth].filter { !$0.isEmpty }.joined(separator: text("，", ", ")))
      }
      let more = reason.findings.count - causes.count
      if more > 0 { causes.append(text("另有 \(more) 项", "\(more) more")) }
      if let rest = reason.rest { causes.append(rest.text(language)) }
      return line(
        text(
          "\(reason.county) 填报−应拨 \(reason.gap.signed) 元\(reason.findings.isEmpty ? "：" : "，见：")",
          "what \(reason.county) states differs from what is due by \(reason.gap.signed): "), causes)
    }
  }

  private func greatest<Reason>(_ reasons: [Reason], by gap: KeyPath<Reason, Money>) -> [Reason] {
    let ordered = reasons.enumerated().sorted { a, b in
      let (x, y) = (a.element[keyPath: gap].fen.magnitude, b.element[keyPath: gap].fen.magnitude)
      return x == y ? a.offset < b.offset : x > y
    }
    return ordered.prefix(Self.reasonsShown).map(\.element)
  }

  /// A cause by kind, village and cell, which are enough to know it by; the sheet stands with the finding.
  private func told(_ finding: Discrepancy, share: String) -> String {
    let words = [
      finding.code.explanation.title.text(language), outcome.subject(of: finding, hasCounty: false),
      finding.spots.first?.place.cell ?? "", share,
    ]
    return words.filter { !$0.isEmpty }.map { visible($0) }.joined(separator: " ")
  }

  private func line(_ head: String, _ causes: [String]) -> String {
    wrapped(head + causes.joined(separator: text("；", "; ")), width: look.width, indent: "    ")
  }

  private var chain: [String] {
    let chain = Chain(
      .init(
        counties: outcome.counties.map(\.figures), budget: outcome.budget, claims: outcome.claims,
        subsidyLine: outcome.subsidyLine, months: outcome.months), language: language)
    let signs: [Chain.Tone: (String, Look.Ink)] = [.good: ("✓", .good), .fair: ("!", .fair), .bad: ("✗", .bad)]
    let names = chain.nodes.map { displayWidth($0.name) }.max() ?? 0
    let values = chain.nodes.map { displayWidth($0.value) }.max() ?? 0
    return chain.nodes.enumerated().map { index, node in
      var line = node.name + String(repeating: " ", count: names - displayWidth(node.name) + 2)
      line += String(repeating: " ", count: values - displayWidth(node.value)) + node.value
      // Where they cannot stand in columns, each sum follows its name.
      if displayWidth(line) > look.width {
        line = wrapped("\(node.name)  \(node.value)", width: look.width, indent: "    ")
      }
      // A tie stands beside the upper of its two sums, as one reads down.
      guard index > 0, let (sign, ink) = signs[chain.ties[index - 1].tone] else { return line }
      let tie = "\(sign) \(chain.ties[index - 1].text)"
      if displayWidth(line) + 2 + displayWidth(tie) <= look.width { return line + "  " + look.paint(tie, ink) }
      let indent = String(repeating: " ", count: min(names + 2, look.width / 3))
      return line + "\n" + look.paint(wrapped(indent + tie, width: look.width, indent: indent + "  "), ink)
    }
  }

  /// The worst of each code: a thousand findings of one kind have one remedy.
  private var findings: [String] {
    let groups = outcome.kinds
    var lines = [look.paint(text("最重要的疑点", "the worst findings"), .strong)]
    for group in groups.prefix(Self.findingsShown) {
      let finding = group.first
      let ink: Look.Ink = finding.severity >= .error ? .bad : .fair
      let more =
        group.count == 1
        ? "" : text("（同类另有 \(group.count - 1) 处）", " (and \(group.count - 1) more like this)")
      let head = "\(finding.severity.rawValue)[\(finding.code.rawValue)]"
      let message = visible(finding.message.text(language), limit: 400) + more
      let subject = outcome.subject(of: finding)
      let told = wrapped(
        "\(head): \(subject.isEmpty ? "" : subject + text("：", ": "))\(message)", width: look.width, indent: "    ")
      lines.append(look.paint(head, ink) + told.dropFirst(head.count))
      if let place = finding.spots.first?.place, !place.file.isEmpty {
        lines.append("  --> " + harmless(place.file) + (place.link.isEmpty ? "" : "  " + harmless(place.link)))
      }
      let mend = finding.explanation.mend.text(language)
      lines.append(look.paint(wrapped(text("  改法：", " mend: ") + mend, width: look.width, indent: "    "), .faint))
    }
    let rest = groups.dropFirst(Self.findingsShown).map { group in
      let title = group.first.code.explanation.title.text(language)
      return group.count == 1 ? title : text("\(title) \(group.count) 处", "\(title) (\(group.count))")
    }
    if !rest.isEmpty {
      let names = rest.joined(separator: text("、", ", "))
      lines.append(wrapped(text("  另有：", "  also: ") + names, width: look.width, indent: "    "))
    }
    lines.append(
      wrapped(
        text(
          "  含义：duizhang explain \(groups[0].first.code.rawValue)；各县清单在 returns/，全部在 discrepancies.csv",
          "  more: duizhang explain \(groups[0].first.code.rawValue); lists by county in returns/, all in discrepancies.csv"
        ), width: look.width, indent: "    "))
    if let reason = outcome.reasons.first, outcome.folder != nil {
      lines.append(
        wrapped(
          text("  一县为何有差：", "  why a county differs: ") + "duizhang explain counties.\(reason.county).difference_yuan",
          width: look.width, indent: "    "))
    }
    return lines
  }
}
