/// The codes of heads, months and payments: DZ3xx and DZ4xx.
let explanationsOfPayments: [Code: Explanation] = [
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
      zh: "表中有补发或扣回，属于其他期间的钱，会使本期应发与实发不同；或有冲销本表另一行的负数行，两行合并计算。",
      en:
        "The sheet holds a back-payment or recovery, another period's money, which parts due from paid; or a negative row takes back another of its rows, and both count together."
    ),
    mend: Message(
      zh: "在备注写明所属期间、人月和金额；冲销的核对是否确为该行，或直接改正该行。",
      en:
        "State its period, person-months and amount in 备注; of a row taken back, check that it is the right one, or mend that row itself."
    )),
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
