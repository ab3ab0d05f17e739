import Domain
import Spreadsheet

/// Columns whose words both claim who is paid: 应核人数 │ 实际人数, 已领补贴人数 │ 支付人数.
///
/// Who comes to the row's money is paid, whatever the words' rank; the others are the seats, or those who are not paid again. Heads that were
/// paid by their own word (实发人数) stay so beside planned ones that the money would fit: then too much was paid.
extension PlacedTable {
  mutating func settleClaims(_ figures: inout ColumnFigures) {
    guard table.months.isEmpty, table.spans.isEmpty, let first = table.column(.eligible),
      let own = table.claims.first(where: { $0.column == first })?.sureness
    else { return }
    let rivals = table.claims.filter { claim in
      claim.column != first
        && (table.unknown.contains(claim.column) || table.repeated.contains { $0.column == claim.column })
    }
    var mayWin = rivals.filter { own < .name || $0.sureness == .name }.map(\.column)
    // Those in post are paid where they come to the money, and what was only planned does not.
    if own < .name, let listed = table.column(.listed) { mayWin.append(listed) }
    let winners = mayWin.compactMap { rival -> (column: Int, ofOther: ColumnFigures.Standing)? in
      guard let standing = figures.standing(of: first, beside: rival, telling: 2) else { return nil }
      // 核发人数 3 beside 发放人数 2 may be somebody who is owed his pay.
      return own == .name && [.seats, .inPost].contains(standing) ? nil : (rival, standing)
    }
    if winners.count == 1 {
      let wasListed = table.fields[winners[0].column] == .listed
      release(winners[0].column)
      table.settle(winners[0].column, .eligible)
      figures.take(winners[0].column, as: .eligible, and: wasListed ? .listed : nil)
      settle(loser: first, winners[0].ofOther, &figures)
    } else if winners.isEmpty {
      for rival in rivals.map(\.column) {
        if let standing = figures.standing(of: rival, beside: first, telling: 1), standing != .others {
          settle(loser: rival, standing, &figures)
        } else if table.column(.quota) == nil, figures.areSeats(rival) {
          settle(loser: rival, .seats, &figures)
        }
      }
    }
  }

  private mutating func settle(loser: Int, _ standing: ColumnFigures.Standing, _ figures: inout ColumnFigures) {
    release(loser)
    let field: Field? =
      switch standing {
      case .seats: .quota
      case .inPost: .listed
      case .excluded: .concurrent
      case .others: nil
      }
    guard let field, table.column(field) == nil else {
      table.unknown = (table.unknown + [loser]).sorted()
      return
    }
    table.settle(loser, field)
    figures.take(loser, as: field)
  }

  private mutating func release(_ column: Int) {
    table.fields[column] = nil
    table.unknown.removeAll { $0 == column }
    table.repeated.removeAll { $0.column == column }
  }
}

extension ColumnFigures {
  /// What a claim is that the figures do not bear out.
  enum Standing { case seats, inPost, excluded, others }

  /// What one claim is beside another, where the rows in which they differ bear out the other and not it; nil where they do not, or too few
  /// tell. Where those who are not paid again are known, only what leaves the others of the seats bears it out.
  func standing(of claim: Int, beside paid: Int, telling least: Int) -> Standing? {
    guard let stated = claimed[claim], let heads = claimed[paid] else { return nil }
    // A blank is nobody, or nothing that could be the seats.
    let claims = Dictionary(uniqueKeysWithValues: heads.keys.map { ($0, stated[$0] ?? 0) })
    let rows = heads.keys
    let telling = rows.filter { heads[$0] != claims[$0] }
    let fitting = telling.filter { bearsOut(heads[$0] ?? 0, $0, seats: claims[$0] ?? 0) }
    // Money for the seats does not make those paid who are said to be left of them; those in post may be fewer for other reasons.
    let isTold = known[.concurrent] != nil && paid != listed
    let contrary = isTold ? [] : telling.filter { isPaid(claims[$0] ?? 0, $0) == true }
    if learned[paid] == .eligible, let field = learned[claim] {
      guard fitting.count * 2 >= telling.count else { return nil }
      return field == .quota ? .seats : field == .listed ? .inPost : field == .concurrent ? .excluded : nil
    }
    guard rows.count * 2 > records, telling.count >= least, fitting.count * 3 >= telling.count * 2,
      contrary.count * 5 <= telling.count
    else { return nil }
    func isNearlyAll(_ fits: (Int) -> Bool) -> Bool { rows.count(where: fits) * 5 >= rows.count * 4 }
    let header = paths[claim] ?? ""
    // Nobody is paid beside fewer in post: rows in which both are alike say nothing of that.
    if telling.count(where: { claims[$0] ?? 0 >= heads[$0] ?? 0 }) * 5 >= telling.count * 4 {
      return Self.saysSeats(header) ? .seats : least > 1 ? .inPost : .others
    }
    // Vacant seats are what is left of them too: the header has to say that the others are paid elsewhere.
    let seats = known[.quota] ?? known[.listed] ?? [:]
    guard known[.concurrent] == nil, claims.values.count(where: { $0 > 0 }) >= least,
      isNearlyAll({ row in seats[row] ?? cap.map { $0 * 100 } == (claims[row] ?? 0) + (heads[row] ?? 0) })
    else { return nil }
    return Self.saysExcluded(header) ? .excluded : .others
  }

  /// Whether a claim that says so is every village's seats, beside those who are not paid again: 核定人数 3.
  func areSeats(_ claim: Int) -> Bool {
    guard Self.saysSeats(paths[claim] ?? ""), known[.concurrent] != nil, let stated = claimed[claim], let cap else {
      return false
    }
    return stated.count * 2 > records && stated.values.count { $0 == cap * 100 } * 5 >= stated.count * 4
  }

  private func bearsOut(_ heads: Int64, _ row: Int, seats: Int64) -> Bool {
    guard let excluded = known[.concurrent] else { return isPaid(heads, row) == true }
    return seats - (excluded[row] ?? 0) == heads
  }

  /// Whether a header says how many there should be.
  static func saysSeats(_ header: String) -> Bool {
    ["应", "法定", "标准", "编", "核定", "指标", "计划", "名额", "满额"].contains { header.contains($0) }
  }

  /// Whether a header says who is not paid again.
  static func saysExcluded(_ header: String) -> Bool {
    // 减少人数 counts who left in the month.
    ["兼", "重", "不发", "不补", "不计", "不享", "不予", "不符", "扣", "减", "已领", "另领"].contains { header.contains($0) }
      && !["减少", "减员", "增", "变动", "异动"].contains { header.contains($0) }
  }
}
