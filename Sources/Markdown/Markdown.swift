internal import CCmark
package func cmarkVersion() -> String { String(cString: cmark_version_string()) }
