/// A text file without cells: a report's paragraphs.
public struct PlainText: Sendable {
  /// The text, without a byte order mark.
  public let text: String
  /// The encoding that it was read as.
  public let encoding: TextEncoding
  /// Whether that is a guess rather than what the bytes prove.
  public let isEncodingGuessed: Bool
  /// Bytes that meant nothing.
  public let replaced: Int

  /// Reads bytes as text; throws what they are if they are no text.
  public init(bytes: [UInt8], name: String) throws(ReadError) {
    let kind = FileKind.detect(bytes: bytes, name: name)
    guard kind == .csv else { throw ReadError(file: name, reason: .unreadable(kind)) }
    let mark = TextEncoding.byteOrderMark(bytes)
    let guess = mark == nil ? EncodingGuess.encoding(of: bytes) : nil
    let encoding = mark?.encoding ?? guess?.0 ?? .utf8
    let read = transcoded(Array(bytes.dropFirst(mark?.length ?? 0)), from: encoding)
    text = String(decoding: read.utf8, as: UTF8.self)
    self.encoding = encoding
    isEncodingGuessed = guess?.isGuessed ?? false
    replaced = read.replaced
  }
}
