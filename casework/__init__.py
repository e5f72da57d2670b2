"""The register of disclosure applications (依申请公开), floor by floor: docs/decisions/0001."""

__version__ = "0.1.0"
