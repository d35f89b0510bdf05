"""A stock trading account."""

from scenarios.worlds.trading.account import TradingWorld

WORLD = TradingWorld
