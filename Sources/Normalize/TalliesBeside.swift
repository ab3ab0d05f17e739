import Domain

/// How many members a list has of each town, beside it.
extension Table {
  /// Whether it names members and states no money.
  var isOfMembersAlone: Bool {
    column(.name) != nil && [.amount, .due].allSatisfy { column($0) == nil } && months.isEmpty && spans.isEmpty
  }

  /// Takes 人数 alone for how many are listed: beside a roster nothing says that they are paid.
  mutating func countListed() {
    guard let heads = column(.eligible), column(.listed) == nil,
      [.amount, .due, .quota, .concurrent, .months, .personMonths].allSatisfy({ column($0) == nil }), months.isEmpty,
      Text.headerWords(paths[heads] ?? "") == "人数"
    else { return }
    fields[heads] = .listed
  }
}
