"""Names of files that Deutsche Post delivers by SFTP."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identkit.overrides.postident.delivered import DeliveredFile, delivered_file
from identkit.postident.models import RecordType
from identkit.sandbox import Sandbox


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("12345678ABCD_result_video.pdf", DeliveredFile("12345678ABCD", "result", "pdf", method="video")),
        ("12345678ABCD_idimage.jpg", DeliveredFile("12345678ABCD", "idimage", "jpg")),
        ("12345678ABCD_idimage_2.jpg", DeliveredFile("12345678ABCD", "idimage", "jpg", number=2)),
        (
            "VIDEOCHATRECORDING_scr_bank_6312345678_12345678ABCD.zip",
            DeliveredFile("12345678ABCD", "videochatrecording", "zip", username="scr_bank", accounting_no="6312345678"),
        ),
        ("VIDEOCHATRECORDING_bank_1_12345678ABCD_3.zip", DeliveredFile("12345678ABCD", "videochatrecording", "zip", None, 3, "bank", "1")),
    ],
)
def test_names_of_the_guide(name: str, parts: DeliveredFile) -> None:
    assert delivered_file(name) == parts
    assert parts.type in set(RecordType)


@pytest.mark.parametrize(
    "name", ["", "12345678ABCD.pdf", "short_result.pdf", "../12345678ABCD_result.pdf", "12345678ABCD_result.pdf\n", "x" * 5000]
)
def test_other_names_say_nothing(name: str) -> None:
    assert delivered_file(name) is None


@given(st.text(max_size=60))
def test_any_name_is_read_or_not(name: str) -> None:
    found = delivered_file(name)
    assert found is None or name.endswith(f".{found.extension}")


def test_the_sandbox_names_its_records_alike(identkit_sandbox: Sandbox) -> None:
    from identkit.postident import Postident

    (case_id,) = identkit_sandbox.postident.fill(1)
    with Postident(**identkit_sandbox.postident.credentials) as postident:
        found = postident.cases.get(case_id).primary_ident
    assert found is not None
    names = [record.file_name for record in found.records or []]
    assert names
    assert all((parts := delivered_file(str(name))) is not None and parts.case_id == case_id for name in names)
