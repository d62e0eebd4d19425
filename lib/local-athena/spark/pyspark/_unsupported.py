"""What has no counterpart on one machine says its name."""


def unsupported(name, reason=None):
    """The error for a part of PySpark that is missing here."""
    message = "%s is not supported by local-athena" % name
    return NotImplementedError(message if reason is None else "%s: %s" % (message, reason))


def refuse(owner, name):
    """A method that refuses itself by name."""

    def refused(*args, **kwargs):
        raise unsupported("%s.%s" % (owner, name))

    refused.__name__ = name
    return refused


def refused_property(owner, name):
    """A property that refuses itself by name."""

    def refused(self):
        raise unsupported("%s.%s" % (owner, name))

    return property(refused)
