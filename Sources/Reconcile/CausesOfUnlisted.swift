import Domain

/// Who is paid and stands not in the village's roster, or stands there under another number, for what is wrong in the roster's row.
extension CausesByCells {
  /// DZ302: the number in one of the two cells is no valid one (DZ601), or the roster has somebody else's number and name (DZ602) in the row of
  /// a member whom nobody is paid as.
  func explainUnlisted(_ discrepancies: inout [Discrepancy], _ found: FindingsOfRows) {
    var byVillage: [Int: [Int]] = [:]
    for index in discrepancies.indices
    where discrepancies[index].isOfPaidUnlisted && discrepancies[index].causes.isEmpty {
      if discrepancies[index].spots.count > 1 {
        let cells = discrepancies[index].spots.map(\.place)
        discrepancies[index].causes = Set(cells.flatMap { found.at($0) }).filter {
          discrepancies[$0].code == .idCheckDigit
        }.sorted()
      } else if let village = discrepancies[index].subject.village {
        byVillage[village, default: []].append(index)
      }
    }
    for (village, unlisted) in byVillage {
      let paid = Set(county.rosterRecords(ofVillage: village).values)
      let unpaid = (county.rosterOf[village] ?? []).filter { index in
        !paid.contains(index) && county.records.members[index].isConcurrent != true
      }
      let doubled = unpaid.map { index in
        let member = county.records.members[index]
        let source = county.source(member.source)
        let row = SheetRow(file: source.file, sheet: source.sheet, row: Int(member.row))
        return found.at(row).filter { discrepancies[$0].code == .duplicatePerson }
      }.filter { !$0.isEmpty }
      // Each row is one of theirs; another member whom nobody is paid as may have been replaced.
      guard doubled.count == unlisted.count, doubled.count == unpaid.count else { continue }
      for index in unlisted { discrepancies[index].causes = Set(doubled.joined()).sorted() }
    }
  }
}

extension Discrepancy {
  /// Whether it tells of somebody who is paid and whom the roster does not have, or not under this number.
  var isOfPaidUnlisted: Bool {
    code == .headcountMismatch && severity == .warning && field == Field.name.rawValue
  }

  /// Whether it may be why heads or amounts differ, as far as the direction tells: who is paid and not in the roster is counted, so that the
  /// detail has more for him, and never less.
  func isOfDirection(of tie: Discrepancy) -> Bool {
    guard isOfPaidUnlisted, let more = tie.gap.difference else { return true }
    return switch tie.code {
    case .headcountMismatch, .dueVsPaid: more < 0
    case .countyVsAllocation: more > 0
    default: true
    }
  }
}
