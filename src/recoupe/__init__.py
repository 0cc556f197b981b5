"""recoupe: reads articles about wars and keeps who is said to have done what, according to whom, on which characters."""

__version__ = "0.1.0"
