import CBuild
import Foundation

/// The program's version.
public let programVersion = "1.0.0"

/// The commit that the program was built from; empty where whoever built it has not said. `+` says that the source was changed since.
public let programCommit = String(cString: duizhang_commit())

/// Tells builds of one version apart, so that nothing that another build has reckoned is used again.
public let programBuild: String = {
  var status = stat()
  guard stat("/proc/self/exe", &status) == 0 else { return "" }
  let parts = [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  return String(sha256(Array(parts.map(String.init).joined(separator: " ").utf8)).prefix(12))
}()
