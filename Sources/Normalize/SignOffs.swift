import Domain
import Spreadsheet

/// What is signed, and when.
extension CountyReader {
  /// One row a document whose signatures or date are missing.
  mutating func signOffs() {
    var seen: Set<String> = []
    for table in tables where table.source.kind != .roster {
      let key = table.source.file + table.source.kind.rawValue
      let own = tables.filter { $0.source.file == table.source.file && $0.source.kind == table.source.kind }
      guard seen.insert(key).inserted else { continue }
      let signed = own.filter(\.signOff.hasRow)
      var zh: [String] = []
      var en: [String] = []
      if !signed.contains(where: \.signOff.preparer) { zh.append("填表人"); en.append("preparer") }
      if !signed.contains(where: \.signOff.reviewer) { zh.append("审核人"); en.append("reviewer") }
      let date = signed.compactMap(\.signOff.date).max()
      if date == nil { zh.append("日期"); en.append("date") }
      let place =
        signed.first?.signOff.place ?? Place(file: table.source.file, sheet: own.count == 1 ? table.source.sheet : "")
      let subject = Subject(
        county: county, detail: table.source.kind.rawValue + (table.source.town.map(String.init) ?? ""))
      if !zh.isEmpty {
        out.discrepancies.append(
          Discrepancy(
            .notSignedOff, subject: subject, period: context.policy.period, field: "sign-off", spots: [.init(place)],
            zh: "\(table.source.kind.zh)缺：\(zh.joined(separator: "、"))",
            en: "the \(table.source.kind.en) lacks: \(en.joined(separator: ", "))"))
      }
      // A month's return is due when its month ends, everything else when the period does.
      let last =
        (own.flatMap(\.source.monthColumns).map(\.month) + own.compactMap(\.source.part?.upperBound)).max()
        ?? context.policy.until
      if let date, date.month < last {
        out.discrepancies.append(
          Discrepancy(
            .filedEarly, subject: subject, period: context.policy.period, field: "date",
            spots: [.init(place, raw: "\(date)")],
            zh: "填表日期 \(date) 早于期末 \(last)",
            en: "filled in on \(date), before the period ends in \(last)"))
      }
    }
  }
}

extension TableReader {
  /// Takes from a row who signs, and when.
  mutating func signature(_ row: Int) {
    let number = grid.rows[row].number
    out.signOff.hasRow = true
    out.signOff.place = out.signOff.place ?? out.source.place(row: number)
    let texts = grid.rows[row].cells.map { cells.text(grid.cells[$0]) }
    for (index, text) in texts.enumerated() {
      let words = Text.squeezed(text)
      let next = index + 1 < texts.count ? Text.squeezed(texts[index + 1]) : ""
      func isFilled(_ marks: [String]) -> Bool {
        for mark in marks {
          guard let range = words.firstRange(of: mark) else { continue }
          // 制表 is the beginning of 制表人, which names nobody yet.
          let rest = words[range.upperBound...].drop { "人:：)（(".contains($0) }
          let own = rest.prefix { !":：".contains($0) }
          let isLabel = ["审核", "填表", "经办", "负责", "复核", "日期", "制表", "填报"].contains { own.hasPrefix($0) }
          if !own.isEmpty && !isLabel { return true }
          // Beside an open 审核人： the date stands as often as a name.
          let isName = !next.isEmpty && !next.contains { ":：".contains($0) } && DateText.find(in: next) == nil
          if own.isEmpty, isName { return true }
        }
        return false
      }
      if isFilled(["填表人", "制表人", "经办人", "填报人", "制表", "制单", "填表:", "填报:"]) { out.signOff.preparer = true }
      if isFilled(["审核人", "负责人", "复核人", "复核", "审批人", "审核:", "核对:"]) { out.signOff.reviewer = true }
      if out.signOff.date == nil, let found = DateText.find(in: text), let day = found.day {
        out.signOff.date = CalendarDate(year: found.month.year, month: found.month.month, day: day)
      }
      if out.signOff.date == nil,
        let date = grid.dateTime(grid.cells[grid.rows[row].cells.lowerBound + index])
      {
        out.signOff.date = CalendarDate(year: date.year, month: date.month, day: date.day)
      }
    }
  }
}
