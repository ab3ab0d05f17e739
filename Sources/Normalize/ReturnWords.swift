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
    // 已补发、重发成功 after 退票 settle it; 未补发 and 待补发 do not.
    let settled = ["已补发", "已重发", "补发成功", "重发成功", "已重新发放", "重新发放成功", "已补付"].contains { words.contains($0) }
    isReturned =
      !["未退票", "无退票", "没有退票"].contains { words.contains($0) }
      && ["退票", "发放失败", "打款失败", "支付失败", "代发失败", "转账失败", "退汇", "未到账", "银行退回"].contains { words.contains($0) }
    isMadeAgain = settled
    let written = DateText.find(in: words)
    date = written.map { CalendarDate(month: $0.month, validDay: $0.day ?? 1) }
  }
}
