import Domain
import Spreadsheet

/// A sheet's texts as they were meant: what a web page's source writes for signs, a form's words in traditional characters, and what
/// 同上 stands for.
///
/// Names of persons are left as they are written: only texts that hold a word of a form are folded.
struct WordsAsMeant {
  private(set) var grid: Grid
  private var log = ReadingLog()

  init(_ grid: Grid, _ vocabulary: Vocabulary) {
    self.grid = grid
    let isTraditional = Self.isTraditional(grid)
    var hasDitto = false
    let (changed, cells) = grid.rewriting { bytes in
      if DittoMarks.isMark(bytes) { hasDitto = true }
      if let text = Self.textOfFormula(bytes) { return text }
      if bytes.contains(UInt8(ascii: "&")), let text = Self.withoutEntities(String(decoding: bytes, as: UTF8.self)) {
        return isTraditional ? Self.simplified(text, vocabulary) ?? text : text
      }
      guard isTraditional, bytes.contains(where: { $0 >= 0xE4 }) else { return nil }
      return Self.simplified(String(decoding: bytes, as: UTF8.self), vocabulary)
    }
    self.grid = changed
    if hasDitto {
      let (resolved, marks) = DittoMarks.resolved(changed, vocabulary)
      self.grid = resolved
      // What stands above may be a person's: it is not said again here.
      for mark in marks {
        log.note("same-as-above", row: mark.address.row, column: mark.address.column, raw: mark.raw, value: "")
      }
    }
    for cell in cells {
      let (row, column) = (cell.address.row, cell.address.column)
      if cell.was.hasPrefix("=\"") {
        // It may be an ID number.
        log.note("formula-of-text", row: row, column: column, raw: "=\"…\"", value: "")
      } else if let entity = Self.entity(in: cell.was[...]) {
        log.note("html-entity", row: row, column: column, raw: String(cell.was[entity.range]), value: entity.meant)
      } else {
        // Of a remark's words nothing is repeated here: it may name a person.
        let isWord = cell.was.count <= 8 && vocabulary.meaning(cell.now) != nil
        log.note(
          "traditional-words", row: row, column: column, raw: isWord ? cell.was : "", value: isWord ? cell.now : "")
      }
    }
  }

  func normalizations(county: Int, file: String, sheet: String) -> [Normalization] {
    log.normalizations(county: county, file: file, sheet: sheet)
  }

  /// The 4407… of ="4407…", by which exports keep spreadsheet programs from taking it for a number.
  private static func textOfFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count >= 3, bytes[0] == UInt8(ascii: "="), bytes[1] == UInt8(ascii: "\""),
      bytes[bytes.count - 1] == UInt8(ascii: "\""), !bytes[2..<bytes.count - 1].contains(UInt8(ascii: "\""))
    else { return nil }
    return String(decoding: bytes[2..<bytes.count - 1], as: UTF8.self)
  }

  // MARK: Signs of web pages

  private static let named: [Substring: String] = [
    "nbsp": "\u{A0}", "ensp": " ", "emsp": " ", "thinsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": "\"",
    "apos": "'", "middot": "·", "yen": "¥", "mdash": "—", "ndash": "–", "hellip": "…", "times": "×", "minus": "−",
    "radic": "√",
  ]

  /// A text without the names and numbers of signs, which a page's source has between & and ;. nil where it has none.
  private static func withoutEntities(_ text: String) -> String? {
    guard let once = withoutEntitiesOnce(text) else { return nil }
    // &amp;nbsp; was written twice over.
    return withoutEntitiesOnce(once) ?? once
  }

  private static func withoutEntitiesOnce(_ text: String) -> String? {
    var (out, rest) = ("", text[...])
    while let found = entity(in: rest) {
      out += rest[..<found.range.lowerBound]
      out += found.meant
      rest = rest[found.range.upperBound...]
    }
    return rest.startIndex == text.startIndex ? nil : out + rest
  }

  private static func entity(in text: Substring) -> (range: Range<String.Index>, meant: String)? {
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      let after = rest[rest.index(after: start)...]
      if let end = after.prefix(9).firstIndex(of: ";"), let meant = sign(after[..<end]) {
        return (start..<rest.index(after: end), meant)
      }
      rest = after
    }
    return nil
  }

  private static func sign(_ name: Substring) -> String? {
    if let known = named[name] { return known }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init).flatMap {
      $0.value >= 0x20 && $0.value != 0x7F ? String(Character($0)) : nil
    }
  }

  // MARK: Traditional characters

  /// Whether words at the top of a sheet are written in traditional characters.
  private static func isTraditional(_ grid: Grid) -> Bool {
    grid.rows.prefix(15).contains { row in
      grid.cells[row.cells].count { cell in
        cell.kind == .text
          && grid.texts.withBytes(of: cell.text) { bytes in
            bytes.count <= 120
              && String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { Gazetteer.wordForms[$0] != nil }
          }
      } >= 2
    }
  }

  private static let words = [
    "计", "单位", "填表", "审核", "负责人", "经办", "盖章", "日期", "说明", "备注", "其中", "作废", "纪委", "纪检", "兼任", "不发", "发放", "补贴",
    "补助", "汇总", "名册", "主任", "委员", "离任", "元整", "万元",
  ]

  /// A form's words in simplified characters; nil where a text has none of them, or is in these already.
  private static func simplified(_ text: String, _ vocabulary: Vocabulary) -> String? {
    let scalars = text.unicodeScalars.map { Gazetteer.wordForms[$0] ?? Gazetteer.variant($0) ?? $0 }
    let folded = String(String.UnicodeScalarView(scalars))
    guard folded != text else { return nil }
    let isWord =
      folded == "无" || words.contains { folded.contains($0) } || vocabulary.meaning(folded) != nil
      || folded.contains(where: { $0.isASCII && $0.isNumber })
    return isWord ? folded : nil
  }
}

extension Gazetteer {
  /// Traditional characters of the words that forms are made of.
  static let wordForms: [Unicode.Scalar: Unicode.Scalar] = {
    let traditional = "號鎮證務數額發應實標準註備稱單萬計總補貼領員會監審報職時間銀開戶帳賬電話聯鄉區縣紀檢書黨無說説簽蓋經辦負責覆複內匯彙統冊終離減遲當選費級別進貳參陸圓導類體處長現賑傳線縂據項從與廳節績預"
    let simplified = "号镇证务数额发应实标准注备称单万计总补贴领员会监审报职时间银开户账账电话联乡区县纪检书党无说说签盖经办负责复复内汇汇统册终离减迟当选费级别进贰叁陆圆导类体处长现账传线总据项从与厅节绩预"
    return Dictionary(
      zip(traditional.unicodeScalars, simplified.unicodeScalars).filter { $0 != $1 }, uniquingKeysWith: { a, _ in a })
  }()
}
