import { listed } from "./signature";

export const listedCollections = listed(
  "scalar",
  `
  all_match: boolean(array(T), function(T,boolean)) | Returns true if all elements of the array match the given predicate
  any_match: boolean(array(T), function(T,boolean)) | Returns true if the array contains one or more elements that match the given predicate
  array_distinct: array(E)(array(E)) | Remove duplicate values from the given array
  array_except: array(E)(array(E), array(E)) | Returns an array of elements that are in the first array but not the second, without duplicates
  array_first: E(array(E)) | Returns the first element of an array
  array_histogram: map(T,bigint)(array(T)) | Return a map containing the counts of the elements in the array
  array_intersect: array(E)(array(E), array(E)) | Intersects elements of the two given arrays
  array_join: varchar(array(T), varchar); varchar(array(T), varchar, varchar) | Concatenates the elements of the given array using a delimiter and an optional string to replace nulls
  array_last: E(array(E)) | Returns the last element of an array
  array_max: T(array(T)) | Get maximum value of array
  array_min: T(array(T)) | Get minimum value of array
  array_position: bigint(array(T), T); bigint(array(T), T, bigint) | Returns the position of an occurrence of the given value in array (or 0 if not found)
  array_remove: array(E)(array(E), E) | Remove specified values from the given array
  array_sort: array(E)(array(E)); array(T)(array(T), function(T,T,integer)) | Sorts the given array in ascending order, or by a comparator
  array_union: array(E)(array(E), array(E)) | Union elements of the two given arrays
  arrays_overlap: boolean(array(E), array(E)) | Returns true if arrays have common elements
  cardinality: bigint(array(E)); bigint(map(K,V)) | Returns the cardinality (length) of the array or map
  combinations: array(array(T))(array(T), bigint) | Return n-element combinations from array
  contains: boolean(array(T), T) | Determines whether given value exists in the array
  contains_sequence: boolean(array(T), array(T)) | Determines whether an array contains a sequence, with the values in the exact order
  element_at: E(array(E), bigint); V(map(K,V), K) | Get element of array at given index, or value for the given key
  filter: array(T)(array(T), function(T,boolean)) | Return array containing elements that match the given predicate
  flatten: array(E)(array(array(E))) | Flattens the given array
  map: map(unknown,unknown)(); map(K,V)(array(K), array(V)) | Constructs a map from the given key/value arrays
  map_concat: map(K,V)(map(K,V)) | Concatenates given maps
  map_entries: array(row(K,V))(map(K,V)) | Construct an array of entries from a given map
  map_filter: map(K,V)(map(K,V), function(K,V,boolean)) | Return map containing entries that match the given predicate
  map_from_entries: map(K,V)(array(row(K,V))) | Construct a map from an array of entries
  map_keys: array(K)(map(K,V)) | Returns the keys of the given map as an array
  map_values: array(V)(map(K,V)) | Returns the values of the given map as an array
  map_zip_with: map(K,V3)(map(K,V1), map(K,V2), function(K,V1,V2,V3)) | Merge two maps into one by applying the lambda function to each pair of values with the same key
  multimap_from_entries: map(K,array(V))(array(row(K,V))) | Construct a multimap from an array of entries
  ngrams: array(array(T))(array(T), bigint) | Return N-grams for the input
  none_match: boolean(array(T), function(T,boolean)) | Returns true if all elements of the array do not match the given predicate
  reduce: R(array(T), S, function(S,T,S), function(S,R)) | Reduce elements of the array into a single value
  repeat: array(T)(T, bigint) | Repeat an element for a given number of times
  sequence: array(bigint)(bigint, bigint); array(bigint)(bigint, bigint, bigint); array(date)(date, date); array(date)(date, date, interval day to second); array(date)(date, date, interval year to month); array(timestamp(p))(timestamp(p), timestamp(p), interval day to second); array(timestamp(p))(timestamp(p), timestamp(p), interval year to month) | Sequence function to generate synthetic arrays
  shuffle: array(E)(array(E)) | Generates a random permutation of the given array
  slice: array(E)(array(E), bigint, bigint) | Subsets an array given an offset (1-indexed) and length
  transform: array(U)(array(T), function(T,U)) | Apply lambda to each element of the array
  transform_keys: map(K2,V)(map(K1,V), function(K1,V,K2)) | Apply lambda to each entry of the map and transform the key
  transform_values: map(K,V2)(map(K,V1), function(K,V1,V2)) | Apply lambda to each entry of the map and transform the value
  trim_array: array(E)(array(E), bigint) | Remove elements from the end of array
  typeof: varchar(T) | Textual representation of expression type
  zip: array(row(T1,T2))(array(T1), array(T2)); array(row(T1,T2,T3))(array(T1), array(T2), array(T3)); array(row(T1,T2,T3,T4))(array(T1), array(T2), array(T3), array(T4)); array(row(T1,T2,T3,T4,T5))(array(T1), array(T2), array(T3), array(T4), array(T5)) | Merges the given arrays, element-wise, into a single array of rows
  zip_with: array(R)(array(T), array(U), function(T,U,R)) | Merge two arrays, element-wise, into a single array using the lambda function
`,
);
