"""`gongkai doctor`: what is wrong with this machine and this office's set-up, and how to mend it."""
