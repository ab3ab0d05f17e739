import Domain

/// The fund's self-evaluation with this run's figures, each with its verdict, worded as such reports are. What no data can say stays blank.
struct SelfEvaluation {
  /// A heading and its paragraphs.
  struct Section {
    var heading: String
    var paragraphs: [String]
  }

  /// A table of the annex.
  struct Annex {
    var heading: String
    var heads: [String]
    var rows: [[String]]
    /// Columns of figures.
    var numbers: Set<Int>
    /// The column of words, which wants room.
    var words: Int
  }

  private let bulletin: Bulletin
  private let article: Article

  init(_ bulletin: Bulletin) {
    self.bulletin = bulletin
    article = Article(bulletin, language: bulletin.language)
  }

  private func t(_ zh: String, _ en: String) -> String { bulletin.text(zh, en) }
  private var blank: String { t("（由填报单位填写）", "(to be filled in by the office)") }
  private var missing: String { t("（缺）", "(missing)") }

  /// Yuan as such reports write them: 万元, with all places that are needed.
  private func wan(_ amount: Money?) -> String {
    guard let amount, let ratio = try? Ratio(amount.fen, over: MoneyUnit.wan.fen) else { return missing }
    return ratio.decimal + t("万元", " × 10,000 yuan")
  }

  private func percent(_ part: Money?, _ whole: Money?) -> String {
    guard let part, let whole, whole.fen > 0, let share = try? Ratio(part.fen, over: whole.fen),
      let percent = try? share.times(Ratio(100))
    else { return missing }
    return (percent.denominator == 1 ? percent.decimal : percent.decimal(places: 2)) + "%"
  }

  private func mark(_ text: String) -> String { t("【\(text)】", " [\(text)]") }

  private func verdict(_ line: BudgetFigures) -> String {
    guard let residual = line.residual, residual != .zero else { return mark(article.name(line.verdict)) }
    let name = line.verdict == .rounded ? t("尾差", "residual") : t("差", "difference")
    return mark(article.name(line.verdict) + t("，\(name) \(signed(residual)) 元", ", \(name) \(signed(residual)) yuan"))
  }

  private func signed(_ amount: Money) -> String { (amount.fen > 0 ? "+" : "") + amount.grouped }

  private func tie(_ gap: Int?, _ unit: String, with other: Message) -> String {
    guard let gap else { return mark(t("缺数，无从核对", "missing, nothing to compare")) }
    return gap == 0
      ? mark(t("与\(other.zh)一致", "ties with \(other.en)"))
      : mark(t("与\(other.zh)差 \(gap > 0 ? "+" : "")\(gap) \(unit)", "\(gap > 0 ? "+" : "")\(gap) against \(other.en)"))
  }

  private func tie(_ gap: Money?) -> String {
    guard let gap else { return mark(t("缺数，无从核对", "missing, nothing to compare")) }
    return gap == .zero
      ? mark(t("与下达一致", "ties with what was allocated"))
      : mark(t("应发 − 下达 \(signed(gap)) 元", "due − allocated \(signed(gap)) yuan"))
  }

  private func count(_ value: Int?) -> String { value.map(String.init) ?? missing }

  private func byCounty(_ value: (CountyFigures) -> String) -> String {
    bulletin.counties.map { $0.entry.name + t("", " ") + value($0.figures) }.joined(separator: t("、", ", "))
  }

  var title: String { t("项目绩效自评报告（\(bulletin.period)，底稿）", "Self-evaluation \(bulletin.period) (draft)") }

  /// What it is, before all else.
  var note: String {
    t(
      "数字取自本次对账（截至 \(bulletin.asOf)），方括号内是核对结论；“缺”不是零；标明由填报单位填写的，数据无从得知。",
      "The figures are this run's (as of \(bulletin.asOf)), each with its verdict in brackets; missing is not zero; what only the office knows is left to it."
    )
  }

  /// The form's head, which no data fills.
  var head: [String] {
    [
      ("项目名称：", "project: "), ("市级预算部门：", "department: "), ("填报人姓名：", "prepared by: "), ("联系电话：", "telephone: "),
      ("填报日期：", "date: "),
    ]
    .map { t($0.0, $0.1) + blank }
  }

  /// The paragraphs.
  var sections: [Section] {
    let subsidy = bulletin.subsidy
    let others = bulletin.lines.filter { $0.line != subsidy?.line }
    let results = [subsidy.map(ofSubsidy) ?? villagesAndHeads] + others.map(other)
    return [
      Section(
        heading: t("一、项目概况", "1. The fund"), paragraphs: [overview]),
      Section(heading: t("二、项目组织实施情况", "2. How it was carried out"), paragraphs: [blank]),
      Section(
        heading: t("三、项目绩效情况", "3. Results"), paragraphs: results.enumerated().map { ordinal($0.offset) + $0.element }),
      Section(heading: t("四、项目主要做法和经验", "4. Practice and experience"), paragraphs: [blank]),
      Section(
        heading: t("五、项目自评结论及得分", "5. Conclusion and score"), paragraphs: [conclusion, t("自评分：", "score: ") + blank]),
    ]
  }

  private func ordinal(_ index: Int) -> String {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    return index < digits.count ? t("(\(digits[index]))", "(\(index + 1)) ") : "(\(index + 1)) "
  }

  private var overview: String {
    guard let total = bulletin.publication.budget.first(where: { $0.line == "合计" }) else {
      return t("未提供预算数据。", "There is no budget.")
    }
    let spent = total.stages[.spent]?.amount
    let parts = bulletin.lines.map { visible($0.line) + wan($0.allocated) + verdict($0) }.joined(
      separator: t("、", ", "))
    return t(
      "\(bulletin.period)年预算申请数\(wan(total.stages[.requested]?.amount))，下达\(wan(total.allocated))\(verdict(total))，其中\(parts)。已支出\(wan(spent))，资金使用率\(percent(spent, total.allocated))。",
      "In \(bulletin.period) \(wan(total.stages[.requested]?.amount)) was requested and \(wan(total.allocated)) allocated\(verdict(total)): \(parts). \(wan(spent)) was spent, \(percent(spent, total.allocated))."
    )
  }

  private func ofSubsidy(_ line: BudgetFigures) -> String {
    let spent = line.stages[.spent]?.amount
    return t(
      "用于\(visible(line.line))。下达\(wan(line.allocated))\(verdict(line))，已支出\(wan(spent))，资金使用率\(percent(spent, line.allocated))；",
      "\(visible(line.line)): \(wan(line.allocated)) allocated\(verdict(line)), \(wan(spent)) spent, \(percent(spent, line.allocated)). "
    )
      + villagesAndHeads
  }

  private var villagesAndHeads: String {
    let (sum, isWhole) = (bulletin.total, bulletin.isWhole)
    let policy = bulletin.publication.context.policy
    let heads: Int? =
      if isWhole, let concurrent = sum.concurrent, let eligible = sum.eligible {
        eligible - (sum.quota - concurrent)
      } else { nil }
    let quotas = Set(policy.rules.map(\.quota))
    let villages = byCounty {
      $0.status == .missing ? missing : t("\($0.tally.villagesReported)个", "\($0.tally.villagesReported)")
    }
    let concurrent = byCounty { $0.tally.concurrent.map { t("\($0)人", "\($0)") } ?? missing }
    let amounts = byCounty { county in
      let gap: Money? =
        if let due = county.tally.due, let allocated = county.allocated?.amount { due - allocated } else { nil }
      return wan(county.tally.due) + tie(gap)
    }
    let reported = tie(
      isWhole ? sum.villagesReported - sum.villagesRegistered : nil, t("个", "villages"),
      with: Message(zh: "名册", en: "the register"))
    let paid = tie(heads, t("人", "heads"), with: Message(zh: "应有减兼任", en: "quota less concurrent"))
    let cap = quotas.count == 1 ? quotas.first : nil
    let rate = policy.singleRate.flatMap { (try? Ratio($0.fen, over: 100))?.decimal }
    let absent = bulletin.counties.filter { $0.figures.status == .missing }.map(\.entry.name)
    let names = absent.joined(separator: t("、", ", "))
    let lacking = absent.isEmpty ? "" : t("（缺\(names)）", " (without \(names))")
    let reporting = bulletin.counties.count - absent.count
    return t(
      "\(reporting)县（市、区）\(lacking)共上报\(sum.villagesReported)个村(\(villages))\(reported)，"
        + (cap.map { "按照每个村\($0)名成员，" } ?? "")
        + "应有\(sum.quota)人，其中兼任不再重复发放\(count(sum.concurrent))人(\(concurrent))，核发\(count(sum.eligible))人\(paid)，计\(count(sum.personMonths))人月。"
        + (rate.map { "按每人每月\($0)元计算，" } ?? "") + "\(amounts)，合计应发\(lacking)\(wan(sum.due))。",
      "\(sum.villagesReported) villages of \(reporting) counties\(lacking) reported (\(villages))\(reported); "
        + (cap.map { "at \($0) members a village, " } ?? "")
        + "\(sum.quota) heads, of them \(count(sum.concurrent)) concurrent and not paid again (\(concurrent)); \(count(sum.eligible)) eligible\(paid), \(count(sum.personMonths)) person-months. "
        + (rate.map { "At \($0) yuan a person a month: " } ?? "") + "\(amounts); \(wan(sum.due)) due in all\(lacking).")
  }

  private func other(_ line: BudgetFigures) -> String {
    let spent = line.stages[.spent]?.amount
    let proof = bulletin.evidence.filter { $0.line == line.line }.map { evidence in
      let value =
        evidence.value.map { value in
          if case .ratio = evidence.measure {
            return ((try? value.times(Ratio(100))) ?? value).decimal(places: 2) + "%"
          }
          return value.decimal
        } ?? missing
      let verdict = bulletin.verdict(of: evidence).map { mark(t("报告所述", "the report's figure: ") + article.name($0)) }
      let name = visible(evidence.place.fileName)
      return t(
        "\(evidence.title) \(value)（\(name)）",
        "\(evidence.name.isEmpty ? evidence.measure.words : evidence.name): \(value) (\(name))")
        + (verdict ?? "")
    }.joined(separator: t("；", "; "))
    return t(
      "用于\(visible(line.line))。下达\(wan(line.allocated))\(verdict(line))，已支出\(wan(spent))，资金使用率\(percent(spent, line.allocated))。产出：\(proof.isEmpty ? blank : proof)。效益：\(blank)。",
      "\(visible(line.line)): \(wan(line.allocated)) allocated\(verdict(line)), \(wan(spent)) spent, \(percent(spent, line.allocated)). Output: \(proof.isEmpty ? blank : proof). Benefit: \(blank)."
    )
  }

  private var conclusion: String {
    visible(bulletin.sentence.text(bulletin.language), limit: 2000)
      + t("逐项见 discrepancies.csv 与 report.html。", " Each is in discrepancies.csv and report.html.")
  }

  /// The bureau's form.
  var form: Annex {
    Annex(
      heading: t("附一：绩效目标自评表", "Annex 1: performance targets"),
      heads: [
        t("一级指标", "category"), t("二级指标", "aspect"), t("指标", "indicator"), t("年初预算数", "initial"), t("全年预算数", "budget"),
        t("全年执行数", "spent"), t("执行率", "rate"), t("年度指标值", "target"), t("实际完成值", "actual"), t("分值", "weight"),
        t("得分", "score"),
        t("核对", "verdict"),
      ],
      rows: Performance(bulletin).rows.map { row in
        let isMoney = row.category == "资金"
        let name = isMoney ? "" : unitName(row.unit, bulletin.language)
        let unit = name.isEmpty ? "" : t("（\(name)）", " (\(name))")
        return [
          word(row.category), word(row.aspect),
          (isMoney ? lineName(row.indicator, bulletin.language) : visible(word(row.indicator))) + unit,
          row.initial?.grouped ?? "",
          row.budget?.grouped ?? "",
          row.spent?.grouped ?? "", row.rate, row.target, row.actual, "", "", row.verdict.map(article.name) ?? "",
        ]
      }, numbers: Set(3...10), words: 2)
  }

  /// The form's own words; what the budget or the evidence names stays as it is.
  private func word(_ chinese: String) -> String {
    bulletin.language == "zh" ? chinese : Performance.told(chinese)
  }

  /// What the report states, against this run.
  var claims: Annex {
    Annex(
      heading: t("附二：报告所述数字与本次对账", "Annex 2: the report's figures against this run"),
      heads: [t("编号", "no."), t("原文", "text"), t("所述", "stated"), t("复算", "computed"), t("结论", "verdict")],
      rows: bulletin.publication.claims.map {
        [
          $0.id, visible($0.text), stated($0.stated, $0.unit, bulletin.language),
          $0.computed.isEmpty ? "—" : grouped($0.computed),
          article.name($0.verdict),
        ]
      }, numbers: [2, 3], words: 1)
  }
}
