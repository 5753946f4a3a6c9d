import flask

flask.Flask("prices")
