import ArgumentParser
import Glibc
import Pipeline
import Spreadsheet

/// `duizhang extract`.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Print the cells of a spreadsheet as CSV.",
    discussion: """
      Reads .xlsx and CSV by what the bytes are, whatever the name says, and prints RFC 4180 text from A1: each cell as \
      it is displayed, or with --raw its bare value. Exit codes: 0, 1 the file could not be read, 2 usage.

        duizhang extract 发放表.xlsx --sheet 海宴镇
        duizhang extract 发放表.xlsx --all --raw
      """)

  @Argument(help: ArgumentHelp("The spreadsheet.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: ArgumentHelp("The sheet's name, or its number from 1; hidden ones too.", valueName: "name|n"))
  var sheet: String?

  @Flag(help: "Print every sheet, each after a line `# name`.")
  var all = false

  @Flag(help: "Print values without their formats: dates as ISO 8601, numbers in full.")
  var raw = false

  @Flag(help: "Print only the cells that are there, as ref,value.")
  var sparse = false

  @OptionGroup(title: "CSV options") var csv: CSVArguments

  @OptionGroup var bounds: BoundsArguments

  @Option(
    help: "How XML is read: plain (plain rows by their bytes, the rest by libxml2) or libxml2 (everything).",
    completion: .list(XMLReading.allCases.map(\.rawValue)), transform: xmlReading)
  var xml = XMLReading.plain

  @Option(
    help: "The language of messages: zh or en (default from LANG).", completion: .list(LanguageArguments.words),
    transform: oneOf(LanguageArguments.words))
  var lang: String?

  func validate() throws {
    if all, sheet != nil { throw ValidationError(zh: "--all 与 --sheet 只能用一个", en: "use either --all or --sheet") }
  }

  func run() throws {
    var extraction = Extraction()
    extraction.sheet = sheet
    extraction.isAll = all
    extraction.isRaw = raw
    extraction.isSparse = sparse
    extraction.limits = bounds.limits
    extraction.csv = csv.options
    extraction.xml = xml
    let language = messageLanguage
    // A reader that has seen enough, such as `head`, closes the pipe; that is no error.
    signal(SIGPIPE, SIG_IGN)
    do {
      let notes = try extraction.print(bytes: try contents(of: file), name: file, to: writeOut)
      if let reading = notes.csv { doubts(of: reading, language).forEach { warn("\(file): \($0)") } }
      for sheet in notes.missing {
        let text =
          language == .zh ? "工作表“\(sheet)”在文件中没有内容,已略过" : "sheet \"\(sheet)\" is listed but not in the file; left out"
        warn("\(file): \(text)")
      }
    } catch let error as ReadError {
      fail("\(file): \(error.explanation(language))", error.remedy(language))
      throw ExitCode(1)
    } catch is ClosedPipe {
      return
    } catch let error as ExtractionError {
      let (what, mend) = error.message(language)
      fail("\(file): \(what)", mend)
      throw ExitCode(error.isUsage ? 2 : 1)
    } catch let error as FileTrouble {
      fail("\(file): \(error.text)", nil)
      throw ExitCode(1)
    }
  }

  private var messageLanguage: ReadLanguage {
    if let lang { return lang == "zh" ? .zh : .en }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(name), value[0] != 0 else { continue }
      return String(cString: value).hasPrefix("zh") ? .zh : .en
    }
    return .en
  }

  /// What of a CSV was lost or guessed, each with the option that settles it.
  private func doubts(of reading: CSVReading, _ language: ReadLanguage) -> [String] {
    var doubts: [String] = []
    func tell(_ zh: String, _ en: String) { doubts.append(language == .zh ? zh : en) }
    if reading.replacedBytes > 0 {
      tell(
        "\(reading.replacedBytes) 个字节不是 \(reading.encoding.rawValue) 的字符，已替换为 �；可用 --encoding 指定编码",
        "\(reading.replacedBytes) bytes are no characters of \(reading.encoding.rawValue) and were replaced by �; --encoding names another"
      )
    } else if reading.isEncodingGuessed {
      tell(
        "编码 \(reading.encoding.rawValue) 由内容推断；可用 --encoding 指定",
        "the encoding \(reading.encoding.rawValue) is a guess; --encoding settles it")
    }
    if reading.confidence < 0.5 {
      tell(
        "分隔符由内容推断，把握 \(Int(reading.confidence * 100))%；可用 --delimiter 指定",
        "the delimiter is a guess (\(Int(reading.confidence * 100))% sure); --delimiter settles it")
    }
    return doubts
  }

  private func warn(_ what: String) {
    _ = Array("warning: \(what)\n".utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }

  private func fail(_ what: String, _ mend: String?) {
    let text = "error: \(what)\n" + (mend.map { $0.isEmpty ? "" : " mend: \($0)\n" } ?? "")
    _ = Array(text.utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}

/// A file that the system does not give.
struct FileTrouble: Error {
  let text: String
}

/// Nobody reads the output any more.
private struct ClosedPipe: Error {}

/// All bytes of a file; a folder or a device is refused.
private func contents(of path: String) throws(FileTrouble) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    let reason = String(cString: strerror(errno))
    throw FileTrouble(text: reason + (nearFile(path).map { "; did you mean \($0)?" } ?? ""))
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw FileTrouble(text: String(cString: strerror(errno))) }
  if status.st_mode & S_IFMT == S_IFDIR { throw FileTrouble(text: String(cString: strerror(EISDIR))) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size) + 65_537)
  var chunk = max(65_536, Int(status.st_size) + 1)
  while true {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: chunk))
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + start }, chunk) }
    guard count >= 0 else { throw FileTrouble(text: String(cString: strerror(errno))) }
    bytes.removeLast(chunk - count)
    if count == 0 { return bytes }
    chunk = 65_536
  }
}

private func writeOut(_ bytes: [UInt8]) throws {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { raw in
      raw.baseAddress.map { write(1, $0 + written, raw.count - written) } ?? 0
    }
    if count < 0 {
      if errno == EINTR { continue }
      if errno == EPIPE { throw ClosedPipe() }
      throw FileTrouble(text: String(cString: strerror(errno)))
    }
    written += count
  }
}
