/// A value that can be written as bytes without names, for this same program to read again: nothing else is to be kept so.
public protocol Packable {
  /// Adds the value's bytes.
  func pack(into bytes: inout PackedBytes)
  /// Takes the value from where the bytes stand.
  init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut)
}

/// Values one after another: whole numbers seven bits a byte, texts after their length.
public struct PackedBytes: Sendable {
  /// The bytes end within a value, or hold none of its kind.
  public struct Cut: Error {}

  /// The bytes.
  public private(set) var bytes: [UInt8]
  private var position = 0

  /// Bytes to read from their beginning, or none yet, to be added to.
  public init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  /// Whether all is read.
  public var isAtEnd: Bool { position == bytes.count }

  /// Adds a value.
  public mutating func add(_ value: some Packable) { value.pack(into: &self) }

  /// Adds a value by its name.
  public mutating func add<Value: RawRepresentable>(named value: Value) where Value.RawValue: Packable {
    value.rawValue.pack(into: &self)
  }

  /// Takes a value of the kind that is wanted.
  public mutating func take<Value: Packable>(_: Value.Type = Value.self) throws(Cut) -> Value {
    try Value(unpacking: &self)
  }

  /// Takes a value by its name.
  public mutating func take<Value: RawRepresentable>(named _: Value.Type = Value.self) throws(Cut) -> Value
  where Value.RawValue: Packable {
    guard let value = Value(rawValue: try Value.RawValue(unpacking: &self)) else { throw Cut() }
    return value
  }

  fileprivate mutating func add(bits: UInt64) {
    var rest = bits
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  fileprivate mutating func takeBits() throws(Cut) -> UInt64 {
    var (bits, shift): (UInt64, UInt64) = (0, 0)
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      bits |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return bits }
      shift += 7
    }
    throw Cut()
  }

  fileprivate mutating func add(run: some Collection<UInt8>) {
    add(bits: UInt64(run.count))
    bytes.append(contentsOf: run)
  }

  fileprivate mutating func takeRun() throws(Cut) -> ArraySlice<UInt8> {
    let count = try takeBits()
    guard count <= UInt64(bytes.count - position) else { throw Cut() }
    defer { position += Int(count) }
    return bytes[position..<position + Int(count)]
  }
}

extension UInt64: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { bytes.add(bits: self) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) { self = try bytes.takeBits() }
}

extension Int64: Packable {
  // Small negative numbers are as short as small positive ones.
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { bytes.add(bits: UInt64(bitPattern: self << 1 ^ self >> 63)) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    let bits = try bytes.takeBits()
    self = Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
  }
}

extension Int: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { Int64(self).pack(into: &bytes) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) { self = Int(try Int64(unpacking: &bytes)) }
}

extension Int32: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { Int64(self).pack(into: &bytes) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    guard let value = Int32(exactly: try Int64(unpacking: &bytes)) else { throw PackedBytes.Cut() }
    self = value
  }
}

extension UInt8: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { bytes.add(bits: UInt64(self)) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    guard let value = UInt8(exactly: try bytes.takeBits()) else { throw PackedBytes.Cut() }
    self = value
  }
}

extension Bool: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { bytes.add(bits: self ? 1 : 0) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) { self = try bytes.takeBits() != 0 }
}

extension String: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) { bytes.add(run: utf8) }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self.init(decoding: try bytes.takeRun(), as: UTF8.self)
  }
}

extension Optional: Packable where Wrapped: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    (self != nil).pack(into: &bytes)
    self?.pack(into: &bytes)
  }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self = try Bool(unpacking: &bytes) ? try Wrapped(unpacking: &bytes) : nil
  }
}

extension Array: Packable where Element: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    bytes.add(bits: UInt64(count))
    for element in self { element.pack(into: &bytes) }
  }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    self = []
    for _ in 0..<Int(truncatingIfNeeded: try bytes.takeBits()) { append(try Element(unpacking: &bytes)) }
  }
}

extension ClosedRange: Packable where Bound: Packable {
  /// Adds its bytes.
  public func pack(into bytes: inout PackedBytes) {
    lowerBound.pack(into: &bytes)
    upperBound.pack(into: &bytes)
  }
  /// Takes it from where the bytes stand.
  public init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) {
    let (lower, upper) = (try Bound(unpacking: &bytes), try Bound(unpacking: &bytes))
    guard lower <= upper else { throw PackedBytes.Cut() }
    self = lower...upper
  }
}
