import Domain

/// DZ206: a county states figures, but none says how many are paid or what is due; nothing of it was compared then.
func dueMissing(_ county: CountyCase) -> [Discrepancy] {
  let (records, tally) = (county.records, county.figures.tally)
  guard tally.due == nil || tally.eligible == nil, let first = records.aggregates.first,
    !records.discrepancies.contains(where: { $0.code == .missingNotZero && $0.severity >= .error })
  else { return [] }
  let source = county.source(first.source)
  let isOpen = tally.due == nil
  return [
    Discrepancy(
      .missingNotZero, severity: isOpen ? .error : nil,
      subject: Subject(county: records.county, detail: isOpen ? "due" : "heads"), period: county.period,
      field: (isOpen ? Field.due : Field.eligible).rawValue, spots: [.init(source.place(row: Int(first.row)))],
      level: .county, touches: isOpen ? [.heads, .due] : [.heads],
      zh: isOpen ? "核发人数没有填报或读不出：应拨金额无从核算；请补报人数，或报送花名册、发放表" : "只有人次（人月），没有核发人数",
      en: isOpen
        ? "no heads are stated or can be read: what is due cannot be reckoned; add a column of heads, or send a roster or payment list"
        : "person-months are stated, but no heads")
  ]
}
