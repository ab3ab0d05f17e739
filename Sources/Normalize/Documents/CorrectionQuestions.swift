import Domain

extension CountyReader {
  /// What speaks against one list's being a correction of another, and what to send then; nil where nothing does.
  func question(of correction: Correction, _ doubts: CorrectionDoubts?, from old: TableRecords, to new: TableRecords)
    -> Message?
  {
    let folders = (UploadReader.year(ofFolderOf: new.source.file), UploadReader.year(ofFolderOf: old.source.file))
    if let year = folders.0, let other = folders.1, year != other, Precedence(new).correction == 0 {
      return Message(
        zh: "前者在文件夹“\(year)”，后者在“\(other)”：如各是一年的表，请移出别的年份；如是更正，请在文件名写明“更正”",
        en:
          "the former lies in the folder of \(year), the latter in that of \(other): take the other year's out, or call the file 更正 if it corrects"
      )
    }
    if let other = questionOfNature(old, new), !Precedence(new).saysCorrected { return other }
    if let doubts, let question = question(of: doubts, from: old, to: new) { return question }
    // A correction changes something, and most often little.
    let rows = new.members.count + new.aggregates.count
    let isAlike = new.members.isEmpty ? correction.changes.count * 5 <= rows : new.rows(notIn: old) != nil
    return isAlike && new.mayBePaidTwice(under: context.policy) && !new.paysMoreMonths(than: old)
      && isSaidByNoName(new, old)
      ? Self.paidTwice : nil
  }

  /// Whether no file's name tells that one of two lists is a correction, a copy or what else of the other.
  private func isSaidByNoName(_ new: TableRecords, _ old: TableRecords) -> Bool {
    Precedence(new).correction == 0 && !Precedence(old).isCopy && !isSameList(new.source.file, old.source.file)
  }

  private func question(of doubts: CorrectionDoubts, from old: TableRecords, to new: TableRecords) -> Message? {
    if doubts.isOfNextTerm {
      return Message(
        zh: "前者的任职都在后者离任之后，不像更正：请合并成一份名册，写明每人的任职起止",
        en:
          "all terms of the former begin after those of the latter end, as no correction's do: send one roster with each one's term"
      )
    }
    if doubts.lostLeavers > 0, new.source.kind == .roster, Precedence(new).correction == 0 {
      return Message(
        zh: "后者有 \(doubts.lostLeavers) 人在本期间离任，前者没有他们，任职的月份会漏计：请合并成一份名册，写明每人的任职起止；如是更正，请在文件名写明“更正”",
        en:
          "\(doubts.lostLeavers) member(s) of the latter left within the period and are not in the former, so their months would be lost: send one roster with each one's term, or call the file 更正 if it corrects"
      )
    }
    // Where a payment list says who was paid for which months, none are lost.
    if doubts.gone > 0, new.source.kind == .roster, old.isFollowed(by: new), Precedence(new).correction == 0,
      !tables.contains(where: { $0.source.kind == .paymentList && !$0.members.isEmpty })
    {
      return Message(
        zh: "后者是换届前的，有 \(doubts.gone) 人不在前者中，本期间任职的月份会漏计：请合并成一份名册，写明每人的任职起止",
        en:
          "the latter is of before the election, and \(doubts.gone) of its members are not in the former, so their months would be lost: send one roster with each one's term"
      )
    }
    if let some = doubts.someChanged {
      return Message(
        zh: "\(some.village)原有 \(some.before) 人，现只列 \(some.after) 人且都有改动：如只列了改动的人，请按整村重报",
        en:
          "\(some.village) had \(some.before) members and now has \(some.after), all of them changed: if only changed rows were sent, send the whole village"
      )
    }
    if let others = doubts.strangers, !Precedence(new).saysCorrected {
      return Message(
        zh: "\(others.village)原有的 \(others.before) 人都不在前者中：如前者是补充名单，请在文件名写明“补充”；如是更正，请写明“更正”",
        en:
          "none of the \(others.before) member(s) of \(others.village) stands in the former: if it lists more members call the file 补充, if it corrects call it 更正"
      )
    }
    // 3 months before an election and 9 after it make the year of nearly everybody in both.
    let (fitting, both) = doubts.addingUp
    if new.source.kind == .paymentList, both > 1, fitting * 5 >= both * 4, isSaidByNoName(new, old),
      !new.paysMoreMonths(than: old)
    {
      return Self.paidTwice
    }
    // What is stopped, missed, sent back or another fund's is as small; a correction of everybody's pay is called one.
    let (halved, paid) = doubts.paidLess
    if new.source.kind == .paymentList, paid > 1, halved * 5 >= paid * 4, isSaidByNoName(new, old) {
      return Message(
        zh: "前者给其中 \(halved) 人的不到后者的一半，可能是另一笔款项，或停发、漏发、退回的名单：如是更正，请在文件名写明“更正”；如不是本项补贴的发放表，请移出",
        en:
          "the former pays \(halved) of them no more than half of what the latter does, as another fund's list does, or one of what was stopped, missed or returned: call the file 更正 if it corrects, or take it out"
      )
    }
    return nil
  }
}
