/// Builds the formats from the styles part: custom codes, struck fonts, and the pair of both that each cell format is.
struct StyleReader: XMLReader {
  let isDone = false
  private(set) var failure: ReadError.Reason?

  private enum Section { case none, codes, fonts, cellFormats }
  private var section = Section.none
  private var codes: [Int: String] = [:]
  private var struckFonts: [Bool] = []
  private var formats: [(code: Int, font: Int)] = []
  private let limits: Limits

  init(limits: Limits) { self.limits = limits }

  /// The formats, once the part is read: a few writers name a format before its code.
  var styles: Styles {
    var styles = Styles()
    var known: [String: Int] = [:]
    for (code, font) in formats {
      // A custom code under a built-in number wins, as LibreOffice and WPS write them.
      styles.append(
        code: codes[code] ?? BuiltInFormats.code(code) ?? "General",
        isStruck: struckFonts.indices.contains(font) && struckFonts[font], known: &known)
    }
    return styles
  }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.isMain else { return }
    switch section {
    case .none:
      if name.is("numFmts") { section = .codes }
      if name.is("fonts") { section = .fonts }
      if name.is("cellXfs") { section = .cellFormats }
    case .codes:
      guard name.is("numFmt"), let id = attributes.integer("numFmtId") else { return }
      codes[id] = attributes.string("formatCode")
    case .fonts:
      if name.is("font"), struckFonts.count < limits.styles { struckFonts.append(false) }
      if name.is("strike"), !struckFonts.isEmpty { struckFonts[struckFonts.count - 1] = attributes.flag("val") ?? true }
    case .cellFormats:
      guard name.is("xf"), failure == nil else { return }
      // A format that has no number must not turn dates into numbers.
      guard formats.count < limits.styles else {
        failure = .tooManyStyles(limit: limits.styles)
        return
      }
      formats.append((attributes.integer("numFmtId") ?? 0, attributes.integer("fontId") ?? 0))
    }
  }

  mutating func end(_ name: XMLName) {
    if name.is("numFmts") || name.is("fonts") || name.is("cellXfs") { section = .none }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
