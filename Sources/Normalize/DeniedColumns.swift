import Domain
import Spreadsheet

/// Columns in which somebody decides who is paid: 审核意见, 享受情况, 是否符合条件. What most are granted says nothing; whoever is refused
/// there and paid by the row's figures is asked about.
extension TableReader {
  /// The columns of which some members' cells refuse what others' grant.
  func columnsOfDenial() -> [Int] {
    guard isOfMembers else { return [] }
    let open =
      table.unknown + table.fields.filter { [.other, .payStatus, .eligible].contains($0.value) }.map(\.key)
      + table.repeated.filter { [.concurrent, .payStatus].contains($0.field) }.map(\.column)
    return open.filter { column in
      guard Self.decidesOnPay(table.paths[column] ?? "") else { return false }
      var (members, denied) = (0, 0)
      for row in table.body where !isBlank(cell(row, .name)) {
        members += 1
        if denial(row, column) != nil { denied += 1 }
      }
      // A list on which nothing is paid yet refuses nobody, and what most are denied is another matter: 是否领取工资, 是否享受绩效补贴.
      return denied > 0 && (denied * 2 <= members || members < 3)
    }.sorted()
  }

  /// Keeps what a row's columns say of pay that is refused.
  mutating func findDenial(_ number: Int, _ row: Int) {
    for column in deniers {
      guard let text = denial(row, column) else { continue }
      out.remarks.append(
        RowRemark(
          .denied, member: out.members.count, place: cells.place(number, column),
          raw: Mask.numbers(in: Text.trimmed(text))))
      return
    }
  }

  /// What a cell says, if it refuses pay.
  private func denial(_ row: Int, _ column: Int) -> String? {
    guard let cell = grid.cell(rowIndex: row, column: column), cell.kind == .text || cell.kind == .boolean else {
      return nil
    }
    let header = table.paths[column] ?? ""
    let text = cells.text(cell)
    if Denial.refuses(text) { return text }
    // What did not reach somebody yet is told as a payment that came back, where there are payments.
    let hasFigures =
      [Field.amount, .due, .months].contains { columnOf[$0] != nil } || !table.months.isEmpty || !table.spans.isEmpty
    let isOfResult =
      table.fields[column] == .payStatus || table.repeated.contains { $0.column == column && $0.field == .payStatus }
    guard !(isOfResult && hasFigures) else { return nil }
    return Denial.says(no: text, below: header) ? text : nil
  }

  /// Whether a header speaks of this fund's pay or of who decides on it: 是否党员, 是否签字 and 考核结果 do not, 是否享受低保 is of other pay, and
  /// 任职资格审查 was done before anybody sat there. 是否取消资格 asks the other way round.
  static func decidesOnPay(_ path: String) -> Bool {
    let words = Text.headerWords(String(path.split(separator: "›").last ?? ""))
    guard (2...16).contains(words.count), Denial.ofPay.contains(where: words.contains) else { return false }
    return !(Denial.ofOthers + AskedPay.others + AskedPay.ofPersons).contains(where: words.contains)
  }
}

/// Words that refuse somebody pay.
enum Denial {
  /// What heads a decision on pay.
  static let ofPay = [
    "审核", "审批", "审定", "审查", "复核", "复审", "初审", "终审", "核查", "核准", "批准", "认定", "意见", "资格", "条件", "享受", "领取", "发放", "计发",
    "补贴", "补助", "津贴",
    "待遇", "应发", "在发",
  ]
  /// What is another matter beside them, or turns the question round.
  static let ofOthers = [
    "任职", "联审", "候选", "入党", "党", "选", "学历", "培训", "考核", "备案", "建档", "签", "公示", "异议", "取消", "退", "违", "问题", "暂",
    "剔", "超",
    "代", "补发", "预发", "本人", "亲自", "现金", "银行", "打卡", "社保卡", "一卡通", "卡", "账", "足额", "按时", "及时", "成功", "到位", "身份", "原因",
    "日期", "时间",
    "人员", "对象", "方式", "标准", "金额", "单位", "身体", "健康", "证", "体检", "工作", "业务",
  ]

  /// Whether a text refuses pay in so many words: 不同意发放, 不符合条件, 停发.
  static func refuses(_ text: String) -> Bool {
    guard text.utf8.count <= 120, Text.has(text, anyOf: "不未停暂缓取驳拒") else { return false }
    let words = Text.squeezed(text)
    // 未享受其他补贴 is what is wanted of everybody.
    return refusals.contains(where: words.hasPrefix) && !["其他", "其它", "另", "重复", "补发"].contains(where: words.contains)
  }

  /// Whether a cell says no below a header of which only a plain answer is wanted. 无 below 审核意见 says that there is nothing to say.
  static func says(no text: String, below header: String) -> Bool {
    let words = Text.squeezed(text)
    guard words.count <= 5 else { return false }
    if ["否", "×", "✗", "✘", "x", "X", "N", "n", "不", "不是", "FALSE", "false", "未发", "未发放", "未领", "未领取"].contains(words) {
      return true
    }
    return words == "无" && header.contains("资格")
  }

  private static let refusals = [
    "不同意", "不符合", "不通过", "未通过", "审核不通过", "审核未通过", "不予", "不享受", "未享受", "不发", "不领", "不给", "停发", "停止", "暂停", "暂缓", "缓发",
    "不合格", "不批准",
    "未批准", "未予批准", "不纳入", "未纳入", "不列入", "未列入", "不具备", "不能", "不可", "不应", "不补贴", "不补助", "不计发", "不再发", "不再享", "不再领", "不再补",
    "取消资格", "取消发放", "取消补贴", "取消享受", "驳回", "拒绝",
  ]
}
