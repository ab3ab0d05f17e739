import Domain
public import Spreadsheet

/// A column that no header word places, and the fields that it may mean, likeliest first.
public struct UnplacedColumn: Sendable, Codable {
  /// A field and what speaks for it.
  public struct Candidate: Sendable, Codable {
    /// The field's name, as `columns:` of a pipeline file takes it.
    public var field: String
    /// From 0 to 1.
    public var score: Double
    /// The known word that the header resembles; empty if only the cells speak for the field.
    public var word: String
  }

  /// The sheet; empty for a CSV file.
  public var sheet: String
  /// The column's letters.
  public var column: String
  /// The header's own words, the key that `columns:` wants.
  public var header: String
  /// The first cells, masked.
  public var samples: [String]
  /// At most three fields.
  public var candidates: [Candidate]
}

/// The columns of a file that no header word places, with what they may mean: by words like the known ones, and by what stands in them.
public func unplacedColumns(bytes: [UInt8], name: String, year: Int) throws(ReadError) -> [UnplacedColumn] {
  let workbook = try Workbook(bytes: bytes, name: name)
  let vocabulary = Vocabulary()
  var found: [UnplacedColumn] = []
  for (index, sheet) in workbook.sheets.enumerated() where sheet.isWorksheet {
    let grid = try workbook.grid(ofSheet: index)
    for table in TableFinder(grid: grid, vocabulary: vocabulary, year: year).tables() {
      var own: [UnplacedColumn] = []
      for column in table.unknown {
        let texts = table.body.prefix(60).compactMap { row -> String? in
          guard let cell = grid.cell(rowIndex: row, column: column) else { return nil }
          let text = Text.trimmed(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell))
          return text.isEmpty ? nil : text
        }
        guard !texts.isEmpty, let header = table.paths[column] else { continue }
        let word = Text.squeezed(header.split(separator: "›").last.map(String.init) ?? header)
        own.append(
          UnplacedColumn(
            sheet: sheet.name, column: Place.letters(column), header: word, samples: samples(texts, vocabulary),
            candidates: candidates(word, texts, taken: Set(table.fields.values), vocabulary)))
      }
      proposeOnce(&own)
      found += own
    }
  }
  return found
}

/// The first two cells that read differently.
private func samples(_ texts: [String], _ vocabulary: Vocabulary) -> [String] {
  var found: [String] = []
  for text in texts where found.count < 2 {
    // 金额 could be somebody's name, but is a word of the documents.
    let shown =
      PersonName.isLikely(text) && !vocabulary.knows(text) ? Mask.name(text) : String(Mask.numbers(in: text).prefix(20))
    if !found.contains(shown) { found.append(shown) }
  }
  return found
}

/// Of two columns of a table that seem to mean one field, only the left one would be used: the likelier has it, and no other.
private func proposeOnce(_ columns: inout [UnplacedColumn]) {
  var open = Set(columns.indices)
  func likelihood(_ index: Int) -> Double { columns[index].candidates.first?.score ?? 0 }
  while let best = open.max(by: { (likelihood($0), $1) < (likelihood($1), $0) }) {
    open.remove(best)
    guard let field = columns[best].candidates.first?.field else { continue }
    for index in open { columns[index].candidates.removeAll { $0.field == field } }
  }
}

private func candidates(_ header: String, _ texts: [String], taken: Set<Field>, _ vocabulary: Vocabulary)
  -> [UnplacedColumn.Candidate]
{
  let content = ColumnContent(texts)
  return Field.allCases.filter { !taken.contains($0) && $0 != .other && $0 != .month }.compactMap { field in
    let nearest = vocabulary.nearestWord(of: field, to: header)
    guard let fit = content.fit(field) else { return nil }
    let score = 0.6 * nearest.likeness + 0.4 * fit
    guard score >= 0.35 else { return nil }
    return .init(field: field.rawValue, score: score, word: nearest.likeness > 0 ? nearest.word : "")
  }.sorted { ($1.score, $0.field) < ($0.score, $1.field) }.prefix(3).map(\.self)
}

/// What kind of values a column holds.
private struct ColumnContent {
  private let share:
    (number: Double, count: Double, small: Double, flag: Double, date: Double, long: Double, phone: Double)
  private let isIdentity: Bool

  init(_ texts: [String]) {
    func share(_ holds: (String) -> Bool) -> Double { Double(texts.count(where: holds)) / Double(texts.count) }
    func number(_ text: String) -> WrittenDecimal? {
      if case .number(let written) = NumberText(text) { written.value } else { nil }
    }
    func isDigits(_ text: String, _ lengths: ClosedRange<Int>) -> Bool {
      lengths.contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }
    // 2021.1-2021.12 is no day of anything.
    func isSpan(_ text: String) -> Bool {
      let ends = text.split { "-—–~至到".contains($0) }
      return ends.count == 2 && ends.allSatisfy { DateText.whole(String($0)) != nil }
    }
    self.share = (
      share { number($0) != nil && !isDigits($0, 11...19) },
      // No county has a thousand villages, and no row as many heads.
      share { number($0)?.scaled(by: 1).map { (0..<1000).contains($0) } ?? false },
      share { number($0)?.scaled(by: 1).map { (0...12).contains($0) } ?? false },
      Self.isWordAndItsDenial(texts)
        ? 1 : share { ["是", "否", "√", "×", "兼", "有", "无", "Y", "N"].contains(Text.squeezed($0)) },
      share { DateText.whole($0) != nil && !isSpan($0) }, share { isDigits($0, 15...19) },
      share { isDigits($0, 11...11) && $0.hasPrefix("1") }
    )
    isIdentity = share { IDNumber(Text.squeezed($0)) != nil } > 0.6
  }

  /// Whether a column says nothing but one word and its denial: 挂 and 没挂.
  private static func isWordAndItsDenial(_ texts: [String]) -> Bool {
    let words = Set(texts.map(Text.squeezed)).sorted { $0.count < $1.count }
    return words.count == 2 && ["没", "未", "不", "非", "无", "没有"].contains { $0 + words[0] == words[1] }
  }

  /// How well the values fit a field, from 0 to 1; nil if they cannot be its values.
  func fit(_ field: Field) -> Double? {
    func wants(_ share: Double) -> Double? { share >= 0.5 ? share : nil }
    switch field {
    case .amount, .due, .deduction, .backPay, .rate:
      return share.number >= 0.5 ? max(0.2, share.number - share.small) : nil
    case .quota, .villageCount, .listed, .eligible: return wants(share.count)
    case .months, .personMonths: return wants(share.number)
    case .concurrent: return share.flag >= 0.3 || share.small >= 0.5 ? max(share.flag, share.small * 0.5) : nil
    case .start, .end, .paidOn: return wants(share.date)
    case .idNumber: return isIdentity ? 1 : nil
    case .account: return isIdentity ? nil : wants(share.long)
    case .phone: return wants(share.phone)
    case .serial, .code: return wants(share.number)
    case .sex, .county, .town, .village, .name, .role, .bank, .note, .signature, .month, .payStatus, .other:
      return share.number + share.long + share.phone < 0.3 ? 0.3 : nil
    }
  }
}

extension Vocabulary {
  /// Whether a text is a word that headers use.
  fileprivate func knows(_ text: String) -> Bool {
    let word = Text.squeezed(text)
    return Self.words.values.contains { $0.contains(word) }
  }

  /// The known word of a field that a header resembles most, by the characters that they share.
  func nearestWord(of field: Field, to header: String) -> (word: String, likeness: Double) {
    let own = Set(header)
    return Self.words[field, default: []].map { word in
      let theirs = Set(word)
      return (word, 2 * Double(own.intersection(theirs).count) / Double(own.count + theirs.count))
    }.max { ($0.1, $1.0) < ($1.1, $0.0) } ?? ("", 0)
  }
}
