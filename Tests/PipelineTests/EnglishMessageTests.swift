import Foundation
import Support
import Testing

@Suite struct EnglishMessageTests {
  /// Marks of Chinese writing stand in English only where a file, a cell or the report is quoted.
  @Test(arguments: GoldenFolder.all) func `an English message has English marks of its own`(_ folder: GoldenFolder)
    throws
  {
    for row in try records(ofCSV: folder.path + "/expected/discrepancies.csv") {
      let words = (row["message_en"] ?? "").split(separator: " ")
      let message = words.filter { !$0.contains(".csv") && !$0.contains(".xlsx") }.joined(separator: " ")
      let quoted = [row["raw"], row["file"], row["sheet"], row["expected"], row["actual"], row["town"], row["village"]]
        .compactMap(\.self)
      for mark in ["（", "、", "；", "，", "："] where message.contains(mark) {
        #expect(
          quoted.contains { $0.contains(mark) } || message.contains("\""), "\(row["code"] ?? "") \(message)")
      }
      #expect(!message.contains("the monthly lacks") && !message.contains("payment-list"), "\(message)")
    }
  }
}
