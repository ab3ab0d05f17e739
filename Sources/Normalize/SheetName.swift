import Domain

/// What a sheet's name says of what stands on it.
enum SheetName {
  /// 东镇（作废）: nothing on it counts.
  static func isVoid(_ name: String) -> Bool {
    let squeezed = Text.squeezed(name)
    if ["(废)", "[废]", "【废】"].contains(where: squeezed.contains) { return true }
    // 原表作废重报 is what counts.
    let words = squeezed.filter { !"()[]【】-_ ".contains($0) }
    return (words.hasPrefix("作废") || words.hasSuffix("作废"))
      && !["未作废", "不作废", "重报", "更正", "修订", "原", "旧", "上", "说明", "原因"].contains(where: words.contains)
  }

  /// 草稿, 旧版: whatever else holds the document comes first.
  static func isDraft(_ name: String) -> Bool {
    let words = Text.squeezed(name)
    return ["草稿", "旧表", "旧版", "(旧)", "停用", "勿用", "不用", "有误", "送审", "_old", "-old", "(old)"].contains(
      where: words.lowercased().contains)
      || words.split(separator: "/").contains { ["旧", "旧的", "old", "过期"].contains($0) }
  }

  /// A file's name without its ending.
  static func stem(ofFile name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.split(separator: ".").dropLast().joined(separator: ".")
  }

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
