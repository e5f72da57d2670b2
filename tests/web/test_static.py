import hashlib
import re
from pathlib import Path

import casework.web

STATIC = Path(casework.web.__file__).parent / "static"
VENDOR = STATIC / "vendor"


def test_what_was_vendored_is_what_was_published():
    lines = (VENDOR / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    files = {path.name for path in VENDOR.iterdir()} - {"SHA256SUMS", "README.md"}
    assert set(listed) == files
    for name, digest in listed.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_our_own_style_is_one_that_an_old_browser_draws():
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "casework.css").read_text("utf-8"), flags=re.DOTALL)
    too_new = (
        r":is\(|:where\(|:has\(|color-mix|aspect-ratio|[^-]gap:|inset:|clamp\(|@layer|@container"
    )
    assert re.findall(too_new, css) == []
    assert re.findall(r"url\(|@import", css) == []


def test_an_asset_with_its_hash_is_kept_by_the_browser_and_only_then(site):
    page = site.stranger().get("/login").text
    paths = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(paths) == 4
    for path in paths:
        with site.stranger().get(path) as kept:
            assert kept.status_code == 200
            assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with site.stranger().get("/static/casework.css") as unnamed:
        assert unnamed.headers["Cache-Control"] == "no-store"
