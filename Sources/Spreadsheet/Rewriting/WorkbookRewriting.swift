import CLibXML2

/// The XML parts of one container: rows of sheets as rows, all other texts as texts, shared strings last.
struct WorkbookRewriting {
  private let change: TextChange
  private let limits: Limits
  private let sharedBytes: [UInt8]?
  /// The shared strings as texts.
  private let strings: [String]
  /// How many cells still refer to each.
  private var references: [Int]

  init(strings bytes: [UInt8]?, limits: Limits, change: TextChange) {
    (self.change, self.limits, sharedBytes) = (change, limits, bytes)
    let tree = bytes.flatMap { try? XMLTree($0, part: "sharedStrings.xml") }
    strings = tree?.root.map { root in root.children.filter { $0.is("si") }.map(\.shownText) } ?? []
    references = [Int](repeating: 0, count: strings.count)
  }

  /// A part with its texts changed; nil where it stays.
  mutating func rewrittenPart(_ bytes: [UInt8], path: String) throws(ReadError.Reason) -> [UInt8]? {
    let tree = try XMLTree(bytes, part: path)
    guard let root = tree.root else { return nil }
    let isChanged = visit(root)
    return Self.change(tree.asides, by: change) || isChanged ? tree.bytes : nil
  }

  private static func change(_ asides: [XMLAside], by change: TextChange) -> Bool {
    var isChanged = false
    for aside in asides {
      guard let new = change.text(aside.text), new != aside.text else { continue }
      aside.set(new)
      isChanged = true
    }
    return isChanged
  }

  /// The shared strings: those that no cell refers to any longer are texts of nobody's row, and the rest was looked at in its rows.
  func rewrittenStrings() throws(ReadError.Reason) -> [UInt8]? {
    guard let sharedBytes else { return nil }
    let tree = try XMLTree(sharedBytes, part: "sharedStrings.xml")
    guard let root = tree.root else { return nil }
    var isChanged = false
    for (index, item) in root.children.filter({ $0.is("si") }).enumerated() where references[index] == 0 {
      let text = item.shownText
      guard let new = change.row([text])?.first ?? change.text(text), new != text else { continue }
      item.removeChildren()
      item.add("t", text: new)
      isChanged = true
    }
    return Self.change(tree.asides, by: change) || isChanged ? tree.bytes : nil
  }

  private mutating func visit(_ element: XMLNode) -> Bool {
    if element.is("row") { return visitRow(element) }
    var isChanged = visitAttributes(element)
    // Runs of differently formatted letters are one text for people.
    if ["si", "is", "text", "p", "comment"].contains(where: element.is) {
      let runs = element.descendants.filter { $0.is("t") }
      let whole = runs.map(\.content).joined()
      if let new = change.text(whole), new != whole {
        for (index, run) in runs.enumerated() { run.setContent(index == 0 ? new : "") }
        isChanged = true
      }
    }
    for child in element.children {
      if visit(child) { isChanged = true }
    }
    if element.children.isEmpty {
      let text = element.content
      if !text.isEmpty, let new = change.text(text), new != text {
        element.setContent(new)
        isChanged = true
      }
    }
    return isChanged
  }

  private func visitAttributes(_ element: XMLNode) -> Bool {
    var isChanged = false
    for attribute in element.attributes {
      guard let new = change.text(attribute.value), new != attribute.value else { continue }
      attribute.set(new)
      isChanged = true
    }
    return isChanged
  }

  private mutating func visitRow(_ row: XMLNode) -> Bool {
    let cells = row.children.filter { $0.is("c") }
    var isChanged = false
    let shared = cells.map(sharedIndex)
    let before = zip(cells, shared).map { cell, index in index.map { strings[$0] } ?? ownText(cell) }
    let after = change.row(before) ?? before
    for (index, cell) in cells.enumerated() {
      if after.indices.contains(index), after[index] != before[index] {
        set(cell, to: after[index])
        isChanged = true
      } else if let position = shared[index] {
        references[position] += 1
      }
      // A formula may name what its value no longer tells.
      for formula in cell.children where formula.is("f") {
        guard let new = change.text(formula.content) else { continue }
        formula.setContent(new)
        isChanged = true
      }
    }
    return isChanged
  }

  private func sharedIndex(_ cell: XMLNode) -> Int? {
    guard cell["t"] == "s", let value = cell.children.first(where: { $0.is("v") }),
      let index = Int(value.content.filter { !$0.isWhitespace }), strings.indices.contains(index)
    else { return nil }
    return index
  }

  /// What a cell holds itself. A whole number is given by its digits, however the file writes it.
  private func ownText(_ cell: XMLNode) -> String {
    if let inline = cell.children.first(where: { $0.is("is") }) { return inline.shownText }
    guard let value = cell.children.first(where: { $0.is("v") })?.content else { return "" }
    guard cell["t"] == nil || cell["t"] == "n", let number = Double(value), number.rounded() == number,
      abs(number) < 1e15
    else { return value }
    return String(Int64(number))
  }

  private func set(_ cell: XMLNode, to text: String) {
    let isNumber = cell["t"] == nil || cell["t"] == "n"
    if isNumber, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let value = cell.children.first(where: { $0.is("v") })
    {
      value.setContent(text)
      return
    }
    cell.removeChildren()
    cell.set("t", to: "inlineStr")
    let inline = cell.add("is")
    inline?.add("t", text: text)
  }
}
