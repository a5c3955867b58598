"""What people see. A screen is rendered from values alone, keeps within Discord's limits whatever the lists hold, and
keeps no state: that stands in the custom ids of its buttons."""
