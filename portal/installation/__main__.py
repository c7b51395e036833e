"""``python -m portal.installation``: the installation's commands alone, as in `portal run` and its like."""

from portal.installation.commands import installation

installation()
