import Domain
import Workbooks

/// A county's list to mend, as it is read: two lists that say the same are the same file.
public struct ReturnList {
  let language: String
  /// The county's name.
  let name: String
  let period: String
  /// The day of the county's newest upload.
  let newest: String
  /// What is said above the lines.
  let told: String
  let lines: [ReturnLine]
  /// How many more places there are than lines.
  let unlisted: Int

  func text(_ zh: @autoclosure () -> String, _ en: @autoclosure () -> String) -> String {
    language == "zh" ? zh() : en()
  }

  /// Everything that it says, text by text, for a digest.
  public var content: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ text: String) {
      bytes.append(contentsOf: text.utf8)
      bytes.append(0)
    }
    for text in [language, name, period, newest, told, "\(unlisted)"] { add(text) }
    for line in lines {
      add("\(line.isError) \(line.height)")
      for value in line.cells {
        switch value {
        case .text(let text): add(text)
        case .number(let number): add("\u{1}\(number)")
        default: add("\u{2}")
        }
      }
    }
    return bytes
  }
}
