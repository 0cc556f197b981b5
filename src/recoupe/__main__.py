"""`python -m recoupe`."""

from recoupe.cli.main import main

main()
