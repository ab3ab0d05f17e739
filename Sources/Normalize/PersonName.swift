/// Names of persons, as far as their characters tell.
public enum PersonName {
  /// Two to four Han characters after a common surname.
  public static func isLikely(_ text: String) -> Bool {
    (2...4).contains(text.count) && text.first.map(surnames.contains) == true
  }

  /// Whether a text may be anybody's name: a few letters, and none of the words that stand where a name is not known.
  static func mayBe(_ text: String) -> Bool {
    (2...5).contains(text.count) && text.allSatisfy { $0.isLetter || $0 == "·" }
      && !["待", "暂", "未", "不详", "核实", "两人", "一人", "三人", "若干"].contains { text.contains($0) }
  }

  private static let surnames = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤伍邝甄关岑司徒区欧利招简麦植阮容温凌冼缪骆练古劳敖聂"
  )
}
