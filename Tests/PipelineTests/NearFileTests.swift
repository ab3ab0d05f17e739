import Testing

@testable import Pipeline

/// What a path that is not there may have meant.
struct NearFileTests {
  @Test("a path of any length that is not there is told", arguments: ["-", "é", "z/", "//z", "no/x", "", "/-"])
  func short(_ path: String) {
    #expect(SetupError.unreadable(path).en.hasPrefix("the file does not exist"))
  }

  @Test func `the nearest name stands in its folder`() {
    #expect(nearFile("/etc/hostz")?.hasPrefix("/etc/host") == true)
    #expect(nearFile("/etc/hostz/")?.hasPrefix("/etc/host") == true)
  }
}
