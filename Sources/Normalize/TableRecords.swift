import Domain
import Spreadsheet

/// What one table holds, before it is known whether it counts.
struct TableRecords: Sendable {
  /// Signatures and dates below a table.
  struct SignOff: Sendable, Equatable {
    var hasRow = false
    var preparer = false
    var reviewer = false
    var date: CalendarDate?
    var place: Place?
  }

  var source: Source
  var members: [MemberRecord] = []
  var aggregates: [AggregateRecord] = []
  var totals: [StatedTotal] = []
  /// Payments that came back; members count from the table's first.
  var returns: [ReturnedPayment] = []
  /// What rows say in words; members count from the table's first.
  var remarks: [RowRemark] = []
  var discrepancies: [Discrepancy] = []
  var normalizations: [Normalization] = []
  var signOff = SignOff()
  /// Towns that the records are about.
  var towns: Set<Int> = []
  /// Whether the sheet is hidden.
  var isHidden = false
  /// Whether its title or its headers say that it is one batch's or a plan, and not what was paid for the whole period.
  var isBatchOrPlan = false
  /// Whether it is a list of some members only by its title: 主任名单.
  var isOfSome = false
  /// Months whose own column has money in some member's row: of each the bit of its number in the year.
  var monthsFilled = 0
  /// When the file was received.
  var received = 0
  /// The number of the run that saw the file first.
  var firstSeen = 0

  /// The same table without what is said of it as a whole.
  var emptied: TableRecords {
    var table = self
    (table.discrepancies, table.normalizations, table.totals) = ([], [], [])
    table.remarks.removeAll { $0.member < 0 }
    return table
  }

  /// The same table with some of its members only, and what is said of them.
  func keeping(_ isKept: (Int) -> Bool) -> TableRecords {
    var part = self
    (part.members, part.returns) = ([], [])
    part.remarks.removeAll { $0.member >= 0 }
    for (index, member) in members.enumerated() where isKept(index) {
      part.returns += returns.filter { $0.member == index }.map {
        var payment = $0
        payment.member = part.members.count
        return payment
      }
      part.remarks += remarks.filter { $0.member == index }.map {
        var remark = $0
        remark.member = part.members.count
        return remark
      }
      part.members.append(member)
    }
    return part
  }

  /// Whether most members are paid for no more months than a part of the period has: a year's list may be titled by the month of its payment.
  func fits(_ part: ClosedRange<YearMonth>, _ policy: Policy) -> Bool {
    guard policy.from <= part.lowerBound, part.upperBound <= policy.until else { return false }
    let longest = Int64(part.upperBound.index - part.lowerBound.index) + 1
    let fitting = members.count { member in
      if let months = member.months.value { return months <= longest }
      guard let paid = member.amount.value ?? member.due.value else { return true }
      return paid <= longest * policy.rate(in: part.upperBound).fen
    }
    return fitting * 2 > members.count
  }
}
