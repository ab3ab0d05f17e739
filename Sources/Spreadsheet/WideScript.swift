import Glibc

/// How likely bytes are as the text of a script whose characters are two bytes each.
struct WideScript: Sendable {
  /// How it is written.
  let encoding: TextEncoding
  /// How much rarer its texts are than others, as the logarithm of that share.
  private let rarity: Double
  /// What every text is full of, and the share of all characters that these are.
  private let frequent: Set<UInt16>
  private let frequentChance: Double
  private let blocks: [Block]
  /// Second bytes that no character has.
  private let gap: ClosedRange<UInt8>
  /// Bytes that are characters alone, and the logarithm of their chance.
  private let singles: (bytes: ClosedRange<UInt8>, chance: Double)

  /// Characters that are about equally frequent: where they stand, and the share of a text that one of them is.
  private struct Block: Sendable {
    let leads: ClosedRange<UInt8>
    let trails: ClosedRange<UInt8>
    let chance: Double

    init(_ leads: ClosedRange<UInt8>, _ trails: ClosedRange<UInt8>, _ share: Double) {
      (self.leads, self.trails, chance) = (leads, trails, log(share))
    }
  }

  private init(
    _ encoding: TextEncoding, rarity: Double, frequent text: String = "", share: Double = 0, gap: ClosedRange<UInt8>,
    singles: (bytes: ClosedRange<UInt8>, chance: Double) = (0xff...0xff, impossible), _ blocks: [Block]
  ) {
    (self.encoding, self.rarity, self.gap, self.singles, self.blocks) = (encoding, rarity, gap, singles, blocks)
    // All at once, for to open the system's converter costs more than a text; every one of them is two bytes.
    let bytes = encoded(Array(text.utf8), in: encoding) ?? []
    frequent = Set(stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) })
    frequentChance = log(share / Double(max(1, frequent.count)))
  }

  // A byte that is none of the encoding's.
  private static let impossible = -16.0

  /// The logarithm of the chance that writing has the characters beyond ASCII that the bytes would be.
  func likelihood(of sample: [UInt8]) -> Double {
    var total = -rarity
    var index = 0
    // Where the last character of two bytes ended.
    var end = -1
    // The half-width kana right before, if there is one.
    var kana: UInt8?
    func isLetter(_ index: Int) -> Bool {
      sample.indices.contains(index) && (0x61...0x7a).contains(sample[index] | 0x20)
    }
    while index < sample.count {
      let lead = sample[index]
      guard lead >= 0x80 else {
        kana = nil
        index += 1
        continue
      }
      let before = kana
      kana = nil
      let trail = index + 1 < sample.count ? sample[index + 1] : 0
      if let chance = chance(lead, trail) {
        total += chance
        // Nobody writes one such character within a word of ASCII, where an accented letter would stand.
        let next = sample.indices.contains(index + 2) ? sample[index + 2] : 0
        let isAlone = end < index && isLetter(index + 1) && next < 0x80
        end = index + 2
        if isLetter(index - 1), isLetter(index + 2) || isAlone { total -= 5 }
        // A second byte from ASCII is one letter less to account for.
        if trail < 0x80 { total += 3 }
        index += 2
      } else if encoding == .shiftJIS, HalfwidthKana.bytes.contains(lead) {
        total += HalfwidthKana.chance(of: lead, behind: before)
        if isLetter(index - 1), isLetter(index + 1) { total -= 5 }
        kana = lead
        index += 1
      } else if singles.bytes.contains(lead) {
        total += singles.chance
        index += 1
      } else if encoding == .gb18030, isFourBytes(sample[index...]) {
        total += Self.rareCharacter
        index += 4
      } else {
        // A copy may be cut within its last character.
        if index + 1 < sample.count { total += Self.impossible }
        index += 1
      }
    }
    return total
  }

  private func chance(_ lead: UInt8, _ trail: UInt8) -> Double? {
    if frequent.contains(UInt16(lead) << 8 | UInt16(trail)) { return frequentChance }
    guard !gap.contains(trail) else { return nil }
    return blocks.first { $0.leads.contains(lead) && $0.trails.contains(trail) }?.chance
  }

  private static let rareCharacter = log(0.01 / 30_000)

  private func isFourBytes(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes.prefix(4))
    return bytes.count == 4 && (0x30...0x39).contains(bytes[1]) && bytes[2] >= 0x81 && (0x30...0x39).contains(bytes[3])
  }

  /// Every such script, China's first.
  static let all = [simplified, traditional, big5, korean, eucJapanese, shiftJIS]

  private static let simplified = WideScript(
    .gb18030, rarity: -5, frequent: chinese, share: 0.4, gap: 0x7f...0x7f, singles: (0x80...0x80, -6),
    [
      // The first rank of characters, signs and wide letters, the second rank, the rest of GB2312, and what GBK added.
      Block(0xb0...0xd7, 0xa1...0xfe, 0.48 / 3_600), Block(0xa1...0xa1, 0xa1...0xfe, 0.03 / 94),
      Block(0xa3...0xa3, 0xa1...0xfe, 0.03 / 94), Block(0xd8...0xf7, 0xa1...0xfe, 0.04 / 3_008),
      Block(0xa2...0xa9, 0xa1...0xfe, 0.01 / 600), Block(0x81...0xfe, 0xa1...0xfe, 0.005 / 1_500),
      // ㎡, ㎏ and ℃ stand here; of the rest, Western letters before small ones look like those whose second byte is ASCII.
      Block(0xa8...0xa9, 0x40...0xa0, 0.005 / 150), Block(0x81...0xfe, 0x80...0xa0, 0.01 / 4_100),
      Block(0x81...0xfe, 0x40...0x7e, 0.004 / 7_900),
    ])

  private static let traditional = WideScript(
    .gb18030, rarity: 0, frequent: traditionalChinese, share: 0.4, gap: 0x7f...0x7f, singles: (0x80...0x80, -6),
    [
      Block(0xa1...0xa1, 0xa1...0xfe, 0.03 / 94), Block(0xa3...0xa3, 0xa1...0xfe, 0.03 / 94),
      Block(0xb0...0xf7, 0xa1...0xfe, 0.28 / 6_700), Block(0x81...0xfe, 0xa1...0xfe, 0.01 / 2_200),
      Block(0x81...0xfe, 0x40...0xa0, 0.25 / 14_000),
    ])

  private static let big5 = WideScript(
    .big5, rarity: 2, frequent: traditionalChinese, share: 0.4, gap: 0x7f...0xa0,
    [
      Block(0xa4...0xc6, 0x40...0xfe, 0.48 / 5_200), Block(0xa1...0xa1, 0x40...0xfe, 0.06 / 157),
      Block(0xa2...0xa3, 0x40...0xfe, 0.01 / 300), Block(0xc9...0xf9, 0x40...0xfe, 0.03 / 7_652),
      Block(0x81...0xfe, 0x40...0xfe, 0.005 / 6_000),
    ])

  private static let korean = WideScript(
    .eucKR, rarity: 2, frequent: hangul, share: 0.6, gap: 0x7b...0x80,
    [
      Block(0xb0...0xc8, 0xa1...0xfe, 0.33 / 2_200), Block(0xa1...0xa1, 0xa1...0xfe, 0.015 / 94),
      Block(0xa3...0xa3, 0xa1...0xfe, 0.015 / 94), Block(0xca...0xfd, 0xa1...0xfe, 0.005 / 4_888),
      Block(0xa2...0xac, 0xa1...0xfe, 0.01 / 900), Block(0x81...0xc6, 0x41...0xfe, 0.01 / 8_800),
    ])

  private static let eucJapanese = WideScript(
    .eucJP, rarity: 3, frequent: japanese, share: 0.15, gap: 0...0xa0,
    [
      Block(0xa4...0xa4, 0xa1...0xf3, 0.32 / 83), Block(0xa5...0xa5, 0xa1...0xf6, 0.24 / 86),
      Block(0xb0...0xcf, 0xa1...0xfe, 0.22 / 2_965), Block(0xa1...0xa1, 0xa1...0xfe, 0.03 / 94),
      Block(0xa3...0xa3, 0xa1...0xfe, 0.03 / 94), Block(0xd0...0xf4, 0xa1...0xfe, 0.01 / 3_390),
      Block(0x8e...0x8e, 0xa1...0xdf, 0.02 / 63), Block(0xa1...0xfe, 0xa1...0xfe, 0.005 / 1_500),
    ])

  private static let shiftJIS = WideScript(
    .shiftJIS, rarity: 2, frequent: japanese, share: 0.15, gap: 0x7f...0x7f,
    [
      Block(0x82...0x82, 0x9f...0xf1, 0.32 / 83), Block(0x83...0x83, 0x40...0x96, 0.24 / 86),
      Block(0x82...0x82, 0x40...0x9e, 0.02 / 62), Block(0x83...0x83, 0x97...0xfc, 0.004 / 50),
      Block(0x81...0x81, 0x40...0xfc, 0.06 / 188), Block(0x88...0x97, 0x40...0xfc, 0.2 / 2_965),
      Block(0x84...0x9f, 0x40...0xfc, 0.02 / 3_800), Block(0xe0...0xea, 0x40...0xfc, 0.02 / 3_800),
      Block(0xeb...0xfc, 0x40...0xfc, 0.005 / 2_000),
    ])

  // What prose, and lists of persons, places and payments, have most of.
  private static let chinese =
    "的一是不了在人有这上来到时大地为子中生国年就和出会家可下而过天能对小多心学之都好发当成如事用第道作开总从无面女前所同日手行动方期头经长分老名法间两次高其进正"
    + "村镇街市县区委员民主任姓序号金额元月合计备注补贴身份证开户银卡账职务兼性别男电话单位填报表人数标准应实扣"
    + "陈李黄梁林张何吴刘谭伍余周郑王赵孙朱马胡郭冯关麦邓叶谢甄司徒阮东西南北平山石海江水新龙华明英强文建玉秀美荣伟丽芳三二四五六七八九十"
  private static let traditionalChinese =
    "的一是不了在人有這上來到時大地為子中生國年就和出會家可下而過天能對小多心學之都好發當成如事用第道作開總從無面女前所同日手行動方期頭經長分老名法間兩次高其進正"
    + "村鎮街市縣區委員民主任姓序號金額元月合計備註補貼身份證開戶銀卡帳職務兼性別男電話單位填報表數標準應實扣"
    + "陳李黃梁林張何吳劉譚余周鄭王趙孫朱馬胡郭馮關鄧葉謝東西南北平山石海江水新龍華明英強文建玉秀美榮偉麗芳三二四五六七八九十台灣臺址"
  private static let japanese =
    "日本人大年月会国東京市区町村県都道府名氏住所電話番号円合計備考男女部長社株式郎子太美一二三藤田山中川木井高橋佐渡伊林小加吉松野島原上石岡谷"
  private static let hangul =
    "이어지기의에위가스니아다시로을자리는부할여트표사크를하용모그수서문정라일인대단오드보파비바도미나치화상마목선있제소터간세장설우태합면타내고조디경형구너작데주향"
    + "입행성은전방동력원영본개해공안김박최강윤임한신권황송류홍군읍울산광역남북천평금액명"
}
