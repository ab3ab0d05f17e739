import Domain

/// What a status or note says of a payment that came back from the bank.
struct ReturnWords {
  /// Whether it says that the payment came back.
  let isReturned: Bool
  /// Whether it says that the payment was made again.
  let isMadeAgain: Bool
  /// The day that it names, if it names one.
  let date: CalendarDate?

  init(_ text: String) {
    let words = Text.squeezed(text)
    isReturned = Self.returns.contains { words.contains($0) } && !Self.denies(words)
    isMadeAgain = Self.isSettled(words)
    let written = DateText.find(in: words)
    date = written.map { CalendarDate(month: $0.month, validDay: $0.day ?? 1) }
  }

  private static let returns = [
    "退票", "发放失败", "打款失败", "支付失败", "代发失败", "转账失败", "入账失败", "交易失败", "退汇", "未到账", "未入账", "银行退回", "银行退款", "发放不成功", "未发放成功",
    "打款未成功",
    "发放未成功", "支付未成功",
  ]

  /// 未退票, 没有发生退票.
  private static func denies(_ words: String) -> Bool {
    ["未", "无", "没有", "没"].contains { no in
      ["", "发生", "出现", "有", "再"].contains { words.contains(no + $0 + "退") }
    }
  }

  /// 已补发, 已于4月重新打款, 重发成功 after 退票 settle it; 未补发 and 待补发 do not.
  private static func isSettled(_ words: String) -> Bool {
    if ["补发成功", "重发成功", "重新发放成功", "重新打款成功", "重新支付成功"].contains(where: { words.contains($0) }) { return true }
    for mark in words.ranges(of: "已") {
      let next = words[mark.upperBound...].prefix(14)
      if ["补发", "重发", "补付", "重新", "再次", "补打", "重打", "到账", "入账"].contains(where: { next.contains($0) }) {
        return !["未补", "未重", "待补", "待重", "尚未"].contains { next.contains($0) }
      }
    }
    return false
  }
}

/// What stands in a column of payments' results.
enum PayStatus {
  /// The payment was made, or none is to be made.
  case settled
  /// It came back, or did not go through.
  case failed
  /// Nobody can tell.
  case unknown

  /// Reads a result; below 失败原因 whatever is written is a failure.
  init(_ text: String, isReason: Bool) {
    let words = Text.squeezed(text)
    let returned = ReturnWords(text)
    switch NumberText(text) {
    case .blank, .nothing: self = .settled
    case _ where returned.isReturned: self = .failed
    case _ where isReason: self = words == "成功" || words == "正常" ? .settled : .failed
    case _ where ["否", "×", "✗", "N", "n", "0", "NO", "No", "no"].contains(words): self = .failed
    case _ where ["是", "√", "✓", "✔", "Y", "y", "1", "YES", "Yes", "yes"].contains(words): self = .settled
    case .number(let written) where written.rules == ["not-paid"]: self = .settled
    case _ where Self.failures.contains { words.contains($0) }: self = .failed
    case _ where Self.open.contains { words.contains($0) }: self = .unknown
    default: self = Self.successes.contains { words.contains($0) } ? .settled : .unknown
    }
  }

  private static let failures = [
    "失败", "退", "未成功", "不成功", "未到账", "未入账", "未发", "未支付", "未付", "未打款", "未领取", "错误", "不符", "有误", "异常", "拒", "销户", "冻结",
    "挂失", "注销", "不存在",
  ]
  private static let open = ["待", "未", "不", "没", "中止", "暂停", "拟", "处理中", "进行中", "离任", "离职"]
  private static let successes = [
    "成功", "已", "正常", "发放", "代发", "打卡", "到账", "到帐", "入账", "入帐", "完成", "支付", "领取", "转账", "现金", "在职", "在任", "在岗", "有效",
    "打款",
  ]
}
