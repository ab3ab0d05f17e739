/// Names of persons that a report states beside a label (填报人姓名：…) or a form of address (…同志): they are masked in all that quotes it.
struct PersonNames {
  private(set) var names: [[Character]] = []

  private static let surnames = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温伍关甄区冼岑劳司徒欧阳")

  // The last characters of all labels.
  private static let labels = ["报人", "表人", "系人", "办人", "责人", "核人", "送人", "稿人", "发人", "姓名"].map { ClaimRules.Word($0) }
  private static let addresses = ["同志", "先生", "女士"].map { ClaimRules.Word($0) }

  init(_ paragraphs: [MarkedParagraph]) {
    for paragraph in paragraphs {
      let text = paragraph.paragraph.folded
      let textCodes = codes(text)
      // A pattern is tried only where one of its words stands: few paragraphs have any.
      if Self.labels.contains(where: { textCodes.contains($0) }) {
        for match in String(text).matches(of: ReportPatterns.labelledName) { add(String(match.1)) }
      }
      guard Self.addresses.contains(where: { textCodes.contains($0) }) else { continue }
      for match in String(text).matches(of: ReportPatterns.addressedName) {
        // 党员同志, 各位女士: only a surname in the right place makes a name.
        let name = Array(String(match.1))
        for length in [3, 2] where name.count >= length {
          let candidate = Array(name.suffix(length))
          if Self.surnames.contains(candidate[0]) {
            add(String(candidate))
            break
          }
        }
      }
    }
  }

  private mutating func add(_ name: String) {
    let characters = Array(name.filter { !$0.isWhitespace })
    if !names.contains(characters) { names.append(characters) }
  }
}
