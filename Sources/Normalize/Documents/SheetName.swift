import Domain

/// What a sheet's name says of what stands on it.
enum SheetName {
  /// 东镇（作废）: nothing on it counts.
  static func isVoid(_ name: String) -> Bool {
    // 原表作废重报 is what counts.
    guard Text.has(name, anyOf: "废"), !corrects(name) else { return false }
    let words = Text.squeezed(name).filter { !"()[]【】-_ ".contains($0) }
    return (words.hasPrefix("作废") || words.hasSuffix("作废"))
      && !["未作废", "不作废", "原", "旧", "上", "说明", "原因"].contains(where: words.contains)
  }

  /// 发放表（作废）.xlsx: what a file is called speaks of the file only where nothing else is called void, as in 前表作废 and 第一版作废.
  static func isVoid(file name: String) -> Bool {
    let stem = Text.squeezed(stem(ofFile: name))
    guard !corrects(stem) else { return false }
    let parts = stem.split(whereSeparator: { "()[]【】-_ ,，".contains($0) })
    return parts.contains { ["作废", "已作废", "本表作废", "此表作废", "废"].contains($0) } || stem.hasPrefix("作废")
      || parts.count == 1 && isVoid(stem) && !Text.has(stem, anyOf: "前版第日稿")
  }

  /// Whether a file is called void, or the zip that it came in.
  static func isVoid(path: String) -> Bool {
    guard Text.has(path, anyOf: "废") else { return false }
    let parts = path.split(separator: "/").map(String.init)
    return parts.last.map(isVoid(file:)) ?? false
      || parts.dropLast().contains { $0.lowercased().hasSuffix(".zip") && isVoid(file: $0) }
  }

  /// 草稿, 旧版: whatever else holds the document comes first, unless it says that it corrects.
  static func isDraft(_ name: String) -> Bool {
    let words = Text.squeezed(name).lowercased()
    guard !corrects(name), !words.contains("审定") else { return false }
    return ["草稿", "旧表", "旧版", "(旧)", "停用", "勿用", "有误", "送审", "_old", "-old", "(old)"].contains(where: words.contains)
      || words.split(separator: "/").contains { ["旧", "旧的", "old", "过期"].contains($0) }
  }

  /// Whether a file's or sheet's name says that it takes another's place: 发放表（更正）.
  static func corrects(_ name: String) -> Bool {
    let words = Text.squeezed(name)
    if corrections.contains(where: words.contains) { return true }
    return ["替换", "改正"].contains { word in
      words.ranges(of: word).contains { range in
        // 替换人员名单 and 人员替换情况表 are of people, and what is 已替换 is the old one.
        let (before, behind) = (words[..<range.lowerBound], words[range.upperBound...])
        return !["人员", "成员", "委员", "干部", "已", "被", "待"].contains(where: before.hasSuffix)
          && (behind.first.map { !$0.isLetter } ?? true
            || ["版", "原", "上", "旧", "稿", "件"].contains(where: behind.hasPrefix))
      }
    }
  }

  private static let corrections = ["更正", "修订", "重报", "修正", "更新", "补正", "以此为准"]

  /// What a file is called beside the words that make it a correction: 兼任情况表（更正）.xlsx is a 兼任情况表.
  static func withoutCorrection(file name: String) -> String {
    let stem = Text.withoutCopyMarks(stem(ofFile: name))
    let words = (corrections + ["最终版", "终稿"]).reduce(stem) { $0.replacing($1, with: "") }
    return words.filter { $0.isLetter || $0.isNumber }
  }

  /// A name as it is, a file's without its ending.
  static func stemIfFile(_ name: String) -> String { name.contains(".") ? stem(ofFile: name) : name }

  /// A file's name without its ending.
  static func stem(ofFile name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.split(separator: ".").dropLast().joined(separator: ".")
  }

  /// The month that no year has of a title, a sheet or a file, the first of them that names one: 2021年13月, or a sheet 13月.
  static func noMonth(among names: [String]) -> Int? {
    let months = names.lazy.compactMap { name -> Int? in
      let words = Text.squeezed(stemIfFile(name))
      guard Text.has(words, anyOf: "月季半全") else { return nil }
      // A title of 1-6月 says itself of which months its list is: the file may have lost the dash.
      if words.firstMatch(of: spanOfMonths) != nil { return 0 }
      let found = words.firstMatch(of: monthOfYear)?.1 ?? words.wholeMatch(of: monthAlone)?.1
      return found.flatMap { Int($0) }
    }
    return months.first.flatMap { $0 > 12 ? $0 : nil }
  }

  nonisolated(unsafe) private static let monthOfYear = #/[0-9]{4}年([0-9]{1,2})月/#
  nonisolated(unsafe) private static let spanOfMonths = #/[0-9]{1,2}月?[-—~～至到]+[0-9]{1,2}月|季度|半年|全年/#
  nonisolated(unsafe) private static let monthAlone = #/([0-9]{1,2})月份?/#

  /// 模板, 填写样例: what stands on it may be invented.
  static func isTemplate(_ name: String) -> Bool {
    templates.contains(Text.squeezed(name).filter { !$0.isNumber && !"()-_".contains($0) })
  }

  private static let templates: Set<String> = [
    "模板", "样表", "样例", "示例", "范本", "填表示例", "填写示例", "填写样例", "填报示例", "填报样表", "填表样例",
  ]
}

extension TableRecords {
  /// Whether no record is of a village or town of the register.
  var namesNoPlace: Bool {
    members.allSatisfy { $0.village < 0 && $0.town < 0 } && aggregates.allSatisfy { $0.village < 0 && $0.town < 0 }
  }
}
