export type SampleTable = {
  name: string;
  /** File of the vega-datasets package. */
  file: string;
  gzip?: boolean;
  sql: (location: string) => string;
};

export const sampleDatabase = {
  name: "sample",
  sql: "CREATE DATABASE IF NOT EXISTS sample COMMENT 'Real data sets of the vega-datasets package: flights, weather, movies, earthquakes and others'",
};

const lazyCsv = "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','";
const openCsv = "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'";
const json = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'";

function table(
  name: string,
  file: string,
  columns: string,
  format: string,
  options: { header?: boolean; gzip?: boolean; comment: string },
): SampleTable {
  const properties = options.header ? "\nTBLPROPERTIES ('skip.header.line.count' = '1')" : "";
  return {
    name,
    file,
    gzip: options.gzip,
    sql: (location) =>
      `CREATE EXTERNAL TABLE IF NOT EXISTS sample.${name} (\n${columns.trim()}\n)\nCOMMENT '${options.comment}'\n${format}\nLOCATION '${location}'${properties}`,
  };
}

export const sampleTables: SampleTable[] = [
  table(
    "flights",
    "flights-3m.parquet",
    `date timestamp COMMENT 'scheduled departure, local time', delay bigint COMMENT 'arrival delay in minutes',
     distance bigint COMMENT 'miles', origin string, destination string`,
    "STORED AS PARQUET",
    { comment: "3,000,000 flights within the United States in 2001" },
  ),
  table(
    "airports",
    "airports.csv",
    "iata string, name string, city string, state string, country string, latitude double, longitude double",
    openCsv,
    { header: true, comment: "Airports of the United States" },
  ),
  table(
    "birdstrikes",
    "birdstrikes.csv",
    `airport_name string, aircraft_model string, damage string, flight_date date, operator string, origin_state string,
     phase_of_flight string, wildlife_size string, wildlife_species string, time_of_day string,
     cost_other bigint, cost_repair bigint, cost_total bigint, speed_knots int`,
    lazyCsv,
    { header: true, comment: "Collisions of aircraft with wildlife" },
  ),
  table("disasters", "disasters.csv", "entity string, year int, deaths bigint", lazyCsv, {
    header: true,
    comment: "Deaths by natural disasters, by kind and year",
  }),
  table(
    "seattle_weather",
    "seattle-weather.csv",
    "date date, precipitation double, temp_max double, temp_min double, wind double, weather string",
    lazyCsv,
    { header: true, comment: "Daily weather in Seattle, 2012 to 2015" },
  ),
  table("stocks", "stocks.csv", "symbol string, date string, price double", lazyCsv, {
    header: true,
    comment: "Monthly prices of five stocks; dates as text",
  }),
  table(
    "us_employment",
    "us-employment.csv",
    `month date, nonfarm double, private double, goods_producing double, service_providing double,
     private_service_providing double, mining_and_logging double, construction double, manufacturing double`,
    lazyCsv,
    { header: true, comment: "Employment in the United States in thousands, monthly" },
  ),
  table(
    "unemployment",
    "unemployment.tsv",
    "county_id int, rate double",
    "ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'",
    {
      header: true,
      comment: "Unemployment rate by county",
    },
  ),
  table(
    "zipcodes",
    "zipcodes.csv",
    "zip_code string, latitude double, longitude double, city string, state string, county string",
    lazyCsv,
    { header: true, gzip: true, comment: "ZIP codes, stored as gzip" },
  ),
  table(
    "movies",
    "movies.json",
    `title string, us_gross bigint, worldwide_gross bigint, us_dvd_sales bigint, production_budget bigint, release_date string,
     mpaa_rating string, running_time_min int, distributor string, source string, major_genre string, creative_type string,
     director string, rotten_tomatoes_rating int, imdb_rating double, imdb_votes bigint`,
    json,
    { comment: "Films with budgets, takings and ratings; many values are missing" },
  ),
  table(
    "cars",
    "cars.json",
    `name string, miles_per_gallon double, cylinders int, displacement double, horsepower int, weight_in_lbs int,
     acceleration double, year date, origin string`,
    json,
    { comment: "Cars of 1970 to 1982" },
  ),
  table(
    "earthquakes",
    "earthquakes.json",
    `id string,
     properties struct<mag:double,place:string,time:bigint,felt:int,status:string,tsunami:int,sig:int,net:string,mag_type:string,title:string>,
     geometry struct<type:string,coordinates:array<double>>`,
    json,
    { comment: "Earthquakes of one week of 2018: nested records" },
  ),
  table(
    "football",
    "football.json",
    "date date, division string, home_team string, away_team string, home_score int, away_score int",
    json,
    { comment: "Results of European football leagues" },
  ),
  table(
    "weekly_weather",
    "weekly-weather.json",
    `id int, day string, record struct<high:int,low:int>, normal struct<high:int,low:int>, actual struct<high:int,low:int>,
     forecast struct<high:struct<high:int,low:int>,low:struct<high:int,low:int>>`,
    json,
    { comment: "One week of temperatures with forecast ranges" },
  ),
];
