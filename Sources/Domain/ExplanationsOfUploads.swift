/// The codes of uploads, and of what was published: DZ7xx and DZ9xx.
let explanationsOfUploads: [Code: Explanation] = [
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
      zh: "已发布文件的哈希值与发布时记录的不同，或发布文件夹里多出了文件：发布后被人改动，不可再引用。",
      en:
        "A published file's hash is not the one recorded, or a file was added: somebody changed the publication afterwards; do not rely on it."
    ),
    mend: Message(
      zh: "不要手工改发布文件；用 duizhang run 重新发布，并查明是谁改动。",
      en: "Never edit a publication; publish again with duizhang run and find out who changed it.")),
]
