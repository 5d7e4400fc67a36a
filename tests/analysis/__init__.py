import pytest

pytest.register_assert_rewrite(f"{__name__}.support")  # so that a failure shows what was found
