import Domain
import Mustache

/// What a template names, and what stands for it: few enough that a look through them finds a name soonest.
///
/// The library takes any dictionary, but asks of each, at each name, what kind of dictionary it is; a page has tens of thousands.
struct Fields: MustacheParent, ExpressibleByDictionaryLiteral {
  private var names: [String]
  private var values: [Any]

  init(dictionaryLiteral elements: (String, Any)...) {
    names = elements.map(\.0)
    values = elements.map { Self.told($0.1) }
  }

  /// A value as the library knows it at once: what a list is of, it would find out anew at each section.
  private static func told(_ value: Any) -> Any {
    switch value {
    case let text as String: Words(text)
    case let rows as [Fields]: Rows(items: rows)
    case let lines as [Words]: Lines(items: lines)
    default: value
    }
  }

  /// What stands for a name; nil where nothing does.
  subscript(name: String) -> Any? {
    get { names.firstIndex(of: name).map { values[$0] } }
    set {
      if let known = names.firstIndex(of: name) {
        names.remove(at: known)
        values.remove(at: known)
      }
      guard let newValue else { return }
      names.append(name)
      values.append(Self.told(newValue))
    }
  }

  func child(named name: String) -> Any? { self[name] }

  /// Adds what others name; where both name the same, this one's stands.
  mutating func merge(_ others: Fields) {
    for (name, value) in zip(others.names, others.values) where self[name] == nil {
      names.append(name)
      values.append(value)
    }
  }
}

/// Rows of a section.
struct Rows: MustacheSequence {
  let items: [Fields]

  func makeIterator() -> IndexingIterator<[Fields]> { items.makeIterator() }
}

/// Texts of a list.
struct Lines: MustacheSequence {
  let items: [Words]

  func makeIterator() -> IndexingIterator<[Words]> { items.makeIterator() }
}

/// A text that stands for a name, or in a list. Told what it is, the library does not try what else it might be.
struct Words: MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { false }

  /// Names of the register and of files are the counties' own words, wherever they stand on the page.
  init(_ text: String) { renderText = harmless(text) }
}

/// What is markup itself and made here: it is neither escaped nor looked through again.
struct Markup: MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { false }

  init(_ text: String) { renderText = text }
}

/// HTML as the library escapes it, but by bytes.
struct PageText: MustacheContentType {
  /// By this name templates choose it.
  static let name = "PAGE"
  /// What a template begins with that chooses it.
  static let mark = "{{% CONTENT_TYPE:\(name)}}"

  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: { Self.escaped($0) != nil }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      if let words = Self.escaped(byte) { bytes.append(contentsOf: words.utf8) } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escaped(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
