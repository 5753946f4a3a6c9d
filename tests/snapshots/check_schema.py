#!/usr/bin/env python3
"""usage: check_schema.py SCHEMA.json DOCUMENT.json: prints what is not valid; exit 1 if anything is not."""
import json
import sys

import jsonschema

schema, document = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(document))
for error in errors:
    print("/".join(map(str, error.absolute_path)), error.message, file=sys.stderr)
sys.exit(1 if errors else 0)
