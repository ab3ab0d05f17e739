import Claims
import Domain

/// A figure with everything that it comes from, down to cells.
struct FigureChain {
  /// A figure, a member or a stretch of cells.
  struct Link: Encodable {
    /// `counties.440783.amount_due_yuan`, or a member's masked name.
    var name: String
    /// The value as published; empty where it is missing.
    var value: String
    /// What people call the row: 开平市, 长沙街道.
    var title: String
    /// How it follows from what is below it.
    var rule: String
    var file = ""
    var sheet = ""
    var range = ""
    var below: [Link] = []
    /// How many figures, members and cells lie below it, where they are folded.
    var folded = 0
  }

  let tables: PublishedTables
  /// How many steps down are shown; nil: all.
  let depth: Int?

  /// A figure with its chain.
  func node(_ name: FigureName) throws -> Link { try node(name, at: 0, above: []) }

  private func node(_ name: FigureName, at level: Int, above: Set<FigureName>) throws -> Link {
    let rows = try tables.rows(name.dataset)
    let row = rows.rows[name.key] ?? [:]
    let links = try tables.links(name.dataset, name.key, name.field)
    var node = Link(
      name: name.text, value: row[name.field] ?? "", title: Self.title(row, name),
      rule: links.first { $0.range.isEmpty && $0.file.isEmpty }?.rule ?? "")
    // A publication that refers to itself in a circle is damaged; the chain ends there.
    guard !above.contains(name) else { return node }
    var below: [FigureName] = []
    for link in links where link.range.isEmpty && link.file.isEmpty { below += try figures(in: link.rule) }
    let cells = links.filter { !$0.file.isEmpty }
    // Members stand for the cells where they say what the figure is made of; else another document does.
    var members =
      name.dataset == "villages" && Self.memberFields[name.field] != nil ? try tables.members(ofVillage: name.key) : []
    if members.allSatisfy({ Self.memberFields[name.field]?($0).isEmpty != false }) { members = [] }
    guard depth.map({ level < $0 }) ?? true else {
      node.folded = below.count + cells.count + members.count
      return node
    }
    node.below = try below.map { try self.node($0, at: level + 1, above: above.union([name])) }
    if members.isEmpty {
      node.below += cells.map { link in
        Link(name: "", value: "", title: "", rule: link.rule, file: link.file, sheet: link.sheet, range: link.range)
      }
    } else {
      node.rule = node.rule.isEmpty ? cells.first?.rule ?? "" : node.rule
      node.below += members.map { Self.member($0, field: name.field) }
    }
    return node
  }

  /// The figures that a formula is made of, in publication order.
  private func figures(in rule: String) throws -> [FigureName] {
    guard let formula = try? Formula(rule) else { return [] }
    var found: [FigureName] = []
    for path in formula.figures {
      let dataset = path[0] == "lines" ? "budget" : path[0]
      guard PublishedTables.datasets.contains(dataset), path.count > 1 else { continue }
      let rows = try tables.rows(dataset)
      let field = path[path.count - 1]
      guard rows.columns.contains(field) else { continue }
      var keys = rows.keys
      if path.count == 3 {
        let key = path[1]
        keys = key.hasSuffix("*") ? keys.filter { $0.hasPrefix(key.dropLast()) } : [rows.names[key]?.first ?? key]
      } else if path[0] == "lines" {
        keys.removeAll { $0 == "合计" }
      }
      for key in keys where rows.rows[key]?[field]?.isEmpty == false {
        let name = FigureName(dataset: dataset, key: key, field: field)
        if !found.contains(name) || path.count == 3 { found.append(name) }
      }
    }
    return found
  }

  private static func title(_ row: [String: String], _ name: FigureName) -> String {
    switch name.dataset {
    case "counties", "months": row["county"] ?? ""
    case "towns": row["town"] ?? ""
    case "villages": [row["town"] ?? "", row["village"] ?? ""].joined()
    case "claims": row["text"] ?? ""
    default: ""
    }
  }

  /// What a member adds to each field of its village.
  private static let memberFields: [String: @Sendable ([String: String]) -> String] = [
    "listed": { _ in "1" }, "concurrent": { $0["concurrent"] == "true" ? "1" : "0" },
    "eligible": { ["", "0"].contains($0["months"] ?? "") ? "0" : "1" }, "person_months": { $0["months"] ?? "" },
    "amount_due_yuan": { $0["amount_due_yuan"] ?? "" }, "amount_stated_yuan": { $0["amount_stated_yuan"] ?? "" },
  ]

  private static func member(_ row: [String: String], field: String) -> Link {
    let source = row["source"] ?? ""
    // taishan/a.xlsx#海宴镇!A60:I60
    let (place, range) =
      source.lastIndex(of: "!").map { (source[..<$0], source[source.index(after: $0)...]) } ?? (source[...], "")
    let (file, sheet) =
      place.firstIndex(of: "#").map { (place[..<$0], place[place.index(after: $0)...]) } ?? (place, "")
    let isConcurrent = row["concurrent"] == "true"
    let rule = [
      row["role"] ?? "", isConcurrent ? "concurrent" : "",
      (row["months"] ?? "").isEmpty ? "" : "\(row["months"] ?? "") × \(row["rate_yuan"] ?? "")",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    return Link(
      name: row["name_masked"] ?? "", value: memberFields[field]?(row) ?? "", title: row["id_masked"] ?? "", rule: rule,
      file: String(file), sheet: String(sheet), range: String(range))
  }
}
