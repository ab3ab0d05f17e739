/// The formats of a workbook, as far as reading needs them.
public struct Styles: Sendable {
  /// No formats.
  public init() {}
}
