/// Headers that ask whether somebody draws a subsidy: 是否领取补贴, 是否享受纪检委员补贴, 是否享受低保补贴.
enum AskedPay {
  /// This fund's: 否 says what 是 says below 是否兼任.
  case own
  /// Another post's.
  case ofOtherPost
  /// Nobody can tell which; of insurance or welfare it is none of a post.
  case open(isOfPerson: Bool)

  /// Nil for a header that asks something else.
  init?(_ header: String) {
    let words = Text.headerWords(String(header.split(separator: "›").last ?? ""))
    guard Self.questions.contains(where: words.hasPrefix),
      ["领", "享受", "发放", "计发", "补贴", "补助", "应发", "在发"].contains(where: words.contains)
    else { return nil }
    if Self.others.contains(where: words.contains) {
      self = .ofOtherPost
      return
    }
    var rest = words.dropFirst(2)
    while let word = Self.fillers.first(where: rest.hasPrefix) { rest = rest.dropFirst(word.count) }
    // 是否本村领导 and 是否领取聘书 ask for no pay at all.
    let asksForPay = ["补", "津贴", "报酬", "工资", "金", "款", "费", "享受", "发放", "计发"].contains(where: words.contains)
    self = rest.isEmpty ? .own : .open(isOfPerson: !asksForPay || Self.ofPersons.contains(where: words.contains))
  }

  /// What asks for a yes or no, of two signs each.
  static let questions = ["是否", "能否", "可否", "应否"]
  static let others = [
    "兼", "不", "重复", "交叉", "停", "另", "扣", "减", "其他", "其它", "干部", "两委", "纪检", "纪委", "书记", "村主任", "村委会主任", "居委会主任", "支委",
    "党", "村委会委员",
    "财政供养", "由财政",
    "已领报酬", "已领取报酬", "多项",
  ]
  /// What says nothing of whose the subsidy is, longest first.
  private static let fillers = [
    "村务监督委员会", "监督委员会", "村监委会", "村务监督", "村监督", "村监委", "村监会", "监委会", "监督员", "监督", "委员会", "监委", "成员", "人员", "对象", "市财政",
    "市级", "全部", "名单", "范围", "资格", "属于", "应该", "应当", "已经",
    "可以", "予以", "给予",
    "继续", "正常", "按月", "按时", "全额", "足额", "本次", "本期", "本月", "本季度", "本年度", "本年", "当年", "当月", "全年", "年度", "月度", "每月", "实际",
    "同意", "纳入", "列入", "参与", "参加", "具备", "在",
    "符合", "条件", "享受", "领取", "发放", "计发", "核发", "补贴", "补助", "津贴", "资金", "金额", "待遇", "报酬", "该项", "此项", "本项", "应", "已", "可",
    "能", "需", "领",
    "发", "给", "的", "为", "年", "月", "本", "该", "此", "有", "过", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
  ]
  static let ofPersons = [
    "低保", "养老", "退休", "高龄", "残疾", "伤残", "社保", "医保", "保险", "优抚", "抚恤", "五保", "特困", "独生", "计生", "耕地", "农机", "粮食", "生态",
    "公益林", "住房",
    "危房", "失业", "退役", "退伍", "救助", "救济", "高温", "助学", "种粮", "电话", "聘书",
  ]
}
