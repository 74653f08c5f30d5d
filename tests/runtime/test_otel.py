"""Spans and metrics of calls, and nothing personal in them."""

import io
import json
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from identkit.contrib import otel
from identkit.core import ConnectionFailed, Hooks, wsgi
from identkit.core.webhooks import DeliveryInfo, Ping
from identkit.solaris import Solaris
from tests.support import FakeClock


def test_calls_become_spans_and_metrics() -> None:
    failures: list[Any] = [httpx.Response(503), httpx.ConnectError("canary")]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(200, json={"access_token": "t"})
        end: Any = failures.pop(0) if failures else httpx.Response(200, json={"id": "canary"})
        if isinstance(end, Exception):
            raise end
        response: httpx.Response = end
        return response

    spans, reader, told = InMemorySpanExporter(), InMemoryMetricReader(), list[Any]()
    tracing = TracerProvider()
    tracing.add_span_processor(SimpleSpanProcessor(spans))
    hooks = otel.hooks(tracing, MeterProvider([reader]), then=Hooks(on_retry=told.append))
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        solaris = Solaris(client_id="c", client_secret="s", http_client=http, hooks=hooks, clock=FakeClock())
        solaris.persons.get("canary")
        failures[:] = [httpx.ConnectError("canary")] * 9
        with pytest.raises(ConnectionFailed):
            solaris.persons.get("canary")
    ended = spans.get_finished_spans()
    assert {span.name for span in ended} == {"GET persons.get"}
    assert [span.attributes.get("http.request.resend_count", 0) for span in ended if span.attributes][-3:] == [0, 1, 2]
    assert ended[-1].attributes is not None
    assert ended[-1].attributes["error.type"] == "ConnectError"
    data = reader.get_metrics_data()
    assert data is not None
    named = {metric.name: metric for each in data.resource_metrics[0].scope_metrics for metric in each.metrics}
    assert named.keys() == {"http.client.request.duration", "identkit.client.retries", "identkit.client.token.refreshes"}
    assert len(told) >= 3
    assert "canary" not in f"{[span.to_json() for span in ended]} {data.to_json()}"


def test_deliveries_are_counted_by_what_became_of_them() -> None:
    reader, told = InMemoryMetricReader(), list[DeliveryInfo]()
    count = otel.webhooks(MeterProvider([reader]), then=told.append)
    receiver = wsgi.WebhookApp(lambda got: Ping(event_type="canary-event"), on_delivery=count)
    environ = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "0"}

    def start(status: str, headers: object) -> None: ...

    for _ in range(2):
        receiver({**environ, "wsgi.input": io.BytesIO()}, start)
    receiver({**environ, "CONTENT_LENGTH": "canary", "wsgi.input": io.BytesIO()}, start)
    count(DeliveryInfo("duplicate", 200, "solaris", "IDENTIFICATION"))
    receiver.close()
    data = reader.get_metrics_data()
    assert data is not None
    (metric,) = [metric for each in data.resource_metrics[0].scope_metrics for metric in each.metrics]
    assert metric.name == "identkit.webhook.deliveries"
    points = json.loads(metric.to_json())["data"]["data_points"]
    assert {(each["attributes"]["identkit.outcome"], each["value"]) for each in points} == {
        ("accepted", 2),
        ("rejected", 1),
        ("duplicate", 1),
    }
    assert [info.outcome for info in told] == ["accepted", "accepted", "rejected", "duplicate"]
    assert "canary" not in data.to_json()
