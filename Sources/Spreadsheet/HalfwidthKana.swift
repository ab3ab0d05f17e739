import Glibc

/// How likely bytes of Shift_JIS are as half-width kana, which banks write names with: ﾔﾏﾀﾞ ﾀﾛｳ. One alone is rather another
/// encoding's sign or letter; in words they have their own frequencies, and marks that follow some of them only.
enum HalfwidthKana {
  static let bytes: ClosedRange<UInt8> = 0xa1...0xdf

  /// The logarithm of the chance of a kana, behind another one or as the first.
  static func chance(of kana: UInt8, behind before: UInt8?) -> Double {
    let chance = chances[Int(kana - bytes.lowerBound)]
    guard let before else { return chance + first - (isNeverFirst(kana) ? misplaced : 0) }
    return chance - (canFollow(kana, before) ? 0 : misplaced)
  }

  // A word of them begins so seldom.
  private static let first = log(0.03)
  // How much rarer one is where nobody writes it.
  private static let misplaced = 6.0

  private static let voiced: UInt8 = 0xde
  private static let halfVoiced: UInt8 = 0xdf
  private static let small: ClosedRange<UInt8> = 0xac...0xae
  private static let long: UInt8 = 0xb0
  private static let n: UInt8 = 0xdd
  // ｷｼﾁﾆﾋﾐﾘ, behind which or whose voiced forms ｬｭｮ stand.
  private static let beforeSmall: Set<UInt8> = [0xb7, 0xbc, 0xc1, 0xc6, 0xcb, 0xd0, 0xd8, voiced, halfVoiced]

  private static func isNeverFirst(_ kana: UInt8) -> Bool {
    kana == voiced || kana == halfVoiced || kana == long || kana == n || small.contains(kana)
  }

  private static func canFollow(_ kana: UInt8, _ before: UInt8) -> Bool {
    switch kana {
    case voiced: before == 0xb3 || (0xb6...0xc4).contains(before) || (0xca...0xce).contains(before)
    case halfVoiced: (0xca...0xce).contains(before)
    case small: beforeSmall.contains(before)
    case long, n: before != n
    default: true
    }
  }

  // The most frequent first.
  private static let chances: [Double] = {
    let order = Array("ﾝｲﾞｼｳｶｽﾄﾙｸﾘｺﾀｷﾏﾔﾗｻｱﾐｰﾅﾆﾂﾉﾖﾃﾊﾌｵﾓﾁﾛﾚﾑｹｴﾋﾒﾎﾜﾕｮｭｾﾈｿﾍﾟｬｯﾇ･､｡ｦ｢｣ｧｨｪｫｩ".unicodeScalars)
    let weights = order.indices.map { 1 / Double($0 + 6) }
    let sum = weights.reduce(0, +)
    var chances = [Double](repeating: 0, count: bytes.count)
    for (scalar, weight) in zip(order, weights) { chances[Int(scalar.value) - 0xff61] = log(0.96 * weight / sum) }
    return chances
  }()
}
