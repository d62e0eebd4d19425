"""Mathematics and hashes."""

from pyspark.sql.column import Column
from pyspark.sql.functions._build import invoke, named, unary, value

__all__ = [
    "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "bin", "bitwiseNOT", "bitwise_not",
    "bround", "cbrt", "ceil", "conv", "cos", "cosh", "crc32", "degrees", "exp", "expm1", "factorial",
    "floor", "hash", "hex", "hypot", "log", "log10", "log1p", "log2", "md5", "pow", "radians", "rand",
    "randn", "rint", "round", "sha1", "sha2", "shiftLeft", "shiftRight", "shiftRightUnsigned", "shiftleft",
    "shiftright", "shiftrightunsigned", "signum", "sin", "sinh", "sqrt", "tan", "tanh", "toDegrees",
    "toRadians", "unhex", "xxhash64",
]

for _name in (
    "abs acos acosh asin asinh atan atanh bin cbrt ceil cos cosh crc32 degrees exp expm1 factorial floor hex"
    " log10 log1p log2 md5 radians rint sha1 signum sin sinh sqrt tan tanh unhex"
).split():
    globals()[_name] = unary(_name)

toDegrees, toRadians = globals()["degrees"], globals()["radians"]
bitwise_not = unary("bitwise_not", "~")
bitwiseNOT = bitwise_not


def _of_numbers(name, sql_name=None):
    """Both arguments may be numbers."""

    def operand(given):
        return given if isinstance(given, (Column, str)) else value(float(given))

    return named(lambda col1, col2: invoke(sql_name or name, operand(col1), operand(col2)), name)


atan2, hypot, pow = _of_numbers("atan2"), _of_numbers("hypot"), _of_numbers("pow", "power")


def log(arg1, arg2=None):
    """The natural logarithm, or with a base first the logarithm to it."""
    if arg2 is None:
        return invoke("ln", arg1)
    return invoke("log", value(float(arg1)), arg2)


def round(col, scale=0):
    return invoke("round", col, value(scale))


def bround(col, scale=0):
    return invoke("bround", col, value(scale))


def conv(col, fromBase, toBase):
    return invoke("conv", col, value(fromBase), value(toBase))


def _shift(name):
    return named(lambda col, numBits: invoke(name, col, value(numBits)), name)


shiftleft, shiftright = _shift("shiftleft"), _shift("shiftright")
shiftrightunsigned = _shift("shiftrightunsigned")
shiftLeft, shiftRight, shiftRightUnsigned = shiftleft, shiftright, shiftrightunsigned


def rand(seed=None):
    return invoke("rand") if seed is None else invoke("rand", value(seed))


def randn(seed=None):
    return invoke("randn") if seed is None else invoke("randn", value(seed))


def hash(*cols):
    return invoke("hash", *cols)


def xxhash64(*cols):
    return invoke("xxhash64", *cols)


def sha2(col, numBits):
    return invoke("sha2", col, value(numBits))
