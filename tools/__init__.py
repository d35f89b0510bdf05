"""Set-up and supervision: what `make` and `parley up` do. Imports none of the other packages."""
