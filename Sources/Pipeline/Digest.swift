import Crypto
import Foundation

/// SHA-256 in hexadecimal.
func sha256(_ bytes: some DataProtocol) -> String {
  hexadecimal(SHA256.hash(data: bytes))
}

/// The first 12 hexadecimal digits of a text's SHA-256.
func shortDigest(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    var hash = SHA256()
    hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
    return hexadecimal(hash.finalize().prefix(6))
  }
}

/// SHA-256 as bytes.
func digestBytes(_ bytes: some DataProtocol) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// Bytes, at most 32 of them, as hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
    var count = 0
    for byte in bytes {
      buffer[count] = byte
      count += 1
    }
    // Up to 15 digits a String needs no memory of its own.
    return String(unsafeUninitializedCapacity: count * 2) { out in
      for index in 0..<count {
        let byte = buffer[index]
        out[index * 2] = hexadecimalDigit(byte >> 4)
        out[index * 2 + 1] = hexadecimalDigit(byte & 15)
      }
      return count * 2
    }
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

/// SHA-256 of a file, read in pieces; nil if it cannot be read.
func fileDigest(_ path: String) -> String? { fileDigest(opened: open(path, O_RDONLY | O_CLOEXEC)) }

/// SHA-256 of a file that is open for reading, and is closed then.
func fileDigest(opened descriptor: Int32) -> String? {
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var hash = SHA256()
  return withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { buffer in
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 { return nil }
      if count == 0 { return hexadecimal(hash.finalize()) }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
