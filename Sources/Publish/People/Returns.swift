import Domain

extension Bulletin {
  /// The counties that get a list to mend, each with its file's name, relative to the publication.
  public var returns: [(county: Int, name: String)] {
    let names = Dictionary(counties.map { ($0.entry.name, 1) }, uniquingKeysWith: +)
    return counties.indices.map { index in
      let entry = counties[index].entry
      // Two counties of one name, far apart, are told by their codes.
      let name = names[entry.name] == 1 ? entry.name.replacing("/", with: "／") : entry.code
      return (index, "returns/\(name).xlsx")
    }
  }

  /// A county's list to mend (核对清单): only what it can mend or confirm, worst first.
  public func list(ofCounty index: Int) -> ReturnList { ReturnFindings(self, county: counties[index]).list }
}

extension ReturnFindings {
  /// The list as it is read.
  var list: ReturnList {
    let places = rows.count
    let told = text(
      "【\(mark)】\(difference)共 \(findings) 项、\(places) 处，最要紧的在前。请在原表中更正后重新上报；在“核对结果”中选填，必要时写说明。选填只供参考，不代替更正。代码含义见末页。",
      "[\(mark)] \(difference)\(findings) findings at \(places) places, worst first. Mend your own sheets and send them again; choose a reply here and explain where needed. A reply informs and acquits nothing. The last sheet explains the codes."
    )
    return ReturnList(
      language: bulletin.language, name: county.entry.name, period: bulletin.period, newest: "\(newest)",
      told: told + settled,
      lines: rows.enumerated().map { ReturnLine($0.element, number: $0.offset + 1, bulletin, lines: lines) },
      unlisted: unlisted)
  }

  /// The day of the county's newest upload: what others send later changes nothing here.
  private var newest: CalendarDate {
    let own = bulletin.inputs.filter { $0.county == county.entry.code && ["current", "last-good"].contains($0.status) }
    return own.map(\.received).max() ?? bulletin.asOf
  }
}
