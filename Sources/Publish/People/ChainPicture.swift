import Domain

/// The chain from the register to the report as a picture: each node a sum, each tie between two of them with its residual.
struct ChainPicture {
  private struct Tie {
    var tone: String
    var text: String
  }

  private let article: Article
  private var nodes: [(name: String, value: String)] = []
  private var ties: [Tie] = []

  init(_ article: Article) {
    self.article = article
    let bulletin = article.bulletin
    let figures = bulletin.counties.map(\.figures)
    let (sum, isWhole) = (bulletin.total, bulletin.isWhole)
    func t(_ zh: String, _ en: String) -> String { article.text(zh, en) }
    let missing = t("缺", "missing")
    let yuan = t(" 元", " yuan")

    nodes.append((t("名册", "register"), t("\(sum.villagesRegistered) 村", "\(sum.villagesRegistered) villages")))
    ties.append(count(isWhole ? sum.villagesReported - sum.villagesRegistered : nil, t(" 村", " villages")))
    nodes.append((t("上报应有人数", "quota of the villages reported"), t("\(sum.quota) 人", "\(sum.quota)")))
    let heads: Int? =
      if let concurrent = sum.concurrent, let eligible = sum.eligible { eligible - (sum.quota - concurrent) } else {
        nil
      }
    ties.append(count(heads, t(" 人（扣除兼任后）", " heads")))
    nodes.append((t("核发人数", "eligible heads"), sum.eligible.map { t("\($0) 人", "\($0)") } ?? missing))
    let gaps = figures.map { county -> Money? in
      guard let due = county.tally.due, let stated = county.tally.stated else { return nil }
      return stated - due
    }
    ties.append(money(gaps, t("填报 − 应发", "stated − due")))
    nodes.append((t("应发金额", "amount due"), sum.due.map { $0.grouped + yuan } ?? missing))
    ties.append(
      money(
        figures.map { county -> Money? in
          guard let due = county.tally.due, let allocated = county.allocated?.amount else { return nil }
          return due - allocated
        }, t("应发 − 下达", "due − allocated")))
    let allocated = figures.compactMap { $0.allocated?.amount }
    nodes.append(
      (t("各县下达", "allocated to counties"), allocated.isEmpty ? missing : allocated.reduce(.zero, +).grouped + yuan))
    let budget = bulletin.publication.budget
    if let line = bulletin.subsidy, line.computed != nil {
      ties.append(verdict(line))
      nodes.append((t("预算科目", "budget line"), amount(line)))
    }
    if let total = budget.last, total.line == "合计" {
      ties.append(verdict(total))
      nodes.append((t("预算合计", "budget total"), amount(total)))
    }
    let claims = bulletin.publication.claims
    if !claims.isEmpty {
      let wrong = claims.filter { $0.verdict == .mismatch }.count
      let open = claims.filter { $0.verdict == .unverifiable }.count
      ties.append(
        wrong > 0
          ? Tie(tone: "bad", text: t("\(wrong) 个数字不符", "\(wrong) figures differ"))
          : Tie(
            tone: open > 0 ? "fair" : "good",
            text: open > 0 ? t("\(open) 个无从核对", "\(open) unverifiable") : t("全部相符", "all tie")))
      nodes.append((t("报告", "report"), t("\(claims.count) 个数字", "\(claims.count) figures")))
    }
  }

  private func count(_ residual: Int?, _ unit: String) -> Tie {
    guard let residual else { return Tie(tone: "fair", text: article.text("缺数，无从核对", "missing, nothing to compare")) }
    return residual == 0
      ? Tie(tone: "good", text: article.text("相符", "ties"))
      : Tie(tone: "bad", text: article.text("差 ", "differs by ") + (residual > 0 ? "+" : "") + "\(residual)" + unit)
  }

  // Counties may differ in opposite ways; a sum of zero would hide them, so each county's own difference counts.
  private func money(_ gaps: [Money?], _ name: String) -> Tie {
    let known = gaps.compactMap(\.self)
    guard !known.isEmpty else { return Tie(tone: "fair", text: name + article.text("：缺数，无从核对", ": missing")) }
    let wrong = known.filter { $0 != .zero }
    let sum = known.reduce(.zero, +)
    let signed = (sum.fen > 0 ? "+" : "") + sum.grouped + article.text(" 元", "")
    if !wrong.isEmpty {
      return Tie(
        tone: "bad",
        text: "\(name) \(signed)"
          + article.text("（\(wrong.count) 县）", wrong.count == 1 ? " (1 county)" : " (\(wrong.count) counties)"))
    }
    let absent = gaps.count - known.count
    return absent == 0
      ? Tie(tone: "good", text: article.text("相符", "ties"))
      : Tie(tone: "fair", text: article.text("相符，\(absent) 县缺数", "ties; \(absent) missing"))
  }

  private func verdict(_ line: BudgetFigures) -> Tie {
    let residual = line.residual.map { ($0.fen > 0 ? " +" : " ") + $0.grouped + article.text(" 元", " yuan") } ?? ""
    return Tie(
      tone: article.tone(line.verdict), text: article.name(line.verdict) + (line.residual == .zero ? "" : residual))
  }

  private func amount(_ line: BudgetFigures) -> String {
    let stage = [BudgetStage.allocated, .adjusted, .requested].lazy.compactMap { line.stages[$0] }.first
    return stage.map { $0.amount.grouped + article.text(" 元", " yuan") } ?? article.text("缺", "missing")
  }

  /// Geometry and words for the template.
  var content: Fields {
    let colors = ["good": "#14652f", "fair": "#7a4b00", "bad": "#9b1c1c"]
    let signs = ["good": "✓", "fair": "!", "bad": "✗"]
    let step = 78
    let alt = nodes.enumerated().map { index, node in
      "\(node.name) \(node.value)" + (index < ties.count ? " — \(ties[index].text) — " : "")
    }.joined()
    return [
      "height": "\((nodes.count - 1) * step + 38)", "alt": alt,
      "nodes": nodes.enumerated().map { index, node -> Fields in
        ["y": "\(index * step + 2)", "line": "\(index * step + 25)", "name": node.name, "value": node.value]
      },
      "ties": ties.enumerated().map { index, tie -> Fields in
        [
          "top": "\(index * step + 36)", "bottom": "\((index + 1) * step + 2)", "middle": "\(index * step + 58)",
          "mark": "\(index * step + 63)", "color": colors[tie.tone] ?? "", "sign": signs[tie.tone] ?? "",
          "text": tie.text,
        ]
      },
    ]
  }
}
