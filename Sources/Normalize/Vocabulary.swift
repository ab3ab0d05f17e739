import Domain

/// What counties call their columns. To teach the program a word, add it to its field's line, or to `columns:` in the pipeline file.
struct Vocabulary: Sendable {
  private var exact: [String: Field] = [:]

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
  func meaning(_ header: String) -> (field: Field, sureness: Sureness)? {
    guard header.utf8.count <= 400, let found = wordsMeaning(header) else { return nil }
    let brackets = Text.bracketed(header)
    guard !brackets.isEmpty else { return found }
    // 核发（元） is money, whatever 核发 alone counts; 应发（人） are heads, and 行政村（个） a number of villages.
    if [.eligible, .concurrent].contains(found.field), brackets.contains(where: { MoneyUnit(rawValue: $0) != nil }) {
      return (found.field == .concurrent ? .deduction : .amount, .telling)
    }
    let isCounted = brackets.contains { ["人", "名", "人数", "个", "数", "位"].contains($0) }
    switch found.field {
    case .amount, .due, .name: return isCounted ? (.eligible, found.field == .amount ? .telling : .loose) : found
    case .deduction: return isCounted ? (.concurrent, .telling) : found
    case .village: return isCounted ? (.villageCount, .telling) : found
    default: return found
    }
  }

  private func wordsMeaning(_ header: String) -> (field: Field, sureness: Sureness)? {
    let whole = Text.squeezed(header)
    if whole.isEmpty { return nil }
    let words = Text.headerWords(header)
    // 人数 alone may be the heads of anything: a fuller name beside it says which are paid.
    if words == "人数", exact[words] == .eligible { return (.eligible, .telling) }
    if let field = exact[whole] ?? exact[words] {
      // 应发人数 are paid, unless 实发人数 beside them are.
      let isPlanned = field == .eligible && ["应", "核定"].contains(where: words.hasPrefix)
      return (field, isPlanned ? .planned : .name)
    }
    // 姓名/身份证号码 heads names with their numbers behind or below them.
    if words.contains("姓名"), words.contains("身份证") { return (.name, .name) }
    if let share = Self.share(words) { return share }
    if words.hasSuffix("名称"), let field = exact[String(words.dropLast(2))] { return (field, .name) }
    if words.count > 16 { return nil }
    // 享受人姓名 names who is paid; whoever fetches the money or fills in the form is somebody else.
    if words.hasSuffix("姓名"), !["开户", "户主", "账户"].contains(where: words.contains) {
      let isOther = ["代领", "经办", "联系", "监护", "负责", "填表", "审核", "前任", "原任", "上届", "配偶"].contains(where: words.contains)
      return (isOther ? .other : .name, .telling)
    }
    if words.unicodeScalars.contains(where: Self.beginnings.contains),
      let part = Self.parts.first(where: { words.contains($0.0) })
    {
      return Self.counted(part.1, words).map { ($0, $0 == .eligible ? Self.sureness(ofHeads: words) : .telling) }
    }
    if words.hasSuffix("小计") || words == "计" { return (.amount, .loose) }
    return words.hasSuffix("人数") || words.hasSuffix("人员数") ? (.eligible, .loose) : nil
  }

  /// A part's field, unless the whole header counts what the part would pay, or the other way: 应补人数 are heads, 兼任扣减金额 is money.
  private static func counted(_ field: Field, _ words: String) -> Field? {
    switch field {
    case .due, .amount, .rate: return isOfHeads(words) ? .eligible : field
    // Those who are paid later are some of those who are paid.
    case .backPay: return isOfHeads(words) ? nil : field
    case .village: return words.hasSuffix("数") ? .villageCount : field
    case .deduction: return isOfHeads(words) ? .concurrent : field
    case .eligible: return isOfMoney(words) ? .amount : field
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

  /// 市级配套 is what this fund pays; what a county or a town adds to it is its own.
  private static func share(_ words: String) -> (field: Field, sureness: Sureness)? {
    guard words.contains("级"), ["配套", "资金", "承担", "补贴", "补助", "负担"].contains(where: words.contains) else { return nil }
    if ["市级", "地级"].contains(where: words.contains), !words.contains("县") { return (.amount, .own) }
    return ["县级", "县市级", "镇级", "区级", "省级", "中央"].contains(where: words.contains) ? (.other, .name) : nil
  }

  /// Whether a column of flags asks who is paid: 是否领取补贴, where 否 says what 是 says below 是否兼任.
  static func asksWhoIsPaid(_ header: String) -> Bool {
    let words = Text.headerWords(String(header.split(separator: "›").last ?? ""))
    return words.hasPrefix("是否") && ["领", "享受", "发放", "计发", "补贴", "补助"].contains { words.contains($0) }
      && !["兼", "不", "重复", "交叉", "停"].contains { words.contains($0) }
  }

  private static func isOfMoney(_ words: String) -> Bool {
    words.contains("金额") || words.contains("资金") || words.hasSuffix("额")
  }

  private static func isOfHeads(_ words: String) -> Bool { words.hasSuffix("人数") || words.hasSuffix("人员数") }

  /// What a month's figures are called behind its name: 1月补贴, 一月份实发金额.
  private static let monthly = [
    "人数", "发放人数", "实发人数", "补贴人数", "补助人数", "核发人数", "金额", "发放金额", "实发金额", "补贴金额", "补助金额", "补贴", "补助", "发放", "实发",
    "发放数", "实发数", "份",
  ]

  /// The month that a header names: 1月, 一月份, 2021年1月, 202101.
  static func month(_ header: String, year: Int) -> YearMonth? {
    guard header.utf8.count <= 400 else { return nil }
    var text = Substring(Text.headerWords(header))
    var inYear = year
    if let mark = text.firstIndex(of: "年"), let stated = Int(text[..<mark]), (1900...2999).contains(stated) {
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
    guard rest.isEmpty || monthly.contains(String(rest)) else { return nil }
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

  /// The months that a header sums up: 第一季度, 上半年, 1-3月; nil for a single month or none.
  static func span(_ header: String, year: Int) -> ClosedRange<YearMonth>? {
    if let named = namedSpan(header, year: year) { return named }
    func months(_ first: Int, _ last: Int) -> ClosedRange<YearMonth>? {
      guard (1...12).contains(first), (1...12).contains(last), first < last else { return nil }
      return YearMonth(year: year, month: first)...YearMonth(year: year, month: last)
    }
    // headerWords drops the hyphen of 1-3月, so the text itself is read.
    let text = Text.squeezed(header)
    guard text.contains("月"), text.contains(where: { "-–—~～至到".contains($0) }),
      let found = text.firstMatch(of: TitlePatterns.span),
      let first = Int(found.output.1), let last = Int(found.output.2)
    else { return nil }
    return months(first, last)
  }

  /// The months of a quarter or half-year that is called so.
  static func namedSpan(_ header: String, year: Int) -> ClosedRange<YearMonth>? {
    let words = Text.headerWords(header)
    func months(_ first: Int, _ count: Int) -> ClosedRange<YearMonth> {
      YearMonth(year: year, month: first)...YearMonth(year: year, month: first + count - 1)
    }
    guard words.utf8.count >= 9, words.contains(where: { $0 == "年" || $0 == "度" }) else { return nil }
    if words.contains("上半年") { return months(1, 6) }
    if words.contains("下半年") { return months(7, 6) }
    for (index, names) in [["一", "1"], ["二", "2"], ["三", "3"], ["四", "4"]].enumerated() {
      if names.contains(where: { words.contains($0 + "季度") }) { return months(index * 3 + 1, 3) }
    }
    return nil
  }

  static let words: [Field: [String]] = [
    .serial: ["序号", "编号", "序", "No", "NO", "顺序号", "行号"],
    .code: ["村代码", "村编码", "区划代码", "行政区划代码", "统计代码", "统计用区划代码", "代码", "村委会代码", "单位代码"],
    .county: ["县", "县市", "县市区", "市县", "县区", "所属县", "所属县市", "市", "县级市"],
    .town: [
      "镇", "镇街", "乡镇", "镇街道", "所属镇", "街道", "乡镇街道", "镇名", "镇街名称", "所属镇街", "乡镇名称", "所在镇", "镇名称", "所在镇街", "镇别",
      "所属乡镇", "街镇", "乡", "镇区",
    ],
    .village: [
      "村", "行政村", "村名", "村委会", "村社区", "村居", "村居委会", "村委会名称", "行政村名称", "村民委员会", "村名称", "所在村", "所属村", "村别", "村居名称",
      "村社区名称", "所在村社区", "镇村", "镇街村", "镇村名称", "镇街村居", "镇村居", "镇街村社区", "乡镇村", "街道村", "村委", "村居名", "所属村委会", "村庄", "村级组织",
      "村社", "村级", "村级名称", "村监委会名称", "监委会名称", "村务监督委员会名称",
    ],
    .name: [
      "姓名", "受补助人", "受补贴人", "受补人", "受补人员", "受补对象", "享补人", "享补对象", "监委会成员", "村监委会成员", "监委成员", "监督委员会成员", "享受人", "享受对象",
      "补助对象", "领补人", "人员", "发放人员", "受助人",
      "领取人员", "成员姓名", "领取人", "收款人户名", "收款户名", "收款人姓名", "收款人名称", "账户名称", "账户名", "客户姓名", "领款人", "人员姓名", "村监委成员", "成员",
      "补贴对象", "收款人", "户名", "发放对象", "兑付对象", "受益人",
    ],
    .sex: ["性别"],
    .idNumber: [
      "身份证号码", "身份证号", "身份证", "公民身份号码", "证件号码", "居民身份证号码", "证件号", "居民身份证号", "公民身份证号码", "身份号码", "身份号", "公民身份号",
    ],
    .role: ["职务", "岗位", "村监委职务", "村务监督委员会职务", "现任职务", "职位", "担任职务", "身份", "担任何职", "职别"],
    .concurrent: [
      "兼任不发人数", "不发人数", "兼任人数", "扣减人数", "不重复发放人数", "兼任", "是否兼任", "兼任情况", "是否兼职", "兼职人数", "不再发放人数", "兼任不发",
      "不重复发放", "是否重复", "兼任主任人数", "兼任不重复发放人数", "重复人数", "核减人数", "是否纪委书记", "是否纪检委员", "交叉任职", "是否交叉任职", "交叉任职人数",
    ],
    .start: [
      "任职时间", "任职起", "任职日期", "任职开始", "上任时间", "任期起", "任职起始", "任职起始时间", "到任时间", "开始任职时间", "当选时间", "任职开始时间", "任职年月",
      "任期开始", "任期开始时间", "任期起始", "聘任时间", "聘任日期", "任命时间", "任命日期",
    ],
    .end: ["任职止", "离任时间", "免职时间", "任职结束", "任期止", "卸任时间", "离职时间", "离任日期", "任职截止时间", "终止时间", "任职终止"],
    .bank: ["开户银行", "开户行", "银行", "银行名称", "开户行名称", "开户网点"],
    .account: [
      "银行账号", "账号", "卡号", "银行卡号", "社保卡号", "银行帐号", "帐号", "收款账号", "社保卡账号", "银行账户", "账户", "存折账号", "一卡通账号",
      "卡折号",
    ],
    .phone: ["联系电话", "手机", "电话", "手机号码", "手机号", "联系方式", "电话号码"],
    .note: ["备注", "说明", "备 注", "其他说明", "附注", "备考"],
    .signature: ["签名", "签收", "领款人签名", "签字", "领取人签名", "领款签名", "签章", "签领"],
    .quota: [
      "应有人数", "应配人数", "编制人数", "额定人数", "定额人数", "定额", "员额", "应配备人数", "应设人数", "应发人数上限", "配备人数", "应有", "规定人数", "定员人数", "定员",
      "核定职数", "职数", "名额", "核定名额", "定额数", "应有职数", "应有成员数",
    ],
    .villageCount: ["村数", "村委会数", "行政村数", "村居数", "村个数", "村委会个数", "行政村个数", "村数量", "村委数", "村监委数", "村监委会数", "监委会数"],
    .listed: [
      "在册人数", "在岗人数", "实有人数", "总人数", "成员人数", "成员数", "现有人数", "成员总数", "监委会人数", "村监委会人数", "监委会成员数", "村监委成员数", "监委成员数",
      "村监委人数", "村监委会成员数",
      "监督委员会人数", "监督委员会成员数", "现有成员数", "实有成员数", "实配人数", "在册", "在岗", "实有", "现有", "实配",
    ],
    .eligible: [
      "核发人数", "实发人数", "发放人数", "补贴人数", "享受人数", "核定发放人数", "领取人数", "人数", "实际发放人数", "核定人数", "实际核发人数", "应发人数",
      "享受补贴人数", "实领人数", "实补人数", "补助人数", "实际补助人数", "受补人数", "实际补贴人数", "实际享受人数", "补贴人员数", "享受补助人数", "实际领取人数", "发放对象人数",
      "应补人数", "核发", "核定", "核补人数", "计发人数", "兑付人数", "受益人数",
    ],
    .rate: [
      "补贴标准", "标准", "月标准", "月补贴标准", "发放标准", "每月标准", "月补贴", "每人每月", "月人均标准", "人月标准", "补助标准", "月补助标准", "每月补贴标准", "每月补助标准",
      "月补助", "补贴标准每月", "月补助额", "月补贴额", "月补",
    ],
    .months: [
      "月数", "发放月数", "补贴月数", "发放月份数", "任职月数", "月份数", "实发月数", "发放月份", "在岗月数", "享受月数", "计发月数", "享受月份数", "补助月数", "补助月份数",
      "享受月份", "发放月份个数", "领取月数", "计补月份", "计发月份", "计补月数", "领取月份", "应发月份", "起止时间", "起止年月", "起止月份", "补贴期间", "补贴时段",
      "补助期间", "发放期间", "享受期间", "补贴起止时间",
    ],
    .personMonths: ["人月数", "人月", "人次", "发放人次", "总人月", "累计人月"],
    .due: ["应发", "应发金额", "应发补贴", "应发数", "应领金额", "应发合计", "应补金额", "应发补贴金额", "应补", "应领", "应付金额", "应发资金"],
    .deduction: ["扣减", "扣发", "扣款", "扣回", "扣发金额", "扣减金额", "应扣", "扣除", "扣除金额"],
    .backPay: ["补发", "补发金额", "补发补贴"],
    .amount: [
      "金额", "补贴金额", "实发金额", "发放金额", "实发", "合计金额", "全年", "全年合计", "补贴资金", "发放补贴", "实发补贴", "实领金额", "补助金额", "全年金额", "合计",
      "实发合计",
      "年补贴金额", "补贴合计", "发放合计", "应拨金额", "资金", "总金额", "年合计", "全年补贴金额", "年度合计", "全年总计", "实发数", "补贴款", "累计金额", "补贴总额", "补贴",
      "补助", "补贴数", "补助数", "实际发放", "实际支付", "实际领取", "本次发放", "已发", "已发金额", "实补金额", "实付金额", "补助资金", "补助款", "全年补贴", "全年补助",
    ],
    .paidOn: ["发放日期", "发放时间", "支付日期", "打款日期", "到账日期", "转账日期", "付款日期", "领款日期", "领取日期", "签领日期", "交易日期", "入账日期", "记账日期"],
    .payStatus: [
      "发放状态", "发放结果", "支付状态", "打款状态", "代发结果", "到账情况", "发放情况", "是否到账", "交易结果", "交易状态", "处理结果", "处理状态", "入账状态", "入账结果",
      "状态",
      "是否成功", "失败原因", "退票原因", "返回信息", "支付结果", "打款结果", "到账状态", "转账结果", "转账状态", "代发状态", "是否发放成功", "是否到帐", "是否入账",
      "是否发放到位",
    ],
    .month: ["月份", "所属月份", "发放年月", "补贴月份", "所属期"],
    .other: [
      "民族", "学历", "政治面貌", "出生年月", "出生日期", "年龄", "文化程度", "家庭住址", "住址", "填表人", "所属期间", "工作单位", "户籍", "籍贯", "人均", "开户人",
      "与户主关系", "党内职务", "村内职务", "审核意见", "摘要", "单位", "币种", "附言", "用途", "占比", "比例", "比重",
    ],
  ]

  /// Words that decide wherever they stand in a header, most telling first.
  // Most texts of a table are names, and hold none of these.
  private static let beginnings = Set(parts.compactMap(\.0.unicodeScalars.first))

  private static let parts: [(String, Field)] = [
    ("意见", .other), ("身份证", .idNumber), ("证件号", .idNumber), ("身份号码", .idNumber), ("账号", .account), ("帐号", .account),
    ("卡号", .account), ("账户", .account), ("存折", .account), ("电话", .phone), ("手机", .phone), ("联系方式", .phone),
    ("是否兼", .concurrent), ("是否领", .concurrent), ("是否享受", .concurrent), ("是否发放", .concurrent), ("是否计发", .concurrent),
    ("是否补贴", .concurrent), ("是否补助", .concurrent), ("兼任", .concurrent), ("兼职", .concurrent), ("不发人", .concurrent),
    ("不再发放", .concurrent), ("已由财政", .concurrent), ("已领报酬", .concurrent), ("已领取报酬", .concurrent),
    ("不重复", .concurrent), ("不予发放", .concurrent), ("扣减人", .concurrent), ("核减人", .concurrent), ("剔除", .concurrent),
    ("纪委书记", .concurrent), ("纪检", .concurrent), ("交叉任职", .concurrent), ("兼职不领", .concurrent),
    ("应有人", .quota), ("应配", .quota), ("应设", .quota), ("定员", .quota), ("定额人", .quota), ("职数", .quota),
    ("编制", .quota), ("员额", .quota), ("名额", .quota), ("限额", .quota),
    ("人月", .personMonths), ("月数", .months), ("月份数", .months), ("季度数", .months), ("季数", .months), ("个月", .months),
    ("村数", .villageCount), ("村个数", .villageCount), ("村委会个数", .villageCount), ("村委会数", .villageCount),
    ("在岗人", .listed), ("在册人", .listed), ("实有人", .listed), ("在职人", .listed), ("现有人", .listed), ("实配人", .listed),
    ("补贴人", .eligible), ("补助人", .eligible), ("享受", .eligible), ("核发人", .eligible), ("实发人", .eligible),
    ("发放人", .eligible), ("领取人", .eligible), ("受补", .eligible), ("实补人", .eligible), ("实领人", .eligible),
    ("离任", .end), ("卸任", .end), ("免职", .end), ("离职", .end), ("任职时间", .start), ("任职日期", .start), ("任职年月", .start),
    ("任职起", .start), ("上任", .start), ("到任", .start),
    ("开户", .bank), ("签名", .signature), ("签收", .signature), ("签字", .signature), ("签领", .signature),
    ("备注", .note), ("姓名", .name), ("名字", .name), ("对象", .name), ("标准", .rate), ("每月", .rate), ("每季", .rate),
    ("每半年", .rate), ("人每年", .rate), ("补发", .backPay),
    ("扣", .deduction),
    ("应发", .due), ("应补", .due), ("应领", .due), ("应付", .due),
    ("实发", .amount), ("实补", .amount), ("实领", .amount), ("实付", .amount), ("金额", .amount), ("资金", .amount),
    ("补贴款", .amount), ("补助款", .amount), ("总额", .amount), ("补贴额", .amount), ("补助额", .amount), ("发放额", .amount),
    ("兑付", .amount), ("实际发放", .amount), ("实际支付", .amount), ("实际领取", .amount), ("本次发放", .amount),
    ("序号", .serial), ("编号", .serial), ("职务", .role), ("代码", .code), ("编码", .code),
    ("行政村", .village), ("村委会", .village), ("村民委员会", .village), ("村名", .village), ("镇", .town), ("街道", .town),
  ]
}
