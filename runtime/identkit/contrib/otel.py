"""Spans and metrics of calls for OpenTelemetry (`pip install identkit[otel]`): `Client(..., hooks=otel.hooks())`.

A span for each attempt, named by method and operation (`GET cases.get`), with the attributes of the HTTP conventions for clients that tell
nothing personal: no URL, for it holds identifiers. Metrics: `http.client.request.duration` (seconds, by operation and status),
`identkit.client.retries` and `identkit.client.token.refreshes`.

Receivers of webhooks count deliveries with `WebhookApp(..., on_delivery=otel.webhooks())`: `identkit.webhook.deliveries`, by outcome
(accepted, rejected, duplicate, failed), status, and, when they are proven, provider and event.
"""

import time
from typing import Any

from opentelemetry import metrics, trace

from identkit.core._calling.hooks import AnswerInfo, FailureInfo, Hooks, RequestInfo, RetryInfo, TokenInfo
from identkit.core.webhooks import DeliveryInfo, OnDelivery

__all__ = ["hooks", "webhooks"]

_NAME = "identkit"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)  # as the conventions advise


def hooks(
    tracer_provider: trace.TracerProvider | None = None, meter_provider: metrics.MeterProvider | None = None, *, then: Hooks | None = None
) -> Hooks:
    """Hooks that make spans and metrics.

    Args:
        tracer_provider: Where spans go; the global one unless given.
        meter_provider: Where metrics go; the global one unless given.
        then: Hooks of yours, called after these.
    """
    telemetry = _Telemetry(
        trace.get_tracer(_NAME, tracer_provider=tracer_provider), metrics.get_meter(_NAME, meter_provider=meter_provider), then or Hooks()
    )
    return Hooks(
        on_request=telemetry.request,
        on_response=telemetry.answer,
        on_failure=telemetry.failure,
        on_retry=telemetry.retry,
        on_token=telemetry.token,
        on_drift=telemetry.then.on_drift,
    )


def webhooks(meter_provider: metrics.MeterProvider | None = None, *, then: OnDelivery | None = None) -> OnDelivery:
    """What a receiver of webhooks tells deliveries to.

    Args:
        meter_provider: Where metrics go; the global one unless given.
        then: A function of yours, called after this.
    """
    meter = metrics.get_meter(_NAME, meter_provider=meter_provider)
    deliveries = meter.create_counter("identkit.webhook.deliveries", description="Webhook deliveries by what became of them.")

    def count(info: DeliveryInfo) -> None:
        attributes: dict[str, str | int] = {"identkit.outcome": info.outcome}
        more = {"http.response.status_code": info.status_code, "identkit.api": info.api, "identkit.event_type": info.event_type}
        deliveries.add(1, attributes | {name: value for name, value in more.items() if value is not None})
        if then is not None:
            then(info)

    return count


class _Telemetry:
    def __init__(self, tracer: trace.Tracer, meter: metrics.Meter, then: Hooks) -> None:
        self._tracer = tracer
        self.then = then
        self._spans: dict[int, trace.Span] = {}  # by call: one attempt at a time
        self._duration = meter.create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of attempts.",
            explicit_bucket_boundaries_advisory=_BUCKETS,
        )
        self._retries = meter.create_counter("identkit.client.retries", description="Attempts after the first one of a call.")
        self._tokens = meter.create_counter("identkit.client.token.refreshes", description="Tokens asked for.")

    def request(self, info: RequestInfo) -> None:
        attributes: dict[str, Any] = {"http.request.method": info.method, "identkit.operation": info.operation}
        if info.attempt > 1:
            attributes["http.request.resend_count"] = info.attempt - 1
        name = f"{info.method} {info.operation}"
        self._spans[info.call] = self._tracer.start_span(name, kind=trace.SpanKind.CLIENT, attributes=attributes, start_time=time.time_ns())
        if self.then.on_request is not None:
            self.then.on_request(info)

    def answer(self, info: AnswerInfo) -> None:
        span = self._spans.pop(info.call, trace.INVALID_SPAN)
        span.set_attribute("http.response.status_code", info.status_code)
        if info.status_code >= 400:
            span.set_attribute("error.type", str(info.status_code))
            span.set_status(trace.StatusCode.ERROR)
        span.end()
        attributes: dict[str, Any] = {"http.response.status_code": info.status_code}
        if info.status_code >= 400:
            attributes["error.type"] = str(info.status_code)
        self._measure(info, info.elapsed, attributes)
        if self.then.on_response is not None:
            self.then.on_response(info)

    def failure(self, info: FailureInfo) -> None:
        kind = info.cause.partition(" (")[0]
        span = self._spans.pop(info.call, trace.INVALID_SPAN)
        span.set_attribute("error.type", kind)
        span.set_status(trace.StatusCode.ERROR, info.cause)
        span.end()
        self._measure(info, info.elapsed, {"error.type": kind})
        if self.then.on_failure is not None:
            self.then.on_failure(info)

    def retry(self, info: RetryInfo) -> None:
        self._retries.add(1, {"identkit.operation": info.operation, "identkit.cause": info.cause.partition(" (")[0]})
        if self.then.on_retry is not None:
            self.then.on_retry(info)

    def token(self, info: TokenInfo) -> None:
        self._tokens.add(1, {"identkit.api": info.api, "identkit.succeeded": info.succeeded})
        if self.then.on_token is not None:
            self.then.on_token(info)

    def _measure(self, info: AnswerInfo | FailureInfo, elapsed: float, more: dict[str, Any]) -> None:
        self._duration.record(elapsed, {"http.request.method": info.method, "identkit.operation": info.operation, **more})
