import Domain
import Spreadsheet

/// Rows of a village whose name is blank beside its town's.
extension TableReader {
  /// Whether a row that names a town alone is a village's: it states a rate and months, no more heads than a village has seats, and stands among the
  /// town's villages. A town's own row comes to what its villages' rows below it do.
  mutating func isVillageWithoutName(_ row: Int) -> Bool {
    guard let named = town, columnOf[.village] != nil, townOf(row) == named,
      gazetteer.register.villages[gazetteer.register.towns[named].villages].count(where: { $0.kind == .village }) > 1,
      [Field.rate, .months, .amount].allSatisfy({ figureOf(row, $0) != nil }),
      let heads = figureOf(row, .eligible) ?? figureOf(row, .quota), heads <= Int64(policy.quota),
      figureOf(row, .quota) ?? heads <= Int64(policy.quota), isBlank(cell(row, .villageCount))
    else { return false }
    // Where another town has a row of its own, so has this one.
    let haveTownsRows = table.body.contains { other in
      isBlank(cell(other, .village)) && figureOf(other, .amount) != nil && townOf(other).map { $0 != named } ?? false
    }
    guard !haveTownsRows else { return false }
    var (sum, villages): (Int64, Int) = (0, 0)
    for next in row + 1..<max(row + 1, table.body.upperBound) {
      guard case .record = classifier.kind(ofRowAhead: next), !isBlank(cell(next, .village)),
        isBlank(cell(next, .town)) || townOf(next) == named
      else { break }
      sum &+= figureOf(next, .amount) ?? 0
      villages += 1
    }
    let isBelow = out.aggregates.last.map { $0.isVillage && Int($0.town) == named } ?? false
    return sum != figureOf(row, .amount) && (villages > 0 || isBelow)
  }

  private func townOf(_ row: Int) -> Int? { cell(row, .town).flatMap { gazetteer.town(cells.text($0)) } }

  private func figureOf(_ row: Int, _ field: Field) -> Int64? {
    guard let cell = cell(row, field), !isBlank(cell) else { return nil }
    return cells.quietly(cell, unit: nil)
  }
}
