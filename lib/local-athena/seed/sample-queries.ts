export type SampleQuery = {
  sql: string;
  workgroup: "primary" | "analytics" | "etl";
  database: string;
};

const primary = (sql: string): SampleQuery => ({
  sql: sql.trim(),
  workgroup: "primary",
  database: "sample",
});
const analytics = (sql: string): SampleQuery => ({ ...primary(sql), workgroup: "analytics" });
const etl = (sql: string): SampleQuery => ({ ...primary(sql), workgroup: "etl" });

/** What the first start really runs over the sample tables; a few fail, as queries do. */
export const sampleQueries: SampleQuery[] = [
  primary("SHOW TABLES IN sample"),
  primary("DESCRIBE flights"),
  primary("SELECT * FROM flights LIMIT 100"),
  primary(
    "SELECT count(*) AS flights, min(date) AS first_flight, max(date) AS last_flight FROM flights",
  ),
  analytics(`
-- Delay by hour of departure: where does the day start to slip?
SELECT
  hour(date)                                          AS departure_hour,
  count(*)                                            AS flights,
  round(avg(delay), 1)                                AS avg_delay_min,
  approx_percentile(delay, 0.9)                       AS p90_delay_min,
  round(100.0 * count_if(delay > 15) / count(*), 1)   AS late_pct
FROM flights
GROUP BY hour(date)
ORDER BY departure_hour`),
  analytics(`
SELECT a.city, a.state, count(*) AS departures, round(avg(f.delay), 2) AS avg_delay
FROM flights f
JOIN airports a ON f.origin = a.iata
GROUP BY a.city, a.state
HAVING count(*) > 10000
ORDER BY departures DESC
LIMIT 25`),
  analytics(`
/* Ten worst routes with at least 500 flights */
WITH routes AS (
  SELECT origin, destination, count(*) AS flights, avg(delay) AS avg_delay, stddev(delay) AS spread
  FROM flights
  GROUP BY origin, destination
)
SELECT o.name AS origin_airport, d.name AS destination_airport, r.flights,
       round(r.avg_delay, 1) AS avg_delay, round(r.spread, 1) AS spread
FROM routes r
JOIN airports o ON o.iata = r.origin
JOIN airports d ON d.iata = r.destination
WHERE r.flights >= 500
ORDER BY r.avg_delay DESC
LIMIT 10`),
  primary("SELECT origin, destination, delay FROM flight WHERE delay > 120"),
  primary("SELECT origin, destination, delay FROM flights WHERE delay > 600 ORDER BY delay DESC"),
  analytics(`
SELECT date_trunc('week', date) AS week, count(*) AS flights, sum(if(delay > 0, delay, 0)) AS minutes_lost
FROM flights
GROUP BY 1
ORDER BY 1`),
  analytics(
    "SELECT origin, carrier, avg(delay) AS avg_delay FROM flights GROUP BY origin, carrier",
  ),
  analytics(`
SELECT origin, day, flights, rank() OVER (PARTITION BY day ORDER BY flights DESC) AS place
FROM (
  SELECT origin, CAST(date AS date) AS day, count(*) AS flights
  FROM flights
  WHERE date < TIMESTAMP '2001-01-08 00:00:00'
  GROUP BY origin, CAST(date AS date)
)
ORDER BY day, place
LIMIT 200`),
  primary(
    "SELECT approx_distinct(origin) AS origins, approx_distinct(destination) AS destinations FROM flights",
  ),
  analytics(`
SELECT distance / 250 * 250 AS miles_from, count(*) AS flights, avg(delay) AS avg_delay
FROM flights
GROUP BY distance / 250
ORDER BY 1`),
  primary(
    "SELECT year, entity, deaths FROM disasters WHERE entity <> 'All natural disasters' ORDER BY deaths DESC LIMIT 20",
  ),
  analytics(`
SELECT year / 10 * 10 AS decade, entity, sum(deaths) AS deaths
FROM disasters
WHERE entity NOT LIKE 'All%'
GROUP BY 1, 2
ORDER BY decade, deaths DESC`),
  primary(
    "SELECT sum(deaths) / (count(*) - count(year)) AS deaths_per_unknown_year FROM disasters",
  ),
  analytics(`
SELECT weather,
       count(*) AS days,
       round(avg(temp_max), 1) AS avg_max,
       round(avg(precipitation), 2) AS avg_rain,
       array_agg(DISTINCT month(date)) AS months
FROM seattle_weather
GROUP BY weather
ORDER BY days DESC`),
  analytics(`
SELECT date, temp_max,
       round(avg(temp_max) OVER (ORDER BY date ROWS BETWEEN 6 PRECEDING AND CURRENT ROW), 2) AS week_avg,
       temp_max - lag(temp_max) OVER (ORDER BY date) AS change
FROM seattle_weather
WHERE year(date) = 2014
ORDER BY date`),
  primary(
    "SELECT date_format(date, '%Y-%m') AS month, max(temp_max) AS hottest, min(temp_min) AS coldest FROM seattle_weather GROUP BY 1 ORDER BY 1",
  ),
  analytics(`
SELECT symbol,
       min_by(price, date_parse(date, '%b %d %Y')) AS first_price,
       max_by(price, date_parse(date, '%b %d %Y')) AS last_price,
       round(max_by(price, date_parse(date, '%b %d %Y')) / min_by(price, date_parse(date, '%b %d %Y')) - 1, 3) AS gain
FROM stocks
GROUP BY symbol
ORDER BY gain DESC`),
  primary("SELECT symbol, CAST(date AS date) AS day, price FROM stocks WHERE symbol = 'AAPL'"),
  etl(`
-- Nightly check of the load: rows, gaps and range of every feed
SELECT 'flights' AS feed, count(*) AS row_count, count_if(delay IS NULL) AS gaps FROM flights
UNION ALL
SELECT 'movies', count(*), count_if(imdb_rating IS NULL) FROM movies
UNION ALL
SELECT 'birdstrikes', count(*), count_if(flight_date IS NULL) FROM birdstrikes
ORDER BY feed`),
  etl("SELECT zip_code, city, state, county, latitude, longitude FROM zipcodes ORDER BY zip_code"),
  etl(
    "CREATE OR REPLACE VIEW flights_daily AS\nSELECT CAST(date AS date) AS day, origin, count(*) AS flights, avg(delay) AS avg_delay\nFROM flights\nGROUP BY CAST(date AS date), origin",
  ),
  etl("SELECT day, sum(flights) AS flights FROM flights_daily GROUP BY day ORDER BY day LIMIT 31"),
  etl(
    "INSERT INTO flights_archive SELECT * FROM flights WHERE date < TIMESTAMP '2001-04-01 00:00:00'",
  ),
  analytics(`
SELECT major_genre,
       count(*) AS films,
       round(avg(imdb_rating), 2) AS imdb,
       approx_percentile(worldwide_gross, ARRAY[0.25, 0.5, 0.75]) AS gross_quartiles
FROM movies
WHERE major_genre IS NOT NULL AND worldwide_gross > 0
GROUP BY major_genre
ORDER BY films DESC`),
  analytics(`
SELECT title, director, production_budget, worldwide_gross,
       worldwide_gross - production_budget AS profit
FROM movies
WHERE regexp_like(title, '(?i)^the .*(king|queen|prince)')
  AND production_budget IS NOT NULL
ORDER BY profit DESC NULLS LAST`),
  primary(
    "SELECT title, try_cast(title AS bigint) AS number FROM movies WHERE regexp_like(title, '^[0-9]+$') ORDER BY number",
  ),
  analytics(`
SELECT director, count(*) AS films, listagg(title, '; ') WITHIN GROUP (ORDER BY title) AS titles
FROM movies
WHERE director IS NOT NULL
GROUP BY director
HAVING count(*) >= 12
ORDER BY films DESC, director`),
  primary(
    "SELECT origin, cylinders, count(*) AS models, round(avg(miles_per_gallon), 1) AS mpg FROM cars GROUP BY GROUPING SETS ((origin, cylinders), (origin), ()) ORDER BY origin, cylinders",
  ),
  analytics(`
SELECT id,
       properties.mag AS magnitude,
       properties.place,
       from_unixtime(properties.time / 1000) AS at,
       geometry.coordinates[3] AS depth_km
FROM earthquakes
WHERE properties.mag >= 4.5
ORDER BY properties.mag DESC`),
  analytics(`
SELECT e.id, c.n AS axis, c.value
FROM earthquakes e
CROSS JOIN UNNEST(e.geometry.coordinates) WITH ORDINALITY AS c (value, n)
WHERE e.properties.tsunami = 1
ORDER BY e.id, c.n`),
  primary(
    "SELECT CAST(CAST(ROW(properties.mag, properties.place) AS ROW(mag double, place varchar)) AS json) AS quake FROM earthquakes ORDER BY properties.mag DESC LIMIT 5",
  ),
  analytics(`
WITH results AS (
  SELECT home_team AS team, home_score AS scored, away_score AS conceded FROM football
  UNION ALL
  SELECT away_team, away_score, home_score FROM football
)
SELECT team,
       count(*) AS played,
       count_if(scored > conceded) AS won,
       count_if(scored = conceded) AS drawn,
       count_if(scored < conceded) AS lost,
       sum(scored) - sum(conceded) AS goal_difference
FROM results
GROUP BY team
ORDER BY won DESC, goal_difference DESC
LIMIT 30`),
  primary(
    "SELECT day, actual.high, normal.high - actual.high AS below_normal FROM weekly_weather WHERE actual IS NOT NULL ORDER BY id",
  ),
  primary(
    "SELECT map_agg(symbol, highest) AS highest FROM (SELECT symbol, max(price) AS highest FROM stocks GROUP BY symbol)",
  ),
  primary(
    "SELECT transform(sequence(1, 5), n -> n * n) AS squares, reduce(sequence(1, 5), 0, (s, n) -> s + n, s -> s) AS total",
  ),
  primary("VALUES ('small', 1), ('medium', 10), ('large', 100)"),
  analytics("EXPLAIN\nSELECT origin, count(*) FROM flights WHERE delay > 60 GROUP BY origin"),
  analytics(`
-- What one bird costs, by size of the bird
SELECT wildlife_size,
       time_of_day,
       count(*) AS strikes,
       sum(cost_total) AS cost,
       max(date_diff('day', flight_date, DATE '2002-12-31')) AS oldest_days
FROM birdstrikes
WHERE damage <> 'None'
GROUP BY wildlife_size, time_of_day
ORDER BY cost DESC`),
  primary(
    "SELECT name, distance_km(latitude, longitude, 47.45, -122.31) AS from_seattle FROM airports ORDER BY 2",
  ),
  etl("SHOW CREATE TABLE movies"),
];
