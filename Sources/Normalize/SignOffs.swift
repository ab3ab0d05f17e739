import Domain

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
