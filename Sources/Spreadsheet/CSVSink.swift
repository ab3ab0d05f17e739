/// What takes a CSV's fields as they are found.
protocol CSVSink {
  /// Takes a field without its quotes; the bytes are valid during the call. Columns count from 1. False stops.
  mutating func take(field: UnsafeBufferPointer<UInt8>, column: Int) -> Bool
  /// Ends a record, a blank one too; false stops.
  mutating func endRecord() -> Bool
}
