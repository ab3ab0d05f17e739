import Domain

/// Which year, month or part of the period a table is about, as its title, its sheet and its file say.
extension UploadReader {
  /// What a sheet, its file and the folders of it are called, of these what is nothing but a part of the period's year: 1月, 2021-01, 2021/01.
  /// A zip is a folder.
  func said(ofSheet sheet: String, in file: String) -> [String] {
    let parts = file.split(separator: "/").map(String.init)
    let folders = parts.dropLast().map(Self.folderName)
    let years = context.policy.from.year...context.policy.until.year
    let times = folders.indices.compactMap { index -> String? in
      let folder = folders[index]
      // 2022年1月 is when a list came.
      if let time = folder.wholeMatch(of: TitlePatterns.onlyTime)?.1 {
        let said = time.prefixMatch(of: TitlePatterns.yearOfTime)
        let year = said.flatMap { $0.1.flatMap { Int($0) } ?? $0.2.flatMap { Int($0) }.map { 2000 + $0 } }
        return year.map(years.contains) ?? true ? String(time) : nil
      }
      guard index > 0, let month = Int(folder), (1...12).contains(month), folder.count <= 2,
        let year = folders[index - 1].wholeMatch(of: TitlePatterns.onlyYear), Int(year.1).map(years.contains) ?? false
      else { return nil }
      return "\(year.1)年\(month)月"
    }
    return [sheet, parts.last ?? file] + times.reversed()
  }

  /// Whether a list says how much somebody is paid or for how long: where it does not, a folder may as well say when it was sent.
  func statesPay(_ list: TableRecords) -> Bool {
    list.members.contains { $0.months.value != nil || $0.amount.value != nil || $0.due.value != nil }
  }

  /// The year that a folder above a file is called by and nothing else: 2022年/.
  static func year(ofFolderOf file: String) -> Int? {
    file.split(separator: "/").dropLast().map { folderName(String($0)) }
      .last { $0.wholeMatch(of: TitlePatterns.onlyYear) != nil }.flatMap { Int($0.prefix(4)) }
  }

  /// What a folder or a zip is called, in figures, without what stands in brackets behind it: 一月份（1月28日报）.
  private static func folderName(_ folder: String) -> String {
    let name = Text.squeezed(folder)
    let stem = name.lowercased().hasSuffix(".zip") ? String(name.dropLast(4)) : name
    let words = ChineseDates.inFigures(stem)
    // 2022年（补报2021年度） says in brackets of which year it is.
    return words.ranges(of: "20").count > 1 ? words : ListPurpose.withoutBrackets(words)
  }

  /// A table's own title says more than its sheet's name, and that more than its file's.
  /// A file's name may as well give the year in which it was sent.
  mutating func year(of table: Table, _ said: [String]) -> (year: Int, isSure: Bool)? {
    for (index, text) in ([table.title] + said).enumerated() {
      if let year = words(text).year { return (year, index < 2) }
    }
    return nil
  }

  /// The part of the period that a table is about, as its title, its sheet or its file says: 3月, 第一季度, 上半年.
  mutating func part(_ table: Table, _ said: [String]) -> ClosedRange<YearMonth>? {
    for text in [table.title] + said {
      if let part = words(text).part { return part }
    }
    return nil
  }

  /// The part of the period that names say behind an attachment's number, where what a list pays fits it: 附件3-1月发放表 is January's, and
  /// 附件1-6月发放表 with half a year's money is not June's.
  mutating func part(of list: TableRecords, _ table: Table, behindAttachment said: [String])
    -> ClosedRange<YearMonth>?
  {
    let names = said.map { $0.replacing(TitlePatterns.attachment, with: "") }
    guard names != said, statesPay(list), let months = part(table, names), list.fits(months, context.policy) else {
      return nil
    }
    return months
  }

  /// The one month that a table is about, or the part of the period.
  mutating func part(ofReturn table: Table, _ said: [String]) -> ClosedRange<YearMonth>? {
    month(of: table, said).map { $0...$0 } ?? part(table, said)
  }

  mutating func month(of table: Table, _ said: [String]) -> YearMonth? {
    var texts: [TitleWords] = []
    for text in [table.title] + said { texts.append(words(text)) }
    return TitleWords.month(of: texts)
  }

  /// What a text says of time: sheet after sheet has the same title, and every sheet its file's name.
  private mutating func words(_ text: String) -> TitleWords {
    if let known = titles[text] { return known }
    let words = TitleWords(text, year: context.policy.from.year)
    titles[text] = words
    return words
  }
}
