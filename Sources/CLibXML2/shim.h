#pragma once
// Debian's libxml2 headers pull in ICU, whose UErrorCode clashes with the one inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses to touch.
static inline void duizhang_xml_free(void *pointer) { xmlFree(pointer); }

// The version that is loaded, which may be newer than the one of the headers.
static inline const char *duizhang_xml_version(void) { return xmlParserVersion; }

// Some messages of libxml2's decoder go past the context's options, to standard error; the reader tells in its own words.
static void duizhang_xml_ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}
static inline void duizhang_xml_silence(void) { xmlSetGenericErrorFunc((void *)0, duizhang_xml_ignore); }
