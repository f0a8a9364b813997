"""Sources and results that travel between computers without a shared disk."""
