"""A school that does not exist, of any size, for measuring: the same seed and date make the same one."""
