extension Code {
  /// stand-in
  public func explanation(_ language: String) -> String { "" }
}
