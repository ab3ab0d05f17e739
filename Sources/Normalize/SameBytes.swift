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
        told.severity = .error
        told.message.zh += "；两个文件名写的月份不同，其中一个放错了内容：请重新报送“\(wrong)”，如两期内容确实相同，请在表的标题中写明各自的月份"
        told.message.en +=
          ". Their names are of different months, so one of them holds the other's content: send \(wrong) again; where both months are alike, say each one's month in its title"
      }
      out.discrepancies.append(told)
    }
  }

  private static func name(_ file: String) -> String { file.split(separator: "/").last.map(String.init) ?? file }

  /// The file that lacks what its name promises, where both are named by months of their own and the list is of some months only.
  private func wrongOne(of file: String, _ first: String) -> String? {
    let year = context.policy.from.year
    let names = [first, file].map(Self.name)
    let parts = names.map { TitleWords($0, year: year).part }
    guard let one = parts[0], let other = parts[1], one != other,
      let source = tables.first(where: { $0.source.file == first || $0.source.file.hasPrefix(first + "/") })?.source
    else { return nil }
    let months = source.monthColumns.map(\.month)
    guard let counted = source.part ?? months.min().flatMap({ low in months.max().map { low...$0 } }),
      counted != context.policy.from...context.policy.until
    else { return nil }
    return counted == other ? names[0] : names[1]
  }
}
