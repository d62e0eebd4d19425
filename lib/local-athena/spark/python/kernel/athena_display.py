"""Display data of objects, as Jupyter makes it."""


def display(*objects: object) -> None:
    pass
