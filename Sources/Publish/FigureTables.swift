import Domain

/// `villages.csv`: a registered village of kind 村.
let villagesTable = Table(
  .villages,
  county: { county, context, csv in
    let register = context.register
    for village in county.figures.villages {
      let entry = register.villages[village.village]
      let tally = village.tally
      csv.code(entry.code)
      csv.text(register.counties[entry.county].name)
      csv.text(register.towns[entry.town].name)
      csv.text(entry.name)
      csv.text(entry.kind.rawValue)
      csv.number(village.basis == .none ? nil : tally.quota)
      csv.number(tally.listed)
      csv.number(tally.concurrent)
      csv.number(tally.eligible)
      csv.number(tally.personMonths)
      csv.money(tally.due)
      csv.money(tally.stated)
      csv.money(difference(tally))
      csv.text(village.basis.rawValue)
      csv.text(village.cells.map { placeOfRows($0, county.records.sources).source }.joined(separator: ";"))
      csv.endRow()
    }
  })

private func difference(_ tally: Tally) -> Money? {
  guard let stated = tally.stated, let due = tally.due else { return nil }
  return stated - due
}

/// The place of a stretch of rows, from the table's first column to its last.
func placeOfRows(_ span: CellSpan, _ sources: [Source]) -> Place {
  let source = sources[span.source.index]
  return Place(
    file: source.file, sheet: source.sheet,
    cell: source.range(rows: span.rows, columns: source.span))
}

/// `members.csv`: a committee member, masked.
let membersTable = Table(
  .members,
  county: { county, context, csv in
    for figures in county.figures.members {
      let member = county.records.members[figures.record]
      let source = county.records.sources[member.source.index]
      csv.code(context.register.villages[Int(member.village)].code)
      csv.code(member.id.map(context.personKey) ?? "")
      csv.text(member.name.masked)
      csv.text(member.id?.masked ?? "")
      csv.text(member.role)
      csv.flag(member.isConcurrent)
      csv.month(member.start)
      csv.month(member.end)
      csv.number(figures.months)
      csv.money(member.rate.money ?? context.policy.singleRate)
      csv.money(figures.due)
      let others = figures.others.map { county.records.members[$0] }
      csv.money(
        others.reduce(member.amount.money ?? member.due.money) { sum, other in
          sum.flatMap { a in (other.amount.money ?? other.due.money).map { a + $0 } }
        })
      csv.text(
        ([source.place(row: Int(member.row)).source]
          + others.map { county.records.sources[$0.source.index].place(row: Int($0.row)).source }).joined(
            separator: ";"))
      csv.endRow()
    }
  })

private func tallyFields(
  _ csv: inout CSVBuilder, _ tally: Tally, allocated: Money?, difference: Money?, isMissing: Bool
) {
  csv.number(tally.villagesRegistered)
  csv.number(isMissing || !tally.knowsVillages ? nil : tally.villagesReported)
  csv.number(isMissing || !tally.knowsVillages ? nil : tally.quota)
  csv.number(tally.listed)
  csv.number(tally.concurrent)
  csv.number(tally.eligible)
  csv.number(tally.personMonths)
  csv.money(tally.due)
  csv.money(tally.stated)
  csv.money(allocated)
  csv.money(difference)
}

/// `towns.csv`: a town; its difference is stated − due, for towns are allocated nothing.
let townsTable = Table(
  .towns,
  county: { county, context, csv in
    let entry = context.register.counties[county.figures.county]
    for (town, tally) in county.figures.towns {
      csv.text(entry.code)
      csv.text(entry.name)
      csv.text(context.register.towns[town].code)
      csv.text(context.register.towns[town].name)
      tallyFields(
        &csv, tally, allocated: nil, difference: difference(tally), isMissing: county.figures.status == .missing)
      csv.endRow()
    }
  })

/// `counties.csv`: a county; its difference is due − allocated.
let countiesTable = Table(
  .counties,
  county: { county, context, csv in
    let figures = county.figures
    let entry = context.register.counties[figures.county]
    csv.text(entry.code)
    csv.text(entry.name)
    let allocated = figures.allocated?.amount
    let gap: Money? = if let due = figures.tally.due, let allocated { due - allocated } else { nil }
    tallyFields(&csv, figures.tally, allocated: allocated, difference: gap, isMissing: figures.status == .missing)
    csv.text(figures.status.rawValue)
    csv.plain(figures.asOf.map { "\($0)" } ?? "")
    csv.endRow()
  })

/// `months.csv`: heads and what is due by month.
let monthsTable = Table(
  .months,
  county: { county, context, csv in
    for month in county.figures.months {
      csv.text(context.register.counties[county.figures.county].code)
      csv.plain("\(month.month)")
      csv.number(month.heads)
      csv.money(month.due)
      csv.endRow()
    }
  })

/// `budget.csv`: the lines and their total.
let budgetTable = Table(
  .budget,
  fund: { publication, csv in
    for line in publication.budget {
      csv.text(line.line)
      let allocated = line.allocated
      let spent = line.stages[.spent]?.amount
      csv.money(line.stages[.requested]?.amount)
      csv.money(allocated)
      csv.money(spent)
      csv.plain(writtenRatio(spent, allocated))
      csv.money(line.computed)
      csv.money(line.residual)
      csv.number(line.places)
      csv.text(line.verdict.rawValue)
      csv.endRow()
    }
  })
