"""Spans and metrics of calls, and nothing personal in them."""

from typing import Any

import httpx
import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from identkit.contrib import otel
from identkit.core import ConnectionFailed, Hooks
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
