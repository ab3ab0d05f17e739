import Testing

@testable import Domain

@Suite struct MaskedNumberTests {
  @Test(arguments: [
    ("440781 197101 01 001 4", "440*** ****** ** *** 4"), ("4407-8119-7101-0100-30", "440*-****-****-****-*0"),
    ("'44078119710101001X", "'440**************X"), ("6 2 2 8 4 8 0 0 1", "6 2 2 * * * * * 1"), ("１２３４５６７", "１２３***７"),
    ("暂无", "暂无"), ("12 34", "12 34"),
  ])
  func `a number is masked with whatever is set among its digits`(_ text: String, _ masked: String) {
    #expect(Mask.number(text) == masked)
  }
}
