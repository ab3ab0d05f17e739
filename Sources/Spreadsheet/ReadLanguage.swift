/// The language of the reader's messages.
public enum ReadLanguage: Sendable {
  /// Chinese.
  case zh
  /// English.
  case en
}
