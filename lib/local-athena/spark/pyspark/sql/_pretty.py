"""The text of an expression that nobody has resolved yet, as Column's repr shows it."""

_BINARY = {
    "+": "+", "-": "-", "*": "*", "/": "/", "%": "%", "==": "=", "<=>": "<=>", "<": "<", "<=": "<=",
    ">": ">", ">=": ">=", "and": "AND", "or": "OR", "&": "&", "|": "|", "^": "^",
}


def _literal(node):
    value = node["value"]
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if node["type"] == "date":
        return "DATE '%s'" % value
    if node["type"] == "timestamp":
        return "TIMESTAMP '%s'" % value.rstrip("Z").replace("T", " ").removesuffix(".000000")
    return str(value)


def _case(args):
    pairs = [(pretty(args[i]), pretty(args[i + 1])) for i in range(0, len(args) - 1, 2)]
    text = "CASE" + "".join(" WHEN %s THEN %s" % pair for pair in pairs)
    if len(args) % 2:
        text += " ELSE %s" % pretty(args[-1])
    return text + " END"


def _call(node):
    name, args = node["name"], node["args"]
    if name in _BINARY and len(args) == 2:
        return "(%s %s %s)" % (pretty(args[0]), _BINARY[name], pretty(args[1]))
    if name == "when":
        return _case(args)
    texts = [pretty(arg) for arg in args]
    if name == "not":
        return "(NOT %s)" % texts[0]
    if name == "negative":
        return "(- %s)" % texts[0]
    if name == "~":
        return "~%s" % texts[0]
    if name == "isnull":
        return "(%s IS NULL)" % texts[0]
    if name == "isnotnull":
        return "(%s IS NOT NULL)" % texts[0]
    if name == "in":
        return "(%s IN (%s))" % (texts[0], ", ".join(texts[1:]))
    if name == "like":
        return "%s LIKE %s" % tuple(texts)
    if name == "rlike":
        return "RLIKE(%s, %s)" % tuple(texts)
    if name == "getitem":
        return "%s[%s]" % tuple(texts)
    return "%s(%s%s)" % (name, "DISTINCT " if node.get("distinct") else "", ", ".join(texts))


def _boundary(value):
    words = {
        "unboundedPreceding": "UNBOUNDED PRECEDING",
        "unboundedFollowing": "UNBOUNDED FOLLOWING",
        "currentRow": "CURRENT ROW",
    }
    if value in words:
        return words[value]
    return "%d PRECEDING" % -value if value < 0 else "%d FOLLOWING" % value


def _window(node):
    parts = []
    if node["partitionBy"]:
        parts.append("PARTITION BY " + ", ".join(pretty(e) for e in node["partitionBy"]))
    if node["orderBy"]:
        parts.append("ORDER BY " + ", ".join(pretty(e) for e in node["orderBy"]))
    frame = node.get("frame")
    if frame:
        bounds = (frame["unit"].upper(), _boundary(frame["lower"]), _boundary(frame["upper"]))
        parts.append("%s BETWEEN %s AND %s" % bounds)
    else:
        parts.append("unspecifiedframe$()")
    return "%s OVER (%s)" % (pretty(node["child"]), " ".join(parts))


def _sort_order(node):
    nulls_first = node.get("nullsFirst", node["ascending"])
    return "%s %s NULLS %s" % (
        pretty(node["child"]),
        "ASC" if node["ascending"] else "DESC",
        "FIRST" if nulls_first else "LAST",
    )


def _alias(node):
    names = node["names"]
    as_names = names[0] if len(names) == 1 else "(%s)" % ", ".join(names)
    return "%s AS %s" % (pretty(node["child"]), as_names)


def _lambda(node):
    return "lambdafunction(%s, %s)" % (pretty(node["body"]), ", ".join(node["parameters"]))


_WRITERS = {
    "literal": _literal,
    "attribute": lambda node: node["name"],
    "star": lambda node: "%s.*" % node["target"] if "target" in node else "unresolvedstar()",
    "call": _call,
    "udf": _call,
    "alias": _alias,
    "cast": lambda node: "CAST(%s AS %s)" % (pretty(node["child"]), node["type"].upper()),
    "sql": lambda node: node["text"],
    "sortOrder": _sort_order,
    "window": _window,
    "lambda": _lambda,
}


def pretty(node):
    """The text of an expression."""
    return _WRITERS[node["expr"]](node)
