from tools.setup.frontend import sources
from tools.setup.paths import FRONTEND


def test_sources_are_what_the_page_is_built_from_and_nothing_that_is_made() -> None:
    names = [str(path.relative_to(FRONTEND)) for path in sources()]
    assert "package.json" in names
    assert "index.html" in names
    assert not [name for name in names if name.startswith(("node_modules", "dist")) or ".test." in name]
