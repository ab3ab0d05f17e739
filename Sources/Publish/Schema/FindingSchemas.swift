import Domain

private let file = Column("file", "文件", "file", note: Message(zh: "相对于收件文件夹", en: "relative to the inbox"))
private let sheet = Column("sheet", "工作表", "sheet")
private let cell = Column(
  "cell", "单元格", "cell",
  note: Message(zh: "单元格或区域；CSV 以列字母和记录号表示", en: "a cell or range; a CSV's by column letter and record number"))

extension Schema {
  static let claims = Schema(
    name: "claims", title: Message(zh: "报告所述数字", en: "Figures that the report states"),
    columns: [
      Column("claim_id", .form(#"C\d{2,}"#), "编号", "number", note: Message(zh: "按文中次序", en: "in text order")).required,
      Column("place", .count("行"), "行号", "line of the report").required,
      Column("text", "原文", "text", note: Message(zh: "数字所在分句，个人信息已脱敏", en: "the clause with the figure, masked"))
        .required,
      Column("stated", .number, "所述数", "stated", note: Message(zh: "按原文单位", en: "in the written unit")).required,
      Column("unit", "单位", "unit"),
      Column("formula", "公式", "formula"),
      Column(
        "computed", .number, "复算数", "computed", note: Message(zh: "元、人数或比率", en: "yuan, a count or a ratio")),
      Column("residual", .number, "尾差", "residual", note: Message(zh: "复算 − 所述", en: "computed − stated")),
      verdict,
      Column("evidence_needed", "所需佐证", "evidence needed"),
      Column("qualifier", "修饰词", "qualifier", note: Message(zh: "多、以上、约等", en: "more than, about and the like")),
      Column("rule", "规则", "rule", note: Message(zh: "判定所依据的规则", en: "the rule that says what the figure is")),
      Column("inputs", "代入数", "inputs", note: Message(zh: "公式用到的数字", en: "the figures that the formula used")),
    ], key: ["claim_id"])

  static let discrepancies = Schema(
    name: "discrepancies", title: Message(zh: "差异与疑点", en: "Discrepancies"),
    columns: [
      Column("code", .form(#"DZ\d{3}"#), "代码", "code").required,
      Column("severity", .choice(Severity.allCases.map(\.rawValue)), "程度", "severity").required,
      Column("county_code", .digits(6), "县代码", "county code", note: Message(zh: "属于全局的为空", en: "empty for the fund")),
      Column("county", "县（市、区）", "county"),
      Column("town", "镇（街道）", "town"),
      Column("village_code", .digits(12), "村代码", "village code"),
      Column("village", "村", "village"),
      Column("person_key", .form("[0-9a-f]{16}"), "成员键", "member key"),
      Column("period", "期间", "period"),
      Column("field", "字段", "field"),
      file, sheet, cell,
      Column("raw", "原文", "as written", note: Message(zh: "个人信息已脱敏", en: "masked where it is personal")),
      Column("parsed", "读作", "read as"),
      Column("expected", "应为", "expected"),
      Column("actual", "实为", "actual"),
      Column("delta", .number, "差", "difference", note: Message(zh: "实为 − 应为", en: "actual − expected")),
      Column("unit", "单位", "unit"),
      Column(
        "delta_yuan", .money, "差额", "difference in yuan", note: Message(zh: "实为 − 应为", en: "actual − expected")),
      Column(
        "consistent_with", "可能原因", "consistent with",
        note: Message(zh: "推测，不是结论；最多三条", en: "guesses, never facts; at most three")),
      Column(
        "caused_by", "由何引起", "caused by",
        note: Message(zh: "引起它的差异的指纹，以分号隔开", en: "fingerprints of its causes, joined by semicolons")),
      Column("policy", "政策", "policy"),
      Column("message_zh", "说明（中文）", "message in Chinese").required,
      Column("message_en", "说明（英文）", "message in English").required,
      Column(
        "fingerprint", "指纹", "fingerprint",
        note: Message(zh: "逐夜不变；同一指纹的各行是同一差异", en: "the same from night to night; rows that share one are one finding")
      ).required,
      Column("sha256", .form("[0-9a-f]{64}"), "文件摘要", "hash of the file"),
    ])

  static let lifecycle = Schema(
    name: "lifecycle", title: Message(zh: "差异的来龙去脉", en: "The lives of discrepancies"),
    columns: [
      Column("fingerprint", "指纹", "fingerprint").required,
      Column(
        "status", .choice(["new", "open", "acknowledged", "resolved"]), "状态", "status",
        note: Message(zh: "新增、未决、已核实、已消除", en: "as of this run")
      ).required,
      Column("first_seen", .date, "首次发现", "first seen").required,
      Column("last_seen", .date, "最近发现", "last seen").required,
      Column("times_seen", .count("次"), "发现次数", "times seen").required,
      Column("acknowledged_by", "核实人", "acknowledged by"),
      Column("until", .date, "有效至", "until"),
      Column("reason", "理由", "reason"),
      Column("code", .form(#"DZ\d{3}"#), "代码", "code").required,
      Column("severity", .choice(Severity.allCases.map(\.rawValue)), "程度", "severity").required,
      Column("county_code", .digits(6), "县代码", "county code", note: Message(zh: "属于全局的为空", en: "empty for the fund")),
      Column("village_code", .digits(12), "村代码", "village code"),
      Column("period", "期间", "period"),
      Column("field", "字段", "field"),
      Column(
        "delta_yuan", .money, "差额", "difference in yuan", note: Message(zh: "实为 − 应为", en: "actual − expected")),
      Column("first_run", "首次运行", "first run").required,
      Column("last_run", "最近运行", "last run").required,
      Column("amount", "核实对象", "amount", note: Message(zh: "改变后核实失效", en: "an acknowledgement lapses when it changes")),
      Column("message_zh", "说明（中文）", "message in Chinese").required,
      Column("message_en", "说明（英文）", "message in English").required,
    ], key: ["fingerprint"])

  static let changes = Schema(
    name: "changes", title: Message(zh: "与上次发布的不同", en: "Values that differ from the previous publication"),
    columns: [
      Column("dataset", "表", "table").required,
      Column("key", "行键", "key of the row").required,
      Column("field", "字段", "field").required,
      Column("before", "原值", "before"),
      Column("after", "现值", "after"),
      Column("delta_yuan", .money, "差额", "difference in yuan", note: Message(zh: "现值 − 原值", en: "after − before")),
      Column(
        "cause", "起因", "cause",
        note: Message(zh: "新文件的 SHA-256，以分号隔开", en: "SHA-256 of new files, joined by semicolons")),
      Column("source", "来源", "source", note: Message(zh: "现值所在的单元格", en: "the cells of the new value")),
    ])

  static let normalizations = Schema(
    name: "normalizations", title: Message(zh: "规范化记录", en: "Values read otherwise than written"),
    columns: [
      Column("county", "县（市、区）", "county").required,
      file, sheet, cell,
      Column("rule", "规则", "rule").required,
      Column("raw", "原文", "as written"),
      Column("value", "读作", "read as"),
      Column(
        "count", .count("处"), "处数", "places",
        note: Message(zh: "同列同规则超过 20 处时合为一行", en: "one row per column and rule where there are over 20")
      ).required,
    ])

  static let lineage = Schema(
    name: "lineage", title: Message(zh: "数字来源", en: "Where each figure comes from"),
    columns: [
      Column("dataset", "表", "table").required,
      Column("key", "行键", "key of the row").required,
      Column("field", "字段", "field").required,
      file, sheet,
      Column("range", "区域", "range"),
      Column(
        "rule", "算法", "rule",
        note: Message(zh: "没有区域时是对其他数字的公式", en: "without a range, a formula over other figures")
      ).required,
    ])
}
