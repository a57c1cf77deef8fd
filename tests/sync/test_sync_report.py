"""What a sync tells, for programs."""

import json
from types import MappingProxyType

from rag import SyncReport


def test_a_report_is_given_as_json_types() -> None:
    skipped = MappingProxyType({"c.txt": "c.txt is empty"})
    report = SyncReport(added=("a.md", "b.md"), skipped=skipped, embedded=3, seconds=0.5)
    given = report.to_dict()
    assert json.loads(json.dumps(given)) == given
    assert (given["added"], given["skipped"]) == (["a.md", "b.md"], {"c.txt": "c.txt is empty"})
    assert (given["embedded"], given["searchable"], given["taken"]) == (3, None, {})
