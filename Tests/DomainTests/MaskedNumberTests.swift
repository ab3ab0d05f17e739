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

  @Test(arguments: [
    ("441522 199001 011571", "441*** ****** *****1"), ("138-0013-8000", "138-****-***0"),
    ("１３８００１３８０００", "１３８*******０"),
    ("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 * * * * * * * 0"), ("6228 4802 3645 3545 691", "622* **** **** **** **1"),
    ("发放表44152219900101157x.xlsx", "发放表441**************x.xlsx"), ("138\n0013\n8000", "138\n****\n***0"),
    // A village's code has twelve digits too, and only a keyed hash behind it makes a member's key of both.
    ("440781001201/261", "440*********/**1"), ("440781001201/261a1f36", "440*********/**1a1f36"),
    ("440781001201 261a1f36f571951a", "440********* **1a1f36f571951a"),
    ("x440781001201/261a1f36f5719510", "x440*********/**1a1f36f5719510"),
    ("990101100200/6228480123456789", "990101100200/622************9"),
  ])
  func `a person's number is masked wherever it stands and however it is written`(_ text: String, _ masked: String) {
    #expect(Mask.persons(in: text) == masked)
    #expect(Mask.persons(in: masked) == masked, "what is masked stays")
    #expect(Mask.persons(inJSON: "{\"a\": \"\(text)\"}").contains("*"))
  }

  @Test(arguments: [
    "440781001201 440781001202", "2,393,280.00 1,713,600.00", "2021-01-01—2021-12-31", "20211231183000",
    "2880 2880 2880 2880",
    "2021 2022 2023 2024", "20261128T224158Z", "A1000:I1000;A2000:I2000", "ef83c62d8d80", "2021.12.31 2022.01.31",
    "143 20261130T010203Z", "archive/5f2a13800138000b5f2a13800138000b5f2a13800138000b5f2a13800138000b；",
    "5f2a13800138000b5f2a13800138000b5f2a13800138000b5f2a13800138000b", "240 240 240 240 240 240",
    "440781001201/261a1f36f5719510", "张** 委员 (440781001201/261a1f36f5719510#2)", "440781001201/a13800138000b357",
    "440799101203/101b1f36f5719512, 440799101203/91f",
  ])
  func `codes, amounts, dates and digests stay`(_ text: String) {
    #expect(Mask.persons(in: text) == text)
  }

  @Test func `digits of two lines are one number only in one text`() {
    #expect(harmless("143\n20211231") == "143\n*******1")
    #expect(harmlessLines("143\n20211231\n138-0013-8000") == "143\n20211231\n138-****-***0")
    #expect(Mask.persons(inLines: "143\n20211231") == "143\n20211231")
  }

  @Test func `what the first look lets pass has no number of a person`() {
    var random = SystemRandomNumberGenerator()
    let marks = [
      "1", "3", "8", "0", "138", "6222", "440781", "19710101", "X", "x", "６", "Ｘ", " ", "-", "\u{3000}", "·", "\\n",
      "年", ",", "a",
    ]
    for _ in 0..<20_000 {
      var text = (0..<Int.random(in: 1...24, using: &random)).map { _ in marks.randomElement(using: &random)! }.joined()
      text.withUTF8 { bytes in
        let isLetPass = !WrittenNumbers.mayBePersonal(bytes)
        #expect(!isLetPass || WrittenNumbers(bytes).personal.isEmpty, "\(bytes.count) bytes")
      }
    }
  }

  @Test func `a number of a JSON document stays one`() {
    #expect(Mask.persons(inJSON: "{\"bytes\": 13800138000}") == "{\"bytes\": 13800138000}")
  }
}
