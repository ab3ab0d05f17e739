import Domain
import Spreadsheet

/// Months that a month's list pays besides its own: 月数 2 in June's with the note 补发5月.
extension TableReader {
  /// The list, and one of what it pays later, where notes name the months and months and money say the same; any other list as it is.
  func byMadeUpMonths(_ list: TableRecords) -> [TableRecords] {
    guard list.source.kind == .paymentList, list.source.purpose == .whole, let part = list.source.part,
      let rate = policy.singleRate, columnOf[.note] != nil
    else { return [list] }
    let own = Int(part.upperBound.index - part.lowerBound.index) + 1
    var (rest, later) = (list, [ClosedRange<YearMonth>: [Int]]())
    for (index, member) in list.members.enumerated() {
      guard !list.returns.contains(where: { $0.member == index }), let months = member.months.count, months > own,
        let paid = member.amount.money,
        paid == rate.multiplied(by: months), member.due.money.map({ $0 == paid }) ?? true,
        let row = grid.rowIndex(Int(member.row)),
        let named = cell(row, .note).flatMap({ Self.madeUp(cells.text($0), before: part.lowerBound) }),
        policy.from <= named.lowerBound, Int(named.upperBound.index - named.lowerBound.index) + 1 == months - own
      else { continue }
      later[named, default: []].append(index)
      rest.members[index].pay(own, at: rate)
    }
    return [rest]
      + later.sorted { $0.key.lowerBound < $1.key.lowerBound }.map { months, indices in
        var more = list.emptied.keeping(indices.contains)
        for index in more.members.indices {
          more.members[index].pay(Int(months.upperBound.index - months.lowerBound.index) + 1, at: rate)
        }
        (more.source.part, more.source.purpose) = (months, .later)
        more.returns = []
        more.remarks = []
        return more
      }
  }

  /// The months before a list's own that a note says it pays: 补发5月, 含补发3-4月, 补发上月; nil where it says anything else besides.
  private static func madeUp(_ note: String, before first: YearMonth) -> ClosedRange<YearMonth>? {
    let words = Text.squeezed(note)
    if ["补发上月", "含补发上月", "补发上个月"].contains(words) { return first.advanced(by: -1)...first.advanced(by: -1) }
    guard let match = words.wholeMatch(of: madeUpMonths), let month = Int(match.2) else { return nil }
    let last = match.3.flatMap { Int($0) } ?? month
    guard match.1.map({ Int($0) == first.year }) ?? true, (1...12).contains(month), (month...12).contains(last) else {
      return nil
    }
    let named = YearMonth(year: first.year, month: month)...YearMonth(year: first.year, month: last)
    return named.upperBound < first ? named : nil
  }

  nonisolated(unsafe) private static let madeUpMonths =
    #/含?补发?(?:(20[0-9]{2})年)?([0-9]{1,2})(?:[-至~—]([0-9]{1,2}))?月份?(?:补贴|补助|津贴)?(?:[0-9]+元)?/#
}

extension MemberRecord {
  /// Leaves of what is paid so many months at a rate.
  fileprivate mutating func pay(_ count: Int, at rate: Money) {
    let fen = Int64(count) * rate.fen
    (months, amount) = (.value(Int64(count)), .value(fen))
    if due.value != nil { due = .value(fen) }
  }
}

extension TableRecords {
  /// Whether it is what a sheet's own list makes up for.
  func isMadeUp(in list: Source) -> Bool {
    source.purpose == .later && list.purpose == .whole && source.part != nil && source.file == list.file
      && source.sheet == list.sheet
  }
}
