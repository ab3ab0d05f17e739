/// Invented names.
enum Names {
  private static let first = Array("东西南北上下大新古龙石平塘莲松竹梅桂榕海江河湖潮沙金银锦玉福和安永长华联兴")
  private static let second = Array("岗塘坑朗冲湾头洞边屋围坪田桥坡岭溪潭沙滩井洲园场")
  private static let surnames = Array("陈李黄梁张吴林何谭伍余黎邝甄冯关周刘郑朱")
  private static let given = Array("国华志明伟强建文永德荣昌福坤艳丽芳秀梅兰英婷少润添锦")

  static func village(_ random: inout Random, taken: inout Set<String>) -> String {
    while true {
      let name = String(random.character(of: first)) + String(random.character(of: second))
      if taken.insert(name).inserted { return name }
    }
  }

  static func person(_ random: inout Random) -> String {
    let name = String(random.character(of: surnames)) + String(random.character(of: given))
    return random.below(10) < 7 ? name + String(random.character(of: given)) : name
  }
}
