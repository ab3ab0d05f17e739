import Domain

// Whether a document is what it says, where it takes another's place.

extension CountyReader {
  /// What speaks against one table's being another version of a document: it says less, or is named by another month than its title's.
  func questionOfNature(_ old: TableRecords, _ new: TableRecords) -> Message? {
    if new.statesLess(than: old), !tables.contains(where: { !$0.members.isEmpty }) {
      return Message(
        zh: "前者没有写后者写明的人数或金额，可能是别的统计：如不是补贴汇总，请移出；如是更正，请补全各列",
        en:
          "the former lacks the heads or the money that the latter states, and may count something else: take it out unless it is a summary of the subsidy, and complete its columns if it is"
      )
    }
    return namesOtherMonth(old, new) ? Self.otherMonth : nil
  }

  private static let otherMonth = Message(
    zh: "两份的文件、文件夹或工作表名写的月份不同，标题写的却是同一月份：其中一份的标题可能没有改，请核对标题",
    en:
      "their names are of different months, and their titles of the same: one of the titles may be wrong, so check them"
  )

  /// DZ703: sheets of one workbook are called by different months, and both titled by one; only one of them would count.
  mutating func tellSheetsOfOneMonth() {
    let returns = tables.indices.filter { tables[$0].source.kind == .monthly }
    for (position, a) in returns.enumerated() {
      for b in returns.dropFirst(position + 1) {
        let (one, other) = (tables[a], tables[b])
        guard one.source.file == other.source.file, one.isSameDocument(as: other), namesOtherMonth(one, other),
          Scope(one, in: context.register).shares(with: Scope(other, in: context.register))
        else { continue }
        out.discrepancies.append(
          Discrepancy(
            .correctedUpload, severity: .error,
            subject: Subject(county: county, detail: other.source.file + other.source.sheet),
            period: context.policy.period, field: "sheet",
            spots: [one, other].map { .init(Place(file: $0.source.file, sheet: $0.source.sheet)) },
            zh: "工作表“\(one.source.sheet)”和“\(other.source.sheet)”：" + Self.otherMonth.zh,
            en: "sheets \(one.source.sheet) and \(other.source.sheet): \(Self.otherMonth.en)"))
      }
    }
  }

  /// Whether two tables of the same months are named by different ones, of which one's are these: the other's title was not changed.
  func namesOtherMonth(_ one: TableRecords, _ other: TableRecords) -> Bool {
    func months(_ table: TableRecords) -> ClosedRange<YearMonth>? { table.source.part ?? Self.span(table.source) }
    func named(_ table: TableRecords) -> ClosedRange<YearMonth>? {
      TitleWords(table.source.sheet, year: context.policy.from.year).part ?? partNamed(table.source.file)
    }
    guard let own = months(one), own == months(other), let a = named(one), let b = named(other) else { return false }
    return !a.overlaps(b) && (a == own || b == own)
  }

  /// A return of all months beside sheets of some of them, in one workbook: they are one document, as files are. Where the figures
  /// differ nobody knows which are right.
  mutating func setAsideSheetsOfMonths() {
    for part in tables.indices where tables[part].source.kind == .monthly {
      let months = Set(tables[part].source.monthColumns.map(\.month))
      guard
        let whole = tables.indices.first(where: { index in
          tables[index].source.file == tables[part].source.file && tables[index].isSameDocument(as: tables[part])
            && Set(tables[index].source.monthColumns.map(\.month)).isStrictSuperset(of: months)
            && Scope(tables[index], in: context.register).shares(with: Scope(tables[part], in: context.register))
        })
      else { continue }
      let (own, other) = (tables[part], tables[whole])
      let replaced = Scope(own, in: context.register).replaced(by: Scope(other, in: context.register))
      let differs = own.aggregates.contains { row in
        zip(own.source.monthColumns, row.months).contains { column, entry in
          guard let their = other.filled(column.month, like: row) else { return false }
          func isOther(_ a: Int64?, _ b: Int64?) -> Bool { a != nil && b != nil && a != b }
          return isOther(their.heads.value, entry.heads.value) || isOther(their.amount.value, entry.amount.value)
        }
      }
      let hasOwn = tables[part].leaveFigures(to: other)
      if !hasOwn { tables[part].give(up: replaced, months: nil, in: context.register) }
      out.discrepancies.append(
        notUsed(
          Place(file: own.source.file, sheet: own.source.sheet), severity: differs ? .error : nil, county: county,
          period: context.policy.period,
          zh: "工作表“\(other.source.sheet)”含这些月份在内，" + (hasOwn ? "两者都有的数字采用后者，其余仍采用" : "采用后者")
            + (differs ? "；两者数字不同，请核对" : ""),
          en: "sheet \(other.source.sheet) includes its months and is used"
            + (hasOwn ? " for the figures that it states; the others count" : "")
            + (differs ? "; their figures differ: compare them" : "")))
    }
  }
}

extension TableRecords {
  /// Leaves another table of more months the figures that it states of this one's; whether any of its own are left.
  fileprivate mutating func leaveFigures(to other: TableRecords) -> Bool {
    var hasOwn = false
    for (index, row) in aggregates.enumerated() {
      for (position, column) in source.monthColumns.enumerated() where row.months.indices.contains(position) {
        let their = other.filled(column.month, like: row)
        if their?.heads.value != nil { aggregates[index].months[position].heads = .absent }
        if their?.amount.value != nil { aggregates[index].months[position].amount = .absent }
        let own = aggregates[index].months[position]
        if own.heads.value != nil || own.amount.value != nil { hasOwn = true }
      }
    }
    return hasOwn
  }

  /// What a month of the row of another's place states; nil for a month without any figure but zeros, which a form has for months to come.
  fileprivate func filled(_ month: YearMonth, like row: AggregateRecord) -> AggregateRecord.Month? {
    guard let at = source.monthColumns.firstIndex(where: { $0.month == month }),
      aggregates.contains(where: { own in
        own.months.indices.contains(at)
          && [own.months[at].heads, own.months[at].amount].contains { $0.value ?? 0 != 0 }
      }), let own = rows(at: row).first(where: { $0.isVillage == row.isVillage }), own.months.indices.contains(at)
    else { return nil }
    return own.months[at]
  }
}
