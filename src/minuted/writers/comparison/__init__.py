"""A comparison as one accessible web page: for a browser, a phone, or paper."""
