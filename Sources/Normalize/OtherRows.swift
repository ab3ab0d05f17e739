import Domain
import Spreadsheet

/// Rows that are about something else than this fund and its year, in lists that hold several: a county's 一卡通 system exports all its
/// subsidies, and a ledger goes on from year to year.
struct OtherRows: Hashable {
  /// The column that says so.
  let column: Int
  /// What it says, as written.
  let words: String
  /// Whether it names another year, and not another subsidy.
  let isYear: Bool
}

/// Rows that are left out, by their numbers.
struct LeftOut {
  private(set) var rows: [Int] = []
  /// What each pays; nil where that cannot be read.
  private(set) var amounts: [Int64?] = []
  /// What they pay together.
  private(set) var fen: Int64 = 0
  /// How many have this fund's rate or amount.
  private(set) var likeOwn = 0

  mutating func add(_ row: Int, fen: Int64?, isLikeOwn: Bool) {
    rows.append(row)
    amounts.append(fen)
    let (sum, isTooLarge) = self.fen.addingReportingOverflow(fen ?? 0)
    if !isTooLarge { self.fen = sum }
    if isLikeOwn { likeOwn += 1 }
  }
}

extension Table {
  /// Finds the columns that say which subsidy and which year a row is of.
  mutating func settleOthers(_ grid: Grid, years: ClosedRange<Int>) {
    if let column = columnCalled(Self.itemHeaders) {
      let (own, others, isSure) = items(in: column, grid)
      if !own.isEmpty, !others.isEmpty, !isBlankSomewhere(column, grid) {
        othersOfItems = (column, others)
        // Where a text leaves it open which subsidy is meant, its rows count and the column is told (DZ104).
        if isSure { take(column) }
      }
    } else if let column = columnOfPersons {
      let (own, others, isSure) = items(
        in: column, grid, others: Self.otherPersons, not: ["监", "纪"], part: Self.firstPost)
      if !own.isEmpty, !others.isEmpty, !isBlankSomewhere(column, grid) {
        othersOfItems = (column, others)
        othersArePersons = true
        if isSure, fields[column] != .role { take(column) }
      }
    }
    if let column = columnCalled(Self.yearHeaders), holdsYears(column, grid) {
      let below = isBlankSomewhere(column, grid) ? yearsWrittenOnce(column, grid, years) : [:]
      guard let below else { return }
      (yearOfRow, yearsAbove) = (column, below)
      take(column)
    }
    settleYearHeadings(grid, years)
  }

  private mutating func take(_ column: Int) {
    fields[column] = .other
    unknown.removeAll { $0 == column }
  }

  /// 人员类别, or the roles in a list whose title is of more than the committee: 村（社区）干部花名册. In the committee's own list each is a
  /// member, whatever else they are.
  private var columnOfPersons: Int? {
    let title = Text.squeezed(title)
    let isOfMore = ["干部", "两委", "村级", "村组"].contains(where: title.contains)
    if !Self.isOfBoth(title), ["监督委员会", "村务监督", "村监", "监委"].contains(where: title.contains) { return nil }
    if let column = columnCalled(Self.personHeaders) { return column }
    return isOfMore && !title.contains("监") ? column(.role) : nil
  }

  /// 村“两委”及村监委成员花名册 is no list of the committee alone; 村“两委”换届后村监委成员花名册 is.
  private static func isOfBoth(_ title: String) -> Bool {
    let others = ["两委", "干部"], own = ["村务监督", "监督委员会", "村监", "监委"]
    guard others.contains(where: title.contains), own.contains(where: title.contains) else { return false }
    let words = title.filter { !"“”\"‘’'「」".contains($0) }
    for mark in ["以及", "及", "和", "与", "、", "暨"] {
      let parts = words.split(separator: mark)
      for (part, next) in zip(parts, parts.dropFirst()) {
        let end = String(part.suffix(8)), start = String(next.prefix(10))
        func joins(_ first: [String], _ second: [String]) -> Bool {
          first.contains { name in ["", "成员", "班子", "班子成员", "人员", "会", "会成员"].contains { end.hasSuffix(name + $0) } }
            && second.contains(where: start.contains) && !start.contains("换届")
        }
        if joins(others, own) || joins(own, others) { return true }
      }
    }
    return false
  }

  /// A post as written without what stands behind 兼 or in brackets, which is a second one: 委员（妇联主席）.
  private static func firstPost(_ text: String) -> Substring {
    text.prefix { !"(（[【〔".contains($0) && $0 != "兼" }
  }

  private func columnCalled(_ names: Set<String>) -> Int? {
    paths.keys.sorted().first { column in
      [nil, .other].contains(fields[column])
        && names.contains(Text.headerWords(String(paths[column]?.split(separator: "›").last ?? "")))
    }
  }

  /// Texts of a column that name this fund by whom it pays, and those that surely name another; whether these are all.
  private func items(
    in column: Int, _ grid: Grid, others words: [String] = otherSubsidies,
    not names: [String] = ["监督", "监会", "委员", "主任", "成员"], part: (String) -> Substring = { $0[...] }
  ) -> (own: Set<TextID>, others: Set<TextID>, isSure: Bool) {
    var (own, others): (Set<TextID>, Set<TextID>) = ([], [])
    var open: Set<TextID> = []
    for row in body {
      guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text, !own.contains(cell.text),
        !others.contains(cell.text), !open.contains(cell.text)
      else { continue }
      let text = Text.squeezed(grid.texts[cell.text])
      if text.isEmpty { continue }
      func says(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
      let first = part(text)
      if says(["村务监督", "监督委员会", "监委"]) {
        own.insert(cell.text)
      } else if words.contains(where: first.contains), !says(names) {
        others.insert(cell.text)
      } else if !isSum(row, grid) {
        open.insert(cell.text)
      }
    }
    return (own, others, open.isEmpty)
  }

  /// Whether a column is blank in some row of a person or place: what it says may then be meant for the rows below as well.
  private func isBlankSomewhere(_ column: Int, _ grid: Grid) -> Bool {
    body.contains { Self.isBlank(grid, $0, column) && isOfPersonOrPlace($0, grid) }
  }

  private static func isBlank(_ grid: Grid, _ row: Int, _ column: Int) -> Bool {
    grid.cell(rowIndex: row, column: column).map { Text.squeezed(grid.display($0)).isEmpty } ?? true
  }

  /// Whether a row names a person or place, or has figures, and is no sum; a seal or a signature below them is no such row.
  private func isOfPersonOrPlace(_ row: Int, _ grid: Grid) -> Bool {
    let named = [Field.name, .idNumber, .village].compactMap { self.column($0) }
    let figures = [Field.amount, .due, .months, .eligible].compactMap { self.column($0) }
    func text(_ column: Int) -> String {
      grid.cell(rowIndex: row, column: column).map { Text.squeezed(grid.display($0)) } ?? ""
    }
    let filled = grid.cells[grid.rows[row].cells].count { !Text.squeezed(grid.display($0)).isEmpty }
    // In a narrow list, or below a village written once, a member's row has no more cells than a seal's.
    let isRecord =
      filled >= min(3, paths.count - 1) && named.contains { !text($0).isEmpty }
      || self.column(.name).map { PersonName.mayBe(text($0)) } == true
      || figures.contains { if case .number = NumberText(text($0)) { true } else { false } }
    return isRecord && !isSum(row, grid) && !named.contains { text($0).hasSuffix("汇总") }
  }

  /// The years of rows that leave them blank below one that states them, where each is written once left of its rows. Nil where a year was
  /// left out, for rows that state the same year follow one another or few are blank; where none is the policy's, which the blank rows of a
  /// list with some back pay are of; or where the years go up and down, as those of honours do.
  private func yearsWrittenOnce(_ column: Int, _ grid: Grid, _ own: ClosedRange<Int>) -> [Int: Int]? {
    if let names = self.column(.name) ?? self.column(.village) ?? self.column(.town), names < column { return nil }
    var (below, stated) = ([Int: Int](), [Int]())
    var isBelowStated = false
    for row in body where isOfPersonOrPlace(row, grid) {
      if let cell = grid.cell(rowIndex: row, column: column), let year = Self.year(grid, cell) {
        guard !isBelowStated || year != stated.last else { return nil }
        stated.append(year)
        isBelowStated = true
      } else {
        guard let last = stated.last else { return nil }
        (below[row], isBelowStated) = (last, false)
      }
    }
    let isInOrder = stated == stated.sorted() || stated == stated.sorted(by: >)
    return isInOrder && stated.contains(where: own.contains) && below.count >= stated.count && stated.count > 1
      ? below : nil
  }

  private func holdsYears(_ column: Int, _ grid: Grid) -> Bool {
    let seen = body.prefix(80).compactMap { row -> Bool? in
      guard let cell = grid.cell(rowIndex: row, column: column), !Text.squeezed(grid.display(cell)).isEmpty,
        !isSum(row, grid)
      else { return nil }
      return Self.year(grid, cell) != nil
    }
    return !seen.isEmpty && seen.allSatisfy(\.self)
  }

  /// 2021, 2021年, 2021年度, 21年 or 2021年1-12月.
  static func year(_ grid: Grid, _ cell: Cell) -> Int? {
    let words = Text.squeezed(cell.kind == .text ? grid.texts[cell.text] : grid.raw(cell))
    guard words.utf8.count <= 40, let found = words.wholeMatch(of: years), let number = Int(found.output.1) else {
      return nil
    }
    return number < 100 ? 2000 + number : (1990...2100).contains(number) ? number : nil
  }

  nonisolated(unsafe) private static let years =
    #/([0-9]{4}|[12][0-9](?=年))(?:年度?|\.(?=[0-9]))?(?:[0-9]{1,2}月?[-–—~～至到]+[0-9]{1,2}月?份?)?/#

  // 发放年度 is the year in which money was paid, not the one for which it was.
  private static let yearHeaders: Set<String> = ["年度", "年份", "年", "所属年度", "补贴年度", "补助年度", "补贴年份", "所属年份"]
  /// What subsidies are for that no member of a supervision committee gets as such.
  static let otherSubsidies = [
    "地力", "耕地", "种粮", "粮食", "稻谷", "水稻", "良种", "农资", "农机", "渔业", "畜牧", "低保", "最低生活", "五保", "特困", "养老", "高龄", "老人",
    "老年", "残疾", "孤儿", "儿童", "优抚", "抚恤", "退役", "退伍", "军人", "计划生育", "计生", "独生子女", "医疗", "医生", "救助", "救济", "危房", "公益林",
    "生态林", "退耕", "草原", "移民", "助学", "教育", "丧葬", "保险", "绩效", "公益岗", "公益性岗位", "村民小组", "小组长", "网格", "保洁", "护林",
    "河长", "治安", "联防", "党建", "运转", "办公经费", "公用经费",
  ]
  /// Who stands beside the committee's members in a list of a village's people.
  static let otherPersons = [
    "村干部", "两委", "村委", "支委", "支部", "总支", "书记", "小组", "村民代表", "妇联", "民兵", "文书", "会计", "出纳", "报账员", "网格", "保洁", "护林",
    "治安", "调解", "公益", "信息员", "协管员", "党组织", "党委", "村民委员会", "经济联合社", "经联社", "合作社",
  ]
  private static let personHeaders: Set<String> = [
    "人员类别", "人员类型", "人员身份", "身份类别", "对象类别", "对象类型", "补贴对象类别", "补贴人员类别", "岗位类别",
    "类别", "班子", "班子类别", "所属班子",
  ]
  private static let itemHeaders: Set<String> = [
    "补贴项目", "补贴项目名称", "补助项目", "补助项目名称", "项目名称", "项目", "补贴名称", "补助名称", "补贴种类", "补助种类", "补贴类别", "补助类别", "补贴类型",
    "资金名称", "资金项目", "发放项目", "发放项目名称", "惠农项目", "补贴资金名称", "资金类别",
  ]
}
