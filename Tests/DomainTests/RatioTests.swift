import Testing

@testable import Domain

@Suite struct RatioTests {
  @Test(arguments: [
    (2, 3, 4, "0.6667"), (1, 3, 4, "0.3333"), (-2, 3, 4, "-0.6667"), (20, 21, 4, "0.9524"), (1, 8, 2, "0.13"),
    (-1, 8, 2, "-0.13"), (-1, 1000, 2, "0.00"), (7, 1, 0, "7"), (5, 2, 0, "3"), (12_345, 100, 3, "123.450"),
  ])
  func `a ratio is written with the places that are asked for, rounded half away from zero`(
    _ part: Int64, _ whole: Int64, _ places: Int, _ text: String
  ) throws {
    #expect(try Ratio(part, over: whole).decimal(places: places) == text)
  }

  @Test(arguments: [
    (1, 8, "0.125"), (3, 1, "3"), (1, 3, "0.333333"), (7, 40, "0.175"), (-9, 20, "-0.45"), (1, 7, "0.142857"),
  ])
  func `the shortest decimal that is exact is written, or six places`(_ part: Int64, _ whole: Int64, _ text: String)
    throws
  {
    #expect(try Ratio(part, over: whole).decimal == text)
  }

  @Test func `an exact decimal has up to 18 places`() throws {
    #expect(try Ratio(1, over: 1 << 18).decimal == "0.000003814697265625")
    #expect(try Ratio(1, over: 1 << 19).decimal == "0.000002")
  }

  @Test func `hundredths, thousandths and whole numbers are what they say`() throws {
    #expect(try Ratio.hundredth == Ratio(1, over: 100) && Ratio.thousandth == Ratio(1, over: 1000))
    #expect(try Ratio(6, over: 3).whole == 2 && Ratio(1, over: 3).whole == nil && Ratio(-7).whole == -7)
    #expect(try Ratio(-1, over: 3).magnitude == Ratio(1, over: 3) && Ratio(.min).magnitude == Ratio(.max))
    #expect(try Ratio(1, over: 4).plus(Ratio(1, over: 6)) == Ratio(5, over: 12))
    #expect(try Ratio(3, over: 4).times(Ratio(2, over: 9)) == Ratio(1, over: 6))
    #expect(try Ratio(3, over: 4).divided(by: Ratio(9, over: 2)) == Ratio(1, over: 6))
    #expect(
      try Ratio(1, over: 3).shortest == "0.333333" && Ratio(1, over: 2).shortest == "0.5" && Ratio(12).shortest == "12")
    #expect(throws: ArithmeticError.divisionByZero) { try Ratio(1).divided(by: Ratio(0)) }
    #expect(try Ratio(5, over: 2).nearest == 3 && Ratio(-5, over: 2).nearest == -3 && Ratio(7, over: 3).nearest == 2)
  }

  @Test func `ratios are compared and reckoned exactly, and nothing past 64 bits is`() throws {
    let (third, half) = (try Ratio(1, over: 3), try Ratio(1, over: 2))
    #expect(third < half && !(half < third) && !(half < half))
    #expect(try half.minus(third) == Ratio(1, over: 6) && third.times(half) == Ratio(1, over: 6))
    #expect(try third.minus(half).magnitude == Ratio(1, over: 6))
    #expect(try Ratio(2, over: 4) == half && Ratio(-1, over: -2) == half && Ratio(1, over: -2) == Ratio(-1, over: 2))
    #expect(throws: ArithmeticError.divisionByZero) { try Ratio(1, over: 0) }
    #expect(throws: ArithmeticError.overflow) { try Ratio(.max).times(Ratio(2)) }
    #expect(throws: ArithmeticError.overflow) { try Ratio(.max).minus(Ratio(-1)) }
    #expect(try Ratio(.max).minus(Ratio(1)) == Ratio(.max - 1))
  }
}
