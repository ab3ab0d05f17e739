/// What is built from the events of an XML part. Methods are called for every element, so they must not allocate.
protocol XMLReader {
  /// True once the rest of the part does not matter.
  var isDone: Bool { get }
  /// Why the part cannot be read, found by the reader itself.
  var failure: ReadError.Reason? { get }
  mutating func start(_ name: XMLName, _ attributes: XMLAttributes)
  mutating func end(_ name: XMLName)
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The local name of an element; its namespace is known only as the main one or another. Main are the transitional and the Strict
/// namespace and the root's own, for the same part may come in any of them, with a prefix or without, and macro sheets mix two.
struct XMLName {
  let local: UnsafePointer<UInt8>
  let isMain: Bool

  /// Whether it is that name in a main namespace.
  func `is`(_ name: StaticString) -> Bool { isMain && isAny(name) }

  /// Whether it is that name in any namespace.
  func isAny(_ name: StaticString) -> Bool { equals(local, name) }
}

/// The attributes of an element, valid during the event: five pointers each, as libxml2 gives them.
struct XMLAttributes {
  let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let count: Int

  /// The local name of an attribute.
  func name(_ index: Int) -> UnsafePointer<UInt8>? { base?[index * 5] }

  /// Whether an attribute has a prefix (`r:id`).
  func isPrefixed(_ index: Int) -> Bool { base?[index * 5 + 1] != nil }

  /// The value of an attribute.
  func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let start = base?[index * 5 + 3], let end = base?[index * 5 + 4] else { return .init(start: nil, count: 0) }
    return UnsafeBufferPointer(start: start, count: end - start)
  }

  /// The value of an attribute by its name, or nil.
  func bytes(_ wanted: StaticString, prefixed: Bool = false) -> UnsafeBufferPointer<UInt8>? {
    for index in 0..<count {
      if let name = name(index), isPrefixed(index) == prefixed, equals(name, wanted) { return value(index) }
    }
    return nil
  }

  /// The value of an attribute as a String, or nil.
  func string(_ name: StaticString, prefixed: Bool = false) -> String? {
    guard let bytes = bytes(name, prefixed: prefixed) else { return nil }
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    return Self.withoutReferences([UInt8](bytes))
  }

  // Unless it may replace entities, which is how attacks begin, libxml2 leaves an ampersand of a value as `&#38;`.
  private static func withoutReferences(_ bytes: [UInt8]) -> String {
    let reference = Array("&#38;".utf8)
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      result.append(byte)
      rest = rest.starts(with: reference) ? rest.dropFirst(reference.count) : rest.dropFirst()
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The value of an attribute as a whole number, or nil.
  func integer(_ name: StaticString) -> Int? { bytes(name).flatMap(wholeNumber) }

  /// The value of a flag, or nil if it is not there.
  func flag(_ name: StaticString) -> Bool? { bytes(name).map(isTrue) }
}
