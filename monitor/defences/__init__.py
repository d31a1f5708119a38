"""Every way in which a unit may be innocent all the same, one file each: asked for every draft
problem that it concerns, before anything is told.
"""
