import Testing

@testable import Samples

@Suite struct InventedNumbersTests {
  static let members = World.inventedCounty(3, villages: 6_000, seed: 5).towns.flatMap {
    $0.villages.flatMap(\.members)
  }

  @Test func `no ID number and no account is given out twice in a county larger than its days of birth`() {
    #expect(Self.members.count == 18_000)
    #expect(Set(Self.members.map(\.id)).count == Self.members.count)
    #expect(Set(Self.members.map(\.account)).count == Self.members.count)
  }

  @Test func `every ID number has its check digit, a date of birth and the person's sex`() {
    for member in Self.members {
      let id = Array(member.id)
      #expect(id.count == 18)
      #expect(String(id[17]) == mod11Check(id[..<17]))
      let month = Int(String(id[10...11])) ?? 0
      let day = Int(String(id[12...13])) ?? 0
      #expect((1...12).contains(month) && (1...28).contains(day))
      #expect(((id[16].wholeNumberValue ?? 0) % 2 == 1) == member.isMale)
    }
  }

  @Test func `every account passes Luhn's test`() {
    for member in Self.members {
      let digits = member.account.reversed().map { $0.wholeNumberValue ?? 0 }
      let sum = digits.enumerated().reduce(0) {
        $0 + ($1.offset % 2 == 0 ? $1.element : $1.element * 2 / 10 + $1.element * 2 % 10)
      }
      #expect(digits.count == 19 && sum % 10 == 0)
    }
  }

  /// GB 11643 by its other definition, powers of two: the product's own weights are not taken at their word.
  private func mod11Check(_ body: ArraySlice<Character>) -> String {
    let sum = body.reduce(0) { ($0 + ($1.wholeNumberValue ?? 0)) * 2 % 11 }
    let check = (12 - sum) % 11
    return check == 10 ? "X" : "\(check)"
  }
}
