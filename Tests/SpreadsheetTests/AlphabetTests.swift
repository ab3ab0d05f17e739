import Spreadsheet
import Support
import Testing

/// What encodings of one language make is told from what those of others make of the same bytes.
extension EncodingTests {
  static let alphabets: [(TextEncoding, String)] = [
    (.windows1251, "Имя,Город\nИван Петров,Москва\nАнна Сидорова,Тверь\n"),
    (.koi8R, "Имя,Город\nИван Петров,Москва\nАнна Сидорова,Тверь\n"),
    (.ibm866, "Имя,Город\nИван Петров,Москва\nАнна Сидорова,Тверь\n"),
    (.windows1253, "Όνομα,Πόλη\nΓιώργος,Αθήνα\nΜαρία,Θεσσαλονίκη\n"),
    (.windows1250, "Imię,Miasto\nŁukasz,Łódź\nMałgorzata,Wrocław\nŻaneta,Gdańsk\n"),
    (.latin2, "Imię,Miasto\nŁukasz,Łódź\nMałgorzata,Wrocław\nŻaneta,Gdańsk\n"),
    (.windows1250, "Jméno,Město\nJiří Dvořák,Plzeň\nŽofie Čížková,Ústí\n"),
    (.windows1254, "Ad,Şehir\nİbrahim,İstanbul\nAyşe Yıldız,Eskişehir\n"),
    (.koi8R, "Название,Сумма\nЯпония,12\nФранция,7\nГермания,5\n"),
    (.koi8U, "Назва,Сума\nУкраїна,12\nЄгипет,7\nІталія,5\n"),
    (.latinGreek, "Χώρα,Τιμή\nΆνω Βόλτα,1\nΆλλο,2\nΆγιος Μαρίνος,3\n"),
    (.latin2, "Država,Znesek\nŠpanija,1\nNemčija,2\nŠvica,3\nŽeneva,4\nČile,5\n"),
    (.windows1250, "Név,Ország\nErdő,Svédország\nGyőr,Törökország\nSzűcs,Görögország\n"),
    (.windows1257, "Šalis,Suma\nVokietija,1\nDidžioji Britanija,2\nČekija,3\nPietų Afrika,4\n"),
    (.windows1257, "Valsts,Summa\nVācija,1\nLielbritānija,2\nŠveice,3\nČehija,4\n"),
    (.macintosh, "Land,Größe\nÖsterreich,1\nSüdafrika,2\nRumänien,3\n"),
    (.ibm850, "País,Población\nEspaña,1\nMéxico,2\nPanamá,3\n"),
    (.windows1255, "שם,עיר\nדוד,ירושלים\nשרה,חיפה\n"),
    (.windows1256, "الاسم,المدينة\nأحمد,القاهرة\nفاطمة,الرياض\n"),
    (.windows874, "ชื่อ,จังหวัด\nสมชาย,กรุงเทพ\nสมหญิง,เชียงใหม่\n"),
    (.macintosh, "Année,Département\n2001,Hérault\n2002,Corrèze\n"),
    (.ibm850, "Straße,Größe\nMünchner Straße,10\nKöln,20\n"),
    (.latin1, "Nafn,Bær\nÞórður,Akureyri\nGuðrún,Hafnarfjörður\n"),
    (.latin1, "Straße,Größe\nMünchner Straße,10\nKöln,20\n"),
    (.latin1, "ID,Comment\n1,I don’t know—maybe it’s late\n2,We can’t say—that’s why\n3,yes—no\n"),
    (.latin1, "ID,Comment\n1,late—maybe\n2,yes—no\n3,O’Neill—it’s\n4,well—I’ll\n5,so—we’ve\n"),
    (.latin1, "ID,Comment\n1,so…what\n2,well…maybe don’t\n3,I see…yes\n4,no…no\n"),
    (.latin1, "ID,Comment\n1,•yes\n2,•no\n3,•don’t know\n4,•maybe\n5,•late—so\n"),
    (.latin1, "Nombre,Ciudad\nMUÑOZ,ESPAÑA\nPEÑA,LOGROÑO\nNUÑEZ,CORUÑA\nIBAÑEZ,CATALUÑA\n"),
    (.latin1, "Gemeente,Waarde\nAntwerpen,België\nGent,reële\nBrugge,à 5\n"),
    (.macintosh, "ID,Comment\n1,I don’t know what it’s about\n2,We can’t afford it\n3,plain\n"),
    (.macintosh, "id,comment\n1,Children’s books\n2,plain\n"), (.macintosh, "Time,Why? (don’t be shy)\n1,no\n"),
    (.macintosh, "ID,Comment\n1,said “no way” twice\n2,the “best” service\n3,a so-called “review”\n"),
    (.macintosh, "Nombre,Ciudad\nGarcía,Córdoba\nMartínez,León\nLópez,Río\nGómez,Cádiz\n"),
    (.latin1, "Nafn,Kyn\nÞorsteinn,kk\nGuðmundur,kk\nSigurður,kk\n"),
    (.macintosh, "Prénom,Nom\nFrançois,Noël\nZoë,Citroën\nChloë,Joël\n"),
    (.latin1, "item,cost\nTea,£2.50\nCoffee,£3.00\nJuice,£4.00\nMilk,£1.00\nCafé,£9\n"),
  ]

  // The bytes of a text in an encoding of single bytes, by what each byte is read as.
  func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    var codes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8(0x80)...0xff {
      // An accent alone is no character, but the second of a text.
      let read = try records([0x78, byte, 0x78], csv: CSVOptions(encoding: encoding, delimiter: ","))
      let scalars = Array((read.first?.first ?? "").unicodeScalars)
      if scalars.count == 3 { codes[scalars[1]] = byte }
    }
    return try text.unicodeScalars.map { try $0.isASCII ? UInt8($0.value) : #require(codes[$0]) }
  }

  @Test("an alphabet's encoding is known by the language that it makes", arguments: alphabets.indices)
  func alphabet(_ index: Int) throws {
    let (encoding, text) = Self.alphabets[index]
    let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    try expect(bytes(text, encoding), encoding, isGuessed: true, rows)
  }

  @Test func `Hangul and kana are no Chinese`() throws {
    let korean: [UInt8] = [
      0xc0, 0xcc, 0xb8, 0xa7, 0x2c, 0xc1, 0xf6, 0xbf, 0xaa, 0x2c, 0xb1, 0xdd, 0xbe, 0xd7, 0x0a, 0xb1, 0xe8, 0xc3, 0xb6,
      0xbc, 0xf6, 0x2c, 0xbc, 0xad, 0xbf, 0xef, 0xc6, 0xaf, 0xba, 0xb0, 0xbd, 0xc3, 0x2c, 0x31, 0x30, 0x30, 0x0a, 0xc0,
      0xcc, 0xbf, 0xb5, 0xc8, 0xf1, 0x2c, 0xba, 0xce, 0xbb, 0xea, 0xb1, 0xa4, 0xbf, 0xaa, 0xbd, 0xc3, 0x2c, 0x32, 0x30,
      0x30, 0x0a,
    ]
    let rows = [["이름", "지역", "금액"], ["김철수", "서울특별시", "100"], ["이영희", "부산광역시", "200"]]
    try expect(korean, .eucKR, isGuessed: true, rows)
    let japanese: [UInt8] = [
      0xbb, 0xe1, 0xcc, 0xbe, 0x2c, 0xa4, 0xd5, 0xa4, 0xea, 0xa4, 0xac, 0xa4, 0xca, 0x0a, 0xbb, 0xb3, 0xc5, 0xc4, 0xc2,
      0xc0, 0xcf, 0xba, 0x2c, 0xa4, 0xe4, 0xa4, 0xde, 0xa4, 0xc0, 0xa4, 0xbf, 0xa4, 0xed, 0xa4, 0xa6, 0x0a,
    ]
    try expect(japanese, .eucJP, isGuessed: true, [["氏名", "ふりがな"], ["山田太郎", "やまだたろう"]])
  }

  @Test(arguments: [
    "id,note\n1,I don’t know – it’s “Excellent”\n2,£5\n3,it’s £6\n4,£7\n", "a,b\n1,cœur\n2,sœur\n3,œuvre\n4,bœuf\n",
    "a,b\n1,wait… yes…\n2,no…\n3,so…\n4,hm…\n", "a,b\n¿Cómo?,¡Hola!\n¿Qué?,¡No!\n¿Sí?,¡Ya!\n",
    "a,b\n5 m³,Nº 1\n6 m³,Nº 2\n7 m³,A×B\n8 m³,Foo™\n", "a,b\nC’est très,l’accueil\nd’ici,«salut»\n",
  ])
  func `Western texts keep their quotes, dashes and signs`(_ text: String) throws {
    let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    try expect(bytes(text, .latin1), .latin1, isGuessed: true, rows)
  }

  @Test func `names of Guangdong are no Hangul, and a flag in Big5 no accent`() throws {
    let names: [UInt8] = [
      0xbb, 0xa7, 0xc3, 0xfb, 0x0a, 0xb3, 0xc2, 0xb9, 0xfa, 0xbb, 0xaa, 0x0a, 0xba, 0xce, 0xbc, 0xd2, 0xc7, 0xbf,
      0x0a, 0xbb, 0xc6, 0xb9, 0xf0, 0xb7, 0xbc, 0x0a, 0xc0, 0xee, 0xb9, 0xfa, 0xb6, 0xb0, 0x0a, 0xc1, 0xba, 0xb9,
      0xf0, 0xc0, 0xbc, 0x0a, 0xc1, 0xd6, 0xb9, 0xf0, 0xc1, 0xab, 0x0a, 0xc1, 0xf5, 0xb9, 0xfa, 0xc7, 0xbf, 0x0a,
      0xb9, 0xd8, 0xb9, 0xfa, 0xbb, 0xaa, 0x0a,
    ]
    #expect(try read(names).0 == .gb18030)
    let flags: [UInt8] = [
      0xbd, 0x73, 0xb8, 0xb9, 0x2c, 0xb3, 0xc6, 0xb5, 0xf9, 0x0a, 0x41, 0x30, 0x2c, 0xb5, 0x4c, 0x0a, 0x41, 0x31,
      0x2c, 0xb5, 0x4c, 0x0a, 0x41, 0x32, 0x2c, 0xb5, 0x4c, 0x0a, 0x41, 0x33, 0x2c, 0xb5, 0x4c, 0x0a, 0x41, 0x34,
      0x2c, 0xb5, 0x4c, 0x0a, 0x41, 0x35, 0x2c, 0xb5, 0x4c, 0x0a,
    ]
    #expect(try read(flags).0 == .big5)
  }
}
