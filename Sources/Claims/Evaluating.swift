import Domain

extension Formula {
  /// The formula's value over the figures; `text` gives the figures that the report itself states (`parts`, `stated` and the like).
  func value(_ facts: Facts, text: (_ path: [String]) throws(Unevaluated) -> Evaluation?) throws(Unevaluated)
    -> Evaluation
  {
    try value(root, facts, text: text)
  }

  private func value(
    _ node: Node, _ facts: Facts, text: (_ path: [String]) throws(Unevaluated) -> Evaluation?
  ) throws(Unevaluated) -> Evaluation {
    switch node {
    case .number(let number): return Evaluation(value: Quantity(number), inputs: [])
    case .figure(let path):
      if let stated = try text(path) { return stated }
      let found = try facts.figure(path)
      return Evaluation(value: found, inputs: [(path.joined(separator: "."), found)])
    case .call(let name, let arguments):
      guard case .figure(let path)? = arguments.first else {
        throw .wrong(FormulaError(zh: "缺少表名", en: "a table is wanted"))
      }
      return name == "count" ? try facts.count(path) : try facts.sum(path)
    case .binary(let sign, let left, let right):
      let (a, b) = (try value(left, facts, text: text), try value(right, facts, text: text))
      return Evaluation(value: try combined(sign, a.value, b.value), inputs: a.inputs + b.inputs)
    }
  }

  private func combined(_ sign: Character, _ a: Quantity, _ b: Quantity) throws(Unevaluated) -> Quantity {
    do throws(ArithmeticError) {
      switch (sign, a.kind, b.kind) {
      case ("+", let kind, let other) where kind == other: return Quantity(try a.value.plus(b.value), kind)
      case ("-", let kind, let other) where kind == other: return Quantity(try a.value.minus(b.value), kind)
      case ("*", let kind, .number): return Quantity(try a.value.times(b.value), kind)
      case ("*", .number, .money): return Quantity(try a.value.times(b.value), .money)
      case ("/", let kind, .number): return Quantity(try a.value.divided(by: b.value), kind)
      case ("/", .money, .money): return Quantity(try a.value.divided(by: b.value))
      default: break
      }
    } catch {
      throw .arithmetic(error)
    }
    throw .wrong(
      FormulaError(zh: "公式“\(text)”把金额与人数等混在一起运算", en: "the formula \"\(text)\" mixes money with other numbers"))
  }
}

extension Facts {
  /// A figure by its path; missing and unknown are told apart.
  func figure(_ path: [String]) throws(Unevaluated) -> Quantity {
    let name = path.joined(separator: ".")
    if path.first == "evidence" {
      guard path.count == 2, let found = evidence[path[1]] else { throw .missing([name]) }
      return found
    }
    let table = try self.table(path[0])
    if table.isSingle {
      guard path.count == 2 else {
        throw .wrong(Self.unknown(path.dropFirst().joined(separator: "."), of: table.columns, in: path[0]))
      }
      try check(path[1], table, path[0])
      guard let found = table.rows[""]?[path[1]] else { throw .missing([name]) }
      return found
    }
    guard path.count == 3 else {
      throw .wrong(
        FormulaError(
          zh: "“\(name)”要写成 表.行.列，或放进 sum(…)", en: "\"\(name)\" wants table.row.column, or to stand inside sum(…)"))
    }
    guard let row = table.rows[table.names[path[1]] ?? path[1]] else {
      throw .wrong(Self.unknown(path[1], of: table.keys + table.names.keys.sorted(), in: path[0]))
    }
    try check(path[2], table, path[0])
    guard let found = row[path[2]] else { throw .missing([name]) }
    return found
  }

  /// The sum of a column; with one figure missing there is no sum.
  func sum(_ path: [String]) throws(Unevaluated) -> Evaluation {
    let table = try self.table(path[0])
    guard path.count == 2 else {
      throw .wrong(FormulaError(zh: "sum 中要写 表.列", en: "sum wants table.column"))
    }
    try check(path[1], table, path[0])
    var total: Quantity?
    var inputs: [(String, Quantity)] = []
    var missing: [String] = []
    for key in table.keys {
      guard let value = table.rows[key]?[path[1]] else {
        missing.append("\(path[0]).\(key).\(path[1])")
        continue
      }
      inputs.append(("\(path[0]).\(key).\(path[1])", value))
      do throws(ArithmeticError) {
        total = Quantity(try (total?.value ?? Ratio(0)).plus(value.value), value.kind)
      } catch {
        throw .arithmetic(error)
      }
    }
    guard missing.isEmpty, let total else { throw .missing(missing.isEmpty ? [path.joined(separator: ".")] : missing) }
    return Evaluation(value: total, inputs: inputs)
  }

  /// How many rows a table has.
  func count(_ path: [String]) throws(Unevaluated) -> Evaluation {
    let found = Quantity(try table(path[0]).keys.count)
    return Evaluation(value: found, inputs: [("count(\(path[0]))", found)])
  }

  private func table(_ name: String) throws(Unevaluated) -> Table {
    guard let table = tables[name] else {
      throw .wrong(Self.unknown(name, of: tables.keys.sorted() + ["evidence"], in: ""))
    }
    return table
  }

  private func check(_ column: String, _ table: Table, _ name: String) throws(Unevaluated) {
    guard table.columns.contains(column) else { throw .wrong(Self.unknown(column, of: table.columns, in: name)) }
  }

  static func unknown(_ word: String, of known: [String], in table: String) -> FormulaError {
    // What is there of a long name is often its beginning.
    let near = nearest(word, of: known) ?? known.first { $0.hasPrefix(word) }
    return FormulaError(
      zh: "没有“\(word)”" + (table.isEmpty ? "这张表" : "（在 \(table) 中）") + (near.map { "；是否为“\($0)”？" } ?? ""),
      en: "there is no \"\(word)\"" + (table.isEmpty ? " table" : " in \(table)")
        + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
  }
}
