/// Forms that a report is searched for. Each is made once, for making a pattern costs more than looking for it; none is ever changed,
/// though its type does not say so.
enum ReportPatterns {
  /// `- 3 -`, `第3页 共8页`, `3/8`.
  nonisolated(unsafe) static let pageNumber = /-\d{1,4}-|第\d{1,4}页([,]?共\d{1,4}页)?|\d{1,3}\/\d{1,3}/
  /// 一、 (二) 第三章 4. (5) 附件: what numbers a heading or an item.
  nonisolated(unsafe) static let marker =
    /^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部]|\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|附[件表录])/
  /// 截至2021年12月31日, 至12月底.
  nonisolated(unsafe) static let cutOff = /(截[止至]到?|[至到])(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|(底|末))?/
  /// 1-6月, 1月至6月.
  nonisolated(unsafe) static let months = /(\d{1,2})月?[-至到](\d{1,2})月/
  /// 7月起, 自7月1日起: the months from then to the year's end.
  nonisolated(unsafe) static let since = /(\d{1,2})月(?:份|1日)?(?:起|开始)/
  /// 填报人：张三.
  nonisolated(unsafe) static let labelledName =
    /(?:填报人|填表人|联系人|经办人|负责人|审核人|复核人|制表人|报送人|撰稿人|签发人|姓名)(?:姓名)?(?:\([^)]{0,8}\))?\s*[: ]\s*(\p{Han}{2,4}|\p{Han}\s{1,3}\p{Han})(?![\p{Han}:])/
  /// 张三同志.
  nonisolated(unsafe) static let addressedName = /(\p{Han}{2,3})(?:同志|先生|女士)/
  /// 蓬江区白沙街, 鹤山市共和镇.
  nonisolated(unsafe) static let districtAndTown = /(\p{Han}{2})([市区县])\p{Han}{2,3}?(?:街道|街|镇|乡)/
}
