/// The codes of persons and their accounts: DZ6xx.
let explanationsOfPersons: [Code: Explanation] = [
  .idCheckDigit: Explanation(
    title: Message(zh: "身份证校验位错误", en: "ID check character"),
    meaning: Message(
      zh: "身份证号码的校验位与前 17 位算出的不同，号码有误，无法可靠查重。",
      en: "The ID's last character does not follow from its first 17; the number is wrong and unmatchable."),
    mend: Message(
      zh: "对照身份证原件改正号码，该列用文本格式。",
      en: "Compare with the card and mend the number; keep the column as text.")),
  .duplicatePerson: Explanation(
    title: Message(zh: "同县重复领取", en: "Person twice in a county"),
    meaning: Message(
      zh: "同一身份证号码在本县出现多次，或没有号码的同一姓名在一村出现多次，同一人可能领了两份补贴。",
      en:
        "One ID number stands more than once in the county, or one name without a number in a village; a person may be paid twice."
    ),
    mend: Message(
      zh: "核对是否同一人：写错的改正号码，重复的删去并追回；同名的两人，各补身份证号码。",
      en:
        "Check whether it is one person; mend the number, or delete the row and recover the money; give the ID numbers of two persons of one name."
    )),
  .crossCountyDuplicate: Explanation(
    title: Message(zh: "跨县重复领取", en: "Person in two counties"),
    meaning: Message(
      zh: "同一身份证号码在不同县都领取补贴，各县单独核对发现不了。",
      en: "One ID number is paid in several counties, which no county can see alone."),
    mend: Message(
      zh: "核对本县这一行：号码写错的改正，不在本县任职的停发并追回；确在本县任职的答“情况属实”，由主管部门与另一县核定，只保留一处。",
      en:
        "Look at your own row: mend the number if it is wrong, stop and recover the payment if the person does not serve here; if all is right, reply “is so”, and the bureau settles it with the other county."
    )),
  .sharedAccount: Explanation(
    title: Message(zh: "一户多人", en: "Shared account"),
    meaning: Message(
      zh: "多名成员使用同一个银行账号，钱可能没有发到本人手中。",
      en: "Several members share one bank account; the money may not reach each of them."),
    mend: Message(
      zh: "核对账号，改为本人账户；确系代领的保留委托材料。",
      en: "Check the account and use each person's own, or keep the proof of authority.")),
  .manyAccounts: Explanation(
    title: Message(zh: "一人多卡", en: "Several accounts"),
    meaning: Message(
      zh: "同一人使用多个银行账号，可能写错账号或重复领取。",
      en: "One person has several bank accounts: a wrong number or a double payment."),
    mend: Message(
      zh: "确认本人使用的账号，统一填写。",
      en: "Confirm which account is the person's and use it throughout.")),
  .dualPostPaid: Explanation(
    title: Message(zh: "兼任重复发放", en: "Concurrent post paid"),
    meaning: Message(
      zh: "已标明兼任、按政策不再发放的成员仍然领了补贴。",
      en: "A member marked as concurrent, whom the policy excludes, was paid all the same."),
    mend: Message(
      zh: "标记属实的停发并追回，标记有误的改正“是否兼任”。",
      en: "Stop and recover the payment, or mend 是否兼任 if the mark is wrong.")),
  .leftOfficePaid: Explanation(
    title: Message(zh: "离任续领", en: "Paid after leaving office"),
    meaning: Message(
      zh: "离任时间之后的月份仍在发放补贴。",
      en: "Months after the end of office are still paid."),
    mend: Message(
      zh: "核对离任时间，改正月数并追回多发部分。",
      en: "Check the end date, mend the months and recover the excess.")),
  .deceasedPaid: Explanation(
    title: Message(zh: "死亡续领", en: "Paid after death"),
    meaning: Message(
      zh: "号码在死亡人员名单中，而去世之后的月份仍在发放。",
      en: "The person is on the list of the deceased, and months after the death are paid."),
    mend: Message(
      zh: "核实本人情况，停发并追回，名单有误的更正名单。",
      en: "Verify the case, stop and recover the payment, or mend the list.")),
  .otherPayroll: Explanation(
    title: Message(zh: "财政供养重复", en: "On another payroll"),
    meaning: Message(
      zh: "号码在财政供养人员名单中，可能与工资重复领取。",
      en: "The person is on the list of another public payroll and may be paid twice."),
    mend: Message(
      zh: "核实身份和任职，按政策停发或说明可以领取的依据。",
      en: "Verify the post; stop the payment or state why both are allowed.")),
  .ageOrNameConflict: Explanation(
    title: Message(zh: "年龄异常/同号异名", en: "Age or name conflict"),
    meaning: Message(
      zh: "由身份证算出的年龄不合常理，或同一号码用了不同姓名，号码或姓名可能有误。",
      en: "The ID gives an implausible age, or stands beside different names; one of them is wrong."),
    mend: Message(
      zh: "对照身份证原件改正号码或姓名。",
      en: "Compare with the card and mend the number or the name.")),
  .accountCheckDigit: Explanation(
    title: Message(zh: "账号校验位错误", en: "Account check digit"),
    meaning: Message(
      zh: "银行账号的校验位不对，号码可能写错，付款会被退回。",
      en: "The account's check digit is wrong; the number may be mistyped and the payment returned."),
    mend: Message(
      zh: "对照银行卡改正账号，该列用文本格式。",
      en: "Compare with the bank card and mend the number; keep the column as text.")),
  .idContradictsRecord: Explanation(
    title: Message(zh: "身份证与登记信息不符", en: "ID contradicts the record"),
    meaning: Message(
      zh: "号码中的性别、出生日期或地区与表中登记的不同，号码可能属于别人。",
      en: "Sex, birth date or area in the ID differ from the sheet; the number may be someone else's."),
    mend: Message(
      zh: "对照身份证原件改正号码或登记信息。",
      en: "Compare with the card and mend the number or the record.")),
]
