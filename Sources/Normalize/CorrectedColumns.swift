import Domain

/// Figures of before beside those that take their place: 原金额 │ 更正后金额.
extension Table {
  /// Takes what is corrected for the figure, and what it was before for none. 原标准 beside 调整后标准 may both be paid, each for its months.
  mutating func takeCorrected() {
    let words = paths.mapValues { Text.headerWords(String($0.split(separator: "›").last ?? "")) }
    guard words.values.contains(where: Self.isCorrected) else { return }
    for (column, name) in words.sorted(by: { $0.key < $1.key }) where Self.isOfBefore(name) {
      let own = repeated.firstIndex { $0.column == column }
      guard let field = fields[column] ?? own.map({ repeated[$0].field }), Self.figures.contains(field) else {
        continue
      }
      let newer = repeated.firstIndex { $0.field == field && words[$0.column].map(Self.isCorrected) ?? false }
      guard newer != nil || own != nil && self.column(field).flatMap({ words[$0] }).map(Self.isCorrected) ?? false
      else {
        continue
      }
      if let newer, fields[column] == field { fields[repeated[newer].column] = field }
      fields[column] = .other
      let used = self.column(field)
      repeated.removeAll { $0.column == column || $0.column == used }
    }
  }

  private static let figures: Set<Field> = [
    .amount, .due, .months, .rate, .eligible, .quota, .concurrent, .listed, .personMonths, .name, .idNumber, .account,
  ]

  private static func isCorrected(_ words: String) -> Bool {
    ["更正后", "修正后", "修改后", "变更后", "更正金额", "更正月数", "现金额", "现月数", "现发金额"].contains(where: words.contains)
  }

  private static func isOfBefore(_ words: String) -> Bool {
    words.hasPrefix("原") && !words.hasPrefix("原因")
      || ["更正前", "修正前", "修改前", "变更前"].contains(where: words.contains)
  }
}
