/// What a code means and how to mend it, in both languages.
public struct Explanation: Sendable {
  /// The name in the catalogue.
  public var title: String
  /// What was compared.
  public var meaning: Message
  /// What to do.
  public var mend: Message
}

extension Code {
  /// What the code means; every code has one.
  public var explanation: Explanation? { explanations[self] }

  /// The text that `duizhang explain` prints, in zh or en.
  public func explanation(_ language: String) -> String {
    guard let explanation else { return rawValue }
    let isChinese = language == "zh"
    return "\(rawValue) \(explanation.title) \(name) (\(severity.rawValue))\n\n"
      + (isChinese ? explanation.meaning.zh : explanation.meaning.en) + "\n\n"
      + (isChinese ? "怎样改：" + explanation.mend.zh : "mend: " + explanation.mend.en)
  }
}

private let explanations: [Code: Explanation] = [
  .unreadableFile: Explanation(
    title: "文件无法读取",
    meaning: Message(zh: "文件打不开，或不是可读取的表格。", en: "The file cannot be opened as a spreadsheet."),
    mend: Message(zh: "另存为 .xlsx 或 UTF-8 的 CSV 后重新上报。", en: "Save it as .xlsx or UTF-8 CSV and send it again.")),
  .encodingGuessed: Explanation(
    title: "编码为推断",
    meaning: Message(zh: "文本文件没有注明编码，由内容推断。", en: "A text file names no encoding; it was told from the bytes."),
    mend: Message(zh: "一般不用处理；如有乱码请另存为 UTF-8。", en: "Usually nothing; save as UTF-8 if names look wrong.")),
  .headerNotFound: Explanation(
    title: "未找到表头",
    meaning: Message(zh: "工作表里有数据，但没有一行可以认作表头。", en: "The sheet has data, but no row reads as a header."),
    mend: Message(zh: "补上列名（村名、姓名、人数、金额等）。", en: "Add a row of column names (village, name, heads, amount …).")),
  .unknownColumn: Explanation(
    title: "列名未识别/有歧义",
    meaning: Message(
      zh: "有一列的名称不认识，或与另一列重复，未采用。", en: "A column's name is unknown or means the same as another; it is not used."),
    mend: Message(
      zh: "改用常用列名，或在流程文件的 columns 中指明。", en: "Use a common name, or name the field under columns in the pipeline file.")
  ),
  .formulaWithoutValue: Explanation(
    title: "公式无缓存值",
    meaning: Message(zh: "公式没有保存结果，按缺失处理。", en: "A formula was saved without its value and counts as missing."),
    mend: Message(zh: "用电子表格软件打开，重新计算后保存。", en: "Open the workbook, recalculate and save it.")),
  .cellErrorValue: Explanation(
    title: "单元格错误值",
    meaning: Message(zh: "单元格是 #REF! 之类的错误，按缺失处理。", en: "The cell holds an error such as #REF! and counts as missing."),
    mend: Message(zh: "改正公式或直接填写数值。", en: "Mend the formula or type the value.")),
  .unitMissingOrConflict: Explanation(
    title: "金额单位缺失/冲突",
    meaning: Message(zh: "金额没有注明单位，或前后单位矛盾。", en: "Amounts have no unit, or units contradict each other."),
    mend: Message(zh: "在表头注明“单位：元”或“单位：万元”。", en: "State 单位：元 or 单位：万元 above the header.")),
  .hiddenContent: Explanation(
    title: "存在隐藏内容",
    meaning: Message(zh: "有隐藏的行、列或工作表，已计入。", en: "Hidden rows, columns or sheets count."),
    mend: Message(zh: "确认应否计入，取消隐藏或删除。", en: "Decide whether they belong; unhide or delete them.")),
  .unclassifiedRow: Explanation(
    title: "行类型无法判定",
    meaning: Message(zh: "一行有数字，但看不出属于谁。", en: "A row has figures but names nobody and nothing."),
    mend: Message(zh: "写明村名、姓名或“合计”。", en: "Name the village, the person or the total.")),
  .precisionLostNumber: Explanation(
    title: "长数字精度丢失",
    meaning: Message(
      zh: "长号码按数值保存，15 位以后已丢失。", en: "A long number was stored as a number; digits past the 15th are lost."),
    mend: Message(zh: "把该列设为文本，重新填写号码。", en: "Format the column as text and type the number again.")),
  .detailAndSummary: Explanation(
    title: "明细与汇总并存",
    meaning: Message(zh: "同一县有多种文件，说明采用哪一种。", en: "A county sent several documents; this says which is used."),
    mend: Message(zh: "不用处理。", en: "Nothing to do.")),
  .fileOrSheetSetAside: Explanation(
    title: "文件或工作表未采用",
    meaning: Message(zh: "某个文件或工作表没有采用，并说明原因。", en: "A file or sheet is not used, and why."),
    mend: Message(zh: "如应采用，请按原因处理。", en: "If it should count, mend the reason.")),
  .rowSetAside: Explanation(
    title: "行未采用",
    meaning: Message(zh: "某一行没有采用（作废、其中、附注等）。", en: "A row is not used (void, of-which, a note)."),
    mend: Message(zh: "如应采用，请改为普通的数据行。", en: "If it should count, write it as an ordinary row.")),
  .villageNotInRegister: Explanation(
    title: "村名未匹配",
    meaning: Message(
      zh: "村名或镇名在统计名册中找不到，相应数字未计入。", en: "The register has no such village or town; its figures are not counted."),
    mend: Message(zh: "改用名册中的全称，或加入别名表。", en: "Write the registered name, or add it to the alias file.")),
  .matchedByAlias: Explanation(
    title: "按别名匹配",
    meaning: Message(zh: "名称按别名表对应到名册。", en: "The name was matched by the alias file."),
    mend: Message(zh: "不用处理。", en: "Nothing to do.")),
  .villageAmbiguous: Explanation(
    title: "村名重名待定",
    meaning: Message(zh: "一个名称对应多个村。", en: "The name fits several villages."),
    mend: Message(zh: "写明所属镇，或用全称。", en: "Name the town, or write the name in full.")),
  .kindMismatch: Explanation(
    title: "村居类型不符",
    meaning: Message(zh: "名称与名册中的村、居类型不同。", en: "The name's kind (村 or 居) differs from the register's."),
    mend: Message(zh: "核对是村委会还是居委会。", en: "Check whether it is a village or a community.")),
  .valueNotParsed: Explanation(
    title: "数值无法解析",
    meaning: Message(
      zh: "应为数字的地方写了别的内容，按缺失处理。", en: "Something else stands where a number is wanted; it counts as missing."),
    mend: Message(zh: "填写一个明确的数字。", en: "Give one plain number.")),
  .missingNotZero: Explanation(
    title: "空值未视为零",
    meaning: Message(zh: "空格、/ 或“无”不等于 0。", en: "A blank, / or 无 is not zero."),
    mend: Message(zh: "如果是 0 就填 0。", en: "Write 0 if zero is meant.")),
  .duplicateVillageRow: Explanation(
    title: "村重复",
    meaning: Message(zh: "一个村在同一份表里出现多次。", en: "A village stands more than once in a document."),
    mend: Message(zh: "删去多余的行。", en: "Delete the extra row.")),
  .serialGap: Explanation(
    title: "序号不连续",
    meaning: Message(zh: "序号中断，可能漏行。", en: "The serial numbers have a gap; a row may be missing."),
    mend: Message(zh: "核对是否漏报。", en: "Check for a missing row.")),
  .villageCountMismatch: Explanation(
    title: "村数不符",
    meaning: Message(zh: "上报的村与名册不一致。", en: "The villages reported differ from the register."),
    mend: Message(zh: "补报缺少的村，或改正村数。", en: "Add the missing village, or mend the count.")),
  .headcountMismatch: Explanation(
    title: "人数勾稽不符",
    meaning: Message(
      zh: "应有、兼任、核发人数之间，或与明细之间对不上。", en: "Quota, concurrent and paid heads do not tie, or differ from the detail."),
    mend: Message(zh: "核对人数并改正其中一个。", en: "Compare the heads and mend the wrong one.")),
  .overQuota: Explanation(
    title: "超员额",
    meaning: Message(zh: "一个村发放的人数超过员额。", en: "A village pays more heads than its quota."),
    mend: Message(zh: "核对是否多报，或更替人员的月数。", en: "Check for an extra person or the months of a replacement.")),
  .exclusionExceedsVillages: Explanation(
    title: "扣减超过村数",
    meaning: Message(zh: "兼任人数超过村数。", en: "There are more exclusions than villages."),
    mend: Message(zh: "核对兼任人数。", en: "Check the number of concurrent chairs.")),
  .exclusionNotStated: Explanation(
    title: "未填扣减人数",
    meaning: Message(zh: "没有文件说明兼任不发的人数。", en: "No document states who is excluded."),
    mend: Message(zh: "填写“是否兼任”，没有就填 0 或否。", en: "Fill in the column; write 0 or 否 where there is none.")),
  .vacancy: Explanation(
    title: "缺员",
    meaning: Message(zh: "村的成员少于员额。", en: "A village has fewer members than its quota."),
    mend: Message(zh: "确认空缺，或补报人员。", en: "Confirm the vacancy or add the person.")),
  .flatAcrossTurnover: Explanation(
    title: "换届年人数无变动",
    meaning: Message(zh: "换届年各月人数完全不变。", en: "In a year of elections heads never move."),
    mend: Message(zh: "确认是否按实际在岗人数填报。", en: "Confirm that the heads were counted.")),
  .formulaEqualsCount: Explanation(
    title: "实发数疑为推算",
    meaning: Message(zh: "人数恰等于公式结果，又没有花名册。", en: "Heads equal the formula and there is no roster."),
    mend: Message(zh: "补报花名册。", en: "Send the roster.")),
  .rateMismatch: Explanation(
    title: "补贴标准不符",
    meaning: Message(zh: "表中的标准与政策不同。", en: "The stated rate is not the policy's."),
    mend: Message(zh: "改为政策标准，或说明依据。", en: "Use the policy's rate, or explain it.")),
  .notMultipleOfRate: Explanation(
    title: "非标准整数倍",
    meaning: Message(zh: "金额不是月标准的整数倍。", en: "The amount is no multiple of a month's rate."),
    mend: Message(zh: "核对金额。", en: "Check the amount.")),
  .monthsOutOfRange: Explanation(
    title: "月数异常",
    meaning: Message(zh: "月数不在期间之内。", en: "The months lie outside the period."),
    mend: Message(zh: "填写 0 至 12 的月数。", en: "Give months from 0 to 12.")),
  .dueVsPaid: Explanation(
    title: "应发实发不符",
    meaning: Message(zh: "金额与人数、月数、标准算出的数不同。", en: "The amount differs from heads × months × rate."),
    mend: Message(zh: "核对月数和金额。", en: "Check months and amount.")),
  .backPayment: Explanation(
    title: "补发/扣回",
    meaning: Message(zh: "有补发或扣回。", en: "There is a back-payment or recovery."),
    mend: Message(zh: "注明所属期间。", en: "Name its period.")),
  .paymentReturned: Explanation(
    title: "发放失败未补发",
    meaning: Message(zh: "付款被退回，尚未补发。", en: "A payment was returned and not made again."),
    mend: Message(zh: "核对账号后补发。", en: "Check the account and pay again.")),
  .paidOutsidePeriod: Explanation(
    title: "跨期支付",
    meaning: Message(zh: "付款日期不在期间内。", en: "A payment's date is outside the period."),
    mend: Message(zh: "说明原因。", en: "Explain it.")),
  .subtotalMismatch: Explanation(
    title: "小计/合计不符",
    meaning: Message(zh: "小计或合计不等于各行之和。", en: "A stated sum is not the sum of its parts."),
    mend: Message(zh: "改正合计，或改正被加的行。", en: "Mend the sum or the row that is wrong.")),
  .linesVsTotal: Explanation(
    title: "明细与总额不符",
    meaning: Message(zh: "各科目之和与总额相差超过四舍五入。", en: "The lines differ from the total by more than rounding."),
    mend: Message(zh: "核对预算文件。", en: "Check the budget file.")),
  .countyVsAllocation: Explanation(
    title: "应拨与下达不符",
    meaning: Message(zh: "按政策应拨的数与下达数不同。", en: "What is due under the policy differs from what was allocated."),
    mend: Message(zh: "核对人数变化，调整或说明。", en: "Check what changed; adjust or explain.")),
  .executionRate: Explanation(
    title: "执行率复算不符",
    meaning: Message(zh: "所写执行率与复算不同。", en: "The stated execution rate differs from the recomputed one."),
    mend: Message(zh: "改正执行率。", en: "Mend the rate.")),
  .overExecution: Explanation(
    title: "超预算执行",
    meaning: Message(zh: "支出超过下达。", en: "More was spent than allocated."),
    mend: Message(zh: "核对支出。", en: "Check the spending.")),
  .stageMissing: Explanation(
    title: "预算阶段数缺失",
    meaning: Message(zh: "某科目缺少一个阶段的数。", en: "A line lacks the amount of a stage."),
    mend: Message(zh: "补上该数。", en: "Add the amount.")),
  .allHundredPercent: Explanation(
    title: "执行率全为100%",
    meaning: Message(zh: "全部科目恰好 100% 执行。", en: "All lines are executed at exactly 100%."),
    mend: Message(zh: "确认支出数为实际数。", en: "Confirm that the amounts are what was spent.")),
  .roundingResidual: Explanation(
    title: "四舍五入尾差",
    meaning: Message(zh: "按所写位数相符，留有尾差。", en: "Equal at the stated precision, with a residual."),
    mend: Message(zh: "不用处理。", en: "Nothing to do.")),
  .lineNameVariant: Explanation(
    title: "科目名称不一致",
    meaning: Message(zh: "同一科目名称写法不同。", en: "A line is named in different ways."),
    mend: Message(zh: "统一名称。", en: "Use one name.")),
  .spentOutsideLine: Explanation(
    title: "超用途支出",
    meaning: Message(zh: "支出不在科目用途之内。", en: "Money was spent outside its line."),
    mend: Message(zh: "核对凭证。", en: "Check the voucher.")),
  .idCheckDigit: Explanation(
    title: "身份证校验位错误",
    meaning: Message(zh: "身份证号码的校验位不对。", en: "The ID number's check character is wrong."),
    mend: Message(zh: "对照原件改正。", en: "Compare it with the card.")),
  .duplicatePerson: Explanation(
    title: "同县重复领取",
    meaning: Message(zh: "同一身份证号码出现多次。", en: "An ID number stands more than once in a county."),
    mend: Message(zh: "核对是否重复领取。", en: "Check for a double payment.")),
  .crossCountyDuplicate: Explanation(
    title: "跨县重复领取",
    meaning: Message(zh: "同一身份证号码在不同县领取。", en: "An ID number is paid in several counties."),
    mend: Message(zh: "由市局核对。", en: "The bureau compares the counties.")),
  .sharedAccount: Explanation(
    title: "一户多人",
    meaning: Message(zh: "多人共用一个账号。", en: "Several persons share an account."),
    mend: Message(zh: "核对账号。", en: "Check the account.")),
  .manyAccounts: Explanation(
    title: "一人多卡",
    meaning: Message(zh: "一人有多个账号。", en: "One person has several accounts."),
    mend: Message(zh: "核对账号。", en: "Check the account.")),
  .dualPostPaid: Explanation(
    title: "兼任重复发放",
    meaning: Message(zh: "已标明兼任，仍然发放。", en: "Marked as concurrent, yet paid."),
    mend: Message(zh: "停发并追回，或改正标记。", en: "Recover the payment, or mend the mark.")),
  .leftOfficePaid: Explanation(
    title: "离任续领",
    meaning: Message(zh: "离任后仍领取。", en: "Paid after leaving office."),
    mend: Message(zh: "核对离任时间。", en: "Check the end of the term.")),
  .deceasedPaid: Explanation(
    title: "死亡续领",
    meaning: Message(zh: "去世后仍领取。", en: "Paid after death."),
    mend: Message(zh: "核对并追回。", en: "Check and recover.")),
  .otherPayroll: Explanation(
    title: "财政供养重复",
    meaning: Message(zh: "由其他财政渠道供养。", en: "On another public payroll."),
    mend: Message(zh: "核对身份。", en: "Check the post.")),
  .ageOrNameConflict: Explanation(
    title: "年龄异常/同号异名",
    meaning: Message(zh: "年龄不合常理，或同号不同名。", en: "An implausible age, or one number with different names."),
    mend: Message(zh: "核对号码和姓名。", en: "Check number and name.")),
  .accountCheckDigit: Explanation(
    title: "账号校验位错误",
    meaning: Message(zh: "银行账号校验位不对。", en: "The account's check digit is wrong."),
    mend: Message(zh: "核对账号。", en: "Check the account.")),
  .idContradictsRecord: Explanation(
    title: "身份证与登记信息不符",
    meaning: Message(zh: "号码与性别、出生日期或地区不符。", en: "The number contradicts sex, birth or area."),
    mend: Message(zh: "核对登记信息。", en: "Check what is recorded.")),
  .staleInput: Explanation(
    title: "超期未更新",
    meaning: Message(zh: "最新文件早于应报日期。", en: "The newest file is older than it should be."),
    mend: Message(zh: "上报最新文件。", en: "Send the newest file.")),
  .countyMissing: Explanation(
    title: "缺报",
    meaning: Message(zh: "没有可用的上报文件。", en: "No file could be used."),
    mend: Message(zh: "请该县上报。", en: "Ask the county to send.")),
  .correctedUpload: Explanation(
    title: "更正重报",
    meaning: Message(zh: "新文件更正了旧文件。", en: "A newer file corrects an older one."),
    mend: Message(zh: "确认先后。", en: "Confirm which is newer.")),
  .shrinkGuard: Explanation(
    title: "数据量骤减",
    meaning: Message(zh: "新文件比上次少很多。", en: "The new file is much smaller than the last."),
    mend: Message(zh: "确认文件完整。", en: "Confirm that it is complete.")),
  .sameBytesTwice: Explanation(
    title: "重复上报",
    meaning: Message(zh: "两份文件内容完全相同。", en: "Two files have the same bytes."),
    mend: Message(zh: "删去一份，或换成正确的文件。", en: "Remove one, or send the right file.")),
  .notSignedOff: Explanation(
    title: "缺签章/日期",
    meaning: Message(zh: "缺填表人、审核人或日期。", en: "A signature or date is missing."),
    mend: Message(zh: "补签后上报。", en: "Sign and date it.")),
  .filedEarly: Explanation(
    title: "早于期末填报",
    meaning: Message(zh: "填表日期早于期末。", en: "It was filled in before the period's end."),
    mend: Message(zh: "期末后重新填报。", en: "File again after the period.")),
  .claimMismatch: Explanation(
    title: "报告数不符",
    meaning: Message(zh: "报告中的数与计算不同。", en: "A figure of the report differs from the computed one."),
    mend: Message(zh: "改正报告。", en: "Mend the report.")),
  .claimRounded: Explanation(
    title: "报告数为舍入值",
    meaning: Message(zh: "报告中的数是舍入后的数。", en: "A figure of the report is rounded."),
    mend: Message(zh: "不用处理。", en: "Nothing to do.")),
  .claimUnverifiable: Explanation(
    title: "无佐证",
    meaning: Message(zh: "没有可核对的资料。", en: "Nothing verifies the figure."),
    mend: Message(zh: "提供所列资料。", en: "Provide the evidence named.")),
  .impliedParameter: Explanation(
    title: "隐含参数未注明",
    meaning: Message(zh: "报告用了没有写明的参数。", en: "The report implies a parameter it does not state."),
    mend: Message(zh: "写明该参数。", en: "State it.")),
  .openList: Explanation(
    title: "“等”未列全",
    meaning: Message(zh: "列举没有列全。", en: "A list ends in \"among others\"."),
    mend: Message(zh: "列出其余各项。", en: "List the rest.")),
  .cutoffInconsistent: Explanation(
    title: "截至口径不一",
    meaning: Message(zh: "截至日期写法不一。", en: "Cut-off dates differ."),
    mend: Message(zh: "统一日期。", en: "Use one date.")),
  .termInconsistent: Explanation(
    title: "用语不一致",
    meaning: Message(zh: "同一事物用语不同。", en: "One thing has several names."),
    mend: Message(zh: "统一用语。", en: "Use one word.")),
  .scopeMismatch: Explanation(
    title: "范围口径不符",
    meaning: Message(zh: "数字的范围不同。", en: "Figures have different scopes."),
    mend: Message(zh: "统一范围。", en: "Use one scope.")),
  .acknowledgementExpired: Explanation(
    title: "豁免到期",
    meaning: Message(zh: "已核实说明过期。", en: "An acknowledgement has lapsed."),
    mend: Message(zh: "重新核实。", en: "Confirm it again.")),
  .outputTampered: Explanation(
    title: "发布文件被改",
    meaning: Message(zh: "发布的文件被改动。", en: "A published file was changed."),
    mend: Message(zh: "用 run 重新发布。", en: "Publish again with run.")),
]
