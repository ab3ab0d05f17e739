import Domain

/// What a list's title, its sheet's or its file's name says of what it is for.
extension ListPurpose {
  /// By the first of these texts that says what the list is.
  init(of table: Table, said: [String]) {
    let titles = table.title.split(whereSeparator: { "　\n".contains($0) }).map(String.init)
    self = (titles + said).lazy.compactMap(Self.named).first ?? .whole
  }

  private static let again = [
    "重新发放", "重新支付", "重新打款", "重新代发", "二次发放", "二次代发", "二次打款", "二次支付", "再次发放", "再次代发",
  ]
  // A file that was sent back, or sent again, says so too: 退回修改, 重发.
  private static let cameBack = ["退票", "退汇", "失败", "未成功", "不成功", "银行退回"]
  private static let more = [
    "补充", "补录", "补报", "漏报", "漏发", "遗漏", "追加", "增补", "新增", "第二批", "第三批", "第四批", "第2批", "第3批", "第4批",
  ]
  private static let changes = [
    "离任人员", "离任成员", "离职人员", "离职成员", "卸任人员", "卸任成员", "免职人员", "退职人员", "离任名单", "离任名册", "新任人员", "新任成员", "新当选人员", "补选人员",
    "补选成员", "接任人员", "变动情况", "变动表", "变动名单", "变动明细", "人员变动", "成员变动", "异动",
  ]
  private static let recoveries = ["扣回", "追回", "追缴", "清退", "退款", "退回"]
  private static let posts = [
    "兼任", "兼职", "交叉任职", "不重复", "不再发放", "不予发放", "不发放", "不发补贴", "不领取", "未发放补贴", "不享受补贴", "不享受人员", "扣减人员",
  ]
  static let lists = ["名单", "名册", "花名册", "人员", "明细", "登记表", "一览表", "统计表", "情况表"]
  static let documents = ["发放表", "花名册", "名册", "汇总表", "月报", "签领表", "发放明细", "代发明细", "登记表", "信息表", "统计表"]

  /// What a text names; nil if it names no list at all.
  private static func named(_ text: String) -> ListPurpose? {
    let words = Text.squeezed(text)
    guard words.count <= 60 else { return nil }
    let noun = Text.headerWords(Self.withoutBrackets(words))
    let isDocument = documents.contains { words.contains($0) } || lists.contains { words.contains($0) }
    let isOpen = ["待", "未重", "未补"].contains { words.contains($0) }
    let isOfReturns = says(words, cameBack)
    // 第二次发放 pays something more.
    if ["第二次发放", "第三次发放", "第2次发放", "第3次发放"].contains(where: noun.contains), !isOfReturns { return .later }
    if says(words, again) || isOfReturns && ["补发", "重发"].contains(where: words.contains) {
      return isOpen ? .returned : .again
    }
    if isOfReturns { return .returned }
    if says(words, ["补发"]) { return .later }
    // 职务变动表 is of those who stay.
    if says(noun, changes), !["职务", "岗位", "账号", "账户"].contains(where: noun.contains),
      ["名单", "名册", "表", "情况", "明细", "变动", "异动"].contains(where: noun.hasSuffix)
    {
      return .changes
    }
    if says(words, more), isDocument { return .more }
    if says(words, recoveries), namesRecovery(words) { return .recovered }
    for (marks, purpose) in [(posts, Self.concurrent), (PostMark.posts, .post)] where says(words, marks) {
      guard let mark = marks.compactMap({ words.firstRange(of: $0)?.upperBound }).min() else { continue }
      let ends = ["兼任", "兼职", "不发", "不发放"].contains { words.hasSuffix($0) }
      if ends || lists.contains(where: { words[mark...].contains($0) }) { return purpose }
    }
    return documents.contains { words.contains($0) } ? .whole : nil
  }

  /// A name without what stands in brackets behind it: 花名册（人员变动后） is a roster.
  static func withoutBrackets(_ words: String) -> String {
    guard Text.has(words, anyOf: "(（[【〔)）]】〕") else { return words }
    var depth = 0
    return words.filter { character in
      if "(（[【〔".contains(character) { depth += 1 }
      defer { if ")）]】〕".contains(character) { depth = max(0, depth - 1) } }
      return depth == 0
    }
  }

  /// Whether a document's own noun is of what is taken back: 扣回补贴明细, 退款明细表, and neither 退回修改表, nor 发放表（多发已扣回）, nor 扣回后发放表, nor a sentence.
  private static func namesRecovery(_ text: String) -> Bool {
    let words = Text.headerWords(text)
    guard !Text.has(text, anyOf: ",;。!"),
      let end = recoveries.compactMap({ words.firstRange(of: $0)?.upperBound }).min()
    else { return false }
    let noun = words[end...]
    return ["明细", "名单", "名册", "清单", "台账", "表"].contains(where: noun.hasSuffix)
      && !["发放", "签", "领", "前", "后", "修", "改", "更正", "重", "补正"].contains(where: noun.contains)
  }

  /// Whether a text holds one of some words, and does not say that the list has it beside others or leaves it out.
  private static func says(_ text: String, _ words: [String]) -> Bool {
    words.contains { word in
      text.firstRange(of: word).map { range in
        let before = text[..<range.lowerBound].suffix(3)
        return !["含", "除", "剔", "及", "和", "与", "、", "非", "无", "未"].contains { before.contains($0) }
      } ?? false
    }
  }
}

extension Table {
  /// In a list of what is paid later, 补发金额 is what is paid.
  mutating func payBackPay() {
    guard column(.amount) == nil, let column = column(.backPay) else { return }
    fields[column] = .amount
  }

  /// In a list of what is taken back, the one column that says so (扣回金额) is what is taken off; of several (应追缴, 已追缴) none is.
  mutating func takeRecovery() {
    let words = paths.mapValues { Text.headerWords(String($0.split(separator: "›").last ?? "")) }
    func says(_ column: Int, _ parts: [String]) -> Bool { parts.contains { words[column]?.contains($0) ?? false } }
    let told = paths.keys.sorted().filter { says($0, ["扣", "追回", "追缴", "收回", "清退", "退回", "退款", "退还"]) }
    // 扣回原因 and 扣回日期 say why and when.
    let named = told.filter { column in
      let isMoney =
        fields[column].map { [.deduction, .amount, .due].contains($0) }
        ?? ["额", "款", "数"].contains { words[column]?.hasSuffix($0) ?? false }
      return isMoney && !says(column, ["因", "日期", "时间", "年度", "方式", "情况", "说明", "依据", "月", "人数"])
    }
    for column in told where fields[column] == .deduction { fields[column] = .other }
    repeated.removeAll { told.contains($0.column) }
    // 扣减前金额 and 扣减后金额 stand beside what is taken off.
    let candidates = named.filter { !says($0, ["前", "后"]) }
    unknown.removeAll(where: named.contains)
    for column in named { fields[column] = candidates.count == 1 ? .other : nil }
    guard candidates.count == 1, let column = candidates.first else {
      unknown += candidates
      return
    }
    fields[column] = .deduction
    let path = paths[column]?.split(separator: "›").map(String.init) ?? []
    units[column] = units[column] ?? UnitWords.header(path) ?? UnitWords.title(title)
  }
}
