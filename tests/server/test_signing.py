"""Signed texts."""

from server.signing import Signer, same_secret


def test_only_the_signer_s_own_texts_pass() -> None:
    signer = Signer("secret", "participant")
    signed = signer.sign("sb-1.with.dots")
    assert signer.check(signed) == "sb-1.with.dots"
    for wrong in ("", ".", "sb-1", signed[:-1], signed + "a", signed.replace("sb-1", "sb-2"), "sb-1.ä"):
        assert signer.check(wrong) is None
    assert Signer("secret", "researcher").check(signed) is None
    assert Signer("other", "participant").check(signed) is None


def test_secrets_are_compared_whole() -> None:
    assert same_secret("key", "key")
    assert not same_secret("ke", "key")
    assert not same_secret("käy", "key")
