/// The relationships of a part: which other parts it uses, and as what.
struct Relationships: XMLReader {
  /// One line of a relationships part.
  struct Line {
    let id: String
    /// The last word of the type's address, in lower case: `worksheet`, `sharedstrings`, `styles`.
    let type: String
    let target: String
  }

  private(set) var lines: [Line] = []
  let isDone = false
  let failure: ReadError.Reason? = nil

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.is("Relationship"), let target = attributes.string("Target") else { return }
    if attributes.string("TargetMode")?.lowercased() == "external" { return }
    let type = (attributes.string("Type") ?? "").split(separator: "/").last.map { $0.lowercased() } ?? ""
    // Blanks around an address are no part of it.
    let address = String(target.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    lines.append(Line(id: attributes.string("Id") ?? "", type: type, target: address))
  }

  mutating func end(_ name: XMLName) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The target of the first relationship of a type.
  func target(ofType type: String) -> String? { lines.first { $0.type == type }?.target }
}
