/// What a file is by its bytes, whatever its name says.
public enum FileKind: String, Sendable, Equatable, CaseIterable {
  /// A workbook of Excel 2007 and later, with macros or without.
  case xlsx
  /// Text with a field delimiter, or plain text.
  case csv
  /// An Office document behind a password.
  case encryptedOffice
  /// A workbook of Excel 97–2003 or older.
  case xls
  /// A binary workbook.
  case xlsb
  /// An OpenDocument spreadsheet.
  case ods
  /// A web page, often saved as `.xls` by reporting systems.
  case html
  /// An XML spreadsheet of Excel 2003.
  case xmlSpreadsheet
  /// Some other XML.
  case xml
  /// JSON, or lines of it.
  case json
  /// A workbook as SYLK (`.slk`), a text of Multiplan's time.
  case sylk
  /// Data Interchange Format (.dif).
  case dif
  /// A PDF document.
  case pdf
  /// A picture.
  case image
  /// A workbook in WPS's own old format (`.et`).
  case wps
  /// A RAR archive.
  case rar
  /// A 7z archive.
  case sevenZip
  /// A gzip, bzip2, xz or tar archive.
  case otherArchive
  /// A zip archive that holds spreadsheets.
  case zipOfWorkbooks
  /// A zip archive without any.
  case zipWithoutWorkbook
  /// A text document or slides of Office 2007 and later.
  case officeDocument
  /// The lock file (`~$…`) that a program leaves beside an open document.
  case lockFile
  /// No bytes at all.
  case empty
  /// A zip container cut short.
  case truncatedZip
  /// A zip container whose directory makes no sense.
  case damagedZip
  /// A Word, PowerPoint or other document in the old container, or RTF.
  case legacyOfficeDocument
  /// A database file.
  case database
  /// Bytes that are no text.
  case binary

  /// What it is called in a sentence.
  public func name(_ language: ReadLanguage) -> String { language == .zh ? sentence.zh : sentence.en }

  var sentence: (zh: String, en: String) {
    switch self {
    case .xlsx: ("Excel 工作簿(.xlsx)", "an Excel workbook (.xlsx)")
    case .csv: ("文本表格(CSV)", "a text table (CSV)")
    case .encryptedOffice: ("文件设有打开密码", "the file is protected by a password")
    case .xls: ("实际是旧版 Excel 97–2003 工作簿(.xls)", "it is really an old Excel 97–2003 workbook (.xls)")
    case .xlsb: ("实际是二进制工作簿(.xlsb)", "it is really a binary workbook (.xlsb)")
    case .ods: ("实际是 OpenDocument 表格(.ods)", "it is really an OpenDocument spreadsheet (.ods)")
    case .html: ("实际是网页(HTML)", "it is really a web page (HTML)")
    case .xmlSpreadsheet: ("实际是 XML 表格 2003", "it is really an XML Spreadsheet 2003")
    case .xml: ("实际是 XML 文件", "it is really an XML file")
    case .json: ("实际是 JSON 数据", "it is really JSON")
    case .dif: ("实际是 DIF 表格(.dif)", "it is really a DIF table (.dif)")
    case .sylk: ("实际是 SYLK 表格(.slk)", "it is really a SYLK workbook (.slk)")
    case .pdf: ("实际是 PDF 文件", "it is really a PDF document")
    case .image: ("实际是图片", "it is really a picture")
    case .wps: ("实际是 WPS 旧格式表格(.et)", "it is really a workbook in WPS's old format (.et)")
    case .rar: ("实际是 RAR 压缩包", "it is really a RAR archive")
    case .sevenZip: ("实际是 7z 压缩包", "it is really a 7z archive")
    case .otherArchive: ("实际是压缩包", "it is really an archive")
    case .zipOfWorkbooks: ("是含有表格的 zip 压缩包", "it is a zip archive of spreadsheets")
    case .zipWithoutWorkbook: ("是不含表格的 zip 压缩包", "it is a zip archive without a workbook")
    case .officeDocument: ("实际是文档或演示文稿(.docx/.pptx)", "it is really a text document or slides (.docx, .pptx)")
    case .lockFile: ("是程序打开文件时留下的临时锁文件(~$)", "it is the lock file (~$) of a document that was open")
    case .empty: ("文件为空", "the file is empty")
    case .truncatedZip: ("文件不完整,可能上传中断", "the file is cut short, as after a broken upload")
    case .damagedZip: ("文件已损坏", "the file is damaged")
    case .legacyOfficeDocument: ("实际是旧版 Office 文档,不是表格", "it is really an old Office document, not a spreadsheet")
    case .database: ("实际是数据库文件", "it is really a database file")
    case .binary: ("不是文本,也不是认识的表格格式", "it is neither text nor a known spreadsheet format")
    }
  }

  var mend: (zh: String, en: String) {
    switch self {
    case .encryptedOffice: ("请去掉打开密码后重新报送", "take the password off and send it again")
    case .xls, .xlsb, .ods, .html, .xmlSpreadsheet, .xml, .wps, .sylk, .dif:
      ("请用 Excel 或 WPS 打开,另存为 .xlsx 后重新报送", "open it in Excel or WPS, save it as .xlsx and send it again")
    case .rar, .sevenZip, .otherArchive, .zipOfWorkbooks:
      ("请解压后报送其中的 .xlsx 或 .csv 文件", "unpack it and send the .xlsx or .csv files inside")
    case .lockFile: ("请关闭文档后报送文档本身", "close the document and send the document itself")
    case .empty, .truncatedZip, .damagedZip: ("请重新报送该文件", "send the file again")
    case .pdf, .json, .image, .zipWithoutWorkbook, .officeDocument, .legacyOfficeDocument, .database, .binary:
      ("请报送 .xlsx 或 .csv 表格", "send the table as .xlsx or .csv")
    case .xlsx, .csv: ("", "")
    }
  }
}
