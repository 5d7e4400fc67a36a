"""The comparison of models with the table looks at what it names."""

from __future__ import annotations

import pytest

from wsclose.knowledge.library import of_family

from .models import CLAIMS, Claim
from .observed import observed
from .table import read


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.model}, {claim.role} {claim.variant}".strip())
def test_each_claim_names_a_model_and_rows_that_exist(claim: Claim) -> None:
    family, _, rest = claim.model.partition("/")
    library, _, name = rest.partition(":")
    assert of_family(family).type(name, library) is not None
    assert any(
        (what.library, what.role) == (claim.library, claim.role) and claim.variant in ("", what.variant)
        for what in observed(read()).values()
    )
