import Domain

/// A column of a published table: its header, its type, and what it means. Headers, `datapackage.json` and the data dictionary come from here.
struct Column: Sendable {
  /// What a column holds, and how it is written.
  enum Kind: Sendable {
    /// Any text.
    case text
    /// A fixed number of digits, never to be read as a number.
    case digits(Int)
    /// A text of a fixed form, as a regular expression.
    case form(String)
    /// One of a few words.
    case choice([String])
    /// A whole number from zero, of 人, 村, 月 or another unit.
    case count(String)
    /// Yuan with two decimals.
    case money
    /// A ratio with four places.
    case ratio
    /// A number whose unit stands in another column.
    case number
    /// true or false.
    case flag
    /// `2021-01-31`
    case date
    /// `2021-01`
    case month
  }

  let name: String
  let kind: Kind
  let isRequired: Bool
  let title: Message
  /// What the title does not say; may be empty.
  let note: Message

  /// A column that may be empty: missing, which is not zero.
  init(_ name: String, _ kind: Kind, _ zh: String, _ en: String, note: Message = Message(zh: "", en: "")) {
    self.init(name: name, kind: kind, isRequired: false, title: Message(zh: zh, en: en), note: note)
  }

  /// A column of any text, which may be empty.
  init(_ name: String, _ zh: String, _ en: String, note: Message = Message(zh: "", en: "")) {
    self.init(name, .text, zh, en, note: note)
  }

  private init(name: String, kind: Kind, isRequired: Bool, title: Message, note: Message) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.title = title
    self.note = note
  }

  /// The same column where no row leaves it empty.
  var required: Column { Column(name: name, kind: kind, isRequired: true, title: title, note: note) }

  /// The unit of its numbers; empty where it has none.
  var unit: String {
    switch kind {
    case .count(let unit): unit
    case .money: "元"
    default: ""
    }
  }
}

/// What a table is: its name, its columns, and how its rows are told apart and tied to others.
struct Schema: Sendable {
  /// Columns whose values name a row of another table.
  struct Reference: Sendable {
    var columns: [String]
    var table: String
    var keys: [String]
  }

  let name: String
  let title: Message
  let columns: [Column]
  /// Columns that tell the rows apart; empty where nothing but their place does.
  var key: [String] = []
  var references: [Reference] = []
}
