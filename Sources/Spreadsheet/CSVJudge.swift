/// Judges one way of cutting a text.
struct CSVJudge: CSVSink {
  private var widths: [Int: Int] = [:]
  private(set) var records = 0
  /// Fields that hold a delimiter or a line end, and so must be quoted.
  private(set) var guarded = 0
  /// Those of them that run over a line's end.
  private(set) var merged = 0
  private var width = 0
  private var hasContent = false
  private(set) var fields = 0
  private var figures = 0
  private var fractions = 0
  private var firstWidth = 0
  // Records of one field above the first that has several, between those that have, and since the last one.
  private var above = 0
  private var between = 0
  private var below = 0
  /// Records where a quote opens in one field and another closes in a later one.
  private(set) var splitRecords = 0
  /// The same of single quotes, which may be apostrophes now and then.
  private(set) var singleSplitRecords = 0
  private var isSingleOpened = false
  private var isSingleSplit = false
  /// Records where another delimiter joins two figures to a field.
  private(set) var joinedRecords = 0
  private var isJoined = false
  // Colons between two digits on either side, as times have them.
  private var times = 0
  private var endsInPair = false
  /// Fields behind the first that begin with a blank.
  private(set) var spaced = 0
  // Fields with content in each of the first columns.
  private var filled = [Int](repeating: 0, count: columnsInView)
  // Those of them that are numbers.
  private var numbers = [Int](repeating: 0, count: columnsInView)
  // The columns of the first record of several fields that have a number in it.
  private var firstNumbers: Set<Int> = []
  private var isOpened = false
  private var isSplit = false
  private var good = 0.0
  private let delimiter: UInt8
  private let hasBlank: Bool
  private let quote: UInt8?
  private let isBackslash: Bool
  /// So many columns show what a column is.
  static let columnsInView = 256

  init(_ dialect: CSVDialect) {
    delimiter = dialect.delimiter.first { $0 != 0x20 } ?? dialect.delimiter.first ?? 0x2c
    hasBlank = dialect.delimiter.count > 1 && dialect.delimiter.last == 0x20
    quote = dialect.quote
    isBackslash = dialect.escape == .backslash
  }

  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool {
    width = column
    fields += 1
    if delimiter == 0x3a {
      if column > 1, endsInPair, Self.isPair(field.prefix(3)) { times += 1 }
      endsInPair = Self.isPair(field.reversed().prefix(3))
    }
    guard let first = field.first, let last = field.last else {
      good += 0.9
      return true
    }
    hasContent = true
    if column <= filled.count { filled[column - 1] += 1 }
    if last == 0x22, isOpened, first != 0x22 || field.count == 1 { isSplit = true }
    if first == 0x22 { isOpened = last != 0x22 || field.count == 1 }
    if last == 0x27, isSingleOpened, first != 0x27 || field.count == 1 { isSingleSplit = true }
    if first == 0x27 { isSingleOpened = last != 0x27 || field.count == 1 }
    // A field that holds other delimiters or the marks of quotes was probably cut wrongly.
    var strangers = 0
    var isNumeric = true
    var hasWideComma = false
    if field.contains(where: { $0 == 0x0a || $0 == 0x0d }) {
      (guarded, merged) = (guarded + 1, merged + 1)
    } else if field.contains(delimiter) {
      guarded += 1
    }
    var commas = 0
    // Between two figures another delimiter joins what are two: 1,5;2,5.
    var joined = 0
    func isFigure(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x2d || byte == 0x2b }
    for (index, byte) in field.enumerated() {
      switch byte {
      case 0x30...0x39, 0x2e, 0x2d, 0x2b, 0x25, 0x2f, 0x3a, 0x20: continue
      case 0x2c where delimiter != 0x2c:
        // Figures group by commas, and prose has a space after them.
        let next = index + 1 < field.count ? field[index + 1] : 0x20
        if next != 0x20, !(0x30...0x39).contains(next) { commas += 1 }
      case 0x2c: continue
      // Between quotes the delimiter itself is no stranger.
      case delimiter: isNumeric = false
      case 0x09, 0x3b, 0x7c, 0x01, 0x1e, 0x1f:
        strangers += 1
        if index > 0, index + 1 < field.count, isFigure(field[index - 1]) || field[index - 1] == 0x25,
          isFigure(field[index + 1])
        {
          joined += 1
        }
      case 0xef
      where index + 2 < field.count && field[index + 1] == 0xbc
        && (field[index + 2] == 0x8c || field[index + 2] == 0x9b):
        hasWideComma = true
      case 0xbc, 0x8c, 0x9b: continue
      default: isNumeric = false
      }
    }
    if isNumeric, column <= numbers.count, field.contains(where: { (0x30...0x39).contains($0) }) {
      numbers[column - 1] += 1
      if !isCut { firstNumbers.insert(column) }
    }
    // Prose has full-width commas; figures have them only between two fields.
    if hasWideComma, isNumeric { strangers += 1 }
    if !isNumeric { strangers += commas }
    if first == last, first == 0x22 || first == 0x27, field.count > 1 {
      // Quotes around a whole field were not meant as text.
    } else if first == 0x22 || last == 0x22, !isBackslash {
      // Behind a backslash they are a text's own.
      good += 0.2
    } else if strangers > 0 {
      good += isNumeric && joined > 0 ? 0 : 0.3
      isJoined = isJoined || isNumeric && joined > 0
    } else {
      if isNumeric {
        figures += 1
        if field.contains(0x2e) { fractions += 1 }
      }
      good += isNumeric ? 1 : field.count > 200 ? 0.6 : 0.95
      // A space after each delimiter belongs to the delimiter.
      if first == 0x20 { good -= 0.1 }
    }
    if column > 1, first == 0x20 { spaced += 1 }
    return true
  }

  // Two digits, and no third.
  private static func isPair(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.prefix { (0x30...0x39).contains($0) }.count == 2
  }

  mutating func endRecord() -> Bool {
    if hasContent || width > 1 {
      if width == 1, !isCut { firstNumbers = [] }
      widths[width, default: 0] += 1
      records += 1
      if records == 1 { firstWidth = width }
      if width > 1 {
        if above + between + below + 1 < records { between += below } else { above = below }
        below = 0
      } else {
        below += 1
      }
      if isSplit { splitRecords += 1 }
      if isSingleSplit { singleSplitRecords += 1 }
      if isJoined { joinedRecords += 1 }
    }
    width = 0
    isOpened = false
    isSplit = false
    isSingleOpened = false
    isSingleSplit = false
    isJoined = false
    hasContent = false
    return true
  }

  /// How many fields nearly every record has, if there are three at least, or two set apart by what no text has, a tab.
  var commonWidth: Int? { width(ofMost: 0.9) }

  /// How many fields most records have, by as much.
  var likelyWidth: Int? { width(ofMost: 0.6) }

  /// How many fields nearly every record has, two at least.
  var quotedWidth: Int? { width(ofMost: 0.9, least: 2) }

  /// How many fields most records have, two at least.
  var likelyQuotedWidth: Int? { width(ofMost: 0.6, least: 2) }

  private func width(ofMost share: Double, least: Int? = nil) -> Int? {
    let least = least ?? (delimiter == 0x09 ? 2 : 3)
    return widths.first { $0.key >= least && $0.value > 2 && Double($0.value) >= Double(records) * share }?.key
  }

  /// Records of several fields.
  var cutRecords: Int { records - (widths[1] ?? 0) }

  /// The columns that most records have a value in, nearly all of which are numbers.
  var figureColumns: Set<Int> {
    let columns = numbers.indices.filter {
      numbers[$0] > 0 && filled[$0] * 2 >= records && numbers[$0] * 4 >= filled[$0] * 3
    }
    return Set(columns.map { $0 + 1 })
  }

  /// The columns all of whose values are numbers, but for the head.
  var pureColumns: [Int] { numbers.indices.filter { numbers[$0] > 1 && numbers[$0] >= filled[$0] - 1 } }

  /// Whether the table has a head: names where the figures below them stand.
  var hasHead: Bool { !figureColumns.isEmpty && figureColumns.isDisjoint(with: firstNumbers) }

  /// Whether any record has several fields.
  var isCut: Bool { records > (widths[1] ?? 0) }

  /// How a delimiter cuts a table out of a text: into how many fields, below and above how many titles, notes and totals of one field.
  struct Cut: Equatable {
    let fields: Int
    let above: Int
    let below: Int
  }

  /// How the records are cut; nil where those of several fields differ, or do not stand together.
  var cut: Cut? {
    let rows = records - above - between - below
    guard records > 1, between == 0, widths.count == (rows < records ? 2 : 1), let fields = widths.keys.max(),
      fields > 1,
      rows >= above + below
    else { return nil }
    return Cut(fields: fields, above: above, below: below)
  }

  /// What a way of cutting is worth, and what its quotes show.
  struct Verdict {
    let score: Double
    let areQuotesWhole: Bool
    /// Whether whole quotes guard something in most records, all of which have the same number of fields.
    let isProven: Bool
    let cut: Cut?
    let hasHead: Bool
    /// Whether quotes are doubled to stand in a text.
    let areQuotesDoubled: Bool
    /// Whether every field is between single quotes that stand nowhere else.
    let isSingleThroughout: Bool
    /// Whether every quote of the file opens or closes a whole field, or is doubled within one.
    let areAllQuotes: Bool
    /// Whether all records, the head as well, have the same number of fields, several.
    let isRegular: Bool
    /// Whether quoted fields stand between two others in most records.
    let isQuotedWithin: Bool
  }

  /// How many fields all records have, the head as well, if there are several of each.
  var regularWidth: Int? { records > 2 && widths.count == 1 ? widths.keys.first { $0 > 1 } : nil }

  /// Whether all records have the same number of fields, and more in them than times, dates, telephone numbers or a first
  /// name and a last: at least three fields, or two that are quoted. Figures alone must be fractions, or many.
  func isUniform(quoted: Int, isOfProse: Bool) -> Bool {
    let areAllQuoted = quoted == fields && fields > 4
    guard records > 2 || records == 2 && areAllQuoted, let width = widths.keys.max() else { return false }
    // R's write.table gives its column of row names no label.
    let hasShortHead = quoted > 0 && widths.count == 2 && firstWidth == width - 1 && widths[width - 1] == 1
    guard widths.count == 1 || hasShortHead, times * 2 < max(1, fields - records) else { return false }
    // A head has no quotes above texts that need them.
    let hasQuotes = quoted * 2 >= fields || guarded > 0 && quoted * 2 >= fields - width
    if width == 2 { return isOfProse ? hasQuotes : figures < fields }
    // No dates, numbers or products have these more than twice.
    let least = Self.signsOfNoFigure.contains(delimiter) ? 3 : 8
    return width > 2 && (figures < fields || hasQuotes || fractions * 2 > fields || width > least)
  }

  private static let signsOfNoFigure = Array("~^#".utf8)

  /// Whether quotes stand around every value of some columns, their head perhaps excepted, and around nothing else.
  func areColumns(_ quoted: [Int]) -> Bool {
    zip(quoted, filled).allSatisfy { $0 == 0 || $0 > 1 && $0 >= $1 - 1 }
  }

  /// Whether a blank follows every delimiter and records differ in their number of fields: answers with several choices in one column.
  var isList: Bool {
    let delimiters = widths.reduce(0) { $0 + ($1.key - 1) * $1.value }
    let most = widths.filter { $0.key > 1 }.values.max() ?? 0
    return delimiters > 0 && (hasBlank || spaced == delimiters) && most * 5 < records * 3
  }

  var score: Double {
    guard records > 0, fields > 0 else { return 0 }
    var pattern = 0.0
    for (width, count) in widths {
      let share = Double(count) / Double(records)
      pattern += share * share * (width > 1 ? Double(width - 1) / Double(width) : 0.001)
    }
    return pattern * good / Double(fields)
  }
}
