export const SAMPLE_NOTEBOOK = { name: "flight-delays", workGroup: "spark-research" };

type Cell = { kind: "markdown" | "code"; id: string; source: string };

const markdown = (id: string, source: string): Cell => ({ kind: "markdown", id, source });
const code = (id: string, source: string): Cell => ({ kind: "code", id, source });

/** A notebook over the sample tables; its outputs come from really running it. */
export const sampleCells: readonly Cell[] = [
  markdown(
    "intro",
    `# Flight delays in 2001

Three million flights within the United States, from the \`sample.flights\` table.
Each row is one flight: when it was due to leave, how late it arrived (minutes) and how far it went (miles).

1. [The table](#the-table)
2. [Airports with the longest delays](#worst-airports)
3. [A day in delays](#a-day)`,
  ),
  code(
    "the-table",
    `flights = spark.table("sample.flights")
flights.printSchema()
flights.show(5)`,
  ),
  markdown(
    "about-airports",
    `## Airports with the longest delays

Averages of airports with at least **10,000** departures; the name comes from \`sample.airports\`.`,
  ),
  code(
    "worst-airports",
    `from pyspark.sql import functions as F

airports = spark.table("sample.airports").select("iata", "name", "city")
by_origin = (
    flights.groupBy("origin")
    .agg(F.count("*").alias("departures"), F.round(F.avg("delay"), 2).alias("mean_delay"))
    .filter("departures >= 10000")
)
worst = (
    by_origin.join(airports, by_origin.origin == airports.iata)
    .select("origin", "city", "departures", "mean_delay")
    .orderBy(F.desc("mean_delay"))
    .limit(10)
)
display(worst)`,
  ),
  code(
    "ranked",
    `from pyspark.sql import Window

ranked = (
    flights.groupBy("origin", "destination")
    .agg(F.count("*").alias("flights"), F.round(F.avg("delay"), 1).alias("mean_delay"))
    .filter("flights >= 2000")
    .withColumn("place", F.rank().over(Window.partitionBy("origin").orderBy(F.desc("mean_delay"))))
)
ranked.filter("place = 1").orderBy(F.desc("mean_delay"), "origin").show(8)`,
  ),
  markdown(
    "about-a-day",
    `## A day in delays

Delays add up: who leaves in the evening inherits the whole day's. The picture is drawn by plain Python.`,
  ),
  code(
    "a-day",
    `from IPython.display import SVG

hours = spark.sql("""
    SELECT hour(date) AS hour, avg(delay) AS delay
    FROM sample.flights
    GROUP BY hour(date)
    HAVING count(*) >= 1000
    ORDER BY hour
""").collect()

step, height = 26, 150
top = max(row.delay for row in hours)
bars = []
for place, row in enumerate(hours):
    tall = max(row.delay, 0) / top * (height - 20)
    x = 30 + place * step
    bars.append(f'<rect x="{x}" y="{height - tall:.1f}" width="{step - 6}" height="{tall:.1f}" rx="2" fill="#5b4bd4"/>')
    bars.append(f'<text x="{x + 10}" y="{height + 16}" text-anchor="middle">{row.hour}</text>')
width = 40 + len(hours) * step
SVG(f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 40}" width="{width}" height="{height + 40}">
<rect width="100%" height="100%" fill="#ffffff"/>
<g font-family="sans-serif" font-size="11" fill="#6d6d7b">{"".join(bars)}
<text x="30" y="{height + 34}">hour of departure; the longest bar is {top:.1f} minutes</text></g></svg>""")`,
  ),
  code(
    "summary",
    `latest = max(hours, key=lambda row: row.delay)
print(f"The worst hour is {latest.hour}:00, {latest.delay:.1f} minutes late on average.")`,
  ),
];
