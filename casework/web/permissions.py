"""Who may do what: every route says it, and what says nothing is shut.

`@permits("clerk", "approver", of="case")` under the route's own decorator: the person must act in
one of these roles for the agency of the thing the address names. A supervisor's or an admin's
reach goes down the tree, where the route names that role. Something of an agency the person has
nothing to do with answers 404; a role that is missing 403, with a sentence.

Above 150 lines because who may do what is reviewed in one piece.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import Rule

from casework.desk.act import CASEWORKERS, ROLES
from casework.desk.refusals import NoSuchCase, NotPermitted
from casework.store.queries.agencies import agencies_above
from casework.web import here
from casework.web.objects import ARGUMENTS, FINDERS, Candidate
from casework.web.sessions import SignedIn

View = TypeVar("View", bound=Callable[..., Any])

READERS = (*CASEWORKERS, "signatory")
"""Who may read a case of their agency, names included."""
_REACHING_DOWN = frozenset({"supervisor", "admin"})
_ANYONE, _SIGNED_IN = "anyone", "signed_in"
_SMALL_BODY = 2_000_000
"""Bytes a form may have that carries no file."""


class UndeclaredRoute(RuntimeError):
    """A route does not say who may use it; the program does not start."""


@dataclass(frozen=True, slots=True)
class Permit:
    """What a route declares: the roles that open it, and of which kind of thing."""

    roles: tuple[str, ...]
    of: str


def permits(*roles: str, of: str) -> Callable[[View], View]:
    """Declare who may use a route; `of` is one of agency, case, dispute, attachment."""
    unknown = set(roles) - set(ROLES)
    if unknown or not roles or of not in {"agency", *FINDERS}:
        raise UndeclaredRoute(f"unknown role or object: {roles}, {of}")
    return _declaring(Permit(roles, of))


def anyone(view: View) -> View:
    """Declare that a route is open to whoever reaches the machine."""
    return _declaring(Permit((), _ANYONE))(view)


def signed_in(view: View) -> View:
    """Declare that a route is about the person themselves, whatever their roles."""
    return _declaring(Permit((), _SIGNED_IN))(view)


def takes_files(view: View) -> View:
    """Declare that a route takes files; any other refuses a body above two megabytes."""
    vars(view)["takes_files"] = True
    return view


def _declaring(permit: Permit) -> Callable[[View], View]:
    def declare(view: View) -> View:
        vars(view)["permit"] = permit
        return view

    return declare


def permit_of(app: Flask, endpoint: str) -> Permit | None:
    """What a route has declared."""
    return getattr(app.view_functions.get(endpoint), "permit", None)


def refuse_undeclared(app: Flask) -> None:
    """Raise UndeclaredRoute unless every route says who may use it, and names its object."""
    for rule in app.url_map.iter_rules():
        permit = permit_of(app, rule.endpoint)
        if permit is None:
            raise UndeclaredRoute(f"{rule.endpoint} ({rule.rule}) declares no permission")
        if permit.of in ARGUMENTS and ARGUMENTS[permit.of] not in rule.arguments:
            raise UndeclaredRoute(f"{rule.rule} does not name its {permit.of}")


def routes_of(app: Flask) -> list[dict[str, Any]]:
    """Every route with who may use it, as `casework routes` shows them."""
    return sorted(map(_told(app), app.url_map.iter_rules()), key=lambda told: str(told["rule"]))


def _told(app: Flask) -> Callable[[Rule], dict[str, Any]]:
    def tell(rule: Rule) -> dict[str, Any]:
        permit = permit_of(app, rule.endpoint)
        assert permit is not None
        return {
            "rule": rule.rule,
            "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
            "endpoint": rule.endpoint,
            "permission": list(permit.roles) or [permit.of],
            "object": permit.of if permit.roles else None,
        }

    return tell


def may_open(app: Flask, roles: frozenset[str], endpoint: str) -> bool:
    """Whether a link to a page is worth showing to whoever is signed in with these roles."""
    permit = permit_of(app, endpoint)
    if permit is None:
        return False
    return not permit.roles or not roles.isdisjoint(permit.roles)


# -- the guard ----------------------------------------------------------------------------------


def guard(app: Flask, ask_to_sign_in: Callable[[], ResponseReturnValue]) -> None:
    """Put the one check before every request."""

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        view = app.view_functions[request.endpoint]
        if not getattr(view, "takes_files", False):
            request.max_content_length = _SMALL_BODY
        permit = permit_of(app, request.endpoint)
        if permit is None:
            raise UndeclaredRoute(request.endpoint)
        return _check(permit, ask_to_sign_in)


def _check(
    permit: Permit, ask_to_sign_in: Callable[[], ResponseReturnValue]
) -> ResponseReturnValue | None:
    if permit.of == _ANYONE:
        return None
    me = here.visitor()
    if me is None:
        return ask_to_sign_in()
    if permit.roles:
        _admit(me, permit, request.view_args or {})
    return None


def _admit(me: SignedIn, permit: Permit, arguments: Mapping[str, Any]) -> None:
    """Find what the address names, keep it for the view, or refuse."""
    if permit.of == "agency" and "code" not in arguments:
        standing = here.agency()
        if standing.roles.isdisjoint(permit.roles):
            raise NotPermitted(_who_may(permit.roles))
        return
    with here.reading() as tx:
        candidates = FINDERS[permit.of](tx, arguments)
        above = {
            each.agency_id: agencies_above(tx, each.agency_id, here.office().today())
            for each in candidates
            if me.roles_at(each.agency_id).isdisjoint(permit.roles)
        }
    here.keep_found(_chosen(me, permit, candidates, above))


def _chosen(
    me: SignedIn, permit: Permit, candidates: Iterable[Candidate], above: Mapping[int, set[int]]
) -> here.Found:
    """The first thing of that name which the person may open, their own agencies' first."""
    own = [c for c in candidates if not me.roles_at(c.agency_id).isdisjoint(permit.roles)]
    if own:
        named = not me.roles_at(own[0].agency_id).isdisjoint(READERS)
        return here.Found(own[0].agency_id, own[0].row, named)
    reach = me.agencies_as(_REACHING_DOWN & set(permit.roles))
    for each in candidates:
        if above[each.agency_id] & reach:
            return here.Found(each.agency_id, each.row, named=False)
    if any(me.roles_at(each.agency_id) for each in candidates):
        raise NotPermitted(_who_may(permit.roles))
    raise NoSuchCase("没有这个内容，或者它不属于您任职的机关，请核对编号")


def _who_may(roles: Iterable[str]) -> str:
    names = "、".join(ROLES[role] for role in roles)
    return f"这项内容只对{names}开放；如确有需要，请联系管理员授权"
