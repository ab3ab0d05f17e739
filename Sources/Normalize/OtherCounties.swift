import Domain

extension UploadReader {
  /// Another county of the register that a table's title or sheet names, where it does not name this one.
  func otherCounty(named texts: [String]) -> String? {
    let words = texts.map(Text.squeezed).joined(separator: " ")
    let register = context.register
    guard !words.contains(register.counties[county].name) else { return nil }
    // 丰县 stands in other words by chance, but not where a title begins or a form asks who fills it in.
    func isNamed(_ name: String) -> Bool {
      guard name.count == 2 else { return name.count > 2 && words.contains(name) }
      return "县市".contains(name.suffix(1))
        && texts.map(Text.squeezed).contains { text in
          ([""] + ["填报单位：", "填报单位:", "单位：", "单位:"]).contains {
            $0.isEmpty ? text.hasPrefix(name) : text.contains($0 + name)
          }
        }
    }
    return register.counties.lazy.map(\.name).first(where: isNamed)
  }
}
