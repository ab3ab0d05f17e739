import Domain

/// Whom or what a list is of, by its title; where that names no document by its sheet's or file's name.
extension ListSubject {
  init(of table: Table, said: [String]) {
    let titles = table.title.split(whereSeparator: { "　\n".contains($0) }).map(String.init)
    // 花名册（通讯录） is a roster, and 发放表（书记已审） a payment list.
    func named(_ texts: [String]) -> [String] {
      texts.map { ListPurpose.withoutBrackets(Text.squeezed($0)) }.filter { text in
        text.count <= 60 && (ListPurpose.documents + ListPurpose.lists + Self.papers).contains(where: text.contains)
      }
    }
    let own = named(titles)
    let texts = own.isEmpty ? named(said.map(SheetName.stemIfFile)) : own
    let all = (titles + said).map(Text.squeezed)
    // Who does what in the committee is its roster where it has room to say who holds another post, or since when.
    let isRoster = [Field.concurrent, .start, .end, .note].contains { table.column($0) != nil }
    if texts.contains(where: { Self.isOfOccasion($0) && !(isRoster && $0.contains("分工")) }) {
      self = .occasion
    } else if texts.contains(where: Self.isOfOtherPayment) {
      self = .payment
    } else if all.contains(where: { Self.says($0, Self.committee) }) {
      self = .own
    } else if texts.contains(where: { Self.says($0, Self.otherBodies + Table.otherSubsidies) }) {
      self = .others
    } else {
      self = own.contains(where: Self.hasNameOfItsOwn) ? .unknown : .own
    }
  }

  private static func says(_ text: String, _ words: [String]) -> Bool { words.contains(where: text.contains) }

  private static let papers = ["通讯录", "通信录", "签到", "结果表", "考核表", "体检表", "值班表", "联审表", "分工表"]
  private static let committee = ["监督委员会", "村务监督", "村监", "监委", "监会"]
  private static let otherBodies = [
    "两委", "村干部", "离任干部", "小组长", "村民代表", "党员", "书记", "支委", "党支部", "党总支", "纪检", "纪委", "监察", "妇联", "民兵", "网格", "保洁", "护林",
    "治保", "治安", "调解", "驻村", "工作队", "文书", "报账员", "会计", "出纳", "医生", "村医", "教师", "协管", "信息员", "经联社", "经济联合社", "合作社", "理事会",
    "议事会", "后备干部", "团支书", "辅警",
  ]

  /// 培训签到表, 通讯录, 考核结果表: the occasion is the document's own noun. 培训后修改的发放表 is a payment list.
  private static func isOfOccasion(_ text: String) -> Bool { occasion.ends(text) }

  private static let occasion = NamePattern(
    of: ["签到", "通讯", "通信", "考核", "体检", "培训", "候选人", "联审", "值班", "分工"],
    then: [["人员", "成员", "结果", "情况", "资格", "审查"], ["登记", "汇总", "统计", "一览"]],
    paper: ["花名册", "名册", "名单", "表", "册", "录"])

  /// 春节慰问金发放表, 通讯补贴发放表: what else members are paid. 误工补贴 and 生活补助 may be what a county calls this subsidy.
  private static func isOfOtherPayment(_ text: String) -> Bool {
    otherPayment.stands(in: text) && !["自评", "评价"].contains(where: text.contains)
  }

  private static let otherPayment = NamePattern(
    of: [
      "慰问", "绩效", "通讯", "误餐", "考核奖", "奖励", "高温", "养老保险", "医疗保险", "意外险", "意外保险", "体检", "交通", "伙食", "值班", "会议", "培训",
    ],
    then: [["费", "金", "款", "品", "奖", "工资", "报销"], ["补贴", "补助", "津贴"], ["投保", "参保", "缴费"], ["人员", "对象"]],
    paper: ["发放", "领取", "签领", "明细", "名册", "名单", "花名册"])

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

/// What a document's name is made of: what it is of, words that may follow, each of a group at most once and in this order, and what paper
/// it is.
private struct NamePattern {
  let subjects: [String]
  let groups: [[String]]
  let papers: [String]

  init(of subjects: [String], then groups: [[String]], paper papers: [String]) {
    (self.subjects, self.groups, self.papers) = (subjects, groups, papers)
  }

  /// Whether a text holds such a name.
  func stands(in text: String) -> Bool { matches(text) { _ in true } }

  /// Whether a text, or a file's name before its ending, ends with such a name.
  func ends(_ text: String) -> Bool {
    matches(text) { $0.isEmpty || $0.first == "." && $0.dropFirst().allSatisfy { $0.isASCII && $0.isLetter } }
  }

  private func matches(_ text: String, _ isEnd: (Substring) -> Bool) -> Bool {
    subjects.contains { subject in
      text.ranges(of: subject).contains { goesOn(text[$0.upperBound...], groups[...], isEnd) }
    }
  }

  private func goesOn(_ rest: Substring, _ groups: ArraySlice<[String]>, _ isEnd: (Substring) -> Bool) -> Bool {
    guard let group = groups.first else {
      return papers.contains { rest.hasPrefix($0) && isEnd(rest.dropFirst($0.count)) }
    }
    let left = groups.dropFirst()
    return goesOn(rest, left, isEnd)
      || group.contains { rest.hasPrefix($0) && goesOn(rest.dropFirst($0.count), left, isEnd) }
  }
}

extension Table {
  /// Whether it counts who was elected and states no money: 换届选举结果统计表.
  var isOfElection: Bool {
    let words = Text.squeezed(title)
    guard let heads = column(.eligible), (paths[heads] ?? "").contains("选") else { return false }
    return words.contains("选举") && !words.contains("补贴")
      && [Field.amount, .due, .rate, .concurrent, .months].allSatisfy { column($0) == nil } && months.isEmpty
      && spans.isEmpty
  }
}
