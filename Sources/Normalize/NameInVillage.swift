import Domain

/// Whom a list names where nothing but the name and the village tells one from another.
struct NameInVillage: Hashable {
  var village: Int32
  var name: MemberName
}

extension NameInVillage {
  init(_ member: MemberRecord) { self.init(village: member.village, name: member.name) }
}
