/// Why a sample could not be made.
public enum SampleError: Error, Sendable {
  /// The folder holds something that is no sample.
  case notEmpty(String)
  /// A file could not be written.
  case cannotWrite(String)
}
