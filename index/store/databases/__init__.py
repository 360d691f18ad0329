"""The databases that can hold a store: how each is opened, and what its errors mean to a person."""
