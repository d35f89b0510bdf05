"""Canonical forms of what is said and written: words, numbers, money, days and times, names.

A recogniser writes "330", a person says "three thirty" and a model passes "15:30". Worlds and verifier read all of
them here, so that both mean the same by them.
"""
