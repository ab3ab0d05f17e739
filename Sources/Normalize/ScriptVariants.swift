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
    for (written, folded) in zip(traditional.unicodeScalars, simplified.unicodeScalars) {
      table[Int(written.value) - 0x4E00] = UInt16(folded.value)
    }
    for (written, folded) in variants {
      table[Int(written.value) - 0x4E00] = UInt16(folded.value)
    }
    return table
  }()

  // Forms of Hong Kong and Taiwan that have one simplified form each, position by position.
  private static let traditional =
    "嶺灘澗溝鄧鄭盧謝鍾蕭葉許韓馮關歐鄺譚顏賴龐貝車壟廟廠牆渦窯糧綠蘆蝦豬輔連遠邊錦鐵鋪雞霧響頂順飛騰魚鳥麗齊聖壽禮義億強師愛慶懷擔斷曉曬楊樂樹櫃歸淺漢漁濱熱爐獅瓊畫紅細維網習聰舉莊蔣蘭虛蟲觀譽貴賓賢軍農達銅錢鎖鑽閘閣隊陰雲靜頸顯風養館駿鵝鹽點礦磚縱紗絲墳壇壙島嶼嶽巖彎滙瀝瀾灑無營爾獎獨環璣產癢盤眾碼稅積穩窩筆節範築簡籃紡紹終統綿縣總織續聲肅脈腳臺興艙藍藝藥蘿處裏製見覺計討訓記設訪詔試詩話誠語課請論諸謙講證財貢貨質贊趙跡軌軒載輝輪轉辦遊運過遙遷選鄰醫釣鈴銀鋒鋼錄鎮長門開間閩闊陽隴雜雙靈韋韻項須領頓額飄飲駛駱驛體鬆鯉鴨鷹麥黃齡龜"
  private static let simplified =
    "岭滩涧沟邓郑卢谢钟萧叶许韩冯关欧邝谭颜赖庞贝车垄庙厂墙涡窑粮绿芦虾猪辅连远边锦铁铺鸡雾响顶顺飞腾鱼鸟丽齐圣寿礼义亿强师爱庆怀担断晓晒杨乐树柜归浅汉渔滨热炉狮琼画红细维网习聪举庄蒋兰虚虫观誉贵宾贤军农达铜钱锁钻闸阁队阴云静颈显风养馆骏鹅盐点矿砖纵纱丝坟坛圹岛屿岳岩弯汇沥澜洒无营尔奖独环玑产痒盘众码税积稳窝笔节范筑简篮纺绍终统绵县总织续声肃脉脚台兴舱蓝艺药萝处里制见觉计讨训记设访诏试诗话诚语课请论诸谦讲证财贡货质赞赵迹轨轩载辉轮转办游运过遥迁选邻医钓铃银锋钢录镇长门开间闽阔阳陇杂双灵韦韵项须领顿额飘饮驶骆驿体松鲤鸭鹰麦黄龄龟"

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
