import Domain
import Spreadsheet

/// One sheet to the tables that it holds, each read, or set aside with the reason.
extension UploadReader {
  mutating func readSheet(_ written: Grid, sheet: SheetInfo, upload: Upload) {
    let meant = WordsAsMeant(written, vocabulary)
    let grid = meant.grid
    let place = Place(file: upload.file, sheet: sheet.name)
    let isVisible = sheet.visibility == .visible
    var (tables, layout) = TurnedTable.tables(
      grid, gazetteer: gazetteer, vocabulary: vocabulary, year: context.policy.from.year)
    if layout.folding != nil { layout.hiddenRows = grid.rows.filter(\.isHidden).map(\.number) }
    if tables.isEmpty, let list = ListWithoutHeader(grid, gazetteer: gazetteer, policy: context.policy) {
      tables = list.tables(vocabulary, year: context.policy.from.year)
      tellHeader(of: list, place: place)
    }
    let told = (out.discrepancies.count, out.unread.count, out.tables.count)
    defer {
      if told.2 < out.tables.count {
        out.tables[told.2].normalizations += meant.normalizations(
          county: county, file: upload.file, sheet: sheet.name)
      }
      if !layout.isPlain {
        for index in told.0..<out.discrepancies.count {
          out.discrepancies[index] = layout.asWritten(out.discrepancies[index])
        }
        for index in told.1..<out.unread.count { out.unread[index] = layout.asWritten(out.unread[index]) }
      }
    }
    if !tables.isEmpty, SheetName.isVoid(sheet.name) || SheetName.isVoid(path: upload.file) {
      return setAside(place, zh: "名称写明作废", en: "its name says that it is void")
    }
    let hasVoidTitles = tables.allSatisfy { placed in
      placed.table.title.split(whereSeparator: { "　\n".contains($0) }).contains { SheetName.isVoid(String($0)) }
    }
    if !tables.isEmpty, hasVoidTitles {
      return setAside(place, zh: "标题写明作废", en: "its title says that it is void")
    }
    guard !tables.isEmpty else { return noTable(grid, place: place, isVisible: isVisible, name: upload.name) }
    var before: TableReader?
    var firstCopy: TableRecords?
    var groups: [Int] = []
    for (position, found) in tables.enumerated() {
      var placed = found
      // A CSV has no sheet's name.
      if sheet.name.isEmpty, layout.isPlain { joinCutThousands(&placed, place: place) }
      placed.table.placeColumnsByContent(placed.grid, gazetteer: gazetteer)
      placed.joinDigits()
      placed.settleShares(context.policy, county: context.register.counties[county].name)
      placed.settleMoneyInTwoUnits()
      placed.table.settleByContent(placed.grid, years: context.policy.from.year...context.policy.until.year)
      placed.writePersonsOut()
      let said = self.said(ofSheet: sheet.name, in: upload.file)
      let months = part(ofReturn: placed.table, Array(said.prefix(2)))
      placed.placeFigures(context.policy, part: months, learned: learned)
      placed.placeAmountWithoutHeader(context.policy, part: months)
      headers.take(placed.table)
      placed.settleMonthlyRate(context.policy, part: months)
      placed.partMembers(context.policy, part: months)
      placed.proveUnits(
        context.policy, heads: mostHeads(ofRow: placed.table), part: months, fallback: context.unit)
      placed.shareFigures(context.policy)
      placed.settleDueMonths(context.policy)
      placed.table.settleElection(placed.grid, context.policy)
      placed.table.settleTermEnds(placed.grid, context.policy)
      placed.table.settleMonthColumn(
        placed.grid, year: context.policy.from.year, rate: context.policy.singleRate)
      placed.table.settleMonthsNamed(placed.grid, year: context.policy.from.year)
      placed.table.settleSpanColumn(placed.grid, year: context.policy.from.year)
      placed.settleFiguresThatFollow()
      let purpose = ListPurpose(of: placed.table, said: said)
      if purpose == .later { placed.table.payBackPay() }
      if purpose == .recovered { placed.table.takeRecovery() }
      if purpose == .changes { placed.table.settleKindsOfChange(placed.grid) }
      let table = placed.table
      if table.isPivot {
        setAside(place, zh: "是数据透视表，由别的表算出", en: "it is a pivot table, reckoned from another table")
        continue
      }
      guard let kind = table.kind ?? kindOfMonths(placed, said, in: upload.file) else {
        noDocument(table, place: place, grid: placed.grid, isVisible: isVisible)
        continue
      }
      if kind == .summary, table.isOfElection {
        setAside(place, zh: "是选举情况统计，不是补贴汇总", en: "it counts who was elected, and not who is paid")
        continue
      }
      let isBesideMembers = tables.indices.contains { $0 != position && tables[$0].table.isOfMembersAlone }
      if kind == .summary, isBesideMembers { placed.table.countListed() }
      if let other = otherCounty(named: [table.title, sheet.name]) {
        setAside(
          place, severity: .error, zh: "标题写的是\(other)，不是本县的表；请核对后放入该县文件夹，并补报本县的表",
          en: "its title names \(other): put it into that county's folder, and send this county's own")
        continue
      }
      if placed.isOfCounties(beside: context.register.counties[county].name) {
        setAside(place, zh: "各行是各县（市、区），不是本县的村镇", en: "its rows are counties, and not this one's towns or villages")
        continue
      }
      if let (year, isSure) = self.year(of: table, Array(said.prefix(2))), year != context.policy.from.year,
        year != context.policy.until.year
      {
        setAside(
          place, severity: isSure ? nil : .warning, zh: "是 \(year) 年的表，不属于 \(context.policy.period)",
          en: "it is of \(year), not of \(context.policy.period)")
        continue
      }
      if kind == .paymentList || kind == .monthly,
        let month = SheetName.noMonth(among: [table.title, sheet.name, upload.file])
      {
        setAside(
          place, severity: .error, zh: "写的是“\(month)月”，没有这个月份，未采用；请改正月份",
          en: "it says \(month)月, and there is no such month: it is not used; correct the month")
        continue
      }
      if let column = placed.table.columnOfFigures(placed.grid) {
        tellRowsOfFigures(placed, column, place, isVisible: isVisible)
        continue
      }
      var reader = reader(of: placed, kind: kind, upload: upload, sheet: sheet.name)
      if placed.goesOn, let before { reader.goOn(from: before) }
      reader.isContinued = position + 1 < tables.count && tables[position + 1].goesOn
      let written = reader.read()
      let records = reader.settleReversals(written)
      before = reader
      guard !records.members.isEmpty || !records.aggregates.isEmpty else {
        if !setAsideOthers(reader, place, isOfYear: year(of: table, Array(said.prefix(2))) != nil) {
          setAside(place, zh: "表头下没有数据", en: "no data follows its header")
        }
        continue
      }
      if placed.isOfVillages(records) {
        setAside(
          place, zh: "每村一行，写人数和一人姓名，是各村情况表，不是成员名册",
          en: "its rows are villages, each with its heads and one person's name, and not members")
        continue
      }
      if SheetName.isTemplate(sheet.name), records.namesNoPlace {
        setAside(place, zh: "是填写样例，没有名册中的村镇", en: "it is a template: it names no village or town of the register")
        continue
      }
      if records.isOfResidents(table.title, in: context.register) {
        setAside(
          place, zh: "是居务监督委员会的表，本项补贴只核拨到村", en: "it is of residents' committees; the fund pays villages only")
        continue
      }
      if let copy = TitleSubject.copy(table.title) {
        if let firstCopy, copy > 1, let others = records.rows(notIn: firstCopy, atLeast: 1), others.isEmpty {
          let row = records.source.rows.lowerBound
          setAside(
            place, zh: "第 \(row) 行起的第 \(copy) 联与上一联相同，只计一次",
            en: "copy \(copy) of the form, from row \(row), is the same as the one above it, which counts once")
          continue
        }
      }
      firstCopy = records
      for var list in reader.byMonth(records) {
        list.isHidden = !isVisible
        list.isOfSome = TableRecords.namesSome(table.title, said: Array(said.prefix(2)))
        if kind == .roster || kind == .paymentList {
          list.source.purpose = purpose
          list.source.subject = ListSubject(of: table, said: Array(said.prefix(2)))
        } else {
          list.source.subject = ListSubject(ofSums: table)
        }
        // Lists of a month each beside one another are of those, whatever time the title has for all.
        let own = tables.count > 1 ? table.onlyMonth.map { $0...$0 } : nil
        let fitting = own.flatMap { list.fits($0, context.policy) ? $0 : nil }
        if kind == .paymentList, list.source.part == nil,
          let months = fitting ?? part(of: list, table, behindAttachment: said)
            ?? self.part(table, statesPay(list) ? said : Array(said.prefix(2))),
          list.fits(months, context.policy)
        {
          list.source.part = months
        }
        var parts = reader.byInstalment(list).flatMap(reader.byMadeUpMonths)
        for index in parts.indices { reader.tellNamesakes(&parts[index]) }
        if table.isOneOfGroups { groups += out.tables.count..<out.tables.count + parts.count }
        out.tables += parts.map(layout.asWritten)
      }
    }
    tieTotalsOfGroups(&out.tables, groups)
    if out.tables.count - told.2 > 1 { tieTotalsOfSheet(&out.tables[told.2...]) }
  }

  /// DZ103: heads and money of a village stand one below the other.
  private mutating func tellRowsOfFigures(_ placed: PlacedTable, _ column: Int, _ place: Place, isVisible: Bool) {
    let header = Text.squeezed(placed.table.paths[column] ?? "")
    var spot = place
    spot.cell = Place.cell(row: placed.grid.rows[placed.table.header.lowerBound].number, column: column)
    out.unread.append(
      Discrepancy(
        .headerNotFound, severity: isVisible ? nil : .warning,
        subject: Subject(county: county, detail: place.file + place.sheet), period: context.policy.period,
        field: "header", spots: [.init(spot, raw: header)], level: .county, touches: .row,
        zh: "“\(header)”列逐行写明是人数还是金额，这种上下两行的排法不能读取：请每村只留一行，把各月的人数和金额分列并排",
        en:
          "\(header) says row by row whether heads or money stand there, which is not read: write one row a village, with heads and money of each month side by side"
      ))
  }

  /// Sets aside a table none of whose rows is of the policy's year; false where it has no such rows.
  private mutating func setAsideOthers(_ reader: TableReader, _ place: Place, isOfYear: Bool) -> Bool {
    let years = reader.otherRows.keys.filter(\.isYear).map(\.words).sorted()
    guard !years.isEmpty else { return false }
    let rows =
      years.count == reader.otherRows.count ? ("各行", "its rows") : ("其余为别的补贴，各行", "but for other subsidies its rows")
    // A title of the policy's year says otherwise than the rows.
    setAside(
      place, severity: isOfYear ? .warning : nil,
      zh: "\(rows.0)年度为 \(years.joined(separator: "、"))，不属于 \(context.policy.period)",
      en: "\(rows.1) are of \(years.joined(separator: ", ")), not of \(context.policy.period)")
    return true
  }

  /// DZ103: the columns of a list without header were told by what stands in them.
  private mutating func tellHeader(of list: ListWithoutHeader, place: Place) {
    let row = list.grid.rows[list.header].number
    var spot = place
    spot.cell = Place.range(
      row: row, column: list.columns.first?.column ?? 1, toRow: row, toColumn: list.columns.last?.column ?? 1)
    out.discrepancies.append(
      Discrepancy(
        .headerNotFound, severity: .warning, subject: Subject(county: county, detail: place.file + place.sheet),
        period: context.policy.period, field: "header", spots: [.init(spot)], level: .county, touches: [],
        zh: "没有表头，各列按内容认定：\(list.description)，其余各列未采用；请核对并补上表头",
        en:
          "there is no header; columns were told by what stands in them: \(list.englishDescription); the other columns are not used: check this and add a header"
      ))
  }

  /// The most heads that a row of a table about places may have: a village's, or the county's.
  private func mostHeads(ofRow table: Table) -> Int {
    let isOfVillages = table.column(.village) != nil || table.column(.code) != nil
    return context.policy.quota * (isOfVillages ? 1 : max(1, context.register.villageCount(ofCounty: county)))
  }

  private mutating func reader(of placed: PlacedTable, kind: DocumentKind, upload: Upload, sheet: String) -> TableReader
  {
    var (table, kind) = (placed.table, kind)
    if kind == .summary, table.column(.month) == nil,
      let part = ownPart(of: placed, said(ofSheet: sheet, in: upload.file))
    {
      table.settle(on: part)
      kind = .monthly
    }
    return TableReader(
      grid: placed.grid, table: table, kind: kind, upload: upload, sheet: sheet, county: county, gazetteer: gazetteer,
      context: context)
  }
}
