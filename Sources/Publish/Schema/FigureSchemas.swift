import Domain

// Columns that several tables have.
private let villageCode = Column("village_code", .digits(12), "村代码", "village code").required
private let countyCode = Column("county_code", .digits(6), "县代码", "county code").required
private let county = Column("county", "县（市、区）", "county").required
private let town = Column("town", "镇（街道）", "town").required
private let due = Column(
  "amount_due_yuan", .money, "应发金额", "amount due",
  note: Message(zh: "人月数 × 政策标准", en: "person-months × the policy's rate"))
private let stated = Column(
  "amount_stated_yuan", .money, "填报金额", "amount stated",
  note: Message(zh: "县上报的发放金额", en: "what the county says it pays"))

private let heads = [
  Column(
    "quota", .count("人"), "应有人数", "quota heads",
    note: Message(zh: "政策员额 × 已报村数", en: "the policy's cap × reported villages")),
  Column(
    "listed", .count("人"), "在册人数", "listed heads",
    note: Message(zh: "成员行数；一人列于两村则各计一次", en: "member rows; a person listed in two villages counts in both")),
  Column(
    "concurrent", .count("人"), "兼任不发人数", "concurrent heads",
    note: Message(zh: "兼任其他职务、不再重复发放的成员", en: "members who hold another post and are not paid again")),
  Column(
    "eligible", .count("人"), "核发人数", "eligible heads",
    note: Message(zh: "至少有一个月应发的成员", en: "members who are paid for at least one month")),
  Column("person_months", .count("人月"), "人月数", "person-months"),
]

private func tallyColumns(_ allocatedNote: Message) -> [Column] {
  [
    Column("villages_registered", .count("村"), "名册村数", "registered villages").required,
    Column("villages_reported", .count("村"), "已报村数", "reported villages"),
  ] + heads + [
    due, stated,
    Column("allocated_yuan", .money, "下达金额", "amount allocated", note: allocatedNote),
  ]
}

extension Schema {
  static let villages = Schema(
    name: "villages", title: Message(zh: "各村：人数、人月与金额", en: "Villages: heads, person-months and amounts"),
    columns: [
      villageCode, county, town,
      Column("village", "村", "village").required,
      Column(
        "kind", .choice(VillageKind.allCases.map(\.rawValue)), "类别", "kind",
        note: Message(zh: "本表只有村", en: "this table holds 村 only")
      ).required,
    ] + heads + [
      due, stated,
      Column(
        "difference_yuan", .money, "差额", "difference", note: Message(zh: "填报 − 应发", en: "stated − due")),
      Column(
        "basis", .choice(Basis.allCases.map(\.rawValue)), "依据", "basis",
        note: Message(
          zh: "人数与月数取自哪种表：发放表、花名册、月报、汇总表，或无",
          en: "the document that heads and months come from")
      ).required,
      Column(
        "source", "来源单元格", "source cells",
        note: Message(zh: "文件#工作表!区域，多处以分号隔开", en: "file#sheet!range, joined by semicolons")),
    ], key: ["village_code"])

  static let members = Schema(
    name: "members", title: Message(zh: "成员（已脱敏）", en: "Members, masked"),
    columns: [
      villageCode,
      Column(
        "member_key", .form("[0-9a-f]{16}"), "成员键", "member key",
        note: Message(zh: "身份证号的密钥摘要；没有号码则为空", en: "a keyed hash of the ID number; empty without one")),
      Column("name_masked", "姓名（脱敏）", "name, masked"),
      Column("id_masked", .form(#"\d{6}\*{11}[\dX]"#), "身份证号（脱敏）", "ID number, masked"),
      Column("role", "职务", "role"),
      Column("concurrent", .flag, "是否兼任", "holds another post"),
      Column("start", .month, "任职起月", "first month in office"),
      Column("end", .month, "任职止月", "last month in office"),
      Column(
        "months", .count("月"), "应发月数", "months paid",
        note: Message(zh: "无法读出则为空", en: "empty where they could not be read")),
      Column("rate_yuan", .money, "补贴标准", "rate", note: Message(zh: "每人每月", en: "a person a month")),
      due, stated,
      Column("source", "来源单元格", "source cells").required,
    ], references: [Reference(columns: ["village_code"], table: "villages", keys: ["village_code"])])

  static let towns = Schema(
    name: "towns", title: Message(zh: "各镇（街道）合计", en: "Towns"),
    columns: [
      countyCode, county, Column("town_code", .digits(9), "镇代码", "town code").required, town,
    ] + tallyColumns(Message(zh: "镇一级没有下达数", en: "towns are allocated nothing of their own")) + [
      Column("difference_yuan", .money, "差额", "difference", note: Message(zh: "填报 − 应发", en: "stated − due"))
    ], key: ["town_code"], references: [Reference(columns: ["county_code"], table: "counties", keys: ["county_code"])])

  static let counties = Schema(
    name: "counties", title: Message(zh: "各县合计", en: "Counties"),
    columns: [countyCode, county]
      + tallyColumns(
        Message(zh: "下达到县的金额；没有下达文件则为空", en: "what was allocated to the county; empty where nothing states it")) + [
        Column("difference_yuan", .money, "差额", "difference", note: Message(zh: "应发 − 下达", en: "due − allocated")),
        Column(
          "upload_status", .choice(UploadStatus.allCases.map(\.rawValue)), "上报状态", "upload status",
          note: Message(
            zh: "current 为最新上报，last-good 为沿用上次可用的上报，missing 为缺报",
            en: "the newest upload, the last that could be used, or none")
        ).required,
        Column("as_of", .date, "收到日期", "as of", note: Message(zh: "所用上报的最新收到日期", en: "when its newest upload came")),
      ], key: ["county_code"])

  static let months = Schema(
    name: "months", title: Message(zh: "各县逐月人数与金额", en: "Counties by month"),
    columns: [
      countyCode, Column("month", .month, "月份", "month").required,
      Column("heads", .count("人"), "发放人数", "heads paid").required,
      Column("amount_yuan", .money, "应发金额", "amount due").required,
    ], key: ["county_code", "month"],
    references: [Reference(columns: ["county_code"], table: "counties", keys: ["county_code"])])

  static let budget = Schema(
    name: "budget", title: Message(zh: "预算科目与合计", en: "Budget lines and their total"),
    columns: [
      Column("line", "预算科目", "budget line").required,
      Column("requested_yuan", .money, "申请数", "requested"),
      Column(
        "allocated_yuan", .money, "下达数", "allocated",
        note: Message(zh: "没有下达数时用调整预算数", en: "the adjusted budget where nothing else is stated")),
      Column("spent_yuan", .money, "支出数", "spent"),
      Column("execution_rate", .ratio, "执行率", "execution rate", note: Message(zh: "支出 ÷ 下达", en: "spent ÷ allocated")),
      Column(
        "computed_yuan", .money, "复算数", "computed", note: Message(zh: "由下级数字算出", en: "what the figures below give")),
      Column(
        "residual_yuan", .money, "尾差", "residual", note: Message(zh: "复算 − 下达", en: "computed − allocated")),
      Column(
        "stated_places", .count("位"), "小数位数", "decimal places",
        note: Message(zh: "金额书写的小数位数，即其精度", en: "of the amount as written: its precision")),
      verdict,
    ], key: ["line"])

  /// 绩效目标自评表: the bureau's form, with what the data can fill.
  static let performance = Schema(
    name: "performance", title: Message(zh: "绩效目标自评表", en: "Performance targets, self-evaluated"),
    columns: [
      Column("category", .choice(["资金", "产出", "效益", "满意度"]), "一级指标", "category").required,
      Column("aspect", "二级指标", "aspect").required,
      Column("indicator", "指标", "indicator", note: Message(zh: "空白由单位填写", en: "blank where the office has to name it")),
      Column("unit", "单位", "unit"),
      Column("target", .number, "年度指标值", "target"),
      Column("actual", .number, "实际完成值", "actual"),
      Column("initial_yuan", .money, "年初预算数", "initial budget"),
      Column(
        "budget_yuan", .money, "全年预算数", "budget of the whole year",
        note: Message(zh: "下达数，没有则为调整预算数", en: "allocated, else the adjusted budget")),
      Column("executed_yuan", .money, "全年执行数", "spent in the whole year"),
      Column("execution_rate", .ratio, "执行率", "execution rate"),
      Column("weight", .number, "分值", "weight", note: Message(zh: "由单位填写", en: "filled in by the office")),
      Column("score", .number, "得分", "score", note: Message(zh: "由单位填写", en: "filled in by the office")),
      Column(
        "verdict", .choice(Verdict.allCases.map(\.rawValue)), "核对结论", "verdict",
        note: Message(zh: "空白为无从比较", en: "blank where nothing is compared")),
      Column("basis", "依据", "basis", note: Message(zh: "数字所在的文件", en: "the file that it comes from")),
      Column("category_en", "一级指标（英文）", "category in English").required,
      Column("aspect_en", "二级指标（英文）", "aspect in English").required,
      Column("indicator_en", "指标（英文）", "indicator in English"),
    ])

  /// How a stated figure stands against the computed one.
  static let verdict = Column(
    "verdict", .choice(Verdict.allCases.map(\.rawValue)), "结论", "verdict",
    note: Message(
      zh: "exact 一致，rounded 在书写精度内一致，mismatch 不符，unverifiable 无从核对",
      en: "equal; equal at the stated precision; different; nothing to compare with")
  ).required
}
