/// An invented world: registered villages and the people who supervise them.
struct World {
  /// A committee member.
  struct Member {
    var name: String
    var id: String
    var isMale: Bool
    var isChair: Bool
    var isConcurrent: Bool
    var account: String
    var startYear: Int
    var startMonth: Int
    var months = 12
  }

  /// A village and its members.
  struct Village {
    var code: String
    var name: String
    var members: [Member]
  }

  /// A town and its villages.
  struct Town {
    var code: String
    var name: String
    var villages: [Village]
    var communities: [(code: String, name: String)]
  }

  /// A county and its towns.
  struct County {
    var code: String
    var name: String
    var folder: String
    var towns: [Town]

    var villages: Int { towns.reduce(0) { $0 + $1.villages.count } }
    var listed: Int { towns.reduce(0) { $0 + $1.villages.reduce(0) { $0 + $1.members.count } } }
    var concurrent: Int { towns.reduce(0) { $0 + $1.villages.reduce(0) { $0 + $1.members.count(where: \.isConcurrent) } } }
    /// What the county is due, in yuan.
    var amount: Int { towns.reduce(0) { $0 + $1.villages.reduce(0) { $0 + $1.members.filter { !$0.isConcurrent }.reduce(0) { $0 + $1.months * 240 } } } }
  }

  var counties: [County]

  /// The demo: the three counties with the report's counts of villages and concurrent chairs.
  static func demo(seed: UInt64) -> World {
    var random = Random(seed: seed)
    var people = People()
    let concurrent = ["440781": 0, "440783": 83, "440785": 20]
    return World(
      counties: RealTowns.counties.map { county in
        let total = county.towns.reduce(0) { $0 + $1.villages }
        let marked = concurrent[county.code] ?? 0
        var number = 0
        let towns = county.towns.map { town in
          var taken: Set<String> = []
          let villages = (0..<town.villages).map { index in
            // Chairs who hold two posts are spread evenly over the villages.
            let isMarked = (number + 1) * marked / total > number * marked / total
            number += 1
            return village(
              code: town.code + threeDigits(200 + index), name: Names.village(&random, taken: &taken) + "村委会", area: county.code,
              isMarked: isMarked, random: &random, people: &people)
          }
          // A community that shares a village's name: 村 and 居 are never merged.
          let twin = villages.first.map { [(code: town.code + "001", name: $0.name.replacing("村委会", with: "社区居委会"))] } ?? []
          return Town(code: town.code, name: town.name, villages: villages, communities: twin)
        }
        return County(code: county.code, name: county.name, folder: county.folder, towns: towns)
      })
  }

  /// Invented counties of equal size, for trials of speed.
  static func invented(counties: Int, villagesEach: Int, seed: UInt64) -> World {
    var random = Random(seed: seed)
    var people = People()
    return World(
      counties: (0..<counties).map { index in
        let code = "99" + String(1000 + index)
        var towns: [Town] = []
        var left = villagesEach
        while left > 0 {
          var taken: Set<String> = []
          let town = code + threeDigits(100 + towns.count)
          let villages = (0..<min(20, left)).map { position in
            village(
              code: town + threeDigits(200 + position), name: Names.village(&random, taken: &taken) + "村委会", area: code,
              isMarked: random.below(9) == 0, random: &random, people: &people)
          }
          towns.append(Town(code: town, name: "第\(towns.count + 1)镇", villages: villages, communities: []))
          left -= villages.count
        }
        return County(code: code, name: "第\(index + 1)县", folder: "county-\(index + 1)", towns: towns)
      })
  }

  private static func village(code: String, name: String, area: String, isMarked: Bool, random: inout Random, people: inout People) -> Village {
    Village(code: code, name: name, members: (0..<3).map { people.next(area: area, isChair: $0 == 0, isConcurrent: $0 == 0 && isMarked, random: &random) })
  }
}

func threeDigits(_ value: Int) -> String { String(repeating: "0", count: 3 - min(3, "\(value)".count)) + "\(value)" }

/// SplitMix64: the same seed, the same world.
struct Random {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// One of a text's characters.
  mutating func character(of text: [Character]) -> Character { text[below(text.count)] }
}

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

/// Invented people with numbers that check: each ID and account is given out once.
struct People {
  private var serial = 0

  mutating func next(area: String, isChair: Bool, isConcurrent: Bool, random: inout Random) -> World.Member {
    serial += 1
    let isMale = random.below(3) != 0
    let birth = "\(1956 + random.below(40))" + twoDigits(1 + random.below(12)) + twoDigits(1 + random.below(28))
    // The serial makes the number unique; its last digit tells the sex.
    let body = area + birth + threeDigits((serial * 2 + (isMale ? 1 : 0)) % 1000)
    let digits = "622848" + threeDigits(serial / 1_000_000 % 1000) + String(String(1_000_000 + serial % 1_000_000).dropFirst()) + "207"
    let isNew = random.below(3) == 0
    return World.Member(
      name: Names.person(&random), id: body + Self.check(body), isMale: isMale, isChair: isChair, isConcurrent: isConcurrent,
      account: digits + Self.luhn(digits), startYear: isNew ? 2021 : 2017, startMonth: isNew ? 1 : 4 + random.below(3))
  }

  /// The check character of GB 11643.
  static func check(_ body: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    return ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
  }

  /// The Luhn digit.
  static func luhn(_ digits: String) -> String {
    let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, pair in
      let digit = Int(pair.element - 48) * (pair.offset % 2 == 0 ? 2 : 1)
      return sum + (digit > 9 ? digit - 9 : digit)
    }
    return "\((10 - sum % 10) % 10)"
  }

  private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
