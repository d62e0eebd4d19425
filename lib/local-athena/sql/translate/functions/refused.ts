const refusedAggregates = new Set(
  `approx_set checksum convex_hull_agg geometry_union_agg learn_classifier learn_libsvm_classifier
   learn_libsvm_regressor learn_regressor make_set_digest merge merge_set_digest qdigest_agg spatial_partitioning
   tdigest_agg`.split(/\s+/),
);

/** Functions that Athena has and DuckDB's values cannot carry: sketches, shapes, colours, models, zones and nanoseconds. */
const refused = new Set(
  `empty_approx_set hash_counts intersection_cardinality jaccard_index
   value_at_quantile values_at_quantile values_at_quantiles quantile_at_value
   word_stem spooky_hash_v2_32 spooky_hash_v2_64 bar color render rgb
   classify evaluate_classifier_predictions features
   regress
   bing_tile bing_tile_at bing_tile_coordinates bing_tile_polygon bing_tile_quadkey bing_tile_zoom_level bing_tiles_around
   from_encoded_polyline from_geojson_geometry geometry_from_hadoop_shape geometry_invalid_reason
   geometry_nearest_points geometry_to_bing_tiles geometry_union great_circle_distance
   line_interpolate_point line_interpolate_points line_locate_point simplify_geometry
   spatial_partitions st_area st_asbinary st_astext st_boundary st_buffer st_centroid st_contains st_convexhull
   st_coorddim st_crosses st_difference st_dimension st_disjoint st_distance st_endpoint st_envelope st_envelopeaspts
   st_equals st_exteriorring st_geometries st_geometryfromtext st_geometryn st_geometrytype st_geomfrombinary
   st_geomfromkml st_interiorringn st_interiorrings st_intersection st_intersects st_isclosed st_isempty st_isring
   st_issimple st_isvalid st_length st_linefromtext st_linestring st_multipoint st_numgeometries st_numinteriorring
   st_numpoints st_overlaps st_point st_pointn st_points st_polygon st_relate st_startpoint st_symdifference st_touches
   st_union st_within st_x st_xmax st_xmin st_y st_ymax st_ymin to_encoded_polyline to_geojson_geometry to_geometry
   to_spherical_geography
   from_iso8601_timestamp_nanos from_unixtime_nanos
   char2hexint index to_char to_date to_timestamp objectid timestamp_objectid objectid_timestamp
   current_groups`.split(/\s+/),
);

export const isRefused = (name: string): boolean =>
  refused.has(name) || refusedAggregates.has(name);

export const isRefusedAggregate = (name: string): boolean => refusedAggregates.has(name);
