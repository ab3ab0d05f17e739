import Domain

/// A formula over published figures, as the claims file writes it: `sum(counties.eligible) * policy.rate_yuan`.
///
/// Figures are named `table.key.column` or `table[key].column`; `table.column` inside `sum` takes every row. `{county}` and `{line}`
/// stand for what the report's sentence is about.
public struct Formula: Sendable, Hashable {
  /// The formula as written.
  public let text: String
  let root: Node

  indirect enum Node: Sendable, Hashable {
    case number(Ratio)
    case figure([String])
    case call(String, [Node])
    case binary(Character, Node, Node)
  }

  /// Reads a formula.
  public init(_ text: String) throws(FormulaError) {
    self.text = text
    var parser = FormulaParser(text)
    root = try parser.formula()
  }

  /// The formula with `{county}` and `{line}` filled in.
  func filled(_ names: [String: String]) -> Formula {
    var text = text
    for (name, value) in names { text = text.replacing("{\(name)}", with: value) }
    func fill(_ node: Node) -> Node {
      switch node {
      case .number: node
      case .figure(let path):
        .figure(path.map { part in part.hasPrefix("{") ? names[String(part.dropFirst().dropLast())] ?? part : part })
      case .call(let name, let arguments): .call(name, arguments.map(fill))
      case .binary(let sign, let left, let right): .binary(sign, fill(left), fill(right))
      }
    }
    return Formula(text: text, root: fill(root))
  }

  /// The sum of some formulas.
  static func sum(_ formulas: [Formula]) -> Formula? {
    guard var whole = formulas.first else { return nil }
    for next in formulas.dropFirst() {
      whole = Formula(text: "\(whole.text) + \(next.text)", root: .binary("+", whole.root, next.root))
    }
    return whole
  }

  /// What some lines' formulas make together: the sum, and of shares the share of the sums.
  static func together(_ formulas: [Formula]) -> Formula? {
    var (tops, bottoms): ([Node], [Node]) = ([], [])
    for formula in formulas {
      guard case .binary("/", let top, let bottom) = formula.root else { continue }
      tops.append(top)
      bottoms.append(bottom)
    }
    guard !tops.isEmpty else { return sum(formulas) }
    let halves = formulas.map { $0.text.split(separator: " / ").map(String.init) }
    guard tops.count == formulas.count, halves.allSatisfy({ $0.count == 2 }) else { return nil }
    func added(_ nodes: [Node]) -> Node { nodes.dropFirst().reduce(nodes[0]) { .binary("+", $0, $1) } }
    return Formula(
      text: "(\(halves.map { $0[0] }.joined(separator: " + "))) / (\(halves.map { $0[1] }.joined(separator: " + ")))",
      root: .binary("/", added(tops), added(bottoms)))
  }

  /// The part of it that some of a policy's months are.
  func part(_ months: Int) -> Formula {
    let path = ["policy", "months"]
    let text = text.contains(" + ") ? "(\(text))" : text
    let share = months == 1 ? root : Node.binary("*", root, .number(Ratio(Int64(months))))
    return Formula(
      text: months == 1 ? "\(text) / policy.months" : "\(text) * \(months) / policy.months",
      root: .binary("/", share, .figure(path)))
  }

  private init(text: String, root: Node) {
    self.text = text
    self.root = root
  }

  /// The names of the figures in it.
  public var figures: [[String]] {
    func collect(_ node: Node) -> [[String]] {
      switch node {
      case .number: []
      case .figure(let path): [path]
      case .call(_, let arguments): arguments.flatMap(collect)
      case .binary(_, let left, let right): collect(left) + collect(right)
      }
    }
    return collect(root)
  }
}

/// Reads a formula from left to right: sums of products of figures, numbers and calls.
private struct FormulaParser {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  mutating func formula() throws(FormulaError) -> Formula.Node {
    let node = try sum()
    skipSpaces()
    guard position == characters.count else { throw unexpected() }
    return node
  }

  private mutating func sum() throws(FormulaError) -> Formula.Node {
    var left = try product()
    while let sign = take(["+", "-", "−"]) { left = .binary(sign == "−" ? "-" : sign, left, try product()) }
    return left
  }

  private mutating func product() throws(FormulaError) -> Formula.Node {
    var left = try factor()
    while let sign = take(["*", "×", "/", "÷"]) {
      left = .binary(sign == "×" || sign == "*" ? "*" : "/", left, try factor())
    }
    return left
  }

  private mutating func factor() throws(FormulaError) -> Formula.Node {
    skipSpaces()
    guard let next = peek else { throw unexpected() }
    if next == "(" {
      position += 1
      let inner = try sum()
      try expect(")")
      return inner
    }
    if next.isASCII, next.isNumber { return .number(try number()) }
    return try figureOrCall()
  }

  private mutating func number() throws(FormulaError) -> Ratio {
    var digits: Int64 = 0
    var scale: Int64 = 1
    var seenPoint = false
    while let next = peek, next == "." || next.isASCII && next.isNumber {
      position += 1
      guard let digit = next.wholeNumberValue else {
        if seenPoint { throw unexpected() }
        seenPoint = true
        continue
      }
      guard digits < 1_000_000_000_000, scale < 1_000_000 else {
        throw FormulaError(zh: "数字过长", en: "the number is too long")
      }
      digits = digits * 10 + Int64(digit)
      if seenPoint { scale *= 10 }
    }
    return (try? Ratio(digits, over: scale)) ?? Ratio(digits)
  }

  private mutating func figureOrCall() throws(FormulaError) -> Formula.Node {
    let first = name()
    guard !first.isEmpty else { throw unexpected() }
    if peek == "(" {
      position += 1
      var arguments = [try sum()]
      while take([","]) != nil { arguments.append(try sum()) }
      try expect(")")
      guard ["sum", "count"].contains(first), arguments.count == 1, case .figure = arguments[0] else {
        throw FormulaError(
          zh: "函数只有 sum(表.列) 和 count(表)，没有“\(first)”这样的用法",
          en: "the functions are sum(table.column) and count(table); \"\(first)\" is used otherwise")
      }
      return .call(first, arguments)
    }
    var path = [first]
    while let next = peek {
      if next == "." {
        position += 1
        let part = name()
        guard !part.isEmpty else { throw unexpected() }
        path.append(part)
      } else if next == "[" {
        position += 1
        guard let end = characters[position...].firstIndex(of: "]") else {
          throw FormulaError(zh: "缺少 ]", en: "a ] is missing")
        }
        path.append(String(characters[position..<end]))
        position = end + 1
      } else {
        break
      }
    }
    return .figure(path)
  }

  private mutating func name() -> String {
    var out = ""
    while let next = peek, next.isLetter || next.isNumber || next == "_" || next == "{" || next == "}" {
      out.append(next)
      position += 1
    }
    return out
  }

  private var peek: Character? { position < characters.count ? characters[position] : nil }

  private mutating func skipSpaces() { while peek?.isWhitespace == true { position += 1 } }

  private mutating func take(_ signs: [Character]) -> Character? {
    skipSpaces()
    guard let next = peek, signs.contains(next) else { return nil }
    position += 1
    return next
  }

  private mutating func expect(_ sign: Character) throws(FormulaError) {
    guard take([sign]) != nil else { throw unexpected() }
  }

  private func unexpected() -> FormulaError {
    let rest = position < characters.count ? String(characters[position...].prefix(12)) : ""
    return rest.isEmpty
      ? FormulaError(zh: "公式不完整", en: "the formula ends too early")
      : FormulaError(zh: "公式在“\(rest)”处无法读懂", en: "the formula cannot be read at \"\(rest)\"")
  }
}

extension Formula {
  /// Throws if a table or column does not exist, or, where rules are given, a rule that `parts` or `stated` names.
  public func checkNames(rules: [String]?) throws(FormulaError) {
    let columns = [
      "counties": Facts.countyColumns, "budget": Facts.budgetColumns, "lines": Facts.budgetColumns,
      "policy": Facts.policyColumns,
    ]
    for path in figures {
      switch path[0] {
      case "items" where path.count == 1: continue
      case "evidence" where path.count == 2: continue
      case "parts", "stated", "stated_sum":
        guard path.count == 2 else {
          throw FormulaError(zh: "\(path[0]) 要写成 \(path[0])[规则]", en: "\(path[0]) wants \(path[0])[rule]")
        }
        if let rules, !rules.contains(path[1]) { throw Facts.unknown(path[1], of: rules, in: "claims") }
      default:
        guard let known = columns[path[0]] else {
          throw Facts.unknown(
            path[0], of: columns.keys.sorted() + ["evidence", "parts", "stated", "stated_sum", "items"], in: "")
        }
        if path.count > 1, let column = path.last, !known.contains(column) {
          throw Facts.unknown(column, of: known, in: path[0])
        }
      }
    }
  }
}
