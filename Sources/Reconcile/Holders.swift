import Domain

/// By what names are held against one another where only that is wanted: a digest, as good for names known whole as for keyed ones.
struct NameMark: Hashable, Sendable {
  private let value: UInt64

  init(_ name: MemberName) {
    // FNV-1a: the same on every machine, for it is kept from night to night.
    value =
      name.key
      ?? name.text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension NameMark: Packable {
  func pack(into bytes: inout PackedBytes) { bytes.add(value) }
  init(unpacking bytes: inout PackedBytes) throws(PackedBytes.Cut) { value = try bytes.take() }
}

/// Who is paid to one account. A list without ID numbers names the same people as one with them, and so does a number that is nobody's:
/// there the name tells who it is.
struct Holders {
  private var ids: Set<IDNumber> = []
  private var named: Set<NameMark> = []
  private var bare: Set<NameMark> = []

  mutating func add(_ id: IDNumber?, name: NameMark) {
    guard let id, id.hasValidCheck else {
      bare.insert(name)
      return
    }
    ids.insert(id)
    named.insert(name)
  }

  mutating func add(_ others: Holders) {
    ids.formUnion(others.ids)
    named.formUnion(others.named)
    bare.formUnion(others.bare)
  }

  /// How many persons they are.
  var count: Int { ids.count + bare.subtracting(named).count }
}
