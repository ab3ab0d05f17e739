import CLibXML2

/// A part as libxml2's tree, for the rare work that writes parts: reading sheets never builds one.
final class XMLTree {
  private let document: xmlDocPtr

  init(_ bytes: [UInt8], part: String) throws(ReadError.Reason) {
    xmlTreeIsReady
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let parsed = bytes.withUnsafeBytes { raw in
      xmlReadMemory(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: raw.count), part, nil, Int32(options))
    }
    guard let parsed else { throw .brokenXML(part: part, line: 0) }
    guard parsed.pointee.intSubset == nil else {
      xmlFreeDoc(parsed)
      throw .doctype(part)
    }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  var root: XMLNode? { xmlDocGetRootElement(document).map(XMLNode.init) }

  /// What stands between the elements: comments, instructions, and text beside elements.
  var asides: [XMLAside] {
    func below(_ first: xmlNodePtr?) -> [XMLAside] {
      var found: [XMLAside] = []
      var next = first
      while let node = next {
        switch node.pointee.type {
        case XML_COMMENT_NODE, XML_PI_NODE: found.append(XMLAside(pointer: node))
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
          if node.pointee.prev != nil || node.pointee.next != nil { found.append(XMLAside(pointer: node)) }
        case XML_ELEMENT_NODE: found += below(node.pointee.children)
        default: break
        }
        next = node.pointee.next
      }
      return found
    }
    return below(document.pointee.children)
  }

  /// The part as it stands now, in its own encoding.
  var bytes: [UInt8] {
    var memory: UnsafeMutablePointer<xmlChar>?
    var count: Int32 = 0
    xmlDocDumpMemory(document, &memory, &count)
    guard let memory else { return [] }
    defer { duizhang_xml_free(memory) }
    return Array(UnsafeBufferPointer(start: memory, count: Int(count)))
  }
}

private let xmlTreeIsReady: Void = xmlInitParser()

/// An element of a tree; valid as long as the tree is.
struct XMLNode {
  fileprivate let pointer: xmlNodePtr

  /// Whether it has a local name, in whatever namespace.
  func `is`(_ name: String) -> Bool { xmlStrEqual(pointer.pointee.name, name) == 1 }

  /// The elements in it.
  var children: [XMLNode] {
    var found: [XMLNode] = []
    var next = pointer.pointee.children
    while let node = next {
      if node.pointee.type == XML_ELEMENT_NODE { found.append(XMLNode(pointer: node)) }
      next = node.pointee.next
    }
    return found
  }

  /// The elements in it, however deep.
  var descendants: [XMLNode] { children.flatMap { [$0] + $0.descendants } }

  /// Its text, with that of what is in it.
  var content: String {
    guard let text = xmlNodeGetContent(pointer) else { return "" }
    defer { duizhang_xml_free(text) }
    return String(cString: text)
  }

  /// The text that people see: without the phonetic guide beside it.
  var shownText: String {
    children.map { $0.is("t") ? $0.content : $0.is("rPh") ? "" : $0.shownText }.joined()
  }

  /// Puts a text in place of all that is in it.
  func setContent(_ text: String) {
    removeChildren()
    xmlNodeAddContent(pointer, text)
  }

  func removeChildren() {
    while let child = pointer.pointee.children {
      xmlUnlinkNode(child)
      xmlFreeNode(child)
    }
  }

  /// Adds an element in its own namespace.
  @discardableResult func add(_ name: String, text: String? = nil) -> XMLNode? {
    guard let child = xmlNewChild(pointer, pointer.pointee.ns, name, nil) else { return nil }
    if let text {
      xmlNodeAddContent(child, text)
      xmlNodeSetSpacePreserve(child, 1)
    }
    return XMLNode(pointer: child)
  }

  /// An attribute without a prefix.
  subscript(_ name: String) -> String? {
    guard let text = xmlGetNoNsProp(pointer, name) else { return nil }
    defer { duizhang_xml_free(text) }
    return String(cString: text)
  }

  func set(_ name: String, to value: String) { xmlSetProp(pointer, name, value) }

  /// Its attributes, with and without a prefix.
  var attributes: [XMLAttribute] {
    var found: [XMLAttribute] = []
    var next = pointer.pointee.properties
    while let attribute = next {
      found.append(XMLAttribute(owner: pointer, pointer: attribute))
      next = attribute.pointee.next
    }
    return found
  }
}

/// A piece of text that is no element's own.
struct XMLAside {
  fileprivate let pointer: xmlNodePtr

  var text: String { pointer.pointee.content.map { String(cString: $0) } ?? "" }

  func set(_ text: String) { xmlNodeSetContent(pointer, text) }
}

/// An attribute of an element.
struct XMLAttribute {
  fileprivate let owner: xmlNodePtr
  fileprivate let pointer: xmlAttrPtr

  var value: String {
    guard let text = xmlNodeListGetString(owner.pointee.doc, pointer.pointee.children, 1) else { return "" }
    defer { duizhang_xml_free(text) }
    return String(cString: text)
  }

  func set(_ value: String) { xmlSetNsProp(owner, pointer.pointee.ns, pointer.pointee.name, value) }
}
