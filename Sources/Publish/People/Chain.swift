public import Domain

/// The chain from the register to the report: each node a sum, each tie between two of them with its residual.
public struct Chain: Sendable {
  /// How well two sums tie.
  public enum Tone: String, Sendable {
    /// They do.
    case good
    /// Nobody can tell for certain.
    case fair
    /// They do not.
    case bad
  }

  /// What lies between two nodes.
  public struct Tie: Sendable {
    /// How well they tie.
    public var tone: Tone
    /// The residual in words.
    public var text: String
  }

  /// What the chain's words are made of.
  public struct Source: Sendable {
    /// Sums by county; villages and members are not needed.
    public var counties: [CountyFigures]
    /// Budget lines and their total.
    public var budget: [BudgetFigures]
    /// The report's figures.
    public var claims: [Claim]
    /// The budget line that the counties' subsidies are paid from.
    public var subsidyLine: String

    /// How many months the period has.
    public var months: Int

    /// What the chain's words are made of.
    public init(
      counties: [CountyFigures], budget: [BudgetFigures], claims: [Claim], subsidyLine: String, months: Int
    ) {
      self.counties = counties
      self.budget = budget
      self.claims = claims
      self.subsidyLine = subsidyLine
      self.months = months
    }
  }

  /// Sums by their names, from the register up.
  public private(set) var nodes: [(name: String, value: String)] = []
  /// Ties, one fewer than nodes.
  public private(set) var ties: [Tie] = []
  private let isChinese: Bool

  /// The chain in a language.
  public init(_ source: Source, language: String) {
    isChinese = language == "zh"
    let figures = source.counties
    let sum = figures.reduce(into: Tally()) { $0.add($1.tally) }
    let isWhole = figures.allSatisfy { $0.status != .missing }
    let missing = text("缺", "missing")
    let yuan = text(" 元", " yuan")
    // A sum without a county is no sum of all.
    let absent = figures.count { $0.status == .missing }
    let lacking = absent == 0 ? "" : text("（缺 \(absent) 县）", " (without \(absent))")

    nodes.append((text("名册", "register"), text("\(sum.villagesRegistered) 村", "\(sum.villagesRegistered) villages")))
    ties.append(
      count(isWhole ? sum.villagesReported - sum.villagesRegistered : nil, Message(zh: " 村", en: "villages")))
    nodes.append((text("上报应有人数", "quota of the villages reported"), text("\(sum.quota) 人", "\(sum.quota)") + lacking))
    ties.append(heads(sum, months: source.months))
    nodes.append((text("核发人数", "eligible heads"), sum.eligible.map { text("\($0) 人", "\($0)") + lacking } ?? missing))
    let gaps = figures.map { county -> Money? in
      guard let due = county.tally.due, let stated = county.tally.stated else { return nil }
      return stated - due
    }
    ties.append(money(gaps, text("填报 − 应发", "stated − due")))
    nodes.append((text("应发金额", "amount due"), sum.due.map { $0.grouped + yuan + lacking } ?? missing))
    ties.append(
      money(
        figures.map { county -> Money? in
          guard let due = county.tally.due, let allocated = county.allocated?.amount else { return nil }
          return due - allocated
        }, text("应发 − 下达", "due − allocated")))
    let allocated = figures.compactMap { $0.allocated?.amount }
    nodes.append(
      (
        text("各县下达", "allocated to counties"),
        allocated.isEmpty ? missing : allocated.reduce(.zero, +).grouped + yuan
      ))
    let lines = source.budget.filter { $0.line != "合计" }
    if let line = lines.first(where: { $0.line == source.subsidyLine }) ?? lines.first, line.computed != nil {
      ties.append(verdict(line))
      nodes.append((text("预算科目", "budget line"), amount(line)))
    }
    if let total = source.budget.last, total.line == "合计" {
      ties.append(verdict(total))
      nodes.append((text("预算合计", "budget total"), amount(total)))
    }
    if !source.claims.isEmpty {
      let wrong = source.claims.filter { $0.verdict == .mismatch }.count
      let open = source.claims.filter { $0.verdict == .unverifiable }.count
      ties.append(
        wrong > 0
          ? Tie(tone: .bad, text: text("\(wrong) 个数字不符", "\(wrong) figures differ"))
          : Tie(
            tone: open > 0 ? .fair : .good,
            text: open > 0 ? text("\(open) 个无从核对", "\(open) unverifiable") : text("全部相符", "all tie")))
      nodes.append((text("报告", "report"), text("\(source.claims.count) 个数字", "\(source.claims.count) figures")))
    }
  }

  private func text(_ zh: String, _ en: String) -> String { isChinese ? zh : en }

  /// Heads beside the seats that are not held concurrently. Where one followed another in a seat there are more heads than seats, but no
  /// more person-months: that is no difference.
  private func heads(_ sum: Tally, months: Int) -> Tie {
    guard let concurrent = sum.concurrent, let eligible = sum.eligible else {
      return count(nil, Message(zh: "", en: ""))
    }
    let seats = sum.quota - concurrent
    if eligible > seats, let paid = sum.personMonths, paid <= seats * months {
      return Tie(
        tone: .fair,
        text: text("多 \(eligible - seats) 人，人月未超（年中更替）", "\(eligible - seats) more, person-months within (turnover)"))
    }
    return count(eligible - seats, Message(zh: " 人（扣除兼任后）", en: "heads"))
  }

  private func count(_ residual: Int?, _ unit: Message) -> Tie {
    guard let residual else { return Tie(tone: .fair, text: text("缺数，无从核对", "missing, nothing to compare")) }
    let signed = (residual > 0 ? "+" : "") + "\(residual)"
    return residual == 0
      ? Tie(tone: .good, text: text("相符", "ties"))
      : Tie(tone: .bad, text: text("差 \(signed)\(unit.zh)", "\(unit.en) differ by \(signed)"))
  }

  // Counties may differ in opposite ways; a sum of zero would hide them, so each county's own difference counts.
  private func money(_ gaps: [Money?], _ name: String) -> Tie {
    let known = gaps.compactMap(\.self)
    guard !known.isEmpty else { return Tie(tone: .fair, text: name + text("：缺数，无从核对", ": missing")) }
    let wrong = known.filter { $0 != .zero }
    let sum = known.reduce(.zero, +)
    let signed = (sum.fen > 0 ? "+" : "") + sum.grouped + text(" 元", "")
    if !wrong.isEmpty {
      return Tie(
        tone: .bad,
        text: "\(name) \(signed)"
          + text("（\(wrong.count) 县）", wrong.count == 1 ? " (1 county)" : " (\(wrong.count) counties)"))
    }
    let absent = gaps.count - known.count
    return absent == 0
      ? Tie(tone: .good, text: text("相符", "ties"))
      : Tie(tone: .fair, text: text("相符，\(absent) 县缺数", "ties; \(absent) missing"))
  }

  private func verdict(_ line: BudgetFigures) -> Tie {
    let residual = line.residual.map { ($0.fen > 0 ? " +" : " ") + $0.grouped + text(" 元", " yuan") } ?? ""
    return Tie(
      tone: Tone(line.verdict),
      text: line.verdict.title.text(isChinese ? "zh" : "en") + (line.residual == .zero ? "" : residual))
  }

  private func amount(_ line: BudgetFigures) -> String {
    let stage = [BudgetStage.allocated, .adjusted, .requested].lazy.compactMap { line.stages[$0] }.first
    return stage.map { $0.amount.grouped + text(" 元", " yuan") } ?? text("缺", "missing")
  }
}

extension Chain.Tone {
  /// How well two figures tie that were judged.
  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .exact: .good
      case .rounded, .unverifiable: .fair
      case .mismatch: .bad
      }
  }
}
