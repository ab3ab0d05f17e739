import Domain
import Foundation
import Pipeline

extension Look {
  /// What the terminal on standard output can show. Whoever sets NO_COLOR, and a terminal that is dumb, get none.
  static var standardOutput: Look {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasColor = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    var size = winsize()
    let measured = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
    let width = environment["COLUMNS"].flatMap { Int($0) } ?? (measured > 0 ? measured : 80)
    return Look(width: width, hasColor: hasColor)
  }
}

/// Columns of the terminal on standard output; without end where none is, for a file or pipe keeps its lines whole.
var terminalWidth: Int { isatty(STDOUT_FILENO) == 1 ? Look.standardOutput.width : .max }

/// Prints what a person reads: names of files and villages do nothing on the terminal but stand there.
func show(_ text: String) { print(harmlessLines(text)) }

/// The same, with lines that are longer than the terminal is wide going on below themselves, further in than they began. Commands and
/// places stay whole, for they are copied from the screen.
func showWrapped(_ text: String) {
  let width = terminalWidth
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
    let words = line.drop { $0 == " " }
    guard width < .max, displayWidth(line) > width, !words.hasPrefix("duizhang "), !words.hasPrefix("-->") else {
      return String(line)
    }
    // Where the columns are few, so is the room for indents.
    let indent = min(line.prefix { $0 == " " }.count + 4, width / 3)
    return wrapped(String(line), width: width, indent: String(repeating: " ", count: indent))
  }
  show(lines.joined(separator: "\n"))
}

/// The language of what is told to a person at a terminal.
func terminalLanguage(_ option: String?, otherwise language: String = "zh") -> String {
  let environment = ProcessInfo.processInfo.environment
  return option ?? EnvironmentSettings(environment)[.language]
    ?? (environment["LANG"]?.hasPrefix("en") == true ? "en" : language)
}
