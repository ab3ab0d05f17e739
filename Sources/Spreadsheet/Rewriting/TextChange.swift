/// How the texts of a file become others: each answers nil where its text stays.
public struct TextChange {
  /// The texts of a row's cells, in their order.
  public var row: ([String]) -> [String]?
  /// A text that stands in no row: a comment, a property, a formula, a text box.
  public var text: (String) -> String?
  /// Bytes of no form that is known here. What they become must be as long.
  public var bytes: ([UInt8]) -> [UInt8]?

  /// How texts become others.
  public init(
    row: @escaping ([String]) -> [String]?, text: @escaping (String) -> String?,
    bytes: @escaping ([UInt8]) -> [UInt8]?
  ) {
    self.row = row
    self.text = text
    self.bytes = bytes
  }
}
