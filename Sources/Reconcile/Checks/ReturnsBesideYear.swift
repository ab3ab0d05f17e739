import Domain

/// DZ404, DZ302: the monthly returns of a whole period come to what the members' list, or the summaries of a town's villages, have for it, where
/// these do not say in which months somebody is paid: heads of single months are held together elsewhere.
func returnsAgainstYear(_ county: CountyCase) -> [Discrepancy] {
  YearsOfReturns(county).all.compactMap { year in
    guard let row = year.rows.first, row.village >= 0 || !row.isVillage, let detail = county.detail(of: row),
      detail.villagesReported == detail.villagesRegistered, let months = detail.personMonths, let due = detail.due,
      county.monthsAreOpen(of: row), county.countsOtherwise(row)
    else { return nil }
    let stated = county.statesAmounts(of: row) ? detail.stated : nil
    let returned = [year.amount, year.due].compactMap(\.self)
    guard let sum = returned.first, !returned.contains(due), stated.map(returned.contains) != true else { return nil }
    let spots = year.places(county)
    func finding(
      _ code: Code, _ field: Field, severity: Severity? = nil, _ gap: Discrepancy.Gap, raw: String,
      _ touches: Quantities, zh: String, en: String
    ) -> Discrepancy {
      Discrepancy(
        code, severity: severity, subject: county.subject(row), period: county.period, field: field.rawValue,
        spots: spots.map { .init($0, raw: spots.count == 1 ? raw : "") }, gap: gap, level: row.level, touches: touches,
        isTie: true, zh: zh, en: en)
    }
    guard year.amount == nil, let heads = year.personMonths else {
      let own = stated ?? due
      // Money that no heads bear out may be another year's: 1月含补发上年.
      return finding(
        .dueVsPaid, .amount, severity: year.due == nil ? .warning : nil, .money(expected: own, actual: sum),
        raw: "\(sum)", [.stated],
        zh: "全年明细合计 \(own.grouped) 元，月报各月合计 \(sum.grouped) 元，差 \((sum - own).signed) 元",
        en:
          "the year's detail adds up to \(own.grouped) yuan, the returns' months to \(sum.grouped): \((sum - own).signed)"
      )
    }
    return finding(
      .headcountMismatch, .eligible, .counts(expected: months, actual: heads, unit: "人月"), raw: "\(heads)", [.heads],
      zh: "全年明细共 \(months) 人月，月报各月人数相加为 \(heads) 人月",
      en: "the year's detail has \(months) person-months; the returns' heads add up to \(heads)")
  }
}

extension CountyCase {
  /// Whether somebody of a row's place is paid for months that nobody can name.
  fileprivate func monthsAreOpen(of row: AggregateRecord) -> Bool {
    (row.village >= 0
      ? certainHeads(ofVillage: Int(row.village)) : certainHeads(ofTown: Int(row.town), orElse: yearOfHeads)) == nil
  }

  /// Whether all villages of a row's place, or of a town all, count by members or summaries, and all of their months are known.
  fileprivate func countsOtherwise(_ row: AggregateRecord) -> Bool {
    if row.village >= 0, membersOf[Int(row.village)] == nil { return false }
    return villages(in: row).allSatisfy { village in
      guard let index = villageIndex[village], figures.villages[index].tally.personMonths != nil else { return false }
      return figures.villages[index].basis != .monthly
        && (membersOf[village] ?? []).allSatisfy { memberFigures[$0]?.months != nil }
    }
  }

  /// Whether payment lists and summaries state what is paid, to the fen.
  fileprivate func statesAmounts(of row: AggregateRecord) -> Bool {
    villages(in: row).allSatisfy { village in
      guard let index = villageIndex[village] else { return false }
      let own = figures.villages[index]
      return own.basis == .summary || own.basis == .paymentList
    }
  }
}
