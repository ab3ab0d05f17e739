/// A value that is shared until one of its holders changes it: for values of many parts, which would be costly to copy.
@usableFromInline struct Shared<Value: Sendable>: Sendable {
  // Written to by its only holder, so nobody else can be reading it.
  @usableFromInline final class Box: @unchecked Sendable {
    @usableFromInline final var value: Value
    @usableFromInline init(_ value: Value) { self.value = value }
  }

  @usableFromInline var box: Box

  @usableFromInline init(_ value: Value) { box = Box(value) }

  @inlinable var value: Value {
    _read { yield box.value }
    _modify {
      if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
      yield &box.value
    }
  }
}
