extension ReadError {
  /// What is wrong, in a sentence without the file's name.
  public func explanation(_ language: ReadLanguage) -> String {
    let (zh, en) = sentence
    let place = sheet.map { (zh: "工作表“\($0)”:", en: "sheet \"\($0)\": ") }
    return switch language {
    case .zh: (place?.zh ?? "") + zh
    case .en: (place?.en ?? "") + en
    }
  }

  /// What the sender can do about it.
  public func remedy(_ language: ReadLanguage) -> String {
    let (zh, en) = mend
    return language == .zh ? zh : en
  }

  private var sentence: (zh: String, en: String) {
    switch reason {
    case .unreadable(let kind): kind.sentence
    case .truncatedZip, .cutOffText: FileKind.truncatedZip.sentence
    case .damagedZip: FileKind.damagedZip.sentence
    case .damagedMember(let part):
      ("文件内的“\(part)”已损坏,无法解压", "\"\(part)\" inside the file is damaged and does not unzip")
    case .badChecksum(let part): ("文件内的“\(part)”校验和不符", "\"\(part)\" inside the file does not match its checksum")
    case .duplicateMember(let part): ("文件内有两个不同的“\(part)”", "the file holds two different \"\(part)\"")
    case .encryptedMember(let part):
      ("文件内的“\(part)”被压缩软件加密", "\"\(part)\" inside the file is encrypted by the archiver")
    case .unknownCompression(let part):
      ("文件内的“\(part)”压缩方式不认识", "\"\(part)\" inside the file is packed by an unknown method")
    case .tooManyMembers(let count, let limit):
      ("压缩包内有 \(count) 个成员,超过上限 \(limit)", "the container has \(count) members; the limit is \(limit)")
    case .memberTooLarge(let part, let limit):
      ("文件内的“\(part)”解压后超过 \(megabytes(limit))", "\"\(part)\" inside the file unzips to more than \(megabytes(limit))")
    case .zipBomb(let part, let limit):
      (
        "文件内的“\(part)”解压后超过其大小的 \(limit) 倍,疑似压缩炸弹",
        "\"\(part)\" inside the file unzips to more than \(limit) times its size, as zip bombs do"
      )
    case .fileTooLarge(let limit): ("文件解压后超过 \(megabytes(limit))", "the file unzips to more than \(megabytes(limit))")
    case .tooManyAttributes(let part):
      ("“\(part)”中有元素带有数千个属性", "an element of \"\(part)\" has thousands of attributes")
    case .overlappingMembers(let one, let other):
      (
        "文件内的“\(one)”与“\(other)”共用同一段数据,疑似压缩炸弹",
        "\"\(one)\" and \"\(other)\" inside the file share their bytes, as in zip bombs"
      )
    case .tooManySheets(let limit): ("工作表过多(上限 \(limit))", "there are too many sheets (limit \(limit))")
    case .tooManyStyles(let limit): ("单元格格式过多(上限 \(limit))", "there are too many cell formats (limit \(limit))")
    case .unsafePath(let path): ("压缩包内的路径“\(path)”指向包外", "the path \"\(path)\" leads out of the archive")
    case .missingPart(let part): ("文件缺少“\(part)”部分", "the part \"\(part)\" is missing from the file")
    case .emptyPart(let part): ("文件内的“\(part)”为空(0 字节)", "\"\(part)\" inside the file is empty (0 bytes)")
    case .brokenXML(let part, let line):
      ("“\(part)”第 \(line) 行不是合格的 XML", "\"\(part)\" is not well-formed XML at line \(line)")
    case .doctype(let part): ("“\(part)”含有 DOCTYPE 声明,不予读取", "\"\(part)\" has a DOCTYPE, which is refused")
    case .tooDeep(let part): ("“\(part)”元素嵌套过深", "\"\(part)\" nests elements too deeply")
    case .sharedStringOutOfRange(let cell, let index, let count):
      (
        "单元格 \(cell) 引用第 \(index) 个共享字符串,而只有 \(count) 个",
        "cell \(cell) refers to shared string \(index), but there are \(count)"
      )
    case .secondValue(let cell): ("单元格 \(cell) 有两个值", "cell \(cell) has two values")
    case .cellOutside(let reference): ("“\(reference)”不是工作表内的位置", "\"\(reference)\" is no place within a sheet")
    case .tooManyFields(let record, let limit):
      ("第 \(record) 行的字段超过 \(limit) 个", "record \(record) has more than \(limit) fields")
    case .tooManyRecords(let limit): ("记录超过 \(limit) 行", "there are more than \(limit) records")
    case .textTooLong(let limit): ("一段文字超过 \(megabytes(limit))", "a text is longer than \(megabytes(limit))")
    case .tooManyTexts(let limit): ("不同的文字过多(上限 \(limit))", "there are too many different texts (limit \(limit))")
    case .tooManyCells(let limit): ("单元格过多(上限 \(limit))", "there are too many cells (limit \(limit))")
    case .tooManyMerges(let limit): ("合并单元格过多(上限 \(limit))", "there are too many merged ranges (limit \(limit))")
    case .notAWorksheet: ("不是工作表(图表或对话框)", "it is no worksheet but a chart or a dialog")
    case .noSuchSheet(let position, let count):
      ("没有第 \(position) 个工作表(共 \(count) 个)", "there is no sheet \(position); the file has \(count)")
    }
  }

  private var mend: (zh: String, en: String) {
    switch reason {
    case .unreadable(let kind): kind.mend
    case .truncatedZip, .cutOffText: FileKind.truncatedZip.mend
    case .damagedZip, .damagedMember, .badChecksum, .missingPart, .emptyPart, .sharedStringOutOfRange, .cellOutside,
      .duplicateMember:
      FileKind.damagedZip.mend
    case .encryptedMember: FileKind.encryptedOffice.mend
    case .unknownCompression, .brokenXML, .secondValue, .doctype, .tooDeep, .tooManyAttributes, .overlappingMembers:
      ("请用 Excel 或 WPS 打开后另存为 .xlsx 再报送", "open it in Excel or WPS, save it as .xlsx and send it again")
    case .tooManyMembers, .memberTooLarge, .zipBomb, .fileTooLarge, .textTooLong, .tooManyTexts, .tooManyCells,
      .tooManyFields, .tooManyRecords, .tooManyMerges, .tooManySheets, .tooManyStyles:
      (
        "若文件可信,请放宽限制(raise_limits: 或 --raise-limits)后重试;否则请删去多余内容后重新报送",
        "raise the limits (raise_limits: or --raise-limits) if the file can be trusted, or remove what is not needed and send it again"
      )
    case .unsafePath: ("请重新打包后报送", "pack the files again and send the archive anew")
    case .notAWorksheet, .noSuchSheet: ("请选择另一个工作表", "choose another sheet")
    }
  }
}

private func megabytes(_ bytes: Int) -> String { "\(bytes >> 20) MiB" }
