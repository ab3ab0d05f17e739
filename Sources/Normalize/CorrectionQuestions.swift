import Domain

extension CountyReader {
  /// What speaks against one list's being a correction of another, and what to send then; nil where nothing does.
  func question(of correction: Correction, from old: TableRecords, to new: TableRecords) -> Message? {
    if correction.isOfNextTerm {
      return Message(
        zh: "前者的任职都在后者离任之后，不像更正：请合并成一份名册，写明每人的任职起止",
        en:
          "all terms of the former begin after those of the latter end, as no correction's do: send one roster with each one's term"
      )
    }
    if let doubt = correction.doubt {
      return Message(
        zh: "\(doubt.village)原有 \(doubt.before) 人，现只列 \(doubt.after) 人且都有改动：如只列了改动的人，请按整村重报",
        en:
          "\(doubt.village) had \(doubt.before) members and now has \(doubt.after), all of them changed: if only changed rows were sent, send the whole village"
      )
    }
    if let others = correction.strangers, !Precedence(new).saysCorrected {
      return Message(
        zh: "\(others.village)原有的 \(others.before) 人都不在前者中：如前者是补充名单，请在文件名写明“补充”；如是更正，请写明“更正”",
        en:
          "none of the \(others.before) member(s) of \(others.village) stands in the former: if it lists more members call the file 补充, if it corrects call it 更正"
      )
    }
    // 3 months before an election and 9 after it make the year of nearly everybody in both.
    let (fitting, both) = correction.addingUp
    if new.source.kind == .paymentList, both > 1, fitting * 5 >= both * 4, Precedence(new).correction == 0,
      !Precedence(old).isCopy, !isSameList(new.source.file, old.source.file)
    {
      return Self.paidTwice
    }
    // A correction changes something, and most often little.
    let rows = new.members.count + new.aggregates.count
    let isAlike = new.members.isEmpty ? correction.changes.count * 5 <= rows : new.rows(notIn: old) != nil
    return isAlike && new.mayBePaidTwice(under: context.policy)
      && Precedence(new).correction == 0 && !Precedence(old).isCopy && !isSameList(new.source.file, old.source.file)
      ? Self.paidTwice : nil
  }
}
