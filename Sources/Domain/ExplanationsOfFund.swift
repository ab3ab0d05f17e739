/// The codes of the budget and of the report: DZ5xx and DZ8xx.
let explanationsOfFund: [Code: Explanation] = [
  .linesVsTotal: Explanation(
    title: Message(zh: "明细与总额不符", en: "Lines and total differ"),
    meaning: Message(
      zh: "各预算科目之和与所写总额的差额超过四舍五入，可能漏列科目或写错数。",
      en: "The budget lines and the stated total differ by more than rounding; a line is missing or wrong."),
    mend: Message(
      zh: "核对预算文件 budget.csv 与报告，补上科目或改正总额。",
      en: "Compare budget.csv with the report; add the line or mend the total.")),
  .countyVsAllocation: Explanation(
    title: Message(zh: "应拨与下达不符", en: "Due and allocated differ"),
    meaning: Message(
      zh: "按政策算出的该县应拨数与下达数不同，该县可能多拨或少拨。",
      en: "What the policy makes due to the county differs from what was allocated to it."),
    mend: Message(
      zh: "核对人数、月数的变化与 allocation.csv，调整下达数或说明差额。",
      en: "Check heads and months against allocation.csv; adjust the allocation or explain the gap.")),
  .executionRate: Explanation(
    title: Message(zh: "执行率复算不符", en: "Execution rate differs"),
    meaning: Message(
      zh: "所写预算执行率与支出数除以下达数的结果不同。",
      en: "The stated execution rate is not spent divided by allocated."),
    mend: Message(
      zh: "核对支出数和下达数，改正执行率。",
      en: "Check both amounts and mend the rate.")),
  .overExecution: Explanation(
    title: Message(zh: "超预算执行", en: "Over-execution"),
    meaning: Message(
      zh: "支出超过下达数；若仅因四舍五入则只作提示，否则属于超预算。",
      en: "More was spent than allocated; it warns only where rounding explains it."),
    mend: Message(
      zh: "核对支出凭证和下达文件，改正数字或补办调整手续。",
      en: "Check vouchers and allocation; mend the amount or have the budget adjusted.")),
  .stageMissing: Explanation(
    title: Message(zh: "预算阶段数缺失", en: "Budget stage missing"),
    meaning: Message(
      zh: "某科目缺少申请、年初、调整、下达或支出中某一阶段的数，执行情况无法核对。",
      en: "The line lacks an amount for a stage such as allocated or spent, so it cannot be checked."),
    mend: Message(
      zh: "在预算文件或下达表中补上该阶段的金额。",
      en: "Add the stage's amount to the budget file or the allocations.")),
  .allHundredPercent: Explanation(
    title: Message(zh: "执行率全为100%", en: "Everything at 100%"),
    meaning: Message(
      zh: "全部科目恰好执行 100%，实际支出很少如此，支出数可能照抄下达数。",
      en: "Every line is spent at exactly 100%, which is rare; spending may be copied from the allocation."),
    mend: Message(
      zh: "对照支付凭证，确认支出数是实际数。",
      en: "Compare with the payment vouchers and confirm that the amounts were spent.")),
  .roundingResidual: Explanation(
    title: Message(zh: "四舍五入尾差", en: "Rounding residual"),
    meaning: Message(
      zh: "两数按所写小数位一致，只差四舍五入的尾差，不是错误，留作记录。",
      en: "The figures agree at the stated decimal places; only a residual of rounding is left."),
    mend: Message(
      zh: "不用处理；要消除尾差，可写足小数位。",
      en: "Nothing to do; state more decimal places to remove the residual.")),
  .lineNameVariant: Explanation(
    title: Message(zh: "科目名称不一致", en: "Line named differently"),
    meaning: Message(
      zh: "同一预算科目在不同文件中名称不同，可能被当成两个科目。",
      en: "One budget line bears different names in different files and may be taken for two."),
    mend: Message(
      zh: "在预算文件和报告中统一使用同一名称。",
      en: "Use one name in the budget files and in the report.")),
  .spentOutsideLine: Explanation(
    title: Message(zh: "超用途支出", en: "Spent outside the line"),
    meaning: Message(
      zh: "凭证所列用途不属于该科目规定的用途，属于改变资金用途。",
      en: "A voucher's purpose is not the line's purpose, so money was used for something else."),
    mend: Message(
      zh: "核对凭证，改列正确科目或收回款项。",
      en: "Check the voucher; book it to the right line or recover the money.")),
  .claimMismatch: Explanation(
    title: Message(zh: "报告数不符", en: "Claim differs"),
    meaning: Message(
      zh: "报告中的数与按公式从各县数据算出的数不同，且不能用四舍五入解释。",
      en: "A figure of the report differs from the one computed, by more than rounding."),
    mend: Message(
      zh: "核对所列公式和数据，改正报告中的数或有误的上报数。",
      en: "Check the formula and its inputs; mend the report or the upload that is wrong.")),
  .claimRounded: Explanation(
    title: Message(zh: "报告数为舍入值", en: "Claim rounded"),
    meaning: Message(
      zh: "报告中的数按所写小数位与计算一致，只有舍入尾差。",
      en: "The report's figure agrees at its stated decimal places; only a residual is left."),
    mend: Message(
      zh: "不用处理；要完全一致，可写足小数位。",
      en: "Nothing to do; state more decimal places for an exact figure.")),
  .claimUnverifiable: Explanation(
    title: Message(zh: "无佐证", en: "No evidence"),
    meaning: Message(
      zh: "报告中的数没有可以核对的公式或资料，对错都无法判断。",
      en: "No formula or evidence file checks the figure; it may be right or wrong."),
    mend: Message(
      zh: "提供所列的佐证资料，并在流程文件中登记。",
      en: "Provide the evidence named and declare it in the pipeline file.")),
  .impliedParameter: Explanation(
    title: Message(zh: "隐含参数未注明", en: "Implied parameter"),
    meaning: Message(
      zh: "报告的数只有采用某个没有写明的参数（如 12 个月）才成立，读者无从复算。",
      en: "The figures hold only with a parameter the report does not state, such as 12 months."),
    mend: Message(
      zh: "在报告中写明该参数及其依据。",
      en: "State the parameter and its source in the report.")),
  .openList: Explanation(
    title: Message(zh: "\"等\"未列全", en: "Open list"),
    meaning: Message(
      zh: "列举以“等”结尾，所列各项之和小于总数，其余部分没有说明。",
      en: "The list ends in 等 (among others); its items fall short of the total and the rest is unnamed."),
    mend: Message(
      zh: "在报告中列出其余各项及其数额。",
      en: "Name the other items and their amounts in the report.")),
  .cutoffInconsistent: Explanation(
    title: Message(zh: "截至口径不一", en: "Cut-off dates differ"),
    meaning: Message(
      zh: "报告各处的截至日期写法不一，数字可能取自不同时点。",
      en: "The report states different cut-off dates, so its figures may be of different days."),
    mend: Message(
      zh: "统一为同一截至日期，并核对各数是否属于该日。",
      en: "Use one date and check that every figure is of that day.")),
  .termInconsistent: Explanation(
    title: Message(zh: "用语不一致", en: "Terms differ"),
    meaning: Message(
      zh: "报告对同一事物用了不同的词，读者可能以为是两回事。",
      en: "The report uses several words for one thing, which a reader may take for two."),
    mend: Message(
      zh: "在报告中统一用语。",
      en: "Use one word throughout the report.")),
  .scopeMismatch: Explanation(
    title: Message(zh: "范围口径不符", en: "Scopes differ"),
    meaning: Message(
      zh: "相比的两个数范围不同（如地区、村居或期间），不能直接比较。",
      en: "The two figures cover different scopes (area, kind of village or period) and do not compare."),
    mend: Message(
      zh: "在报告中写明各数的范围，或改用同一范围的数。",
      en: "State the scope of each figure, or use figures of one scope.")),
]
