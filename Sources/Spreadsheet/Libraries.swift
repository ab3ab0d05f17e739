/// The versions of the libraries that read XML and zip archives.
public let libraryVersions = (xml: xmlLibraryVersion, zip: zipLibraryVersion)
