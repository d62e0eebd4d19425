import { listed } from "./signature";

export const listedTexts = listed(
  "scalar",
  `
  chr: varchar(1)(bigint) | Convert Unicode code point to a string
  codepoint: integer(varchar(1)) | Returns Unicode code point of a single character string
  concat: varchar(varchar); array(E)(array(E)); array(E)(E, array(E)); array(E)(array(E), E); varbinary(varbinary) | Concatenates given values
  concat_ws: varchar(varchar, varchar); varchar(varchar, array(varchar)) | Concatenates given strings using a separator
  crc32: bigint(varbinary) | Compute CRC-32
  format: varchar(varchar, row) | Formats the input arguments using a format string
  from_base32: varbinary(varchar(x)); varbinary(varbinary) | Decode base32 encoded binary data
  from_base64: varbinary(varchar(x)); varbinary(varbinary) | Decode base64 encoded binary data
  from_base64url: varbinary(varchar(x)); varbinary(varbinary) | Decode URL safe base64 encoded binary data
  from_big_endian_32: integer(varbinary) | Decode bigint value from a 32-bit 2's complement big endian varbinary
  from_big_endian_64: bigint(varbinary) | Decode bigint value from a 64-bit 2's complement big endian varbinary
  from_hex: varbinary(varchar(x)); varbinary(varbinary) | Decode hex encoded binary data
  from_ieee754_32: real(varbinary) | Decode the 32-bit big-endian binary in IEEE 754 single-precision floating-point format
  from_ieee754_64: double(varbinary) | Decode the 64-bit big-endian binary in IEEE 754 double-precision floating-point format
  from_utf8: varchar(varbinary); varchar(varbinary, bigint); varchar(varbinary, varchar(x)) | Decodes the UTF-8 encoded string
  hamming_distance: bigint(varchar(x), varchar(y)) | Computes Hamming distance between two strings
  hmac_md5: varbinary(varbinary, varbinary) | Compute HMAC with MD5
  hmac_sha1: varbinary(varbinary, varbinary) | Compute HMAC with SHA1
  hmac_sha256: varbinary(varbinary, varbinary) | Compute HMAC with SHA256
  hmac_sha512: varbinary(varbinary, varbinary) | Compute HMAC with SHA512
  length: bigint(varchar(x)); bigint(char(x)); bigint(varbinary) | Count of code points of the given string, or length of the given binary
  levenshtein_distance: bigint(varchar(x), varchar(y)) | Computes Levenshtein distance between two strings
  lower: varchar(x)(varchar(x)); char(x)(char(x)) | Converts the string to lower case
  lpad: varchar(varchar(x), bigint, varchar(y)) | Pads a string on the left
  ltrim: varchar(x)(varchar(x)); varchar(x)(varchar(x), codepoints) | Removes whitespace or given characters from the beginning of a string
  luhn_check: boolean(varchar) | Checks that a string of digits is valid according to the Luhn algorithm
  md5: varbinary(varbinary) | Compute md5 hash
  murmur3: varbinary(varbinary) | Compute murmur3 hash
  normalize: varchar(varchar(x), varchar(y)) | Transforms the string to normalized form
  regexp_count: bigint(varchar(x), joniregexp) | Returns the number of times that a pattern occurs in a string
  regexp_extract: varchar(x)(varchar(x), joniregexp); varchar(x)(varchar(x), joniregexp, bigint) | Returns the first substring, or its capturing group, matched by the pattern
  regexp_extract_all: array(varchar(x))(varchar(x), joniregexp); array(varchar(x))(varchar(x), joniregexp, bigint) | String(s) or group(s) extracted using the given pattern
  regexp_like: boolean(varchar(x), joniregexp) | Returns whether the pattern is contained within the string
  regexp_position: integer(varchar(x), joniregexp); integer(varchar(x), joniregexp, bigint); integer(varchar(x), joniregexp, bigint, bigint) | Returns the index of the matched substring
  regexp_replace: varchar(x)(varchar(x), joniregexp); varchar(z)(varchar(x), joniregexp, varchar(y)); varchar(varchar, joniregexp, function(array(varchar),varchar(x))) | Replaces substrings matching a regular expression
  regexp_split: array(varchar(x))(varchar(x), joniregexp) | Returns array of strings split by pattern
  replace: varchar(x)(varchar(x), varchar(y)); varchar(u)(varchar(x), varchar(y), varchar(z)) | Replaces occurrences of a substring with another string
  reverse: varchar(x)(varchar(x)); array(E)(array(E)) | Reverses the given value
  rpad: varchar(varchar(x), bigint, varchar(y)) | Pads a string on the right
  rtrim: varchar(x)(varchar(x)); varchar(x)(varchar(x), codepoints) | Removes whitespace or given characters from the end of a string
  sha1: varbinary(varbinary) | Compute sha1 hash
  sha256: varbinary(varbinary) | Compute sha256 hash
  sha512: varbinary(varbinary) | Compute sha512 hash
  soundex: varchar(4)(varchar) | Encodes a string into a Soundex value
  split: array(varchar(x))(varchar(x), varchar(y)); array(varchar(x))(varchar(x), varchar(y), bigint) | Splits a string by a delimiter
  split_part: varchar(x)(varchar(x), varchar(y), bigint) | Splits a string by a delimiter and returns the specified field (counting from one)
  split_to_map: map(varchar,varchar)(varchar, varchar, varchar) | Creates a map using entryDelimiter and keyValueDelimiter
  split_to_multimap: map(varchar,array(varchar))(varchar, varchar, varchar) | Creates a multimap by splitting a string into key/value pairs
  starts_with: boolean(varchar(x), varchar(y)) | Determine whether source starts with prefix or not
  strpos: bigint(varchar(x), varchar(y)); bigint(varchar(x), varchar(y), bigint) | Returns index of an occurrence of a substring (or 0 if not found)
  substr: varchar(x)(varchar(x), bigint); varchar(x)(varchar(x), bigint, bigint) | Substring of given length starting at an index
  substring: varchar(x)(varchar(x), bigint); varchar(x)(varchar(x), bigint, bigint) | Substring of given length starting at an index
  to_base32: varchar(varbinary) | Encode binary data as base32
  to_base64: varchar(varbinary) | Encode binary data as base64
  to_base64url: varchar(varbinary) | Encode binary data as base64 using the URL safe alphabet
  to_big_endian_32: varbinary(integer) | Encode value as a 32-bit 2's complement big endian varbinary
  to_big_endian_64: varbinary(bigint) | Encode value as a 64-bit 2's complement big endian varbinary
  to_hex: varchar(varbinary) | Encode binary data as hex
  to_ieee754_32: varbinary(real) | Encode value as a big endian varbinary according to IEEE 754 single-precision floating-point format
  to_ieee754_64: varbinary(double) | Encode value as a big endian varbinary according to IEEE 754 double-precision floating-point format
  to_utf8: varbinary(varchar(x)) | Encodes the string to UTF-8
  translate: varchar(varchar(x), varchar(y), varchar(z)) | Translate characters from the source string based on original and translations strings
  trim: varchar(x)(varchar(x)); varchar(x)(varchar(x), codepoints) | Removes whitespace or given characters from the beginning and end of a string
  upper: varchar(x)(varchar(x)); char(x)(char(x)) | Converts the string to upper case
  url_decode: varchar(x)(varchar(x)) | Unescape a URL-encoded string
  url_encode: varchar(y)(varchar(x)) | Escape a string for use in URL query parameter names and values
  url_extract_fragment: varchar(x)(varchar(x)) | Extract fragment from url
  url_extract_host: varchar(x)(varchar(x)) | Extract host from url
  url_extract_parameter: varchar(x)(varchar(x), varchar(y)) | Extract query parameter from url
  url_extract_path: varchar(x)(varchar(x)) | Extract part from url
  url_extract_port: bigint(varchar(x)) | Extract port from url
  url_extract_protocol: varchar(x)(varchar(x)) | Extract protocol from url
  url_extract_query: varchar(x)(varchar(x)) | Extract query from url
  uuid: uuid() | Generates a random UUID
  xxhash64: varbinary(varbinary) | Compute xxhash64 hash
  json_array_contains: boolean(json, bigint); boolean(json, boolean); boolean(json, double); boolean(json, varchar(x)) | Determines whether an array contains a value
  json_array_get: json(json, bigint) | Returns an element of a JSON array
  json_array_length: bigint(json); bigint(varchar(x)) | The number of elements of a JSON array
  json_extract: json(json, jsonpath); json(varchar(x), jsonpath) | Extracts a JSON value by a path
  json_extract_scalar: varchar(json, jsonpath); varchar(x)(varchar(x), jsonpath) | Extracts a scalar of JSON by a path
  json_format: varchar(json) | Serializes JSON as text
  json_parse: json(varchar(x)) | Parses text as JSON
  json_size: bigint(json, jsonpath); bigint(varchar(x), jsonpath) | The number of members of a JSON value
  is_json_scalar: boolean(json); boolean(varchar(x)) | Determines whether a JSON value is a scalar
`,
);
