from collections import namedtuple

from pyspark._unsupported import refuse
from pyspark.sql._request import request

__all__ = ["Catalog", "Database", "Table", "Column", "Function"]

Database = namedtuple("Database", "name description locationUri")
Table = namedtuple("Table", "name database description tableType isTemporary")
Column = namedtuple("Column", "name description dataType nullable isPartition isBucket")
Function = namedtuple("Function", "name description className isTemporary")


def _ask(question, **body):
    given = {key: value for key, value in body.items() if value is not None}
    return request("catalog", question=question, **given)["value"]


def _listed(record, items):
    return [record(*[item.get(field) for field in record._fields]) for item in items]


class Catalog:
    """Databases, tables and temp views."""

    def __init__(self, sparkSession):
        self._session = sparkSession

    def currentDatabase(self):
        return _ask("currentDatabase")

    def setCurrentDatabase(self, dbName):
        _ask("setCurrentDatabase", database=dbName)

    def listDatabases(self):
        return _listed(Database, _ask("listDatabases"))

    def databaseExists(self, dbName):
        return _ask("databaseExists", database=dbName)

    def listTables(self, dbName=None):
        return _listed(Table, _ask("listTables", database=dbName))

    def listColumns(self, tableName, dbName=None):
        return _listed(Column, _ask("listColumns", table=_qualified(tableName, dbName)))

    def tableExists(self, tableName, dbName=None):
        return _ask("tableExists", table=_qualified(tableName, dbName))

    def dropTempView(self, viewName):
        return request("dropView", **{"name": viewName, "global": False})["dropped"]

    def dropGlobalTempView(self, viewName):
        return request("dropView", **{"name": viewName, "global": True})["dropped"]

    def isCached(self, tableName):
        return _qualified(tableName, None) in self._session._cached_tables

    def cacheTable(self, tableName):
        self._session.table(tableName)
        self._session._cached_tables.add(tableName)

    def uncacheTable(self, tableName):
        self._session.table(tableName)
        self._session._cached_tables.discard(tableName)

    def clearCache(self):
        self._session._cached_tables.clear()

    def refreshTable(self, tableName):
        self._session.table(tableName)

    def refreshByPath(self, path):
        """Nothing to do: files are listed anew by every query."""

    def recoverPartitions(self, tableName):
        self._session.sql("MSCK REPAIR TABLE %s" % tableName)


def _qualified(table, database):
    return table if database is None else "%s.%s" % (database, table)


for _name in ("createExternalTable", "createTable", "listFunctions", "functionExists", "registerFunction"):
    setattr(Catalog, _name, refuse("Catalog", _name))
