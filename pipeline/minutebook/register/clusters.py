"""Joins things that are one, and refuses to join what must stay apart."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Numbered things joined into clusters (union-find) under two kinds of veto.

    `forbid(a, b)`: the clusters of these two never become one. `stand(a, place)`: `a` stands in that place
    (a document); two clusters that stand in one place are two, unless `join` is told to force it.

    >>> clusters = Clusters(4)
    >>> clusters.stand(0, "march"); clusters.stand(2, "march")
    >>> clusters.join(0, 1), clusters.join(1, 2), clusters.groups()
    (True, False, [[0, 1], [2], [3]])
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: list[list[int]] = [[n] for n in range(size)]
        self._places: list[set[str]] = [set() for _ in range(size)]
        self._forbidden: list[set[int]] = [set() for _ in range(size)]

    def find(self, one: int) -> int:
        """The number that stands for the cluster of `one`."""
        root = one
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[one] != root:
            self._parent[one], one = root, self._parent[one]
        return root

    def together(self, a: int, b: int) -> bool:
        """Whether both are in one cluster."""
        return self.find(a) == self.find(b)

    def stand(self, one: int, place: str) -> None:
        """`one` stands in that place."""
        self._places[self.find(one)].add(place)

    def places(self, one: int) -> set[str]:
        """The places of the whole cluster of `one`."""
        return self._places[self.find(one)]

    def members(self, one: int) -> list[int]:
        """The whole cluster of `one`."""
        return self._members[self.find(one)]

    def forbid(self, a: int, b: int) -> None:
        """Keep these two apart; joins that were made before stay."""
        self._forbidden[self.find(a)].add(b)
        self._forbidden[self.find(b)].add(a)

    def may_join(self, a: int, b: int, *, force: bool = False) -> bool:
        """Whether nothing speaks against joining; `force` lets them share places."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if any(self.find(other) == b for other in self._forbidden[a]):
            return False
        if any(self.find(other) == a for other in self._forbidden[b]):
            return False
        return force or self._places[a].isdisjoint(self._places[b])

    def join(self, a: int, b: int, *, force: bool = False) -> bool:
        """Make the two one; False where a veto stands against it."""
        if not self.may_join(a, b, force=force):
            return False
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if len(self._members[a]) + len(self._places[a]) < len(self._members[b]) + len(self._places[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members[b]
        self._places[a] |= self._places[b]
        self._forbidden[a] |= self._forbidden[b]
        self._members[b], self._places[b], self._forbidden[b] = [], set(), set()
        return True

    def join_all(self, many: Iterable[int]) -> None:
        """Join each of them with the first."""
        first: int | None = None
        for one in many:
            if first is None:
                first = one
            else:
                self.join(first, one)

    def groups(self) -> list[list[int]]:
        """All clusters, each in order, by their first members."""
        return sorted(sorted(members) for members in self._members if members)
