import Domain

/// Files that hold the same bytes as another of their county.
extension CountyReader {
  /// DZ705: only the first is used; an error where their names are of different months, since those of one of them are missing.
  mutating func tellSame() {
    for (file, first) in same {
      let name = Self.name(file)
      var told = Discrepancy(
        .sameBytesTwice, subject: Subject(county: county, detail: name), period: context.policy.period, field: "file",
        spots: [.init(Place(file: file))], zh: "与“\(first)”内容完全相同，只采用一份",
        en: "the same bytes as \(first); only one is used")
      if let wrong = wrongOne(of: file, first) {
        (told.severity, told.field) = (.error, Discrepancy.fieldOfWrongMonth)
        told.spots = [.init(Place(file: wrong))]
        told.message.zh += "；两个文件（夹）名写的月份不同，其中一个放错了内容：请重新报送“\(wrong)”，如两期内容确实相同，请在表的标题中写明各自的月份"
        told.message.en +=
          ". Their names are of different months, so one of them holds the other's content: send \(wrong) again; where both months are alike, say each one's month in its title"
      }
      tellTakenBack(file, first, &told)
      out.discrepancies.append(told)
    }
  }

  /// A correction that has the bytes of a file which another has replaced: whoever sends it may take that other one back.
  private func tellTakenBack(_ file: String, _ first: String, _ told: inout Discrepancy) {
    let isReplaced = out.superseded.contains { $0.file == first || $0.file.hasPrefix(first + "/") }
    guard isReplaced, SheetName.corrects(Self.name(file)) else { return }
    told.severity = .error
    told.message.zh += "；“\(first)”已被更正的表取代，如要撤回该更正，请从收件文件夹移出更正的表"
    told.message.en +=
      "; a correction has replaced \(first): if this takes it back, take the correction out of the inbox"
  }

  private static func name(_ file: String) -> String { file.split(separator: "/").last.map(String.init) ?? file }

  /// The file that lacks what its name promises, where both are named by months of their own, the list is of some months only, and
  /// nothing else that counts is of the months that are missing.
  private func wrongOne(of file: String, _ first: String) -> String? {
    let parts = [first, file].map(partNamed)
    guard let one = parts[0], let other = parts[1], one != other,
      let table = ownTable(of: first)
    else { return nil }
    let source = table.source
    guard let counted = source.part ?? Self.span(source) else {
      // A list that says nothing of time and pays no more than a folder's months is that folder's, and counts once.
      let most = context.policy.calendar.filter(one.contains).reduce(Money.zero) { $0 + context.policy.rate(in: $1) }
      let isOfFolder = !table.members.isEmpty && table.members.allSatisfy { $0.amount.money ?? .zero <= most }
      return source.kind == .paymentList && isOfFolder && !tables.contains { $0.source.file != source.file }
        ? file : nil
    }
    guard counted != context.policy.from...context.policy.until else { return nil }
    let (wrong, missing) = counted == other ? (first, one) : (file, other)
    let isTold = tables.contains { table in
      guard let part = table.source.part ?? Self.span(table.source) else { return table.source.kind != .roster }
      return part.overlaps(missing)
    }
    return isTold ? nil : wrong
  }

  /// A file's table that counts: a roster beside another is of no month, and says nothing of them.
  private func ownTable(of file: String) -> TableRecords? {
    let own = tables.filter { $0.source.file == file || $0.source.file.hasPrefix(file + "/") }
    return own.first { $0.source.kind != .roster } ?? own.first
  }

  /// The months that a file's name, or else its folder's, says its content is of: 4月重报3月发放表 is of March.
  func partNamed(_ file: String) -> ClosedRange<YearMonth>? {
    for name in file.split(separator: "/").dropFirst().reversed() {
      let words = ChineseDates.inFigures(Text.squeezed(String(name))).replacing(Self.monthOfSending, with: "")
      if let part = TitleWords(words, year: context.policy.from.year).part { return part }
    }
    return nil
  }

  static func span(_ source: Source) -> ClosedRange<YearMonth>? {
    let months = source.monthColumns.map(\.month)
    return months.min().flatMap { low in months.max().map { low...$0 } }
  }

  nonisolated(unsafe) private static let monthOfSending = #/[0-9]{1,2}月份?(?:上报|报送|重报|补报|上送|报来)/#
}
