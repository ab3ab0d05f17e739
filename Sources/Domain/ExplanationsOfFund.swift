/// The codes of the budget, persons, uploads and the report: DZ5xx to DZ9xx.
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
  .idCheckDigit: Explanation(
    title: Message(zh: "身份证校验位错误", en: "ID check character"),
    meaning: Message(
      zh: "身份证号码的校验位与前 17 位算出的不同，号码有误，无法可靠查重。",
      en: "The ID's last character does not follow from its first 17; the number is wrong and unmatchable."),
    mend: Message(
      zh: "对照身份证原件改正号码，该列用文本格式。",
      en: "Compare with the card and mend the number; keep the column as text.")),
  .duplicatePerson: Explanation(
    title: Message(zh: "同县重复领取", en: "Person twice in a county"),
    meaning: Message(
      zh: "同一身份证号码在本县出现多次，同一人可能领了两份补贴。",
      en: "One ID number stands more than once in the county; a person may be paid twice."),
    mend: Message(
      zh: "核对是否同一人：写错的改正号码，重复的删去并追回。",
      en: "Check whether it is one person; mend the number, or delete the row and recover the money.")),
  .crossCountyDuplicate: Explanation(
    title: Message(zh: "跨县重复领取", en: "Person in two counties"),
    meaning: Message(
      zh: "同一身份证号码在不同县都领取补贴，各县单独核对发现不了。",
      en: "One ID number is paid in several counties, which no county can see alone."),
    mend: Message(
      zh: "核对本县这一行：号码写错的改正，不在本县任职的停发并追回；确在本县任职的答“情况属实”，由主管部门与另一县核定，只保留一处。",
      en:
        "Look at your own row: mend the number if it is wrong, stop and recover the payment if the person does not serve here; if all is right, reply “is so”, and the bureau settles it with the other county."
    )),
  .sharedAccount: Explanation(
    title: Message(zh: "一户多人", en: "Shared account"),
    meaning: Message(
      zh: "多名成员使用同一个银行账号，钱可能没有发到本人手中。",
      en: "Several members share one bank account; the money may not reach each of them."),
    mend: Message(
      zh: "核对账号，改为本人账户；确系代领的保留委托材料。",
      en: "Check the account and use each person's own, or keep the proof of authority.")),
  .manyAccounts: Explanation(
    title: Message(zh: "一人多卡", en: "Several accounts"),
    meaning: Message(
      zh: "同一人使用多个银行账号，可能写错账号或重复领取。",
      en: "One person has several bank accounts: a wrong number or a double payment."),
    mend: Message(
      zh: "确认本人使用的账号，统一填写。",
      en: "Confirm which account is the person's and use it throughout.")),
  .dualPostPaid: Explanation(
    title: Message(zh: "兼任重复发放", en: "Concurrent post paid"),
    meaning: Message(
      zh: "已标明兼任、按政策不再发放的成员仍然领了补贴。",
      en: "A member marked as concurrent, whom the policy excludes, was paid all the same."),
    mend: Message(
      zh: "标记属实的停发并追回，标记有误的改正“是否兼任”。",
      en: "Stop and recover the payment, or mend 是否兼任 if the mark is wrong.")),
  .leftOfficePaid: Explanation(
    title: Message(zh: "离任续领", en: "Paid after leaving office"),
    meaning: Message(
      zh: "离任时间之后的月份仍在发放补贴。",
      en: "Months after the end of office are still paid."),
    mend: Message(
      zh: "核对离任时间，改正月数并追回多发部分。",
      en: "Check the end date, mend the months and recover the excess.")),
  .deceasedPaid: Explanation(
    title: Message(zh: "死亡续领", en: "Paid after death"),
    meaning: Message(
      zh: "号码在死亡人员名单中，而去世之后的月份仍在发放。",
      en: "The person is on the list of the deceased, and months after the death are paid."),
    mend: Message(
      zh: "核实本人情况，停发并追回，名单有误的更正名单。",
      en: "Verify the case, stop and recover the payment, or mend the list.")),
  .otherPayroll: Explanation(
    title: Message(zh: "财政供养重复", en: "On another payroll"),
    meaning: Message(
      zh: "号码在财政供养人员名单中，可能与工资重复领取。",
      en: "The person is on the list of another public payroll and may be paid twice."),
    mend: Message(
      zh: "核实身份和任职，按政策停发或说明可以领取的依据。",
      en: "Verify the post; stop the payment or state why both are allowed.")),
  .ageOrNameConflict: Explanation(
    title: Message(zh: "年龄异常/同号异名", en: "Age or name conflict"),
    meaning: Message(
      zh: "由身份证算出的年龄不合常理，或同一号码用了不同姓名，号码或姓名可能有误。",
      en: "The ID gives an implausible age, or stands beside different names; one of them is wrong."),
    mend: Message(
      zh: "对照身份证原件改正号码或姓名。",
      en: "Compare with the card and mend the number or the name.")),
  .accountCheckDigit: Explanation(
    title: Message(zh: "账号校验位错误", en: "Account check digit"),
    meaning: Message(
      zh: "银行账号的校验位不对，号码可能写错，付款会被退回。",
      en: "The account's check digit is wrong; the number may be mistyped and the payment returned."),
    mend: Message(
      zh: "对照银行卡改正账号，该列用文本格式。",
      en: "Compare with the bank card and mend the number; keep the column as text.")),
  .idContradictsRecord: Explanation(
    title: Message(zh: "身份证与登记信息不符", en: "ID contradicts the record"),
    meaning: Message(
      zh: "号码中的性别、出生日期或地区与表中登记的不同，号码可能属于别人。",
      en: "Sex, birth date or area in the ID differ from the sheet; the number may be someone else's."),
    mend: Message(
      zh: "对照身份证原件改正号码或登记信息。",
      en: "Compare with the card and mend the number or the record.")),
  .staleInput: Explanation(
    title: Message(zh: "超期未更新", en: "Stale upload"),
    meaning: Message(
      zh: "最新上报早于流程文件规定的应报日期，公布的可能是旧数。",
      en: "The newest upload is older than the pipeline's due date; its figures may be out of date."),
    mend: Message(
      zh: "请该县上报本期最新文件。",
      en: "Ask the county for this period's newest files.")),
  .countyMissing: Explanation(
    title: Message(zh: "缺报", en: "County missing"),
    meaning: Message(
      zh: "该县没有可用的上报文件，沿用上次有效上报；从未上报的，数字留空。",
      en: "The county sent nothing usable; its last good upload stands, or its figures stay empty."),
    mend: Message(
      zh: "请该县上报文件并放入收件箱中该县的文件夹，再运行 duizhang run。",
      en: "Ask the county to send, put the files in its inbox folder and run duizhang run.")),
  .correctedUpload: Explanation(
    title: Message(zh: "更正重报", en: "Corrected upload"),
    meaning: Message(
      zh: "新文件取代了同一期间、同一种类的旧文件，旧文件不再相加；这里列出变化。",
      en: "A newer file replaces one of the same period and kind; the older one is not added in."),
    mend: Message(
      zh: "确认采用的是正确的一份；先后不清的，把文件名注明“更正”后重报。",
      en: "Confirm that the right one is used; if in doubt, send it again with 更正 in its name.")),
  .shrinkGuard: Explanation(
    title: Message(zh: "数据量骤减", en: "Far fewer rows"),
    meaning: Message(
      zh: "新上报的数据比上次有效上报少得多，可能只传了一部分，因此暂不采用。",
      en: "The upload holds far less than the last good one; it may be incomplete, so it is held back."),
    mend: Message(
      zh: "重新上报完整的文件；确属减少的，书面向市局说明原因。",
      en: "Send the complete file again; if the decrease is true, explain it to the bureau in writing.")),
  .sameBytesTwice: Explanation(
    title: Message(zh: "重复上报", en: "Same file twice"),
    meaning: Message(
      zh: "两份上报文件逐字节相同，只计一次；若在不同县出现，必有一县报错文件。",
      en: "Two files are the same byte for byte and count once; across counties, one sent the wrong file."),
    mend: Message(
      zh: "删去多余的一份，或换成本县正确的文件。",
      en: "Remove the extra file, or send the county's own.")),
  .notSignedOff: Explanation(
    title: Message(zh: "缺签章/日期", en: "Not signed off"),
    meaning: Message(
      zh: "文件缺填表人、审核人、公章或日期，无法确认由谁负责。",
      en: "The document lacks a preparer, reviewer, seal or date, so nobody answers for it."),
    mend: Message(
      zh: "补齐签章和日期后重新上报。",
      en: "Add the names, the seal and the date and send it again.")),
  .filedEarly: Explanation(
    title: Message(zh: "早于期末填报", en: "Filed early"),
    meaning: Message(
      zh: "填表日期早于期末，最后几个月的数只能是预计数。",
      en: "It was filled in before the period ended, so its last months can only be estimates."),
    mend: Message(
      zh: "期末后按实际数重新填报并更新日期。",
      en: "Fill it in again after the period's end, with actual figures and a new date.")),
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
  .acknowledgementExpired: Explanation(
    title: Message(zh: "豁免到期", en: "Acknowledgement expired"),
    meaning: Message(
      zh: "已核实说明过了期限，或金额已变，相应差异重新算作未处理。",
      en: "The acknowledgement has lapsed or the amount changed; the discrepancy counts as open again."),
    mend: Message(
      zh: "重新核实，改正数据，或用 duizhang ack 再次登记说明。",
      en: "Check the case again; mend the data or renew it with duizhang ack.")),
  .outputTampered: Explanation(
    title: Message(zh: "发布文件被改", en: "Publication changed"),
    meaning: Message(
      zh: "已发布文件的哈希值与发布时记录的不同，发布后被人改动，不可再引用。",
      en: "A published file's hash is not the one recorded, so it was changed afterwards; do not rely on it."),
    mend: Message(
      zh: "不要手工改发布文件；用 duizhang run 重新发布，并查明是谁改动。",
      en: "Never edit a publication; publish again with duizhang run and find out who changed it.")),
]
