/// What a code means, why it matters and how to mend it, in both languages.
public struct Explanation: Sendable {
  /// The name in the catalogue.
  public var title: Message
  /// What was compared, and why it matters.
  public var meaning: Message
  /// What to do in the sheet, or with which command.
  public var mend: Message

  /// An explanation of its three parts.
  public init(title: Message, meaning: Message, mend: Message) {
    self.title = title
    self.meaning = meaning
    self.mend = mend
  }
}

extension Code {
  private static let explanations = explanationsOfSheets.merging(explanationsOfFund) { first, _ in first }

  /// What the code means and how to mend it.
  public var explanation: Explanation {
    if let known = Self.explanations[self] { return known }
    // Every code has an entry; a new one goes by its name until it is explained.
    let title = Message(zh: name, en: name)
    return Explanation(title: title, meaning: title, mend: title)
  }

  /// The text that `duizhang explain` prints, in zh or en.
  public func explanation(_ language: String) -> String {
    let isChinese = language == "zh"
    let text = { (message: Message) in isChinese ? message.zh : message.en }
    let parts: Explanation = explanation
    return "\(rawValue) \(name) \(text(parts.title)) (\(severity.rawValue))\n\n\(text(parts.meaning))\n\n"
      + (isChinese ? "怎样改：" : "mend: ") + text(parts.mend)
  }
}

/// The codes of files, cells, villages, heads and payments: DZ1xx to DZ4xx.
private let explanationsOfSheets: [Code: Explanation] = [
  .unreadableFile: Explanation(
    title: Message(zh: "文件无法读取", en: "Unreadable file"),
    meaning: Message(
      zh: "文件打不开、被加密、已损坏，或实际不是表格，其中的数字都没有计入。",
      en: "The file is locked, damaged or no spreadsheet at all; none of its figures count."),
    mend: Message(
      zh: "用电子表格软件打开，去掉密码，另存为 .xlsx 或 UTF-8 的 CSV 后重新上报。",
      en: "Open it, remove any password, save it as .xlsx or UTF-8 CSV and send it again.")),
  .encodingGuessed: Explanation(
    title: Message(zh: "编码为推断", en: "Encoding guessed"),
    meaning: Message(
      zh: "文本文件没有注明编码，由字节推断；推断错了，村名和姓名会成乱码。",
      en: "The text file names no encoding, so it was told from the bytes; a wrong guess garbles names."),
    mend: Message(
      zh: "用 duizhang inspect 查看文字，如有乱码请另存为 UTF-8 后重新上报。",
      en: "Look at the text with duizhang inspect; if names are garbled, save the file as UTF-8.")),
  .headerNotFound: Explanation(
    title: Message(zh: "未找到表头", en: "Header not found"),
    meaning: Message(
      zh: "工作表里有数据，但没有一行可以认作表头，无法知道各列是什么，因此不能采用。",
      en: "The sheet has data but no row reads as a header, so nobody can tell what its columns mean."),
    mend: Message(
      zh: "在数据上方补一行列名（村名、姓名、月数、金额等）后重新上报。",
      en: "Put a row of column names (村名, 姓名, 月数, 金额 …) above the data and send it again.")),
  .unknownColumn: Explanation(
    title: Message(zh: "列名未识别/有歧义", en: "Unknown or ambiguous column"),
    meaning: Message(
      zh: "某一列的名称不认识，或与另一列同义，因此没有采用，其中的数字可能漏计。",
      en: "A column's name is unknown or means the same as another's; it is not used and may hold figures."),
    mend: Message(
      zh: "改用常用列名，或在流程文件的 columns 中指明该列是什么。",
      en: "Use a common name, or say under columns in the pipeline file what the column is.")),
  .formulaWithoutValue: Explanation(
    title: Message(zh: "公式无缓存值", en: "Formula without a value"),
    meaning: Message(
      zh: "单元格有公式，却没有保存计算结果，按缺失处理，不由程序代算。",
      en: "The cell's formula was saved without its result; it counts as missing and is never computed here."),
    mend: Message(
      zh: "用电子表格软件打开，重新计算并保存后再上报。",
      en: "Open the workbook, recalculate, save it and send it again.")),
  .cellErrorValue: Explanation(
    title: Message(zh: "单元格错误值", en: "Error in a cell"),
    meaning: Message(
      zh: "单元格是 #REF!、#DIV/0! 之类的错误，按缺失处理，也不用政策数代填。",
      en: "The cell holds an error such as #REF!; it counts as missing and is never filled from the policy."),
    mend: Message(
      zh: "改正该公式，或直接填写数值。",
      en: "Mend the formula, or type the value in its place.")),
  .unitMissingOrConflict: Explanation(
    title: Message(zh: "金额单位缺失/冲突", en: "Unit missing or in conflict"),
    meaning: Message(
      zh: "金额没有注明元或万元，或前后注明的单位矛盾；弄错会相差一万倍。",
      en: "Amounts state no unit, or units that contradict each other; a wrong one is off by 10,000 times."),
    mend: Message(
      zh: "在表头上方统一注明“单位：元”或“单位：万元”。",
      en: "State 单位：元 or 单位：万元 once above the header.")),
  .hiddenContent: Explanation(
    title: Message(zh: "存在隐藏内容", en: "Hidden content"),
    meaning: Message(
      zh: "有隐藏或筛选掉的行、列或工作表；含与不含它们，合计数不同，而看表的人看不见。",
      en: "Rows, columns or sheets are hidden; sums differ with and without them, and a reader cannot see it."),
    mend: Message(
      zh: "取消隐藏或筛选，确认应计入的保留，不应计入的删除。",
      en: "Unhide them, keep what belongs and delete what does not.")),
  .unclassifiedRow: Explanation(
    title: Message(zh: "行类型无法判定", en: "Row of unknown kind"),
    meaning: Message(
      zh: "这一行有数字，却看不出是哪个村、哪个人，还是合计，因此没有计入。",
      en: "The row has figures but names no village, person or total, so it is not counted."),
    mend: Message(
      zh: "在该行写明村名、姓名或“合计”。",
      en: "Write the village, the person or 合计 in the row.")),
  .precisionLostNumber: Explanation(
    title: Message(zh: "长数字精度丢失", en: "Digits lost from a long number"),
    meaning: Message(
      zh: "长号码按数值保存，15 位以后的数字已经丢失，无法恢复，也就无法查重。",
      en: "A long number was stored as a number; digits past the 15th are gone and it cannot be matched."),
    mend: Message(
      zh: "把该列设为文本格式，对照原件重新填写号码。",
      en: "Format the column as text and type the number again from the original.")),
  .detailAndSummary: Explanation(
    title: Message(zh: "明细与汇总并存", en: "Detail and summary together"),
    meaning: Message(
      zh: "同一县既报明细又报汇总，这里说明采用了哪一份、两者是否一致；不会重复相加。",
      en: "The county sent detail and summary; this says which is used and whether they agree."),
    mend: Message(
      zh: "一致时不用处理；不一致时核对两份表并改正其中一份。",
      en: "Nothing if they agree; otherwise compare the two and mend the wrong one.")),
  .fileOrSheetSetAside: Explanation(
    title: Message(zh: "文件或工作表未采用", en: "File or sheet set aside"),
    meaning: Message(
      zh: "某个文件或工作表没有采用（锁文件、副本、往年、说明等），其中的数字不计入。",
      en: "A file or sheet is not used (lock file, copy, other year, notes); its figures do not count."),
    mend: Message(
      zh: "如应采用，按所写原因改名、移到本县文件夹或改正期间后重新上报。",
      en: "If it should count, mend the reason given (name, folder or period) and send it again.")),
  .rowSetAside: Explanation(
    title: Message(zh: "行未采用", en: "Row set aside"),
    meaning: Message(
      zh: "某一行没有采用（作废、删除线、其中、重复表头等），其中的数字不计入。",
      en: "A row is not used (void, struck through, of which, repeated header); its figures do not count."),
    mend: Message(
      zh: "如应采用，去掉作废字样或删除线，写成普通的数据行。",
      en: "If it should count, remove the mark or the strike-through and write it as an ordinary row.")),
  .villageNotInRegister: Explanation(
    title: Message(zh: "村名未匹配", en: "Village not in the register"),
    meaning: Message(
      zh: "表中的村名或镇名在统计名册里找不到，这一行无法归入任何村，数字没有计入。",
      en: "The register has no such village or town, so the row belongs nowhere and is not counted."),
    mend: Message(
      zh: "改写为名册中的全称；确属旧名或俗称的，请主管部门加入别名表。",
      en: "Write the registered name; have the bureau add a former or local name to the alias file.")),
  .matchedByAlias: Explanation(
    title: Message(zh: "按别名匹配", en: "Matched by alias"),
    meaning: Message(
      zh: "名称不在名册中，按别名表对应到了名册上的村；别名有误会把钱算到别的村。",
      en: "The name was led to a registered village by the alias file; a wrong alias moves money."),
    mend: Message(
      zh: "确认对应无误即可，下次上报请用名册全称。",
      en: "Confirm the match, and use the registered name next time.")),
  .villageAmbiguous: Explanation(
    title: Message(zh: "村名重名待定", en: "Village ambiguous"),
    meaning: Message(
      zh: "一个名称在名册中对应多个村，无法判定是哪一个，数字没有计入。",
      en: "The name fits several registered villages; which one is meant is unknown, so it is not counted."),
    mend: Message(
      zh: "在该行写明所属镇（街），或填写全称。",
      en: "Name the town in the row, or write the village's full name.")),
  .kindMismatch: Explanation(
    title: Message(zh: "村居类型不符", en: "Village or community"),
    meaning: Message(
      zh: "表中写的村委会或居委会与名册登记的类型不同；补贴只发给村。",
      en: "The sheet says village or community and the register says the other; only villages are paid."),
    mend: Message(
      zh: "核对是村委会还是居委会，改正名称。",
      en: "Check which of the two it is and mend the name.")),
  .valueNotParsed: Explanation(
    title: Message(zh: "数值无法解析", en: "Value not parsed"),
    meaning: Message(
      zh: "应填数字或日期的单元格写了别的内容，按缺失处理，不作猜测。",
      en: "The cell should hold a number or a date and does not; it counts as missing and is not guessed."),
    mend: Message(
      zh: "在该单元格填写一个明确的数字或日期，说明文字移到备注。",
      en: "Write one plain number or date in the cell and move any words to 备注.")),
  .missingNotZero: Explanation(
    title: Message(zh: "空值未视为零", en: "Missing is not zero"),
    meaning: Message(
      zh: "空格、/、— 或“无”不等于 0：没有填与确认为零是两回事，因此按未填处理。",
      en: "A blank, /, — or 无 is not zero: not stated and confirmed as none are different facts."),
    mend: Message(
      zh: "确实为零的填 0，不是零的填实际数。",
      en: "Write 0 where none is meant, else the actual figure.")),
  .duplicateVillageRow: Explanation(
    title: Message(zh: "村重复", en: "Village stated twice"),
    meaning: Message(
      zh: "同一个村在一份表里出现多次，合计可能把它重复计算。",
      en: "One village stands more than once in a document, so its money may be counted twice."),
    mend: Message(
      zh: "删去多余的行，或把写错的村名改正。",
      en: "Delete the extra row, or mend the village's name where it is wrong.")),
  .serialGap: Explanation(
    title: Message(zh: "序号不连续", en: "Gap in the serial numbers"),
    meaning: Message(
      zh: "序号中断或不连续，可能有行被漏掉或删除。",
      en: "The serial numbers do not run on; a row may have been lost or deleted."),
    mend: Message(
      zh: "核对是否漏报，补上缺行或重排序号。",
      en: "Check for a lost row; add it, or number the rows again.")),
  .villageCountMismatch: Explanation(
    title: Message(zh: "村数不符", en: "Number of villages"),
    meaning: Message(
      zh: "上报的村与统计名册逐一比对，有缺少或多出；缺一个村就少算该村全部人月。",
      en: "The villages reported were compared with the register; some are missing or extra, with their money."),
    mend: Message(
      zh: "补报缺少的村，删去多出的村，或改正所填村数。",
      en: "Add the missing villages, remove the extra ones, or mend the stated number.")),
  .headcountMismatch: Explanation(
    title: Message(zh: "人数勾稽不符", en: "Heads do not tie"),
    meaning: Message(
      zh: "应有人数减兼任不发人数应等于核发人数，并与明细一致；现在对不上，应发数随之不准。",
      en: "Quota less concurrent should equal paid heads and agree with the detail; here it does not."),
    mend: Message(
      zh: "对照花名册核对三个人数，改正有误的一个。",
      en: "Compare the three figures with the roster and mend the wrong one.")),
  .overQuota: Explanation(
    title: Message(zh: "超员额", en: "Over the quota"),
    meaning: Message(
      zh: "一个村的发放人数超过政策规定的员额，超出部分没有依据。",
      en: "A village pays more heads than the policy allows; the excess has no basis."),
    mend: Message(
      zh: "核对是否多报；年中更替的，写明两人各自的月数和任职时间。",
      en: "Check for an extra person; for a replacement, give the months and dates of both.")),
  .exclusionExceedsVillages: Explanation(
    title: Message(zh: "扣减超过村数", en: "More exclusions than villages"),
    meaning: Message(
      zh: "兼任不发的人数超过村数；每村至多一名主任兼任，扣减数很可能有误。",
      en: "More are excluded than there are villages; a village has one chair, so the figure looks wrong."),
    mend: Message(
      zh: "对照花名册的“是否兼任”核对并改正扣减人数。",
      en: "Check the figure against 是否兼任 in the roster and mend it.")),
  .exclusionNotStated: Explanation(
    title: Message(zh: "未填扣减人数", en: "Exclusions not stated"),
    meaning: Message(
      zh: "没有任何文件说明兼任不发的人数；未填不等于零，每多一人一年就多发一份补贴。",
      en: "No document says how many are excluded; not stated is not zero, and each head is a year's subsidy."),
    mend: Message(
      zh: "填写“是否兼任”或扣减人数，没有的填 0 或否。",
      en: "Fill in 是否兼任 or the number excluded; write 0 or 否 where there is none.")),
  .vacancy: Explanation(
    title: Message(zh: "缺员", en: "Vacancy"),
    meaning: Message(
      zh: "村的成员少于政策员额；空缺月份不应发放，也可能是漏报。",
      en: "The village lists fewer members than its quota; a vacancy is not paid, or a person was left out."),
    mend: Message(
      zh: "确认空缺的月份，漏报的在花名册补上该人。",
      en: "Confirm the vacant months, or add the missing person to the roster.")),
  .flatAcrossTurnover: Explanation(
    title: Message(zh: "换届年人数无变动", en: "No change across elections"),
    meaning: Message(
      zh: "换届期间各村各月人数毫无变动，而换届通常有人离任和接任，人数可能不是清点的。",
      en: "Heads never move across the elections, when members usually change; they may not be counted."),
    mend: Message(
      zh: "对照任职和离任时间，确认每月按实际在岗人数填报。",
      en: "Compare with the dates of office and confirm that each month gives the heads in post.")),
  .formulaEqualsCount: Explanation(
    title: Message(zh: "实发数疑为推算", en: "Count may be derived"),
    meaning: Message(
      zh: "每村人数恰好等于员额减扣减，又没有花名册佐证，可能是推算而不是清点。",
      en: "Heads equal quota less exclusions everywhere and no roster backs them; they may be derived."),
    mend: Message(
      zh: "补报花名册，写明每名成员。",
      en: "Send the roster that lists every member.")),
  .rateMismatch: Explanation(
    title: Message(zh: "补贴标准不符", en: "Rate differs from the policy"),
    meaning: Message(
      zh: "表中的补贴标准与政策文件规定的每人每月标准不同，应发数会随之出错。",
      en: "The sheet's rate is not the policy's rate a person a month, so what is due comes out wrong."),
    mend: Message(
      zh: "改为政策标准；确有依据的，更新政策文件。",
      en: "Use the policy's rate; if another is justified, update the policy file.")),
  .notMultipleOfRate: Explanation(
    title: Message(zh: "非标准整数倍", en: "Not a multiple of the rate"),
    meaning: Message(
      zh: "金额不是每人每月标准的整数倍，而补贴按整人整月发放，数字可能写错或含其他款项。",
      en: "Whole person-months are paid, so an amount that is no multiple of the rate is wrong or mixed."),
    mend: Message(
      zh: "核对月数和金额，其他款项另列一栏。",
      en: "Check months and amount, and put other payments in a column of their own.")),
  .monthsOutOfRange: Explanation(
    title: Message(zh: "月数异常", en: "Months out of range"),
    meaning: Message(
      zh: "月数为负、超过期间，或与任职起止时间不合，据此算出的应发数不可靠。",
      en: "The months are negative, exceed the period or contradict the dates of office."),
    mend: Message(
      zh: "填写期间内实际任职的整月数（全年为 0 至 12）。",
      en: "Give the whole months in office within the period (0 to 12 for a year).")),
  .dueVsPaid: Explanation(
    title: Message(zh: "应发实发不符", en: "Due and paid differ"),
    meaning: Message(
      zh: "按人月乘以政策标准算出的应发数与表中实发数不同，可能多发或少发。",
      en: "Person-months × the policy's rate differ from the amount paid: too much or too little was paid."),
    mend: Message(
      zh: "核对月数、人数和金额并改正；属补发、扣回的在备注写明期间。",
      en: "Check months, heads and amount; state the period of any back-payment or recovery.")),
  .backPayment: Explanation(
    title: Message(zh: "补发/扣回", en: "Back-payment or recovery"),
    meaning: Message(
      zh: "表中有补发或扣回，属于其他期间的钱，会使本期应发与实发不同。",
      en: "The sheet holds a back-payment or recovery: another period's money, which parts due from paid."),
    mend: Message(
      zh: "在备注写明所属期间、人月和金额。",
      en: "State its period, person-months and amount in 备注.")),
  .paymentReturned: Explanation(
    title: Message(zh: "发放失败未补发", en: "Payment returned"),
    meaning: Message(
      zh: "银行退回了付款，至今没有补发记录，本人还没有领到钱。",
      en: "The bank returned the payment and no later one is recorded; the person has not been paid."),
    mend: Message(
      zh: "核对姓名和账号后补发，并在表中登记补发日期。",
      en: "Check name and account, pay again and record the date in the sheet.")),
  .paidOutsidePeriod: Explanation(
    title: Message(zh: "跨期支付", en: "Paid outside the period"),
    meaning: Message(
      zh: "付款日期不在本期之内，这笔钱可能属于别的年度或被提前、推迟支付。",
      en: "The payment's date lies outside the period; the money may belong to another year."),
    mend: Message(
      zh: "核对付款日期，确属跨期的在备注说明所属期间和原因。",
      en: "Check the date; if it is right, state the period and the reason in 备注.")),
  .subtotalMismatch: Explanation(
    title: Message(zh: "小计/合计不符", en: "Subtotal or total differs"),
    meaning: Message(
      zh: "表中的小计或合计不等于各行之和，可能漏加、重复加了小计，或某行有误。",
      en: "A stated sum is not the sum of its rows: one was left out, counted twice or is wrong."),
    mend: Message(
      zh: "改用求和公式重算，改正合计或有误的行。",
      en: "Sum the rows again and mend the total or the wrong row.")),
]
