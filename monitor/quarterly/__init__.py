"""What a quarter's checks of government sites came to, as whoever is in charge of sites has to
publish it (《政府网站发展指引》国办发〔2017〕47号 八（一）).
"""
