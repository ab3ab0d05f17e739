import Domain

/// What a sheet's name says of what stands on it.
enum SheetName {
  /// 东镇（作废）: nothing on it counts.
  static func isVoid(_ name: String) -> Bool {
    // 原表作废重报 is what counts.
    let words = Text.squeezed(name).filter { !"()[]【】-_ ".contains($0) }
    return (words.hasPrefix("作废") || words.hasSuffix("作废"))
      && !["未作废", "不作废", "重报", "更正", "修订", "原", "旧", "上", "说明", "原因"].contains(where: words.contains)
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
