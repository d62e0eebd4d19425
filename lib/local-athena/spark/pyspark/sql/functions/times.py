"""Dates and times."""

from pyspark.sql._expressions import TIME_WINDOW
from pyspark.sql.column import Column
from pyspark.sql.functions._build import invoke, named, unary, value

__all__ = [
    "add_months", "bucket", "current_date", "current_timestamp", "date_add", "date_format", "date_sub",
    "date_trunc", "datediff", "dayofmonth", "dayofweek", "dayofyear", "days", "from_unixtime",
    "from_utc_timestamp", "hour", "hours", "last_day", "minute", "month", "months", "months_between",
    "next_day", "quarter", "second", "session_window", "timestamp_seconds", "to_date", "to_timestamp",
    "to_utc_timestamp", "trunc", "unix_timestamp", "weekofyear", "window", "year", "years",
]

for _name in (
    "dayofmonth dayofweek dayofyear hour last_day minute month quarter second timestamp_seconds weekofyear year"
).split():
    globals()[_name] = unary(_name)


def _transform(name):
    """Partition transforms are for writers of tables that local-athena does not have."""

    def function(*_):
        from pyspark._unsupported import unsupported

        raise unsupported("functions.%s" % name)

    return named(function, name)


years, months, days, hours, bucket = (_transform(n) for n in ("years", "months", "days", "hours", "bucket"))


def current_date():
    return invoke("current_date")


def current_timestamp():
    return invoke("current_timestamp")


def _with_number(name):
    return named(lambda start, days: invoke(name, start, value(days)), name)


date_add, date_sub = _with_number("date_add"), _with_number("date_sub")


def add_months(start, months):
    return invoke("add_months", start, value(months))


def datediff(end, start):
    return invoke("datediff", end, start)


def months_between(date1, date2, roundOff=True):
    return invoke("months_between", date1, date2, value(roundOff))


def next_day(date, dayOfWeek):
    return invoke("next_day", date, value(dayOfWeek))


def date_format(date, format):
    return invoke("date_format", date, value(format))


def date_trunc(format, timestamp):
    return invoke("date_trunc", value(format), timestamp)


def trunc(date, format):
    return invoke("trunc", date, value(format))


def to_date(col, format=None):
    return invoke("to_date", col) if format is None else invoke("to_date", col, value(format))


def to_timestamp(col, format=None):
    return invoke("to_timestamp", col) if format is None else invoke("to_timestamp", col, value(format))


def from_unixtime(timestamp, format="yyyy-MM-dd HH:mm:ss"):
    return invoke("from_unixtime", timestamp, value(format))


def unix_timestamp(timestamp=None, format="yyyy-MM-dd HH:mm:ss"):
    if timestamp is None:
        return invoke("unix_timestamp")
    return invoke("unix_timestamp", timestamp, value(format))


def from_utc_timestamp(timestamp, tz):
    return invoke("from_utc_timestamp", timestamp, value(tz))


def to_utc_timestamp(timestamp, tz):
    return invoke("to_utc_timestamp", timestamp, value(tz))


def _check_string(name, given):
    if not given or not isinstance(given, str):
        raise TypeError("%s should be provided as a string" % name)


def window(timeColumn, windowDuration, slideDuration=None, startTime=None):
    """Buckets of time, one after the other; rows without a time are in none."""
    _check_string("windowDuration", windowDuration)
    if slideDuration:
        _check_string("slideDuration", slideDuration)
        if slideDuration != windowDuration:
            from pyspark._unsupported import unsupported

            raise unsupported("functions.window with a slideDuration of its own")
    if startTime:
        _check_string("startTime", startTime)
    return invoke(TIME_WINDOW, timeColumn, value(windowDuration), *([value(startTime)] if startTime else []))


def session_window(timeColumn, gapDuration):
    if not isinstance(gapDuration, (str, Column)):
        raise TypeError("gapDuration should be provided as a string or Column")
    return invoke("session_window", timeColumn, value(gapDuration))
