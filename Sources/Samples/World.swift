/// An invented world: registered villages and the people who supervise them.
struct World {
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
    var concurrent: Int {
      towns.reduce(0) { $0 + $1.villages.reduce(0) { $0 + $1.members.count(where: \.isConcurrent) } }
    }
    /// What the county is due, in yuan.
    var amount: Int {
      towns.reduce(0) {
        $0 + $1.villages.reduce(0) { $0 + $1.members.filter { !$0.isConcurrent }.reduce(0) { $0 + $1.months * 240 } }
      }
    }
  }

  var counties: [County]

  /// The demo: the three counties with the report's counts of villages and concurrent chairs.
  static func demo(seed: UInt64) -> World {
    var random = Random(seed: seed)
    let concurrent = ["440781": 0, "440783": 83, "440785": 20]
    return World(
      counties: RealTowns.counties.enumerated().map { place, county in
        var people = People(county: place)
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
              code: town.code + threeDigits(200 + index), name: Names.village(&random, taken: &taken) + "村委会",
              area: county.code,
              isMarked: isMarked, random: &random, people: &people)
          }
          // A community that shares a village's name: 村 and 居 are never merged.
          let twin =
            villages.first.map { [(code: town.code + "001", name: $0.name.replacing("村委会", with: "社区居委会"))] } ?? []
          return Town(code: town.code, name: town.name, villages: villages, communities: twin)
        }
        return County(code: county.code, name: county.name, folder: county.folder, towns: towns)
      })
  }

  /// One invented county among many, for trials of speed. Each is made by itself, so a nation never stands in memory.
  static func inventedCounty(_ index: Int, villages: Int, seed: UInt64) -> County {
    var random = Random(seed: seed &+ UInt64(index) &* 0x2545_f491_4f6c_dd1d)
    var people = People(county: index)
    let code = "99" + String(1000 + index)
    // No county's code begins with 99, and no ID number's may: persons were registered in another province.
    let area = "44" + String(1000 + index)
    var towns: [Town] = []
    var left = villages
    while left > 0 {
      var taken: Set<String> = []
      let town = code + threeDigits(100 + towns.count)
      let members = (0..<min(20, left)).map { position in
        village(
          code: town + threeDigits(200 + position), name: Names.village(&random, taken: &taken) + "村委会", area: area,
          isMarked: random.below(9) == 0, random: &random, people: &people)
      }
      towns.append(Town(code: town, name: "第\(towns.count + 1)镇", villages: members, communities: []))
      left -= members.count
    }
    return County(code: code, name: "第\(index + 1)县", folder: "county-\(index + 1)", towns: towns)
  }

  private static func village(
    code: String, name: String, area: String, isMarked: Bool, random: inout Random, people: inout People
  ) -> Village {
    Village(
      code: code, name: name,
      members: (0..<3).map {
        people.next(area: area, isChair: $0 == 0, isConcurrent: $0 == 0 && isMarked, random: &random)
      })
  }
}
