import Support
import Testing

@testable import Domain
@testable import Normalize

/// Values of record lines come back as they were written.
@Suite struct RecordLineTests {
  private static let terms = RecordTerms(
    register: Trial.register, until: YearMonth(year: 2021, month: 12), person: { $0.packed }, name: { _ in 7 },
    account: { $0.value })

  private func field<Value: RecordText & Equatable>(_ value: Value) -> Value? {
    var bytes: [UInt8] = []
    value.put(into: &bytes)
    #expect(!bytes.contains(9) && !bytes.contains(10) && !bytes.contains(13) && !bytes.contains(0))
    return bytes.withUnsafeBufferPointer { Value(field: $0[...]) }
  }

  @Test(arguments: ["", " ", "\t", "a\tb\nc\r\n", "\\", "\\N", "\\t", "\0", "名\\\t", "—", "🀄"])
  func `a text comes back whatever it holds, and never ends a column or line`(_ text: String) {
    #expect(field(text) == text)
    #expect(field(Optional(text)) == text)
  }

  @Test func `nothing, blank, not applicable, unreadable and zero are five things`() {
    let readings: [Reading] = [.absent, .missing, .notApplicable, .unreadable, .value(0), .value(-1), .value(.min)]
    for reading in readings + [.value(.max)] { #expect(field(reading) == reading) }
    #expect(field(Optional<Int>.none) == .some(.none))
  }

  @Test(arguments: ["", "-", "+1", "1.0", "9223372036854775808", "-9223372036854775809", " 1", "１"])
  func `a text that is no whole number is none`(_ text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { Int64(field: $0[...]) } == nil)
  }

  // One record a line, each with its type: one expression of all of them takes the compiler minutes.
  @Test func `a record has as many parts as its lines tell`() {
    func check(_ record: Any, _ told: Int) {
      let parts = Self.parts(of: record)
      #expect(parts == told, "\(type(of: record)) has a new part: add it to its columns, and count it here")
    }
    check(TableRecords.blank(file: "").source, 17)
    check(TableRecords.blank(file: ""), 16)
    check(MemberRecord.blank, 23)
    check(AggregateRecord.blank, 7)
    check(StatedTotal.blank, 16)
    check(ReturnedPayment.blank, 5)
    check(RowRemark.blank, 9)
    check(Normalization.blank(county: 0), 6)
    check(Discrepancy.blank, 16)
    check(UploadReading(), 4)
  }

  /// The parts of a record, with those that its copies share.
  private static func parts(of record: Any) -> Int {
    Mirror(reflecting: record).children.reduce(0) { count, part in
      guard "\(type(of: part.value))".hasPrefix("Shared<"), let box = Mirror(reflecting: part.value).children.first,
        let shared = Mirror(reflecting: box.value).children.first
      else { return count + 1 }
      return count + parts(of: shared.value)
    }
  }

  @Test func `a list that came back has its findings and answers in their order`() throws {
    func reply(_ print: String, _ answer: Reply.Answer?, _ note: String) -> Reply {
      Reply(fingerprint: print, answer: answer, note: note, file: "jia/a.zip/b.xlsx", received: 5)
    }
    var upload = UploadRecords(county: 0, file: "jia/a.zip", sha256: "00", bytes: 1, received: 5, setting: "s")
    upload.reading.lists = [
      ReturnedList(
        file: "jia/a.zip/b.xlsx", seal: "1f", fingerprints: ["a", "b", "b", "c#2"],
        replies: [reply("b", .isSo, "；"), reply("b", nil, "待\n查"), reply("c#2", .mended, "")])
    ]
    let lines = upload.lines(Self.terms).split(separator: 10).map(Array.init)
    let again = try lines.reading { try UploadRecords(county: 0, file: "jia/a.zip", lines: $0, terms: Self.terms) }
    #expect(again.reading.lists == upload.reading.lists)
  }

  @Test func `a member comes back with keys in place of number, name and account`() throws {
    let list = """
      甲市2021年补贴发放表
      镇,村,姓名,身份证号,银行账号,月数,金额
      东镇,山底村,张甲乙,11010119900307803X,6222021234567890128,12,2880
      东镇,山底村,李乙,110101199002300011,,/,
      """
    let bytes = Array(list.utf8)
    var upload = UploadRecords(
      county: 0, file: "jia/a.csv", sha256: "00", bytes: bytes.count, received: 5, setting: "s")
    upload.reading = UploadReader(
      county: 0, context: Context(register: Trial.register, aliases: [], policy: Trial.policy)
    ).read(Upload(file: "jia/a.csv", bytes: bytes, sha256: "00", received: 5))
    let lines = upload.lines(Self.terms).split(separator: 10).map(Array.init)
    let again = try lines.reading { try UploadRecords(county: 0, file: "jia/a.csv", lines: $0, terms: Self.terms) }
    #expect(again.lines(Self.terms).split(separator: 10).map(Array.init) == lines)
    let (before, after) = (upload.reading.tables[0].members, again.reading.tables[0].members)
    #expect(before.count == 2 && after.count == 2)
    for (was, has) in zip(before, after) {
      #expect(has.id?.key == was.id?.packed && has.id?.masked == was.id?.masked)
      #expect(has.id?.hasValidCheck == was.id?.hasValidCheck && has.id?.isMale == was.id?.isMale)
      #expect(has.id?.area == was.id?.area && has.id?.age(at: Self.terms.until) == was.id?.age(at: Self.terms.until))
      #expect(has.name.masked == was.name.masked && has.name.text == was.name.masked)
      #expect(has.account?.masked == was.account?.masked && has.account?.hasValidCheck == was.account?.hasValidCheck)
      #expect(has.months == was.months && has.amount == was.amount && has.village == was.village)
    }
    #expect(after[1].id?.age(at: Self.terms.until) == nil, "the 30th of February is no date of birth")
  }
}

extension [[UInt8]] {
  /// Looks at all lines as they lie in memory.
  fileprivate func reading<Result>(_ body: ([UnsafeBufferPointer<UInt8>]) throws -> Result) rethrows -> Result {
    let copies = map { line in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: line.count)
      _ = copy.initialize(from: line)
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    return try body(copies.map { UnsafeBufferPointer($0) })
  }
}
