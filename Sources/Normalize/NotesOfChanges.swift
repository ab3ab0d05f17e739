import Domain

/// A column of its own for who came and who left.
extension Table {
  /// Reads 变动情况 beside 备注 for who came and who left, and leaves the notes to the other.
  mutating func settleChanges() {
    let notes = fields.filter { $0.value == .note }.keys.sorted()
    func isOfChanges(_ column: Int) -> Bool {
      Vocabulary.changes.contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    }
    guard notes.count > 1, let note = notes.first(where: { !isOfChanges($0) }) ?? notes.first,
      let other = notes.first(where: { $0 != note && isOfChanges($0) })
    else { return }
    (changes, fields[other]) = (other, .other)
  }
}
