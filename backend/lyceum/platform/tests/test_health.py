"""Liveness, readiness and the metrics page of the real site."""

import pytest
from django.conf import settings

from lyceum.platform.tests.serving import Server, serve

NOWHERE_MONGODB = "mongodb://127.0.0.1:1/lyceum"
NOWHERE_REDIS = "redis://127.0.0.1:1/0"


def test_a_site_whose_stores_answer_is_ready(site: Server) -> None:
    response = site.client.get("/health/ready/")
    assert response.status_code == 200
    assert response.json()["status"] == "ready"
    assert {name: check["state"] for name, check in response.json()["checks"].items()} == {
        "mongodb": "up",
        "sql": "up",
        "redis": "up",
    }


def test_without_redis_the_site_is_degraded_but_ready() -> None:
    with serve("config.asgi:app", REDIS_URL=NOWHERE_REDIS) as server:
        response = server.client.get("/health/ready/")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["checks"]["redis"]["state"] == "down"


def test_without_mongodb_the_site_lives_but_is_not_ready() -> None:
    with serve("config.asgi:app", MONGODB_URI=NOWHERE_MONGODB, MONGODB_TIMEOUT_MS="300") as server:
        response = server.client.get("/health/ready/")
        assert server.client.get("/health/live/").status_code == 200
    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"
    assert response.json()["checks"]["mongodb"]["state"] == "down"
    assert response.json()["checks"]["sql"]["state"] == "up"


def test_health_has_no_other_pages(site: Server) -> None:
    assert site.client.get("/health/").status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_the_metrics_do_not_exist_for_those_without_the_token(site: Server, headers: dict[str, str]) -> None:
    response = site.client.get("/metrics", headers=headers)
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_the_metrics_tell_requests_by_route_and_the_outbox(site: Server) -> None:
    site.client.get("/")
    headers = {"Authorization": f"Bearer {settings.METRICS_TOKEN}"}
    page = site.client.get("/metrics", headers=headers).text
    assert 'lyceum_http_requests_total{method="GET",route="app",status="200"}' in page
    assert 'lyceum_http_request_seconds_count{route="app"}' in page
    assert 'lyceum_outbox_rows{state="waiting"} 0.0' in page
