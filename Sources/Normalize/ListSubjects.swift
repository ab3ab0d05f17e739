import Domain

/// Whom or what a list is of, by its title, its sheet's or its file's name.
extension ListSubject {
  init(of table: Table, said: [String]) {
    let titles = table.title.split(whereSeparator: { "　\n".contains($0) }).map(String.init)
    let texts = (titles + said).map(Text.squeezed)
    let named = texts.filter { text in
      text.count <= 60 && (ListPurpose.documents + ListPurpose.lists).contains(where: text.contains)
    }
    if texts.contains(where: { $0.count <= 60 && Self.says($0, Self.occasions) }) {
      self = .occasion
    } else if named.contains(where: { Self.says($0, Self.otherPayments) }) {
      self = .payment
    } else if texts.contains(where: { Self.says($0, Self.committee) }) {
      self = .own
    } else if named.contains(where: { Self.says($0, Self.otherBodies + Table.otherSubsidies) }) {
      self = .others
    } else {
      self = titles.map(Text.squeezed).contains { named.contains($0) && Self.hasNameOfItsOwn($0) } ? .unknown : .own
    }
  }

  private static func says(_ text: String, _ words: [String]) -> Bool { words.contains(where: text.contains) }

  private static let committee = ["监督委员会", "村务监督", "村监", "监委", "监会"]
  private static let otherBodies = [
    "两委", "村干部", "小组长", "村民代表", "党员", "书记", "支委", "党支部", "党总支", "纪检", "纪委", "监察", "妇联", "民兵", "网格", "保洁", "护林",
    "治保", "治安", "调解", "驻村", "工作队", "文书", "报账员", "会计", "出纳", "医生", "村医", "教师", "协管", "信息员", "经联社", "经济联合社", "合作社", "理事会",
    "议事会", "后备干部", "团支书", "辅警",
  ]
  private static let occasions = ["签到", "通讯录", "通信录", "考核结果", "考核表", "考核情况", "体检", "培训", "候选人", "联审", "值班表", "参会"]
  /// What the committee's members may be paid besides, and where else they are named.
  private static let otherPayments = [
    "慰问", "绩效", "通讯", "误工", "误餐", "考核奖", "奖励", "奖金", "高温", "养老保险", "医疗保险", "意外险", "体检", "交通补", "伙食", "值班补", "会议补",
    "培训补",
    "生活补助", "离任补", "公示", "投保", "银行账号", "账号信息", "账户信息", "当选",
  ]

  /// Whether more stands before 补贴发放表 and the like than places, times, roles and words that say nothing: 村民理事会.
  private static func hasNameOfItsOwn(_ title: String) -> Bool {
    guard let end = ["补贴", "补助", "津贴"].compactMap({ title.firstRange(of: $0)?.lowerBound }).min() else { return false }
    var name = String(title[..<end].drop { !"村居".contains($0) })
    if name.isEmpty { return false }
    for word in ordinary { name = name.replacing(word, with: "") }
    return name.filter { $0.isLetter && !$0.isASCII && !"镇乡街道市县区年月份第批次季度半一二三四五六七八九十〇".contains($0) }.count >= 2
  }

  private static let ordinary = [
    "村级组织", "村级", "村居", "村社区", "行政村", "村委会", "村民委员会", "社区", "居委会", "基层组织", "副主任", "主任", "委员", "成员", "人员", "工作", "任职",
    "全部", "所有",
    "上半年", "下半年", "全年", "年度", "季度", "月份", "市级", "财政", "专项", "资金", "实际", "应", "发放", "享受", "领取", "村",
  ]
}

extension Table {
  /// Whether it counts who was elected and states no money: 换届选举结果统计表.
  var isOfElection: Bool {
    let words = Text.squeezed(title)
    return words.contains("选举") && !words.contains("补贴")
      && [Field.amount, .due, .rate, .concurrent, .months].allSatisfy { column($0) == nil } && months.isEmpty
      && spans.isEmpty
  }
}
