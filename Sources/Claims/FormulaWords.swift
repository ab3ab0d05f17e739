import Domain

// Who reads a report knows neither columns nor formulas: what a figure was held against is told in words; the formula itself stands in
// `claims.csv`, for whoever wants to follow it.
extension Findings {
  /// A formula in words.
  func words(of formula: Formula) -> Message { words(formula.root, isInner: false) }

  private func words(_ node: Formula.Node, isInner: Bool) -> Message {
    switch node {
    case .number(let number): return Message(zh: number.shortest, en: number.shortest)
    case .figure(let path): return words(of: path, isSum: false)
    case .call(let name, let arguments):
      guard case .figure(let path)? = arguments.first else { return Message(zh: name, en: name) }
      if name == "count" {
        return path[0] == "counties"
          ? Message(zh: "县数", en: "the number of counties") : Message(zh: "科目数", en: "the number of lines")
      }
      return words(of: path, isSum: true)
    case .binary(let sign, let left, let right):
      let (a, b) = (words(left, isInner: true), words(right, isInner: true))
      let told = ["*": "×", "/": "÷", "-": "−"][String(sign)] ?? String(sign)
      let (zh, en) = ("\(a.zh) \(told) \(b.zh)".replacing(" （", with: "（"), "\(a.en) \(told) \(b.en)")
      return isInner ? Message(zh: "（\(zh)）", en: "(\(en))") : Message(zh: zh, en: en)
    }
  }

  /// A figure's name in words: `counties.440785.concurrent` is 恩平市兼任人数.
  func words(of path: [String], isSum: Bool = false) -> Message {
    let column = columnWords[path.last ?? ""] ?? Message(zh: path.last ?? "", en: path.last ?? "")
    let isStated = ["stated", "stated_sum", "parts"].contains(path[0])
    let rule = isStated ? report.rules.rules.first { $0.name == path.last }?.title ?? column : column
    switch path[0] {
    case "counties" where path.count > 2:
      let name = report.facts.counties.first { $0.code == path[1] || $0.name == path[1] }?.name ?? path[1]
      return Message(zh: name + column.zh, en: "\(column.en) of \(name)")
    case "counties": return Message(zh: "各县\(column.zh)之和", en: "the counties' \(column.en)")
    case "lines", "budget":
      guard path.count > 2 else { return Message(zh: "各科目\(column.zh)之和", en: "the lines' \(column.en)") }
      let line = path[1..<path.count - 1].joined(separator: ".")
      return Message(zh: "“\(line)”\(column.zh)", en: "\(column.en) of \(line)")
    case "policy":
      let isQuota = path.last == "quota"
      return isQuota ? Message(zh: "每村员额", en: "seats a village") : column
    case "evidence": return Message(zh: "佐证 \(path.last ?? "")", en: "evidence \(path.last ?? "")")
    case "parts": return Message(zh: "同句所写各部分之和", en: "the parts that the sentence states")
    case "stated": return Message(zh: "报告所写\(rule.zh)", en: "the report's \(rule.en)")
    case "stated_sum": return Message(zh: "报告所写各县\(rule.zh)之和", en: "the report's \(rule.en) of the counties")
    case "items": return Message(zh: "所列项数", en: "the items listed")
    default: return Message(zh: path.joined(separator: "."), en: path.joined(separator: "."))
    }
  }

  /// What a formula was reckoned from, each figure with its value; figures of the report as they are written.
  func words(ofInputs inputs: some Sequence<(name: String, value: Quantity)>) -> Message {
    let told = inputs.map { input -> Message in
      if input.name.hasPrefix("C"), let number = Int(input.name.dropFirst()),
        report.figures.indices.contains(number - 1)
      {
        let figure = report.figures[number - 1].figure
        return Message(zh: figure.stated + figure.unit.written, en: figure.stated + figure.unit.written)
      }
      let path = input.name.split(separator: ".").map(String.init)
      let name = words(of: path)
      let unit = input.value.kind == .money ? "" : countUnits[path.last ?? ""] ?? ""
      return Message(
        zh: "\(name.zh) \(people(input.value).zh)\(unit.isEmpty ? "" : " " + unit)",
        en: "\(name.en) \(people(input.value).en)")
    }
    return Message(zh: told.map(\.zh).joined(separator: "、"), en: told.map(\.en).joined(separator: ", "))
  }

  /// A quantity as people read it: money in yuan by thousands.
  func people(_ quantity: Quantity) -> Message {
    guard quantity.kind == .money else { return Message(zh: quantity.text, en: quantity.text) }
    let text = quantity.money?.grouped ?? quantity.text
    return Message(zh: text + " 元", en: text + " yuan")
  }

  /// A quantity in the unit of the figure that it is held against.
  func people(_ quantity: Quantity, as unit: FigureUnit) -> Message {
    if unit.kind == .percent, let hundredfold = try? quantity.value.times(Ratio(100)) {
      return Message(zh: hundredfold.shortest + "%", en: hundredfold.shortest + "%")
    }
    let told = people(quantity)
    guard quantity.kind == .number, unit.kind == .count, unit.factor == Ratio(1) else { return told }
    return Message(zh: "\(told.zh) \(unit.written)", en: told.en)
  }
}

private let countUnits = [
  "villages_registered": "村", "villages_reported": "村", "quota": "人", "listed": "人", "concurrent": "人", "eligible": "人",
  "person_months": "人月",
]

private let columnWords: [String: Message] = [
  "villages_registered": Message(zh: "名册村数", en: "registered villages"),
  "villages_reported": Message(zh: "上报村数", en: "villages reported"),
  "quota": Message(zh: "应有人数", en: "quota heads"), "listed": Message(zh: "在册人数", en: "members listed"),
  "concurrent": Message(zh: "兼任人数", en: "concurrent members"), "eligible": Message(zh: "核发人数", en: "eligible heads"),
  "person_months": Message(zh: "人月数", en: "person-months"),
  "amount_due_yuan": Message(zh: "应发金额", en: "amount due"),
  "amount_stated_yuan": Message(zh: "填报金额", en: "amount stated"),
  "allocated_yuan": Message(zh: "下达数", en: "allocation"), "requested_yuan": Message(zh: "申请数", en: "amount requested"),
  "initial_yuan": Message(zh: "年初预算数", en: "initial budget"),
  "adjusted_yuan": Message(zh: "调整预算数", en: "adjusted budget"),
  "disbursed_yuan": Message(zh: "拨付数", en: "amount disbursed"), "spent_yuan": Message(zh: "支出数", en: "amount spent"),
  "computed_yuan": Message(zh: "核算数", en: "amount computed"), "rate_yuan": Message(zh: "补贴标准", en: "rate"),
  "months": Message(zh: "发放月数", en: "months paid"),
]
