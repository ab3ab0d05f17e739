import Domain

/// A value of a table as people write it: amounts with separators, verdicts and states by their names.
public func changedValue(_ value: String, of field: String, in language: String) -> String {
  if field.hasSuffix("_yuan"), let fen = Int64(value.replacing(".", with: "")) { return Money(fen: fen).grouped }
  let title =
    switch field {
    case "verdict": Verdict(rawValue: value)?.title
    case "upload_status": UploadStatus(rawValue: value)?.title
    default: nil as Message?
    }
  return title?.text(language) ?? visible(value)
}
