import Domain
import Spreadsheet

/// Tables of places that count or pay something else than this subsidy: 培训情况统计表, 村级换届选举经费分配表.
extension ListSubject {
  /// What a summary or return is of by its title: another body or budget line, or another payment to the committee or an occasion of it.
  init(ofSums table: Table) {
    let whole = Text.squeezed(table.title)
    let noun = ListPurpose.withoutBrackets(whole)
    // Whoever is not paid again is of this subsidy alone.
    guard table.column(.concurrent) == nil else {
      self = .own
      return
    }
    if let committee = Self.committee.compactMap({ whole.firstRange(of: $0)?.upperBound }).max() {
      let isPaid = ["补贴", "补助", "津贴", "报酬", "误工", "待遇"].contains(where: whole.contains)
      let rest = isPaid ? whole[committee...] : noun[...]
      // A return of months counts who is in office, whatever they are assessed for.
      let occasion = table.months.count > 1 ? Self.occasionOfMonths : Self.occasionOfMembers
      let form = isPaid ? Self.otherPayOfMembers : occasion
      self = rest.firstMatch(of: form) != nil ? (isPaid ? .payment : .occasion) : .own
    } else {
      self = Self.otherBodies.contains(where: noun.contains) ? .others : .own
    }
  }

  private static let committee = ["监督委员会", "村务监督", "居务监督", "村监", "监委", "监会"]
  private static let otherBodies = [
    "选举", "公开栏", "村务公开", "居务公开", "服务能力", "社区治理", "示范点", "办公经费", "工作经费", "运转经费", "民主监督员", "两委", "“两委”", "村干部", "小组长",
    "网格",
    "党员", "后备干部", "村民代表", "妇联", "治保", "民兵",
  ]

  /// 村务监督委员会成员培训补贴: another pay is named right behind the committee.
  nonisolated(unsafe) private static let otherPayOfMembers =
    #/^(?:成员|人员|干部|委员)?的?(?:培训|体检|慰问|交通|通讯|误餐|高温|伙食|会议|保险|养老|医疗)(?:费|金)?(?:补贴|补助|津贴)/#

  /// 村务监督委员会成员参保情况统计表, and neither 换届后村务监督委员会人数统计表 nor 考核合格人数统计表.
  nonisolated(unsafe) private static let occasionOfMembers =
    #/(?:监督|村监|监委|监会).*(?:培训|体检|参保|投保|保险|考核(?!后|合格)|考评|评优|评议|党员|女性|学历|年龄|工作经费|办公经费|选举|换届(?!后|前)|慰问|会议|述职|签到|值班|检查)/#
  nonisolated(unsafe) private static let occasionOfMonths = #/(?:监督|村监|监委|监会).*(?:培训|体检|参保|投保|保险|慰问|签到|值班)/#
}

extension CountyReader {
  /// Sets aside sums that are by their titles of something else, where another document is of their towns; and lists of other bodies beside
  /// sums alone, which would take the place of the heads that these state.
  mutating func setAsideOtherSums() {
    let own = tables.filter {
      $0.source.subject == .own && $0.source.purpose == .whole && !($0.members.isEmpty && $0.aggregates.isEmpty)
    }
    let towns = own.reduce(into: Set<Int>()) { $0.formUnion($1.towns) }
    let isOfSums = own.allSatisfy(\.members.isEmpty)
    let policy = context.policy
    func isOther(_ table: TableRecords) -> Bool {
      guard !towns.isEmpty, table.towns.isSubset(of: towns), !table.paysAtRate(policy) else { return false }
      if own.contains(where: { table.countsMembers(beside: $0) || table.repeatsMoney(of: $0) }) { return true }
      if table.members.isEmpty { return table.source.subject != .own && !table.aggregates.isEmpty }
      return isOfSums && [.others, .occasion, .payment].contains(table.source.subject) && table.source.purpose == .whole
        && !table.isOfCommittee
    }
    for table in tables where isOther(table) {
      if own.contains(where: table.repeatsMoney) {
        setAside(
          Place(file: table.source.file, sheet: table.source.sheet), zh: "所列金额在汇总表中都有",
          en: "the summary has all its amounts")
        continue
      }
      let isPaid = table.source.columns[.amount] != nil
      out.discrepancies.append(
        notUsed(
          Place(file: table.source.file, sheet: table.source.sheet), severity: isPaid ? .warning : nil, county: county,
          period: context.policy.period,
          zh: "按标题是别的人员、款项或用途的表，村务监督委员会另有表" + (isPaid ? "；如属本项补贴，请改标题后重报" : ""),
          en:
            "by its title it is of other people, another payment or another purpose, and the committee has a table of its own"
            + (isPaid ? "; if it is this subsidy's, change its title and send it again" : "")))
    }
    tables.removeAll(where: isOther)
  }
}

extension TableRecords {
  /// Whether it is by its title of residents' committees, and all its rows are of communities: another purse pays these.
  func isOfResidents(_ title: String, in register: Register) -> Bool {
    let words = Text.squeezed(title)
    guard words.contains("居务监督"), !["村务", "村(居)务", "村居务", "村、居务"].contains(where: words.contains) else { return false }
    let villages = members.map(\.village) + aggregates.map(\.village)
    return villages.allSatisfy { $0 >= 0 && register.villages[Int($0)].kind == .community }
  }

  /// Whether a list marks who is not paid again, or names posts of the committee: its title may be of more than these.
  fileprivate var isOfCommittee: Bool {
    source.columns[.concurrent] != nil || members.contains { $0.role.contains("监") }
  }

  /// Whether most of its rows that state heads, or a person, and money pay the policy's rate for whole months.
  fileprivate func paysAtRate(_ policy: Policy) -> Bool {
    guard let rate = policy.singleRate?.fen, rate > 0 else { return false }
    // Where no heads are stated, all seats of the year come to it.
    func seats(_ row: AggregateRecord) -> Int64? {
      guard let villages = row.isVillage ? 1 : row[.villageCount].value, (1...100_000).contains(villages) else {
        return nil
      }
      return villages * Int64(policy.quota)
    }
    let rows =
      members.map { (heads: Int64?(1), months: $0.months.value, paid: $0.amount.value ?? $0.due.value) }
      + aggregates.map { row in
        let heads = row[.eligible].value
        return (
          heads: heads ?? seats(row), months: heads == nil ? Int64(policy.months) : row[.months].value,
          paid: row[.amount].value
        )
      }
    // Some of the heads may be paid elsewhere, and 万元 are written to a hundredth.
    let whole = policy.fullAmount.fen
    let rounding: Int64 = source.columns[.amount].map { source.scales[$0] != nil } ?? false ? 5_000 : 0
    let told = rows.compactMap { row -> Bool? in
      guard let heads = row.heads, let paid = row.paid, (1...1_000_000).contains(heads), paid > 0 else { return nil }
      let years = (paid + whole / 2) / whole
      if (1...heads).contains(years), abs(paid - years * whole) <= rounding { return true }
      guard paid % (heads * rate) == 0 else { return false }
      return row.months.map { paid / (heads * rate) == $0 } ?? (paid / (heads * rate) <= 12)
    }
    return told.count(where: \.self) * 2 > told.count
  }

  /// Whether a summary only counts who sits in the committees, beside another that says whom of them and what is paid: 基本情况统计表.
  fileprivate func countsMembers(beside other: TableRecords) -> Bool {
    func states(_ table: TableRecords, _ fields: [Field]) -> Bool {
      table.aggregates.contains { row in fields.contains { row[$0].value != nil } }
    }
    return source.kind == .summary && other.source.kind == .summary && towns.isSubset(of: other.towns)
      && !Precedence(self).saysCorrected && states(self, [.listed])
      && !states(self, [.eligible, .quota, .concurrent, .months, .personMonths, .rate, .due, .amount])
      && states(other, [.eligible]) && states(other, [.amount, .due, .months])
  }

  /// Whether a table states what went to each place and nothing else, and a summary, which says for whom and how long, has these very amounts:
  /// 拨付情况, 资金申请表. What was really paid may be less, and villages say more than their town.
  fileprivate func repeatsMoney(of other: TableRecords) -> Bool {
    func states(_ table: TableRecords, _ field: Field) -> Bool {
      table.aggregates.contains { $0[field].value != nil }
    }
    guard source.kind == .summary, other.source.kind == .summary, !Precedence(self).saysCorrected,
      states(self, .amount), states(other, .eligible),
      ![Field.eligible, .quota, .concurrent, .listed, .villageCount, .months, .personMonths, .rate, .due].contains(
        where: { states(self, $0) })
    else { return false }
    let isOfVillages = aggregates.contains(where: \.isVillage)
    guard !isOfVillages || other.aggregates.allSatisfy(\.isVillage) else { return false }
    func paid(_ table: TableRecords) -> [Int32: Int64] {
      table.aggregates.reduce(into: [:]) { sums, row in
        sums[isOfVillages ? row.village : row.town, default: 0] &+= row[.amount].value ?? 0
      }
    }
    let paid = (own: paid(self), other: paid(other))
    return paid.own.allSatisfy { place, sum in place >= 0 && paid.other[place] == sum }
  }

  /// Whether a summary that would take another's place says nothing of money, or of heads, of which that one does.
  func statesLess(than old: TableRecords) -> Bool {
    guard source.kind == .summary, old.source.kind == .summary else { return false }
    return [Field.amount, .eligible].contains { field in
      !aggregates.contains { $0[field].value != nil } && old.aggregates.contains { $0[field].value != nil }
    }
  }
}
