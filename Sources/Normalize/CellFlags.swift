import Domain
import Spreadsheet

/// Cells that answer yes or no.
extension CellReader {
  /// Whether the cell marks a concurrent post; nil if blank or unreadable. A column that asks who is paid answers the other way round.
  mutating func flag(_ cell: Cell?, row: Int, column: Int, owner: RowOwner, asksWhoIsPaid: Bool = false) -> Bool? {
    guard let cell else { return nil }
    if cell.kind == .boolean { return cell.boolean != asksWhoIsPaid }
    if cell.kind == .text, let known = plainFlags[cell.text] { return known }
    if tellsError(cell, .concurrent, row: row, column: column, owner: owner) { return nil }
    let raw = text(cell)
    let word = Text.squeezed(raw)
    if word.isEmpty { return nil }
    if !asksWhoIsPaid, cell.kind == .text, word == raw, word == "是" || word == "否" {
      return plainFlags.keep(word == "是", of: cell.text, in: grid.texts)
    }
    let read = cell.kind == .text ? flagAnswers[cell.text] : nil
    var found = read ?? Self.answer(word, raw: raw, asksWhoIsPaid: asksWhoIsPaid)
    if read == nil, cell.kind == .text { _ = flagAnswers.keep(found, of: cell.text, in: grid.texts) }
    if found == true, Self.isAmount(word, raw), isOfWords(column) { found = nil }
    // 兼任职务 names posts: one that is not of discipline is none that pays.
    let isOther = found == nil && header(column).hasSuffix("职务") && Self.namesOtherPost(word)
    guard let answer = isOther ? false : found else {
      unreadableFlag(cell, row: row, column: column, owner: owner)
      return nil
    }
    log.note("flag-word", row: row, column: column, raw: Mask.numbers(in: raw), value: answer ? "true" : "false")
    return answer
  }

  private static let yes: Set<String> = [
    "是", "是的", "对", "属", "√", "V", "v", "勾", "✓", "✔", "☑", "✅", "●", "■", "★", "▲", "◆", "Y", "y", "T", "t", "1", "有",
    "TRUE", "True", "true", "yes",
    "Yes", "YES",
  ]
  private static let no: Set<String> = [
    "否", "不是", "不属", "没有", "错", "专职", "×", "✗", "✘", "N", "n", "F", "f", "0", "无", "未", "不", "□", "☐", "FALSE", "False",
    "false", "/", "-", "—",
    "——", "x", "X", "no", "No", "NO",
  ]

  /// Words that say that somebody is paid.
  private static let paid: Set<String> = ["领取", "领", "发放", "发", "享受", "已领取", "已发放", "已发"]
  /// What says so, or the contrary, below a header that asks who is paid: 是否符合发放条件, 能否享受.
  private static let granted: Set<String> = [
    "能", "可", "可以", "符合", "符合条件", "同意", "同意发放", "通过", "合格", "在发", "正常", "正常发放", "纳入", "已纳入", "列入", "已列入", "应发",
  ]
  private static let refused: Set<String> = [
    "不领取", "不领", "不发放", "不发", "不享受", "未领取", "未发放", "未发", "未享受", "不能", "不可", "不可以", "不符合", "不符合条件", "不同意", "不同意发放",
    "不通过",
    "未通过", "不合格", "停发", "暂停发放", "停止发放", "不纳入", "未纳入", "不列入", "未列入", "不应发", "不予发放",
  ]

  /// What a flag's text says; nil for what is neither yes nor no.
  static func answer(_ word: String, raw: String, asksWhoIsPaid: Bool) -> Bool? {
    if let boxes = Boxes(word) {
      guard let ticked = boxes.ticked, let answer = answer(ticked, raw: ticked, asksWhoIsPaid: asksWhoIsPaid),
        Self.answer(boxes.other, raw: boxes.other, asksWhoIsPaid: asksWhoIsPaid) == !answer
      else { return nil }
      return answer
    }
    if yes.contains(word) { return !asksWhoIsPaid }
    if no.contains(word) { return asksWhoIsPaid }
    if asksWhoIsPaid {
      if paid.contains(word) || granted.contains(word) { return false }
      return refused.contains(word) ? true : nil
    }
    // 是，纪检委员 and 否（无兼职): the answer, and words that say the same.
    for (mark, isHeld) in [("是", true), ("否", false)] where word.hasPrefix(mark) {
      let rest = word.dropFirst().drop { "(,，、:：;；的".contains($0) }
      switch PostMark(String(rest)) {
      case .yes: return isHeld ? true : nil
      case .no: return isHeld ? nil : false
      case .unclear: return nil
      case .silent: return rest.contains("兼") ? nil : isHeld
      }
    }
    switch PostMark(word) {
    case .yes: return true
    case .no: return false
    case .unclear, .silent: break
    }
    // 不发 says that he is not paid for the post he holds, not that he holds none; 未发 and 停发 may have other reasons.
    if word.hasPrefix("不"), PostMark.unpaid.contains(word) || word == "不补" { return true }
    if paid.contains(word) || word == "不扣减" || word == "不扣" { return false }
    if word == "扣减" || word == "扣" { return true }
    // 扣兼任 with what is taken off for it: who has an amount there holds the post.
    if word.contains(where: \.isNumber), case .number(let written) = NumberText(raw), let yuan = written.whole,
      yuan.magnitude >= 100 || yuan == 0
    {
      return yuan != 0
    }
    return nil
  }

  private static func isAmount(_ word: String, _ raw: String) -> Bool {
    guard word.first?.isNumber == true, case .number(let written) = NumberText(raw) else { return false }
    return written.whole.map { $0.magnitude >= 100 } ?? false
  }

  /// Whether a column asks 是否 and nothing of money, and nearly all who answer do so in words: an amount among them belongs to another
  /// column, and says nothing.
  private func isOfWords(_ column: Int) -> Bool {
    let header = Text.squeezed(self.header(column))
    guard header.contains("是否"), !["金额", "补贴", "扣", "元", "额", "待遇", "报酬"].contains(where: header.contains) else {
      return false
    }
    var (words, amounts) = (0, 0)
    for row in table.body {
      guard let cell = grid.cell(rowIndex: row, column: column) else { continue }
      let raw = text(cell)
      let word = Text.squeezed(raw)
      if ["是", "否"].contains(word) { words += 1 } else if Self.isAmount(word, raw) { amounts += 1 }
    }
    return words >= 2 * amounts
  }

  /// Whether a text is a post, and not one of party discipline: 组织委员.
  private static func namesOtherPost(_ word: String) -> Bool {
    guard case .silent = PostMark(word), (2...10).contains(word.count), !word.contains("兼") else { return false }
    return ["委员", "书记", "主任", "支委", "会计", "文书", "组长", "干事", "队长", "党员"].contains(where: word.hasSuffix)
  }

  private mutating func unreadableFlag(_ cell: Cell, row: Int, column: Int, owner: RowOwner) {
    let raw = Mask.numbers(in: grid.display(cell))
    discrepancies.append(
      Discrepancy(
        .valueNotParsed, subject: owner.subject, field: Field.concurrent.rawValue,
        spots: [.init(place(row, column), raw: raw)], touches: .touched(by: .concurrent),
        zh: "“\(raw)”看不出是“是”还是“否”（\(header(column))），按未填处理；请填写“是”或“否”",
        en: "\"\(raw)\" is neither yes nor no for \(header(column)); it counts as not stated: write 是 or 否"))
  }
}

/// Both answers of a printed form with a box each, one of them ticked: ■是□否, 是□否☑, (√)兼任( )不兼任.
private struct Boxes {
  /// The answer whose box is ticked; nil where none is, both are, or it cannot be told which box is whose.
  private(set) var ticked: String?
  private(set) var other = ""

  /// Nil for a text that is no such form.
  init?(_ squeezed: String) {
    guard squeezed.utf8.count <= 60 else { return nil }
    var boxes: [(isTicked: Bool, position: Int)] = []
    var answers: [(words: String, position: Int)] = []
    var isOpen = true
    for (position, character) in Self.withoutBrackets(squeezed).enumerated() {
      if Self.ticks.contains(character) || Self.empty.contains(character) {
        boxes.append((Self.ticks.contains(character), position))
        isOpen = true
      } else if "/、,;|".contains(character) {
        isOpen = true
      } else if isOpen {
        answers.append((String(character), position))
        isOpen = false
      } else {
        answers[answers.count - 1].words.append(character)
      }
    }
    // √是 │ 否 has no box where it is not ticked, and 是/否 none at all.
    if boxes.count == 1, boxes[0].isTicked, boxes[0].position == 0, answers.count == 1, answers[0].words == "是否" {
      (ticked, other) = ("是", "否")
      return
    }
    guard answers.count == 2 || answers.count == 1 && answers[0].words == "是否" && !boxes.isEmpty else { return nil }
    guard !boxes.isEmpty || Set(answers.map(\.words)) == ["是", "否"] else { return nil }
    // 二○二一年 holds no box.
    let denials = answers.count { $0.words.first.map("否不未非无没".contains) ?? false }
    guard denials == 1 || answers.count == 1 else { return nil }
    guard boxes.count == 2, answers.count == 2, boxes[0].isTicked != boxes[1].isTicked else { return }
    let areBefore =
      zip(boxes, answers).allSatisfy { $0.position < $1.position } && boxes[1].position > answers[0].position
    let areBehind =
      zip(boxes, answers).allSatisfy { $0.position > $1.position } && answers[1].position > boxes[0].position
    guard areBefore || areBehind else { return }
    let own = boxes[0].isTicked ? 0 : 1
    (ticked, other) = (answers[own].words, answers[1 - own].words)
  }

  /// (√) and [ ] are boxes too.
  private static func withoutBrackets(_ text: String) -> String {
    var bare = text
    for (open, close) in [("(", ")"), ("[", "]"), ("【", "】")] {
      bare = bare.replacing(open + close, with: "□")
      for tick in ticks { bare = bare.replacing(open + String(tick) + close, with: String(tick)) }
    }
    return bare
  }

  private static let ticks: Set<Character> = ["√", "✓", "✔", "☑", "✅", "●", "■", "☒"]
  private static let empty: Set<Character> = ["□", "☐", "○", "◯"]
}

extension Vocabulary {
  /// Whether a column of flags asks who is paid: 是否领取补贴, where 否 says what 是 says below 是否兼任.
  static func asksWhoIsPaid(_ header: String) -> Bool {
    if case .own = AskedPay(header) { true } else { false }
  }
}

extension TableReader {
  /// Whether an unread column of answers asks of a subsidy that may be another post's, of which nobody can tell whether it excludes.
  func mayAskOfAnotherPay(_ column: Int) -> Bool {
    guard isOfMembers, columnOf[.concurrent] == nil,
      case .open(isOfPerson: false) = AskedPay(table.paths[column] ?? "")
    else { return false }
    var answers: Set<Bool> = []
    for row in table.body where !isBlank(cell(row, .name)) {
      let raw = cells.text(grid.cell(rowIndex: row, column: column))
      let word = Text.squeezed(raw)
      if let answer = word.isEmpty ? false : CellReader.answer(word, raw: raw, asksWhoIsPaid: false) {
        answers.insert(answer)
      }
    }
    return answers.count > 1
  }
}
