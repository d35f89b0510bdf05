from collections.abc import Sequence

import pytest

from agent.tools.addresses import NotPublicError, is_public, public_address, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "not an address", "",
    ],
)  # fmt: skip
def test_what_lies_behind_our_own_doors_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


async def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    async def both(host: str, port: int) -> Sequence[str]:
        return ["93.184.215.14", "10.0.0.1"]

    with pytest.raises(NotPublicError, match="not on the public internet"):
        await public_address("example.org", 443, resolve=both)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0x7f.1", "2130706433", "no.such.host.invalid"])
async def test_the_systems_own_resolver_leads_nowhere_private(host: str) -> None:
    with pytest.raises(NotPublicError):
        await public_address(host, 80, resolve=resolve)
