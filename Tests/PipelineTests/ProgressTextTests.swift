import Pipeline
import Testing

@Suite struct ProgressTextTests {
  private func text(_ notes: RunProgress...) -> ProgressText {
    var text = ProgressText()
    for note in notes { text.note(note) }
    return text
  }

  @Test func `half of the bytes in three seconds leave three more`() {
    let text = text(
      .begins(files: 8, bytes: 1000), .read(files: 3, bytes: 300, rows: 900), .read(files: 1, bytes: 200, rows: 1100))
    #expect(text.line(seconds: 3, isChinese: false) == "files 4/8 · 2,000 rows · 666 rows/s · about 3 s left · 3 s")
    #expect(text.line(seconds: 3, isChinese: true) == "文件 4/8 · 2,000 行 · 每秒 666 行 · 约剩 3 秒 · 已用 3 秒")
    #expect(text.line(seconds: 3, isChinese: true, width: 40) == "文件 4/8 · 2,000 行 · 每秒 666 行")
    #expect(text.line(seconds: 3, isChinese: true, width: 4) == "文件 4/8")
  }

  @Test func `the time left is not told by the first bytes, nor where all are read`() {
    let first = text(.begins(files: 100, bytes: 10_000), .read(files: 1, bytes: 100, rows: 10))
    #expect(first.line(seconds: 1, isChinese: false) == "files 1/100 · 10 rows · 10 rows/s · 1 s")
    let small = text(.begins(files: 4, bytes: 1000), .read(files: 1, bytes: 90, rows: 226))
    #expect(small.line(seconds: 2, isChinese: false) == "files 1/4 · 226 rows · 113 rows/s · 2 s")
    let last = text(.begins(files: 1, bytes: 10), .read(files: 1, bytes: 10, rows: 5))
    #expect(last.line(seconds: 1, isChinese: false) == "files 1/1 · 5 rows · 5 rows/s · 1 s")
  }

  @Test func `before the inbox is known no file is counted`() {
    #expect(text().line(seconds: 0.3, isChinese: true) == "正在查看收件")
    #expect(text().line(seconds: 0.3, isChinese: false) == "looking at the inbox")
  }

  @Test func `no line ends with a space where it was broken`() {
    let told = wrapped("the formula was saved without its value; it counts as missing", width: 20, indent: "  ")
    #expect(told.split(separator: "\n").allSatisfy { $0.last != " " } && told.contains("\n"))
  }

  @Test func `before anything is read only the files are told, and after all is reckoned what follows`() {
    #expect(text(.begins(files: 2, bytes: 9)).line(seconds: 0, isChinese: false) == "files 0/2 · 0 s")
    let text = text(.begins(files: 2, bytes: 9), .read(files: 2, bytes: 9, rows: 12_345), .reckoned)
    #expect(
      text.line(seconds: 7.9, isChinese: false) == "files 2/2 · 12,345 rows, reconciling the fund and publishing · 7 s")
    #expect(text.line(seconds: 7.9, isChinese: true) == "文件 2/2 · 12,345 行，正在核对总账并发布 · 已用 7 秒")
  }

  @Test func `what is read beyond what was announced is not counted beyond it`() {
    let text = text(.begins(files: 1, bytes: 10), .read(files: 2, bytes: 30, rows: 1))
    #expect(text.line(seconds: 1, isChinese: false) == "files 1/1 · 1 rows · 1 rows/s · 1 s")
  }
}
