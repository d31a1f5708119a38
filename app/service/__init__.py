"""The service (`gongkai schedule`): which jobs there are, when each is due, and how one tells from
outside that it lives.
"""
