"""The map draws every country under a point of view, without JavaScript, and says where its borders are from."""

import gzip
import re

import pytest
from starlette.testclient import TestClient

from entente.languages.countries import country_points, names
from entente.model.territory import POLICIES
from entente.web.atlas import FINE, HEIGHT, WIDTH, at, world
from entente.web.drawing import columns


@pytest.mark.parametrize("policy", POLICIES)
def test_every_shape_counts_as_a_country_that_there_is_or_none(policy: str) -> None:
    shapes = world(policy).shapes
    assert {shape.country for shape in shapes} <= set(names()) | {""}
    assert len({shape.country for shape in shapes}) > 170
    assert all(shape.path.startswith("M") and shape.path.endswith("z") for shape in shapes)


def test_the_point_of_view_says_which_country_a_territory_counts_as() -> None:
    def counts_as(policy: str) -> dict[str, str]:
        return {shape.territory: shape.country for shape in world(policy).shapes if shape.territory}

    assert counts_as("iso")["western-sahara"] == "EH"
    assert counts_as("de-facto")["western-sahara"] == "MA"
    assert counts_as("iso")["crimea"] == "UA"
    assert counts_as("de-facto")["crimea"] == "RU"
    assert counts_as("iso")["northern-cyprus"] == "CY"


def test_no_border_is_drawn_within_a_country_and_disputed_ones_are_apart() -> None:
    iso, de_facto = world("iso"), world("de-facto")
    assert iso.borders == de_facto.borders
    assert iso.disputed != de_facto.disputed


def test_every_country_stands_in_the_drawing() -> None:
    for code, (latitude, longitude) in country_points().items():
        x, y = at(latitude, longitude)
        assert 0 <= x <= WIDTH * FINE, code
        assert 0 <= y <= HEIGHT * FINE or latitude < -58, code
    assert at(84, 0) == (WIDTH * FINE // 2, 0)


def test_no_outline_jumps_over_the_map() -> None:
    for shape in world("iso").shapes:
        for ring in filter(None, shape.path.split("z")):
            steps = re.findall(r"-?\d+", ring)[2::2]
            assert max((abs(int(step)) for step in steps), default=0) < WIDTH * FINE // 4, shape.country


@pytest.mark.parametrize("view", [*POLICIES, "borderless"])
def test_the_map_names_the_source_of_its_borders(browser: TestClient, view: str) -> None:
    page = browser.get(f"/map?view={view}").text
    assert "Natural Earth" in page
    assert ('class="border"' in page) == (view != "borderless")
    assert page.count('class="land') == (1 if view == "borderless" else len(world("iso").shapes))
    assert len(gzip.compress(page.encode())) < 100_000


def test_the_map_and_its_table_say_the_same(browser: TestClient) -> None:
    for query in ("", "?country=MA"):
        told = browser.get(f"/map.json{query}").json()
        drawn = {place["country"]: place["engagements"] for place in told["places"]}
        assert drawn == {one["country"]: one["engagements"] for one in told["countries"]}
        assert browser.get(f"/map{query}").text.count('class="arc"') == (len(drawn) if query else 0)
    assert browser.get("/map?view=ours").status_code == 400


def test_the_setting_gives_the_first_point_of_view(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser.get("/map.json").json()["view"] == "iso"
    monkeypatch.setenv("ENTENTE_DISPUTED", "de-facto")
    assert browser.get("/map.json").json()["view"] == "de-facto"


def test_counts_of_the_timeline_are_what_they_lead_to(browser: TestClient) -> None:
    told = browser.get("/timeline.json?country=MA&status=held").json()
    assert told["periods"]
    for period in told["periods"]:
        for kind, number in period["kinds"].items():
            query = f"country=MA&status=held&kind={kind}&since={period['period']}&until={period['period']}"
            assert browser.get(f"/engagements.json?{query}").json()["total"] == number, query
    pieces = told["columns"]["pieces"]
    assert sum(piece["engagements"] for piece in pieces) == sum(one["engagements"] for one in told["periods"])


def test_the_timeline_of_two_is_a_part_of_that_of_one(browser: TestClient) -> None:
    def total(query: str) -> int:
        return sum(one["engagements"] for one in browser.get(f"/timeline.json?{query}").json()["periods"])

    assert 0 < total("country=MA&with=TR") < total("country=MA")


def test_columns_stand_on_each_other() -> None:
    drawn = columns(["2024", "2025"], [("2024", "visit", 3), ("2024", "call", 1), ("2025", "visit", 2)])
    assert drawn is not None
    first, second = (piece for piece in drawn["pieces"] if piece["period"] == "2024")
    assert second["y"] + second["height"] == pytest.approx(first["y"], abs=0.2)
    assert re.match("visit", first["kind"])
    assert columns([], []) is None


def test_a_country_on_the_map_leads_on_under_the_same_point_of_view(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_DISPUTED", "de-facto")
    page = browser.get("/map?view=iso").text
    assert 'href="/map?country=MA&amp;view=iso"' in page
    assert 'href="/map?country=MA&amp;view=de-facto"' not in page


def test_the_country_of_a_map_stands_where_its_lines_begin(browser: TestClient) -> None:
    told = browser.get("/map.json?country=MA").json()
    home = told["home"]
    assert home["country"] == "MA"
    assert told["lines"]
    assert all(line["path"].startswith(f"M{home['x']} {home['y']}Q") for line in told["lines"])
    nowhere = browser.get("/map.json?country=Atlantis").json()
    assert (nowhere["home"], nowhere["lines"]) == (None, [])
