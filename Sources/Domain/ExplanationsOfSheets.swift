/// The codes of files, cells, rows and villages: DZ1xx and DZ2xx.
let explanationsOfSheets: [Code: Explanation] = [
  .unreadableFile: Explanation(
    title: Message(zh: "文件无法读取", en: "Unreadable file"),
    meaning: Message(
      zh: "文件打不开、被加密、已损坏，或实际不是表格，其中的数字都没有计入。",
      en: "The file is locked, damaged or no spreadsheet at all; none of its figures count."),
    mend: Message(
      zh: "打不开或不完整的，从原件重新复制一份上报；能打开的，去掉密码，另存为 .xlsx 或 UTF-8 的 CSV 后重新上报。",
      en:
        "If it does not open or is cut short, send a new copy of the original; else remove any password, save it as .xlsx or UTF-8 CSV and send it again."
    )),
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
      zh: "工作表里有数据，但没有一行可以认作表头，无法知道各列是什么，或是一人一张、项目与内容左右并排的表格（审批表、登记表），因此不能采用。",
      en:
        "The sheet has data but no row reads as a header, so nobody can tell what its columns mean; or it is a form of one person, which names each thing beside its value."
    ),
    mend: Message(
      zh: "在数据上方补一行列名（村名、姓名、月数、金额等）后重新上报；一人一张的表格，改报每人一行的花名册或发放表。",
      en:
        "Put a row of column names (村名, 姓名, 月数, 金额 …) above the data and send it again; instead of forms send a list with a row a person."
    )),
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
      zh: "某一行没有采用（作废、删除线、其中、重复表头，或属于别的补贴、别的年度等），其中的数字不计入。",
      en:
        "A row is not used (void, struck through, of which, a repeated header, another subsidy's or year's); its figures do not count."
    ),
    mend: Message(
      zh: "如应采用，去掉作废字样或删除线，改正该行的补贴项目或年度，写成普通的数据行。",
      en:
        "If it should count, remove the mark or the strike-through, mend the subsidy or year it names, and write it as an ordinary row."
    )),
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
]
