"""A class a channel of alerts; `alert_channels` is the registry of them."""
