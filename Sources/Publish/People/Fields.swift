import Domain
import Mustache

/// What a template names, and what stands for it: few enough that a look through them finds a name soonest.
///
/// The library takes any dictionary, but asks of each, at each name, what kind of dictionary it is; a page has tens of thousands.
struct Fields: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [(name: String, value: Any)]

  init(dictionaryLiteral elements: (String, Any)...) {
    values = elements.map { (name: $0.0, value: ($0.1 as? String).map { Words($0) } ?? $0.1) }
  }

  /// What stands for a name; nil where nothing does.
  subscript(name: String) -> Any? {
    get { values.firstIndex { $0.name == name }.map { values[$0].value } }
    set {
      values.removeAll { $0.name == name }
      if let newValue { values.append((name, (newValue as? String).map { Words($0) } ?? newValue)) }
    }
  }

  func child(named name: String) -> Any? { self[name] }

  /// Adds what others name; where both name the same, this one's stands.
  mutating func merge(_ others: Fields) {
    for (name, value) in others.values where self[name] == nil { values.append((name, value)) }
  }
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
