import Domain

extension Field {
  /// What a field is called where people read Chinese.
  var zh: String {
    switch self {
    case .serial: "序号"
    case .code: "村编码"
    case .county: "县市"
    case .town: "镇街"
    case .village: "村"
    case .name: "姓名"
    case .sex: "性别"
    case .idNumber: "身份证号"
    case .role: "职务"
    case .concurrent: "兼任"
    case .start: "任职起"
    case .end: "任职止"
    case .bank: "开户银行"
    case .account: "账号"
    case .phone: "电话"
    case .note: "备注"
    case .signature: "签名"
    case .quota: "应有人数"
    case .villageCount: "村数"
    case .listed: "在册人数"
    case .eligible: "核发人数"
    case .rate: "补贴标准"
    case .months: "月数"
    case .personMonths: "人月"
    case .due: "应发"
    case .deduction: "扣减"
    case .backPay: "补发"
    case .amount: "实发金额"
    case .month: "月份"
    case .other: "不采用"
    case .paidOn: "发放日期"
    case .payStatus: "发放状态"
    }
  }

  /// A column's meaning with its Chinese word before its key, which `columns:` takes; a part of the year's in words alone.
  static func inChinese(_ meaning: String) -> String {
    if let field = Field(rawValue: meaning) { return "\(field.zh) \(meaning)" }
    let words = meaning.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let word = words[0] == "heads" ? "人数" : Field(rawValue: words[0])?.zh else {
      return meaning
    }
    return "\(word) \(words[1])" + (words[1].contains("-") ? "" : "月")
  }
}
