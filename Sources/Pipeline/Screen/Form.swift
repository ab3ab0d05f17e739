import Domain
import Foundation

/// JSON for programs: what a command came to, under the name and version of its form, `"schema": "duizhang.run/1"`.
///
/// A version grows when a key changes its meaning or goes; new keys may come at any time.
public struct Form<Content: Encodable>: Encodable {
  private enum Key: String, CodingKey { case schema }
  private let schema: String
  private let content: Content

  /// A command's content under the name of its form.
  public init(_ name: String, version: Int = 1, _ content: Content) {
    schema = "duizhang.\(name)/\(version)"
    self.content = content
  }

  /// The schema, and the content's own keys beside it.
  public func encode(to encoder: any Encoder) throws {
    try content.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(schema, forKey: .schema)
  }

  /// As text, keys in order.
  public var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return harmlessJSON(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
  }
}
