import Domain

/// Lists of other persons, which are parts of one document and no versions of it.
extension TableRecords {
  /// Whether lists name nobody in common, as one of the chairmen and one of the members do: together they are one document.
  /// - Parameter seats: how many members a village may have.
  func isOfOtherPersons(than other: TableRecords, seats: Int) -> Bool {
    if isForm, other.isForm, stem != other.stem, isCalledByMember, other.isCalledByMember {
      return !members[0].isSamePerson(as: other.members[0])
    }
    let common = Set(members.lazy.map(NameInVillage.init)).intersection(other.members.lazy.map(NameInVillage.init))
      .count
    // Who left and who came are each a few whom the list of all lacks.
    if source.purpose == .more, other.source.purpose == .more {
      return common == 0 && ![self, other].contains { Precedence($0).saysCorrected }
        && !stem.contains(other.stem) && !other.stem.contains(stem)
    }
    guard members.count >= 3, other.members.count >= 3 else {
      return common == 0 && isOfOtherSeats(than: other, seats)
    }
    // One who stands in both by mistake among many is paid twice, and makes them no versions of one another.
    return common * 10 <= min(members.count, other.members.count)
      || common == 1 && min(members.count, other.members.count) > 3
  }

  /// Whether a few members are others than those of another file, which is called by another bank, and sit beside them in their villages.
  /// Whoever sends a list again, later or under a name that says so, means to change who sits there.
  private func isOfOtherSeats(than other: TableRecords, _ seats: Int) -> Bool {
    guard !members.isEmpty, !other.members.isEmpty, source.purpose == .whole, other.source.purpose == .whole,
      isCalledByBank, other.isCalledByBank, firstSeen == other.firstSeen, !stem.contains(other.stem),
      !other.stem.contains(stem),
      ![self, other].contains(where: { Precedence($0).saysCorrected || Precedence($0).isCopy })
    else { return false }
    let numbers = Set(members.compactMap(\.id))
    let villages = Set(members.map(\.village)).intersection(other.members.map(\.village))
    return !other.members.contains { $0.id.map(numbers.contains) ?? false }
      && villages.allSatisfy { village in
        [self, other].reduce(0) { $0 + $1.members.count { $0.village == village } } <= seats
      }
  }

  /// Whether its file is called by the bank that pays: 代发清单（农商银行）.csv.
  private var isCalledByBank: Bool {
    ["银行", "信用社", "农信", "农商", "邮储", "工行", "农行", "建行", "中行"].contains(where: stem.contains)
  }

  /// Whether it is of one person alone, as forms are that everybody fills in, and does not call itself a correction.
  private var isForm: Bool { members.count == 1 && !Precedence(self).saysCorrected }

  /// Whether its file is named after its only member: 山底村（张甲）.xlsx. One that is named after the village, or after somebody else, may
  /// correct another.
  private var isCalledByMember: Bool {
    let name = members[0].name.text
    return name.count > 1 && stem.contains(name)
  }

  /// The file's name without its ending and what a copy's adds: 沙溪村(2).xlsx is another 沙溪村.xlsx.
  private var stem: String {
    Text.withoutCopyMarks(SheetName.stem(ofFile: source.file))
  }
}
