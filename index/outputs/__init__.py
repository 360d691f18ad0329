"""What leaves the index: tables and exports."""
