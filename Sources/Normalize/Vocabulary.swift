import Domain
import Synchronization

/// What counties call their columns: words of `ColumnWords.swift`, and those of `columns:` in the pipeline file.
struct Vocabulary: Sendable {
  private(set) var exact: [String: Field] = [:]
  private let found = Found()

  /// The built-in words and a county's own, which come first.
  init(columns: [String: String] = [:]) {
    for (field, words) in Self.words { for word in words { exact[word] = field } }
    for (word, name) in columns {
      guard let field = Field(rawValue: name) else { continue }
      exact[Text.headerWords(word)] = field
      exact[Text.squeezed(word)] = field
    }
  }

  /// The field that a header's words name, or nil.
  func field(_ header: String) -> Field? { meaning(header)?.field }

  /// How surely a header's words name a field.
  enum Sureness: Int, Comparable {
    /// What is not paid yet, which is an amount where nothing else is.
    case lacking
    /// A word that many fields have, such as 人数.
    case loose
    /// A word that tells the field wherever it stands.
    case telling
    /// A name of what was planned, which gives way to what was done.
    case planned
    /// A name of the field.
    case name
    /// The fund's own share, where others' stand beside it.
    case own
    /// Order from loose to sure.
    static func < (a: Sureness, b: Sureness) -> Bool { a.rawValue < b.rawValue }
  }

  /// The field that a header's words name and how surely they do; or nil.
  func meaning(_ header: String) -> Meaning? {
    guard header.utf8.count <= 400 else { return nil }
    return found.meaning(of: header) { meaningOfNew(header) }
  }

  private func meaningOfNew(_ header: String) -> Meaning? {
    let brackets = Text.bracketed(header)
    guard let found = ofWholeYear(header) ?? wordsMeaning(header) else { return Self.counted(header, brackets) }
    guard !brackets.isEmpty else { return found }
    // 核发（元） is money, whatever 核发 alone counts; 应发（人） are heads, and 行政村（个） a number of villages.
    if [.eligible, .concurrent].contains(found.field), brackets.contains(where: { MoneyUnit(rawValue: $0) != nil }) {
      return (found.field == .concurrent ? .deduction : .amount, .telling)
    }
    // 任职时间（止） is the other end of 任职时间（起）.
    if found.field == .start, brackets.contains(where: ["止", "截止", "结束", "至"].contains) {
      return (.end, found.sureness)
    }
    let isCounted = brackets.contains { ["人", "名", "人数", "个", "数", "位"].contains($0) }
    switch found.field {
    case .amount, .due, .name: return isCounted ? (.eligible, found.field == .amount ? .telling : .loose) : found
    case .deduction: return isCounted ? (.concurrent, .telling) : found
    case .village: return isCounted ? (.villageCount, .telling) : found
    default: return found
    }
  }

  typealias Meaning = (field: Field, sureness: Sureness)

  /// What headers were found to mean: the sheets of a county repeat a few words.
  private final class Found: Sendable {
    private let known = Mutex<[String: Meaning?]>([:])
    // Far more than a county has headers; texts of cells are looked up too.
    private static let most = 2048

    func meaning(of header: String, _ find: () -> Meaning?) -> Meaning? {
      if let known = known.withLock({ $0[header] }) { return known }
      let meaning = find()
      known.withLock { if $0.count < Self.most { $0[header] = .some(meaning) } }
      return meaning
    }
  }

  private func wordsMeaning(_ header: String) -> (field: Field, sureness: Sureness)? {
    let (whole, words) = (Text.squeezed(header), Text.headerWords(header))
    if whole.isEmpty { return nil }
    // 人数 alone may be the heads of anything: a fuller name beside it says which are paid.
    if words == "人数", exact[words] == .eligible { return (.eligible, .telling) }
    if let field = exact[whole] ?? exact[words] {
      // 应发人数 are paid, unless 实发人数 beside them are; so is 应拨金额 beside 已拨金额.
      let isPlanned =
        field == .eligible && ["应", "核定"].contains(where: words.hasPrefix) || field == .amount && words.contains("应拨")
      return (field, isPlanned ? .planned : Self.bareCards.contains(words) ? .telling : .name)
    }
    // 本期应拨 is due now, and nothing of a year.
    if let own = Self.ofThisTime(words), !own.contains("应"), let field = exact[own],
      [.amount, .eligible, .months].contains(field)
    {
      // 全年补贴 beside it is the list's own amount.
      return (field, .telling)
    }
    if let found = Self.term(words) ?? folded(words) { return found }
    // 姓名/身份证号码 heads names with their numbers behind or below them.
    if words.contains("姓名"), words.contains("身份证") { return (.name, .name) }
    if let share = Self.share(words) { return share }
    if words.contains("村"), words.contains("人"), words.wholeMatch(of: Self.seatsOfVillage) != nil {
      return (.quota, .loose)
    }
    if words.hasSuffix("名称"), let field = exact[String(words.dropLast(2))] { return (field, .name) }
    if words.count > 16 { return nil }
    switch AskedPay(words) {
    case .open: return nil
    // 是否纳入发放 and 是否符合领取条件 ask who is paid, in whatever words; 是否发放成功 asks of the bank, and has a name of its own. 是否已领取 asks
    // how far payment has come.
    case .own where !words.contains("已"): return (.concurrent, .telling)
    case .own, .ofOtherPost, nil: break
    }
    if let found = beside(words) { return found }
    // 享受人姓名 names who is paid; whoever fetches the money or fills in the form is somebody else.
    if words.hasSuffix("姓名"), !["开户", "户主", "账户"].contains(where: words.contains) {
      let isOther = ["代领", "经办", "联系", "监护", "负责", "填表", "审核", "前任", "原任", "上届", "配偶"].contains(where: words.contains)
      return (isOther ? .other : .name, .telling)
    }
    if let part = Self.part(in: words) {
      return Self.counted(part, words).map { field in
        switch field {
        case .eligible: (field, Self.sureness(ofHeads: words))
        case .amount: (field, Self.sureness(ofMoney: words))
        // 不享受人数 gives way to 兼任人数.
        case .concurrent where part == .eligible: (field, .loose)
        default: (field, .telling)
        }
      }
    }
    if words.hasSuffix("小计") || words == "计" { return (.amount, .loose) }
    if words.hasSuffix("银行"), Self.banks.contains(String(words.dropLast(2))) { return (.bank, .telling) }
    guard Self.isOfHeads(words), !Self.unpaid.contains(where: words.hasPrefix) else { return nil }
    return (Self.notPaid.contains(where: words.hasPrefix) ? .concurrent : .eligible, .loose)
  }

  /// 扣减后实发金额 is what is paid, 扣减前金额 what was due before: what they are beside says nothing of them.
  private func beside(_ words: String) -> (field: Field, sureness: Sureness)? {
    guard let mark = words.firstIndex(where: { $0 == "后" || $0 == "前" }),
      ["扣", "补发"].contains(where: words[..<mark].contains)
    else { return nil }
    let rest = String(words[words.index(after: mark)...])
    switch rest.isEmpty ? .amount : exact[rest] {
    case .amount, .due: return (words[mark] == "后" ? .amount : .due, .telling)
    case .eligible: return (words[mark] == "后" ? .eligible : .listed, .loose)
    default: return nil
    }
  }

  /// What was not paid, or has to come back, is no amount that is paid beside one that is; and months that are not paid are none that are.
  private static let unpaid = ["未发", "欠发", "少发", "多发", "应退", "已退", "退回", "未拨", "待发", "未领", "未付"]

  /// Those who are not paid, or are paid elsewhere; 不足月人数, 不在岗人数 and 不再连任人数 are others.
  private static let notPaid =
    ["不发", "不补", "不计发", "不享受", "未享受", "不符合条件", "不纳入", "不列入", "不领", "重复"]
    + ["不予", "不再"].flatMap { not in ["发", "补", "计", "享", "领"].map { not + $0 } }

  /// Whose bank a column names; 转入银行 may be money.
  private static let banks: Set<String> = [
    "发放", "代发", "代发放", "领取", "收款", "收款人", "账户", "所属", "所在", "办卡", "存款", "开卡", "领款", "受理", "经办", "金融", "合作",
  ]

  /// What figures stand below, so that no column of 是 and 否 is one.
  private static let figures: Set<Field> = [
    .deduction, .backPay, .amount, .due, .rate, .months, .personMonths, .eligible, .listed, .quota, .villageCount,
  ]

  /// A part's field, unless the whole header counts what the part would pay, or the other way: 应补人数 are heads, 兼任扣减金额 is money.
  private static func counted(_ field: Field, _ words: String) -> Field? {
    if unpaid.contains(where: words.hasPrefix), !words.hasPrefix("待发") || field == .months,
      [.eligible, .months].contains(field) || field == .due || isOfHeads(words)
    {
      return nil
    }
    // 是否扣减 is ticked, whatever 扣减 would be; what 是否实发 says of the money nobody knows.
    if words.hasPrefix("是否"), figures.contains(field) {
      return ["扣减", "核减"].contains(where: words.contains) ? .concurrent : nil
    }
    switch field {
    case .months: return ["扣", "缺", "停发"].contains(where: words.hasPrefix) ? nil : ofMonths(words)
    case .due, .amount, .rate: return isOfHeads(words) ? .eligible : field
    // Those who are paid later are some of those who are paid.
    case .backPay: return isOfHeads(words) ? nil : field
    case .village: return words.hasSuffix("数") ? .villageCount : field
    case .deduction: return isOfHeads(words) ? .concurrent : field
    case .listed: return words.hasPrefix("不") ? nil : field
    case .name: return words.hasSuffix("对象数") ? .eligible : field
    case .personMonths: return isRateOfMonth(words) ? .rate : field
    case .role: return ["上届", "上一届", "前届", "曾任"].contains(where: words.hasPrefix) ? .other : field
    case .eligible:
      if words.hasSuffix("月份") { return .months }
      if words.hasSuffix("人次") { return .personMonths }
      if notPaid.contains(where: words.hasPrefix) { return isOfHeads(words) ? .concurrent : nil }
      // 享受其他补贴 is another subsidy, or says that there is one.
      if ["应享受", "实享受", "本年享受"].contains(where: { words == $0 + "补贴" || words == $0 + "补助" }) { return .amount }
      if ["时间", "日期", "原因", "情况"].contains(where: words.hasSuffix) { return nil }
      return isOfMoney(words) ? .amount : words.hasSuffix("标准") ? .rate : field
    case .end, .quota: return ["原因", "单位"].contains(where: words.hasSuffix) ? nil : field
    case .concurrent:
      guard isOfMoney(words) else { return field }
      return words.contains("扣") || words.contains("减") || words.contains("不发") ? .deduction : nil
    default: return field
    }
  }

  /// 实发放人数 and 领取补贴人数 were paid; 应发放人数 are to be.
  private static func sureness(ofHeads words: String) -> Sureness {
    guard isOfHeads(words) else { return .telling }
    if ["应", "核定"].contains(where: words.hasPrefix) { return .loose }
    return ["实", "领取", "核发"].contains(where: words.hasPrefix) ? .name : .telling
  }

  /// 乡镇申请金额 gives way to 民政审核金额, and that to 财政核定金额.
  private static func sureness(ofMoney words: String) -> Sureness {
    if unpaid.contains(where: words.hasPrefix) { return .lacking }
    if ["申请", "申报", "上报", "拟发"].contains(where: words.contains) { return .loose }
    return ["核定", "审定", "核准", "批准", "审批"].contains(where: words.contains) ? .planned : .telling
  }

  /// 按3人/村核定 and 每村3人 head the seats.
  nonisolated(unsafe) private static let seatsOfVillage =
    #/按?(?:[0-9一二三四五]人每?村|每村[0-9一二三四五]人)(?:核定|配备|核算|计算)?(?:人数|名额)?/#

  /// What a header says behind the time that its document is of: 补贴 of 本月补贴, which is no 月补贴.
  private static func ofThisTime(_ words: String) -> String? {
    ["本月", "当月", "本季度", "本季", "本期", "本次", "本批"].first(where: words.hasPrefix).map { String(words.dropFirst($0.count)) }
  }

  private static func isOfMoney(_ words: String) -> Bool {
    words.contains("金额") || words.contains("资金") || words.hasSuffix("额")
  }

  static func isOfHeads(_ words: String) -> Bool { words.hasSuffix("人数") || words.hasSuffix("人员数") }

  /// What a month's figures are called behind its name: 1月补贴, 一月份实发金额.
  static let monthly = Set(
    ([Field.eligible, .amount, .due].flatMap { words[$0] ?? [] } + ["发放", "发放额", "核发金额", "份"]).filter { word in
      // 3月合计 ends the rows of March.
      !["计", "年", "支", "拨", "累"].contains(where: word.contains)
    })

  /// The month that a header names: 1月, 一月份, 2021年1月, 202101.
  static func month(_ header: String, year: Int) -> YearMonth? {
    // Most headers name no month, and each is asked several times: 月 is E6 9C 88, and 202101 has digits.
    guard header.utf8.count <= 400,
      header.utf8.contains(where: { $0 == 0x88 || $0 >= 0x30 && $0 <= 0x39 || $0 == 0xEF })
    else { return nil }
    var text = Substring(Text.headerWords(header))
    var inYear = year
    if let mark = text.firstIndex(of: "年"), let stated = fullYear(text[..<mark]) {
      inYear = stated
      text = text[text.index(after: mark)...]
    } else if text.count == 6, let number = Int(text), (1...12).contains(number % 100),
      (1900...2999).contains(number / 100)
    {
      return YearMonth(year: number / 100, month: number % 100)
    }
    guard let mark = text.firstIndex(of: "月") else { return nil }
    var rest = text[text.index(after: mark)...]
    if rest.hasPrefix("份") { rest = rest.dropFirst() }
    guard rest.isEmpty || monthly.contains(String(rest)) || isFigure(String(rest)) else { return nil }
    text = text[..<mark]
    let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    guard let month = Int(text) ?? names.firstIndex(of: String(text)).map({ $0 + 1 }), (1...12).contains(month) else {
      return nil
    }
    return YearMonth(year: inYear, month: month)
  }

  /// The year that a header begins with: 2020年, 2021年度发放情况.
  static func year(_ header: String) -> Int? {
    guard header.utf8.count <= 400 else { return nil }
    let words = Text.headerWords(header)
    guard let mark = words.firstIndex(of: "年"), words.distance(from: words.startIndex, to: mark) == 4,
      let year = Int(words[..<mark]), (1990...2100).contains(year)
    else { return nil }
    return year
  }
}
