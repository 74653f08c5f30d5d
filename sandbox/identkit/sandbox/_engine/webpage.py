"""Pages for a person with a browser: plain HTML, no script, nothing loaded from elsewhere."""

from html import escape
from string import Template

from identkit.sandbox._engine.provider import Answer

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem }
  label { display: block; margin: .8rem 0 }
  input, select { display: block; width: 100%; box-sizing: border-box; padding: .4rem; font: inherit }
  button { font: inherit; padding: .5rem 1.2rem; margin: 1rem .5rem 0 0 }
</style>
</head>
<body>
<h1>$title</h1>
$content
<p><small>identkit sandbox: not $provider, nothing here is real.</small></p>
</body>
</html>
""")


def webpage(provider: str, title: str, content: str, *, status: int = 200) -> Answer:
    """A page. `content` is HTML."""
    return Answer(
        status=status,
        content=_PAGE.substitute(provider=provider, title=escape(title), content=content).encode(),
        media_type="text/html",
        headers={"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'", "cache-control": "no-store"},
    )


def message(provider: str, title: str, text: str, *, status: int = 200) -> Answer:
    """A page with one sentence."""
    return webpage(provider, title, f"<p>{escape(text)}</p>", status=status)
