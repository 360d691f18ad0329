"""Real OpenSearch nodes for the tests."""
