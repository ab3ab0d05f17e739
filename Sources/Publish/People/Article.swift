import Domain
import Mustache

/// The page in one language, as the template takes it: texts and lists of texts.
struct Article {
  let voice: Voice

  // A page is read, not searched: the tables have everything, and the page says how much it leaves to them.
  private static let groupsShown = 200
  private static let placesShown = 12
  private static let effectsShown = 8
  private static let inputsShown = 200

  init(_ bulletin: Bulletin, language: String) { voice = Voice(bulletin: bulletin, language: language) }

  var bulletin: Bulletin { voice.bulletin }
  var language: String { voice.language }
  func text(_ zh: String, _ en: String) -> String { voice.text(zh, en) }

  /// The article as the page takes it.
  func markup(_ parts: [MustacheTemplate]) -> Markup {
    let content = content
    return Markup(parts.map { $0.render(content) }.joined())
  }

  /// Everything that the template names.
  private var content: Fields {
    // Findings may be many and large: their positions are told apart and grouped.
    let findings = bulletin.findings
    let told = findings.indices.filter { findings[$0].discrepancy.severity >= .warning }
    let open = told.filter { findings[$0].word == nil }
    let roots = open.filter { findings[$0].causes.isEmpty }
    let errors = roots.count { findings[$0].discrepancy.severity >= .error }
    let consequences = open.count - roots.count
    let shown = roots.prefix(Self.groupsShown).map { findings[$0] }
    var effects: [String: [Int]] = Dictionary(shown.map { ($0.fingerprint, []) }, uniquingKeysWith: { a, _ in a })
    for position in open { if let cause = findings[position].causes.first { effects[cause]?.append(position) } }
    var content: Fields = [
      "lang": language, "htmlLang": language == "zh" ? "zh-CN" : "en",
      "title": text("\(bulletin.period) 对账", "\(bulletin.period) reconciliation"),
      "sentence": bulletin.sentence.text(language), "asOf": text("截至 \(bulletin.asOf)", "as of \(bulletin.asOf)"),
      "w": words(hasErrors: errors > 0), "worst": shown.prefix(3).map(worst), "chain": ChainPicture(voice).content,
      "tally": tally(errors: errors, warnings: roots.count - errors, consequences: consequences),
      "firstCounty": bulletin.counties.first?.entry.code ?? "",
    ]
    content.merge(countyTable(linked: Set(shown.map(\.position))))
    content.merge(budgetTable)
    content.merge(claimTable)
    content.merge(inputTable)
    content.merge(MonthCharts(voice).content)
    content["groups"] = shown.map { group($0, effects: effects[$0.fingerprint] ?? []) }
    content.merge(WhatChanged(voice).content)
    content.merge(acknowledgedTable(told))
    content["files"] = schemas.map { ["name": $0.name + ".csv", "title": $0.title.text(language)] as Fields }
    content["hasMoreGroups"] = roots.count > Self.groupsShown
    content["moreGroups"] = text(
      "另有 \(roots.count - Self.groupsShown) 项，见 discrepancies.csv。",
      "\(roots.count - Self.groupsShown) more are in discrepancies.csv.")
    return content
  }

  private func tally(errors: Int, warnings: Int, consequences: Int) -> [Fields] {
    guard errors + warnings > 0 else { return [] }
    let parts = [
      errors > 0 ? text("\(errors) 项不符", "\(errors) error\(errors == 1 ? "" : "s")") : nil,
      warnings > 0 ? text("\(warnings) 项提醒", "\(warnings) warning\(warnings == 1 ? "" : "s")") : nil,
    ].compactMap(\.self).joined(separator: text("、", " and "))
    guard consequences > 0 else { return [["text": text("共 \(parts)。", "\(parts).")]] }
    return [
      [
        "text": text(
          "\(parts)各有其因；另有 \(consequences) 项随之而来，原因更正后自会消失。",
          "\(parts) of their own; \(consequences) more follow from them and go when they are mended.")
      ]
    ]
  }

  private func words(hasErrors: Bool) -> Fields {
    [
      "worst": hasErrors ? text("最要紧的问题", "The worst problems") : text("没有不符；请留意", "Nothing differs; to note"),
      "nothing": text("没有差异。", "Everything ties."),
      "chain": text("勾稽链", "How the chain ties"), "counties": text("各县", "Counties"),
      "countiesNote": text(
        "差额 = 应发 − 下达；“缺”表示没有填报，不是零。", "difference = due − allocated; “missing” was not stated and is not zero."),
      "trace": text("任一数字追到单元格：", "From any figure to its cells:"), "charts": text("图表", "Charts"),
      "found": text("差异，按原因归并", "Discrepancies by cause"), "filter": text("筛选", "Filter"),
      "budget": text("预算科目", "Budget lines"), "claims": text("报告所述数字", "Figures that the report states"),
      "inputs": text("上报文件", "Uploads"), "files": text("数据文件", "Files"),
      "filesNote": text(
        "与本页在同一文件夹；每列的含义见", "In the folder that this page is in; what every column means is said by"),
      "filesLists": text("各县核对清单在", "Each county's list to mend is in"),
      "since": text("与上次发布相比", "What changed since last time"),
      "acknowledged": text("已核实，不再计入", "Acknowledged, no longer counted"),
      "table": text("（可左右滚动）", " (scrolls sideways)"),
      "sideways": text("← 表格可左右滑动 →", "← the table scrolls sideways →"),
    ]
  }

  private func effect(_ finding: Finding) -> [Words] { voice.worth(finding).map { [Words($0)] } ?? [] }

  private func worst(_ finding: Finding) -> Fields {
    let place = finding.discrepancy.spots.first?.place
    let link = [place?.fileName ?? "", place?.link ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    var item: Fields = [
      "severity": finding.discrepancy.severity >= .error ? "error" : "warning",
      "title":
        "\(voice.subject(finding)) · \(finding.discrepancy.code.explanation.title.text(language)) \(finding.discrepancy.code.rawValue)",
      "message": visible(finding.discrepancy.message.text(language)), "where": visible(link),
    ]
    item["effect"] = effect(finding)
    return item
  }

  private func group(_ finding: Finding, effects: [Int]) -> Fields {
    let discrepancy = finding.discrepancy
    let told = discrepancy.spots.filter { !$0.place.source.isEmpty || !$0.raw.isEmpty }
    let places = told.prefix(Self.placesShown).map { spot in
      visible(spot.place.source) + (spot.raw.isEmpty ? "" : " = “\(visible(spot.raw, limit: 60))”")
    }
    let more = told.count - Self.placesShown
    let moreEffects = effects.count - Self.effectsShown
    return [
      "tone": tone(discrepancy.severity), "gravity": name(discrepancy.severity), "code": discrepancy.code.rawValue,
      "where": voice.subject(finding), "message": visible(discrepancy.message.text(language)),
      "mend": text("怎样改：", "To mend: ") + discrepancy.explanation.mend.text(language),
      "placesTitle": places.isEmpty ? "" : text("位置：", "Cells:"),
      "places": places.map(Words.init),
      "morePlaces": more > 0 ? [Words(text("另有 \(more) 处", "and \(more) more"))] : [],
      "hasEffects": !effects.isEmpty, "effectsTitle": text("由此引起：", "It causes:"),
      "effects": effects.prefix(Self.effectsShown).map { bulletin.findings[$0] }.map {
        Words(
          "\($0.discrepancy.code.rawValue) \(voice.subject($0))" + text("：", ": ")
            + visible($0.discrepancy.message.text(language)))
      } + (moreEffects > 0 ? [Words(text("另有 \(moreEffects) 项", "and \(moreEffects) more"))] : []),
      "replies": finding.reply.map { [Words(reply($0))] } ?? [],
      // On paper nothing is unfolded.
      "firstPlace": places.prefix(1).map(Words.init),
      "print": text("指纹 ", "fingerprint ") + finding.fingerprint, "anchor": voice.anchor(finding),
      "guess": discrepancy.consistentWith.prefix(1).map { Words(text("可能：", "Perhaps: ") + $0.text(language)) },
      "effect": effect(finding),
    ]
  }

  private func reply(_ reply: Reply) -> String {
    let name = reply.file.split(separator: "/").last.map(String.init) ?? reply.file
    return text("县级答复（\(visible(name))，只供参考）：", "The county's reply (\(visible(name)); it informs only): ")
      + visible(reply.text(language))
  }

  /// Findings that the bureau has said to be right as they are.
  private func acknowledgedTable(_ positions: [Int]) -> Fields {
    let known = positions.filter { bulletin.findings[$0].word != nil }
    let more = known.count - Self.groupsShown
    return [
      "hasAcknowledged": !known.isEmpty, "hasMoreAcknowledged": more > 0,
      "moreAcknowledged": text("另有 \(more) 项，见 lifecycle.csv。", "\(more) more are in lifecycle.csv."),
      "acknowledgedHeads": [
        text("差异", "discrepancy"), text("核实人", "by"), text("有效至", "until"), text("理由", "reason"),
      ].map { ["name": $0] as Fields },
      "acknowledged": known.prefix(Self.groupsShown).map { bulletin.findings[$0] }.map { finding -> Fields in
        [
          "what":
            "\(finding.discrepancy.code.rawValue) \(voice.subject(finding)): \(visible(finding.discrepancy.message.text(language)))",
          "by": visible(finding.word?.by ?? ""), "until": finding.word?.until ?? "",
          "reason": visible(finding.word?.reason ?? ""),
        ]
      },
    ]
  }

  func tone(_ severity: Severity) -> String { severity >= .error ? "bad" : severity == .warning ? "fair" : "good" }

  private func name(_ severity: Severity) -> String {
    switch severity {
    case .info: text("提示", "info")
    case .warning: text("提醒", "warning")
    case .error: text("不符", "error")
    case .block: text("暂扣", "held")
    }
  }

  /// Inputs by county and name, with their age.
  private var inputTable: Fields {
    let names = Dictionary(bulletin.counties.map { ($0.entry.code, $0.entry.name) }, uniquingKeysWith: { a, _ in a })
    let states: [String: (String, String)] = [
      "current": (text("采用", "in use"), "good"), "last-good": (text("沿用上次", "last good"), "fair"),
      "refused": (text("退回", "refused"), "bad"), "set-aside": (text("未采用", "set aside"), "fair"),
      "superseded": (text("已被取代", "superseded"), "fair"),
    ]
    let more = bulletin.inputs.count - Self.inputsShown
    return [
      "inputHeads": [
        text("县", "county"), text("状态", "status"), text("文件", "file"), text("收到", "received"), text("距今", "age"),
      ]
      .map { ["name": $0] as Fields },
      "inputs": bulletin.inputs.prefix(Self.inputsShown).map { input -> Fields in
        let (state, tone) = states[input.status] ?? (input.status, "fair")
        // What a computer has left may be of a later day.
        let days = max(0, input.received.days(until: bulletin.asOf))
        return [
          "county": names[input.county] ?? input.county, "name": visible(input.name), "received": "\(input.received)",
          "age": text("\(days) 天", days == 1 ? "1 day" : "\(days) days"), "status": state, "tone": tone,
        ]
      }, "hasMoreInputs": more > 0,
      "moreInputs": text("另有 \(more) 个文件，见 run.json。", "\(more) more files are in run.json."),
    ]
  }
}
