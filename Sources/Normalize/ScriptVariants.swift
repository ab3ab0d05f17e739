/// Traditional and local forms of characters, as counties and the register write one name.
extension Gazetteer {
  /// Squeezed, with characters that the county's own hand and the register write differently made one.
  static func folded(_ text: String) -> String {
    let squeezed = Text.squeezed(text)
    guard squeezed.unicodeScalars.contains(where: { variant($0) != nil }) else { return squeezed }
    return String(String.UnicodeScalarView(squeezed.unicodeScalars.map { variant($0) ?? $0 }))
  }

  static func variant(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    // All lie among the common ideographs, so that a table by position answers at once.
    guard (0x4E00..<0xA000).contains(scalar.value) else { return nil }
    let folded = variantByPosition[Int(scalar.value) - 0x4E00]
    return folded == 0 ? nil : Unicode.Scalar(UInt32(folded))
  }

  private static let variantByPosition: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x5200)
    for (written, folded) in variants {
      table[Int(written.value) - 0x4E00] = UInt16(folded.value)
    }
    return table
  }()

  // Traditional and local forms that are the same character; 簕 and 勒, 蓢 and 朗 are different names and stay apart (alias file).
  private static let variants: [Unicode.Scalar: Unicode.Scalar] = [
    "灣": "湾", "東": "东", "龍": "龙", "崗": "岗", "岡": "冈", "圍": "围", "鎮": "镇", "聯": "联", "興": "兴", "陽": "阳", "馬": "马",
    "會": "会",
    "員": "员", "務": "务", "區": "区", "門": "门", "塢": "坞", "橋": "桥", "長": "长", "廣": "广", "樓": "楼", "頭": "头", "壩": "坝",
    "蓮": "莲",
    "華": "华", "寶": "宝", "鳳": "凤", "鶴": "鹤", "羅": "罗", "蘇": "苏", "張": "张", "陳": "陈", "劉": "刘", "趙": "赵", "園": "园",
    "國": "国",
    "衝": "冲", "沖": "冲", "麥": "麦", "黃": "黄", "吳": "吴", "溫": "温", "蓋": "盖", "舊": "旧", "雙": "双", "榮": "荣",
    "豐": "丰",
  ]
}
