/// How many months a rate is of: the policy's is a month's.
enum RateSpan {
  /// By the words of its header: 补贴标准（元/年）, 季度标准, 每半年补贴; nil for a month's. A time in front, 2021年补贴标准 or 下半年标准, says only
  /// which time's it is.
  static func months(_ path: [String]) -> Int? {
    guard let last = path.last, !path.contains(where: { $0.contains("月") }) else { return nil }
    guard Text.has(last, anyOf: "年季") else { return nil }
    let words = Text.squeezed(last).replacing(leadingTime, with: "")
    return named.first { $0.words.contains { words.contains($0) } }?.months
  }

  /// What headers call a rate of several months.
  private static let named: [(months: Int, words: [String])] = [("半年", 6), ("季度", 3), ("季", 3), ("年", 12)].map {
    name, months in
    (months, ["/", "·", ".", "人", "每", "按"].map { $0 + name } + ["(\(name))", name + "标准", name + "补"])
  }

  nonisolated(unsafe) private static let leadingTime = #/^(?:[0-9]{4}年(?:度)?|[上下]半年|第?[一二三四1234]季度)/#

  /// By what stands behind an amount or before it: 2880元/年, 每人每季720元; nil for a month's.
  static func months(in words: some StringProtocol) -> Int? {
    words.contains("半年") ? 6 : words.contains("季") ? 3 : words.contains("年") ? 12 : nil
  }

  /// Whether a column counts quarters and not months: 季度数.
  static func countsQuarters(_ path: [String]) -> Bool {
    let words = path.last.map(Text.headerWords) ?? ""
    return words.hasSuffix("季数") || words.hasSuffix("季度数")
  }
}
